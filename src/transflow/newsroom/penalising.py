"""What the newsroom's settings hold against some of its memory, and which units somebody means."""

from datetime import date, datetime

from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.memory.selecting import Penalties, Selection
from transflow.newsroom.room import Newsroom, stamp
from transflow.settings.reserving import Reserve


def penalties(room: Newsroom) -> Penalties:
    """`[memory]` of the settings: points taken off, and what is not offered. Raises SettingsError for a time zone that
    is none, where a date needs it."""
    settings = room.settings
    return Penalties(
        tuple((_selection(room, one), one.points) for one in settings.memory_penalties),
        tuple(_selection(room, one) for one in settings.memory_excluded),
    )


def _selection(room: Newsroom, one: Reserve) -> Selection:
    return Selection(one.pattern, one.person, _stamp(room, one.after), _stamp(room, one.before))


def _stamp(room: Newsroom, day: date | None) -> str | None:
    return None if day is None else stamp(room.instant(day))


def selection(
    room: Newsroom, pattern: str | None, person: str | None, after: str | None, before: str | None
) -> Selection:
    """The units meant by `--from`, `--person`, `--after` and `--before`; a bare day is its start, in the newsroom's
    time zone. Raises UsageError for what is no date."""
    days = []
    for option, text in (("--after", after), ("--before", before)):
        try:
            days.append(None if text is None else stamp(room.instant(datetime.fromisoformat(text))))
        except ValueError as error:
            raise UsageError(option, _("“{text}” is no date").format(text=text), remedy="2026-11-23") from error
    return Selection(pattern, person, *days)
