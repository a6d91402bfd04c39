"""The document of a Word file: which part it is, and whether it is one that somebody may have written."""

from collections.abc import Mapping
from posixpath import normpath
from typing import Any

from transflow.errors import ArticleError
from transflow.interchange import parts
from transflow.interchange.parts import local, named, value
from transflow.interface import gettext as _

_WHOLE = 1_900_000  # bytes of text: a little less than the longest article
_ELEMENTS = 300_000  # of XML: 100 pages of much-edited text have a third; more takes mammoth minutes and gigabytes
_PARAGRAPH = 200_000  # characters: nobody reads, and no screen edits, a longer one


def main(there: Mapping[str, bytes], name: str) -> str:
    """The name of the part that holds the text. Raises ArticleError where the file is no Word document."""
    relations = parts.part(there, "_rels/.rels", name)
    for one in relations if relations is not None else ():
        if value(one, "Type").endswith("/officeDocument"):
            part = normpath(value(one, "Target").lstrip("/"))
            if part in there and local(parts.part(there, part, name)) == "document":
                return part
    raise ArticleError(
        name, _("this is no Word document, whatever its name says"),
        remedy=_("open it in Word or WPS and save it as a Word document (.docx)"),
    )  # fmt: skip


def judge(document: Any, name: str) -> None:
    """Refuses (ArticleError) what no article is, before anything is made of it."""
    elements = sum(1 for _one in document.iter())
    if elements > _ELEMENTS:
        raise ArticleError(
            name, _("it holds {what}, longer than any article").format(
                what=_("a text of {n} pieces").format(n=elements)),
            remedy=_("look whether it is the right file, or make several articles of it"),
        )  # fmt: skip
    whole, longest = 0, 0
    for paragraph in named(document, "p"):
        size = sum(len(one.text or "") for one in named(paragraph, "t"))
        whole, longest = whole + size, max(longest, size)
    if longest > _PARAGRAPH or whole > _WHOLE:
        what = _("a paragraph of {n} characters").format(n=longest) if longest > _PARAGRAPH else \
            _("a text of {n} characters").format(n=whole)  # fmt: skip
        raise ArticleError(
            name, _("it holds {what}, longer than any article").format(what=what),
            remedy=_("look whether it is the right file, or make several articles of it"),
        )  # fmt: skip
