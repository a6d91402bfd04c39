"""Dates in figures with dots between them: 2021.6.11, 2023.02.10, 11.6.2021. A version or an address has no year at an
end (iOS 15.4.1, 192.168.1.1)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from transflow.checks.quantities.quantity import Kind, Quantity

_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?<![\d.A-Za-z/_])(?<![A-Za-z]-)(?:(?P<year>{_YEAR})\.(?P<month>\d\d?)\.(?P<day>\d\d?)"
    rf"|(?P<one>\d\d?)\.(?P<other>\d\d?)\.(?P<last>{_YEAR}))(?!\.?\d|[A-Za-z])",
    re.ASCII,
)
_MONTHS, _DAYS = range(1, 13), range(1, 32)


def dated(found: Sequence[Quantity], text: str) -> list[Quantity]:
    """The quantities `found` of a text in either language, with the year, the month and the day of each such date in
    the place of what was read there."""
    whole = list(found)
    for match in _DATE.finditer(text):
        date = list(_date(match))
        if date:
            there = [one for one in whole if one.start < match.end() and match.start() < one.end]
            firm = all(one.firm for one in there)  # an address is not
            whole = [one for one in whole if one not in there] + [replace(one, firm=firm) for one in date]
    return sorted(whole, key=lambda one: one.start)


def _date(match: re.Match[str]) -> Iterator[Quantity]:
    """The parts of a date, nothing where it has no such month or day. In 11.6.2021 either may be the month."""
    year = "year" if match["year"] else "last"
    names = ("month", "day") if match["year"] else ("one", "other")
    numbers = [int(match[name]) for name in names]
    orders = [numbers] if match["year"] else [numbers[::-1], numbers]  # more of the world writes the day first
    read = [(month, day) for month, day in orders if month in _MONTHS and day in _DAYS]
    if not read:
        return
    value = Decimal(match[year])
    yield Quantity((value, value % 100), *match.span(year), Kind.YEAR, digits=True)
    at = names if read[0] == tuple(numbers) else names[::-1]
    for name, kind, values in zip(at, (Kind.MONTH, Kind.DATE), zip(*read, strict=True), strict=True):
        readings = tuple(dict.fromkeys(map(Decimal, values)))
        yield Quantity(readings, *match.span(name), kind, digits=True)
