"""What an engine may cost: characters or tokens a day and a price a month, counted on disk before anything is sent.

The count is one SQLite file; taking from a budget is one transaction, so that any number of processes of a newsroom
spend it together and never more. A price is whatever currency the settings are thought in.
"""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from transflow.engines import trouble
from transflow.engines.store import Store
from transflow.engines.tariff import Bill, Tariff, Tokens
from transflow.engines.trouble import Blow
from transflow.interface import gettext as _

_SCHEMA = "CREATE TABLE IF NOT EXISTS sent_1 (engine TEXT, day TEXT, characters INTEGER, PRIMARY KEY (engine, day))"
_ADD = (
    "INSERT INTO sent_1 VALUES (?, ?, ?)"
    " ON CONFLICT (engine, day) DO UPDATE SET characters = max(0, characters + excluded.characters)"
)
_TOKENS = (
    "CREATE TABLE IF NOT EXISTS tokens_1"
    " (engine TEXT, day TEXT, sent INTEGER, received INTEGER, micros INTEGER, PRIMARY KEY (engine, day))"
)
_ADD_TOKENS = (
    "INSERT INTO tokens_1 VALUES (?, ?, ?, ?, ?) ON CONFLICT (engine, day) DO UPDATE SET"
    " sent = sent + excluded.sent, received = received + excluded.received, micros = micros + excluded.micros"
)
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Budget:
    """Characters of source text a day, and a price a month at a price for a million characters; None: no limit."""

    characters_per_day: int | None = None
    price_per_million: float | None = None
    price_per_month: float | None = None

    @property
    def counted(self) -> bool:
        """Whether there is anything to count for."""
        return self != Budget()


@dataclass(frozen=True, slots=True)
class Spent:
    """Characters sent today and in this calendar month."""

    today: int
    month: int

    def price(self, budget: Budget) -> float | None:
        """What this month has cost so far; None without a price."""
        return None if budget.price_per_million is None else self.month * budget.price_per_million / _MILLION


class Ledger:
    """The count of one newsroom in the file at `path`; `today` gives the day in the newsroom's time zone."""

    def __init__(self, path: Path, today: Callable[[], date]) -> None:
        self._store, self._today = Store(path, f"{_SCHEMA}; {_TOKENS}"), today

    def take(self, engine: str, characters: int, budget: Budget) -> Blow | None:
        """Counts `characters` that are about to be sent, or says which limit they would pass; then none is counted."""
        day = self._today()
        try:
            with self._store.writing() as db:
                refusal = _over(_spent(db, engine, day), characters, budget)
                if refusal is None:
                    db.execute(_ADD, (engine, day.isoformat(), characters))
                return refusal
        except (sqlite3.Error, OSError):  # a budget that cannot be counted cannot be kept
            return uncounted()

    def give_back(self, engine: str, characters: int) -> None:
        """Takes characters out of the count again that the service has not translated. Where the file fails just now
        they stay in it: that errs on the side of sending less, and the next `take` says what is wrong."""
        with suppress(sqlite3.Error, OSError), self._store.writing() as db:
            db.execute(_ADD, (engine, self._today().isoformat(), -characters))

    def spent(self, engine: str) -> Spent:
        """What was sent so far. Raises OSError or sqlite3.Error where the file cannot be read."""
        if not self._store.there:
            return Spent(0, 0)
        with self._store.writing() as db:
            return _spent(db, engine, self._today())

    def reserve(self, engine: str, tokens: Tokens, tariff: Tariff) -> Blow | None:
        """Counts `tokens` that a request is about to cost, or says which limit they would pass; then none are."""
        day = self._today()
        try:
            with self._store.writing() as db:
                refusal = _billed(db, engine, day).refusal(tokens, tariff)
                if refusal is None:
                    db.execute(_ADD_TOKENS, (engine, day.isoformat(), *_row(tokens, tariff)))
                return refusal
        except (sqlite3.Error, OSError):  # a budget that cannot be counted cannot be kept
            return uncounted()

    def settle(self, engine: str, reserved: Tokens, used: Tokens, tariff: Tariff) -> None:
        """Puts what a request has cost in the place of what was reserved for it. Where the file fails just now the
        reservation stands, as with `give_back`."""
        before, after = _row(reserved, tariff), _row(used, tariff)
        more = tuple(two - one for one, two in zip(before, after, strict=True))
        with suppress(sqlite3.Error, OSError), self._store.writing() as db:
            db.execute(_ADD_TOKENS, (engine, self._today().isoformat(), *more))

    def bill(self, engine: str) -> Bill:
        """The tokens so far and what they cost. Raises OSError or sqlite3.Error where the file cannot be read."""
        if not self._store.there:
            return Bill()
        with self._store.writing() as db:
            return _billed(db, engine, self._today())

    def close(self) -> None:
        """Lets go of the file; the next use opens it again."""
        self._store.close()


def _spent(db: sqlite3.Connection, engine: str, day: date) -> Spent:
    rows = dict(
        db.execute("SELECT day, characters FROM sent_1 WHERE engine = ? AND day LIKE ?", (engine, f"{day:%Y-%m}-%"))
    )
    return Spent(rows.get(day.isoformat(), 0), sum(rows.values()))


def _billed(db: sqlite3.Connection, engine: str, day: date) -> Bill:
    today, month, micros = Tokens(), Tokens(), 0
    for one, sent, received, price in db.execute(
        "SELECT day, sent, received, micros FROM tokens_1 WHERE engine = ? AND day LIKE ?", (engine, f"{day:%Y-%m}-%")
    ):
        month, micros = month + Tokens(sent, received), micros + price
        today = Tokens(sent, received) if one == day.isoformat() else today
    return Bill(today, month, micros)


def _row(tokens: Tokens, tariff: Tariff) -> tuple[int, int, int]:
    return tokens.sent, tokens.received, tariff.micros(tokens)


def _over(spent: Spent, characters: int, budget: Budget) -> Blow | None:
    if budget.characters_per_day is not None and spent.today + characters > budget.characters_per_day:
        return trouble.overspent(
            _("the budget of {limit} characters a day is used up ({spent} sent today); it was not sent").format(
                limit=budget.characters_per_day, spent=spent.today
            )
        )
    if budget.price_per_month is not None:
        after = Spent(spent.today, spent.month + characters).price(budget)
        if after is not None and after > budget.price_per_month:
            return trouble.overspent(
                _("the budget of {limit} a month is used up ({spent} spent); it was not sent").format(
                    limit=f"{budget.price_per_month:.2f}", spent=f"{spent.price(budget) or 0:.2f}"
                )
            )
    return None


def uncounted() -> Blow:
    """The count cannot be written: a budget that is not counted is not kept, and nothing is sent."""
    return trouble.overspent(
        _("its budget cannot be counted (.transflow/spending.sqlite cannot be read and written); it was not sent")
    )
