"""What an article gives to the site: its record in each language, its pictures, its pages as they would be.

What is made of all articles together (lists, feeds, neighbours) is `building`.
"""

import hashlib
import html
import posixpath
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from transflow import catalog as catalogs
from transflow import formats, language, publish
from transflow import pictures as scaling
from transflow.article import Article
from transflow.newsroom import deriving
from transflow.newsroom.rendition import Picture, editions, locales, picture_name, pictures
from transflow.newsroom.room import Newsroom
from transflow.publish import addresses, mixed, ninjs
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
    live = (record(room, locale, first.article.slug) for locale in shown if locale not in made)
    # What is live in yet other languages links to this one from now on.
    return [*made.values(), *(replace(one, languages=_first(one.locale, shown)) for one in live if one)]


def strays(room: Newsroom, goings: Sequence[Going]) -> list[tuple[str, str]]:
    """(locale, slug) of pages that were converted once, and by the settings are not now."""
    found = [(locale, one.opened.article.slug) for one in goings for locale in deriving.stray_pages(room, one.opened)]
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


def put_photograph(room: Newsroom, path: str, data: bytes) -> None:
    """Writes a picture no wider than the settings say, and without where it was taken."""
    name = f"public/{path}"
    if room.workspace.read(name) is None:  # the name holds the content: what is there need not be scaled again
        room.workspace.write(name, scaling.published(data, room.settings.picture_width), durable=False)


def complete(room: Newsroom, opened: Opened) -> bool:
    """Whether every file of a published article is there."""
    slug = opened.article.slug
    if any(record(room, locale, slug) is None for locale in locales(room, opened)):
        return False
    names = [addresses.page(locale, slug) for locale in locales(room, opened)]
    names += [_picture_path(room, slug, picture) for picture in pictures(room, opened)]
    there = all(scan.stamp(f"{room.workspace.root}/public/{name}") for name in names)
    return there and not strays(room, [Going(opened, "", "")])


def noticed(room: Newsroom, opened: Opened) -> bool:
    """Whether the notices of a withdrawn article are there."""
    slug, root = opened.article.slug, room.workspace.root
    return all(scan.stamp(f"{root}/public/{addresses.page(locale, slug)}") for locale in locales(room, opened))


def edition_page(room: Newsroom, opened: Opened, locale: str) -> str:
    """The page in one of the languages of a publication as it would be published now."""
    return dict(_pages(room, opened))[locale]


def draft(room: Newsroom, opened: Opened, words: str) -> dict[str, bytes]:
    """The files of pages that are not published, by their paths as in `public/`: the pages in both languages as they
    would be now, with `words` above them and hidden from search engines, their style, their pictures (those that are
    there)."""
    files = {addresses.STYLE: press(room).style().encode()}
    for locale, text in _pages(room, opened):
        files[addresses.page(locale, opened.article.slug)] = _banded(text, words).encode()
    return files | photographs(room, opened)


def _pages(room: Newsroom, opened: Opened) -> list[tuple[str, str]]:
    """The pages in each language as they would be now, by themselves: without neighbours."""
    now, printer = room.now(), press(room)
    going = Going(opened, catalogs.first_published_at(opened.catalog) or now, now)
    wanted = locales(room, opened)
    made = [one for one in records(room, [going]) if one.locale in wanted]
    return [(one.locale, printer.page(one, publish.Around(others(one)))) for one in made]


_HEAD = re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE)
_BODY = re.compile(r"<body(?:\s[^>]*)?>", re.IGNORECASE)


def _banded(page: str, words: str) -> str:
    """`page` with a band that says `words` on top, whatever the newsroom's own templates are like."""
    band = f'<p role="status" style="margin:0;padding:.4em 1em;background:#8a1c1c;color:#fff">{html.escape(words)}</p>'
    for opening_tag, mark in ((_HEAD, '<meta name="robots" content="noindex">'), (_BODY, band)):
        found = opening_tag.search(page)
        at = found.end() if found else 0
        page = f"{page[:at]}\n{mark}{page[at:]}" if found else f"{mark}\n{page}"
    return page


def press(room: Newsroom) -> publish.Printer:
    """The newsroom's press, with its own templates where it has any."""
    suffixes = (".html", ".css", ".js")
    texts = {name: text for suffix in suffixes for name, text in room.workspace.texts("templates", suffix).items()}
    return publish.Printer(publish.House(room.settings.name, room.settings.base_url.rstrip("/")), texts)


def others(one: publish.Record) -> tuple[publish.Link, ...]:
    """The article in the other languages in which it is live."""
    return tuple(
        publish.Link(locale, f"../../{language.bcp47(locale)}/{one.slug}/", language.autonym(locale))
        for locale in one.languages
        if locale != one.locale
    )


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
    places = {one.name: _picture_path(room, article.slug, one) for one in pictures(room, opened)}
    return publish.Record(
        locale=locale, slug=article.slug, source=opened.source, title=article.title,
        date=_date(room, meta.date, published_at), published=published_at, modified=modified_at,
        body=_body(article, places, locale), summary=meta.summary, byline=meta.byline, dateline=meta.dateline,
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


def _body(article: Article, places: dict[str, str], locale: str) -> str:
    def image(address: str) -> str:
        name = picture_name(article.path, address)
        return f"../../{places[name]}" if name in places else address

    body = formats.to_html(article.raw, image=image, link=_neighbour, headline=article.title)
    return mixed.marked(publish.clean(body), locale)


def _neighbour(address: str) -> str:
    """A link to another article's file becomes one to its page."""
    plain, hash_, fragment = address.partition("#")
    if "://" in plain or not plain.endswith(".md"):
        return address
    slug = posixpath.basename(plain.removesuffix("/index.md").removesuffix(".md"))
    return f"../{slug}/{hash_}{fragment}"
