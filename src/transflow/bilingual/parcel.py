"""What goes out: an article and its translation as they stand, segment by segment in the order of the article."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from transflow.segment import Segment


@dataclass(frozen=True, slots=True)
class Piece:
    """One occurrence of a segment. `block` is the piece of the article that it stands in, `gap` what stands between it
    and the one before it there. `again` says that it stood before already: it is shown, and translated there.

    `codes` are the raw texts that its inline tags stand for, opening and closing (`b1` → `**`, `**`); `findings` what
    the checks find in it, in one line each.
    """

    segment: Segment
    block: int
    gap: str = ""
    again: bool = False
    codes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    findings: tuple[str, ...] = ()

    @property
    def fixed(self) -> bool:
        """Whether nobody is asked to translate it here."""
        return self.again or self.segment.omitted is not None


@dataclass(frozen=True, slots=True)
class Parcel:
    """An article on its way out. `source` and `target` are locales, `at` is when (ISO 8601, UTC), `day` the same as
    people of the newsroom read it, `version` eight hex digits that are others where any text or status is. `embargo` is
    the end of one that still holds, as people read it.
    """

    newsroom: str
    slug: str
    path: str
    title: str
    source: str
    target: str
    at: str
    day: str
    version: str
    pieces: tuple[Piece, ...]
    confidential: bool = False
    embargo: str = ""

    def blocks(self) -> Iterator[tuple[int, Sequence[Piece]]]:
        """The pieces, block by block."""
        for block, pieces in groupby(self.pieces, lambda one: one.block):
            yield block, tuple(pieces)


def notes(segment: Segment) -> Iterator[str]:
    """What is said about a segment: why it was returned or left out, then the remarks to it."""
    if segment.returned is not None:
        yield f"{segment.returned.by}: {segment.returned.note}"
    if segment.omitted is not None:
        yield segment.omitted
    yield from segment.remarks
