"""What is known of every article without reading it again: derived, in SQLite, always safe to delete.

A row is good as long as the signature of its files is the one it was made from, and those files were not touched
within the grain of the file system's clock before they were read (git's racy index). No polib, YAML or Babel here:
a warm `transflow status` reads nothing but this.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

VERSION = 10
RACY_NS = 20_000_000  # ext4 and xfs stamp files with the time of the last timer tick, 4 to 10 ms old

_SCHEMA = """
CREATE TABLE articles (slug TEXT PRIMARY KEY, signature TEXT, read_at INTEGER, images TEXT);
CREATE TABLE rows (slug TEXT, target TEXT, stage TEXT, page TEXT, body TEXT,
                   findings_key TEXT, errors INTEGER, warnings INTEGER, PRIMARY KEY (slug, target)) WITHOUT ROWID;
CREATE TABLE work (slug TEXT, target TEXT, body TEXT, PRIMARY KEY (slug, target)) WITHOUT ROWID;
CREATE TABLE catalogs (slug TEXT, locale TEXT, signature TEXT, read_at INTEGER, PRIMARY KEY (slug, locale));
CREATE TABLE pairs (slug TEXT, locale TEXT, source_locale TEXT, body TEXT, ours INTEGER, theirs INTEGER);
CREATE INDEX pairs_catalog ON pairs (slug, locale);
CREATE INDEX pairs_ours ON pairs (ours) WHERE ours NOT NULL;
CREATE INDEX pairs_theirs ON pairs (theirs) WHERE theirs NOT NULL;
CREATE TABLE spellings (name TEXT, slug TEXT, locale TEXT, source_locale TEXT, written TEXT);
CREATE INDEX spellings_name ON spellings (name);
CREATE INDEX spellings_catalog ON spellings (slug, locale);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT);
"""
_DESK = ("articles", "rows", "work")  # what is known of an article's files, and the desk's lines made from them
_CATALOG = ("pairs", "spellings")  # what is known of a PO file beside its stamp


@dataclass(frozen=True, slots=True)
class Known:
    """What the index knows of an article's files: their signature, when they were read (ns), its images."""

    signature: str
    read_at: int
    images: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the desk: article × target. `body` is its JSON without findings and page_missing; `page` the
    page's path in `public/` ("" where none is published); findings are None where not computed. `work` is the JSON of
    what the terminal's desk needs beyond that; it is kept apart (`Index.work`), for `status` never reads it."""

    slug: str
    target: str
    stage: str
    page: str
    body: str
    findings_key: str | None = None
    errors: int | None = None
    warnings: int | None = None
    work: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text with its translation. What `body` (JSON) means is the caller's; `ours` and `theirs` are numbers
    (64 bits) by which the pairs of the same source and those of the same translation are found (None: not at all)."""

    body: list[object]
    ours: int | None = None
    theirs: int | None = None


class Index:
    """The index file. `newsroom` is a digest of what every row depends on (settings): another one empties it.

    Where it cannot be written (a read-only folder) it is kept in memory: slower, and nothing is lost.
    """

    def __init__(self, path: Path, newsroom: str) -> None:
        self._path = path
        self._db = self._open(path, newsroom)

    def _open(self, path: Path, newsroom: str) -> sqlite3.Connection:
        for place in (path, path, None):
            try:
                db = self._connect(place, newsroom)
            except sqlite3.DatabaseError as error:
                # A broken file is thrown away, once; what cannot even be opened is done without.
                if place is not None and not isinstance(error, sqlite3.OperationalError):
                    with suppress(OSError):
                        path.unlink()
                continue
            except OSError:
                continue
            return db
        raise AssertionError("SQLite cannot keep a database in memory")

    def _connect(self, place: Path | None, newsroom: str) -> sqlite3.Connection:
        if place is not None:
            place.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(str(place) if place else ":memory:", timeout=10, isolation_level=None)
        db.execute("PRAGMA synchronous=NORMAL")
        if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("BEGIN IMMEDIATE")
            if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
                for name in names:
                    db.execute(f"DROP TABLE {name}")
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version={VERSION}")
            db.execute("COMMIT")
        if db.execute("SELECT value FROM facts WHERE name='newsroom'").fetchone() != (newsroom,):
            db.execute("BEGIN IMMEDIATE")
            for table in _DESK:
                db.execute(f"DELETE FROM {table}")
            db.execute("INSERT OR REPLACE INTO facts VALUES ('newsroom', ?)", (newsroom,))
            db.execute("COMMIT")
        return db

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction; a folder that has become read-only costs the saving of it, no more."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            self._db = sqlite3.connect(":memory:", isolation_level=None)
            self._db.executescript(_SCHEMA)
            self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:  # Ctrl+C too: an open transaction would lock others out; it is raised again
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # ── the desk ────────────────────────────────────────────────────────────────────────────────────────────────
    def known(self) -> dict[str, Known]:
        """What is known of each article's files, by slug."""
        query = self._db.execute("SELECT slug, signature, read_at, images FROM articles")
        return {slug: Known(sign, at, tuple(json.loads(images)) if images else ()) for slug, sign, at, images in query}

    def rows(self) -> list[Row]:
        """Every line of the desk, by slug and target."""
        return [Row(*values) for values in self._db.execute("SELECT * FROM rows ORDER BY slug, target")]

    def work(self) -> dict[tuple[str, str], str]:
        """What the terminal's desk needs beyond the rows, as JSON, by slug and target."""
        query = self._db.execute("SELECT slug, target, body FROM work")
        return {(slug, target): body for slug, target, body in query}

    def store(self, entries: Iterable[tuple[str, Known, Iterable[Row]]], gone: Iterable[str] = ()) -> None:
        """Replaces what is known of some articles, and forgets those that are gone."""
        entries, gone = list(entries), list(gone)
        if not entries and not gone:
            return
        with self._writing():
            for slug in (*gone, *(slug for slug, _, _ in entries)):
                for table in _DESK:
                    self._db.execute(f"DELETE FROM {table} WHERE slug=?", (slug,))
            for slug, known, made in entries:
                rows = list(made)
                images = json.dumps(known.images) if known.images else ""
                self._db.execute(
                    "INSERT INTO articles VALUES (?,?,?,?)", (slug, known.signature, known.read_at, images)
                )
                self._db.executemany(
                    "INSERT INTO rows VALUES (?,?,?,?,?,?,?,?)",
                    [(r.slug, r.target, r.stage, r.page, r.body, r.findings_key, r.errors, r.warnings) for r in rows],
                )
                self._db.executemany("INSERT INTO work VALUES (?,?,?)", [(r.slug, r.target, r.work) for r in rows])

    def store_findings(self, found: Iterable[tuple[str, str, str, int, int]]) -> None:
        """Takes up what was found in known rows: slug, target, what the findings depend on, errors, warnings."""
        values = [(key, errors, warnings, slug, target) for slug, target, key, errors, warnings in found]
        if values:
            with self._writing():
                self._db.executemany(
                    "UPDATE rows SET findings_key=?, errors=?, warnings=? WHERE slug=? AND target=?", values
                )

    # ── the pairs that the memory is made of ────────────────────────────────────────────────────────────────────
    def catalogs(self) -> dict[tuple[str, str], tuple[str, int]]:
        """Signature and reading time (ns) of each PO file whose pairs are kept, by slug and locale."""
        query = self._db.execute("SELECT slug, locale, signature, read_at FROM catalogs")
        return {(slug, locale): (signature, at) for slug, locale, signature, at in query}

    def store_pairs(
        self,
        slug: str,
        locale: str,
        signature: str,
        read_at: int,
        source_locale: str,
        pairs: Iterable[Pair],
        spellings: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Replaces the pairs of one PO file, and the names in it, each with how it is written."""
        with self._writing():
            self._forget(slug, locale)
            self._db.execute("INSERT OR REPLACE INTO catalogs VALUES (?,?,?,?)", (slug, locale, signature, read_at))
            self._db.executemany(
                "INSERT INTO pairs VALUES (?,?,?,?,?,?)",
                [
                    (slug, locale, source_locale, json.dumps(one.body, ensure_ascii=False), one.ours, one.theirs)
                    for one in pairs
                ],
            )
            self._db.executemany(
                "INSERT INTO spellings VALUES (?,?,?,?,?)",
                [(name, slug, locale, source_locale, written) for name, written in spellings],
            )

    def forget_pairs(self, slug: str, locale: str) -> None:
        """Drops the pairs of a PO file that is gone."""
        with self._writing():
            self._forget(slug, locale)
            self._db.execute("DELETE FROM catalogs WHERE slug=? AND locale=?", (slug, locale))

    def _forget(self, slug: str, locale: str) -> None:
        for table in _CATALOG:
            self._db.execute(f"DELETE FROM {table} WHERE slug=? AND locale=?", (slug, locale))

    def pairs(self, source_locale: str, locale: str, slug: str | None = None) -> list[tuple[str, list[object]]]:
        """All pairs of two languages (of one article): (slug, pair)."""
        query = self._db.execute(
            "SELECT slug, body FROM pairs WHERE source_locale=? AND locale=?" + ("" if slug is None else " AND slug=?"),
            (source_locale, locale, *(() if slug is None else (slug,))),
        )
        return [(where, json.loads(body)) for where, body in query]

    def same(
        self, source_locale: str, locale: str, number: int, *, target: bool = False
    ) -> list[tuple[str, list[object]]]:
        """The pairs of two languages with this number of the source (`target`: of the translation): (slug, pair)."""
        column = "theirs" if target else "ours"
        query = self._db.execute(
            f"SELECT slug, body FROM pairs WHERE {column}=? AND source_locale=? AND locale=?",
            (number, source_locale, locale),
        )
        return [(where, json.loads(body)) for where, body in query]

    def spellings(self, name: str, locales: tuple[str, str]) -> list[tuple[str, str]]:
        """How a name is written in the PO files from one of two languages into the other: (slug, as it is written)."""
        query = self._db.execute(
            "SELECT slug, written FROM spellings WHERE name=? AND (source_locale, locale) IN (VALUES (?,?), (?,?))",
            (name, *locales, *reversed(locales)),
        )
        return list(query)

    def state(self) -> tuple[int, int]:
        """What is another number after anything in the index was changed, here or by another process (3 µs)."""
        return self._db.execute("PRAGMA data_version").fetchone()[0], self._db.total_changes


def fresh(read_at: int, newest_mtime: int) -> bool:
    """Whether files last touched at `newest_mtime` (ns) surely had their present content when read at `read_at`."""
    return newest_mtime + RACY_NS < read_at
