"""What of the site must be printed anew when some articles have come, changed or gone: all that shows them, no more.

The law that holds it: a site brought up to date step by step is the site made from nothing (`everything`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from transflow.publish import kinship, lists
from transflow.publish.released import RANKS, Entry, Released

SHARD = 500  # articles in a part of the search and of the site map


@dataclass(slots=True)
class Work:
    """What is to be printed: pages of articles (locale, slug), of lists (locale, group, number), parts of search and
    site map (locale, number), front pages and feeds of languages; and the lists' pages that there are no more."""

    pages: set[tuple[str, str]] = field(default_factory=set)
    lists: set[tuple[str, str, int | None]] = field(default_factory=set)
    shards: set[tuple[str, int]] = field(default_factory=set)
    locales: set[str] = field(default_factory=set)
    gone: set[tuple[str, str, int | None]] = field(default_factory=set)
    gone_shards: set[tuple[str, int]] = field(default_factory=set)


def put(released: Released, new: Entry, work: Work) -> None:
    """Takes an article in, or takes up what has changed in it (its text, of which the index knows nothing, too)."""
    work.pages.add((new.locale, new.slug))
    _change(released, released.get(new.locale, new.slug), new, work)


def drop(released: Released, locale: str, slug: str, work: Work) -> None:
    """Takes an article out."""
    old = released.get(locale, slug)
    if old is not None:
        _change(released, old, None, work)


def everything(released: Released) -> Work:
    """All of the site. Also finds anew what is related to what."""
    work = Work()
    for locale in released.locales():
        work.locales.add(locale)
        for group, count in released.groups(locale).items():
            if group == RANKS:
                work.shards.update((locale, number) for number in range(1, _shards(count) + 1))
                continue
            pages = range(1, lists.last(count) + 1)
            work.lists.update((locale, group, number) for number in (None, *pages))
        entries = released.slice(locale, RANKS, 0, released.count(locale, RANKS))
        work.pages.update((locale, one.slug) for one in entries)
        in_order = sorted(entries, key=lambda one: one.sort)
        for place, one in enumerate(in_order):
            earlier = in_order[max(0, place - kinship.WINDOW) : place]
            released.relate(locale, one.slug, kinship.related(one, earlier))
    return work


def _change(released: Released, old: Entry | None, new: Entry | None, work: Work) -> None:
    present = new or old
    if present is None or old == new:
        return
    locale, slug = present.locale, present.slug
    work.locales.add(locale)
    linking = released.relating(locale, slug)
    before = {group: released.position(locale, group, old.key(group)) for group in old.groups} if old else {}
    counts = {group: released.count(locale, group) for group in {*before, *(new.groups if new else ())}}
    beside = _beside(released, old)
    if new is None:
        released.drop(locale, slug)
    else:
        released.put([new])
    for group, count in counts.items():
        places = [before[group]] if group in before else []
        if new and group in new.groups:
            places.append(released.position(locale, group, new.key(group)))
        now = released.count(locale, group)
        _mark(work, locale, group, min(places), max(places) if count == now else now, count, now)
    moved = old is None or new is None or old.sort != new.sort
    if moved or _said(old) != _said(new):
        work.pages.update((locale, one.slug) for one in (*beside, *_beside(released, new)))
        work.pages.update((locale, one) for one in linking if one != slug)
    if moved or set(_shared(old)) != set(_shared(new)):
        _relate(released, (old, new), work)
    if new is None:
        work.pages.discard((locale, slug))


def _mark(work: Work, locale: str, group: str, first: int, end: int, count: int, now: int) -> None:
    """Notes the pages of a list, whose places from `first` to `end` have changed, and which had `count` articles."""
    if group == RANKS:
        numbers = range(first // SHARD + 1, min(end // SHARD + 1, _shards(now)) + 1)
        work.shards.update((locale, number) for number in numbers)
        gone = {(locale, number) for number in range(_shards(now) + 1, _shards(count) + 1)}
        work.gone_shards |= gone
        work.shards -= gone
        work.gone_shards -= work.shards
        return
    edge = lists.last(min(count, now))  # the numbered page that links to the newest one, before or now
    shown = {(locale, group, number) for number in lists.numbers(now, first, end)} if now else set()
    shown |= {(locale, group, number) for number in (edge, edge + 1) if 1 <= number <= lists.last(now)}
    work.lists |= {*shown, (locale, group, None)} if now else set()
    gone_pages: set[tuple[str, str, int | None]] = {
        (locale, group, number) for number in range(lists.last(now) + 1, lists.last(count) + 1)
    }
    work.gone |= gone_pages | (set() if now else {(locale, group, None)})
    work.lists -= gone_pages | (set() if now else {(locale, group, None)})
    work.gone -= work.lists


def _beside(released: Released, one: Entry | None) -> list[Entry]:
    return [*released.before(one, 1), *released.after(one, 1)] if one else []


def _said(one: Entry | None) -> object:
    """What other articles' pages say of one."""
    return one and (one.title, one.date)


def _shared(one: Entry | None) -> Iterable[str]:
    """What makes it related to others."""
    return (*(f"tag:{tag}" for tag in one.tags), *one.subjects) if one else ()


def _relate(released: Released, changed: Iterable[Entry | None], work: Work) -> None:
    """Finds anew what is related to an article and to those within whose sight it is or was."""
    seen: dict[str, Entry] = {}
    for one in filter(None, changed):
        seen |= {other.slug: other for other in released.after(one, kinship.WINDOW)}
        present = released.get(one.locale, one.slug)
        if present is not None:
            seen[one.slug] = present
    for one in seen.values():
        found = kinship.related(one, released.before(one, kinship.WINDOW))
        if found != released.related(one.locale, one.slug):
            released.relate(one.locale, one.slug, found)
            work.pages.add((one.locale, one.slug))


def _shards(count: int) -> int:
    return -(-count // SHARD)
