"""Files from elsewhere as manuscripts: Word, web pages, plain text, feeds. One lazy table, kind by kind.

Nothing here touches the disk or the network, and no parser is loaded before a file of its kind is read. What a file is
is known by its first bytes; its name decides only between kinds of text.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import PurePath

from transflow.errors import ArticleError
from transflow.intake.encoding import decoded
from transflow.intake.options import Options
from transflow.interface import gettext as _
from transflow.manuscript import Manuscript

__all__ = ["LIMIT", "READERS", "TEXT_LIMIT", "Options", "decoded", "read", "reads", "refused"]

# suffix → reader: (bytes, the file's name, options) → manuscripts, one an article
READERS: Mapping[str, str] = {
    ".docx": "transflow.intake.docx:read",
    ".html": "transflow.intake.page:read",
    ".htm": "transflow.intake.page:read",
    ".xhtml": "transflow.intake.page:read",
    ".shtml": "transflow.intake.page:read",
    ".txt": "transflow.intake.plain:read",
    ".text": "transflow.intake.plain:read",
    ".xml": "transflow.intake.feed:read",
    ".rss": "transflow.intake.feed:read",
    ".atom": "transflow.intake.feed:read",
}
LIMIT = 100_000_000  # bytes of a file: a Word file full of photographs has a tenth of it
TEXT_LIMIT = 10_000_000  # bytes of one that is text: a page full of scripts has a tenth of it

_OLE = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Compound File Binary: what Word wrote before 2007, and what it encrypts into
)
_PASSWORD = "EncryptedPackage".encode("utf-16-le")

Reader = Callable[[bytes, str, Options], list[Manuscript]]


def reads(name: str) -> bool:
    """Whether files named like this are read here."""
    return PurePath(name).suffix.lower() in READERS


def refused(name: str) -> bool:
    """Whether files named like this are known, and refused with what to do."""
    return PurePath(name).suffix.lower() in (".doc", ".docm", ".dotm", ".rtf", ".pdf", ".odt", ".wps", ".mht", ".mhtml")


def read(data: bytes, name: str, options: Options) -> list[Manuscript]:
    """The articles in the file `data`; `name` is said in messages.

    Raises ArticleError, naming the file and what to do, for one that is no article, damaged, protected, hostile or of a
    kind that is not read; MemoryFileError where its encoding is in doubt.
    """
    suffix = PurePath(name).suffix.lower()
    problem = _problem(data, suffix)
    if problem:
        raise ArticleError(name, problem[0], remedy=problem[1])
    if data.startswith(b"PK") and suffix == ".doc":
        suffix = ".docx"  # Word opens it, whatever it is called
    if suffix not in READERS:
        raise ArticleError(
            name, _("no reader for files of this kind"),
            remedy=_("use one of {known}").format(known=", ".join(sorted((*READERS, ".md")))),
        )  # fmt: skip
    module, function = READERS[suffix].split(":")
    reader: Reader = getattr(import_module(module), function)
    return reader(data, name, options)


def _problem(data: bytes, suffix: str) -> tuple[str, str] | None:
    """What is wrong with a file at first sight, and what to do."""
    as_docx = _("open it in Word or WPS and save it as a Word document (.docx)")
    if not data.strip(b"\0 \t\r\n"):
        return _("the file is empty"), _("look whether it is the right file, or get it once more")
    if data.startswith(_OLE):
        if _PASSWORD in data:
            return _("the file is protected by a password"), _("open it in Word, take the password out, and save it")
        return _("this is a Word file of the old kind (.doc), whatever its name says"), as_docx
    if suffix in (".docm", ".dotm"):
        return _("this kind of Word file holds macros, which are programs"), as_docx
    if data.startswith(b"{\\rtf"):
        return _("this is an RTF file"), as_docx
    if data.startswith(b"%PDF"):
        return _("this is a PDF file, which knows no paragraphs"), _(
            "ask for the Word file or the text it was made from"
        )
    if suffix in (".odt", ".wps", ".rtf", ".doc") and not data.startswith(b"PK"):
        return _("no reader for files of this kind"), as_docx
    if suffix in (".mht", ".mhtml"):
        return _("this is a web archive"), _("open it in a browser and save it as a complete page (.html)")
    if suffix == ".docx" and not data.startswith(b"PK"):
        return _("this is no Word document, whatever its name says"), as_docx
    if suffix != ".docx" and suffix != ".doc" and data.startswith(b"PK\x03\x04"):
        return _("this is a ZIP file or a document of another program"), as_docx
    return None
