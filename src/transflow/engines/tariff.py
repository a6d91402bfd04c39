"""What a language model costs: tokens sent and received, each at its price, and a limit a day and a month.

A price is in whatever currency the settings are thought in; prices are counted in millionths of it.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from transflow.engines import trouble
from transflow.engines.trouble import Blow
from transflow.interface import gettext as _

MICRO = 1_000_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens that were sent to a model and received from it."""

    sent: int = 0
    received: int = 0

    def __add__(self, other: "Tokens") -> "Tokens":
        return Tokens(self.sent + other.sent, self.received + other.received)

    @property
    def all(self) -> int:
        """Both together."""
        return self.sent + self.received


@dataclass(frozen=True, slots=True)
class Tariff:
    """The price of a million tokens each way, and the limits: tokens a day, money a month; None: no limit."""

    per_million_sent: float | None = None
    per_million_received: float | None = None
    tokens_per_day: int | None = None
    price_per_month: float | None = None

    @property
    def priced(self) -> bool:
        """Whether it costs anything."""
        return self.per_million_sent is not None or self.per_million_received is not None

    @property
    def counted(self) -> bool:
        """Whether there is anything to count for."""
        return self != Tariff()

    def micros(self, tokens: Tokens) -> int:
        """The price of `tokens` in millionths: a price for a million tokens is one of a millionth for each."""
        return round(tokens.sent * (self.per_million_sent or 0) + tokens.received * (self.per_million_received or 0))


@dataclass(frozen=True, slots=True)
class Bill:
    """Tokens of today and of this calendar month, and what the month has cost in millionths."""

    today: Tokens = Tokens()
    month: Tokens = Tokens()
    micros: int = 0

    def refusal(self, more: Tokens, tariff: Tariff) -> Blow | None:
        """Why `more` may not be spent on top of this; None if they may."""
        if tariff.tokens_per_day is not None and self.today.all + more.all > tariff.tokens_per_day:
            return trouble.overspent(
                _("the budget of {limit} tokens a day is used up ({spent} used today); it was not sent").format(
                    limit=tariff.tokens_per_day, spent=self.today.all
                )
            )
        if tariff.price_per_month is not None:
            limit = round(tariff.price_per_month * MICRO)
            if self.micros + tariff.micros(more) > limit:
                return trouble.overspent(
                    _("the budget of {limit} a month is used up ({spent} spent); it was not sent").format(
                        limit=money(limit), spent=money(self.micros)
                    )
                )
        return None


def money(micros: int) -> str:
    """A price as it is shown: two decimals, or four where two would show nothing."""
    amount = micros / MICRO
    return f"{amount:.4f}" if 0 < amount < 0.1 else f"{amount:.2f}"


@dataclass(frozen=True, slots=True)
class Paid:
    """What one run has used of an engine: tokens, their price in millionths (None: the settings name none), requests,
    and how many of these the server gave no count for, so that theirs was estimated."""

    tokens: Tokens = Tokens()
    micros: int | None = None
    requests: int = 0
    estimated: int = 0


@dataclass(slots=True)
class Bills:
    """What a run has used, by engine; its threads write here."""

    _paid: dict[str, Paid] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, engine: str, tokens: Tokens, tariff: Tariff, *, estimated: bool) -> None:
        """Counts one request."""
        with self._lock:
            had = self._paid.get(engine, Paid())
            micros = (had.micros or 0) + tariff.micros(tokens) if tariff.priced else None
            self._paid[engine] = Paid(had.tokens + tokens, micros, had.requests + 1, had.estimated + estimated)

    def paid(self) -> Mapping[str, Paid]:
        """What has been used so far."""
        with self._lock:
            return dict(self._paid)
