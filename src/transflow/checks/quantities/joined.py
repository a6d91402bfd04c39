"""Numbers that stand for one thing together: a month and its day, a score, a time of day, a range."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from transflow.checks.quantities.quantity import Kind, Quantity

_JOINED = re.compile(
    r"\s?(?:比|:|-|–|—|~|～|至|到|to|-to-|分|时|時|点)\s?|个?(?:百分点|%)?(?:-|–|—|~|～|至|到)|(?:%| percent)? to "
)
_DAY = re.compile(r"\s?月份?\s?|\.|\.? (?:the )?|(?:st|nd|rd|th)? (?:of )?")

_BESIDE = 12  # characters between a month and its day: May the 5th, the fifth day of May


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quantities as one; `dated`: a month (first) and its day, else any two with a mark or a word between them.

    `firm`: in digits. What is not, 五至十 or five to ten, only answers for a pair of the other side.
    """

    first: Quantity
    second: Quantity
    dated: bool
    firm: bool = True

    @property
    def span(self) -> tuple[int, int]:
        """From the beginning of the one to the end of the other."""
        return min(self.first.start, self.second.start), max(self.first.end, self.second.end)


def pairs(quantities: Sequence[Quantity], text: str) -> list[Pair]:
    """The pairs of a text whose quantities these are, in its order."""
    found = []
    counted = [one for one in quantities if not one.word]
    for one, other in pairwise(counted):
        kinds = {one.kind, other.kind}
        if kinds == {Kind.MONTH, Kind.DATE} and _DAY.fullmatch(text, one.end, other.start):
            month, day = (one, other) if one.kind is Kind.MONTH else (other, one)
            found.append(Pair(month, day, dated=True))
        elif _JOINED.fullmatch(text, one.end, other.start):
            found.append(Pair(one, other, dated=False, firm=one.digits and other.digits))
    return found


def disagreeing(ours: Sequence[Pair], theirs: Sequence[Pair]) -> list[tuple[Pair, Pair]]:
    """Pairs of which the other side has none alike, one of each side."""
    found: list[tuple[Pair, Pair]] = []
    for dated in (True, False):
        here, there = ([one for one in side if one.dated is dated] for side in (ours, theirs))
        free = list(there)
        lost = []
        for one in sorted(here, key=lambda pair: not pair.firm):
            same = next((other for other in free if alike(one, other)), None)
            if same is not None:
                free.remove(same)
            elif one.firm:
                lost.append(one)
        found += zip(lost[:1], [other for other in free if other.firm][:1], strict=False)
    return found


def dayless(dates: Sequence[Pair], own: Sequence[Quantity], others: Sequence[Quantity]) -> tuple[Pair, Quantity] | None:
    """One of the `dates` of a side and its month among the quantities of the other, which has lost its day: there it
    stands alone, and in `own`, the quantities of the first side, it never does."""
    months = _bare(others)
    alone = {one.value for one in _bare(own)} if months else set()
    for one in dates:
        month = next((two for two in months if one.dated and two.value == one.first.value), None)
        if month is not None and month.value not in alone:
            return one, month
    return None


def _bare(quantities: Sequence[Quantity]) -> list[Quantity]:
    """The months that stand beside no number, as they would beside a day, however that is read (September 11-15)."""
    return [
        one
        for one in quantities
        if one.kind is Kind.MONTH
        and not any(0 <= two.start - one.end <= _BESIDE or 0 <= one.start - two.end <= _BESIDE for two in quantities)
    ]


def apart(one: Pair, other: Pair) -> tuple[Quantity, Quantity] | None:
    """The quantities of both that differ, where the other two are alike; None where more is wrong than that."""
    if _shared(one.first, other.first):
        return one.second, other.second
    return (one.first, other.first) if _shared(one.second, other.second) else None


def alike(one: Pair, other: Pair) -> bool:
    """Whether two pairs are the same: also 3-2 and 2-3, as a score may be told from either side."""
    if _shared(one.first, other.first) and _shared(one.second, other.second):
        return True
    return not one.dated and _shared(one.first, other.second) and _shared(one.second, other.first)


def _shared(one: Quantity, other: Quantity) -> bool:
    return not set(one.readings).isdisjoint(other.readings)
