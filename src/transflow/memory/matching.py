"""Finding again what has been translated: identical texts, and similar ones by edit distance.

The score is the share of characters that need no edit, `100 · (1 - distance / longer length)`, rounded down. Only an
identical text scores 100 (and 101 if the segment before it is the same too); whatever else is as near is held at 99.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from transflow import language
from transflow.memory import index as indexes
from transflow.memory.concordance import Concordance
from transflow.memory.repair import NamesIn, repair

EXACT = 100
CONTEXT = 101  # an identical text after an identical text
_NEAREST = 99
_SLACK = 1e-4  # rapidfuzz's own rounding loses texts that score the very minimum; what is let in too much is seen below
SCANNED = 5000  # texts in a memory; up to here comparing with each is as fast as an index, and needs no building
_FEW = 300  # texts of a similar length; up to here comparing with each is as fast as asking the index


@dataclass(frozen=True, slots=True)
class Unit:
    """A source text and the translation that somebody made of it.

    `origin` says where it comes from (`articles/slug`, `memory/file.tmx`), `at` when it was last changed (ISO 8601,
    UTC), `context_before` is the source text of the segment before it. `penalty` is taken off every score of a unit
    that counts for less, such as one that nobody has approved yet.
    """

    source: str
    target: str
    origin: str
    by: str | None = None
    at: str | None = None
    approved: bool = False
    context_before: str | None = None
    penalty: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """What the memory offers for a text. `score` is 0 to 101; `repaired` says that `target` is not what stands in
    the memory: numbers, dates or names of the text asked for have been put in place of the old ones. `draft`: the
    unit has a penalty, which is taken off the score."""

    source: str
    target: str
    score: int
    origin: str
    repaired: bool = False
    draft: bool = False


class Memory:
    """All units of one pair of languages.

    In a small memory a search compares the text with every unit of a similar length. In a larger one it asks an index
    what is worth comparing: well under 1 ms for 100,000 units, after 2 s for building it at the first search. `names`
    gives the known names in a source text with their translations; without it only numbers and dates are mended.
    """

    def __init__(
        self, units: Sequence[Unit], source_locale: str, target_locale: str, *, names: NamesIn | None = None
    ) -> None:
        self.source_locale = source_locale
        self.target_locale = target_locale
        self._names = names
        self._chinese = language.is_chinese(source_locale)
        self._units: dict[str, list[Unit]] = {}
        for unit in units:
            if unit.source.strip() and unit.target.strip():
                self._units.setdefault(unit.source, []).append(unit)
        for same in self._units.values():
            same.sort(key=_worth, reverse=True)
        self._texts = sorted(self._units, key=len)
        self._starts = _starts([len(text) for text in self._texts])
        self._index: indexes.GramIndex | None = None
        self._concordance: tuple[list[Unit], Concordance] | None = None

    def __len__(self) -> int:
        """How many units there are."""
        return sum(len(same) for same in self._units.values())

    def exact(
        self, text: str, *, context_before: str | None = None, skip: Callable[[Unit], bool] | None = None
    ) -> list[Match]:
        """The translations of this very text: those after the same text first (101), then the newest."""
        return _distinct(self._same(text, context_before, skip))

    def _same(
        self, text: str, context_before: str | None, skip: Callable[[Unit], bool] | None
    ) -> list[tuple[int, Unit]]:
        """The units of this very text with their scores, best first."""
        found = [
            (_in_context(unit, context_before) - unit.penalty, unit)
            for unit in self._units.get(text, ())
            if skip is None or not skip(unit)
        ]
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

        Of equal ones the newest comes first, then the approved. `skip` leaves units out: a segment is no match of
        its own. A text without any character that is not white space matches nothing.
        """
        if not text.strip() or limit < 1:
            return []
        found = self._same(text, context_before, skip) if minimum <= CONTEXT else []
        whole = sum(score >= EXACT for score, _unit in found)
        if minimum <= _NEAREST and whole < limit:
            similar = [
                (score - unit.penalty, unit)
                for source, score in self._similar(text, minimum)
                for unit in self._units[source]
                if skip is None or not skip(unit)
            ]
            similar.sort(key=lambda pair: (pair[0], _worth(pair[1])), reverse=True)
            found = sorted(found + similar, key=lambda pair: pair[0], reverse=True)
        best = _distinct([pair for pair in found if pair[0] >= minimum])[:limit]
        return [match if match.source == text else self._mended(text, match) for match in best]

    def search_batch(
        self,
        texts: Sequence[str],
        minimum: int = 70,
        limit: int = 5,
        *,
        skip: Callable[[Unit], bool] | None = None,
    ) -> list[list[Match]]:
        """`search` for many texts, one list each, in their order: the port behind which a larger index can stand."""
        known: dict[str, list[Match]] = {}
        for text in texts:
            if text not in known:
                known[text] = self.search(text, minimum, limit, skip=skip)
        return [known[text] for text in texts]

    def concordance(
        self, words: str, limit: int = 20, *, skip: Callable[[Unit], bool] = lambda _unit: False
    ) -> list[Unit]:
        """Units that hold `words` in the source or the translation, whatever the case; the newest first. `skip` leaves
        units out."""
        if self._concordance is None:
            units = sorted((unit for same in self._units.values() for unit in same), key=_worth, reverse=True)
            self._concordance = (units, Concordance((unit.source, unit.target) for unit in units))
        units, texts = self._concordance
        asked = limit
        while True:
            numbers = texts.find(words, asked)
            found = [units[number] for number in numbers if not skip(units[number])]
            if len(found) >= limit or len(numbers) < asked:
                return found[:limit]
            asked *= 4

    def _similar(self, text: str, minimum: int) -> Iterator[tuple[str, int]]:
        """Every other source text that scores `minimum` or more, with its score."""
        from rapidfuzz import process  # 97 ms, and only a search needs it
        from rapidfuzz.distance import Levenshtein

        length = len(text)
        # Of two texts with a distance d and a longer length L, d ≥ difference of lengths: outside this window the
        # score cannot be reached.
        low = -(-length * minimum // 100)
        high = length * 100 // minimum if minimum > 0 else len(self._starts)
        first, last = self._start(low), self._start(high + 1)
        near = process.extract(
            text,
            self._worth_comparing(text, minimum, first, last),
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=max(0.0, minimum / 100 - _SLACK),
            limit=None,
        )
        for source, likeness, _index in near:
            longer = max(length, len(source))
            score = min(_NEAREST, 100 * (longer - round((1 - likeness) * longer)) // longer)
            if source != text and score >= minimum:
                yield source, score

    def _worth_comparing(self, text: str, minimum: int, first: int, last: int) -> list[str]:
        """Of the texts from `first` to `last` those that may score `minimum`: all, or what the index says."""
        few = len(self._texts) <= SCANNED or last - first <= _FEW
        if few or not indexes.serves(text, minimum, chinese=self._chinese):
            return self._texts[first:last]
        if self._index is None:
            self._index = indexes.build(self._texts, chinese=self._chinese)
        return [self._texts[number] for number in self._index.near(text, minimum, first, last)]

    def _start(self, length: int) -> int:
        """The place in `_texts` of the first text of at least `length` characters."""
        return self._starts[length] if length < len(self._starts) else len(self._texts)

    def _mended(self, text: str, match: Match) -> Match:
        target = repair(text, match.source, match.target, self.source_locale, self.target_locale, self._names)
        return match if target is None else replace(match, target=target, repaired=True)


def _in_context(unit: Unit, context_before: str | None) -> int:
    """The score of a unit whose text is the very text asked for."""
    return CONTEXT if context_before is not None and unit.context_before == context_before else EXACT


def _worth(unit: Unit) -> tuple[str, bool]:
    """What decides between equal matches: the newest, then the approved."""
    return unit.at or "", unit.approved


def _distinct(found: list[tuple[int, Unit]]) -> list[Match]:
    """One match for each pair of texts, the first that says it."""
    matches: dict[tuple[str, str], Match] = {}
    for score, unit in found:
        match = Match(unit.source, unit.target, score, unit.origin, draft=unit.penalty > 0)
        matches.setdefault((unit.source, unit.target), match)
    return list(matches.values())


def _starts(lengths: list[int]) -> list[int]:
    """For sorted `lengths`: at each length, the index of the first that is not shorter."""
    starts: list[int] = []
    for index, length in enumerate(lengths):
        starts.extend([index] * (length + 1 - len(starts)))
    return starts
