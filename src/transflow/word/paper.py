"""What stands on the pages of a Word file: lines of marked text, photographs, tables, notes. Frozen values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from transflow.word.anchors import Anchor, Sent


class Look(Enum):
    """How a line looks, by the name of Word's style for it."""

    TITLE = "Title"
    SUMMARY = "Subtitle"
    BYLINE = "transflow Byline"
    BODY = "Body Text"
    HEADING = "Heading"  # with its level
    ITEM = "List Paragraph"
    QUOTE = "Quote"
    CAPTION = "Caption"
    CELL = "transflow Cell"
    CODE = "transflow Code"
    RULE = "transflow Rule"
    NOTE = "footnote text"
    SOURCE = "transflow Source"  # the source language under the translation


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in the same inline tags (`b1`, `a2`), from the outside in.

    One whose last tag stands for something by itself has `code` (what is written in a code or an address as it is
    shown), `note` (the label of a footnote) or `picture`; a line break has none of them. `link` is an address.
    """

    text: str = ""
    tags: tuple[str, ...] = ()
    void: bool = False
    link: str = ""
    note: str = ""
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Span:
    """Runs that one anchor marks (None: what stands between two of them), and the text that they are, with its tags."""

    runs: tuple[Run, ...]
    text: str
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `locale` is its language; `marker`, `depth` and `listing` are those of a list's item."""

    spans: tuple[Span, ...]
    look: Look
    locale: str
    level: int = 0
    marker: str = ""
    depth: int = 0
    listing: int = 0
    head: bool = False  # of a table


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture on a line of its own: PNG or JPEG, and what is told to those who do not see it."""

    data: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each of some lines; the first row is the head."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]


Part = Line | Photograph | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A Word file: `head` is on each page, `warnings` (draft, embargo) are under it, `notes` by their labels."""

    title: str
    locale: str
    head: str
    warnings: tuple[str, ...]
    parts: tuple[Part, ...]
    notes: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)

    def lines(self) -> Iterator[Line]:
        """All lines, those of cells in their order, then those of the notes."""
        for part in self.parts:
            if isinstance(part, Line):
                yield part
            elif isinstance(part, Table):
                yield from (line for row in part.rows for cell in row for line in cell)
        yield from (line for note in self.notes.values() for line in note)

    @property
    def sent(self) -> Sent:
        """The texts as they go out."""
        lines = (
            tuple((span.anchor.name if span.anchor else "", span.text) for span in line.spans) for line in self.lines()
        )
        return Sent("\n".join((self.head, *self.warnings)), tuple(line for line in lines if line))
