"""Days, months, weekdays, decades and ordinals of English text: Wednesday, November 20, the 90s, the 69th."""

import re
from decimal import Decimal

from transflow.checks.quantities.mixed import years_into
from transflow.checks.quantities.quantity import Kind, Quantity
from transflow.checks.quantities.words import DAYS, MONTHS, SHORT_MONTHS

SUFFIX = re.compile(r"(?:st|nd|rd|th|['’]?s)(?![A-Za-z0-9])")
LUNAR = re.compile(r"\s+(?:lunar month\b|month of the\b)")
_ON = re.compile(r"\b(?:on|of|from|until) the $", re.IGNORECASE)
_DATED = re.compile(r"\.? (?:\d|of\b)|, ?\d{4}")
_IN = re.compile(
    r"(?:\b(?:in|of|since|last|this|next|by|from|until|late|early|mid|each|every|and|to|between|through)"
    r"|\d(?:st|nd|rd|th)?)[ -]$",
    re.I,
)


def named(word: str, start: int, end: int, text: str) -> Quantity | None:
    """The weekday or month that `word` names, if it does so here: March and may are words too."""
    if not text[start].isupper():
        return None
    if word.removesuffix("s") in DAYS:  # on Mondays
        return Quantity((Decimal(DAYS.index(word.removesuffix("s")) + 1),), start, end, Kind.WEEKDAY)
    number = SHORT_MONTHS.get(word) or (MONTHS.index(word) + 1 if word in MONTHS else None)
    if number is None:
        return None
    clear = word in MONTHS and word not in ("march", "may")
    firm = (
        clear or bool(_DATED.match(text, end)) or (word in MONTHS and bool(_IN.search(text, max(0, start - 9), start)))
    )
    return Quantity((Decimal(number),), start, end, Kind.MONTH, firm)


def suffixed(value: Decimal, suffix: re.Match[str], start: int, text: str) -> Quantity:
    """69th, 1990s, 20s."""
    end = suffix.end()
    if suffix[0].endswith("s") and suffix[0] != "st":
        decade = (value, 1900 + value, 2000 + value)  # the 90s
        readings = decade if value < 100 else (value, value % 100)
        if value >= 1000 and not value % 100:  # the 1800s are the 19th century
            readings = (*readings, value / 100 + 1)
        readings = (*readings, *years_into(value, text, start))
        return Quantity(readings, start, end, Kind.DATE, digits=True)
    dated = value <= 31 and (of_a_month(text, start, end) or _ON.search(text, max(0, start - 12), start))
    if LUNAR.match(text, end):
        return Quantity((value,), start, end, Kind.MONTH, digits=True)
    century = text[end : end + 7].lower().strip(" -").startswith("centu")
    return Quantity((value,), start, end, Kind.DATE if dated or century else Kind.ORDINAL, digits=True)


def of_a_month(text: str, start: int, end: int) -> bool:
    """Whether the number is the day of a month: November 20, 20 November."""
    words = (text[max(0, start - 12) : start].split()[-1:] or [""])[0], (text[end : end + 12].split()[:1] or [""])[0]
    names = [word.strip(".,;()[]“”\"'").lower() for word in words]
    return any(name in MONTHS or name in SHORT_MONTHS for name in names)
