"""What a translation adds to an article's body and moves in it, as values (see `formats.placed`)."""

from collections.abc import Mapping
from dataclasses import dataclass

from transflow.article import Article, Unit
from transflow.segment import Kind

START = -1  # as an anchor: before the first block of the body


@dataclass(frozen=True, slots=True)
class Added:
    """A block that is added: a PARAGRAPH, HEADING, ITEM or QUOTE of plain text. `behind` is what it stands behind: the
    `name` of another one, the index of a block of the article, or `START`."""

    name: str
    kind: Kind
    text: str
    behind: str | int


@dataclass(frozen=True, slots=True)
class Moved:
    """The block of the article at `index`, with all of its list or table, stands behind something else (as `Added`)."""

    name: str
    index: int
    behind: str | int


@dataclass(frozen=True, slots=True)
class Placed:
    """An article with what was added and moved, the `units` of the one that it was made of as they stand in it, in the
    order given, and which of its blocks are new: by their index the `name` of an `Added`, or the key of a field."""

    article: Article
    units: tuple[Unit, ...]
    added: Mapping[int, str]


Placing = Added | Moved
Front = Mapping[str, str | tuple[str, ...]]
