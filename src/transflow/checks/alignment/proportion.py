"""How much of a source a translation is likely to leave out: by the usual proportion of lengths and by its words."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
_SHOWN = 2.0  # words that a stretch must have more unanswered ones than answered to be shown


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model of one direction. `usual` is the mean of ln(source size / target size) of human translations.

    The weights are those of excess, excess·√n, unanswered source words/√n, unanswered target words/√n, 1/√n, the
    emptiest clause and the emptiest sentence, where n is half the number of words of both sides.
    `benchmarks/omissions.py` fits them: human translations of news (WMT 2017 and 2018) against the same with a clause
    or a sentence taken out.
    """

    usual: float
    weights: tuple[float, ...]
    constant: float
    threshold: float


MODELS: Mapping[tuple[str, str], Model] = {
    ("zh", "en"): Model(0.385, (8.727, -0.791, 0.524, -1.602, -14.413, 1.517, -0.211), 1.524, 0.550),
    ("en", "zh"): Model(-0.385, (9.121, -1.054, 1.736, -0.644, -4.424, 1.878, 0.694), -2.982, 0.300),
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
    alone = [sum(not word.answered for word in side) for side in (ours, theirs)]
    empty = emptiest(ours, source, _CLAUSE), emptiest(ours, source, _SENTENCE)
    return over, over * root, alone[0] / root, alone[1] / root, 1 / root, *empty


def emptiest(words: Sequence[Word], text: str, end: re.Pattern[str]) -> float:
    """How far the unanswered words of the emptiest part of `text` outweigh the others; parts end where `end` matches.

    (unanswered - m/2) / √m of a part of m words; 0 where no part has more than half of its words unanswered, or where
    there is but one part.
    """
    stops = [found.end() for found in end.finditer(text)]
    if len(stops) < _PARTS:
        return 0.0
    most, at = 0.0, 0
    for stop in (*stops, len(text)):
        begin = at
        while at < len(words) and words[at].start < stop:
            at += 1
        size = at - begin
        if size >= _PART:
            empty = sum(not word.answered for word in words[begin:at])
            most = max(most, (empty - size / 2) / math.sqrt(size))
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
