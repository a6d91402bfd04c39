"""Numbers by value: every quantity of the source must be in the target, whatever it is written with, and no other."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from transflow.checks.agreement import Side, disagreements, grouped
from transflow.checks.dateline import counted, meant, this_year
from transflow.checks.leeway import SPELLED_OUT, of_added, of_missing
from transflow.checks.plain import plain
from transflow.checks.port import LOOSE, Context, Finding, Severity
from transflow.checks.quantities.compounds import answered
from transflow.checks.quantities.items import item, numbered
from transflow.checks.quantities.matching import (
    exchanged_rates,
    miscounted,
    placed,
    points_from_nowhere,
    unmatched,
)
from transflow.checks.quantities.quantity import CALENDAR, DATED, Kind, Quantity
from transflow.checks.quantities.reading import read, readable
from transflow.checks.quantities.spelling import reach, spelled
from transflow.checks.quantities.stranded import stranded
from transflow.interface import gettext as _
from transflow.language import base
from transflow.segment import Kind as SegmentKind
from transflow.segment import Segment


def numbers(segment: Segment, context: Context) -> Iterator[Finding]:
    """Quantities of the source that the target lacks, and the other way round.

    An error for a number of 10 or more in digits that is in the target in no reading, and for a date that became
    another one. A warning for what translators may well write in other ways (hours, spelled-out numbers), and for the
    number of an item that is lost. An info for what comes and goes: the year or month that a translator adds to a date,
    the article's own year and that of a month which is there, up to nine things in words (`leeway`), and whatever a
    headline, standfirst or caption leaves out.
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
    source, target, wrong = grouped(source, target)
    yield from wrong
    missing, extra = _unanswered(source, target, context), _unanswered(target, source, context)
    told = {one.value for one in (*missing, *extra)}
    missing, extra = _unconverted(missing, source, target), _unconverted(extra, target, source)
    scarce = [
        pair
        for pair in miscounted(source.quantities, target.quantities)
        if pair[0].value not in told and _unconverted([pair[0]], source, target)  # the 0 of 6ft 0in
    ]
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
    said = meant(there, here, context) if any(one.kind in DATED for one in alone) else frozenset()
    return [one for one in alone if (one.kind, int(one.value)) not in said]


def _unconverted(some: Sequence[Quantity], here: Side, there: Side) -> list[Quantity]:
    """Those of `some`, which stand in `here`, that are in `there` in no other unit of measure either."""
    sides = here.quantities, here.plain.text, there.quantities, there.plain.text
    return [one for one in some if not answered(one, *sides)]


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
    pairs, rest = placed(missing, extra, (source.plain.text, target.plain.text))
    if loose:
        pairs, rest = _apart(pairs, rest)
    for one, other in pairs:
        yield _missing(of_missing(one, other, source, target, year), one, other, source, target)
    for one, other in scarce:
        if loose and not one.digits and one.value <= SPELLED_OUT:  # whoever writes anew says it as often as he likes
            continue
        if other in rest:  # 2019 in the place of 2018, which stands elsewhere too
            rest.remove(other)
        elif other in extra:  # stands for something else
            continue
        yield _miscounted(one, other, source, target)
    for one in rest:
        message = _("{number} is not in the source").format(number=target.plain.text[one.start : one.end])
        severity = of_added(one, source, target, year)
        if loose and one.kind is Kind.YEAR and one.value != year:  # here nobody completes a date of the source's
            severity = Severity.WARNING
        if loose and not one.digits and one.value <= SPELLED_OUT:  # two awards, which nobody has counted there
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
        small = other is not None and not other.digits and other.value <= SPELLED_OUT < one.value
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
