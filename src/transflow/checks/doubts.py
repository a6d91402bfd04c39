"""How likely a machine's translation holds a major error: a quality estimate without a reference, from what is at hand.

A logistic model of a few signs (`signs`), fitted on news by `benchmarks/estimate.py`: 2,290 translations of ten systems
in which three professionals each marked errors (MQM, WMT 2023, Chinese to English; Freitag et al., 2023). What it is
worth stands in docs/choosing-an-engine.md: it orders work, it certifies nothing. The signs are of the Chinese and of
the English text, whichever is the source; into Chinese nobody has measured them against marked errors.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transflow.checks.alignment import proportion
from transflow.checks.plain import plain
from transflow.checks.port import Finding, Severity
from transflow.language import base, is_traditional

WRITTEN = frozenset({"brackets", "spaces", "width", "house", "ends"})  # how it is written; all others: what is said
_MOST = 2  # findings of either kind that count: more say no more
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")  # a capitalised word inside a sentence
_ENDED = re.compile(r"[。！？；：，….!?;:,][”’」』）)\]》\"']*\s*$")


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of the signs, in their order, and the constant."""

    weights: tuple[float, ...]
    constant: float


# Without and with the translation of another engine beside it.
ALONE = Model((0.371, 0.481, 0.096, 0.303, 1.129, 0.288, 1.816, 1.210), -2.864)
BESIDE = Model((0.373, 0.416, 0.084, 0.299, 1.048, 0.221, 1.438, 0.958, 1.406), -3.299)


def signs(
    source: str, target: str, pair: tuple[str, str], found: Iterable[Finding], apart: float | None = None
) -> tuple[float, ...] | None:
    """What the model weighs, of a text in `pair` (two locales) and its translation, in which the checks `found`
    something. In this order: characters of Chinese in no word that the dictionary knows, Chinese words and English
    words that nothing answers, names in the English, each as ln(1 + number); findings of what is said and of how it is
    written, 2 of either at most; how much longer than usual the translation is (ln of the ratio); 1 where the source
    has no end mark, as headlines and captions have none. And where it is known how far the translation of another
    engine is `apart`: the share that differs. None for other languages than Simplified Chinese and English."""
    way = base(pair[0]), base(pair[1])
    if way not in proportion.MODELS or is_traditional(pair[0]) or is_traditional(pair[1]):
        return None
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


def doubt(values: Sequence[float]) -> float:
    """The likelihood of a major error, 0 to 1, by the signs of a translation."""
    model = ALONE if len(values) == len(ALONE.weights) else BESIDE
    weighed = sum(weight * value for weight, value in zip(model.weights, values, strict=True))
    return 1 / (1 + math.exp(-weighed - model.constant))


def _log(there: Iterable[bool]) -> float:
    return math.log1p(sum(there))
