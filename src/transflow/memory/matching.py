"""Finding again what has been translated: identical texts, and similar ones by edit distance.

The score is the share of characters that need no edit, `100 · (1 - distance / longer length)`, rounded down. Only an
identical text scores 100 (and 101 if the segment before it is the same too); whatever else is as near is held at 99.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cmp_to_key
from heapq import merge, nlargest
from itertools import islice

from transflow import language
from transflow.memory.repair import NamesIn, Query
from transflow.memory.selecting import NONE, Penalties
from transflow.memory.shelf import NEAREST, Plain
from transflow.memory.units import Held, Match, Near, Shelf, Unit, ranked, whole, worth

__all__ = ["CONTEXT", "EXACT", "Match", "Memory", "Unit"]

EXACT = 100
CONTEXT = 101  # an identical text after an identical text


class Memory:
    """All units of one pair of languages, on one shelf or several.

    In a small memory a search compares the text with every unit of a similar length. In a larger one it asks an index
    what is worth comparing. `names` gives the known names in a source text with their translations; without it only
    numbers and dates are mended. `penalties` are taken off the scores, and what they exclude is not offered.
    """

    def __init__(
        self,
        units: Sequence[Unit],
        source_locale: str,
        target_locale: str,
        *,
        names: NamesIn | None = None,
        penalties: Penalties = NONE,
    ) -> None:
        kept = [Held(("", number), unit) for number, unit in enumerate(units) if whole(unit)]
        plain = Plain(kept, chinese=language.is_chinese(source_locale))
        self._fill((plain,), len(kept), source_locale, target_locale, names, True, penalties)

    @classmethod
    def on(
        cls,
        shelves: Sequence[Shelf],
        size: int,
        source_locale: str,
        target_locale: str,
        *,
        names: NamesIn | None = None,
        drafts: bool = True,
        penalties: Penalties = NONE,
    ) -> "Memory":
        """The memory of what stands on `shelves`: `size` units, those that are drafts left out unless `drafts`."""
        memory = cls.__new__(cls)
        memory._fill(shelves, size, source_locale, target_locale, names, drafts, penalties)
        return memory

    def _fill(
        self,
        shelves: Sequence[Shelf],
        size: int,
        source: str,
        target: str,
        names: NamesIn | None,
        drafts: bool,
        penalties: Penalties,
    ) -> None:
        self.source_locale, self.target_locale = source, target
        self._shelves, self._size, self._names, self._drafts = shelves, size, names, drafts
        self._penalties = None if penalties == NONE else penalties

    def __len__(self) -> int:
        """How many units there are, what is excluded among them."""
        return self._size

    def exact(
        self, text: str, *, context_before: str | None = None, skip: Callable[[Unit], bool] | None = None
    ) -> list[Match]:
        """The translations of this very text: those after the same text first (101), then the newest."""
        return self._distinct(self._same(text, context_before, skip))

    def _same(
        self, text: str, context_before: str | None, skip: Callable[[Unit], bool] | None
    ) -> list[tuple[int, Unit]]:
        """The units of this very text with their scores, best first."""
        same = ranked([held for shelf in self._shelves for held in shelf.same(text) if self._wanted(held.unit, skip)])
        found = [(_exactly(held.unit, context_before, self._penalty(held.unit)), held.unit) for held in same]
        found.sort(key=lambda pair: pair[0], reverse=True)  # stable: the newest stays first
        return found

    def search(
        self,
        text: str,
        minimum: int = 70,
        limit: int = 5,
        *,
        context_before: str | None = None,
        skip: Callable[[Unit], bool] | None = None,
    ) -> list[Match]:
        """The best `limit` matches of `text` that score `minimum` or more, best first.

        Of equal ones the newest comes first, then the approved, then the nearest. `skip` leaves units out: a segment
        is no match of its own. A text without any character that is not white space matches nothing.
        """
        if not text.strip() or limit < 1:
            return []
        found = self._same(text, context_before, skip) if minimum <= CONTEXT else []
        exact = sum(score >= EXACT for score, _unit in found)
        if minimum <= NEAREST and exact < limit:
            near = self._near(text, minimum, limit, skip)
            near.sort(key=lambda pair: pair[1].held.place)
            near.sort(key=lambda pair: (pair[0], worth(pair[1].held.unit), pair[1].likeness), reverse=True)
            found += [(score, one.held.unit) for score, one in near]
            found.sort(
                key=lambda pair: pair[0], reverse=True
            )  # stable: an identical draft comes before what is as near
        best = self._distinct([pair for pair in found if pair[0] >= minimum])[:limit]
        return self._mended(text, best)

    def _near(self, text: str, minimum: int, limit: int, skip: Callable[[Unit], bool] | None) -> list[tuple[int, Near]]:
        """The similar units with their scores, in no order: all that may be among the best `limit`."""
        found: list[tuple[int, Near]] = []
        best: dict[tuple[str, str], int] = {}
        floor = minimum  # the score of the last of the best so far: a shelf gives its best first, the rest is not read
        for shelf in self._shelves:
            for near in shelf.similar(text, minimum):
                if near.score < floor:
                    break
                unit = near.held.unit
                score = near.score - self._penalty(unit)
                if score >= floor and self._wanted(unit, skip):
                    found.append((score, near))
                    pair = (unit.source, unit.target)
                    if score > best.get(pair, 0):
                        best[pair] = score
                        if len(best) >= limit:
                            floor = nlargest(limit, best.values())[-1]
        return found

    def search_batch(
        self,
        texts: Sequence[str],
        minimum: int = 70,
        limit: int = 5,
        *,
        skip: Callable[[Unit], bool] | None = None,
    ) -> list[list[Match]]:
        """`search` for many texts, one list each, in their order."""
        known: dict[str, list[Match]] = {}
        for text in texts:
            if text not in known:
                known[text] = self.search(text, minimum, limit, skip=skip)
        return [known[text] for text in texts]

    def concordance(self, words: str, limit: int = 20, *, skip: Callable[[Unit], bool] | None = None) -> list[Unit]:
        """Units that hold `words` in the source or the translation, whatever the case; the newest first. `skip` leaves
        units out."""
        return list(islice(self._holding(words, skip), max(0, limit)))

    def _holding(self, words: str, skip: Callable[[Unit], bool] | None) -> Iterator[Unit]:
        for held in merge(*(shelf.holding(words) for shelf in self._shelves), key=cmp_to_key(_before)):
            if self._wanted(held.unit, skip):
                yield held.unit

    def _wanted(self, unit: Unit, skip: Callable[[Unit], bool] | None) -> bool:
        return (
            (self._drafts or not unit.draft)
            and (skip is None or not skip(unit))
            and (self._penalties is None or self._penalties.of(unit) is not None)
        )

    def _penalty(self, unit: Unit) -> int:
        return unit.penalty if self._penalties is None else self._penalties.of(unit) or 0

    def _distinct(self, found: list[tuple[int, Unit]]) -> list[Match]:
        """One match for each pair of texts, the first that says it."""
        matches: dict[tuple[str, str], Match] = {}
        for score, unit in found:
            if (unit.source, unit.target) not in matches:
                matches[unit.source, unit.target] = Match(
                    unit.source, unit.target, score, unit.origin, False, unit.draft, self._penalty(unit), unit.by,
                    unit.at, unit.approved,
                )  # fmt: skip
        return list(matches.values())

    def _mended(self, text: str, matches: list[Match]) -> list[Match]:
        """`matches` of `text`, those of another text with its numbers, dates and names where that can be done."""
        if all(match.source == text for match in matches):
            return matches
        query = Query(text, self.source_locale, self.target_locale, self._names)
        return [match if match.source == text else _in_place(match, query) for match in matches]


def _in_place(match: Match, query: Query) -> Match:
    target = query.mended(match.source, match.target)
    return match if target is None else replace(match, target=target, repaired=True)


def _before(one: Held, two: Held) -> int:
    """Negative if `one` stands before `two` in rank (`units.ranked`)."""
    first, second = worth(one.unit), worth(two.unit)
    if first != second:
        return -1 if first > second else 1
    return -1 if one.place < two.place else int(one.place > two.place)


def _exactly(unit: Unit, context_before: str | None, penalty: int) -> int:
    """The score of a unit whose text is the very text asked for; with any penalty it is below an exact match."""
    score = CONTEXT if context_before is not None and unit.context_before == context_before else EXACT
    return min(score - penalty, NEAREST) if penalty else score
