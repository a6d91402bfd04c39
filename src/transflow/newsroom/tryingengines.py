"""Which engine works here and now, and the remedy for one that does not. No text is sent, and no key."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transflow import engines
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import deriving, modelkeeping, pretranslation
from transflow.newsroom.room import Newsroom

DEADLINE = 5.0  # seconds for all services together: a network that swallows everything must not keep anybody waiting


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that was tried. `optional` ones may fail without harm to the rest."""

    what: str
    works: bool
    detail: str = ""
    remedy: str = ""
    optional: bool = False


def examine(room: Newsroom) -> Iterator[Condition]:
    """The engines that the settings name (services are knocked at), then the others; then who translates what."""
    settings = room.settings
    made_of = [engines.Pair(how.origin, locale) for locale, how in settings.variants.items()]
    pairs = [
        engines.Pair(*pair) for one in settings.targets for pair in ((settings.source, one), (one, settings.source))
    ]
    named = dict.fromkeys((*settings.engines, *settings.engine_options, *([deriving.ENGINE] if made_of else [])))
    resources = engines.Resources(keys=engines.keys_from(os.environ), models=modelkeeping.folder())
    loaded: dict[str, engines.Engine | TransflowError] = {}
    for name in (*named, *(one for one in engines.names() if one not in named)):
        try:
            loaded[name] = engines.load(name, settings.engine_options.get(name, {}), resources)
        except TransflowError as error:
            loaded[name] = error
    knocked = _knocked({name: loaded[name] for name in named}, pairs)
    able: dict[engines.Pair, list[str]] = {pair: [] for pair in pairs}
    for name, engine in loaded.items():
        label = _("engine {name}").format(name=name)
        if isinstance(engine, TransflowError):
            yield Condition(label, False, engine.problem, engine.remedy, optional=name not in named)
            continue
        wanted = made_of if name == deriving.ENGINE else pairs
        troubles = {pair: engine.available(pair) for pair in wanted}
        if name not in named:
            yield _unnamed(label, name, list(troubles.values()))
            continue
        condition = _named(room, label, engine, troubles, knocked.get(name))
        yield condition
        for pair in pairs if condition.works and name != deriving.ENGINE else ():
            if troubles[pair] is None:
                able[pair].append(name)
    for pair, names in able.items():
        yield _pair(pair, [name for name in names if name not in ("memory", "copy", "pseudo")])


def _named(
    room: Newsroom,
    label: str,
    engine: "engines.Engine",
    troubles: "Mapping[engines.Pair, str | None]",
    silent: str | None,
) -> Condition:
    """An engine of the settings: it works if it does in one pair of languages."""
    passed_over = _("until then it is passed over")
    told = dict.fromkeys(reason for reason in troubles.values() if reason)
    if troubles and all(troubles.values()):
        return Condition(label, False, "; ".join(told), passed_over, optional=True)
    if silent:
        remedy = _("look at the network, the proxy (HTTPS_PROXY) and the firewall; {passed_over}")
        return Condition(label, False, silent, remedy.format(passed_over=passed_over), optional=True)
    where = _("on this machine") if engine.local else _("elsewhere; it answers")
    if not engine.local and not isinstance(engine, engines.Reachable):
        where = _("elsewhere; not tried here")
    if isinstance(engine, engines.Budgeted) and engine.budget.counted:
        spent = _budget(room, engine.name, engine.budget)
        if not spent.works:
            return replace(spent, what=label)
        where = _("{where}; {spent}").format(where=where, spent=spent.detail)
    return Condition(label, True, "; ".join((where, *told)), optional=True)


def _unnamed(label: str, name: str, troubles: Sequence[str | None]) -> Condition:
    """An engine that the settings do not name: not even knocked at."""
    told = dict.fromkeys(reason for reason in troubles if reason)
    detail = "; ".join((_("not in the settings"), *(told if troubles and all(troubles) else ())))
    remedy = _("add it to translate.engines, if you want it") if name not in engines.LOCAL else ""
    return Condition(label, not (troubles and all(troubles)), detail, remedy, optional=True)


def _pair(pair: "engines.Pair", names: Sequence[str]) -> Condition:
    """Who translates from one language into another."""
    label = f"{pair.source} → {pair.target}"
    if names:
        return Condition(label, True, _("by {names}").format(names=", ".join(names)), optional=True)
    models = "transflow models add " + "-".join(one.split("_")[0] for one in (pair.source, pair.target))
    remedy = _("`{command}` gets a model that works without a network").format(command=models)
    return Condition(label, False, _("no engine of the settings translates this here and now"), remedy, optional=True)


def _knocked(
    loaded: "Mapping[str, engines.Engine | TransflowError]", pairs: "Sequence[engines.Pair]"
) -> dict[str, str | None]:
    """Of each engine that is elsewhere and can be knocked at: None if it answers, else why not. All at once, for
    `DEADLINE` seconds: a thread that still waits for a name to be found is left alone, and dies with the program."""
    answers: dict[str, str | None] = {}

    def knock(name: str, engine: "engines.Reachable") -> None:
        try:
            answers[name] = engine.reach(DEADLINE)
        except Exception as error:  # noqa: BLE001 - an engine of another package may throw anything
            answers[name] = type(error).__name__

    threads = {
        name: threading.Thread(target=knock, args=(name, engine), daemon=True)
        for name, engine in loaded.items()
        if isinstance(engine, engines.Reachable) and not isinstance(engine, TransflowError)
        if not engine.local and not all(engine.available(pair) for pair in pairs)
    }
    end = time.monotonic() + DEADLINE
    for thread in threads.values():
        thread.start()
    for thread in threads.values():
        thread.join(max(0.0, end - time.monotonic()))
    silence = _("no answer within {seconds} seconds").format(seconds=f"{DEADLINE:.0f}")
    return {name: answers.get(name, silence) for name in threads}


def _budget(room: Newsroom, name: str, budget: "engines.Budget") -> Condition:
    """What an engine has been sent of what it may be: it does not work where nothing more may be sent."""
    try:
        spent = pretranslation.spending(room).spent(name)
    except (OSError, sqlite3.Error) as error:
        remedy = _("delete .transflow/spending.sqlite and its -wal and -shm: the count begins anew")
        return Condition(name, False, _("its budget cannot be counted: {error}").format(error=error), remedy)
    price, parts, full = spent.price(budget), [], False
    if budget.characters_per_day is not None:
        limit = f"{budget.characters_per_day:,}"
        parts.append(_("{n} of {limit} characters sent today").format(n=f"{spent.today:,}", limit=limit))
        full = spent.today >= budget.characters_per_day
    if price is not None and budget.price_per_month is not None:
        limit = f"{budget.price_per_month:.2f}"
        parts.append(_("{price} of {limit} spent this month").format(price=f"{price:.2f}", limit=limit))
        full = full or price >= budget.price_per_month
    elif price is not None:
        parts.append(_("{price} spent this month").format(price=f"{price:.2f}"))
    remedy = _("raise the budget in [engines.{name}], or wait").format(name=name) if full else ""
    return Condition(name, not full, ", ".join(parts), remedy, optional=True)
