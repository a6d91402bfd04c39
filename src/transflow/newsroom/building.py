"""Bringing the site up to date: the records of what is published now, and every page, list and feed that shows them.

`public/` is what the site is; the index of what is live is derived from the records in it and made again where it does
not belong to this `public/`, these settings and these templates (`_mark`).
"""

import hashlib
import json
import re
import secrets
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from html import unescape

from transflow import __version__, language, publish
from transflow.newsroom import site
from transflow.newsroom.room import Newsroom
from transflow.publish import addresses, bringing, feeds, lists, ninjs, released
from transflow.publish.bringing import Work
from transflow.publish.released import RANKS, Entry, Released

LOCK = "_site"  # no slug: what is made of all articles belongs to none
_TOKEN = "public/.transflow"  # which state of `public/` the index belongs to
_NEWEST, _PER_DESK = 9, 3  # articles on the front page of a language
_WORDS = 400  # characters of a body that readers may search


def bring(room: Newsroom, records: Collection[publish.Record] = (), gone: Collection[tuple[str, str]] = ()) -> None:
    """Publishes `records` (a notice takes its article out), takes the pages of `gone` (locale, slug)
    away without a notice, and prints all that shows them.

    Whole or not at all, file by file; a site that was left in the middle is made anew by the next one.
    """
    with room.workspace.held(LOCK):
        press = site.press(room)
        facts = _facts(press)
        token = (room.workspace.read(_TOKEN) or b"").decode(errors="replace")
        room.workspace.derived.mkdir(parents=True, exist_ok=True)
        index = Released.at(room.workspace.derived / "site.sqlite")
        try:
            fresh = not token or index.mark != f"{token} {facts}"
            if not (records or gone or fresh):
                return
            index.mark = ""  # whoever stops before the end leaves an index that the next one makes again
            with index.writing():
                _bring(room, press, index, records, gone, fresh=fresh)
            token = secrets.token_hex(8)
            _put(room, ".transflow", token)
            index.mark = f"{token} {facts}"
        finally:
            index.close()


def _bring(
    room: Newsroom, press: publish.Printer, index: Released, records: Collection[publish.Record],
    gone: Collection[tuple[str, str]], *, fresh: bool,
) -> None:  # fmt: skip
    for locale, slug in gone:
        room.workspace.remove(f"public/{addresses.page(locale, slug)}")
        room.workspace.remove(f"public/{addresses.record(locale, slug)}")
    for one in records:
        _put(room, addresses.record(one.locale, one.slug), ninjs.write(one, press.house, _offset(room, one)))
        if one.withdrawn:  # before anything else: it must be gone, whatever happens
            _put(room, addresses.page(one.locale, one.slug), press.notice(one))
    moved = [one for one in records if one.moved]
    if fresh:
        moved.clear()
        index.clear()
        index.put(_entry(one) for one in _live(room, press, moved))
        work = bringing.everything(index)
        work.locales |= set(languages(room))
        _sweep(room, index)
    else:
        work = Work()
        for locale, slug in (*gone, *((one.locale, one.slug) for one in records if one.notice)):
            bringing.drop(index, locale, slug, work)
        for one in records:
            if not one.notice:
                bringing.put(index, _entry(one), work)
        bringing.settle(index, work)
    _print(room, press, index, work, {(one.locale, one.slug): one for one in records})
    for one in moved:  # after everything else: where it leads, there is a page
        _put(room, addresses.page(one.locale, one.slug), press.notice(one))


def _print(
    room: Newsroom, press: publish.Printer, index: Released, work: Work, at_hand: dict[tuple[str, str], publish.Record]
) -> None:
    for locale, slug in sorted(work.pages):
        one = at_hand.get((locale, slug)) or site.record(room, locale, slug)
        if one is not None:
            _put(room, addresses.page(locale, slug), press.page(one, _around(index, one)))
    locales = index.locales()
    for locale, group, number in sorted(work.lists, key=str):
        shown = lists.listing(index, locale, group, number)
        others = _elsewhere(locale, locales, "news.html") if group == addresses.NEWS else ()
        _put(room, addresses.listing(locale, group, number), press.listing(shown, others))
    for locale, group, number in work.gone:
        room.workspace.remove(f"public/{addresses.listing(locale, group, number)}")
    for locale, number in sorted(work.shards):
        _shard(room, press.house, index, locale, number)
    for locale, number in work.gone_shards:
        for path in (addresses.shard(locale, number), addresses.sitemap(locale, number)):
            room.workspace.remove(f"public/{path}")
    for locale in sorted(work.locales):
        _language(room, press, index, locale, locales)
    _front(room, press, index, locales, work.locales)


def _language(room: Newsroom, press: publish.Printer, index: Released, locale: str, locales: list[str]) -> None:
    """What a language has once: its front page, its search, its feeds."""
    newest = index.latest(locale, addresses.NEWS, feeds.LENGTH)
    desks = [group for group in index.groups(locale) if group.startswith("desk:")]
    shown = [(group.removeprefix("desk:"), index.latest(locale, group, _PER_DESK)) for group in desks]
    _put(room, addresses.home(locale), press.home(locale, newest[:_NEWEST], shown, _elsewhere(locale, locales, "")))
    _put(room, addresses.feed(locale, "json"), feeds.json_feed(press.house, locale, newest))
    if press.house.base_url:
        _put(room, addresses.feed(locale, "atom"), feeds.atom(press.house, locale, newest))
    if not newest:  # the last article of a language is gone: its list says so
        empty = press.listing(lists.listing(index, locale, addresses.NEWS), ())
        _put(room, addresses.listing(locale, addresses.NEWS), empty)


def _front(
    room: Newsroom, press: publish.Printer, index: Released, locales: list[str], touched: Collection[str]
) -> None:
    """What the site has once."""
    links = [publish.Link(one, f"{language.bcp47(one)}/", language.autonym(one)) for one in locales]
    _put(room, addresses.FRONT, press.front(links))
    _put(room, addresses.STYLE, press.style())
    _put(room, addresses.SEARCH, press.script())
    _put(room, addresses.ROBOTS, feeds.robots(press.house))
    parts = {locale: -(-index.count(locale, RANKS) // bringing.SHARD) for locale in locales}
    for locale in {*locales, *touched}:
        _put(room, addresses.search(locale), press.search(locale, parts, _elsewhere(locale, locales, "search.html")))
    if press.house.base_url:
        paths = [addresses.sitemap(locale, number) for locale in locales for number in range(1, parts[locale] + 1)]
        _put(room, addresses.SITEMAP, feeds.sitemap_index(press.house, paths))


def _shard(room: Newsroom, house: publish.House, index: Released, locale: str, number: int) -> None:
    entries = index.slice(locale, RANKS, (number - 1) * bringing.SHARD, number * bringing.SHARD)
    _put(room, addresses.shard(locale, number), feeds.shard(entries))
    if house.base_url:
        _put(room, addresses.sitemap(locale, number), feeds.sitemap(house, locale, entries))


def _around(index: Released, one: publish.Record) -> publish.Around:
    entry = index.get(one.locale, one.slug)
    if entry is None:
        return publish.Around(site.others(one))
    found = (index.get(one.locale, slug) for slug in index.related(one.locale, one.slug))
    older, newer = index.before(entry, 1), index.after(entry, 1)
    return publish.Around(
        site.others(one), tuple(_beside(other) for other in found if other),
        _beside(older[0]) if older else None, _beside(newer[0]) if newer else None,
    )  # fmt: skip


def _beside(one: Entry) -> publish.Link:
    return publish.Link(one.locale, f"../{one.slug}/", one.title)


def _elsewhere(locale: str, locales: Iterable[str], name: str) -> tuple[publish.Link, ...]:
    """The same page of the other languages."""
    return tuple(
        publish.Link(one, f"../{language.bcp47(one)}/{name}", language.autonym(one)) for one in locales if one != locale
    )


def _entry(one: publish.Record) -> Entry:
    text = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", one.body))).strip()
    names = (one.byline, one.desk, *one.tags, *(subject.name for subject in one.subjects))
    return released.entry(one, " ".join((*filter(None, names), text[:_WORDS])))


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


def _sweep(room: Newsroom, index: Released) -> None:
    """Takes away the lists and parts of an earlier site that this one does not have."""
    public = room.workspace.root / "public"
    wanted = {addresses.search(locale) for locale in index.locales()}
    for locale in index.locales():
        for group, count in index.groups(locale).items():
            numbers = range(1, lists.last(count) + 1)
            wanted |= {addresses.listing(locale, group, number) for number in (None, *numbers)}
        parts = range(1, -(-index.count(locale, RANKS) // bringing.SHARD) + 1)
        wanted |= {path(locale, number) for number in parts for path in (addresses.shard, addresses.sitemap)}
    wanted |= {addresses.home(locale) for locale in languages(room)}
    for pattern in ("*/*.html", "*/search.*.json", "sitemap-*.xml"):
        for path in public.glob(pattern):
            name = path.relative_to(public).as_posix()
            if name not in wanted:
                room.workspace.remove(f"public/{name}")


def languages(room: Newsroom) -> list[str]:
    """The languages in which there is anything in `public/`."""
    return [language.parse(name) for name in _folders(room)]


def _folders(room: Newsroom) -> list[str]:
    """The folders of languages that there are."""
    return sorted(path.parent.name for path in (room.workspace.root / "public").glob("*/feed.json"))


def _facts(press: publish.Printer) -> str:
    """What every page depends on beside the records: the program, whose site it is, and what it is printed with."""
    house = [__version__, press.house.name, press.house.base_url]
    return hashlib.sha256(json.dumps([house, dict(press.templates)], sort_keys=True).encode()).hexdigest()[:16]


def _offset(room: Newsroom, one: publish.Record) -> timedelta:
    """How far from UTC the newsroom's clocks were on the day of an article."""
    return room.instant(datetime.fromisoformat(one.date)).utcoffset() or timedelta()


def _put(room: Newsroom, path: str, text: str | bytes) -> None:
    # Output is written whole or not at all, but only the record of it (the PO file) is worth a wait for the disk.
    data = text.encode() if isinstance(text, str) else text
    room.workspace.write(f"public/{path}", data, durable=False)
