"""What a run would cost, and what it has cost, before and after it."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from transflow import engines
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import accounts, staffing, workload
from transflow.newsroom.room import Newsroom


@dataclass(frozen=True, slots=True)
class Quote:
    """What an engine would be asked for: segments, characters of source text, tokens (None: it counts none), the price
    in millionths (None: the settings name none); or the `reason` why it would not be asked."""

    engine: str
    segments: int = 0
    characters: int = 0
    tokens: "engines.Tokens | None" = None
    micros: int | None = None
    reason: str = ""

    def __add__(self, other: "Quote") -> "Quote":
        tokens = [one for one in (self.tokens, other.tokens) if one is not None]
        prices = [one for one in (self.micros, other.micros) if one is not None]
        return Quote(
            self.engine, self.segments + other.segments, self.characters + other.characters,
            sum(tokens, engines.Tokens()) if tokens else None, sum(prices) if prices else None,
            self.reason or other.reason,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do: segments to fill, who would be asked for how many, how many nobody would have, how many wait
    for a person's text in which language, being made of that, and what could not be read."""

    total: int
    quotes: tuple[Quote, ...]
    left: int
    waiting: Mapping[str, int]
    troubles: tuple[TransflowError, ...]


def plan(
    room: Newsroom,
    slugs: Collection[str] = (),
    locale: str | None = None,
    chosen: Sequence[str] = (),
    redo: bool = False,
) -> Plan:
    """What `pretranslation.translate` would do and cost, if no engine failed and nothing had been kept; nothing is sent
    or changed."""
    staff = staffing.called(room, chosen, redo=redo)
    parts, unread = workload.parts(staff, slugs, locale)
    tasks, gone = workload.tasks(staff, parts)
    waiting, made = Counter[str](), []
    for task in tasks:
        waiting[task.pair.source] += len(task.waiting)
        if task.work:
            staff.show(task.articles)
            made.append(_quotes(staff.bare(task.pair, task.work[0][0].article), task.texts, task.pair))
    together, left = _together(made)
    total, troubles = sum(len(part.ids) for part in parts), {**unread, **gone}
    return Plan(total, together, left, +waiting, tuple(troubles.values()))


def warning(room: Newsroom, slugs: Collection[str], locale: str | None, chosen: Sequence[str], redo: bool) -> list[str]:
    """What a run is about to cost, where an engine by the token has a price: one line each, else none."""
    names = tuple(chosen) or room.settings.engines
    if not any(accounts.by_the_token(room.settings.engine_options.get(name, {}), name) for name in names):
        return []
    quotes = plan(room, slugs, locale, chosen, redo).quotes
    return [planned(one) for one in quotes if one.tokens is not None and one.micros is not None]


def _quotes(able: "Sequence[engines.Engine]", sources: Sequence[str], pair: "engines.Pair") -> tuple[list[Quote], int]:
    """What each of the engines would be asked for, if none failed, and how many sources nobody would have. Those that
    cost nothing are asked; nothing is sent."""
    made, left = [], list(sources)
    for engine in able:
        reason = engine.available(pair)
        if reason is not None:
            made.append(Quote(engine.name, reason=reason))
        elif left and engine.name in engines.INSTANT:
            had = {outcome.index for outcome in engine.translate(left, pair) if outcome.text is not None}
            made.append(Quote(engine.name, len(had)))
            left = [text for index, text in enumerate(left) if index not in had]
        elif left:
            made.append(_quote(engine, left, pair))
            left = []
    return made, len(left)


def _quote(engine: "engines.Engine", sources: Sequence[str], pair: "engines.Pair") -> Quote:
    asked = list(dict.fromkeys(sources))  # a text that is there twice is asked for once
    characters = sum(map(len, asked))
    if isinstance(engine, engines.Metered):
        tokens = engine.quote(asked, pair)
        price = engine.tariff.micros(tokens) if engine.tariff.priced else None
        return Quote(engine.name, len(sources), characters, tokens, price)
    price = None
    if isinstance(engine, engines.Budgeted) and engine.budget.price_per_million is not None:
        price = round(characters * engine.budget.price_per_million)
    return Quote(engine.name, len(sources), characters, None, price)


def _together(parts: Sequence[tuple[list[Quote], int]]) -> tuple[tuple[Quote, ...], int]:
    """The quotes of several articles as one for each engine, in their order, and how many are left in all."""
    made: dict[str, Quote] = {}
    for some, _left in parts:
        for one in some:
            made[one.engine] = made[one.engine] + one if one.engine in made else one
    return tuple(made.values()), sum(left for _some, left in parts)


def planned(one: Quote) -> str:
    """A quote for people."""
    if one.reason and not one.segments:
        return _("{engine}: not asked: {reason}").format(engine=one.engine, reason=one.reason)
    said = ngettext("{engine}: {n} segment", "{engine}: {n} segments", one.segments).format(
        engine=one.engine, n=f"{one.segments:,}"
    )
    if one.tokens is not None:
        said = _("{said}, about {sent} tokens to be sent and {received} received").format(
            said=said, sent=f"{one.tokens.sent:,}", received=f"{one.tokens.received:,}"
        )
    elif one.characters:
        said = _("{said}, {n} characters").format(said=said, n=f"{one.characters:,}")
    return said if one.micros is None else _("{said}, about {price}").format(said=said, price=engines.money(one.micros))


def used(room: Newsroom, paid: "Mapping[str, engines.Paid]") -> list[str]:
    """What each engine that counts tokens has cost, and the month so far, for people."""
    return [_used(room, name, one) for name, one in paid.items()]


def _used(room: Newsroom, name: str, one: "engines.Paid") -> str:
    said = _("{engine}: {sent} tokens sent, {received} received").format(
        engine=name, sent=f"{one.tokens.sent:,}", received=f"{one.tokens.received:,}"
    )
    if one.estimated:
        many = ngettext("{n} request of {all} estimated", "{n} requests of {all} estimated", one.estimated)
        said = _("{said} ({estimated})").format(said=said, estimated=many.format(n=one.estimated, all=one.requests))
    if one.micros is None:
        return said
    said = _("{said}, at {price}").format(said=said, price=engines.money(one.micros))
    try:
        month = accounts.spending(room).bill(name).micros
    except (OSError, sqlite3.Error):  # `doctor` tells; the run itself has been told of already
        return said
    return _("{said}; {price} this month").format(said=said, price=engines.money(month))
