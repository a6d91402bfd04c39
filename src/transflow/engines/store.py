"""A small SQLite file that any number of processes and threads of a newsroom write into, one transaction at a time."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_WAIT = 30.0  # seconds for another process to finish its transaction of a fraction of a millisecond


class Store:
    """The file at `path` with the tables of `schema`; made when it is first written into."""

    def __init__(self, path: Path, schema: str) -> None:
        self._path, self._schema = path, schema
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = None

    @property
    def there(self) -> bool:
        """Whether anything was ever written."""
        return self._path.exists()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, alone among all threads and processes; an exception undoes it.

        It takes the lock before it reads (IMMEDIATE): two that read first and write then would both act on what the
        other is about to change. Raises sqlite3.Error or OSError where the file cannot be read or written.
        """
        with self._lock:
            if self._db is None:
                self._db = _connect(self._path, self._schema)
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:  # Ctrl+C too: an open transaction would lock others out; it is raised again
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def close(self) -> None:
        """Lets go of the file; the next use opens it again."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None


def _connect(path: Path, schema: str) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(str(path), timeout=_WAIT, isolation_level=None, check_same_thread=False)
    try:
        with suppress(sqlite3.OperationalError):  # another process is changing the mode this very moment
            db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")  # a crash of the machine may forget the last requests, no other does
        db.executescript(schema)
    except sqlite3.Error:
        db.close()
        raise
    return db
