"""Units held in this process: few of them compared one by one, many asked of an index built at the first search."""

from collections.abc import Iterable, Iterator, Sequence

from transflow.memory import index as indexes
from transflow.memory.concordance import Concordance
from transflow.memory.units import Held, Near, ranked, whole

NEAREST = 99
SCANNED = 5000  # texts; up to here comparing with each is as fast as an index, and needs no building
FEW = 300  # texts of a similar length; up to here comparing with each is as fast as asking the index
_SLACK = 1e-4  # rapidfuzz's own rounding loses texts that score the very minimum; what is let in too much is seen below


class Plain:
    """A shelf of `units`, which are few or are given once."""

    def __init__(self, units: Iterable[Held], *, chinese: bool) -> None:
        self._chinese = chinese
        self._units: dict[str, list[Held]] = {}
        for held in units:
            if whole(held.unit):
                self._units.setdefault(held.unit.source, []).append(held)
        self._texts = sorted(self._units, key=len)
        self._starts = _starts([len(text) for text in self._texts])
        self._index: indexes.GramIndex | None = None
        self._concordance: tuple[list[Held], Concordance] | None = None

    def all(self) -> Iterator[Held]:
        """Every unit."""
        return (held for same in self._units.values() for held in same)

    def same(self, text: str) -> list[Held]:
        """As `Shelf.same`."""
        return list(self._units.get(text, ()))

    def similar(self, text: str, minimum: int) -> Iterator[Near]:
        """As `Shelf.similar`."""
        low, high = window(len(text), minimum)
        first = self._start(low)
        last = len(self._texts) if high is None else self._start(high + 1)
        texts = self._worth_comparing(text, minimum, first, last)
        for number, score, likeness in compare(text, minimum, texts):
            for held in self._units[texts[number]]:
                yield Near(score, likeness, held)

    def holding(self, words: str) -> Iterator[Held]:
        """As `Shelf.holding`."""
        if self._concordance is None:
            units = ranked(list(self.all()))
            self._concordance = (units, Concordance((one.unit.source, one.unit.target) for one in units))
        units, texts = self._concordance
        return (units[number] for number in texts.find(words))

    def _worth_comparing(self, text: str, minimum: int, first: int, last: int) -> list[str]:
        """Of the texts from `first` to `last` those that may score `minimum`: all, or what the index says."""
        few = len(self._texts) <= SCANNED or last - first <= FEW
        if few or not indexes.serves(text, minimum, chinese=self._chinese):
            return self._texts[first:last]
        if self._index is None:
            self._index = indexes.build(self._texts, chinese=self._chinese)
        return [self._texts[number] for number in self._index.near(text, minimum, first, last)]

    def _start(self, length: int) -> int:
        """The place in `_texts` of the first text of at least `length` characters."""
        return self._starts[length] if length < len(self._starts) else len(self._texts)


def window(length: int, minimum: int) -> tuple[int, int | None]:
    """The least and the greatest length (None: there is none) of a text that can score `minimum` against one of
    `length` characters: of two texts with a distance d and a longer length L, d ≥ the difference of lengths."""
    return -(-length * minimum // 100), length * 100 // minimum if minimum > 0 else None


def compare(text: str, minimum: int, texts: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """(number in `texts`, score, likeness) of each that scores `minimum` or more, the nearest first, the very same
    text left out."""
    from rapidfuzz import process  # 97 ms, and only a search needs it
    from rapidfuzz.distance import Levenshtein

    near = process.extract(
        text,
        texts,
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=max(0.0, minimum / 100 - _SLACK),
        limit=None,
    )
    for other, likeness, number in near:
        longer = max(len(text), len(other))
        score = min(NEAREST, 100 * (longer - round((1 - likeness) * longer)) // longer)
        if score >= minimum and other != text:
            yield number, score, likeness


def _starts(lengths: list[int]) -> list[int]:
    """For sorted `lengths`: at each length, the index of the first that is not shorter."""
    starts: list[int] = []
    for index, length in enumerate(lengths):
        starts.extend([index] * (length + 1 - len(starts)))
    return starts
