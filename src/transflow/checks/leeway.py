"""How bad a number is that stands on one side only: what translators may leave out or add, and what they may not."""

import re
from collections.abc import Sequence
from decimal import Decimal

from transflow.checks.agreement import Side
from transflow.checks.port import Severity
from transflow.checks.quantities.durations import alike
from transflow.checks.quantities.matching import rounded
from transflow.checks.quantities.measures import restated
from transflow.checks.quantities.quantity import CALENDAR, DATED, WRITTEN_OTHERWISE, Kind, Quantity

SPELLED_OUT = 9  # up to which numbers are usually written in words
_DAY_IN_BRACKETS = re.compile(r"日?\s?[（(](?:the )?")  # 周一（6日）, 6日（周一）, Monday (the 6th)
_OF_A_MONTH = 12  # characters between a year and its month: 2026年3月, March 5, 2026
_PAIR = 2  # 双方, the two, both, 两国
# What a number counts, as far as one can see: the word or the Han character behind it.
_THING = re.compile(r"\s?([A-Za-z]+|[\u4e00-\u9fff])")
_REST = re.compile(r"(?:其[他它余中]|另外|剩下的|前|最后|(?:other|remaining|of|first|last)\s?)$", re.IGNORECASE)


def of_missing(one: Quantity, other: Quantity | None, source: Side, target: Side, year: int | None) -> Severity:
    """How bad a quantity is that the target lacks; `other` is what stands in its place, `year` the article's."""
    ours, theirs = source.quantities, target.quantities
    if other is None:
        if _known(one, source, target, year) or _comes_and_goes(one, theirs, ours, SPELLED_OUT):
            return Severity.INFO
        days = [any(two.kind is Kind.WEEKDAY for two in side) for side in (ours, theirs)]
        if one.kind is Kind.DATE and days == [False, True]:
            return Severity.INFO  # 15日 is Wednesday
    elif _shortened(one, other, source, target):
        return Severity.INFO
    elif one.kind in CALENDAR and (other.kind is one.kind or (one.kind is Kind.YEAR and _like_a_year(other))):
        return Severity.ERROR
    if not one.digits or one.value < 10 or one.kind in WRITTEN_OTHERWISE:
        return Severity.WARNING
    if one.kind is Kind.ORDINAL and other is None:  # the 19th National Congress is soon the Congress
        return Severity.WARNING
    near = any(rounded(one.value, value) for two in theirs for value in two.readings)
    return Severity.WARNING if near else Severity.ERROR


def _shortened(one: Quantity, other: Quantity, source: Side, target: Side) -> bool:
    """Whether `other` is `one` rounded to fewer figures, two at least: 12.06 million for 1,205.6万."""
    if one.kind is not other.kind or one.kind in DATED or not (one.digits and other.digits):
        return False
    written = (source.plain.text[one.start : one.end], target.plain.text[other.start : other.end])
    figures = [len("".join(filter(str.isdigit, text)).lstrip("0")) for text in written]
    step = Decimal(10) ** (other.value.adjusted() - figures[1] + 1)
    return 2 <= figures[1] < figures[0] and abs(one.value - other.value) <= step / 2


def of_added(one: Quantity, source: Side, target: Side, year: int | None) -> Severity:
    """How bad a quantity is that only the target has, in the place of none of the source's. `year`: the article's,
    where it is known; a date is completed with that or one beside it."""
    ours, theirs = source.quantities, target.quantities
    if _comes_and_goes(one, ours, theirs, _PAIR):
        return Severity.INFO
    if _comes_and_goes(one, ours, theirs, SPELLED_OUT) and not _instead_of_a_word(one, source, target):
        return Severity.INFO
    kinds = {two.kind for two in ours if two.firm}
    if one.kind is Kind.YEAR and year is not None and abs(one.value - year) > 1:
        return Severity.WARNING
    if one.kind is Kind.YEAR or (one.kind is Kind.MONTH and Kind.DATE in kinds and Kind.MONTH not in kinds):
        return Severity.INFO  # translators complete a date
    days = [any(two.kind is Kind.WEEKDAY for two in side) for side in (ours, theirs)]
    text = target.plain.text
    if one.kind is Kind.DATE and Kind.WEEKDAY in kinds and (not days[1] or _of_a_weekday(one, theirs, text)):
        return Severity.INFO
    if one.kind is Kind.MEASURE and text.rfind("(", 0, one.start) > text.rfind(")", 0, one.start):
        return Severity.INFO  # a unit explained
    return Severity.WARNING


def _known(one: Quantity, source: Side, target: Side, year: int | None) -> bool:
    """Whether the reader knows it without its being said: the article's year, or that of a month which is there; what
    only repeats in brackets what stands before them: 350 mu (about 23 hectares), 周一（6日）."""
    text = source.plain.text
    if one.kind is Kind.YEAR:
        return one.value == year or _of_a_month(one, source, target)
    weekday = any(two.kind is Kind.WEEKDAY for two in target.quantities)
    return restated(one, source.quantities, text) or (weekday and _of_a_weekday(one, source.quantities, text))


def _of_a_month(one: Quantity, source: Side, target: Side) -> bool:
    """Whether the month of the year `one` is in the target, which has fewer years than the source."""
    years = [sum(two.kind is Kind.YEAR for two in side.quantities) for side in (source, target)]
    if years[0] <= years[1]:
        return False
    months = {two.value for two in target.quantities if two.kind is Kind.MONTH}
    near = (two for two in source.quantities if two.kind is Kind.MONTH and two.value in months)
    return any(0 <= two.start - one.end <= _OF_A_MONTH or 0 <= one.start - two.end <= _OF_A_MONTH for two in near)


def _of_a_weekday(one: Quantity, own: Sequence[Quantity], text: str) -> bool:
    """Whether `one` is the day of the month in brackets behind its weekday, or has that behind it: 周一（6日）."""
    if one.kind is not Kind.DATE:
        return False
    days = (sorted((one, two), key=lambda day: day.start) for two in own if two.kind is Kind.WEEKDAY)
    return any(_DAY_IN_BRACKETS.fullmatch(text, first.end, second.start) for first, second in days)


def _like_a_year(one: Quantity) -> bool:
    """Whether `one` is written as a year is: four digits, alone."""
    return one.digits and one.kind is Kind.PLAIN and one.end - one.start == 4


def _comes_and_goes(one: Quantity, others: Sequence[Quantity], own: Sequence[Quantity], most: int) -> bool:
    """Whether `one` is a number in words, up to `most`, that the other text merely does without, with no other number
    in its place. Above a pair it counts things: years, hours and multiples stay."""
    whole = one.value == one.value.to_integral_value()
    if one.digits or one.value > most or not whole or one.kind in DATED or one.kind is Kind.ORDINAL:
        return False
    if one.value > _PAIR and (one.kind is not Kind.PLAIN or one.lasts is not None):
        return False
    lasting = [two for two in others if two.lasts is not None] if one.lasts is not None else []
    if not all(any(alike(two, mine) for mine in own) for two in lasting):
        return False  # two hours where the other says an hour and a half
    small = {
        value
        for two in others
        for value in two.readings[:2]
        if not two.word and ((1 if two.digits else _PAIR) <= value <= SPELLED_OUT or (two.digits and not two.firm))
    }
    return not any(_count(value, others) > _count(value, own) for value in small.difference(one.readings))


def _count(value: Decimal, quantities: Sequence[Quantity]) -> int:
    return sum(value in one.readings for one in quantities if not one.word)


def _instead_of_a_word(one: Quantity, source: Side, target: Side) -> bool:
    """Whether a small number of the target may stand for a word of the source that it lacks (three for both), or counts
    once more what another one counts: three witnesses, of whom the source has two, and the two witnesses."""
    for value in map(Decimal, range(_PAIR, SPELLED_OUT + 1)):
        ours, theirs = (sum(value in two.readings for two in side.quantities) for side in (source, target))
        if ours > theirs:
            return True
    text = target.plain.text
    things = [_THING.match(text, two.end) for two in (one, *target.quantities)]
    if things[0] is None or _REST.search(text, max(0, one.start - 10), one.start):
        return False
    return any(
        two is not one
        and two.value != one.value
        and 2 <= two.value <= SPELLED_OUT
        and thing
        and thing[1] == things[0][1]
        for two, thing in zip(target.quantities, things[1:], strict=True)
    )
