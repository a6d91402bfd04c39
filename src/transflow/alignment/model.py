"""How likely it is that some sentences translate some others: logarithms of how much oftener a thing is met in a pair
of translations than in sentences of the same text that have nothing to do with each other.

The figures are measured on WMT21 to WMT24 news, 2,841 pairs (`benchmarks/alignment.py --fit` prints what they are
rounded from), but for those of names and of the shapes of beads, which such data cannot show: they are set by hand.
"""

import math
from collections import Counter
from collections.abc import Sequence

from transflow.alignment import clues
from transflow.language import base, is_chinese

# English characters to one Chinese character, by the language of the original: a translation is the longer text.
_EXPANSION = {"zh": 4.03, "en": 2.98}
_SPREAD, _SPREAD_SHORT = 0.19, 0.8  # of the logarithm of that ratio: its variance is 0.19² + 0.8 / Chinese characters
_FREE, _FREE_SPREAD = 0.03, 1.0  # so many translations are as long as they like
_LENGTH, _LENGTH_SPREAD = {"zh": 3.76, "en": 5.0}, 0.6  # of a sentence: mean and spread of the logarithm
_OWN = 4.0  # sentences of a text by which its own mean outweighs that one by one half

# How many clues of a Chinese sentence stand in its translation, and the other way round.
_KEPT = {
    clues.NUMBER: (0.93, 0.84), clues.LATIN: (0.93, 1.0), clues.NAME: (0.9, 0.9), clues.WORD: (0.6, 1.0),
    clues.KIND: (0.9, 0.9),
}  # fmt: skip
_CHANCE = 0.15  # of the words of a sentence, how many one nearby answers for that has nothing to do with it
_WORDS = (
    0.5  # what a word of the dictionary weighs: those of one sentence belong together, and say less than as many facts
)
# A mark in both, in one only, in neither (times oftener, as a logarithm).
_MARKS = {
    "?": (3.0, -2.6, 0.0), "!": (2.0, -1.4, 0.0), '"': (0.8, -1.9, 0.2), "(": (2.1, -1.3, 0.05),
    ":": (1.8, -0.8, 0.0),
}  # fmt: skip

# How often a bead has so many sentences on either side. Gale and Church (1993) count 0.89 for 1-1; news translators
# merge and split more, and leave out more, than the Canadian parliament does.
_SHAPES = {(1, 1): 0.86, (1, 0): 0.02, (0, 1): 0.015, (1, 2): 0.04, (2, 1): 0.04, (2, 2): 0.012}
_LARGER = 0.006  # of each larger one, by the sentences beyond three: ever ten times less


Known = tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]]
NOTHING: Known = ((), ())


class Model:
    """The likelihoods of one pair of texts. `names` are (in the source language, its translation), `known` the clues
    that the caller has of every sentence."""

    def __init__(
        self, source: Sequence[str], target: Sequence[str], locales: tuple[str, str],
        names: Sequence[tuple[str, str]], known: Known = NOTHING,
    ) -> None:  # fmt: skip
        self._turned = is_chinese(locales[1]) and not is_chinese(locales[0])  # the figures are of English to Chinese
        sides = (target, source) if self._turned else (source, target)
        self.worded = bool(known[0])  # whether the words of a dictionary are among the clues
        self._bilingual = {base(one) for one in locales} == {"zh", "en"}
        self._lengths = [[max(1, len(clues.bare(text).strip())) for text in side] for side in sides]
        ratio = _EXPANSION[base(locales[0])] if self._bilingual else _ratio(*self._lengths)
        self._expansion = math.log(ratio)
        self._middle, self._width = _own(self._lengths[1], base(locales[0 if self._turned else 1]))
        self._clues(sides, locales[::-1] if self._turned else locales, names, known[::-1] if self._turned else known)
        self._shapes: dict[tuple[int, int], float] = {}

    def _clues(
        self, sides: Sequence[Sequence[str]], locales: Sequence[str], names: Sequence[tuple[str, str]],
        known: Sequence[Sequence[frozenset[str]]],
    ) -> None:  # fmt: skip
        """The clues of every sentence as bits of a number, and what each weighs."""
        named = [[pair[side] for pair in names] for side in ((1, 0) if self._turned else (0, 1))]
        keys = [
            [clues.clues(text, locale) | clues.named(text, named[side]) for text in sides[side]]
            for side, locale in enumerate(locales)
        ]
        for mine, more in zip(keys, known, strict=True):
            if more:
                mine[:] = [one | other for one, other in zip(mine, more, strict=True)]
        if is_chinese(locales[0]) and not is_chinese(locales[1]):
            for number, text in enumerate(sides[0]):
                keys[0][number] |= clues.latin(text)
            wanted = frozenset().union(*keys[0])
            for number, text in enumerate(sides[1]):
                keys[1][number] |= wanted & {f"{clues.LATIN}:{word}" for word in clues.words(text)}
        counts = [Counter(key for one in side for key in one) for side in keys]
        order = {key: number for number, key in enumerate(sorted(counts[0] | counts[1]))}
        self._bits = [[sum(1 << order[key] for key in one) for one in side] for side in keys]
        self._marks = {order[key]: sign for sign in _MARKS if (key := f"{clues.MARK}:{sign}") in order}
        self._mark_bits = sum(1 << number for number in self._marks)
        self._weights = [self._weight(key, counts) for key in order]

    def _weight(self, key: str, counts: Sequence[Counter[str]]) -> tuple[float, float, float]:
        """What a clue weighs in both, in the Chinese text only, in the other one only."""
        if key[0] == clues.MARK:
            both, one, _neither = _MARKS[key[2:]]
            return both, one, one
        kept, back = _KEPT[key[0]]
        before, usual = (_OWN, _CHANCE) if key[0] == clues.WORD else (1.5, 1 / 3)
        chance = [(counts[side][key] + before * usual) / (len(self._lengths[side]) + before) for side in (0, 1)]
        missing = math.log((1 - back) / (1 - chance[0])) if back < 1 else 0.0
        both, absent = math.log(kept / chance[1]), math.log((1 - kept) / (1 - chance[1]))
        if key[0] == clues.WORD:  # one that many sentences answer for says nothing, and nothing against them either
            return max(0.0, _WORDS * both), min(0.0, _WORDS * absent), 0.0
        return both, absent, missing

    def bead(self, first: int, many: int, other: int, others: int) -> float:
        """The log likelihood of `many` sentences from `first` being translated by `others` from `other`."""
        shape = self._shape(many, others)
        if not many or not others:
            return shape
        if self._turned:
            first, many, other, others = other, others, first, many
        return shape + self._length(first, many, other, others) + self._shared(first, many, other, others)

    def evidence(self, first: int, many: int, other: int, others: int) -> float:
        """The same without how often there are such beads: what lengths and clues say alone (0: nothing at all)."""
        return self.bead(first, many, other, others) - self._shape(many, others)

    def _shape(self, many: int, others: int) -> float:
        if (many, others) not in self._shapes:
            often = _SHAPES.get((many, others)) or _LARGER * 10.0 ** (4 - many - others)
            self._shapes[many, others] = math.log(often)
        return self._shapes[many, others]

    def _length(self, first: int, many: int, other: int, others: int) -> float:
        one, two = sum(self._lengths[0][first : first + many]), sum(self._lengths[1][other : other + others])
        length = math.log(two)
        spread = math.sqrt(_SPREAD * _SPREAD + _SPREAD_SHORT / one)
        away = length - math.log(one) - self._expansion
        likely = (1 - _FREE) * _normal(away, spread) + _FREE * _normal(away, _FREE_SPREAD)
        # Several sentences together are longer, and less unlike one another.
        return math.log(likely / _normal(length - self._middle - math.log(others), self._width * others**-0.34))

    def _shared(self, first: int, many: int, other: int, others: int) -> float:
        one = two = 0
        for bits in self._bits[0][first : first + many]:
            one |= bits
        for bits in self._bits[1][other : other + others]:
            two |= bits
        total, weights = 0.0, self._weights
        for bits, kind in ((one & two, 0), (one & ~two, 1), (two & ~one, 2)):
            while bits:
                total += weights[(bits & -bits).bit_length() - 1][kind]
                bits &= bits - 1
        absent = self._mark_bits & ~(one | two)
        if absent:
            total += sum(_MARKS[sign][2] for place, sign in self._marks.items() if absent >> place & 1)
        return total


def _normal(away: float, spread: float) -> float:
    return math.exp(-0.5 * (away / spread) ** 2) / spread + 1e-12


def _ratio(one: Sequence[int], two: Sequence[int]) -> float:
    return (sum(two) or 1) / (sum(one) or 1)


def _own(lengths: Sequence[int], language: str) -> tuple[float, float]:
    """Mean and spread of the logarithm of the lengths of a text's sentences, drawn to those of all news."""
    usual = _LENGTH.get(language, _LENGTH["en"])
    logs = [math.log(one) for one in lengths]
    middle = (sum(logs) + _OWN * usual) / (len(logs) + _OWN)
    square = (sum((one - middle) ** 2 for one in logs) + _OWN * _LENGTH_SPREAD**2) / (len(logs) + _OWN)
    return middle, math.sqrt(square)
