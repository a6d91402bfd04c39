"""Bringing the site up to date: the records of what is published now, and every page, list and feed that shows them.

`public/` is what the site is; the index of what is live is derived from the records in it and made again where it does
not belong to this `public/`, these settings and these templates (`_mark`).
"""

import hashlib
import json
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from itertools import chain

from transflow import __version__, language, publish
from transflow.newsroom import site
from transflow.newsroom.room import Newsroom
from transflow.publish import addresses, bringing, files, ninjs
from transflow.publish.bringing import Work
from transflow.publish.files import Files
from transflow.publish.released import Released
from transflow.workspace import scan

LOCK = "_site"  # no slug: what is made of all articles belongs to none
_TOKEN = "public/.transflow"  # which state of `public/` the index belongs to


def bring(room: Newsroom, records: Collection[publish.Record] = (), gone: Collection[tuple[str, str]] = ()) -> None:
    """Publishes `records` (a notice takes its article out), takes the pages of `gone` (locale, slug)
    away without a notice, and prints all that shows them.

    Whole or not at all, file by file; a site that was left in the middle is made anew by the next one.
    """
    with _index(room) as (press, index, facts):
        fresh = not index.mark or index.mark != facts
        if not (records or gone or fresh):
            return
        index.mark = ""  # whoever stops before the end leaves an index that the next one makes again
        with index.writing():
            _bring(room, press, index, records, gone, fresh=fresh)
        token = secrets.token_hex(8)
        _put(room, ".transflow", token)
        index.mark = _marked(token, press)


def lay(room: Newsroom, records: Collection[publish.Record], gone: Collection[tuple[str, str]]) -> None:
    """As `bring`, but prints no page of an article, and nothing that is made of many: the next `bring`, whoever calls
    it, makes the site from the records that are laid down here."""
    with _index(room) as (press, index, _facts):
        index.mark = ""
        _lay(room, press, records, gone)


def unmade(room: Newsroom) -> bool:
    """Whether the next `bring` makes all of the site from the records: `public/` is gone or another one, settings or
    templates have changed, or somebody was stopped in the middle."""
    with _index(room) as (_press, index, facts):
        return not index.mark or index.mark != facts


@contextmanager
def _index(room: Newsroom) -> Iterator[tuple[publish.Printer, Released, str]]:
    """The press, the index of what is live, held for one writer, and the mark that it has if it belongs to `public/` as
    that is now (empty: to none)."""
    with room.workspace.held(LOCK):
        press = site.press(room)
        token = (room.workspace.read(_TOKEN) or b"").decode(errors="replace")
        room.workspace.derived.mkdir(parents=True, exist_ok=True)
        index = Released.at(room.workspace.derived / "site.sqlite")
        try:
            yield press, index, _marked(token, press) if token else ""
        finally:
            index.close()


def _marked(token: str, press: publish.Printer) -> str:
    """The mark of an index that belongs to the `public/` of `token`, printed by `press`."""
    return f"{token} {_facts(press)}"


def _lay(
    room: Newsroom, press: publish.Printer, records: Collection[publish.Record], gone: Collection[tuple[str, str]]
) -> None:
    for locale, slug in gone:
        room.workspace.remove(f"public/{addresses.page(locale, slug)}")
        room.workspace.remove(f"public/{addresses.record(locale, slug)}")
    for one in records:
        _put(room, addresses.record(one.locale, one.slug), ninjs.write(one, press.house, offset(room, one)))
        if one.withdrawn:  # before anything else: it must be gone, whatever happens
            _put(room, addresses.page(one.locale, one.slug), press.notice(one))


def _bring(
    room: Newsroom, press: publish.Printer, index: Released, records: Collection[publish.Record],
    gone: Collection[tuple[str, str]], *, fresh: bool,
) -> None:  # fmt: skip
    _lay(room, press, records, gone)
    printing = Files(press, index, partial(_there, room))
    moved = [one for one in records if one.moved]
    if fresh:
        moved.clear()
        index.clear()
        index.put(files.entry(one) for one in _live(room, press, moved))
        work = bringing.everything(index)
        work.locales |= set(languages(room))
        _sweep(room, printing, index)
    else:
        work = Work()
        for locale, slug in (*gone, *((one.locale, one.slug) for one in records if one.notice)):
            bringing.drop(index, locale, slug, work)
        for one in records:
            if not one.notice:
                bringing.put(index, files.entry(one), work)
        bringing.settle(index, work)
    _print(room, printing, work, {(one.locale, one.slug): one for one in records})
    for one in moved:  # after everything else: where it leads, there is a page
        _put(room, addresses.page(one.locale, one.slug), press.notice(one))


def _there(room: Newsroom, locale: str, slug: str) -> bool:
    """Whether anything of an article stands at an address: its record is laid before any page is printed."""
    return scan.stamp(f"{room.workspace.root}/public/{addresses.record(locale, slug)}") is not None


def _print(room: Newsroom, printing: Files, work: Work, at_hand: dict[tuple[str, str], publish.Record]) -> None:
    for locale, slug in sorted(work.pages):
        one = at_hand.get((locale, slug)) or site.record(room, locale, slug)
        if one is not None:
            _put(room, addresses.page(locale, slug), printing.article(one))
    for locale, group, number in work.gone:
        room.workspace.remove(f"public/{addresses.listing(locale, group, number)}")
    for locale, number in work.gone_shards:
        for path in (addresses.shard(locale, number), addresses.sitemap(locale, number)):
            room.workspace.remove(f"public/{path}")
    printed = chain(
        *(printing.listing(*one) for one in sorted(work.lists, key=str)),
        *(printing.shard(*one) for one in sorted(work.shards)),
        *(printing.of_language(locale) for locale in sorted(work.locales)),
        printing.of_site(work.locales),
    )
    for path, text in printed:
        _put(room, path, text)


def _live(room: Newsroom, press: publish.Printer, moved: list[publish.Record]) -> Iterator[publish.Record]:
    """What is live by the records in `public/`. On the way the notices of what is withdrawn are printed, and the
    records of what has moved added to `moved`."""
    for path in sorted((room.workspace.root / "public").glob("*/*/ninjs.json")):
        one = site.record(room, language.parse(path.parent.parent.name), path.parent.name)
        if one is not None and one.withdrawn:
            _put(room, addresses.page(one.locale, one.slug), press.notice(one))
        elif one is not None and one.moved:
            moved.append(one)
        elif one is not None:
            yield one


def _sweep(room: Newsroom, printing: Files, index: Released) -> None:
    """Takes away the lists and parts of an earlier site that this one does not have."""
    public = room.workspace.root / "public"
    wanted = {*printing.lists(), *map(addresses.search, index.locales()), *map(addresses.home, languages(room))}
    for pattern in ("*/*.html", "*/search.*.json", "sitemap-*.xml"):
        for path in public.glob(pattern):
            name = path.relative_to(public).as_posix()
            if name not in wanted:
                room.workspace.remove(f"public/{name}")


def languages(room: Newsroom) -> list[str]:
    """The languages in which there is anything in `public/`."""
    found = (room.workspace.root / "public").glob("*/feed.json")
    return sorted(language.parse(path.parent.name) for path in found)


def _facts(press: publish.Printer) -> str:
    """What every page depends on beside the records: the program, whose site it is, and what it is printed with."""
    house = [__version__, press.house.name, press.house.base_url]
    return hashlib.sha256(json.dumps([house, dict(press.templates)], sort_keys=True).encode()).hexdigest()[:16]


def offset(room: Newsroom, one: publish.Record) -> timedelta:
    """How far from UTC the newsroom's clocks were on the day of an article."""
    return room.instant(datetime.fromisoformat(one.date)).utcoffset() or timedelta()


def _put(room: Newsroom, path: str, text: str | bytes) -> None:
    # Output is written whole or not at all, but only the record of it (the PO file) is worth a wait for the disk.
    data = text.encode() if isinstance(text, str) else text
    room.workspace.write(f"public/{path}", data, durable=False)
