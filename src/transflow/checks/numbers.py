"""Numbers by value: every quantity of the source must be in the target, whatever it is written with, and no other."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from transflow.checks.agreement import Side, disagreements
from transflow.checks.plain import Plain, plain
from transflow.checks.port import Context, Finding, Severity
from transflow.checks.quantities.matching import exchanged_rates, miscounted, placed, points_from_nowhere, rounded, unmatched
from transflow.checks.quantities.quantity import CALENDAR, WRITTEN_OTHERWISE, Kind, Quantity
from transflow.checks.quantities.reading import read, readable
from transflow.checks.quantities.spelling import spelled
from transflow.checks.quantities.stranded import stranded
from transflow.interface import gettext as _
from transflow.language import base, is_chinese
from transflow.segment import Segment

_COUNTED = 9  # what is usually spelled out
_SMALL = 2  # a pair in words comes and goes: 双方, the two, both, 两国; three and more are counted


def numbers(segment: Segment, context: Context) -> Iterator[Finding]:
    """Quantities of the source that the target lacks, and the other way round.

    An error for a number of 10 or more in digits that is in the target in no reading, and for a date that became
    another one. A warning for what translators may well write in other ways (hours, spelled-out numbers). An info for
    what comes and goes: the year or month that a translator adds to a date, a pair in words.
    """
    languages = base(context.source_locale), base(context.target_locale)
    if not readable(*languages):
        return
    source, target = plain(segment.source), plain(segment.target)
    ours, theirs = read(source.text, languages[0]), read(target.text, languages[1])
    if not any(stranded(source.text, languages[0])):
        for place in stranded(target.text, languages[1]):
            message = _("a number is missing at “{text}”").format(text=target.text[place[0] : place[1] + 8].strip())
            yield Finding("numbers", Severity.WARNING, message, target.span(*place))
    missing, extra = unmatched(ours, theirs), unmatched(theirs, ours)
    if missing or extra:
        pairs, rest = placed(missing, extra, (source.text, target.text))
        for one, other in pairs:
            severity = _severity(one, other, ours, theirs)
            yield _missing(severity, one, other, source, target, chinese=is_chinese(context.target_locale))
        for one in rest:
            message = _("{number} is not in the source").format(number=target.text[one.start : one.end])
            severity = _severity_of_added(one, ours, theirs, target.text)
            yield Finding("numbers", severity, message, target.span(one.start, one.end))
    told = {one.value for one in (*missing, *extra)}
    for one, other in miscounted(ours, theirs):
        if one.value not in told and (other is None or other.value not in told):
            yield _miscounted(one, other, source, target, chinese=is_chinese(context.target_locale))
    sides = (Side(text, language, some) for text, language, some in zip((source, target), languages, (ours, theirs), strict=True))
    yield from disagreements(*sides, frozenset(told))
    exchanged = exchanged_rates(ours, theirs)
    points = None if exchanged or missing or extra else points_from_nowhere(ours, theirs)
    if points is not None:
        message = _("{number} counts percentage points, the source percent")
        message = message.format(number=target.text[points.start : points.end])
        yield Finding("numbers", Severity.WARNING, message, target.span(points.start, points.end))
    for one, other in exchanged:
        message = _("{number} counts percent, not percentage points")
        if one.kind is Kind.POINTS:
            message = _("{number} counts percentage points, not percent")
        yield Finding(
            "numbers",
            Severity.WARNING,
            message.format(number=source.text[one.start : one.end]),
            target.span(other.start, other.end),
            source.span(one.start, one.end),
            spelled(one, chinese=is_chinese(context.target_locale)),
        )


def _missing(
    severity: Severity, one: Quantity, other: Quantity | None, source: Plain, target: Plain, *, chinese: bool
) -> Finding:
    text = source.text[one.start : one.end]
    place = source.span(one.start, one.end)
    expected = spelled(one, chinese=chinese)
    shown = text if text == expected else _("{text} ({expected})").format(text=text, expected=expected)
    if other is None:
        message = _("{number} is not in the translation").format(number=shown)
        return Finding("numbers", severity, message, None, place, expected)
    instead = target.text[other.start : other.end]
    message = _("{number} is not in the translation, which has {other}").format(number=shown, other=instead)
    return Finding("numbers", severity, message, target.span(other.start, other.end), place, expected)


def _miscounted(one: Quantity, other: Quantity | None, source: Plain, target: Plain, *, chinese: bool) -> Finding:
    text, place = source.text[one.start : one.end], source.span(one.start, one.end)
    if other is None:
        message = _("{number} stands more often in the source than in the translation").format(number=text)
        return Finding("numbers", Severity.WARNING, message, None, place)
    message = _("{number} stands too rarely in the translation, {other} too often")
    message = message.format(number=text, other=target.text[other.start : other.end])
    return Finding(
        "numbers", Severity.WARNING, message, target.span(other.start, other.end), place, spelled(one, chinese=chinese)
    )


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


def _like_a_year(one: Quantity) -> bool:
    """Whether `one` is written as a year is: four digits, alone."""
    return one.digits and one.kind is Kind.PLAIN and one.end - one.start == 4


def _comes_and_goes(one: Quantity, others: Sequence[Quantity], own: Sequence[Quantity]) -> bool:
    """Whether `one` is a pair in words that the other text merely does without, with no other number in its place."""
    whole = one.value == one.value.to_integral_value()
    if one.digits or one.value > _SMALL or not whole or one.kind in (*CALENDAR, Kind.ORDINAL):
        return False
    small = {value for two in others for value in two.readings[:2] if not two.word and 2 <= value <= _COUNTED}
    return not any(_count(value, others) > _count(value, own) for value in small.difference(one.readings))


def _count(value: Decimal, quantities: Sequence[Quantity]) -> int:
    return sum(value in one.readings for one in quantities if not one.word)


def _severity_of_added(one: Quantity, ours: Sequence[Quantity], theirs: Sequence[Quantity], text: str) -> Severity:
    """How bad a quantity is that only the target has, in the place of none of the source's."""
    if _comes_and_goes(one, ours, theirs):
        return Severity.INFO
    kinds = {two.kind for two in ours if two.firm}
    if one.kind is Kind.YEAR or (one.kind is Kind.MONTH and Kind.DATE in kinds and Kind.MONTH not in kinds):
        return Severity.INFO  # translators complete a date
    if one.kind is Kind.DATE and Kind.WEEKDAY in kinds and not any(two.kind is Kind.WEEKDAY for two in theirs):
        return Severity.INFO
    if one.kind is Kind.MEASURE and text.rfind("(", 0, one.start) > text.rfind(")", 0, one.start):
        return Severity.INFO  # a unit explained
    return Severity.WARNING
