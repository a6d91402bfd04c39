"""Measures in another unit or in two (6ft 7in is 2.01米, 12st 4lb 78公斤), and amounts per unit (每斤, per kilo)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from transflow.checks.quantities import measures
from transflow.checks.quantities.quantity import Kind, Quantity

_AND = r"(?:,? (?:and )?|-)?"
# (the family, what stands between the two numbers, behind the second, the size of the smaller unit, how many of these
# are one of the greater).
_JOINTS = tuple(
    (family, re.compile(between), re.compile(behind), Decimal(size), most)
    for family, between, behind, size, most in (
        ("length", rf"(?:['’′]|[ -]?(?:ft|f[oe]{{2}}t)\b\.?){_AND}|英尺零?", "", "0.0254", 12),
        ("mass", rf"[ -]?(?:st|stones?)\b{_AND}|英石零?", r"[ -]?(?:lbs?|pounds?)\b|磅", "0.45359237", 14),
        ("mass", rf"[ -]?(?:lbs?|pounds?)\b{_AND}|磅零?", r"[ -]?(?:oz|ounces?)\b|盎司", "0.02834952", 16),
    )
)
_FEET_ALONE = re.compile(r"['’′]")
_TALLEST = 9  # feet; 30'20 is a time


@dataclass(frozen=True, slots=True)
class Compound:
    """Two numbers as one measure; `size`, and that of the greater of its two units, `greater`, are in the base unit of
    its family (see `measures`)."""

    first: Quantity
    second: Quantity
    family: str
    size: Decimal
    greater: Decimal


def compounds(quantities: Sequence[Quantity], text: str) -> Iterator[Compound]:
    """The measures in two units of a text with these quantities."""
    for one, other in pairwise(quantities):
        end = one.end - 2 if one.kind is Kind.ORDINAL and text[: one.end].endswith("st") else one.end  # 12st 4lb
        if not 0 < other.start - end <= len(" stones, and ") or other.value != other.value.to_integral_value():
            continue
        for family, between, behind, size, most in _JOINTS:
            if other.value >= most or not between.fullmatch(text, end, other.start):
                continue
            marked = _FEET_ALONE.match(text, one.end)
            if behind.match(text, other.end) and not (marked and one.value > _TALLEST):
                yield Compound(one, other, family, (one.value * most + other.value) * size, size * most)


def answered(one: Quantity, own: Sequence[Quantity], text: str, others: Sequence[Quantity], other_text: str) -> bool:
    """Whether `one`, which is among the quantities `own` of `text`, is in the other text in another unit of measure, in
    two, or per another unit. What stands in both texts answers for itself alone: of 100 miles (161 km) that became 100
    miles (164 km) the 164 is no conversion."""
    if any(
        measures.converted(one, text, other, other_text) and not _in_both(other, other_text, own, text)
        for other in others
    ):
        return True
    ours = [two for two in compounds(own, text) if one in (two.first, two.second)]
    theirs = list(compounds(others, other_text))
    for two in ours:
        if any(measures.close(two.size, three.size) for three in theirs if three.family == two.family):
            return True
        if any(_worth(two, other, other_text) for other in others):
            return True
    if any(_worth(two, one, text) for two in theirs):
        return True
    factor = _factor(text, other_text)
    return factor is not None and any(measures.close(one.value * factor, other.value) for other in others if other.firm)


def _in_both(other: Quantity, other_text: str, own: Sequence[Quantity], text: str) -> bool:
    """Whether `own`, the quantities of `text`, have the measure `other` in its own unit."""
    here = measures.unit(other_text, other.end)
    return any(two.value == other.value and measures.unit(text, two.end) == here for two in own)


def _worth(two: Compound, one: Quantity, text: str) -> bool:
    """Whether the measure `two` is `one`, which stands in `text` with its unit."""
    unit = measures.unit(text, one.end)
    if unit is None or unit[0] != two.family or abs(unit[1] - two.greater) < two.greater / 100:
        return False  # six feet are never 6ft 2in
    return measures.close(two.size / unit[1], one.value)


def _factor(text: str, other_text: str) -> Decimal | None:
    """How often an amount per unit of `text` is one per unit of the other text: 每斤, per kilogram: 2."""
    ours = measures.per(text)
    theirs = measures.per(other_text) if ours else {}
    for family, sizes in ours.items():
        found = theirs.get(family)
        if found is not None and len(sizes) == len(found) == 1 and sizes != found:
            (here,), (there,) = sizes, found
            return there / here
    return None
