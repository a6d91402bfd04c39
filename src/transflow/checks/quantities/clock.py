"""Times of day: 下午3点半 is 3:30 p.m., half past three, 15:30; not 3 a.m., and not 3 p.m. either.

A time is told by its hour, which may be that of the morning or of the afternoon, by its minutes and by the part of the
day that stands before or behind it. Only one with the same hour on the dial is taken for another one: whoever counts in
the time of another zone says another hour.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from transflow.checks.quantities.numerals import numeral
from transflow.checks.quantities.words import CARDINALS

# The hours of each part of the day, as widely as anybody speaks of it; those beyond 24 are of the next day.
_PARTS = {
    "凌晨": range(12), "清晨": range(12), "早": range(13), "上午": range(13), "中午": range(10, 15),
    "正午": range(11, 14), "下午": range(12, 24), "午后": range(12, 24), "傍晚": range(15, 22), "晚": range(17, 29),
    "深夜": range(20, 30), "半夜": range(20, 30), "午夜": range(20, 30), "夜": range(18, 30),
    "morning": range(13), "afternoon": range(12, 24), "evening": range(15, 25), "night": range(18, 30),
}  # fmt: skip
_compiled = cache(re.compile)  # when first looked for: most texts have none, and starting must not wait
_HAN = "零〇一二两三四五六七八九十"
_CHINESE = (
    rf"(?:(?P<part>凌晨|清晨|早|上午|中午|正午|下午|午后|傍晚|晚|深夜|半夜|午夜|夜)[上晨间里]{{0,2}}约?\s?)?(?<![\d:：.{_HAN}第])"
    rf"(?P<hour>2[0-4]|[01]?\d|[{_HAN}]{{1,3}})(?:\s?(?:[点時时](?![间間代候期尚刻差])|(?=[:：]\d\d(?![\d:：])))"
    rf"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?:[:：]|\s(?=\d{{1,2}}\s?分))?(?P<minute>\d{{1,2}}|[{_HAN}]{{2,3}}(?=分)))?)"
)
_WORDS = tuple(CARDINALS)[1:13]  # the hours in words
_HOUR = rf"(?:1\d|2[0-4]|0?\d|{'|'.join(_WORDS)})"
_ENGLISH = (
    rf"(?i)\b(?:(?P<noon>noon|midday)|(?P<midnight>midnight)"
    rf"|(?:(?P<past>half|(?:a )?quarter)[ -](?P<way>past|to) )?"
    rf"(?<![:.,$£€-])(?P<hour>{_HOUR})(?:[:.](?P<minute>\d\d)(?!\d))?"
    r"(?:\s?(?P<meridiem>[ap])\.?m\b\.?)?(?:\s?(?P<clock>o['’]clock))?"
    r"(?: (?:in the |at |this |yesterday |tomorrow )?(?P<part>morning|afternoon|evening|night)\b)?)"
)
# The time of another place than the news is from: there the hour is another one.
_ZONE = re.compile(
    r"(?<!当地)时间(?=\s?[\d上下凌早晚中今昨明周星本])|\b(?:GMT|BST|UTC|E[SD]?T|P[SD]T|CET|[A-Z][a-z]+ time)\b"
)


@dataclass(frozen=True, slots=True)
class Time:
    """`hours`: those of the day it may be, 0 to 23. `minute` is 0 where none is named. `start` and `end` are character
    offsets. `told`: the part of the day is said, or the hour tells it."""

    hours: frozenset[int]
    minute: int
    start: int
    end: int

    @property
    def dial(self) -> int:
        """The hour on a dial, 0 to 11."""
        return min(self.hours) % 12


def times(text: str, language: str) -> list[Time]:
    """The times of day of a Chinese (`zh`) or English (`en`) text, in its order."""
    return list(_chinese(text) if language == "zh" else _english(text))


def _chinese(text: str) -> Iterator[Time]:
    for found in _compiled(_CHINESE).finditer(text):
        hour = _value(found["hour"])
        if hour is not None and hour <= 24:
            minute = {"一": 15, "三": 45}.get(found["quarter"] or "", 0) or (30 if found["half"] else 0)
            if found["minute"]:
                minute = _value(found["minute"]) or 0
            yield Time(_hours(hour, _PARTS.get(found["part"])), minute, *found.span())


def _english(text: str) -> Iterator[Time]:
    for found in _compiled(_ENGLISH).finditer(text):
        if found["noon"] or found["midnight"]:
            yield Time(frozenset({12 if found["noon"] else 0}), 0, *found.span())
            continue
        if not (found["meridiem"] or found["clock"] or found["past"] or (found["minute"] and ":" in found[0])):
            continue  # a number
        word = found["hour"].lower()
        hour = _WORDS.index(word) + 1 if word in _WORDS else int(word)
        minute = int(found["minute"] or 0)
        if found["past"]:
            minute = 30 if found["past"].lower() == "half" else 15
            if found["way"].lower() == "to":
                hour, minute = hour - 1 or 12, 60 - minute
        if found["meridiem"]:
            hours = frozenset({hour % 12 + (12 if found["meridiem"].lower() == "p" else 0)})
        else:
            hours = _hours(hour, _PARTS.get((found["part"] or "").lower()))
        yield Time(hours, minute, *found.span())


def _value(text: str) -> int | None:
    """The number that digits or Han numerals say."""
    if text.isdecimal():
        return int(text)
    values = numeral(text)
    return int(values[0]) if len(values) == 1 else None


def _hours(hour: int, part: range | None) -> frozenset[int]:
    """The hours of the day that `hour` may be in a part of the day; what does not go together says nothing."""
    may = {hour % 24} if hour > 12 or hour == 0 else {hour, (hour + 12) % 24}
    held = {one for one in may if part is not None and (one in part or one + 24 in part)}
    return frozenset(held or may)


def disagreeing(ours: Sequence[Time], theirs: Sequence[Time]) -> tuple[Time, Time] | None:
    """A time of each side with the same hour on the dial, of which the other side has none alike."""
    lost, new = _beyond(ours, theirs), _beyond(theirs, ours)
    return next(((one, other) for one in lost for other in new if one.dial == other.dial), None)


def _beyond(some: Sequence[Time], others: Sequence[Time]) -> list[Time]:
    return [one for one in some if not any(one.minute == two.minute and one.hours & two.hours for two in others)]


def abroad(text: str) -> bool:
    """Whether a text says in the time of which place it counts."""
    return _ZONE.search(text) is not None
