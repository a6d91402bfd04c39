"""Where a text holds a number, a date or a known name, and what its value is, in Chinese and in English.

Read narrowly: what could be something else (a clock time, `COVID-19`, `5G`, 3亿5000万, 千米) is no place, and so stays
part of the frame, which has to be the same in both texts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from transflow import language

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# AP style shortens these and leaves March to July whole.
SHORT = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
SCALES = {
    "thousand": Decimal(10**3), "million": Decimal(10**6), "billion": Decimal(10**9), "trillion": Decimal(10**12),
    "千": Decimal(10**3), "万": Decimal(10**4), "萬": Decimal(10**4), "亿": Decimal(10**8), "億": Decimal(10**8),
    "万亿": Decimal(10**12), "萬億": Decimal(10**12),
}  # fmt: skip
_MONTH_OF = {
    name.rstrip(".").lower(): number
    for names in (MONTHS, SHORT, tuple(name[:3] for name in MONTHS))
    for number, name in enumerate(names, 1)
}
_MARKS = {"number": "\ue000", "percent": "\ue001", "date": "\ue002", "name": "\ue003", "year": "\ue004"}

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[1-9][0-9]*|0)(?:\.[0-9]+)?"
_BEFORE = r"(?<![A-Za-z0-9_])(?<![A-Za-z]-)(?<![0-9][.,:：/])"
_AFTER = r"(?![A-Za-z0-9_])(?![.,:：/][0-9])"
_MONTH = r"(?:" + "|".join([*MONTHS, *(rf"{name[:3]}(?:t)?\.?" for name in MONTHS if name != "May")]) + r")(?![A-Za-z])"
_DAY = r"(?:3[01]|[12][0-9]|[1-9])"
_BEGINS = re.compile("[0-9JFMASOND]")  # what any of these patterns begins with: a digit, a month
_ENGLISH = re.compile(
    rf"(?P<month>\b{_MONTH})(?P<gap> )(?P<day>{_DAY})(?![0-9A-Za-z])(?![.,:/][0-9])"
    rf"|{_BEFORE}(?P<day2>{_DAY})(?P<gap2> )(?P<month2>{_MONTH})"
    rf"|\b(?P<alone>{'|'.join(name for name in MONTHS if name not in ('March', 'May'))})\b"
    r"|(?<=\bin )(?P<alone2>March|May)\b"
    rf"|{_BEFORE}(?P<ordinal>[1-9][0-9]*)(?P<nth>st|nd|rd|th)\b"
    rf"|{_BEFORE}(?P<share>{_DIGITS})(?P<sign>%| ?per ?cent\b)"
    rf"|{_BEFORE}(?P<number>{_DIGITS})(?:(?P<space> )(?P<scale>thousand|million|billion|trillion)\b)?{_AFTER}"
)
_CHINESE = re.compile(
    rf"(?<![0-9])(?P<month>1[0-2]|[1-9])月(?P<day>{_DAY})(?P<gap>[日号])"
    r"|(?<![0-9])(?P<alone>1[0-2]|[1-9])月"
    r"|(?<![0-9.,])(?P<year>[12][0-9]{3})(?=年(?![前后来间以]))"
    rf"|{_BEFORE}(?P<share>{_DIGITS})(?P<sign>%|％)"
    rf"|{_BEFORE}(?P<number>{_DIGITS})(?P<scale>万亿|萬億|[万萬亿億]|千(?![克米瓦吨焦卡赫帕字伏]))?"
    rf"(?![十百千万萬亿億]){_AFTER}"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A number, percent, date or name at `text[start:end]` of some text.

    `value` is a Decimal, a (month, day or None), or the name. `scale` and `suffix` are how it is written (`million`,
    `th`, `%`, `日`), `year` marks a year, which never takes a thousands separator.
    """

    kind: str
    value: object
    start: int
    end: int
    text: str
    digits: str = ""
    scale: str = ""
    suffix: str = ""
    year: bool = False

    def holding(self, value: object) -> "Place":
        """The same place with another value."""
        return replace(self, value=value)


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a text in order, and its frame: the text with a mark in each."""

    spots: tuple[Place, ...]
    frame: str


def places(text: str, locale: str, known: Iterable[str] = ()) -> Places:
    """The places of `text`, read as `locale` writes them; `known` are names as they stand in that language."""
    spots = tuple(_spots(text, _CHINESE if language.is_chinese(locale) else _ENGLISH, _named(text, known)))
    frame, at = [], 0
    for spot in spots:
        frame += [text[at : spot.start], _MARKS["year" if spot.year else spot.kind]]
        at = spot.end
    return Places(spots, "".join([*frame, text[at:]]))


def _spots(text: str, pattern: re.Pattern[str], named: dict[int, str]) -> Iterator[Place]:
    """The places from left to right, none within another; a name before anything else that begins where it does.

    The same as `finditer` over one pattern with all names in it, which would try ten alternatives at each character
    (a tenth of a look-up) and be compiled anew (a millisecond) for each set of names.
    """
    at = 0
    for start in sorted({*named, *(found.start() for found in _BEGINS.finditer(text))}):
        if start < at:
            continue
        if start in named:
            name = named[start]
            yield Place("name", name, start, at := start + len(name), name)
        elif found := pattern.match(text, start):
            yield _place(found)
            at = found.end()


def _named(text: str, known: Iterable[str]) -> dict[int, str]:
    """The longest of the names that begins at each place where one does. A Latin name is a word of its own; a Han name
    has no border that could be seen."""
    found: dict[int, str] = {}
    for name in sorted({name for name in known if name.strip()}, key=len, reverse=True):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not (_joined(text[start - 1 : start], name[0]) or _joined(name[-1], text[end : end + 1])):
                found.setdefault(start, name)
            start = text.find(name, start + 1)
    return found


def _joined(one: str, other: str) -> bool:
    """Whether two characters beside one another are of one word of Latin letters and digits."""
    return all(char.isascii() and char.isalnum() for char in (one, other))


def _place(found: re.Match[str]) -> Place:
    groups = {key: value for key, value in found.groupdict().items() if value is not None}
    start, end, text = found.start(), found.end(), found[0]
    month = groups.get("month") or groups.get("month2") or groups.get("alone") or groups.get("alone2")
    if month:
        day = groups.get("day") or groups.get("day2")
        suffix = "day first" if "month2" in groups else groups.get("gap", "")
        value = (int(month) if month.isdigit() else _MONTH_OF[month.rstrip(".").lower()], int(day) if day else None)
        return Place("date", value, start, end, text, digits=month, suffix=suffix)
    if "year" in groups:
        return Place("number", Decimal(groups["year"]), start, end, text, digits=groups["year"], year=True)
    if "share" in groups:
        digits = groups["share"]
        return Place("percent", _decimal(digits), start, end, text, digits=digits, suffix=groups["sign"])
    digits = groups.get("number") or groups["ordinal"]
    scale = groups.get("scale", "")
    value_of = _decimal(digits) * SCALES.get(scale, Decimal(1))
    return Place("number", value_of, start, end, text, digits=digits, scale=scale, suffix=groups.get("nth", ""))


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
