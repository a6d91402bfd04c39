"""Dates of Chinese that are not written as such: 二月二, 农历十月十七, 1-9月 (nine months), 20世纪70年代."""

import re
from decimal import Decimal

from transflow.checks.quantities.durations import lasting
from transflow.checks.quantities.quantity import Kind, Quantity

# A day without 日: 二月二龙抬头, 农历十月十七. What goes on is none: 三月两会, 八月三次.
_FEAST = re.compile("(?<=[一二三四五六七八九十正腊]月)[一二三四五六七八九十廿]{1,3}(?!(?![龙节歌庙重])[\u4e00-\u9fff])")
_CENTURY = re.compile(r"\s?世纪\s?")
_SINCE_JANUARY = re.compile(r"月?份?\s?[-–—~～至到]\s?")


def feast(text: str, start: int, end: int) -> bool:
    """Whether the Han numeral between these places is the day of a month, as of the lunar calendar."""
    found = _FEAST.match(text, start)
    return found is not None and found.end() == end


def of_a_century(before: Quantity, here: Quantity, text: str) -> Decimal | None:
    """The first year of 20世纪70年代, 1970; None where the two are no century and decade."""
    if here.kind is Kind.DATE and before.kind is Kind.DATE and _CENTURY.fullmatch(text, before.end, here.start):
        return before.value * 100 - 100 + here.value
    return None


def since_january(before: Quantity, here: Quantity, text: str) -> Decimal | None:
    """How long 1-9月 lasts, in minutes: the first nine months; None for other months."""
    if here.kind is Kind.MONTH and before.value == 1 and _SINCE_JANUARY.fullmatch(text, before.end, here.start):
        return lasting(here.value, "个月", 0, "zh")
    return None
