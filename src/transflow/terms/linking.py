"""Which phrase of one language stands for which of the other: counted, then fought out segment by segment.

Two phrases that stand in the same pairs of segments more often than chance has it are associated (the log-likelihood
ratio of Dunning, Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19, 1993).
Most such pairs are indirect: `Health` stands beside every 世界卫生组织. So in every pair of segments each unit of
text is given away once, to the strongest pair first (competitive linking: Melamed, Models of translational equivalence
among words, Computational Linguistics 26, 2000), and what counts in the end is how often two phrases were linked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from transflow.terms.phrases import Phrases
from transflow.terms.tally import distinct, tally

Step = Callable[[int, int], None]
_CHUNK = 1_000_000  # pairs looked at together: 60 MB
_CHANCE = 10.83  # the log-likelihood ratio that chance exceeds once in a thousand times (chi-squared, one degree)
_RIVALS = 6  # pairs of one phrase that are fought out
_LEAST = 0.08  # the harmonic mean (Dice) of a pair that may be a term
_DOUBT = 1.28  # standard deviations: the bound that 9 in 10 are above
_PLACE = 0.15  # how much places far apart in their segments count against a pair: 1 ± that
_PARTS = 150  # runs of segments that are linked together
_HAN = 2  # characters to a word
_LONG = 4  # words: beyond, length is no merit
_PASSES = 2  # of competitive linking; the second goes by what the first has linked


@dataclass(frozen=True)
class Pairs:
    """Pairs of phrases, by their numbers in the two languages: in how many segments they are `linked`, and in how many
    each stands without being part of another link. `wins` are all (pair, segment) as sorted numbers: the pair times
    the count of segments, and the segment."""

    one: Any
    two: Any
    linked: Any
    free_one: Any
    free_two: Any
    wins: Any


def lower(share: Any, whole: Any) -> Any:
    """The lower bound of a share that was seen in `whole` trials (Wilson, JASA 22, 1927): 3 of 3 is not 30 of 30."""
    whole, square = np.maximum(whole, 1), _DOUBT**2
    middle = share + square / (2 * whole)
    margin = _DOUBT * np.sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    return np.maximum((middle - margin) / (1 + square / whole), 0)


def mutual(part: Any, one: Any, two: Any, witnesses: Any) -> Any:
    """How surely two stand for each other, 0 to 1: the harmonic mean of the lower bounds of the shares that `part` is
    of `one` and of `two`, where only `witnesses` are independent of each other."""
    first, second = (
        lower(np.minimum(part / np.maximum(whole, 1), 1), np.minimum(whole, witnesses)) for whole in (one, two)
    )
    return 2 * first * second / np.maximum(first + second, 1e-9)


def likelihood(both: Any, one: Any, two: Any, all_: int) -> Any:
    """Dunning's log-likelihood ratio (−2 log λ) of two events in `all_` trials."""

    def entropy(*cells: Any) -> Any:
        return sum(cell * np.log(np.maximum(cell, 1)) for cell in cells)

    rest = all_ - one - two + both
    return 2 * (
        entropy(both, one - both, two - both, rest) - entropy(one, all_ - one) - entropy(two, all_ - two)
        + entropy(np.asarray(all_))
    )  # fmt: skip


def link(one: Phrases, two: Phrases, minimum: int, step: Step = lambda _done, _all: None) -> Pairs:
    """The pairs of phrases that stand for each other in `minimum` segments or more. `step` is told (done, all)."""
    first, second, together = _associated(one, two, minimum, lambda done, all_: step(done, 3 * all_))
    free = [one.counts, two.counts]
    linked, wins, count = together, np.zeros(0, np.int64), max(one.tokens.count, 1)
    for turn in range(_PASSES):
        sure = mutual(linked, free[0][first], free[1][second], witnesses(one, two, first, second))
        battle = _Battle(one, two, first, second, sure**2 * _length(one, two, first, second))
        for part, span in enumerate(_spans(one.tokens.count)):
            battle.fight(*span)
            step((1 + turn) * _PARTS + part + 1, (1 + _PASSES) * _PARTS)
        linked, wins, free = battle.result(len(first))
        kept = linked >= minimum
        wins = wins[kept[wins // count]]
        wins = (np.cumsum(kept) - 1)[wins // count] * count + wins % count
        first, second, linked = first[kept], second[kept], linked[kept]
    return Pairs(first, second, linked, free[0][first], free[1][second], wins)


def witnesses(one: Phrases, two: Phrases, first: Any, second: Any) -> Any:
    """How many independent witnesses there are for pairs of phrases."""
    return np.minimum(one.contexts[first], two.contexts[second])


def _length(one: Phrases, two: Phrases, first: Any, second: Any) -> Any:
    """How much more a long pair counts than its parts, which would else be given away before it, being commoner; and
    less one whose halves are of very different length."""
    units = [
        side.lengths[phrase] / (_HAN if side.tokens.chinese else 1) for side, phrase in ((one, first), (two, second))
    ]
    least, most = np.minimum(*units), np.maximum(*units)
    longer = 1 + most / 100  # of equals
    return np.minimum(least, _LONG) * np.minimum(1, (1 + least) / most) ** 0.5 * longer


def _spans(count: int) -> Iterator[tuple[int, int]]:
    """`count` segments in runs."""
    bounds = [count * part // _PARTS for part in range(_PARTS + 1)]
    yield from pairwise(bounds)


def _distinct(side: Phrases) -> tuple[Any, Any]:
    """(segment, phrase) without repeats, in the order of segments."""
    size = max(len(side.counts), 1)
    keys = distinct(side.segment.astype(np.int64) * size + side.phrase)
    return (keys // size).astype(np.int32), (keys % size).astype(np.int32)


def _associated(one: Phrases, two: Phrases, minimum: int, step: Step) -> tuple[Any, Any, Any]:
    """The pairs that are no chance, the strongest of each phrase: two numbers, and the segments with both."""
    found = [_strong(*meeting, one, two) for meeting in cooccurrences(one, two, minimum, step)]
    if not found:
        empty = np.zeros(0, np.int32)
        return empty, empty, empty
    first, second, together, strength = (np.concatenate(part) for part in zip(*found, strict=True))
    del found
    kept = _best(first, strength, two.rank[second], _RIVALS) | _best(second, strength, one.rank[first], _RIVALS)
    return first[kept], second[kept], together[kept]


def cooccurrences(one: Phrases, two: Phrases, minimum: int, step: Step) -> Iterator[tuple[Any, Any, Any]]:
    """All pairs that stand together in `minimum` segments or more, some phrases of the first language at a time: two
    numbers, and in how many segments."""
    segment, phrase = _distinct(one)
    order = np.argsort(phrase, kind="stable")
    segment, phrase = segment[order], phrase[order]
    there, other = _distinct(two)
    starts = np.searchsorted(there, np.arange(one.tokens.count + 1))
    fan = (starts[1:] - starts[:-1])[segment]
    reach = np.cumsum(fan, dtype=np.int64)
    ends = np.searchsorted(phrase, np.arange(len(one.counts)), "right")  # of each phrase in `segment`
    begin, size = 0, max(len(two.counts), 1)
    while begin < len(segment):
        base = reach[begin - 1] if begin else 0
        end = int(ends[phrase[max(begin, min(np.searchsorted(reach, base + _CHUNK), len(segment) - 1))]])
        rows = np.repeat(np.arange(begin, end), fan[begin:end])
        within = np.arange(len(rows)) - np.repeat(reach[begin:end] - fan[begin:end] - base, fan[begin:end])
        keys = phrase[rows].astype(np.int64) * size + other[starts[segment[rows]] + within]
        del rows, within
        values, together = tally(keys)
        often = together >= minimum
        yield values[often] // size, values[often] % size, together[often]
        begin = end
        step(_PARTS * end // len(segment), _PARTS)


def _strong(first: Any, second: Any, together: Any, one: Phrases, two: Phrases) -> tuple[Any, Any, Any, Any]:
    """Without what chance may have put together, what is far from one to one, and what has many stronger rivals."""
    alone, other, all_ = one.counts[first], two.counts[second], one.tokens.count
    strength = likelihood(together, alone, other, all_)
    kept = (strength >= _CHANCE) & (together * all_ > alone * other) & (2 * together >= _LEAST * (alone + other))
    kept[kept] = _best(first[kept], strength[kept], two.rank[second[kept]], 4 * _RIVALS)
    whole = (part.astype(np.int32) for part in (first[kept], second[kept], together[kept]))
    return (*whole, strength[kept].astype(np.float32))


def _best(owner: Any, strength: Any, rank: Any, most: int) -> Any:
    """Which are among the `most` strongest of their owner; equal ones by the rank of the other."""
    order = np.lexsort((rank, -strength, owner))
    ordered = owner[order]
    kept = np.zeros(len(owner), bool)
    kept[order] = np.arange(len(owner)) - np.searchsorted(ordered, ordered) < most
    return kept


class _Battle:
    """Links the phrases of segments: which pair won in which segment, and what of the texts was given away."""

    def __init__(self, one: Phrases, two: Phrases, first: Any, second: Any, priority: Any) -> None:
        self._sides = one, two
        keys = first.astype(np.int64) * max(len(two.counts), 1) + second
        self._order = np.argsort(keys)
        self._keys, self._priority = keys[self._order], priority[self._order]
        count = one.tokens.count
        self._starts = [np.searchsorted(side.segment, np.arange(count + 1)) for side in self._sides]
        self._bounds = [side.tokens.bounds for side in self._sides]
        self._won = [np.zeros(len(side.at), bool) for side in self._sides]
        self._wins: list[Any] = []

    def fight(self, begin: int, end: int) -> None:
        """Links what stands in the segments from `begin` to before `end`."""
        left, right, pair = self._meetings(begin, end)
        if not len(left):
            return
        spans = [
            (
                (side.at[at] - self._bounds[n][side.segment[at]]).tolist(),
                side.lengths[side.phrase[at]].tolist(),
            )
            for n, (side, at) in enumerate(zip(self._sides, (left, right), strict=True))
        ]  # fmt: skip
        segments = self._sides[0].segment[left]
        winners = _winners(segments.tolist(), *spans[0], *spans[1])
        self._won[0][left[winners]] = True
        self._won[1][right[winners]] = True
        # A segment of the same pair twice counts once.
        self._wins.append(distinct(pair[winners].astype(np.int64) * self._sides[0].tokens.count + segments[winners]))

    def _meetings(self, begin: int, end: int) -> tuple[Any, Any, Any]:
        """The occurrences that meet their like, by segment, the strongest first: their two numbers, and the pair's."""
        one, two = self._sides
        left = np.arange(self._starts[0][begin], self._starts[0][end])
        fan = np.diff(self._starts[1])[one.segment[left]]
        rows = np.repeat(left, fan)
        other = self._starts[1][one.segment[rows]] + np.arange(len(rows)) - np.repeat(np.cumsum(fan) - fan, fan)
        keys = one.phrase[rows].astype(np.int64) * max(len(two.counts), 1) + two.phrase[other]
        if not len(keys) or not len(self._keys):
            return rows[:0], rows[:0], rows[:0]
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        met = self._keys[at] == keys
        rows, other, at = rows[met], other[met], at[met]
        segments = one.segment[rows]
        place = [
            (side.at[here] - self._bounds[n][segments]) / np.maximum(1, np.diff(self._bounds[n])[segments])
            for n, (side, here) in enumerate(((one, rows), (two, other)))
        ]
        weight = np.round(self._priority[at] * (1 + _PLACE * (0.5 - np.abs(place[0] - place[1]))), 9)
        # Equal ones are decided by their texts and places: the order of segments, by which all is numbered, does not.
        order = np.lexsort(
            (place[1], place[0], two.rank[two.phrase[other]], one.rank[one.phrase[rows]], -weight, segments)
        )
        return rows[order], other[order], self._order[at[order]]

    def result(self, pairs: int) -> tuple[Any, Any, Any]:
        """By pair: in how many segments it was linked; (pair, segment) of all links as one sorted number, the pair
        times the count of segments; and by phrase of either language in how many segments it is free."""
        wins = np.sort(np.concatenate([np.zeros(0, np.int64), *self._wins]))
        linked = np.bincount(wins // max(self._sides[0].tokens.count, 1), minlength=pairs)
        return linked, wins, [self._free(n) for n in (0, 1)]

    def _free(self, number: int) -> Any:
        """In how many segments each phrase stands, those left out in which all of it was given away as part of
        something else."""
        side, won = self._sides[number], self._won[number]
        lengths = side.lengths[side.phrase].astype(np.int64)
        ends = np.zeros(len(side.tokens.ids) + 1, np.int8)
        np.add.at(ends, side.at[won], 1)
        np.add.at(ends, side.at[won] + lengths[won], -1)
        np.cumsum(ends, out=ends)  # how often each unit was given away: 0 or 1
        given = np.zeros(len(ends), np.int32)
        np.cumsum(ends[:-1], out=given[1:])
        free = won | (given[side.at + lengths] == given[side.at])
        keys = distinct(side.phrase[free].astype(np.int64) * max(side.tokens.count, 1) + side.segment[free])
        return np.bincount(keys // max(side.tokens.count, 1), minlength=len(side.counts))


def _winners(
    segments: list[int], one: list[int], one_length: list[int], two: list[int], two_length: list[int]
) -> list[int]:
    """Which meetings win, the strongest of each segment being first: nothing of a text is given away twice."""
    now, first, second, won = -1, 0, 0, []
    for number, (segment, p, m, q, n) in enumerate(zip(segments, one, one_length, two, two_length, strict=True)):
        if segment != now:
            now, first, second = segment, 0, 0
        left, right = ((1 << m) - 1) << p, ((1 << n) - 1) << q
        if not (left & first or right & second):
            first |= left
            second |= right
            won.append(number)
    return won
