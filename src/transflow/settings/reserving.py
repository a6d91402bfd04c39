"""What `[memory]` holds against some of what the memory knows: points off its scores, or that it is not offered."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from transflow.interface import gettext as _
from transflow.settings import values

_KEYS = ("from", "person", "after", "before")
_POINTS = "points"


class Reserve(NamedTuple):
    """Which units: of articles or files that `pattern` fits, of one person, last changed on `after` or later, and
    before `before`; all that is said must hold. `points` are taken off their scores; 0: they are not offered at all."""

    pattern: str | None = None
    person: str | None = None
    after: date | None = None
    before: date | None = None
    points: int = 0


def reserves(*, points: bool) -> Callable[[Any], tuple[Reserve, ...]]:
    """A reader of a list of tables; with `points` each says how many."""
    known = (*_KEYS, _POINTS) if points else _KEYS

    def read(value: Any) -> tuple[Reserve, ...]:
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise TypeError(_("a list of tables is wanted, as [{example}]").format(example=_example(points)))
        return tuple(_reserve(one, known) for one in value)

    return read


def _example(points: bool) -> str:
    return '{ from = "memory/old.tmx", points = 10 }' if points else '{ from = "articles/a*" }'


def _reserve(table: Mapping[str, Any], known: tuple[str, ...]) -> Reserve:
    for key in table:
        if key not in known:
            raise TypeError(_("there is no “{key}”: {known} are known").format(key=key, known=", ".join(known)))
    if not any(key in table for key in _KEYS):
        raise TypeError(_("say which are meant, with one or more of {known}").format(known=", ".join(_KEYS)))
    points = 0
    if _POINTS in known:
        said = table.get(_POINTS)
        if not isinstance(said, int) or isinstance(said, bool) or not 1 <= said <= 100:
            raise TypeError(_("points: a number from 1 to 100 is wanted"))
        points = said
    texts = {key: values.text(table[key]) for key in ("from", "person") if key in table}
    days = {key: _day(table[key]) for key in ("after", "before") if key in table}
    return Reserve(texts.get("from"), texts.get("person"), days.get("after"), days.get("before"), points)


def _day(value: Any) -> date:
    """A date of TOML, or one in quotes."""
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(values.text(value))
    except ValueError as error:
        raise TypeError(_("“{text}” is no date").format(text=value)) from error
