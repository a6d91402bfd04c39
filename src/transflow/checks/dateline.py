"""Days, months and years that one text counts from today and the other names: 昨天 and Tuesday, 去年 and 2019.

Who knows from which day the article counts knows whether they are the same: that of the dateline the pair begins with,
else that of the article's dateline, else the date of the article. Only what the other text says beside no such word of
its own, and names once, is held against it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from transflow.checks.agreement import Side
from transflow.checks.port import Context, Finding, Severity
from transflow.checks.quantities import joined
from transflow.checks.quantities.datelines import Dateline, Today, dateline, today
from transflow.checks.quantities.phrases import phrases
from transflow.checks.quantities.quantity import Kind, Quantity
from transflow.checks.quantities.spelling import spelled
from transflow.interface import gettext as _
from transflow.language import base

_MONTHS = 12
_NEAR = dt.timedelta(days=15)
_YEAR = dt.timedelta(days=366)
_LEAP = 2000  # a year that has every day
_DAYS = 31


@dataclass(frozen=True, slots=True)
class _Said:
    """What one side says (`start`, `end`: where), and the weekday, day, month or year that it is."""

    start: int
    end: int
    values: Mapping[Kind, int]


def counted(source: Side, target: Side, context: Context) -> Iterator[Finding]:
    """A warning for a weekday, day, month or year of one side that is not what the other side counts from today."""
    now, source, target = _today(source, target, context)
    if now is None:
        yield from _far_apart(source, target)
        return
    for here, there in ((source, target), (target, source)):
        for day, instead, month in _months(here, there, now):
            yield _finding(_Said(day.start, day.end, {Kind.MONTH: month}), instead, source, target, counting=here)
            return
        for said in _said(here, there, now):
            wrong = _wrong(said, here.quantities, there.quantities)
            if wrong is not None:
                yield _finding(said, wrong, source, target, counting=here)
                return


def meant(here: Side, there: Side, context: Context) -> frozenset[tuple[Kind, int]]:
    """What `here` says by counting from today, as `there` may write it: March 1, a Sunday, for 昨天."""
    now, here, there = _today(here, there, context)
    if now is None:
        return frozenset()
    values = {pair for said in _said(here, there, now) for pair in said.values.items()}
    days = {
        now.date + dt.timedelta(days=one.value) for one in phrases(here.plain.text, here.language) if one.topic == "day"
    }
    days |= {near for day, _pair in _completed(here, there) if (near := _nearest(int(day.value), now.date))}
    values |= {(Kind.MONTH, day.month) for day in days}
    if now.whole:  # 去年 and 今年 in one sentence: 2025, 2026
        years = (one for one in phrases(here.plain.text, here.language) if one.topic == "year")
        values |= {(Kind.YEAR, now.date.year + one.value) for one in years}
    return frozenset(values)


def this_year(source: Side, target: Side, context: Context) -> int | None:
    """The year that a pair counts from, which its reader knows; None where nothing says it."""
    now = _today(source, target, context)[0]
    return now.date.year if now is not None and now.whole else None


def _today(source: Side, target: Side, context: Context) -> tuple[Today | None, Side, Side]:
    """From which day a pair counts, and its sides without the dateline that says so."""
    lines = [dateline(side.plain.text, side.language) for side in (source, target)]
    line = lines[0] or lines[1] or _of_the_article(context)
    now = today(line, context.date) if line else Today(context.date) if context.date else None
    if lines[0] or lines[1]:
        source, target = (_behind(side, own, line) for side, own in zip((source, target), lines, strict=True))
    return now, source, target


def _of_the_article(context: Context) -> Dateline | None:
    """The dateline of the article, which is in the language of the source."""
    return dateline(context.dateline, base(context.source_locale)) if context.dateline else None


def _behind(side: Side, own: Dateline | None, line: Dateline | None) -> Side:
    """A side without the quantities of its dateline; where that is written as none is (a translator's way), without the
    first month and day that are those of `line`, which is the other side's."""
    if own is not None:
        return replace(side, quantities=[one for one in side.quantities if one.start >= own.end])
    rest = list(side.quantities)
    for kind, value in ((Kind.MONTH, line.month), (Kind.DATE, line.day)) if line else ():
        first = next((one for one in rest if one.kind is kind), None)
        if first is not None and first.value == value:
            rest.remove(first)
    return replace(side, quantities=rest)


def _said(here: Side, there: Side, now: Today) -> Iterator[_Said]:
    """What `here` counts from today in words that `there` has not; and its day of the month, which has a weekday."""
    ours = phrases(here.plain.text, here.language)
    topics = {one.topic for one in phrases(there.plain.text, there.language)} if ours else set()
    for topic in ("day", "month", "year"):
        some = [one for one in ours if one.topic == topic]
        if not some or topic in topics or len({one.value for one in some}) > 1:
            continue
        one = some[0]
        if topic == "day":
            day = now.date + dt.timedelta(days=one.value)
            if now.whole:
                yield _Said(one.start, one.end, {Kind.WEEKDAY: day.isoweekday(), Kind.DATE: day.day})
            elif not _leaps(now.date, day):
                yield _Said(one.start, one.end, {Kind.DATE: day.day})
        elif topic == "month":
            yield _Said(one.start, one.end, {Kind.MONTH: (now.date.month - 1 + one.value) % _MONTHS + 1})
        elif now.whole:
            yield _Said(one.start, one.end, {Kind.YEAR: now.date.year + one.value})
    days = _of(Kind.DATE, here.quantities)
    alone = len(days) == 1 and not _of(Kind.MONTH, here.quantities)
    near = _nearest(int(days[0].value), now.date) if alone else None
    if near is None:
        return
    if now.whole:  # 15日 is a Wednesday
        yield _Said(days[0].start, days[0].end, {Kind.WEEKDAY: near.isoweekday()})


def _alone(side: Side) -> list[Quantity]:
    """The days of a side that stand without a month: 15日, the 15th."""
    dated = {pair.second.start for pair in joined.pairs(side.quantities, side.plain.text) if pair.dated}
    return [one for one in _of(Kind.DATE, side.quantities) if one.start not in dated and 1 <= one.value <= _DAYS]


def _completed(here: Side, there: Side) -> Iterator[tuple[Quantity, joined.Pair]]:
    """The days of `here` that stand without a month, each with the month and day that `there` makes of it: June 15."""
    days = {one.value: one for one in _alone(here)}
    own = [pair for pair in joined.pairs(here.quantities, here.plain.text) if pair.dated]
    for pair in joined.pairs(there.quantities, there.plain.text) if days else ():
        if pair.dated and pair.second.value in days and not any(joined.alike(pair, other) for other in own):
            yield days[pair.second.value], pair


def _months(here: Side, there: Side, now: Today) -> Iterator[tuple[Quantity, Quantity, int]]:
    """The days of `here` without a month that `there` puts into a month which is not the nearest to `now`: the day, the
    wrong month, the right one."""
    completed = list(_completed(here, there))
    if completed and any(one.topic == "month" and one.value for one in phrases(here.plain.text, here.language)):
        return
    for day, pair in completed:
        near = _nearest(int(day.value), now.date)
        if near is not None and pair.first.value != near.month:
            yield day, pair.first, near.month


def _far_apart(source: Side, target: Side) -> Iterator[Finding]:
    """Two months that the target adds to days of a source without months, and that are not of one time: 6日 and 14日
    as June 6 and July 14. A text that goes from one month into the next says so."""
    months = ({one.value for one in side.quantities if one.kind is Kind.MONTH} for side in (source, target))
    if next(months) or len(next(months)) < 2:
        return
    first = None
    for day, pair in _completed(source, target):
        date = _dated(pair)
        if date is None:
            continue
        if first is None:
            first = date
        elif date.month != first.month and _NEAR < (date - first) % _YEAR < _YEAR - _NEAR:
            message = _("{text} is in another month than the day before it").format(
                text=target.plain.text[slice(*pair.span)]
            )
            place = source.plain.span(day.start, day.end)
            yield Finding("numbers", Severity.WARNING, message, target.plain.span(*pair.span), place)
            return


def _dated(pair: joined.Pair) -> dt.date | None:
    try:
        return dt.date(_LEAP, int(pair.first.value), int(pair.second.value))
    except ValueError:  # June 31
        return None


def _leaps(one: dt.date, other: dt.date) -> bool:
    """Whether the end of February, which depends on the year, lies between two days of an unknown one."""
    return one.month != other.month and {one.month, other.month} == {2, 3}


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
