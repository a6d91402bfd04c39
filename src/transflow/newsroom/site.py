"""What an article gives to the site: its record in each language, its pictures, its pages as they would be.

What is made of all articles together (lists, feeds, neighbours) is `building`.
"""

import hashlib
import html
import posixpath
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from transflow import catalog as catalogs
from transflow import pictures as scaling
from transflow import publish
from transflow.article import Article
from transflow.errors import TransflowError
from transflow.newsroom import bodies, deriving
from transflow.newsroom.rendition import Picture, editions, locales, picture_name, pictures
from transflow.newsroom.room import Newsroom
from transflow.publish import addresses, files, ninjs
from transflow.workspace import opening, scan
from transflow.workspace.opening import Opened


@dataclass(frozen=True, slots=True)
class Going:
    """An article that goes live in the target of `opened`: when it first did, and when this version of it does."""

    opened: Opened
    published_at: str
    modified_at: str


def records(room: Newsroom, goings: Sequence[Going]) -> list[publish.Record]:
    """What readers are given of one article that goes live in some targets: its record in each language."""
    first = goings[0].opened
    shown = _languages(room, first, [one.opened.locale for one in goings])
    published, modified = min(one.published_at for one in goings), max(one.modified_at for one in goings)
    made = {first.source: _record(room, first.article, first, first.source, shown, published, modified)}
    for one in goings:
        for article, locale in editions(room, one.opened):
            if locale not in made:
                made[locale] = _record(room, article, one.opened, locale, shown, one.published_at, one.modified_at)
    places = {one: place_in(room, first, one) for one in shown}
    slugs = {one: slug for one, (slug, _first) in places.items()}
    live = (record(room, locale, slugs[locale]) for locale in shown if locale not in made)
    # What is live in yet other languages links to this one from now on.
    every = [*made.values(), *(replace(one, languages=_first(one.locale, shown)) for one in live if one)]
    present = [addressed(one, places, first.article.slug) for one in every]
    return [*present, *(one for locale in shown for one in moved(room, first, locale, published))]


def slug_in(room: Newsroom, opened: Opened, locale: str) -> str:
    """The address of an article in one of the languages that show it: its slug, but where a translation has chosen its
    own; what is converted has that of what it is made of."""
    return chosen_in(room, opened, locale) or opened.article.slug


def place_in(room: Newsroom, opened: Opened, locale: str) -> tuple[str, str]:
    """The address of an article in a language, and the first one that it ever had there: one that a translation has
    chosen stays, and a slug that readers knew is kept in the front matter, the oldest first."""
    chosen = chosen_in(room, opened, locale)
    article = opened.article
    return (chosen, chosen) if chosen else (article.slug, (*article.meta.formerly, article.slug)[0])


def chosen_in(room: Newsroom, opened: Opened, locale: str) -> str:
    """The address that a translation has chosen for itself in this language; empty where it has the article's slug."""
    source, targets = opening.languages(room.workspace, opened.article)
    for target in targets:
        one = opened if target == opened.locale else opening.opened(room.workspace, opened.article, source, target)
        if locale == target or (target, locale) in deriving.pages(room, one):
            return catalogs.address(one.catalog)
    return ""


def addressed(one: publish.Record, places: Mapping[str, tuple[str, str]], article: str) -> publish.Record:
    """A record with its address in its own language and in the others, by `places` (`place_in`); `article` is the slug
    of the article."""
    here = places[one.locale][0]
    others = tuple((locale, slug) for locale, (slug, _first) in places.items() if locale != one.locale and slug != here)
    firsts = tuple((locale, first) for locale, (slug, first) in places.items() if first != slug)
    return replace(one, slug=here, slugs=others, firsts=firsts, article="" if here == article else article)


def moved(room: Newsroom, opened: Opened, locale: str, published: str) -> list[publish.Record]:
    """The records that send readers on from where the article was before (an address that another article has taken
    since is that one's), since it was first `published`. In a language in which it has an address of its own, any slug
    that it has or had may have been known before it chose that."""
    slug, former = opened.article.slug, opened.article.meta.formerly
    here, there = slug_in(room, opened, locale), {*room.workspace.slugs()} - {slug} if former else set()
    return [
        publish.Record(
            locale=locale, slug=one, source=opened.source, title="", date=room.day(published), published=published,
            modified=published, languages=(locale,), moved=here, article=slug,
        )
        for one in dict.fromkeys((*former, slug) if former else ())
        if one != here and one not in there
    ]  # fmt: skip


def strays(room: Newsroom, goings: Sequence[Going]) -> list[tuple[str, str]]:
    """(locale, slug) of pages that were converted once, and by the settings are not now."""
    found = [
        (locale, catalogs.address(one.opened.catalog) or one.opened.article.slug)
        for one in goings
        for locale in deriving.stray_pages(room, one.opened)
    ]
    return [one for one in dict.fromkeys(found) if scan.stamp(f"{room.workspace.root}/public/{addresses.record(*one)}")]


def record(room: Newsroom, locale: str, slug: str) -> publish.Record | None:
    """The record of what is live; None where there is none that can be read (it is output)."""
    data = room.workspace.read(f"public/{addresses.record(locale, slug)}")
    try:
        return None if data is None else ninjs.read(data, locale, slug)
    except ValueError:
        return None


def photographs(room: Newsroom, opened: Opened) -> dict[str, bytes]:
    """The article's pictures as they are beside it, by their paths in `public/`."""
    slug = opened.article.slug
    return {_picture_path(room, slug, one): one.data for one in pictures(room, opened) if one.data is not None}


def put_photograph(room: Newsroom, name: str, data: bytes) -> None:
    """Writes a picture (`name` is relative to the root) no wider than the settings say, and without where it was
    taken."""
    if room.workspace.read(name) is None:  # the name holds the content: what is there need not be scaled again
        room.workspace.write(name, scaling.published(data, room.settings.picture_width), durable=False)


def complete(room: Newsroom, opened: Opened) -> bool:
    """Whether every file of a published article is there."""
    shown = [(locale, slug_in(room, opened, locale)) for locale in locales(room, opened)]
    present = [record(room, *one) for one in shown]
    if any(one is None or one.notice for one in present) or not _sent_on(room, opened):
        return False
    names = [addresses.page(*one) for one in shown]
    names += [_picture_path(room, opened.article.slug, picture) for picture in pictures(room, opened)]
    there = all(scan.stamp(f"{room.workspace.root}/public/{name}") for name in names)
    return there and not strays(room, [Going(opened, "", "")])


def noticed(room: Newsroom, opened: Opened) -> bool:
    """Whether the notices of a withdrawn article are there."""
    names = [addresses.page(locale, slug_in(room, opened, locale)) for locale in locales(room, opened)]
    there = all(scan.stamp(f"{room.workspace.root}/public/{name}") for name in names)
    return there and _sent_on(room, opened)


def _sent_on(room: Newsroom, opened: Opened) -> bool:
    """Whether readers are sent on from everywhere that the article was before."""
    wanted = [one for locale in locales(room, opened) for one in moved(room, opened, locale, "")]
    found = [record(room, one.locale, one.slug) for one in wanted]
    return all(one is not None and one.moved == two.moved for one, two in zip(found, wanted, strict=True))


def edition_page(room: Newsroom, opened: Opened, locale: str) -> str:
    """The page in one of the languages of a publication as it would be published now."""
    return dict(_pages(room, opened))[locale]


def draft(room: Newsroom, opened: Opened, words: str) -> dict[str, bytes]:
    """The files of pages that are not published, by their paths as in `public/`: the pages in both languages as they
    would be now, with `words` above them and hidden from search engines, their style."""
    made = {addresses.STYLE: press(room).style().encode()}
    for locale, text in _pages(room, opened):
        made[addresses.page(locale, slug_in(room, opened, locale))] = banded(text, words).encode()
    return made


def _pages(room: Newsroom, opened: Opened) -> list[tuple[str, str]]:
    """The pages in each language as they would be now, by themselves: without neighbours."""
    now, printer = room.now(), press(room)
    going = Going(opened, catalogs.first_published_at(opened.catalog) or now, now)
    wanted = locales(room, opened)
    made = [one for one in records(room, [going]) if one.locale in wanted and not one.notice]
    return [(one.locale, printer.page(one, publish.Around(files.others(one)))) for one in made]


_HEAD = re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE)
_BODY = re.compile(r"<body(?:\s[^>]*)?>", re.IGNORECASE)


def banded(page: str, words: str) -> str:
    """`page` with a band that says `words` on top, whatever the newsroom's own templates are like; for no search
    engine."""
    band = f'<p role="status" style="margin:0;padding:.4em 1em;background:#8a1c1c;color:#fff">{html.escape(words)}</p>'
    return _with(unindexed(page), _BODY, band)


def unindexed(page: str) -> str:
    """`page`, for no search engine."""
    return _with(page, _HEAD, '<meta name="robots" content="noindex">')


def _with(page: str, tag: "re.Pattern[str]", mark: str) -> str:
    found = tag.search(page)
    at = found.end() if found else 0
    return f"{page[:at]}\n{mark}{page[at:]}" if found else f"{mark}\n{page}"


def press(room: Newsroom) -> publish.Printer:
    """The newsroom's press, with its own templates where it has any."""
    suffixes = (".html", ".css", ".js")
    texts = {name: text for suffix in suffixes for name, text in room.workspace.texts("templates", suffix).items()}
    return publish.Printer(publish.House(room.settings.name, room.settings.base_url.rstrip("/")), texts)


def _languages(room: Newsroom, opened: Opened, going: Collection[str]) -> list[str]:
    """The languages in which the article is to be read: those published already, those that go live, and what is
    converted of them."""
    source, targets = opening.languages(room.workspace, opened.article)
    live = [
        one for one in targets
        if one in going
        or catalogs.published(opening.opened(room.workspace, opened.article, source, one).catalog) is not None
    ]  # fmt: skip
    made = (locale for _origin, locale in deriving.pages(room, opened))
    return list(dict.fromkeys((source, *live, *made)))


def _first(locale: str, locales: Iterable[str]) -> tuple[str, ...]:
    return (locale, *(one for one in locales if one != locale))


def _picture_path(room: Newsroom, slug: str, picture: Picture) -> str:
    """Where a picture is, relative to `public/`. Its name holds its content and how wide it may be, so an old page
    keeps its old picture."""
    digest = hashlib.sha256(b"%d:%b" % (room.settings.picture_width, picture.data or b"")).hexdigest()[:8]
    return f"images/{slug}/{digest}-{posixpath.basename(picture.name)}"


def _record(
    room: Newsroom, article: Article, opened: Opened, locale: str, shown: list[str], published_at: str, modified_at: str
) -> publish.Record:
    meta = article.meta
    shown_here = pictures(room, opened)
    places = {one.name: _picture_path(room, article.slug, one) for one in shown_here}
    sizes = {places[one.name]: scaling.proportions(one.data) for one in shown_here if one.data is not None}
    return publish.Record(
        locale=locale, slug=article.slug, source=opened.source, title=article.title,
        date=_date(room, meta.date, published_at), published=published_at, modified=modified_at,
        body=bodies.sized(_body(room, article, places, locale), sizes), summary=meta.summary, byline=meta.byline,
        dateline=meta.dateline,
        desk=meta.desk, credit=_text(meta.extra.get("credit")), tags=tuple(dict.fromkeys(meta.tags)),
        subjects=_subjects(room, opened, locale),
        corrections=tuple((str(one.get("date", "")), str(one["note"])) for one in meta.corrections if one.get("note")),
        pictures=tuple(places.values()), languages=_first(locale, shown),
    )  # fmt: skip


def _subjects(room: Newsroom, opened: Opened, locale: str) -> tuple[publish.Subject, ...]:
    """What the termbase knows in the article, by its name in `locale`; what people are called (titles) is nothing that
    an article is about."""
    words = "\n".join(unit.source for unit in opened.units) if opened.units else opened.article.title
    found: dict[str, str] = {}
    for one in room.terms.find(words, opened.source):
        name = one.term.rendering(locale) if locale != opened.source else one.term.text
        if name and one.term.kind in publish.KINDS:
            found.setdefault(name, one.term.kind)
    ordered = sorted(found.items(), key=lambda one: (publish.KINDS.index(one[1]), one[0]))
    return tuple(publish.Subject(name, kind) for name, kind in ordered)


def _date(room: Newsroom, written: Any, published_at: str) -> str:
    """The day or instant that a page shows: what is written, else the day of the first publication."""
    if written is None:
        return room.day(published_at)
    return room.instant(written).isoformat(timespec="seconds") if hasattr(written, "hour") else str(written)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _body(room: Newsroom, article: Article, places: dict[str, str], locale: str) -> str:
    def image(address: str) -> str:
        name = picture_name(article.path, address)
        return f"../../{places[name]}" if name in places else address

    def link(address: str) -> str:
        return bodies.neighbour(address, lambda slug: f"../{_address_of(room, slug, locale)}/")

    return bodies.body(article, locale, image, link)


def _address_of(room: Newsroom, slug: str, locale: str) -> str:
    """The address of another article. One that is not there, or cannot be read, keeps nobody from publishing this."""
    try:
        return slug_in(room, opening.every_target(room.workspace, slug)[0], locale)
    except TransflowError:
        return slug
