"""Which engine works here and now, and the remedy for one that does not. No text is sent, and a key
only to the language model that it is for."""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from transflow import engines
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import accounts, deriving, knocking, modelkeeping, passages
from transflow.newsroom.room import Newsroom

DEADLINE = 5.0  # seconds for all services together: a network that swallows everything must not keep anybody waiting


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that was tried. `optional` ones may fail without harm to the rest; what is not `wanted` nobody has
    asked for: it is there to be known."""

    what: str
    works: bool
    detail: str = ""
    remedy: str = ""
    optional: bool = False
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class _Tried:
    """An engine that can be loaded, and why it does not work in one pair of languages or another (None: it does)."""

    engine: "engines.Engine"
    troubles: "Mapping[engines.Pair, str | None]"

    @property
    def told(self) -> list[str]:
        """The reasons, each once."""
        return list(dict.fromkeys(reason for reason in self.troubles.values() if reason))

    @property
    def able(self) -> bool:
        """Whether it works in some pair."""
        return not self.troubles or not all(self.troubles.values())


def examine(room: Newsroom) -> Iterator[Condition]:
    """The engines that the settings name (services are knocked at), then the others; then who translates what. What is
    made of another kind of Chinese is asked of the conversion alone."""
    settings = room.settings
    made_of = [engines.Pair(how.origin, locale) for locale, how in settings.variants.items()]
    pairs = [
        engines.Pair(*pair)
        for one in settings.targets if one not in settings.variants
        for pair in ((settings.source, one), (one, settings.source))
    ]  # fmt: skip
    named = dict.fromkeys((*settings.engines, *settings.engine_options, *([deriving.ENGINE] if made_of else [])))
    resources = engines.Resources(
        keys=engines.keys_from(os.environ), models=modelkeeping.folder(), read=passages.reader(room)
    )
    tried: dict[str, _Tried | TransflowError] = {}
    for name in (*named, *(one for one in engines.names() if one not in named)):
        try:
            engine = engines.load(name, settings.engine_options.get(name, {}), resources)
            wanted = made_of if name == deriving.ENGINE else pairs
            tried[name] = _Tried(engine, {pair: engine.available(pair) for pair in wanted})
        except TransflowError as error:
            tried[name] = error
    there = [one for name in named if isinstance(one := tried[name], _Tried) and one.able]
    reachable = {one.engine.name: one.engine.reach for one in there if isinstance(one.engine, engines.Reachable)}
    knocked = knocking.answers(reachable, DEADLINE)
    able: dict[engines.Pair, list[str]] = {pair: [] for pair in (*pairs, *made_of)}
    for name, one in tried.items():
        label = _("engine {name}").format(name=name)
        if isinstance(one, TransflowError):
            said = _("{what}: {said}").format(what=one.where, said=one.problem)
            if name not in named:
                said = "; ".join((_("not in the settings"), said))
            yield Condition(label, False, said, one.remedy, optional=name not in named, wanted=name in named)
        elif name not in named:
            yield _unnamed(label, one)
        else:
            condition = _named(room, label, one, knocked.get(name))
            yield condition
            if condition.works and (name == deriving.ENGINE or name not in engines.INSTANT):
                for pair, trouble in one.troubles.items():
                    if trouble is None:
                        able[pair].append(name)
    for pair, names in able.items():
        yield _pair(pair, names)


def _named(room: Newsroom, label: str, one: _Tried, silent: str | None) -> Condition:
    """An engine of the settings: it works if it does in one pair of languages, and may be sent more."""
    engine, passed_over = one.engine, _("until then it is passed over")
    if not one.able:
        return Condition(label, False, "; ".join(one.told), passed_over, optional=True)
    if silent:
        remedy = _("look at the network, the proxy (HTTPS_PROXY) and the firewall; {passed_over}")
        if "url" in room.settings.engine_options.get(engine.name, {}):  # a server that somebody here has named
            remedy = _("start the server, or mend its table [engines.{name}]; {passed_over}")
        told = remedy.format(name=engine.name, passed_over=passed_over)
        return Condition(label, False, silent, told, optional=True)
    try:
        parts, full = _used(room, engine)
    except (OSError, sqlite3.Error) as error:
        remedy = _("delete .transflow/spending.sqlite and its -wal and -shm: the count begins anew")
        return Condition(label, False, _("its budget cannot be counted: {error}").format(error=error), remedy)
    if full:
        remedy = _("raise the budget in [engines.{name}], or wait").format(name=engine.name)
        return Condition(label, False, ", ".join(parts), remedy, optional=True)
    where = _where(engine)
    if parts:
        where = _("{where}; {spent}").format(where=where, spent=", ".join(parts))
    return Condition(label, True, "; ".join((where, *one.told)), optional=True)


def _where(engine: "engines.Engine") -> str:
    """Where an engine is that works, and whether it was asked."""
    if isinstance(engine, engines.Reachable):
        return _("it answers; the text stays in the house") if engine.local else _("elsewhere; it answers")
    return _("on this machine") if engine.local else _("elsewhere; not tried here")


def _unnamed(label: str, one: _Tried) -> Condition:
    """An engine that the settings do not name: not even knocked at."""
    detail = "; ".join((_("not in the settings"), *(() if one.able else one.told)))
    remedy = _("add it to translate.engines, if you want it") if one.engine.name not in engines.LOCAL else ""
    return Condition(label, one.able, detail, remedy, optional=True, wanted=False)


def _pair(pair: "engines.Pair", names: Sequence[str]) -> Condition:
    """Who translates from one language into another."""
    label = f"{pair.source} → {pair.target}"
    if names:
        return Condition(label, True, _("by {names}").format(names=", ".join(names)), optional=True)
    models = "transflow models add " + "-".join(one.split("_")[0] for one in (pair.source, pair.target))
    remedy = _("`{command}` gets a model that works without a network").format(command=models)
    return Condition(label, False, _("no engine of the settings translates this here and now"), remedy, optional=True)


def _used(room: Newsroom, engine: "engines.Engine") -> tuple[list[str], bool]:
    """What an engine has used of what it may, for people, and whether nothing more may be sent: characters or tokens a
    day, money a month. Nothing of one that has no limit and no price. Raises OSError and sqlite3.Error."""
    if isinstance(engine, engines.Metered) and engine.tariff.counted:
        tariff, bill = engine.tariff, accounts.spending(room).bill(engine.name)
        limit, today, said = tariff.tokens_per_day, bill.today.all, _("{n} of {limit} tokens used today")
        micros, most = bill.micros if tariff.priced else None, tariff.price_per_month
    elif isinstance(engine, engines.Budgeted) and engine.budget.counted:
        budget, spent = engine.budget, accounts.spending(room).spent(engine.name)
        limit, today, said = budget.characters_per_day, spent.today, _("{n} of {limit} characters sent today")
        price, most = spent.price(budget), budget.price_per_month
        micros = None if price is None else round(price * engines.MICRO)
    else:
        return [], False
    parts, full = [], False
    if limit is not None:
        parts.append(said.format(n=f"{today:,}", limit=f"{limit:,}"))
        full = today >= limit
    if micros is not None and most is not None:
        price_said = _("{price} of {limit} spent this month")
        parts.append(price_said.format(price=engines.money(micros), limit=f"{most:.2f}"))
        full = full or micros >= most * engines.MICRO
    elif micros is not None:
        parts.append(_("{price} spent this month").format(price=engines.money(micros)))
    return parts, full
