"""From where to where something goes: from 4.2% to 3.9%, 从4.2%回落至3.9%, to 3.9% from 4.2%, 13日至22日."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from transflow.checks.quantities.quantity import DATED, Kind, Quantity

_SIGNS = {"zh": "至到为", "en": ("from ", "From ")}  # without one of these nothing goes anywhere
_MOST = 24  # characters between a word and its number: from a year earlier's 4.2%
_FROM = {"zh": re.compile(r"[从由自][^，。；：、至到]*$"), "en": re.compile(r"\bfrom\b[^,.;:]*$", re.IGNORECASE)}
_TO = {
    "zh": re.compile(r"[^，。；：]*(?:[至到]|[降升增减变改涨缩扩跌]成?为)[^，。；：从由]{0,6}"),
    "en": re.compile(r"[^.;:]*\bto\b[^,.;:]{0,20}"),
}
_RANGE = re.compile(r"\s?(?:[日号年%]|[^，。；：、\d]{0,3})[至到]\s?(?:\d{1,2}月)?")  # 8月13日至8月22日
# In English the end may stand first: to 3.9% in May from 4.2%.
_BACK = re.compile(r"[^.;:]{0,24}\bfrom\b[^,.;:]{0,24}")
_TO_HEAD = re.compile(r"\bto [^,.;:]{0,12}$")


@dataclass(frozen=True, slots=True)
class Change:
    """The number from which something went, and that to which it did."""

    first: Quantity
    last: Quantity


def changes(quantities: Sequence[Quantity], text: str, language: str) -> list[Change]:
    """The changes that a text with these quantities speaks of, dates among them, months and times not."""
    firm = [one for one in quantities if one.firm]
    if len(firm) < 2 or not any(word in text for word in _SIGNS[language]):
        return []
    groups = (
        [one for one in firm if one.kind not in (*DATED, Kind.TIME, Kind.ORDINAL)],
        *([one for one in firm if one.kind is kind] for kind in (Kind.DATE, Kind.YEAR)),
    )
    found = []
    for one, other in (two for group in groups for two in pairwise(group)):
        head, between = text[max(0, one.start - _MOST) : one.start], text[one.end : other.start]
        if len(between) > 2 * _MOST or one.value == other.value or one.kind is not other.kind:
            continue
        if (_FROM[language].search(head) and _TO[language].fullmatch(between)) or (
            language == "zh" and _RANGE.fullmatch(between)
        ):
            found.append(Change(one, other))
        elif language == "en" and _TO_HEAD.search(head) and _BACK.fullmatch(between):
            found.append(Change(other, one))
    return found


def turned(ours: Sequence[Change], theirs: Sequence[Change]) -> tuple[Change, Change] | None:
    """A change of each side that goes the other way: the same numbers, the ends in each other's place."""
    for one in ours:
        for other in theirs:
            if _same(one.first, other.last) and _same(one.last, other.first):
                return one, other
    return None


def _same(one: Quantity, other: Quantity) -> bool:
    return one.value in other.readings or other.value in one.readings
