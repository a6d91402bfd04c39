"""A newsroom as one person works in it: the folder, who acts, and the clock."""

import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from transflow import __version__
from transflow.index import Index
from transflow.settings import Settings
from transflow.workspace.folder import Workspace, decode

if TYPE_CHECKING:
    from transflow.newsroom.precedents import Precedents
    from transflow.settings.preferences import Preferences
    from transflow.terms import Termbase

TERMS = "locales/terms.csv"
# Imported when a text is looked at: a warm `status` looks at none.
_TERMS = ("transflow.terms", "load")
_OWN = ("transflow.newsroom.preferring", "own")  # for the terminal UI alone
_PRECEDENTS = ("transflow.newsroom.precedents", "Precedents")


def utc_now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


class Newsroom:
    """What every verb is given. `who` is asked for the actor's name when an act first needs it."""

    def __init__(self, workspace: Workspace, who: Callable[[], str], clock: Callable[[], datetime] = utc_now) -> None:
        self.workspace = workspace
        self._who = who
        self.clock = clock
        self._precedents: Precedents | None = None

    @property
    def settings(self) -> Settings:
        """The settings of this newsroom."""
        return self.workspace.settings

    @cached_property
    def preferences(self) -> "Preferences":
        """How the person at this terminal wants the terminal UI: the house's settings, then one's own file.

        Raises SettingsError if that file is wrong.
        """
        own: Preferences = getattr(import_module(_OWN[0]), _OWN[1])()
        return self.settings.preferences.then(own)

    @cached_property
    def actor(self) -> str:
        """The login or name of the person who acts."""
        return self._who()

    @property
    def names(self) -> frozenset[str]:
        """What else the actor is called, by the [people] table."""
        person = self.settings.people.get(self.actor)
        return frozenset(person.names.values()) if person else frozenset()

    @cached_property
    def index(self) -> Index:
        """The index of this folder (rebuilt without asking where missing)."""
        facts = f"{__version__}:{zlib.crc32(self.workspace.read('transflow.toml') or b'')}"
        return Index(self.workspace.derived / "index.sqlite", facts)

    @property
    def precedents(self) -> "Precedents":
        """What this newsroom's articles say, as far as the index knows now (`gathering.refresh` has it know all)."""
        if self._precedents is None or self._precedents.state != self.index.state():
            self._precedents = getattr(import_module(_PRECEDENTS[0]), _PRECEDENTS[1])(self.index)
        return self._precedents

    @property
    def terms(self) -> "Termbase":
        """The termbase as `locales/terms.csv` is now; an empty one where there is none."""
        data = self.workspace.read(TERMS) or b""
        known: Termbase | None = self.workspace.kept.get("terms", data)
        if known is None:
            known = getattr(import_module(_TERMS[0]), _TERMS[1])(decode(data, TERMS), TERMS)
            self.workspace.kept.put("terms", known, data)
        return known

    def now(self) -> str:
        """The present instant as it is recorded: ISO 8601 in UTC, to the second."""
        return stamp(self.clock())

    def local(self, recorded: str) -> str:
        """A recorded instant (ISO 8601) as people read it, in the newsroom's time zone: `2026-11-23 18:20`."""
        try:
            moment = datetime.fromisoformat(recorded)
        except ValueError:  # another tool's hand: as it stands
            return recorded
        return moment.astimezone(self.settings.tz).strftime("%Y-%m-%d %H:%M") if moment.tzinfo else recorded

    def instant(self, moment: date | datetime) -> datetime:
        """A date of the front matter as an instant: a bare day is its start, in the newsroom's time zone."""
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, time())
        return moment if moment.tzinfo else moment.replace(tzinfo=self.settings.tz)

    def day(self, at: str | None) -> str:
        """The day of an instant (ISO 8601) in the newsroom's time zone; empty where there is none."""
        try:
            return self.instant(datetime.fromisoformat(at or "")).astimezone(self.settings.tz).date().isoformat()
        except ValueError:  # what another tool wrote as a date
            return ""


def open_newsroom(folder: Path, who: Callable[[], str], clock: Callable[[], datetime] = utc_now) -> Newsroom:
    """The newsroom in `folder` or its nearest parent. Raises WorkspaceError where there is none."""
    return Newsroom(Workspace.find(folder), who, clock)


def stamp(moment: datetime) -> str:
    """An instant as it is written: `2026-11-23T10:20:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
