"""What a memory holds and what it gives: units, matches, and where units are kept (shelves)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

ALIGNED = "#aligned"  # after the origin of a unit that nobody made as it is: sentences aligned in a longer unit
WITHDRAWN = "#withdrawn"  # after the origin of a unit of an article that was withdrawn after publication


@dataclass(frozen=True, slots=True)
class Unit:
    """A source text and the translation that somebody made of it.

    `origin` says where it comes from (`articles/slug`, `memory/file.tmx`; `articles/slug#aligned`: a part of a unit
    there; `articles/slug#withdrawn`: readers have it no longer), `at` when it was last changed (ISO 8601, UTC),
    `context_before` is the source text of the segment before it. `penalty` is taken off every score of
    a unit that counts for less. `draft`: nobody has approved it yet, or it was withdrawn.
    """

    source: str
    target: str
    origin: str
    by: str | None = None
    at: str | None = None
    approved: bool = False
    context_before: str | None = None
    penalty: int = 0
    draft: bool = False

    @property
    def aligned(self) -> bool:
        """Whether it was found by alignment in a longer unit."""
        return self.origin.endswith(ALIGNED)

    @property
    def document(self) -> str:
        """The article or file that it is in."""
        return document(self.origin)


@dataclass(frozen=True, slots=True)
class Match:
    """What the memory offers for a text. `score` is 0 to 101; `repaired` says that `target` is not what stands in
    the memory: numbers, dates or names of the text asked for have been put in place of the old ones. `penalty` has
    been taken off the score. `by`, `at`, `approved` and `draft` are the unit's."""

    source: str
    target: str
    score: int
    origin: str
    repaired: bool = False
    draft: bool = False
    penalty: int = 0
    by: str | None = None
    at: str | None = None
    approved: bool = False

    @property
    def aligned(self) -> bool:
        """Whether its unit was found by alignment in a longer one."""
        return self.origin.endswith(ALIGNED)


class Held(NamedTuple):
    """A unit and its place in the memory: the key of its document and its number therein. Of units that are equal in
    all else the first in place comes first, on whatever shelf it stands."""

    place: tuple[str, int]
    unit: Unit


class Near(NamedTuple):
    """A unit whose text is like another: score (per cent, 0 to 99), likeness (0 to 1, not rounded)."""

    score: int
    likeness: float
    held: Held


class Shelf(Protocol):
    """Where units stand: in this process, or in a piece of the kept index."""

    def same(self, text: str) -> list[Held]:
        """The units of this very text, in no order."""
        ...

    def similar(self, text: str, minimum: int) -> Iterator[Near]:
        """The units of other texts that score `minimum` or more against `text`, the nearest texts first."""
        ...

    def holding(self, words: str) -> Iterator[Held]:
        """The units with `words` in the source or the translation, whatever the case; first in rank first."""
        ...


def document(origin: str) -> str:
    """The article or file that an origin means."""
    return origin.removesuffix(ALIGNED).removesuffix(WITHDRAWN)


def whole(unit: Unit) -> bool:
    """Whether there is anything in both texts: else it is no unit."""
    return bool(unit.source.strip() and unit.target.strip())


def worth(unit: Unit) -> tuple[str, bool]:
    """What decides between equal matches: the newest, then the approved."""
    return unit.at or "", unit.approved


def ranked(held: list[Held]) -> list[Held]:
    """The newest first, then the approved, then by place."""
    held.sort(key=lambda one: one.place)
    held.sort(key=lambda one: worth(one.unit), reverse=True)  # stable: equal ones stay by place
    return held
