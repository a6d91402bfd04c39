"""Where the memory comes from: articles and brought files, people and dates; and taking a brought file back."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from transflow import catalog as catalogs
from transflow.errors import MemoryFileError, UsageError
from transflow.interface import gettext as _
from transflow.memory import tmx
from transflow.memory.entry import Entry
from transflow.newsroom import exchanging
from transflow.newsroom.remembering import origin
from transflow.newsroom.room import Newsroom
from transflow.segment import Status
from transflow.workspace import disk, scan
from transflow.workspace.folder import decode

FORGOTTEN = "forgotten"  # in the folder of what is derived: a file taken back by mistake can still be found there


@dataclass(slots=True)
class Origin:
    """What an article or a brought file gives to the memory: units, by person and by the file they were first in, and
    the first and last date (ISO 8601) of those that have one."""

    origin: str
    units: int = 0
    people: Counter[str] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    first: str | None = None
    last: str | None = None

    def add(self, entry: Entry) -> None:
        """Counts a unit."""
        self.units += 1
        if entry.by:
            self.people[entry.by] += 1
        if entry.file and entry.file != self.origin:
            self.files[entry.file] += 1
        if entry.at:
            self.first = min(self.first or entry.at, entry.at)
            self.last = max(self.last or entry.at, entry.at)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which units are meant: the approved ones of articles, the brought ones, or both; of one person; from an origin
    or first file that a pattern (`articles/*`, `old.tmx`) fits."""

    approved: bool = True
    brought: bool = True
    person: str | None = None
    pattern: str | None = None

    def fits(self, where: str, entry: Entry) -> bool:
        """Whether a unit of that origin is meant."""
        if self.person is not None and entry.by != self.person:
            return False
        if self.pattern is None:
            return True
        return any(fnmatchcase(one, self.pattern) for one in (where, entry.file or where))


def held(room: Newsroom, source: str, target: str, choice: Choice | None = None) -> Iterator[tuple[str, Entry]]:
    """The units of two languages with their origins: what is approved in articles, both ways, then what was brought.
    Raises CatalogError or MemoryFileError for a file that cannot be read."""
    wanted = choice or Choice()
    if wanted.approved:
        for slug, entry in _approved(room, source, target):
            if wanted.fits(origin(slug), entry):
                yield origin(slug), entry
    if wanted.brought:
        for name in brought(room):
            for one in tmx.entries(exchanging.pieces(room.workspace.root / name), name, [(source, target)]):
                if isinstance(one, Entry) and wanted.fits(name, one):
                    yield name, one


def brought(room: Newsroom) -> list[str]:
    """The names of the files in `memory/`, relative to the newsroom's folder."""
    folder = room.workspace.root / exchanging.FOLDER
    return [room.workspace.relative(path) for path in sorted(folder.glob("*.tmx"))] if folder.is_dir() else []


def _approved(room: Newsroom, source: str, target: str) -> Iterator[tuple[str, Entry]]:
    """What is approved in the PO files of articles that are there, whichever way they were translated."""
    seen = scan.scan(room.workspace.root)
    for locale, other in ((target, source), (source, target)):
        for slug in sorted(seen.catalogs.get(locale, ())):
            if slug not in seen.articles:
                continue
            name = f"locales/{locale}/LC_MESSAGES/{slug}.po"
            catalog = catalogs.parse(decode(room.workspace.read(name) or b"", name), name)
            if catalogs.source_locale(catalog) != other:
                continue
            before: str | None = None
            for one in catalog.segments:
                if one.status is Status.APPROVED and one.target:
                    texts = (one.source, one.target) if locale == target else (one.target, one.source)
                    yield slug, Entry(
                        *texts, source, target, by=one.by, at=one.at, before=before, file=origin(slug),
                        written_in=other, own=True,
                    )  # fmt: skip
                before = one.source


def origins(room: Newsroom, source: str, target: str, choice: Choice | None = None) -> list[Origin]:
    """What each article and each brought file gives to the memory of two languages, the most first."""
    found: dict[str, Origin] = {}
    for where, entry in held(room, source, target, choice):
        found.setdefault(where, Origin(where)).add(entry)
    return sorted(found.values(), key=lambda one: (-one.units, one.origin))


def forget(room: Newsroom, name: str, *, dry: bool = False) -> tuple[str, int | None, str]:
    """Takes a brought file out of the memory: its name, how many units it gave (None where it cannot be read), and
    where it lies now. `dry` only counts. Raises UsageError where there is no such file."""
    wanted = f"{exchanging.FOLDER}/{exchanging.memory_name(name)}.tmx"
    with room.workspace.held(exchanging.LOCK):
        known = brought(room)
        if wanted not in known:
            raise UsageError(
                name, _("no such memory was brought"),
                remedy=_("those that were: {names}").format(names=", ".join(known) or "–"),
            )  # fmt: skip
        path = room.workspace.inside(room.workspace.root / wanted)
        units: int | None
        try:
            found = tmx.entries(exchanging.pieces(path), wanted, exchanging.pairs(room))
            units = sum(isinstance(one, Entry) for one in found)
        except MemoryFileError:  # just such a file has to be taken back
            units = None
        away = room.workspace.derived / FORGOTTEN / path.name
        if not dry:
            with disk.trouble(away):
                away.parent.mkdir(parents=True, exist_ok=True)
                os.replace(path, away)
                disk.sync_folder(path.parent)
    return wanted, units, room.workspace.relative(away)
