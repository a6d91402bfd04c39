"""A text from elsewhere on its way to being an article: blocks and inline runs as frozen values, in no format at all.

Readers of Word files, web pages, plain text and feeds (`intake`) make one; `formats.write` writes it as Markdown. What
these values can say is what an article can say: there is no value for a font or a page margin.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text on one line."""

    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A run that is marked: `letters` are `b`, `i`, `s` or `a` (as in `article.Atom`), `href` that of a link."""

    letters: str
    content: tuple["Inline", ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A run of code."""

    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: the address of its file, what it shows, and what is printed under it."""

    address: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Where a footnote is called: `number`, from 1, is its place in `Manuscript.notes`."""

    number: int


@dataclass(frozen=True, slots=True)
class Break:
    """A line broken on purpose."""


Inline = Text | Span | Code | Image | Note | Break
Run = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; one whose only content is an Image is a figure."""

    content: Run


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    content: Run


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `start` is its first number if it is `ordered`."""

    ordered: bool
    items: tuple[tuple["Block", ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """Something quoted."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, all of one length; the first row is its head."""

    rows: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Lines that stand as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the text."""


Block = Paragraph | Heading | Listing | Quote | Table | Preformatted | Rule


class Fate(Enum):
    """What became of something on its way in."""

    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is not as it was in the file, in the user's language."""

    fate: Fate
    message: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What was read. `meta` is its front matter (`title`, `date`, … as written there; a tuple is a list).

    `pictures` are the files that came with it, by the address that its images name; any other is a file beside the one
    that was read, or belongs to the page at `base`. `changes` is what was changed or left out while reading.
    """

    blocks: tuple[Block, ...]
    meta: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[tuple[Block, ...], ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    base: str = ""


def changed(message: str) -> Change:
    """Something that is kept, but in another form."""
    return Change(Fate.CHANGED, message)


def dropped(message: str) -> Change:
    """Something that is not kept."""
    return Change(Fate.DROPPED, message)


def plain(run: Iterable[Inline]) -> str:
    """The words of `run`, without its marks and pictures; a line break is a space."""
    parts = []
    for one in run:
        match one:
            case Text(text) | Code(text):
                parts.append(text)
            case Span(content=content):
                parts.append(plain(content))
            case Break():
                parts.append(" ")
            case _:
                pass
    return "".join(parts)


def runs(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every run of inline content in `blocks`, in order."""
    for block in blocks:
        match block:
            case Paragraph(content) | Heading(content=content):
                yield content
            case Listing(items=items):
                for item in items:
                    yield from runs(item)
            case Quote(inner):
                yield from runs(inner)
            case Table(rows):
                for row in rows:
                    yield from row
            case _:
                pass


def inlines(run: Iterable[Inline]) -> Iterator[Inline]:
    """Everything in `run`, what stands in spans included."""
    for one in run:
        yield one
        if isinstance(one, Span):
            yield from inlines(one.content)


def images(manuscript: Manuscript) -> Iterator[Image]:
    """Every picture that the text shows, in order."""
    for block in (*manuscript.blocks, *(block for note in manuscript.notes for block in note)):
        for run in runs((block,)):
            yield from (one for one in inlines(run) if isinstance(one, Image))


def words(blocks: Iterable[Block]) -> str:
    """All words of `blocks`, a line a run; alternative texts, captions and what is preformatted included."""
    return "\n".join(_words(blocks))


def _words(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Preformatted(text):
                yield text
            case Listing(items=items):
                for item in items:
                    yield from _words(item)
            case Quote(inner):
                yield from _words(inner)
            case _:
                for run in runs((block,)):
                    yield plain(run)
                    for one in inlines(run):
                        if isinstance(one, Image):
                            yield from (one.alt, one.caption)


def replaced(blocks: Iterable[Block], pictures: Mapping[str, str | None]) -> tuple[Block, ...]:
    """`blocks` with the addresses of pictures replaced; one whose address becomes None leaves its words: its caption as
    a paragraph, or its alternative text."""
    return tuple(one for block in blocks for one in _replaced(block, pictures))


def _replaced(block: Block, pictures: Mapping[str, str | None]) -> Iterator[Block]:
    match block:
        case Paragraph((Image(address, alt, caption),)) if pictures.get(address, "") is None:
            if caption or alt:
                yield Paragraph((Text(caption or alt),))
        case Paragraph(content):
            if run := _repictured(content, pictures):
                yield Paragraph(run)
        case Heading(level, content):
            if run := _repictured(content, pictures):
                yield Heading(level, run)
        case Listing(ordered, items, start):
            inner = tuple(kept for item in items if (kept := replaced(item, pictures)))
            if inner:
                yield Listing(ordered, inner, start)
        case Quote(inner_blocks):
            if kept := replaced(inner_blocks, pictures):
                yield Quote(kept)
        case Table(rows):
            yield Table(tuple(tuple(_repictured(cell, pictures) for cell in row) for row in rows))
        case _:
            yield block


def _repictured(run: Run, pictures: Mapping[str, str | None]) -> Run:
    found: list[Inline] = []
    for one in run:
        match one:
            case Image(address, alt, caption):
                place = pictures.get(address, address)
                if place is not None:
                    found.append(Image(place, alt, caption))
                elif alt:
                    found.append(Text(alt))
            case Span(letters, content, href):
                inner = _repictured(content, pictures)
                if inner:
                    found.append(Span(letters, inner, href))
            case _:
                found.append(one)
    return tuple(found)
