"""Every file of the site, by its path in `public/`: printed from the records' index, whoever wants it, and whenever."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial
from html import unescape

from transflow import language
from transflow.publish import addresses, bringing, feeds, lists, neighbours, released
from transflow.publish.printer import Printer
from transflow.publish.record import Around, Link, Record
from transflow.publish.released import RANKS, Entry, Released

_NEWEST, _PER_DESK = 9, 3  # articles on the front page of a language
_WORDS = 400  # characters of a body that readers may search
Printed = Iterator[tuple[str, str]]  # paths in `public/`, and what is in the file


class Files:
    """What a press makes of an index. Raises SettingsError where a template of the newsroom's is broken."""

    def __init__(self, press: Printer, index: Released, there: Callable[[str, str], bool]) -> None:
        """`there` says whether there is a page, or a notice, of an article at an address (locale, slug)."""
        self._press = press
        self._there = there
        self._index = index

    def article(self, one: Record) -> str:
        """The page of an article, with what stands around it."""
        body = neighbours.linked(one.body, partial(self._there, one.locale))
        return self._press.page(replace(one, body=body), self._around(one))

    def listing(self, locale: str, group: str, number: int | None) -> Printed:
        """A page of a list."""
        shown = lists.listing(self._index, locale, group, number)
        others = self._elsewhere(locale, "news.html") if group == addresses.NEWS else ()
        yield addresses.listing(locale, group, number), self._press.listing(shown, others)

    def shard(self, locale: str, number: int) -> Printed:
        """A part of the search and of the site map."""
        entries = self._index.slice(locale, RANKS, (number - 1) * bringing.SHARD, number * bringing.SHARD)
        yield addresses.shard(locale, number), feeds.shard(entries)
        if self._press.house.base_url:
            yield addresses.sitemap(locale, number), feeds.sitemap(self._press.house, locale, entries)

    def of_language(self, locale: str) -> Printed:
        """What a language has once: its front page, its feeds; and the list of all where there is nothing in it."""
        index, press = self._index, self._press
        newest = index.latest(locale, addresses.NEWS, feeds.LENGTH)
        desks = [group for group in index.groups(locale) if group.startswith("desk:")]
        shown = [(group.removeprefix("desk:"), index.latest(locale, group, _PER_DESK)) for group in desks]
        yield addresses.home(locale), press.home(locale, newest[:_NEWEST], shown, self._elsewhere(locale, ""))
        yield addresses.feed(locale, "json"), feeds.json_feed(press.house, locale, newest)
        if press.house.base_url:
            yield addresses.feed(locale, "atom"), feeds.atom(press.house, locale, newest)
        if not newest:
            empty = lists.listing(index, locale, addresses.NEWS)
            yield addresses.listing(locale, addresses.NEWS), press.listing(empty, ())

    def of_site(self, also: Collection[str] = ()) -> Printed:
        """What the site has once, and the search pages, which name all languages (those of `also`, in which there may
        be nothing any more, too)."""
        press, locales = self._press, self._index.locales()
        links = [Link(one, f"{language.bcp47(one)}/", language.autonym(one)) for one in locales]
        yield addresses.FRONT, press.front(links)
        yield addresses.STYLE, press.style()
        yield addresses.SEARCH, press.script()
        yield addresses.ROBOTS, feeds.robots(press.house)
        parts = {locale: self._parts(locale) for locale in locales}
        for locale in sorted({*locales, *also}):
            yield addresses.search(locale), press.search(locale, parts, self._elsewhere(locale, "search.html"))
        if press.house.base_url:
            paths = [addresses.sitemap(locale, number) for locale in locales for number in range(1, parts[locale] + 1)]
            yield addresses.SITEMAP, feeds.sitemap_index(press.house, paths)

    def lists(self) -> dict[str, Callable[[], Printed]]:
        """All that is made of many articles of a language in parts, by path, printed when it is called."""
        found: dict[str, Callable[[], Printed]] = {}
        for locale in self._index.locales():
            for group, count in self._index.groups(locale).items():
                for number in (None, *range(1, lists.last(count) + 1)) if group != RANKS else ():
                    path = addresses.listing(locale, group, number)
                    found[path] = partial(self.listing, locale, group, number)
            for number in range(1, self._parts(locale) + 1):
                for path in (addresses.shard(locale, number), addresses.sitemap(locale, number)):
                    found[path] = partial(self.shard, locale, number)
        return found

    def _parts(self, locale: str) -> int:
        return -(-self._index.count(locale, RANKS) // bringing.SHARD)

    def _around(self, one: Record) -> Around:
        index = self._index
        entry = index.get(one.locale, one.slug)
        if entry is None:
            return Around(others(one))
        found = (index.get(one.locale, slug) for slug in index.related(one.locale, one.slug))
        older, newer = index.before(entry, 1), index.after(entry, 1)
        return Around(
            others(one), tuple(_beside(other) for other in found if other), _beside(older[0]) if older else None,
            _beside(newer[0]) if newer else None,
        )  # fmt: skip

    def _elsewhere(self, locale: str, name: str) -> tuple[Link, ...]:
        """The same page of the other languages."""
        return _links((one, f"../{language.bcp47(one)}/{name}") for one in self._index.locales() if one != locale)


def entry(one: Record) -> Entry:
    """What the index has of a record."""
    text = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", one.body))).strip()
    names = (one.byline, one.desk, *one.tags, *(subject.name for subject in one.subjects))
    return released.entry(one, " ".join((*filter(None, names), text[:_WORDS])))


def others(one: Record) -> tuple[Link, ...]:
    """The article in the other languages in which it is live, from its page."""
    there = ((locale, f"../../{language.bcp47(locale)}/{one.slug_in(locale)}/") for locale in one.languages)
    return _links(link for link in there if link[0] != one.locale)


def _links(places: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    return tuple(Link(locale, href, language.autonym(locale)) for locale, href in places)


def _beside(one: Entry) -> Link:
    return Link(one.locale, f"../{one.slug}/", one.title)
