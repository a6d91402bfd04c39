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

    Where the last tag stands for something by itself, `text` is what is shown for it; `note` is the label of a
    footnote, `link` an address.
    """

    text: str = ""
    tags: tuple[str, ...] = ()
    link: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Runs that one anchor marks (None: the white space between two of them), the text that they are, with its tags,
    and what its codes and addresses show."""

    runs: tuple[Run, ...]
    text: str
    anchor: Anchor | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `locale` is its language; `marker`, `depth` and `listing` are those of a list's item; `running` text
    is indented where its language does so; `kept` keeps it on the page of the next line."""

    spans: tuple[Span, ...]
    look: Look
    locale: str
    level: int = 0
    marker: str = ""
    depth: int = 0
    listing: int = 0
    head: bool = False  # of a table
    running: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture on a line of its own: PNG or JPEG, and what is told to those who do not see it. Its span says that it
    was sent."""

    data: bytes
    alt: str
    span: Span


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

    def lines(self) -> Iterator[tuple[Span, ...]]:
        """The texts of all lines, those of cells in their order, then those of the notes."""
        for part in self.parts:
            if isinstance(part, Line):
                yield part.spans
            elif isinstance(part, Photograph):
                yield (part.span,)
            else:
                yield from (line.spans for row in part.rows for cell in row for line in cell)
        yield from (line.spans for note in self.notes.values() for line in note)

    @property
    def sent(self) -> Sent:
        """The texts as they go out."""
        lines = (
            tuple((span.anchor.name if span.anchor else "", span.text, span.shown) for span in line)
            for line in self.lines()
        )
        return Sent("\n".join((self.head, *self.warnings)), tuple(line for line in lines if line))
