"""Which services have asked to be left alone, kept on disk: a script that translates every minute is a new process
every minute, and is not to ask a service again that said “not before 14:05”.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from transflow.engines.store import Store
from transflow.engines.trouble import Blow

LONGEST = 24 * 3600.0  # seconds; what a Retry-After beyond that means is a mistake of the server
_SCHEMA = "CREATE TABLE IF NOT EXISTS fallen_1 (service TEXT PRIMARY KEY, blow TEXT, until REAL) WITHOUT ROWID"


class Falls:
    """The falls of a newsroom's services in the file at `path`; `now` is the time of day in seconds since 1970.

    The file is derived. Where it cannot be read or written each process finds out for itself, as it would without.
    """

    def __init__(self, path: Path, now: Callable[[], float]) -> None:
        self._store, self._now = Store(path, _SCHEMA), now

    def keep(self, service: str, blow: Blow, seconds: float) -> None:
        """The service fell, and is not to be asked for so many seconds."""
        row = (service, json.dumps(asdict(blow), ensure_ascii=False), self._now() + seconds)
        with suppress(sqlite3.Error, OSError), self._store.writing() as db:
            db.execute("INSERT OR REPLACE INTO fallen_1 VALUES (?, ?, ?)", row)

    def of(self, service: str) -> tuple[Blow, float] | None:
        """Why the service fell and for how many more seconds it is not to be asked, none or fewer where that is over
        and nobody has tried since; None where it stands."""
        if not self._store.there:
            return None
        with suppress(sqlite3.Error, OSError, ValueError, TypeError), self._store.writing() as db:
            row = db.execute("SELECT blow, until FROM fallen_1 WHERE service = ?", (service,)).fetchone()
            if row is not None:  # a clock that was put back must not lengthen it
                return Blow(**json.loads(row[0])), min(float(row[1]) - self._now(), LONGEST)
        return None

    def forget(self, service: str) -> None:
        """The service answers again."""
        if self._store.there:
            with suppress(sqlite3.Error, OSError), self._store.writing() as db:
                db.execute("DELETE FROM fallen_1 WHERE service = ?", (service,))

    def close(self) -> None:
        """Lets go of the file; the next use opens it again."""
        self._store.close()
