"""How long something lasts, in minutes: 12个月 is a year, 24 hours a day, half a century 50年.

A duration answers for a duration alone, so that the 24 of 24小时 is no day in a text that has one somewhere.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from transflow.checks.quantities.quantity import Quantity

_MINUTES: Mapping[str, Decimal] = {
    name: Decimal(minutes)
    for name, minutes in {
        "minute": 1, "hour": 60, "day": 1440, "week": 10080, "fortnight": 20160, "month": 43200, "quarter": 129600,
        "year": 518400, "decade": 5184000, "century": 51840000,
    }.items()
}  # fmt: skip
# Months of 30 days and years of twelve of them; 365 days and 52 weeks are a year within this share.
_NEAR = Decimal("0.02")

_CHINESE = re.compile(
    r"\s?[多余几来]?(?:(?P<minute>分钟)|(?P<hour>个?半?(?:小时|钟头))|(?P<day>天|日(?=[内间游]|[之以]?[后前])|昼夜)"
    r"|(?P<week>个?(?:星期|礼拜)|周(?![年岁一二三四五六日天]))|(?P<month>个半?月)|(?P<quarter>个季度|季度)"
    r"|(?P<year>年(?![代级度])|周年|载|周岁)|(?P<century>个世纪))"
)
_ENGLISH = re.compile(
    r"(?:[ -](?:consecutive|straight|full|whole|calendar|working|more|odd|long|solid|successive|short))?[ -]"
    r"(?:(?P<minute>min(?:ute)?s?)|(?P<hour>h(?:ou)?rs?)|(?P<day>days?)|(?P<week>weeks?)|(?P<fortnight>fortnights?)"
    r"|(?P<month>months?)|(?P<quarter>quarters?)|(?P<year>years?|yrs?|anniversar(?:y|ies))|(?P<decade>decades?)"
    r"|(?P<century>centur(?:y|ies)))\b",
    re.IGNORECASE,
)
_HALF_OF = re.compile(r"(?: an? |-| of an? | )(?P<unit>hour|day|year|month|decade|century)\b", re.IGNORECASE)
_AND_A_HALF = re.compile(r"\b(?P<unit>hour|day|year|month|decade|century) and a $", re.IGNORECASE)
_HALF = Decimal("0.5")
_CALENDAR = 1000  # 2004年 is a year, not two thousand of them

# English words that last without a number beside them.
BARE: Mapping[str, Decimal] = {
    word: _MINUTES[unit]
    for unit, words in {
        "hour": "hour hourly", "day": "day daily", "week": "week weekly", "fortnight": "fortnight",
        "month": "month monthly", "year": "year yearly annual annually", "decade": "decade",
        "century": "century centenary centennial",
    }.items()
    for word in words.split()
}  # fmt: skip


def lasting(value: Decimal, text: str, end: int, language: str) -> Decimal | None:
    """How many minutes the number `value` lasts that ends at `end`, None if it counts no unit of time."""
    found = (_CHINESE if language == "zh" else _ENGLISH).match(text, end)
    if found is None or (value >= _CALENDAR and found.lastgroup == "year"):
        return None
    more = _HALF if language == "zh" and "半" in found[0] else 0
    return (value + more) * _MINUTES[found.lastgroup or ""]


def named(text: str, end: int, language: str) -> int:
    """Where the unit of time ends that begins at `end`; `end` itself where there is none."""
    found = (_CHINESE if language == "zh" else _ENGLISH).match(text, end)
    return found.end() if found else end


def half(text: str, start: int, end: int) -> Decimal:
    """How many minutes the English word half lasts: of an hour, of a year; half a year where nothing is named."""
    after = _HALF_OF.match(text, end)
    if after:
        return _MINUTES[after["unit"].lower()] / 2
    before = _AND_A_HALF.search(text, max(0, start - 16), start)
    return _MINUTES[before["unit"].lower()] * Decimal("1.5") if before else _MINUTES["year"] / 2


def exchanged(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The first number that counts another unit of time in `theirs` (40 hours, 40 days).

    None where the right duration is there too, or where the number stands there for something that `ours` has as well
    (two weeks, the two sides).
    """
    for one in ours:
        if one.lasts is None or not one.firm or any(alike(one, other) for other in theirs):
            continue
        same = [other for other in theirs if other.value == one.value and not other.word]
        wrong = [other for other in same if other.firm and other.lasts is not None]
        loose = sum(two.value == one.value and two.lasts is None for two in ours)
        if wrong and len(same) - len(wrong) <= loose:
            return one, wrong[0]
    return None


def alike(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities last equally long: exactly where they count the same unit (74 years are never 73)."""
    if one.lasts is None or other.lasts is None:
        return False
    if one.lasts * other.value == other.lasts * one.value:
        return one.lasts == other.lasts
    return abs(one.lasts - other.lasts) <= other.lasts * _NEAR
