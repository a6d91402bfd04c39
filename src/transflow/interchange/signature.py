"""What a file that came back is, by its content: never by its name."""

import re

from transflow.errors import HandbackError
from transflow.interchange import encodings, wordmark
from transflow.interface import gettext as _

_TAG = re.compile(r"<(?:\w+:)?([A-Za-z][\w.-]*)([^<>]*)>")
_VERSION = re.compile(r"""\bversion\s*=\s*["'](\d+)""")
_PO = re.compile(r'^(?:#~\s*)?msgid\s+"', re.MULTILINE)
_HEAD = 8_000  # bytes in which an XML file's root element begins
_ZIP = b"PK\x03\x04"


def signature(data: bytes, name: str) -> str:
    """`docx:KIND` (a Word file of ours; without KIND where it bears no mark of ours), the name of an XML file's root
    element with the first figure of its version (`xliff 2`, `tmx 1`), `po`; empty for what is none of these.

    Raises HandbackError for a file that is empty, and ArticleError for a ZIP that means harm.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise HandbackError(
            name, _("the file is empty"), remedy=_("look whether it is the right file, or get it once more")
        )
    if data.startswith(_ZIP):
        mark = wordmark.read(data, name)
        return f"docx:{mark.kind}" if mark else "docx"
    text = data[:_HEAD].decode(encodings.of_xml(data[:_HEAD], name), "replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        root = _TAG.search(re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL))
        version = _VERSION.search(root[2]) if root else None
        return " ".join(filter(None, (root[1], version[1] if version else ""))) if root else ""
    return "po" if _PO.search(text) else ""
