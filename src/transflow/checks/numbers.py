"""Numbers by value: every quantity of the source must be in the target, whatever it is written with, and no other."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from transflow.checks.agreement import Side, disagreements
from transflow.checks.dateline import counted, meant, this_year
from transflow.checks.plain import plain
from transflow.checks.port import LOOSE, Context, Finding, Severity
from transflow.checks.quantities.durations import alike
from transflow.checks.quantities.items import item, numbered
from transflow.checks.quantities.matching import (
    exchanged_rates,
    miscounted,
    placed,
    points_from_nowhere,
    rounded,
    unmatched,
)
from transflow.checks.quantities.measures import restated
from transflow.checks.quantities.quantity import CALENDAR, WRITTEN_OTHERWISE, Kind, Quantity
from transflow.checks.quantities.reading import read, readable
from transflow.checks.quantities.spelling import reach, spelled
from transflow.checks.quantities.stranded import stranded
from transflow.interface import gettext as _
from transflow.language import base
from transflow.segment import Kind as SegmentKind
from transflow.segment import Segment

_DAY_IN_BRACKETS = re.compile(r"日?\s?[（(](?:the )?")  # 周一（6日）, 6日（周一）, Monday (the 6th)
_DATED = (*CALENDAR, Kind.WEEKDAY)
_COUNTED = 9  # what is usually spelled out
_SMALL = 2  # a pair in words comes and goes: 双方, the two, both, 两国; three and more are counted


def numbers(segment: Segment, context: Context) -> Iterator[Finding]:
    """Quantities of the source that the target lacks, and the other way round.

    An error for a number of 10 or more in digits that is in the target in no reading, and for a date that became
    another one. A warning for what translators may well write in other ways (hours, spelled-out numbers). An info for
    what comes and goes: the year or month that a translator adds to a date, the article's own year, a pair in words,
    and whatever a headline, standfirst or caption leaves out.
    """
    for finding in _found(segment, context):
        left_out = finding.span is None and segment.kind in LOOSE
        yield replace(finding, severity=Severity.INFO) if left_out else finding


def _found(segment: Segment, context: Context) -> Iterator[Finding]:
    """The findings, as they are in a text that is translated and not rewritten."""
    languages = base(context.source_locale), base(context.target_locale)
    if not readable(*languages):
        return
    source, target = (
        Side(plain(text), language, read(plain(text).text, language))
        for text, language in zip((segment.source, segment.target), languages, strict=True)
    )
    yield from _stranded(source, target)
    missing, extra = _unanswered(source, target, context), _unanswered(target, source, context)
    told = {one.value for one in (*missing, *extra)}
    scarce = [pair for pair in miscounted(source.quantities, target.quantities) if pair[0].value not in told]
    if source.quantities or target.quantities:
        year = this_year(source, target, context) if missing or extra else None
        yield from _unlike(source, target, missing, extra, scarce, year, loose=segment.kind is SegmentKind.BODY)
        yield from _rates(source, target, told=bool(told))
    yield from _item(source, target, told)
    yield from disagreements(source, target, frozenset(told.union(one.value for one, _other in scarce)))
    yield from counted(source, target, context)


def _unanswered(here: Side, there: Side, context: Context) -> list[Quantity]:
    """The quantities of one side that are in the other in no reading, nor counted from today (昨天, March 1)."""
    alone = unmatched(here.quantities, there.quantities)
    said = meant(there, here, context) if any(one.kind in _DATED for one in alone) else frozenset()
    return [one for one in alone if (one.kind, int(one.value)) not in said]


def _stranded(source: Side, target: Side) -> Iterator[Finding]:
    """Units of the target that lost their number, where none of the source did."""
    text = target.plain.text
    places = list(stranded(text, target.language))
    if places and not any(stranded(source.plain.text, source.language)):
        for place in places:
            message = _("a number is missing at “{text}”").format(text=text[place[0] : place[1] + 8].strip())
            yield Finding("numbers", Severity.WARNING, message, target.plain.span(*place))


def _item(source: Side, target: Side, told: Collection[Decimal]) -> Iterator[Finding]:
    """The number of the item that the source is, where the target begins as no item; `told`: what is missing anyway."""
    one = item(source.plain.text)
    if one is not None and one.value not in told and not numbered(one, target.plain.text, target.quantities):
        text = source.plain.text[: one.end].strip()
        message = _("the number of the item, “{text}”, is not in the translation").format(text=text)
        place = source.plain.span(one.start, one.end)
        yield Finding("numbers", Severity.WARNING, message, None, place, f"{one.value}.")


def _unlike(
    source: Side,
    target: Side,
    missing: Sequence[Quantity],
    extra: Sequence[Quantity],
    scarce: Sequence[tuple[Quantity, Quantity | None]],
    year: int | None,
    *,
    loose: bool,
) -> Iterator[Finding]:
    """What is not in the other text, or (`scarce`) is there too rarely. `year`: the article's, which may go unsaid.
    `loose`: the target is a text of its own (编译), in which little stands where it stood."""
    ours, theirs = source.quantities, target.quantities
    pairs, rest = placed(missing, extra, (source.plain.text, target.plain.text))
    if loose:
        pairs, rest = _apart(pairs, rest)
    for one, other in pairs:
        known = other is None and one.kind is Kind.YEAR and one.value == year
        known = known or (other is None and _said_twice(one, ours, theirs, source.plain.text))
        yield _missing(Severity.INFO if known else _severity(one, other, ours, theirs), one, other, source, target)
    for one, other in scarce:
        if other in rest:  # 2019 in the place of 2018, which stands elsewhere too
            rest.remove(other)
        elif other in extra:  # stands for something else
            continue
        yield _miscounted(one, other, source, target)
    for one in rest:
        message = _("{number} is not in the source").format(number=target.plain.text[one.start : one.end])
        severity = _severity_of_added(one, ours, theirs, target.plain.text, year)
        if loose and one.kind is Kind.YEAR and one.value != year:  # here nobody completes a date of the source's
            severity = Severity.WARNING
        if loose and not one.digits and one.value <= _COUNTED:  # two awards: whoever writes anew counts anew
            severity = Severity.INFO
        yield Finding("numbers", severity, message, target.plain.span(one.start, one.end))


def _apart(
    pairs: Sequence[tuple[Quantity, Quantity | None]], rest: Sequence[Quantity]
) -> tuple[list[tuple[Quantity, Quantity | None]], list[Quantity]]:
    """`pairs` and `rest` where only what counts the same stands for one another: not 17% for December, nor two for
    sixty."""
    kept: list[tuple[Quantity, Quantity | None]] = []
    left = list(rest)
    for one, other in pairs:
        small = other is not None and not other.digits and other.value <= _COUNTED < one.value
        if other is not None and (one.kind is not other.kind or small):
            left.append(other)
            kept.append((one, None))
        else:
            kept.append((one, other))
    return kept, left


def _rates(source: Side, target: Side, *, told: bool) -> Iterator[Finding]:
    """Percent, percentage points and basis points that became one another; `told`: other numbers are wrong already."""
    exchanged = exchanged_rates(source.quantities, target.quantities)
    points = None if exchanged or told else points_from_nowhere(source.quantities, target.quantities)
    if points is not None:
        message = _("{number} counts percentage points, the source percent")
        message = message.format(number=target.plain.text[points.start : points.end])
        yield Finding("numbers", Severity.WARNING, message, target.plain.span(points.start, points.end))
    for one, other in exchanged:
        message = _("{number} counts {unit}, not {other}").format(
            number=source.plain.text[one.start : one.end], unit=_unit(one.kind), other=_unit(other.kind)
        )
        yield Finding(
            "numbers",
            Severity.WARNING,
            message,
            target.plain.span(*reach(other, target.plain.text)),
            source.plain.span(one.start, one.end),
            spelled(one, chinese=target.language == "zh"),
        )


def _unit(kind: Kind) -> str:
    """What a rate counts."""
    names = {Kind.PERCENT: _("percent"), Kind.POINTS: _("percentage points"), Kind.BASIS: _("basis points")}
    return names[kind]


def _missing(severity: Severity, one: Quantity, other: Quantity | None, source: Side, target: Side) -> Finding:
    text = source.plain.text[slice(*reach(one, source.plain.text))]
    place = source.plain.span(one.start, one.end)
    expected = spelled(one, chinese=target.language == "zh")
    shown = text if text == expected else _("{text} ({expected})").format(text=text, expected=expected)
    if other is None:
        message = _("{number} is not in the translation").format(number=shown)
        return Finding("numbers", severity, message, None, place, expected)
    instead = target.plain.text[slice(*reach(other, target.plain.text))]
    message = _("{number} is not in the translation, which has {other}").format(number=shown, other=instead)
    return Finding("numbers", severity, message, target.plain.span(*reach(other, target.plain.text)), place, expected)


def _miscounted(one: Quantity, other: Quantity | None, source: Side, target: Side) -> Finding:
    text, place = source.plain.text[one.start : one.end], source.plain.span(one.start, one.end)
    if other is None:
        message = _("{number} stands more often in the source than in the translation").format(number=text)
        return Finding("numbers", Severity.WARNING, message, None, place)
    message = _("{number} stands too rarely in the translation, {other} too often")
    message = message.format(number=text, other=target.plain.text[other.start : other.end])
    expected = spelled(one, chinese=target.language == "zh")
    severity = Severity.ERROR if one.kind in CALENDAR else Severity.WARNING
    return Finding("numbers", severity, message, target.plain.span(*reach(other, target.plain.text)), place, expected)


def _severity(one: Quantity, other: Quantity | None, ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> Severity:
    """How bad a missing quantity is; `other` is what stands in its place."""
    if other is None:
        if _comes_and_goes(one, theirs, ours):
            return Severity.INFO
        days = [any(two.kind is Kind.WEEKDAY for two in side) for side in (ours, theirs)]
        if one.kind is Kind.DATE and days == [False, True]:
            return Severity.INFO  # 15日 is Wednesday
    elif one.kind in CALENDAR and (other.kind is one.kind or (one.kind is Kind.YEAR and _like_a_year(other))):
        return Severity.ERROR
    if not one.digits or one.value < 10 or one.kind in WRITTEN_OTHERWISE:
        return Severity.WARNING
    if one.kind is Kind.ORDINAL and other is None:  # the 19th National Congress is soon the Congress
        return Severity.WARNING
    near = any(rounded(one.value, value) for two in theirs for value in two.readings)
    return Severity.WARNING if near else Severity.ERROR


def _said_twice(one: Quantity, ours: Sequence[Quantity], theirs: Sequence[Quantity], text: str) -> bool:
    """Whether `one` only repeats in brackets what stands before them: 350 mu (about 23 hectares), 周一（6日）."""
    weekday = any(two.kind is Kind.WEEKDAY for two in theirs)
    return restated(one, ours, text) or (weekday and _of_a_weekday(one, ours, text))


def _of_a_weekday(one: Quantity, own: Sequence[Quantity], text: str) -> bool:
    """Whether `one` is the day of the month in brackets behind its weekday, or has that behind it: 周一（6日）."""
    if one.kind is not Kind.DATE:
        return False
    days = (sorted((one, two), key=lambda day: day.start) for two in own if two.kind is Kind.WEEKDAY)
    return any(_DAY_IN_BRACKETS.fullmatch(text, first.end, second.start) for first, second in days)


def _like_a_year(one: Quantity) -> bool:
    """Whether `one` is written as a year is: four digits, alone."""
    return one.digits and one.kind is Kind.PLAIN and one.end - one.start == 4


def _comes_and_goes(one: Quantity, others: Sequence[Quantity], own: Sequence[Quantity]) -> bool:
    """Whether `one` is a pair in words that the other text merely does without, with no other number in its place."""
    whole = one.value == one.value.to_integral_value()
    if one.digits or one.value > _SMALL or not whole or one.kind in _DATED or one.kind is Kind.ORDINAL:
        return False
    lasting = [two for two in others if two.lasts is not None] if one.lasts is not None else []
    if not all(any(alike(two, mine) for mine in own) for two in lasting):
        return False  # two hours where the other says an hour and a half
    small = {value for two in others for value in two.readings[:2] if not two.word and 2 <= value <= _COUNTED}
    return not any(_count(value, others) > _count(value, own) for value in small.difference(one.readings))


def _count(value: Decimal, quantities: Sequence[Quantity]) -> int:
    return sum(value in one.readings for one in quantities if not one.word)


def _severity_of_added(
    one: Quantity, ours: Sequence[Quantity], theirs: Sequence[Quantity], text: str, year: int | None
) -> Severity:
    """How bad a quantity is that only the target has, in the place of none of the source's. `year`: the article's,
    where it is known; a date is completed with that or one beside it."""
    if _comes_and_goes(one, ours, theirs):
        return Severity.INFO
    kinds = {two.kind for two in ours if two.firm}
    if one.kind is Kind.YEAR and year is not None and abs(one.value - year) > 1:
        return Severity.WARNING
    if one.kind is Kind.YEAR or (one.kind is Kind.MONTH and Kind.DATE in kinds and Kind.MONTH not in kinds):
        return Severity.INFO  # translators complete a date
    days = [any(two.kind is Kind.WEEKDAY for two in side) for side in (ours, theirs)]
    if one.kind is Kind.DATE and Kind.WEEKDAY in kinds and (not days[1] or _of_a_weekday(one, theirs, text)):
        return Severity.INFO
    if one.kind is Kind.MEASURE and text.rfind("(", 0, one.start) > text.rfind(")", 0, one.start):
        return Severity.INFO  # a unit explained
    return Severity.WARNING
