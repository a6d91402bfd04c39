"""Which quantities of one text have no counterpart in the other."""

from collections.abc import Sequence
from decimal import Decimal

from transflow.checks.quantities.durations import alike
from transflow.checks.quantities.measures import converted
from transflow.checks.quantities.quantity import CALENDAR, RATES, SHARES, WRITTEN_OTHERWISE, Kind, Quantity

Quantities = Sequence[Quantity]

_PLACES = frozenset({*CALENDAR, Kind.WEEKDAY, Kind.TIME, Kind.ORDINAL})  # when and which, not how many
_SMALL = 10  # what is written in words and counts things, not hundredths


def unmatched(wanted: Quantities, pool: Quantities) -> list[Quantity]:
    """The firm quantities of `wanted` of which `pool` has no reading; each value once.

    A weekday is wanting only where `pool` has another: 周三 is often left out, or written as a date.
    """
    lone: list[Quantity] = []
    seen: set[tuple[bool, Decimal]] = set()
    values: dict[Kind, frozenset[Decimal]] = {}
    for one in wanted:
        weekday = one.kind is Kind.WEEKDAY
        key = (weekday, one.value)
        if not one.firm or key in seen:
            continue
        if one.kind not in values:
            values[one.kind] = _values(one.kind, pool)
        have = values[one.kind]
        missing = bool(have) and one.value not in have if weekday else have.isdisjoint(_asked(one))
        if missing and one.kind is Kind.YEAR and len(one.readings) > 1:
            missing = not any(two.digits and two.value in one.readings and two.kind is not Kind.ORDINAL for two in pool)
        if missing and one.lasts is not None:  # 12个月 is a year
            missing = not any(alike(one, two) for two in pool)
        if missing:
            lone.append(one)
            seen.add(key)
    return lone


def _asked(one: Quantity) -> tuple[Decimal, ...]:
    """The readings that any number answers for: 2004 is not answered by 4, though '04 is a year."""
    return one.readings[:1] if one.kind is Kind.YEAR and one.value >= 1000 else one.readings


def _values(kind: Kind, pool: Quantities) -> frozenset[Decimal]:
    """The values of `pool` that may answer for a quantity of this kind."""
    return frozenset(value for two in pool if _answers(two, kind) for value in _given(two, kind))


def _given(two: Quantity, kind: Kind) -> tuple[Decimal, ...]:
    """The readings of `two` that may answer: 2022-23 has 2023, but the 4 of 2004 is nobody's 4."""
    if two.kind is Kind.YEAR and two.value >= 1000:
        return two.readings if kind is not Kind.YEAR and two.value % 100 >= 10 else two.readings[:1]
    if two.kind is not kind and two.kind in SHARES and kind in SHARES:  # 5倍 is 500%, and never 5%
        return tuple(value * SHARES[kind] / SHARES[two.kind] for value in two.readings)
    if two.word and two.kind is Kind.PART:  # half is 50 of a hundred, and never 50 people
        return two.readings if kind in RATES else tuple(value for value in two.readings if value < 5)
    if two.word and kind in RATES:  # doubled is 100%, and both is never 2%
        return tuple(value for value in two.readings if value < 1 or value >= 5)
    return two.readings


def _answers(two: Quantity, kind: Kind) -> bool:
    if kind is Kind.WEEKDAY or two.kind is Kind.WEEKDAY:
        return kind is two.kind
    if kind is Kind.MONTH:  # 一季度 is no January, 第二次 no February
        dated = two.digits or (not two.firm and not two.word and len(two.readings) > 1)  # 八一大楼
        return two.kind is Kind.MONTH or (two.kind is Kind.PLAIN and dated)
    if kind in RATES or kind is Kind.MILLE:
        counted = two.kind is Kind.PLAIN and not two.word and not two.digits and 1 <= two.value < _SMALL
        return two.kind not in (*CALENDAR, Kind.ORDINAL) and not counted  # 两市 is no 2%
    if kind is Kind.DATE and two.kind in (Kind.MONTH, Kind.TIME):
        return False  # 2020年1月 has no first day, nor 8时 an eighth
    if kind in CALENDAR:
        return two.kind not in (*RATES, Kind.PART) and (two.kind in (Kind.DATE, Kind.ORDINAL) or not two.word)
    if kind is Kind.ORDINAL:
        return two.kind not in (*RATES, Kind.PART, Kind.MONTH)
    if kind is Kind.TIME:
        return two.kind not in (*RATES, Kind.YEAR, Kind.MONTH, Kind.ORDINAL)
    return True


def placed(
    missing: Quantities, extra: Quantities, texts: tuple[str, str]
) -> tuple[list[tuple[Quantity, Quantity | None]], list[Quantity]]:
    """Each missing quantity with the one that stands in its place (None where there is none), and the other extra ones.

    `texts` are those in which the missing and the extra stand. What is only converted is neither missing nor extra.
    """
    free = list(extra)
    rest = []
    for one in missing:
        same = next((other for other in free if converted(one, texts[0], other, texts[1])), None)
        if same is None:
            rest.append(one)
        else:
            free.remove(same)
    pairs: list[tuple[Quantity, Quantity | None]] = []
    for one in rest:
        other = _counterpart(one, free)
        if other is not None:
            free.remove(other)
        pairs.append((one, other))
    return pairs, free


def _counterpart(one: Quantity, extra: Quantities) -> Quantity | None:
    """What stands in the place of `one`: of its kind, else of a kind that may be taken for it, and about as long. What
    is farther from it is a mistake of its own: June is not there instead of 15 people, nor a fourth for 150."""
    some = [other for other in extra if _of_its_size(one, other)]
    same = next((other for other in some if other.kind is one.kind), None)
    return same or next((other for other in some if _taken_for(one, other)), None)


def _taken_for(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities of different kinds may be written for one another."""
    kinds = {one.kind, other.kind}
    if kinds.isdisjoint(_PLACES) or kinds == {Kind.DATE, Kind.ORDINAL}:
        return True
    return Kind.PLAIN in kinds and one.digits is other.digits


def _of_its_size(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities have as many digits, the same ones (3 and 3,000), or are next to one another."""
    if {one.kind, other.kind} & {*CALENDAR, Kind.TIME, Kind.WEEKDAY} or abs(one.value - other.value) <= 1:
        return True
    left, right = (two.value.normalize().as_tuple() for two in (one, other))
    return one.value.adjusted() == other.value.adjusted() or left.digits == right.digits


def miscounted(ours: Quantities, theirs: Quantities) -> list[tuple[Quantity, Quantity | None]]:
    """Quantities whose value stands in `theirs` too, yet not as often: each with what stands in its place, if anything.

    In 8月7日 and 7月1日 for August 8 and July 7 every number has its like; only counted are they wrong. What stands in
    the place of another is of its kind, and more often in `theirs`. Without such a one, small numbers, dates and times
    are passed over: translators say them once where the source says them twice.
    """
    left, right = _alone(ours, theirs)
    found: list[tuple[Quantity, Quantity | None]] = []
    for one in left:
        if not _exceeds(one, ours, theirs):
            continue
        other = next((two for two in right if _confused(one, two) and _exceeds(two, theirs, ours)), None)
        if other is not None:
            right.remove(other)
            found.append((one, other))
        elif _counted(one) and _often(one.value, ours) > 1:
            found.append((one, None))
    return found


def _confused(one: Quantity, other: Quantity) -> bool:
    """Whether the one may be a mistake for the other: of one kind, and at least one of them a number for sure."""
    if one.kind is not other.kind:
        return False
    return other.firm or one.kind is Kind.ORDINAL or (one.firm and not other.word and other.value > 1)


def _counted(one: Quantity) -> bool:
    """Whether a translation says it as often as its source: no small numbers, dates and times."""
    return one.firm and one.digits and one.value >= _SMALL and one.kind not in WRITTEN_OTHERWISE


def _exceeds(one: Quantity, own: Quantities, others: Quantities) -> bool:
    """Whether the value of `one` is more often in `own`, where only what is firm counts, than in `others`."""
    kinds = tuple(Kind)
    if one.kind in CALENDAR:  # the month in 1月9日 is no first day
        kinds = (one.kind, Kind.PLAIN)
    elif one.kind is Kind.WEEKDAY:
        kinds = (Kind.WEEKDAY,)
    asking = _often(one.value, [two for two in own if two.kind in kinds and (two.firm or two is one)])
    answering = sum(one.value in _asked(two) for two in others if two.kind in kinds)
    return asking > answering


def _often(value: Decimal, quantities: Quantities) -> int:
    return sum(one.value == value for one in quantities)


def _alone(ours: Quantities, theirs: Quantities) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities of both sides that are left when each is put beside one of the other side, the likest first."""
    left, right = list(ours), list(theirs)
    for like in (_same, _equal, _reading):
        for one in list(left):
            other = next((other for other in right if like(one, other)), None)
            if other is not None:
                left.remove(one)
                right.remove(other)
    return [one for one in left if not one.word or one.kind is Kind.ORDINAL], right


def _same(one: Quantity, other: Quantity) -> bool:
    return one.value == other.value and one.kind is other.kind


def _equal(one: Quantity, other: Quantity) -> bool:
    return one.value == other.value and _answers(other, one.kind)


def _reading(one: Quantity, other: Quantity) -> bool:
    given = _given(other, one.kind) if _answers(other, one.kind) else ()
    return any(value in given for value in _asked(one)) or alike(one, other)


def rounded(exact: Decimal, rough: Decimal) -> bool:
    """Whether `rough` is `exact` with fewer significant digits, as a translator may well write it."""
    fine = exact >= 1000 or exact != exact.to_integral_value()  # 69 is never rounded to 70
    if not fine or rough <= 0 or not Decimal("0.7") < rough / exact < Decimal("1.4"):
        return False
    step = rough.normalize().as_tuple().exponent
    finer = exact.normalize().as_tuple().exponent
    return (
        isinstance(step, int) and isinstance(finer, int) and finer < step and abs(exact - rough) < Decimal(10) ** step
    )


def exchanged_rates(ours: Quantities, theirs: Quantities) -> list[tuple[Quantity, Quantity]]:
    """Percent, percentage points and basis points that became one another: (quantity of `ours`, of `theirs`).

    Where a number is as often a rate on both sides, the rates are compared in their order; else only if no rate of
    that number has the same unit.
    """
    wrong = []
    for value in dict.fromkeys(one.value for one in ours if one.kind in RATES):
        here = [one for one in ours if one.value == value and one.kind in RATES]
        there = [one for one in theirs if one.value == value and one.kind in RATES]
        units = [sorted(one.kind for one in side) for side in (here, there)]
        if len(here) == len(there) and units[0] != units[1]:
            wrong.append(next(pair for pair in zip(here, there, strict=True) if pair[0].kind is not pair[1].kind))
        elif here and there and not {one.kind for one in here} & {one.kind for one in there}:
            wrong.append((here[0], there[0]))
    return wrong


def points_from_nowhere(ours: Quantities, theirs: Quantities) -> Quantity | None:
    """The first percentage points of `theirs` where `ours` has none."""
    if any(one.kind in (Kind.POINTS, Kind.BASIS) for one in ours):
        return None
    return next((one for one in theirs if one.kind is Kind.POINTS), None)
