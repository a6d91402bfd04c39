"""Where the memory comes from: articles and brought files, people and dates."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from transflow import catalog as catalogs
from transflow.memory import tmx
from transflow.memory.entry import Entry
from transflow.memory.selecting import Selection
from transflow.newsroom import dropping, exchanging
from transflow.newsroom.remembering import origin
from transflow.newsroom.room import Newsroom
from transflow.segment import Status
from transflow.workspace import scan
from transflow.workspace.folder import decode


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
    """Which units are meant: the approved ones of articles, the brought ones, or both; those of `selection`, but for
    those of `excluded`."""

    approved: bool = True
    brought: bool = True
    selection: Selection = field(default_factory=Selection)
    excluded: tuple[Selection, ...] = ()

    def fits(self, where: str, entry: Entry) -> bool:
        """Whether a unit of that origin is meant."""
        facts = (where, entry.by, entry.at, entry.file)
        return self.selection.fits(*facts) and not any(one.fits(*facts) for one in self.excluded)


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
    """What is approved in the PO files of articles that are there and neither dropped nor withdrawn, whichever way
    they were translated."""
    seen = scan.scan(room.workspace.root)
    for locale, other in ((target, source), (source, target)):
        for slug in sorted(seen.catalogs.get(locale, ())):
            if slug not in seen.articles or dropping.dropped(room, slug):
                continue
            name = f"locales/{locale}/LC_MESSAGES/{slug}.po"
            catalog = catalogs.parse(decode(room.workspace.read(name) or b"", name), name)
            if catalogs.source_locale(catalog) != other:
                continue
            before: str | None = None
            for one in catalog.translations:
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
