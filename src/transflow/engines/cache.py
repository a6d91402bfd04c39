"""Nothing is fetched twice: the answers of engines, kept on disk by engine, pair and text."""

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

from transflow.engines.port import (
    Cache,
    Engine,
    Flavoured,
    Outcome,
    Pair,
    TermSearch,
    Versioned,
    closable,
    no_terms,
)  # fmt: skip

_SCHEMA = "CREATE TABLE IF NOT EXISTS answers_1 (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID"
_MANY = 500  # SQLite takes 999 parameters in its older builds
_Result = TypeVar("_Result")


def cache_key(engine: str, pair: Pair, text: str, *more: str) -> str:
    """The key of an answer: SHA-256 over engine, pair, text and whatever `more` the answer depends on, in
    hexadecimal."""
    return hashlib.sha256("\x00".join((engine, pair.source, pair.target, text, *more)).encode()).hexdigest()


def cached(engine: Engine, cache: Cache, *, refresh: bool = False, terms: TermSearch = no_terms) -> Engine:
    """`engine`, asked only for what `cache` does not hold; the same text twice in one run is asked for once.

    An answer is that of the engine's version (`Versioned`), and of the `terms` in the text, if the engine asks for
    them itself. With `refresh` nothing is taken from the cache, and what it held is replaced.
    """
    return _Cached(engine, cache, refresh, terms)


def kept(
    engine: Engine, sources: Iterable[str], pair: Pair, cache: Cache, terms: TermSearch = no_terms
) -> dict[str, str]:
    """What `cache` holds of the answers of `engine`, by source; it is not asked."""
    keys = _keys(engine, sources, pair, terms)
    held = cache.get_many(keys.values())
    return {source: held[key] for source, key in keys.items() if key in held}


def _keys(engine: Engine, sources: Iterable[str], pair: Pair, terms: TermSearch) -> dict[str, str]:
    """By source, the key of the answer that the engine would give now."""
    version = engine.version(pair) if isinstance(engine, Versioned) else ""

    def key(source: str) -> str:
        told = [f"{one.source}={one.target};{one.forbidden}" for one in terms(source, pair)]
        flavour = engine.flavour(source, pair) if isinstance(engine, Flavoured) else ""
        told += [flavour] if flavour else []
        return cache_key(engine.name, pair, source, *([version, *told] if version or told else ()))

    return {source: key(source) for source in sources}


class _Cached:
    def __init__(self, engine: Engine, cache: Cache, refresh: bool, terms: TermSearch) -> None:
        self.name = engine.name
        self.local = engine.local
        self._engine = engine
        self._cache = cache
        self._refresh = refresh
        self._terms = terms

    def translate(self, sources: Sequence[str], pair: Pair) -> Iterator[Outcome]:
        places: dict[str, list[int]] = {}
        for index, source in enumerate(sources):
            places.setdefault(source, []).append(index)
        keys = _keys(self._engine, places, pair, self._terms)
        held = {} if self._refresh else self._cache.get_many(keys.values())
        for source in list(places):
            if keys[source] in held:
                for index in places.pop(source):
                    yield Outcome(index, held[keys[source]], None, f"engine:{self.name}")
        if not places:
            return
        asked = list(places)
        with closing(closable(self._engine.translate(asked, pair))) as outcomes:
            for outcome in outcomes:
                source = asked[outcome.index]
                if outcome.text is not None:
                    self._cache.put(keys[source], outcome.text)
                for index in places[source]:
                    yield Outcome(index, outcome.text, outcome.failure, outcome.origin)

    def available(self, pair: Pair) -> str | None:
        return self._engine.available(pair)


class SqliteCache:
    """A cache in one SQLite file, shared by any number of processes and threads.

    It is derived: a broken file is deleted and begun again, and where none can be written (a read-only folder, a full
    disk) it is kept in memory, which costs money or time and loses nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = None

    def get_many(self, keys: Iterable[str]) -> dict[str, str]:
        """The texts of those `keys` that are known."""
        wanted = list(keys)

        def read(db: sqlite3.Connection) -> dict[str, str]:
            found: dict[str, str] = {}
            for start in range(0, len(wanted), _MANY):
                some = wanted[start : start + _MANY]
                marks = ",".join("?" * len(some))
                found.update(db.execute(f"SELECT key, text FROM answers_1 WHERE key IN ({marks})", some))
            return found

        return self._with(read)

    def put(self, key: str, text: str) -> None:
        """Keeps `text` under `key`; it is in the file when this returns."""
        self._with(lambda db: db.execute("INSERT OR REPLACE INTO answers_1 VALUES (?,?)", (key, text)))

    def close(self) -> None:
        """Lets go of the file; the next use opens it again."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def _with(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result:
        with self._lock:
            try:
                return work(self._opened())
            except sqlite3.OperationalError:  # locked too long, full, read-only: do without the file
                self._begin(None)
            except sqlite3.DatabaseError:  # not a database, or a damaged one
                self._begin(self._path)
            return work(self._opened())

    def _opened(self) -> sqlite3.Connection:
        if self._db is None:
            try:
                self._db = _connect(self._path)
            except sqlite3.OperationalError:
                self._begin(None)
            except sqlite3.DatabaseError:
                self._begin(self._path)
            except OSError:
                self._begin(None)
        assert self._db is not None
        return self._db

    def _begin(self, path: Path | None) -> None:
        """Begins again with an empty file at `path`, or in memory."""
        if self._db is not None:
            self._db.close()
            self._db = None
        if path is not None:
            try:
                for suffix in ("", "-wal", "-shm"):
                    Path(f"{path}{suffix}").unlink(missing_ok=True)
                self._db = _connect(path)
            except (OSError, sqlite3.DatabaseError):
                self._db = None
        if self._db is None:
            self._db = _connect(None)


def _connect(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(str(path) if path else ":memory:", timeout=10, isolation_level=None, check_same_thread=False)
    try:
        with suppress(sqlite3.OperationalError):  # another process is changing the mode this very moment
            db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.execute(_SCHEMA)
    except sqlite3.Error:
        db.close()
        raise
    return db
