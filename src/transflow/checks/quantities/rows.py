"""Han digits in a row that are numbers each: 三四五六年级 are four grades, 五六七八月 the months from May to August."""

import re

_DIGITS = "一二三四五六七八九"
_FEWEST, _MOST = 3, 6  # 三四年级 has its readings (`numerals`); what is longer is somebody's number
_WHICH = re.compile("年级|月(?!球)|期(?!间|待|望)|线(?=城市)|号(?![称召码角令])|[楼层班版]")


def ascending(run: str) -> bool:
    """Whether the Han digits of `run` count on by one, as no number of things does."""
    return _FEWEST <= len(run) <= _MOST and run in _DIGITS


def row(run: str, text: str, end: int) -> bool:
    """Whether the Han numeral `run`, which ends at `end`, counts each of its digits: before the word that they tell
    apart."""
    return ascending(run) and _WHICH.match(text, end) is not None
