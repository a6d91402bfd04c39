"""Terms that a newsroom uses and its termbase does not hold: candidates from aligned segments, for a person to accept.

Candidates are found in each language by themselves (`phrases`), linked with each other segment by segment
(`linking`), and ranked. Nothing here is learnt from other texts but the word limits and parts of speech of Chinese.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from transflow.terms import linking, tokens
from transflow.terms.known import Known
from transflow.terms.linking import Step
from transflow.terms.phrases import Phrases, phrases
from transflow.terms.row import Row
from transflow.terms.traits import Signs, Traits, Writing, kind, traits

_EXAMPLES = 2
_SIGNS = ("people", "places", "person", "place", "organisation")
_NAME = 0.7  # of its occurrences with capitals: a name
_NOUN = 0.5  # of its occurrences ending in a noun, or it is none
_LONG_ZH = 4  # Han characters: so many are no everyday word
# What a score is multiplied by: most single words of small letters are everyday ones, of which one right translation
# is no news; what begins with a verb is often a piece of a sentence.
_EVERYDAY, _VERBAL = 0.7, 0.7


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair of segments that people stand behind. `origin` is the article or file it comes from, `place` what finds
    it there."""

    source: str
    target: str
    origin: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two texts that seem to be one term.

    `score`, 0 to 100: of 100 places where either stands, in how many the other surely stands for it (the harmonic mean
    of both directions, each the lower bound that nine in ten such shares are above); seven tenths of that for a single
    word in small letters, and for what begins with a verb in Chinese. `count`: different pairs of segments in which
    they are linked, `source_count` and `target_count` those where each stands on its own, `origins` the articles and
    files. `known` is what the termbase calls the source instead.
    """

    source: str
    target: str
    kind: str
    score: int
    count: int
    source_count: int
    target_count: int
    origins: int
    examples: tuple[Sample, ...]
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extracted:
    """Candidates, best first: those that are new, and those of which the termbase says something else."""

    new: tuple[Candidate, ...] = ()
    differing: tuple[Candidate, ...] = ()
    segments: int = 0  # different pairs of segments that were read


def extract(
    samples: Iterable[Sample], source: str, target: str, rows: Sequence[Row] = (), *, minimum: int = 3,
    limit: int = 50, step: Step = lambda _done, _all: None,
) -> Extracted:  # fmt: skip
    """The `limit` best candidates (0: all) of terms in `source` with their renderings in `target`, linked in `minimum`
    different pairs of segments or more. `rows` are those of the termbase. `step` is told (done, all).

    A pair of segments that stands there several times is one. The order of `samples` makes no difference.
    """
    held = _held(samples)
    texts = list(held)
    sides = []
    for number, locale in enumerate((source, target)):
        sides.append(phrases(tokens.read((text[number] for text in texts), locale), minimum))
        step(number + 1, 5)
    one, two = sides
    pairs = linking.link(one, two, minimum, lambda done, all_: step(2 * all_ + 3 * done, 5 * all_))
    found = _Found(one, two, pairs, texts, held)
    known = Known(rows, source, target)
    new: list[Candidate] = []
    differing: list[Candidate] = []
    for number in found.ranked():
        if limit and len(new) >= limit and (not rows or len(differing) >= limit):
            break
        pair = found.text(number)
        if not _worth(*pair):
            continue
        other = known.other(*pair)
        into = new if other == () else differing
        if other is None or (limit and len(into) >= limit):
            continue
        into.append(found.candidate(number, pair, other))
    return Extracted(tuple(new), tuple(differing), len(texts))


def placed(found: Extracted, places: Mapping[tuple[str, str, str], str]) -> Extracted:
    """`found` with the places of examples that are looked up by origin, source and target."""

    def each(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        return tuple(
            replace(one, examples=tuple(
                replace(each, place=places.get((each.origin, each.source, each.target), each.place))
                for each in one.examples
            ))
            for one in candidates
        )  # fmt: skip

    return replace(found, new=each(found.new), differing=each(found.differing))


def _held(samples: Iterable[Sample]) -> dict[tuple[str, str], list[Sample]]:
    held: dict[tuple[str, str], list[Sample]] = {}
    for one in samples:
        held.setdefault((one.source, one.target), []).append(one)
    return held


def _worth(source: str, target: str) -> bool:
    """Whether there is something to translate."""
    bare = ["".join(filter(str.isalnum, text)).casefold() for text in (source, target)]
    return bare[0] != bare[1]


class _Found:
    """The pairs that were linked, as candidates."""

    def __init__(
        self, one: Phrases, two: Phrases, pairs: linking.Pairs, texts: Sequence[tuple[str, str]],
        held: dict[tuple[str, str], list[Sample]],
    ) -> None:  # fmt: skip
        self._sides, self._pairs, self._texts, self._held = (one, two), pairs, texts, held
        self._traits = traits(one), traits(two)
        self._writing = tuple(Writing(side) for side in self._sides)
        sure = linking.mutual(
            pairs.linked, pairs.free_one, pairs.free_two, linking.witnesses(one, two, pairs.one, pairs.two)
        )
        self._named = self._names()
        self._scores = sure * self._shape()

    def _numbers(self) -> tuple[tuple[Phrases, Traits, Any], ...]:
        return tuple(zip(self._sides, self._traits, (self._pairs.one, self._pairs.two), strict=True))

    def _names(self) -> Any:
        """By pair: whether a language with capitals says that it is a name."""
        named = np.zeros(len(self._pairs.one), bool)
        for side, own, numbers in self._numbers():
            if not side.tokens.chinese:
                named |= own.named[numbers] >= _NAME
        return named

    def _shape(self) -> Any:
        """By pair: what its score is multiplied by for what it looks like."""
        shape = np.where(self._named, 1, _EVERYDAY)
        for side, _own, numbers in self._numbers():
            long = side.lengths[numbers] >= (_LONG_ZH if side.tokens.chinese else 2)
            shape = np.where(long & (shape < 1), 1, shape)
        for side, own, numbers in self._numbers():
            if side.tokens.chinese:
                shape *= np.where(self._named | (own.nominal[numbers] >= _NOUN), 1, 0)
                shape *= np.where(own.verbal[numbers] > _NOUN, _VERBAL, 1)
                shape *= np.where(own.han[numbers], 1, 0)
        return shape

    def ranked(self) -> list[int]:
        """The numbers of the pairs, the best first; each phrase of either language in its best pair only."""
        one, two = self._sides
        pairs = self._pairs
        scores = np.round(self._scores, 9)
        order = np.lexsort((two.rank[pairs.two], one.rank[pairs.one], -pairs.linked, -scores))
        first, second = set(), set()
        best = []
        for number in order[scores[order] > 0].tolist():
            left, right = int(pairs.one[number]), int(pairs.two[number])
            if left not in first and right not in second:
                first.add(left)
                second.add(right)
                best.append(number)
        return best

    def text(self, number: int) -> tuple[str, str]:
        """How a pair is written."""
        return self._writing[0](int(self._pairs.one[number])), self._writing[1](int(self._pairs.two[number]))

    def candidate(self, number: int, pair: tuple[str, str], known: tuple[str, ...]) -> Candidate:
        """A pair with its evidence."""
        pairs, count = self._pairs, len(self._texts)
        wins = pairs.wins[
            np.searchsorted(pairs.wins, number * count) : np.searchsorted(pairs.wins, (number + 1) * count)
        ]
        texts = [self._texts[one] for one in (wins - number * count).tolist()]
        origins = {sample.origin for text in texts for sample in self._held[text]}
        shown: list[Sample] = []
        for text in sorted(texts, key=lambda text: (len(text[0]), text)):  # short ones are read at a glance
            fresh = [one for one in self._held[text] if one.origin not in {sample.origin for sample in shown}]
            shown.append(min(fresh or self._held[text], key=lambda one: (one.origin, one.place)))
            if len(shown) == _EXAMPLES:
                break
        return Candidate(
            *pair, self._kind(number, pair), round(100 * float(self._scores[number])), int(pairs.linked[number]),
            int(pairs.free_one[number]), int(pairs.free_two[number]), len(origins), tuple(shown), known,
        )  # fmt: skip

    def _kind(self, number: int, pair: tuple[str, str]) -> str:
        one, two = (
            {name: float(getattr(own, name)[numbers[number]]) for name in _SIGNS}
            for _side, own, numbers in self._numbers()
        )
        signs = Signs(bool(self._named[number]), **{name: max(one[name], two[name]) for name in _SIGNS})
        chinese = next((n for n, side in enumerate(self._sides) if side.tokens.chinese), 0)
        return kind(pair[chinese], pair[1 - chinese], signs)
