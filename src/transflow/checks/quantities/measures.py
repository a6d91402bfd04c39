"""Measures that translators convert: 5 miles is 8公里, 30亩 two hectares, 90°F 32摄氏度."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from transflow.checks.quantities.quantity import Quantity

_SQUARE = r"(?:square|sq\.?)[\s-]?"
# Every unit in the base unit of its family: metres, square metres, kilograms, litres. 里 and 斤 are those of the
# People's Republic (500 m, 500 g), 亩 is 10,000/15 m²; a gallon is the American one.
_UNITS: Mapping[str, tuple[str, str]] = {
    "length": (
        "公里|千米=1000 英里=1609.344 海里=1852 里=500 英尺=0.3048 英寸=0.0254 厘米|公分=0.01 毫米=0.001 "
        "码=0.9144 米|公尺=1",
        "kilomet(?:re|er)s?|kms?=1000 nautical miles?=1852 miles?=1609.344 li=500 f(?:oo|ee)t|ft=0.3048 "
        "inch(?:es)?|in=0.0254 centimet(?:re|er)s?|cm=0.01 millimet(?:re|er)s?|mm=0.001 "
        "yards?=0.9144 met(?:re|er)s?|m=1",
    ),
    "area": (
        "平方公里|平方千米=1000000 平方英里=2589988 公顷=10000 英亩=4046.856 亩=666.6667 "
        "平方英尺=0.092903 平方米|平米=1",
        rf"{_SQUARE}k(?:ilomet(?:re|er)s?|m)=1000000 {_SQUARE}mi(?:les?)?=2589988 hectares?|ha=10000 acres?=4046.856 "
        rf"mu=666.6667 {_SQUARE}f(?:oo|ee)?t=0.092903 {_SQUARE}m(?:et(?:re|er)s?)?=1",
    ),
    "mass": (
        "吨=1000 公斤|千克=1 斤=0.5 磅=0.45359237 盎司=0.02834952 克=0.001",
        "(?:metric )?(?:tonn?es?|tons?)=1000 kilograms?|kilos?|kgs?=1 jin=0.5 pounds?|lbs?=0.45359237 "
        "ounces?|oz=0.02834952 grams?|g=0.001",
    ),
    "temperature": (  # the zeros differ: `converted` knows that
        r"摄氏度?|℃|°\s?C=1 华氏度?|℉|°\s?F=1.8",
        r"degrees? (?:Celsius|C|centigrade)|℃|°\s?C=1 degrees? (?:Fahrenheit|F)|℉|°\s?F=1.8",
    ),
    "volume": ("加仑=3.785412 升=1 毫升=0.001", "gallons?=3.785412 lit(?:re|er)s?=1 millilit(?:re|er)s?|ml=0.001"),
}
_SPACE = r"[多余来几]?[\s\u00a0-]?"
_FAHRENHEIT = re.compile(r"\s?(?:华氏度?|℉|°\s?F|degrees? F)")
_CELSIUS = re.compile(r"\s?(?:摄氏度?|度|℃|°\s?C|degrees?)")
_PER = re.compile(
    r"[每/](?=[斤公千英亩吨升加磅平])|(?=亩产)|一(?=斤|亩|公斤)|\b(?:per|an?|each|every)(?= [a-z])|/(?=[a-z])"
)
_NEAR = Decimal("0.02")


@cache
def _table(language: int) -> tuple[re.Pattern[str], Mapping[str, tuple[str, Decimal]]]:
    """One pattern of all units of a language, and what each of its groups is. No name begins with another one."""
    rows = [
        (names, family, Decimal(size))
        for family, units in _UNITS.items()
        for names, size in re.findall(r"(\S[^=]*)=([\d.]+)", units[language])
    ]
    groups = "|".join(f"(?P<u{at}>{names})" for at, (names, _family, _size) in enumerate(rows))
    end = r"(?![A-Za-z])" if language else ""
    return re.compile(rf"{_SPACE}(?:{groups}){end}"), {f"u{at}": one[1:] for at, one in enumerate(rows)}


def named(text: str, end: int) -> int:
    """Where the unit ends that begins at `end`; `end` itself where there is none."""
    return next((found.end() for found in (_table(one)[0].match(text, end) for one in (0, 1)) if found), end)


@lru_cache(maxsize=1024)  # each missing quantity is compared with each extra one
def unit(text: str, end: int) -> tuple[str, Decimal] | None:
    """The family and size of the unit after `end`, None where none stands there."""
    for language in (0, 1):
        pattern, units = _table(language)
        found = pattern.match(text, end)
        if found:
            return units[found.lastgroup or ""]
    return None


def per(text: str) -> Mapping[str, frozenset[Decimal]]:
    """The units of measure to one of which a text counts (每斤, per kilogram, an acre): their sizes, by family."""
    found: dict[str, frozenset[Decimal]] = {}
    for head in _PER.finditer(text):
        one = unit(text, head.end())
        if one is not None:
            found[one[0]] = found.get(one[0], frozenset()) | {one[1]}
    return found


def exchanged(
    ours: Sequence[Quantity], text: str, theirs: Sequence[Quantity], other_text: str
) -> tuple[Quantity, Quantity] | None:
    """The first number that counts another unit in `theirs` (5公里, 5 miles), where no number there counts the right
    one. Where `theirs` has converted it (5 miles, 8 km) it is right."""
    for one in ours:
        same = [other for other in theirs if other.value == one.value and not other.word] if one.firm else []
        here = unit(text, one.end) if same else None
        if here is None:
            continue
        units = [unit(other_text, other.end) for other in same]
        wrong = [other for other, its in zip(same, units, strict=True) if its and its != here and its[0] == here[0]]
        new = [other for other in theirs if all(other.value not in two.readings for two in ours)]
        if wrong and here not in units and not any(converted(one, text, other, other_text) for other in new):
            return one, wrong[0]
    return None


def restated(one: Quantity, quantities: Sequence[Quantity], text: str) -> bool:
    """Whether `one` stands in brackets and says in another unit what stands before them: 350 mu (about 23 hectares)."""
    opened = max(text.rfind("(", 0, one.start), text.rfind("（", 0, one.start))
    if opened <= max(text.rfind(")", 0, one.start), text.rfind("）", 0, one.start)):
        return False
    return any(converted(one, text, other, text) for other in quantities if other is not one)


def converted(one: Quantity, text: str, other: Quantity, other_text: str) -> bool:
    """Whether `other` is `one` in another unit, within 2% or as exactly as `other` is written."""
    if _FAHRENHEIT.match(text, one.end) and _CELSIUS.match(other_text, other.end):
        return close((one.value - 32) / Decimal("1.8"), other.value)
    if _CELSIUS.match(text, one.end) and _FAHRENHEIT.match(other_text, other.end):
        return close(one.value * Decimal("1.8") + 32, other.value)
    here, there = unit(text, one.end), unit(other_text, other.end)
    if here is None or there is None or here[0] != there[0] or here[1] == there[1]:
        return False  # in the same unit, 77 inches are never 78
    return close(one.value * here[1] / there[1], other.value)


def close(exact: Decimal, written: Decimal) -> bool:
    exponent = written.normalize().as_tuple().exponent
    step = Decimal(10) ** exponent / 2 if isinstance(exponent, int) and exponent <= 0 else Decimal(0)
    return abs(exact - written) <= max(abs(written) * _NEAR, step)
