"""How likely a machine's translation is a bad one: a quality estimate without a reference, from what is at hand.

Logistic models of a few signs (`signs`), fitted by `benchmarks/estimate.py`. Into English on marked errors: 2,290
translations of ten systems in which three professionals each marked the errors (MQM, WMT 2023 news; Freitag et al.,
2021); bad is a major error. Into Chinese nobody has published such marks of news: there bad is what is far from the
human translation for its length (the lowest fifth by chrF, WMT 2017 and 2018), and only the distance of another
engine's text tells enough of that. What both are worth stands in docs/choosing-an-engine.md: they order work, they
certify nothing.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from transflow.checks.alignment import proportion
from transflow.checks.plain import plain
from transflow.checks.port import Finding, Severity
from transflow.language import base, is_traditional

WRITTEN = frozenset(
    {"brackets", "quotes", "spaces", "width", "house", "ends"}
)  # how it is written; all others: what is said
_MOST = 2  # findings of either kind that count: more say no more
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")  # a capitalised word inside a sentence
_ENDED = re.compile(r"[。！？；：，….!?;:,][”’」』）)\]》\"']*\s*$")


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of the signs, in their order, and the constant."""

    weights: tuple[float, ...]
    constant: float

    def likelihood(self, values: Sequence[float]) -> float:
        """From 0 to 1, by the values of the signs."""
        weighed = sum(weight * value for weight, value in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-weighed - self.constant))


# By (source, target): without the translation of another engine, and with it.
MODELS: Mapping[tuple[str, str], tuple[Model | None, Model]] = {
    ("zh", "en"): (
        Model((0.371, 0.481, 0.096, 0.303, 1.129, 0.288, 1.816, 1.210), -2.864),
        Model((0.373, 0.416, 0.084, 0.299, 1.048, 0.221, 1.438, 0.958, 1.406), -3.299),
    ),
    ("en", "zh"): (None, Model((0.224, -0.131, 0.326, -0.396, 0.426, -0.013, 0.119, -0.195, 2.202), -2.500)),
}


def doubt(
    source: str, target: str, pair: tuple[str, str], found: Iterable[Finding], apart: float | None = None
) -> float | None:
    """How likely `target` is a bad translation of `source`, from 0 to 1, in a `pair` of locales. `found` is what the
    checks find, `apart` the share in which the translation of another engine differs (None: there is none). None where
    there is no model: languages other than Simplified Chinese and English, and into Chinese without another engine."""
    way = base(pair[0]), base(pair[1])
    if way not in MODELS or is_traditional(pair[0]) or is_traditional(pair[1]):
        return None
    model = MODELS[way][apart is not None]
    return None if model is None else model.likelihood(signs(source, target, way, found, apart))


def signs(
    source: str, target: str, way: tuple[str, str], found: Iterable[Finding], apart: float | None = None
) -> tuple[float, ...]:
    """What the models weigh, in this order: characters of the Chinese text in no word that the dictionary knows,
    Chinese words and English words that nothing answers, names in the English text, each as ln(1 + number); findings of
    what is said and of how it is written, 2 of either at most; how much longer than usual the translation is (ln of the
    ratio); 1 where the source has no end mark, as headlines and captions have none; and `apart`, where it is given.
    `way` is one of `MODELS`."""
    ours, theirs = plain(source).text, plain(target).text
    words = proportion.words(ours, theirs, way)
    chinese, english = words if way[0] == "zh" else (words[1], words[0])
    standing = [one.check for one in found if one.severity is not Severity.INFO]
    written = sum(check in WRITTEN for check in standing)
    values = (
        _log(word.end - word.start == 1 for word in chinese),
        _log(not word.answered for word in chinese),
        _log(not word.answered for word in english),
        _log(True for _name in _NAME.finditer(theirs if way[1] == "en" else ours)),
        float(min(_MOST, len(standing) - written)),
        float(min(_MOST, written)),
        max(0.0, -proportion.excess(ours, theirs, way)),
        float(not _ENDED.search(ours)),
    )
    return values if apart is None else (*values, apart)


def _log(there: Iterable[bool]) -> float:
    return math.log1p(sum(there))
