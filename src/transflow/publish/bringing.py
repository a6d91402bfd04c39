"""What of the site must be printed anew when some articles have come, changed or gone: all that shows them, no more.

The law that holds it: a site brought up to date step by step is the site made from nothing (`everything`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from transflow.publish import kinship, lists
from transflow.publish.addresses import NEWS
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
    unsettled: set[tuple[str, str]] = field(default_factory=set)  # (locale, key) near which kinship must be found anew


def put(released: Released, new: Entry, work: Work) -> None:
    """Takes an article in, or takes up what has changed in it (its text, of which the index knows nothing, too)."""
    work.pages.add((new.locale, new.slug))
    _change(released, released.get(new.locale, new.slug), new, work)


def drop(released: Released, locale: str, slug: str, work: Work) -> None:
    """Takes an article out, or takes up that a notice has come where one may have been."""
    work.pages.update((locale, one) for one in released.linking(locale, slug))
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
        found = kinship.related(sorted(entries, key=lambda one: one.sort))
        released.relate(locale, [(one.slug, others) for one, others in found])
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
    if old is None:  # what could not link to it does from now on
        work.pages.update((locale, one) for one in released.linking(locale, slug))
    if moved or _said(old) != _said(new):
        work.pages.update((locale, one.slug) for one in (*beside, *_beside(released, new)))
        work.pages.update((locale, one) for one in linking if one != slug)
    if moved or set(_shared(old)) != set(_shared(new)):
        work.unsettled.update((locale, one.sort) for one in (old, new) if one)
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
    if count == now:  # what stands on other pages, and their links, stay what they are
        pages = range(first // lists.LENGTH + 1, min(lists.last(now), end // lists.LENGTH + 1) + 1)
        work.lists |= {(locale, group, number) for number in pages}
        work.lists |= {(locale, group, None)} if end >= now - lists.LENGTH else set()
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


def settle(released: Released, work: Work) -> None:
    """Finds anew what is related to the articles that have come or changed, and to those within whose sight they are:
    once, when all of them are in. The pages that this changes are added to `work`."""
    for locale in sorted({locale for locale, _key in work.unsettled}):
        places = sorted(released.position(locale, NEWS, key) for tongue, key in work.unsettled if tongue == locale)
        for first, end in _stretches(places):
            begin = max(0, first - kinship.WINDOW)
            run = released.slice(locale, NEWS, begin, end)
            found = [(one.slug, others) for one, others in kinship.related(run, first - begin)]
            changed = [(slug, others) for slug, others in found if others != released.related(locale, slug)]
            released.relate(locale, changed)
            work.pages.update((locale, slug) for slug, _others in changed)
    work.unsettled.clear()


def _stretches(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The places from which each of `places` (in order) is within sight, as stretches that do not touch."""
    first, end = -1, -1
    for place in places:
        if place > end:
            if end >= 0:
                yield first, end
            first = place
        end = place + kinship.WINDOW + 1
    if end >= 0:
        yield first, end


def _shards(count: int) -> int:
    return -(-count // SHARD)
