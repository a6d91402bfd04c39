"""How much of a source a translation is likely to leave out: by the usual proportion of lengths and by its words."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from transflow.checks.alignment.answered import TRANSLITERATED, Word, align

_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]+")
_DIGITS = re.compile(r"\d[\d,.]*")
_ENGLISH = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d,.]*")

# Beside a Han character, which is one: a Latin word and a number of a Chinese text, in characters.
_LATIN_SIZE, _DIGITS_SIZE = 2.0, 1.5
_NAME_SIZE = 2.0  # a foreign name in Han characters, however many
_GLOSS = re.compile(r"[（(][^()（）\u3400-\u9fff]*[)）]")  # 约翰 (John): the name is there already
# Below this excess of the source over the usual proportion (natural logarithm) nothing is looked up: there lie one in
# twenty of the false alarms, one in a hundred of the mistakes, and a quarter of the time.
LEAST = 0.12
_PART = 3  # words of the shortest clause or sentence that is looked at
_PARTS = 2
_CLAUSE = re.compile("[，。！？；,.;!?]")
_SENTENCE = re.compile('[。！？；]+|[.!?;]+(?=["”’)]*(?:\\s|$))')
_answered, _paired = attrgetter("answered"), attrgetter("paired")
_SHOWN = 2.0  # words that a stretch must have more unanswered ones than answered to be shown


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model of one direction. `usual` is the mean of ln(source size / target size) of human translations.

    The weights are those of excess, excess·√n and 1/√n, where n is half the number of words of both sides; then of
    words that nothing answers: those of the source/√n, of the target/√n, the emptiest clause, the emptiest sentence;
    then the same four of words that have no counterpart of their own.
    `benchmarks/omissions.py` fits them: human translations of news (WMT 2017 and 2018) against the same with a clause
    or a sentence taken out. At the `threshold` 3.8 of 100 segments of the development sets are warned of from Chinese,
    half of which was translated from English and is wordier than what is written in it, and 1.6 into Chinese.
    """

    usual: float
    weights: tuple[float, ...]
    constant: float
    threshold: float


MODELS: Mapping[tuple[str, str], Model] = {
    ("zh", "en"): Model(
        0.385, (8.664, -1.066, -11.820, -1.204, -1.215, 0.884, 0.621, 1.937, -0.648, 0.905, -0.689), 0.621, 0.450
    ),
    ("en", "zh"): Model(
        -0.385, (9.351, -1.308, -3.220, 1.411, -0.274, 0.711, 0.914, 0.394, -0.535, 1.351, -0.161), -3.515, 0.470
    ),
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
    return (ratio if pair[0] == "zh" else -ratio) - MODELS[pair].usual


def features(over: float, ours: Sequence[Word], theirs: Sequence[Word], source: str) -> tuple[float, ...]:
    """What the model weighs: `over` is the excess, `ours` are the words of the source, `theirs` of the target."""
    root = math.sqrt((len(ours) + len(theirs)) / 2 + 1)
    ends = [[found.end() for found in pattern.finditer(source)] for pattern in (_CLAUSE, _SENTENCE)]
    values = [over, over * root, 1 / root]
    for having in (_answered, _paired):
        here, there = ([not having(word) for word in side] for side in (ours, theirs))
        values += [sum(here) / root, sum(there) / root]
        values += [emptiest(ours, here, stops, len(source)) for stops in ends]
    return tuple(values)


def emptiest(words: Sequence[Word], missing: Sequence[bool], stops: Sequence[int], end: int) -> float:
    """How far the words that are `missing` in the emptiest part of a text outweigh the others; the parts end at `stops`
    and at the `end` of the text.

    (missing - m/2) / √m of a part of m words; 0 where no part has more than half of its words missing, or where there
    is but one part.
    """
    if len(stops) < _PARTS:
        return 0.0
    most, at = 0.0, 0
    for stop in (*stops, end):
        begin = at
        while at < len(words) and words[at].start < stop:
            at += 1
        size = at - begin
        if size >= _PART:
            most = max(most, (sum(missing[begin:at]) - size / 2) / math.sqrt(size))
    return most


def words(source: str, target: str, pair: tuple[str, str]) -> tuple[list[Word], list[Word]]:
    """The words of the source and of the target that mean something."""
    if pair[0] == "zh":
        return align(source, target)
    theirs, ours = align(target, source)
    return ours, theirs


def score(model: Model, values: Sequence[float]) -> float:
    """The log-odds that something is left out, above 0 where the model says so."""
    weighed = sum(weight * value for weight, value in zip(model.weights, values, strict=True))
    return weighed + model.constant - model.threshold


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
