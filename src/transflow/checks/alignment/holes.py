"""Which clause or sentence of a source was left out, if one was: where words that are nearly always answered are not,
and without which the lengths would be as usual."""

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from transflow.checks.alignment.answered import Word
from transflow.checks.alignment.rates import rate

_CHANCE = 0.14  # how often a word of what was left out is answered all the same, by the rest of its text
_MOST = 2.0  # what one word may weigh: none is so sure that the list cannot be wrong
_USUAL_VARIANCE = 0.02, 0.8  # of the excess: the first and, divided by the number of words, the second
_PARTS = 5  # neighbouring parts that are looked at as one
# Where a part of a source may begin: behind a mark (that of 2.8万 is none), and in English before the words that open a
# phrase, because the clause of a Chinese sentence is often a phrase of the English one.
_BOUNDARY = {
    "zh": re.compile(r"(?:[，。！？；：;!?—…]|[,.:](?!\d))+|(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])"),
    "en": re.compile(
        r"(?:[;!?—…]|[,.:](?!\d))+|\b(?=(?:and|but|or|that|which|who|whom|where|when|while|as|because|after|before|if"
        r"|to|in|on|at|with|by|for|from|of|is|are|was|were|has|have|had|will|said|says)\b)",
        re.IGNORECASE,
    ),
}


class Hole(NamedTuple):
    """The part of a source that is most likely left out: character offsets, and logarithms of likelihood ratios.

    `score` says how much better the text is explained without the part than with it, by words and length; `words` what
    the words alone say.
    """

    score: float
    words: float
    start: int
    end: int


def matched(links: Sequence[tuple[int, int]], sizes: tuple[int, int]) -> dict[int, int]:
    """Words one to one: of all that may answer for each other (indices), first those that stand in the same place of
    their texts, which have `sizes` words."""
    ours, theirs = sizes
    found: dict[int, int] = {}
    taken = set[int]()
    for one, other in sorted(links, key=lambda link: (abs(link[0] / ours - link[1] / theirs), link)):
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def evidence(word: str, language: str, answered: bool) -> float:
    """How much more likely such a word is in a part that was left out than in one that was not, as a logarithm."""
    usual = rate(word, language)
    chance = min(_CHANCE, 0.9 * usual)
    weight = math.log(chance / usual) if answered else math.log((1 - chance) / (1 - usual))
    return max(-_MOST, min(_MOST, weight))


def hole(
    text: str,
    language: str,
    words: Sequence[Word],
    answered: Sequence[bool],
    sizes: Sequence[float],
    over: float,
    other: int,
) -> Hole | None:
    """The likeliest hole of a source; None where the source has but one part.

    `answered` says which of the `words` have a word of the translation for themselves; `sizes` are what stands before
    each offset (`lengths.sizes`), `over` is the excess of the source, `other` the number of words of the translation.
    """
    weights = (evidence(text[word.start : word.end], language, one) for word, one in zip(words, answered, strict=True))
    before = [0.0, *accumulate(weights)]
    starts = [word.start for word in words]
    first, second = _USUAL_VARIANCE
    variance = first + second / ((len(words) + other) / 2 + 1)
    bounds = {0, len(text)}
    for found in _BOUNDARY[language].finditer(text):
        bounds.add(found.end())
    stops = [(place, bisect_left(starts, place), sizes[place]) for place in sorted(bounds)]
    last, whole = len(stops) - 1, sizes[-1] + 2
    best: Hole | None = None
    for index, (start, begin, size) in enumerate(stops):
        for end, finish, more in stops[index + 1 : min(last, index + _PARTS) + 1]:
            if finish == begin or (index == 0 and end == len(text)):
                continue
            rest = over + math.log((whole - min(more - size, whole - 2.3)) / whole)
            told = before[finish] - before[begin]
            score = told + (over * over - rest * rest) / (2 * variance)
            if best is None or score > best.score:
                best = Hole(score, told, start, end)
    return best
