"""How much of a source a translation is likely to leave out: by the usual proportion of lengths and by its words."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transflow.checks.alignment import holes, lengths
from transflow.checks.alignment.answered import TRANSLITERATED, Word, align, linked

_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]+")
_DIGITS = re.compile(r"\d[\d,.]*")
_ENGLISH = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d,.]*")

# Beside a Han character, which is one: a Latin word and a number of a Chinese text, in characters.
_LATIN_SIZE, _DIGITS_SIZE = 2.0, 1.5
_NAME_SIZE = 2.0  # a foreign name in Han characters, however many
_GLOSS = re.compile(r"[（(][^()（）\u3400-\u9fff]*[)）]")  # 约翰 (John): the name is there already
# ln(characters / words) of human translations.
_USUAL = 0.385
# A whole sentence is rarely left out on purpose: where the translation has fewer of them, less must speak for it.
_FEWER = 0.6
_ENDS = {"zh": re.compile("[。！？!?]+"), "en": re.compile(r"[.!?]+(?=[\"”’)\s]|$)")}
# The excess, and what is added to it over the square root of the source's characters, below which nothing is looked up:
# three quarters of good translations lie there, and one in thirty of the mistakes.
_LEAST: Mapping[tuple[str, str], tuple[float, float]] = {("zh", "en"): (0.03, 0.6), ("en", "zh"): (0.03, 1.4)}
_SHOWN = 2.0  # words that a stretch must have more unanswered ones than answered to be shown


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model of one direction. `usual` is the median of ln(source size / target size) of translations by
    people, the sizes being those of `lengths`.

    The weights are those of the excess over `usual`, excess·√n, 1/√n, unanswered source words/√n, unanswered target
    words/√n, and of the likeliest hole its score and what its words say (`holes`); n is half the number of words of
    both sides. `benchmarks/omissions.py` fits them: human translations of news against the same with a clause or a
    sentence taken out.
    """

    usual: float
    weights: tuple[float, ...]
    constant: float
    threshold: float


MODELS: Mapping[tuple[str, str], Model] = {
    ("zh", "en"): Model(-0.022, (8.810, -0.582, -10.614, 0.095, -1.040, -0.029, 0.474), 1.186, 1.214),
    ("en", "zh"): Model(-0.004, (8.429, -0.865, -2.722, 1.336, -0.410, 0.165, 0.316), -3.692, 1.479),
}


def excess(source: str, target: str, pair: tuple[str, str]) -> float:
    """How much longer than usual the source is for this target: ln of the ratio, 0 where it is as usual."""
    chinese, english = (source, target) if pair[0] == "zh" else (target, source)
    chinese = _GLOSS.sub("", chinese)
    names = TRANSLITERATED.findall(chinese)
    characters = (
        len(_HAN.findall(chinese))
        - sum(len(name) - _NAME_SIZE for name in names)
        + _LATIN_SIZE * len(_LATIN.findall(chinese))
        + _DIGITS_SIZE * len(_DIGITS.findall(chinese))
    )
    ratio = math.log((characters + 2) / (len(_ENGLISH.findall(english)) + 1.2))
    over = ratio - _USUAL
    return over if pair[0] == "zh" else -over


def worth(source: str, target: str, pair: tuple[str, str]) -> bool:
    """Whether a translation is short enough, at a first glance, to be read word for word: most are not."""
    least, short = _LEAST[pair]
    return excess(source, target, pair) >= least + short / math.sqrt(len(source) + 4)


def features(
    source: str, target: str, pair: tuple[str, str], usual: float
) -> tuple[tuple[float, ...], tuple[int, int] | None]:
    """What the model weighs, and where in the source the likeliest hole is: character offsets, or None."""
    chinese, english = (source, target) if pair[0] == "zh" else (target, source)
    han, latin, links = linked(chinese, english)
    ours, theirs = (han, latin) if pair[0] == "zh" else (latin, han)
    found = holes.matched(links, (len(han), len(latin)))
    alone = set(found) if pair[0] == "zh" else set(found.values())
    sizes = lengths.sizes(source, ours, pair[0])
    over = math.log((sizes[-1] + 2) / (lengths.sizes(target, theirs, pair[1])[-1] + 2)) - usual
    root = math.sqrt((len(ours) + len(theirs)) / 2 + 1)
    lost, added = (
        sum(not word.answered and not text[word.start].isdigit() for word in side) / root
        for text, side in ((source, ours), (target, theirs))
    )
    answered = [index in alone for index in range(len(ours))]
    hole = holes.hole(source, pair[0], ours, answered, sizes, over, len(theirs))
    told = (hole.score, hole.words) if hole else (0.0, 0.0)
    place = (hole.start, hole.end) if hole and hole.words > 0 else stretch(ours)
    return (over, over * root, 1 / root, lost, added, *told), place


def words(source: str, target: str, pair: tuple[str, str]) -> tuple[list[Word], list[Word]]:
    """The words of the source and of the target that mean something."""
    if pair[0] == "zh":
        return align(source, target)
    theirs, ours = align(target, source)
    return ours, theirs


@lru_cache(maxsize=8)  # two checks ask of the same segment
def left_out(source: str, target: str, pair: tuple[str, str]) -> tuple[float, tuple[int, int] | None]:
    """The log-odds that something is left out, above 0 where the model says so; and which part of the source it is, as
    character offsets, where that can be said."""
    model = MODELS[pair]
    values, place = features(source, target, pair, model.usual)
    weighed = sum(weight * value for weight, value in zip(model.weights, values, strict=True))
    lost = _FEWER if len(_ENDS[pair[0]].findall(source)) > len(_ENDS[pair[1]].findall(target)) else 0.0
    return weighed + model.constant - model.threshold + lost, place


def stretch(ours: Sequence[Word]) -> tuple[int, int] | None:
    """The longest stretch of source words of which few are answered, as character offsets; None if there is no such."""
    best, total, begin, place = 0.0, 0.0, 0, None
    for index, word in enumerate(ours):
        if total <= 0:
            total, begin = 0.0, index
        total += -1.5 if word.answered else 1.0
        if total > max(best, _SHOWN):
            best, place = total, (ours[begin].start, word.end)
    return place
