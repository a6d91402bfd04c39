"""Numbers by value: every quantity of the source must be in the target, whatever it is written with, and no other."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from transflow.checks import numbers_en, numbers_zh
from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Severity
from transflow.checks.quantity import Kind, Quantity
from transflow.checks.words_en import DAYS, MONTHS
from transflow.interface import gettext as _
from transflow.language import base, is_chinese
from transflow.segment import Segment

_READERS: dict[str, Callable[[str], list[Quantity]]] = {"zh": numbers_zh.read, "en": numbers_en.read}


def numbers(segment: Segment, context: Context) -> Iterator[Finding]:
    """Quantities of the source that the target lacks, and the other way round.

    An error only for a number of 10 or more in digits that is in the target in no reading; what translators may well
    write in other ways (dates, hours, spelled-out numbers) is a warning.
    """
    readers = _READERS.get(base(context.source_locale)), _READERS.get(base(context.target_locale))
    if readers[0] is None or readers[1] is None:
        return
    source, target = plain(segment.source), plain(segment.target)
    ours, theirs = readers[0](source.text), readers[1](target.text)
    if not ours and not theirs:
        return
    missing, extra = _unmatched(ours, theirs), _unmatched(theirs, ours, added=True)
    chinese = is_chinese(context.target_locale)
    for one in missing:
        text = source.text[one.start : one.end]
        place = source.span(one.start, one.end)
        expected = spelled(one, chinese=chinese)
        other = _counterpart(one, extra)
        severity = Severity.ERROR if _sure(one, other, theirs) else Severity.WARNING
        shown = text if text == expected else _("{text} ({expected})").format(text=text, expected=expected)
        if other is None:
            message = _("{number} is not in the translation").format(number=shown)
            yield Finding("numbers", severity, message, None, place, expected)
            continue
        extra.remove(other)
        instead = target.text[other.start : other.end]
        message = _("{number} is not in the translation, which has {other}").format(number=shown, other=instead)
        yield Finding("numbers", severity, message, target.span(other.start, other.end), place, expected)
    for one in extra:
        message = _("{number} is not in the source").format(number=target.text[one.start : one.end])
        yield Finding("numbers", Severity.WARNING, message, target.span(one.start, one.end))
    yield from _points(ours, theirs, segment, context)


def _unmatched(wanted: list[Quantity], pool: list[Quantity], *, added: bool = False) -> list[Quantity]:
    """The firm quantities of `wanted` of which `pool` has no reading; each value once.

    With `added`, `wanted` is the target: translators add the month to 25日, and the year, where they are understood.
    """
    have = {value for one in pool if one.kind is not Kind.WEEKDAY for value in one.readings}
    days = {one.value for one in pool if one.kind is Kind.WEEKDAY}
    kinds = {one.kind for one in pool if one.firm}
    lone: list[Quantity] = []
    seen: set[tuple[bool, Decimal]] = set()
    for one in wanted:
        weekday = one.kind is Kind.WEEKDAY
        key = (weekday, one.value)
        if not one.firm or key in seen:
            continue
        if weekday:
            # 周三 is often left out or is a date; another day of the week in its place is a mistake.
            missing = bool(days) and one.value not in days
        elif added and one.kind in (Kind.MONTH, Kind.YEAR) and one.kind not in kinds and Kind.DATE in kinds:
            missing = False
        else:
            missing = have.isdisjoint(one.readings)
        if missing:
            lone.append(one)
            seen.add(key)
    return lone


_OTHERWISE = (Kind.DATE, Kind.YEAR, Kind.MONTH, Kind.TIME, Kind.WEEKDAY, Kind.MEASURE)


def _sure(one: Quantity, other: Quantity | None, pool: list[Quantity]) -> bool:
    """Whether a missing quantity is an error; `other` is what stands in its place."""
    if not one.digits or one.value < 10 or one.kind in _OTHERWISE:
        return False
    if one.kind is Kind.ORDINAL and other is None:  # the 19th National Congress is soon the Congress
        return False
    return not any(_rounded(one.value, value) for two in pool for value in two.readings)


def _rounded(exact: Decimal, rough: Decimal) -> bool:
    """Whether `rough` is `exact` with fewer significant digits, as a translator may well write it."""
    fine = exact >= 1000 or exact != exact.to_integral_value()  # 69 is never rounded to 70
    if not fine or rough <= 0 or not Decimal("0.7") < rough / exact < Decimal("1.4"):
        return False
    step = rough.normalize().as_tuple().exponent
    finer = exact.normalize().as_tuple().exponent
    return (
        isinstance(step, int) and isinstance(finer, int) and finer < step and abs(exact - rough) < Decimal(10) ** step
    )


def _counterpart(one: Quantity, extra: list[Quantity]) -> Quantity | None:
    """The number of the target that stands in the place of `one`: the first of its kind that the source lacks."""
    same = [other for other in extra if other.kind is one.kind]
    if same:
        return same[0]
    if one.kind is Kind.WEEKDAY:
        return None
    return next((other for other in extra if other.kind is not Kind.WEEKDAY), None)


def _points(ours: list[Quantity], theirs: list[Quantity], segment: Segment, context: Context) -> Iterator[Finding]:
    """百分点 is not %: a warning where a number is percent on one side and only percentage points on the other."""
    kinds = (Kind.PERCENT, Kind.POINTS)
    for one in (one for one in ours if one.kind in kinds):
        same = [other for other in theirs if other.value == one.value and other.kind in kinds]
        if not same or any(other.kind is one.kind for other in same):
            continue
        if any(other.kind is same[0].kind for other in ours if other.value == one.value):
            continue  # the source has both, the target leaves one out
        source, target = plain(segment.source), plain(segment.target)
        message = _("{number} counts percent, not percentage points")
        if one.kind is Kind.POINTS:
            message = _("{number} counts percentage points, not percent")
        yield Finding(
            "numbers",
            Severity.WARNING,
            message.format(number=source.text[one.start : one.end]),
            target.span(same[0].start, same[0].end),
            source.span(one.start, one.end),
            spelled(one, chinese=is_chinese(context.target_locale)),
        )


_CHINESE_SCALES = (("万亿", 10**12), ("亿", 10**8), ("万", 10**4))
_ENGLISH_SCALES = ((" trillion", 10**12), (" billion", 10**9), (" million", 10**6))


def spelled(one: Quantity, *, chinese: bool) -> str:
    """How the value is usually written in Chinese or in English news: 3.5亿, 350 million, 30%, November."""
    value = one.value
    if one.kind is Kind.WEEKDAY:
        return f"周{'一二三四五六日'[int(value) - 1]}" if chinese else DAYS[int(value) - 1].capitalize()
    if one.kind is Kind.MONTH and value in range(1, 13):
        return f"{value}月" if chinese else MONTHS[int(value) - 1].capitalize()
    unit = {Kind.PERCENT: "%", Kind.POINTS: "个百分点" if chinese else " percentage points"}.get(one.kind, "")
    for name, size in _CHINESE_SCALES if chinese else _ENGLISH_SCALES:
        scaled = (value / size).normalize()
        if scaled >= 1 and len(scaled.as_tuple().digits) <= 5 and one.kind not in _OTHERWISE:
            return f"{scaled:f}{name}{unit}"
    if value != value.to_integral_value() and len(value.as_tuple().digits) > 10:
        value = value.quantize(Decimal("0.01"))
    grouped = not chinese and one.kind not in _OTHERWISE and value >= 10000
    return (f"{value:,f}" if grouped else f"{value:f}") + unit
