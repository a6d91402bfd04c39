"""What works here, and the remedy for what does not."""

import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transflow import __version__, engines
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import accounts, losses, modelkeeping, overview, passages
from transflow.newsroom.rendition import page_path
from transflow.newsroom.room import Newsroom
from transflow.segment import Status
from transflow.workspace import scan


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that was tried. `optional` ones may fail without harm to the rest."""

    what: str
    works: bool
    detail: str = ""
    remedy: str = ""
    optional: bool = False


def examine(room: Newsroom) -> tuple[Condition, ...]:
    """Tries the folder, the articles, the termbase, the index and every engine that the settings name."""
    version = f"transflow {__version__}, Python {sys.version.split()[0]}"
    return (
        Condition(_("program"), True, version),
        *(_writable(room, name) for name in ("articles", "locales", "journal", "public", ".transflow")),
        _terms(room),
        *_articles(room),
        *_orphans(room),
        *_engines(room),
    )


def _writable(room: Newsroom, name: str) -> Condition:
    folder = room.workspace.root / name
    while not folder.exists():
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Condition(name, False, error.strerror or str(error), _("ask for the permission to write there"))
    return Condition(name, True, _("can be written"))


def _terms(room: Newsroom) -> Condition:
    try:
        return Condition("locales/terms.csv", True, _("{n} entries").format(n=len(room.terms)))
    except TransflowError as error:
        return Condition("locales/terms.csv", False, error.problem, error.remedy or error.where)


def _articles(room: Newsroom) -> Iterator[Condition]:
    desk = overview.desk(room)
    count = len({row.slug for row in desk.articles})
    yield Condition(_("articles"), not desk.troubles, _("{n} can be read").format(n=count))
    for trouble in desk.troubles:
        yield Condition(trouble.where, False, trouble.problem, trouble.remedy)
    for row in desk.articles:
        lost = losses.lost(room, row.slug, row.target) if row.segments[Status.UNTRANSLATED] else ()
        if lost:
            what = ngettext("{n} segment has lost its text", "{n} segments have lost their text", len(lost))
            remedy = _("take the file back from git, or in the editor each text with Alt+H (earlier texts)")
            name = room.workspace.relative(room.workspace.po_path(row.slug, row.target))
            yield Condition(name, False, what.format(n=len(lost)), remedy)


def _orphans(room: Newsroom) -> Iterator[Condition]:
    """Pages that are live though their article's file is gone."""
    seen = scan.scan(room.workspace.root)
    for slug in sorted({slug for files in seen.catalogs.values() for slug in files} - set(seen.articles)):
        pages = [page_path(locale, slug) for locale in (room.settings.source, *room.settings.targets)]
        live = [page for page in pages if scan.stamp(f"{room.workspace.root}/public/{page}")]
        if live:
            remedy = _("restore articles/{slug}.md and withdraw it, or remove the page").format(slug=slug)
            yield Condition(f"public/{live[0]}", False, _("it is live, and its article is gone"), remedy)


def _engines(room: Newsroom) -> Iterator[Condition]:
    """Each engine of the settings, asked without sending any text."""
    settings = room.settings
    resources = engines.Resources(
        keys=engines.keys_from(os.environ), models=modelkeeping.folder(), read=passages.reader(room)
    )
    for name in dict.fromkeys((*settings.engines, *settings.engine_options)):
        label = _("engine {name}").format(name=name)
        try:
            engine = engines.load(name, settings.engine_options.get(name, {}), resources)
            pairs = [engines.Pair(settings.source, one) for one in settings.targets]
            trouble = next(filter(None, (engine.available(pair) for pair in pairs)), None)
        except TransflowError as error:
            yield Condition(
                label, False, _("{what}: {said}").format(what=error.where, said=error.problem), error.remedy
            )
            continue
        if trouble is None and isinstance(engine, engines.Probed):
            yield _probed(room, label, engine)
            continue
        where = _("on this machine") if engine.local else _("sends text out of this machine (not tried here)")
        if isinstance(engine, engines.Budgeted) and engine.budget.counted:
            spent = _budget(room, name, engine.budget)
            if not spent.works:
                yield replace(spent, what=label)
                continue
            where = _("{where}; {spent}").format(where=where, spent=spent.detail)
        remedy = _("nothing to do: it is passed over") if trouble and engine.local else ""
        yield Condition(label, trouble is None, trouble or where, remedy, optional=True)


def _probed(room: Newsroom, label: str, engine: "engines.Engine") -> Condition:
    """An engine whose server was asked whether it is there, and what it has used of its budget."""
    assert isinstance(engine, engines.Probed)
    trouble = engine.probe()
    if trouble is not None:
        remedy = _("start the server, or mend url and model in [engines.{name}]").format(name=engine.name)
        return Condition(label, False, trouble, remedy, optional=True)
    where = _("it answers; the text stays in the house") if engine.local else _("it answers; the text leaves the house")
    if not (isinstance(engine, engines.Metered) and engine.tariff.counted):
        return Condition(label, True, where, optional=True)
    spent = _tariff(room, engine.name, engine.tariff)
    return replace(spent, what=label, detail=_("{where}; {spent}").format(where=where, spent=spent.detail))


def _tariff(room: Newsroom, name: str, tariff: "engines.Tariff") -> Condition:
    """The tokens that an engine has used of those that it may."""
    try:
        bill = accounts.spending(room).bill(name)
    except (OSError, sqlite3.Error) as error:
        return _uncounted(name, error)
    parts, full = [], False
    if tariff.tokens_per_day is not None:
        limit = f"{tariff.tokens_per_day:,}"
        parts.append(_("{n} of {limit} tokens used today").format(n=f"{bill.today.all:,}", limit=limit))
        full = bill.today.all >= tariff.tokens_per_day
    price = engines.money(bill.micros)
    if tariff.price_per_month is not None:
        parts.append(
            _("{price} of {limit} spent this month").format(price=price, limit=f"{tariff.price_per_month:.2f}")
        )
        full = full or bill.micros >= tariff.price_per_month * 1_000_000
    elif tariff.priced:
        parts.append(_("{price} spent this month").format(price=price))
    return _within(name, full, parts)


def _budget(room: Newsroom, name: str, budget: "engines.Budget") -> Condition:
    """What an engine has been sent of what it may be: it does not work where nothing more may be sent."""
    try:
        spent = accounts.spending(room).spent(name)
    except (OSError, sqlite3.Error) as error:
        return _uncounted(name, error)
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
    return _within(name, full, parts)


def _uncounted(name: str, error: Exception) -> Condition:
    remedy = _("delete .transflow/spending.sqlite and its -wal and -shm: the count begins anew")
    return Condition(name, False, _("its budget cannot be counted: {error}").format(error=error), remedy)


def _within(name: str, full: bool, parts: Sequence[str]) -> Condition:
    remedy = _("raise the budget in [engines.{name}], or wait").format(name=name) if full else ""
    return Condition(name, not full, ", ".join(parts), remedy, optional=True)
