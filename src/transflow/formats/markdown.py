"""Reading an article: front matter, then the body's blocks, each with its place in the raw text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice

from transflow.article import ADAPTED, Article, Atom, Block, Remark, Role
from transflow.errors import ArticleError
from transflow.formats import matter
from transflow.formats.inline import Inline, Reader
from transflow.formats.parsing import Document, Leaf, Other, Places, parse
from transflow.interface import gettext as _
from transflow.script import has_text
from transflow.segment import Kind

_NOT_WORDS = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_WHOLE = (Kind.HEADING, Kind.CELL)
_LINE = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a body, the images it shows, and what of it will not be translated."""

    blocks: tuple[Block, ...]
    images: tuple[str, ...]
    remarks: tuple[Remark, ...]


def read(path: str, slug: str, raw: str, *, default_lang: str | None = None) -> Article:
    """The article in `raw`; `default_lang` is its language where its front matter names none.

    Raises ArticleError, naming path and line, where the front matter is broken or the file is no text.
    """
    if "\0" in raw:
        raise ArticleError(
            f"{path}:{line_of(raw, raw.index(chr(0)))}", _("the file holds a NUL character, so it is not text"),
            remedy=_("save it as UTF-8 text, or take the character out"),
        )  # fmt: skip
    front = matter.read(path, raw, default_lang)
    fields = matter.blocks(front)
    body = blocks(raw, front.end, len(fields), adapted=front.meta.mode == ADAPTED)
    remarks = list(front.remarks)
    if front.meta.slug is not None and front.meta.slug != slug:
        message = _("the slug in the front matter, {written}, is not the file's name, {slug}")
        remarks.append(Remark(front.meta.lines["slug"], message.format(written=front.meta.slug, slug=slug)))
    return Article(path, slug, raw, front.meta, (*fields, *body.blocks), body.images, (*remarks, *body.remarks))


def line_of(raw: str, offset: int) -> int:
    """The line, from 1, on which the character at `offset` stands."""
    return 1 + sum(1 for _match in _LINE.finditer(raw, 0, offset))


def blocks(raw: str, start: int, index: int = 0, *, adapted: bool = False) -> Body:
    """The blocks of the body of `raw`, which begins at `start`; the first is number `index`.

    Of an `adapted` article these are the heading that opens it, if one does, and all the rest as one block.
    """
    document = parse(raw, start)
    found = _blocks(raw, start, index, document)
    if not adapted:
        return found
    headline = found.blocks[:1] if _opens_with_heading(document) else ()
    at = _after(raw, start, document.leaves[0].last) if headline else start
    text = raw[at:].strip()
    first = raw.index(text, at)
    last = first + len(text)
    atom = Atom(Role.TEXT, _LINE.sub("\n", text), first, last)
    rest = Block(Kind.BODY, index + len(headline), line_of(raw, first), first, last, (atom,), whole=True)
    return Body((*headline, rest) if text else headline, found.images, ())


def _after(raw: str, start: int, lines: int) -> int:
    """Where the body that begins at `start` goes on after its first `lines` lines."""
    ends = (found.end() for found in _LINE.finditer(raw, start))
    return next(islice(ends, lines - 1, None), len(raw))


def _opens_with_heading(document: Document) -> bool:
    """Whether the first thing of the body is a heading that says something: it stands for the headline."""
    leaf = next(iter(document.leaves), None)
    return (
        leaf is not None and leaf.kind == "heading" and bool(leaf.content) and not leaf.containers
        and all(other.first > leaf.first for other in document.others)
    )  # fmt: skip


def _blocks(raw: str, start: int, index: int, document: Document) -> Body:
    before = line_of(raw, start)
    found: list[Block] = []
    images: list[str] = []
    for leaf in document.leaves:
        if not leaf.content:
            continue
        inline, places = _inline(leaf, document, raw, index + len(found) + 1)
        line = before + leaf.first
        kind = _kind(leaf)
        first, last = places.start(0), places.end(len(leaf.content))
        found.append(Block(kind, index + len(found), line, first, last, inline.atoms, whole=kind in _WHOLE))
        for nested in inline.nested:
            line = before + leaf.first + len(_LINE.findall(raw, first, nested.start))
            found.append(
                Block(nested.kind, index + len(found), line, nested.start, nested.end, nested.atoms, whole=True)
            )
        images.extend(inline.images)
    remarks = sorted((before + other.first, message) for other in document.others for message in _untranslated(other))
    return Body(tuple(found), tuple(images), tuple(Remark(line, message) for line, message in remarks))


def _inline(leaf: Leaf, document: Document, raw: str, index: int) -> tuple[Inline, Places]:
    places = Places(leaf, document)
    return Reader(leaf, places, raw, index).read(leaf.tokens), places


def _kind(leaf: Leaf) -> Kind:
    if leaf.kind == "heading":
        return Kind.HEADING
    if leaf.kind == "cell":
        return Kind.CELL
    if leaf.containers and leaf.containers[-1].kind == "item":
        return Kind.ITEM
    return Kind.FOOTNOTE if any(one.kind == "footnote" for one in leaf.containers) else Kind.PARAGRAPH


def _untranslated(other: Other) -> Iterator[str]:
    """What to say of a block whose words no translator will see; comments and fenced code are meant so."""
    if other.kind == "html_block" and has_text(unescape(_NOT_WORDS.sub(" ", other.content))):
        yield _("the text inside this HTML block is not translated; write it as Markdown")
    elif other.kind == "code_block" and has_text(other.content):
        yield _("this indented text is code in Markdown and is not translated; take the indent away")
    elif other.kind == "reference" and has_text(other.content):
        yield _("the title of this link definition is not translated; write the title where the image stands")
