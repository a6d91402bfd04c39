"""Days, months and years that one text counts from today and the other names: 昨天 and Tuesday, 去年 and 2019.

Who knows the date of the article knows whether they are the same. Only what the other text says beside no such word of
its own, and names once, is held against it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from transflow.checks.agreement import Side
from transflow.checks.port import Finding, Severity
from transflow.checks.quantities.phrases import phrases
from transflow.checks.quantities.quantity import Kind, Quantity
from transflow.checks.quantities.spelling import spelled
from transflow.interface import gettext as _

_MONTHS = 12
_NEAR = dt.timedelta(days=15)


@dataclass(frozen=True, slots=True)
class _Said:
    """What one side says (`start`, `end`: where), and the weekday, day, month or year that it is."""

    start: int
    end: int
    values: Mapping[Kind, int]


def counted(source: Side, target: Side, date: dt.date) -> Iterator[Finding]:
    """A warning for a weekday, day, month or year of one side that is not what the other side counts from `date`."""
    for here, there in ((source, target), (target, source)):
        for said in _said(here, there, date):
            wrong = _wrong(said, here.quantities, there.quantities)
            if wrong is not None:
                yield _finding(said, wrong, source, target, counting=here)
                return


def _said(here: Side, there: Side, date: dt.date) -> Iterator[_Said]:
    """What `here` counts from today in words that `there` has not; and its day of the month, which has a weekday."""
    ours = phrases(here.plain.text, here.language)
    topics = {one.topic for one in phrases(there.plain.text, there.language)} if ours else set()
    for topic in ("day", "month", "year"):
        some = [one for one in ours if one.topic == topic]
        if not some or topic in topics or len({one.value for one in some}) > 1:
            continue
        one = some[0]
        if topic == "day":
            day = date + dt.timedelta(days=one.value)
            yield _Said(one.start, one.end, {Kind.WEEKDAY: day.isoweekday(), Kind.DATE: day.day})
        elif topic == "month":
            yield _Said(one.start, one.end, {Kind.MONTH: (date.month - 1 + one.value) % _MONTHS + 1})
        else:
            yield _Said(one.start, one.end, {Kind.YEAR: date.year + one.value})
    days = _of(Kind.DATE, here.quantities)
    near = _nearest(int(days[0].value), date) if len(days) == 1 and not _of(Kind.MONTH, here.quantities) else None
    if near is not None:  # 15日 is a Wednesday
        yield _Said(days[0].start, days[0].end, {Kind.WEEKDAY: near.isoweekday()})


def _nearest(day: int, date: dt.date) -> dt.date | None:
    """The date with this day of the month that is within two weeks of `date`."""
    around = (date + dt.timedelta(days=days) for days in range(-_NEAR.days + 1, _NEAR.days))
    return next((one for one in around if one.day == day), None)


def _of(kind: Kind, quantities: Sequence[Quantity]) -> list[Quantity]:
    return [one for one in quantities if one.kind is kind and one.firm and not one.word]


def _wrong(said: _Said, ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> Quantity | None:
    """The quantity of `theirs` that stands for what is `said` and is another one."""
    for kind, value in said.values.items():
        named = _of(kind, theirs)
        if len({one.value for one in named}) == 1 and not _of(kind, ours) and named[0].value != value:
            return named[0]
    return None


def _finding(said: _Said, wrong: Quantity, source: Side, target: Side, *, counting: Side) -> Finding:
    """`counting` is the side that counts from today."""
    naming = target if counting is source else source
    right = spelled(Quantity((Decimal(said.values[wrong.kind]),), 0, 0, wrong.kind), chinese=naming.language == "zh")
    message = _("by the date of the article {text} is {expected}, not {other}").format(
        text=counting.plain.text[said.start : said.end],
        expected=right,
        other=naming.plain.text[wrong.start : wrong.end],
    )
    places = {id(counting): (said.start, said.end), id(naming): (wrong.start, wrong.end)}
    return Finding(
        "numbers",
        Severity.WARNING,
        message,
        target.plain.span(*places[id(target)]),
        source.plain.span(*places[id(source)]),
        right if naming is target else None,
    )
