"""How a quantity is usually written in Chinese and in English news."""

import re
from decimal import Decimal

from transflow.checks.quantities.quantity import WRITTEN_OTHERWISE, Kind, Quantity
from transflow.checks.quantities.words import CARDINALS, DAYS, MONTHS

_CHINESE_SCALES = (("万亿", 10**12), ("亿", 10**8), ("万", 10**4))
_ENGLISH_SCALES = ((" trillion", 10**12), (" billion", 10**9), (" million", 10**6))
_UNITS = {
    Kind.PERCENT: ("%", "%"), Kind.MILLE: ("‰", "‰"), Kind.TIMES: ("倍", " times"),
    Kind.POINTS: ("个百分点", " percentage points"), Kind.BASIS: ("个基点", " basis points"),
}  # fmt: skip


_UNIT = re.compile(
    r"\s*(?:[%％‰]|per ?cents?\b(?!age)|percentage[ -]points?\b|points?\b|basis[ -]points?\b|bps?\b|个?百分点|个?基点"
    r"|倍|[ -]?times\b)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\s?月")
_SMALL = tuple(CARDINALS)  # in words, from zero on


def reach(one: Quantity, text: str) -> tuple[int, int]:
    """Where a quantity stands in its text with the unit that `spelled` would write: 23% and not 23 alone, which is as
    far as its value goes. What is put there must not leave the unit behind."""
    unit = _UNIT.match(text, one.end) if one.kind in _UNITS else None
    unit = _MONTH.match(text, one.end) if one.kind is Kind.MONTH else unit
    return one.start, unit.end() if unit else one.end


def instead(one: Quantity, other: Quantity, text: str, *, chinese: bool) -> str:
    """How the value is written in the place of `other` in `text`: in words where that is in words, Two for Three."""
    plain = one.kind is Kind.PLAIN and not other.digits and one.value in range(2, 10)
    if not plain:
        return spelled(one, chinese=chinese)
    value = int(one.value)
    if chinese:
        return "两" if value == 2 else "零一二三四五六七八九"[value]
    word = _SMALL[value]
    return word.capitalize() if text[other.start].isupper() else word


def spelled(one: Quantity, *, chinese: bool) -> str:
    """How the value is usually written in Chinese or in English news: 3.5亿, 350 million, 30%, November."""
    value = one.value if one.value != one.value.to_integral_value() else one.value.to_integral_value()
    if one.kind is Kind.WEEKDAY:
        return f"周{'一二三四五六日'[int(value) - 1]}" if chinese else DAYS[int(value) - 1].capitalize()
    if one.kind is Kind.MONTH and value in range(1, 13):
        return f"{value}月" if chinese else MONTHS[int(value) - 1].capitalize()
    unit = _UNITS.get(one.kind, ("", ""))[not chinese]
    for name, size in _CHINESE_SCALES if chinese else _ENGLISH_SCALES:
        scaled = (value / size).normalize()
        if scaled >= 1 and len(scaled.as_tuple().digits) <= 5 and one.kind not in WRITTEN_OTHERWISE:
            return f"{scaled:f}{name}{unit}"
    if value != value.to_integral_value() and len(value.as_tuple().digits) > 10:
        value = value.quantize(Decimal("0.01"))
    grouped = not chinese and one.kind not in WRITTEN_OTHERWISE and value >= 10000
    return (f"{value:,f}" if grouped else f"{value:f}") + unit
