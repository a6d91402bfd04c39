"""Everything that is live, in an index: what lists, neighbours and related articles are made from without reading ten
thousand records. Derived from the records, in SQLite, always safe to delete.

A list is counted from its oldest article, so that a page of it, once full, stays what it is when news comes in.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from transflow.publish import addresses, neighbours
from transflow.publish.record import Record

VERSION = 2
RANKS = "ranks"  # the group that is sorted by first publication: site map and search are made of it

_SCHEMA = """
CREATE TABLE entries (locale TEXT, slug TEXT, facts TEXT, PRIMARY KEY (locale, slug)) WITHOUT ROWID;
CREATE TABLE members (locale TEXT, grp TEXT, sort TEXT, slug TEXT, PRIMARY KEY (locale, grp, sort)) WITHOUT ROWID;
CREATE TABLE related (locale TEXT, slug TEXT, place INTEGER, other TEXT,
                      PRIMARY KEY (locale, slug, place)) WITHOUT ROWID;
CREATE TABLE links (locale TEXT, other TEXT, slug TEXT, PRIMARY KEY (locale, other, slug)) WITHOUT ROWID;
CREATE INDEX relating ON related (locale, other);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What lists say of an article: its record without the body. `words` is what readers may search for."""

    locale: str
    slug: str
    source: str
    title: str
    date: str
    published: str
    modified: str
    sort: str
    summary: str | None = None
    desk: str | None = None
    tags: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    image: str | None = None
    languages: tuple[str, ...] = ()
    words: str = ""
    slugs: tuple[tuple[str, str], ...] = ()  # as in a record
    links: tuple[str, ...] = ()  # the addresses of the neighbours to which it links
    first: str = ""  # the first address that it ever had in this language: its identifier

    def slug_in(self, locale: str) -> str:
        """Its address in one of its languages."""
        return dict(self.slugs).get(locale, self.slug)

    @property
    def groups(self) -> tuple[str, ...]:
        """The lists in which it stands."""
        desk = (f"desk:{self.desk}",) if self.desk else ()
        return (addresses.NEWS, RANKS, *desk, *(f"tag:{tag}" for tag in dict.fromkeys(self.tags)))

    def key(self, group: str) -> str:
        """What it is sorted by in `group`."""
        return f"{self.published}|{self.slug}" if group == RANKS else self.sort


_FACTS = tuple(one.name for one in fields(Entry))  # `asdict` would copy each of them


def entry(record: Record, words: str) -> Entry:
    """What lists say of `record`."""
    return Entry(
        record.locale, record.slug, record.source, record.title, record.date, record.published, record.modified,
        record.sort, record.summary, record.desk, record.tags, tuple(one.name for one in record.subjects),
        record.pictures[0] if record.pictures else None, record.languages, words,
        record.slugs, neighbours.named(record.body), record.first_in(record.locale),
    )  # fmt: skip


class Released:
    """The index of one site. `path` is its file (None: in memory); `mark` says what it was made from: another one
    empties it."""

    def __init__(self, path: Path | None) -> None:
        self._counts: dict[tuple[str, str], int] = {}  # of lists; one process at a time has the index
        self._db = sqlite3.connect(str(path) if path else ":memory:", timeout=30, isolation_level=None)
        self._db.execute("PRAGMA synchronous=OFF")  # derived: a crash shows in the mark, and it is made again
        if self._db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            self.clear()

    @classmethod
    def at(cls, path: Path) -> "Released":
        """The index in `path`. A broken file is thrown away; where none can be kept (a read-only folder), it is made in
        memory each time: slower, and nothing is lost."""
        for place in (path, path, None):
            try:
                return cls(place)
            except sqlite3.DatabaseError as error:
                if not isinstance(error, sqlite3.OperationalError):
                    path.unlink(missing_ok=True)
        raise AssertionError("SQLite cannot keep a database in memory")

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

    def clear(self) -> None:
        """Forgets everything."""
        with self.writing():
            for (name,) in list(self._db.execute("SELECT name FROM sqlite_master WHERE type='table'")):
                self._db.execute(f"DROP TABLE {name}")
            for statement in filter(str.strip, _SCHEMA.split(";")):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version={VERSION}")
            self._counts.clear()

    @property
    def mark(self) -> str:
        """What `public/` the index was made from."""
        found = self._db.execute("SELECT value FROM facts WHERE name='mark'").fetchone()
        return str(found[0]) if found else ""

    @mark.setter
    def mark(self, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO facts VALUES ('mark', ?)", (value,))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """What is written inside is one transaction, and none of it stays if an error comes out. May stand within
        itself: a publication of two hundred articles is one, not eight hundred."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:  # Ctrl+C too: half of a publication must not be kept; it is raised again
            self._db.execute("ROLLBACK")
            self._counts.clear()
            raise
        self._db.execute("COMMIT")

    # ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def put(self, entries: Iterable[Entry]) -> None:
        """Takes entries in, in the place of those of the same locale and slug."""
        with self.writing():
            for one in entries:
                self._drop(one.locale, one.slug)
                facts = json.dumps({name: getattr(one, name) for name in _FACTS}, ensure_ascii=False)
                self._db.execute("INSERT INTO entries VALUES (?, ?, ?)", (one.locale, one.slug, facts))
                rows = [(one.locale, group, one.key(group), one.slug) for group in one.groups]
                self._db.executemany("INSERT INTO members VALUES (?, ?, ?, ?)", rows)
                self._db.executemany(
                    "INSERT INTO links VALUES (?, ?, ?)", [(one.locale, to, one.slug) for to in one.links]
                )
                self._counted(one, 1)

    def drop(self, locale: str, slug: str) -> None:
        """Takes an entry out, if it is there."""
        with self.writing():
            self._drop(locale, slug)
            self._db.execute("DELETE FROM related WHERE locale=? AND slug=?", (locale, slug))

    def _drop(self, locale: str, slug: str) -> None:
        old = self.get(locale, slug)
        if old is not None:
            rows = [(locale, group, old.key(group)) for group in old.groups]
            self._db.executemany("DELETE FROM members WHERE locale=? AND grp=? AND sort=?", rows)
            self._db.execute("DELETE FROM entries WHERE locale=? AND slug=?", (locale, slug))
            links = [(locale, to, slug) for to in old.links]
            self._db.executemany("DELETE FROM links WHERE locale=? AND other=? AND slug=?", links)
            self._counted(old, -1)

    def _counted(self, one: Entry, step: int) -> None:
        for group in one.groups:
            if (one.locale, group) in self._counts:
                self._counts[one.locale, group] += step

    def relate(self, locale: str, found: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Says which articles are related to some, the nearest first."""
        with self.writing():
            for slug, others in found:
                self._db.execute("DELETE FROM related WHERE locale=? AND slug=?", (locale, slug))
                rows = [(locale, slug, place, other) for place, other in enumerate(others)]
                self._db.executemany("INSERT INTO related VALUES (?, ?, ?, ?)", rows)

    # ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────────
    def get(self, locale: str, slug: str) -> Entry | None:
        """What is known of an article."""
        found = self._db.execute("SELECT facts FROM entries WHERE locale=? AND slug=?", (locale, slug)).fetchone()
        return _entry(found[0]) if found else None

    def locales(self) -> list[str]:
        """The languages in which anything is live."""
        return [locale for (locale,) in self._db.execute("SELECT DISTINCT locale FROM entries ORDER BY locale")]

    def groups(self, locale: str) -> dict[str, int]:
        """The lists of a language, and how many articles stand in each."""
        query = self._db.execute(
            "SELECT grp, COUNT(*) FROM members WHERE locale=? GROUP BY grp ORDER BY grp", (locale,)
        )
        return dict(query)

    def count(self, locale: str, group: str) -> int:
        """How many articles a list has."""
        if (locale, group) not in self._counts:
            query = self._db.execute("SELECT COUNT(*) FROM members WHERE locale=? AND grp=?", (locale, group))
            self._counts[locale, group] = int(query.fetchone()[0])
        return self._counts[locale, group]

    def position(self, locale: str, group: str, key: str) -> int:
        """How many articles of a list stand before `key`. SQLite counts them one by one, so it is asked how many come
        after: news has its place near the end."""
        query = self._db.execute(
            "SELECT COUNT(*) FROM members WHERE locale=? AND grp=? AND sort>=?", (locale, group, key)
        )
        return self.count(locale, group) - int(query.fetchone()[0])

    def slice(self, locale: str, group: str, start: int, stop: int) -> list[Entry]:
        """The articles of a list from place `start` to before `stop`, the oldest first."""
        start = max(0, start)
        where = "locale=? AND grp=? ORDER BY sort LIMIT ? OFFSET ?"
        return list(self._entries(where, locale, group, stop - start, start))

    def latest(self, locale: str, group: str, number: int) -> list[Entry]:
        """The newest articles of a list, the newest first."""
        return list(self._entries("locale=? AND grp=? ORDER BY sort DESC LIMIT ?", locale, group, number))

    def before(self, one: Entry, number: int) -> list[Entry]:
        """The articles next before one in the news, the nearest first."""
        where = "locale=? AND grp=? AND sort<? ORDER BY sort DESC LIMIT ?"
        return list(self._entries(where, one.locale, addresses.NEWS, one.sort, number))

    def after(self, one: Entry, number: int) -> list[Entry]:
        """The articles next after one in the news, the nearest first."""
        where = "locale=? AND grp=? AND sort>? ORDER BY sort LIMIT ?"
        return list(self._entries(where, one.locale, addresses.NEWS, one.sort, number))

    def related(self, locale: str, slug: str) -> list[str]:
        """What `relate` said of an article."""
        query = "SELECT other FROM related WHERE locale=? AND slug=? ORDER BY place"
        return [other for (other,) in self._db.execute(query, (locale, slug))]

    def relating(self, locale: str, slug: str) -> list[str]:
        """The articles to which one was said to be related."""
        query = "SELECT slug FROM related WHERE locale=? AND other=? ORDER BY slug"
        return [one for (one,) in self._db.execute(query, (locale, slug))]

    def linking(self, locale: str, slug: str) -> list[str]:
        """The articles that link to the address `slug`, whether anything is there or not."""
        query = "SELECT slug FROM links WHERE locale=? AND other=? ORDER BY slug"
        return [one for (one,) in self._db.execute(query, (locale, slug))]

    def _entries(self, where: str, *values: object) -> Iterator[Entry]:
        # The members are counted off first: SQLite would look up the facts of those before OFFSET too.
        query = (
            f"SELECT e.facts FROM (SELECT * FROM members WHERE {where}) m "  # of the constants above
            "CROSS JOIN entries e ON e.locale = m.locale AND e.slug = m.slug"
        )
        for (facts,) in self._db.execute(query, values):
            yield _entry(facts)


def _entry(facts: str) -> Entry:
    value = json.loads(facts)
    for name in ("tags", "subjects", "languages", "links"):
        value[name] = tuple(value[name])
    value["slugs"] = tuple((locale, slug) for locale, slug in value.get("slugs", ()))
    return Entry(**value)
