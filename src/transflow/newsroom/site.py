"""The site in `public/`: the pages of an article, its pictures, and the list and feed of each language.

A list is made from its feed (`public/<lang>/feed.json`, a JSON Feed), never from the articles: a headline that is not
approved yet can then appear nowhere (decision 0003).
"""

import hashlib
import html
import json
import posixpath
import re
from collections.abc import Iterable
from typing import Any

from transflow import catalog as catalogs
from transflow import formats, language, publish
from transflow import pictures as scaling
from transflow.article import Article
from transflow.newsroom.rendition import Picture, page_path, picture_name, pictures, target_article
from transflow.newsroom.room import Newsroom
from transflow.workspace import opening
from transflow.workspace.opening import Opened

STYLE = "assets/transflow.css"
FEED_VERSION = "https://jsonfeed.org/version/1.1"
LOCK = "_site"  # no slug: lists and feeds are shared by all articles


def write(room: Newsroom, opened: Opened, *, published_at: str, modified_at: str) -> None:
    """Writes the pages of an article in both languages: pictures, pages, then lists and feeds."""
    press = _printer(room)
    for picture in pictures(room, opened.article):
        name = f"public/{_picture_path(room, opened.article.slug, picture)}"
        if room.workspace.read(name) is None:  # the name holds the content: what is there need not be scaled again
            _put(room, name, scaling.published(picture.data or b"", room.settings.picture_width))
    with room.workspace.held(LOCK):
        shown = _languages(room, opened)
        for article, locale in _editions(opened):
            page = _page(room, article, opened, locale, shown, published_at, modified_at)
            _put(room, f"public/{page_path(locale, opened.article.slug)}", press.page(page).encode())
        for article, locale in _editions(opened):
            feed = _feed(room, locale)
            feed[opened.article.slug] = _item(room, article, opened, locale, published_at, modified_at)
            _write_list(room, press, locale, feed, shown)
        _write_front(room, press)


def complete(room: Newsroom, opened: Opened) -> bool:
    """Whether every file of a published article is there, and its languages' lists name it."""
    slug = opened.article.slug
    names = [f"public/{page_path(locale, slug)}" for _a, locale in _editions(opened)]
    names += [f"public/{_picture_path(room, slug, picture)}" for picture in pictures(room, opened.article)]
    listed = all(slug in _feed(room, locale) for _a, locale in _editions(opened))
    return listed and all(room.workspace.read(name) is not None for name in (*names, f"public/{STYLE}"))


def remove(room: Newsroom, opened: Opened) -> None:
    """Takes an article's pages away, then its mention in lists and feeds, then its pictures."""
    slug, press = opened.article.slug, _printer(room)
    with room.workspace.held(LOCK):
        locales = [locale for _article, locale in _editions(opened, read=False)]
        for locale in locales:
            room.workspace.remove(f"public/{page_path(locale, slug)}")
        for locale in locales:
            feed = _feed(room, locale)
            if feed.pop(slug, None) is not None:
                _write_list(room, press, locale, feed, _published_locales(room))
        for picture in pictures(room, opened.article):
            room.workspace.remove(f"public/{_picture_path(room, slug, picture)}")


def target_page(room: Newsroom, opened: Opened) -> str:
    """The page of the target language as it would be published now."""
    article, locale = list(_editions(opened))[-1]
    now = room.now()
    first = catalogs.first_published_at(opened.catalog) or now
    return _printer(room).page(_page(room, article, opened, locale, _languages(room, opened), first, now))


def draft(room: Newsroom, opened: Opened, words: str) -> dict[str, bytes]:
    """The files of pages that are not published, by their paths as in `public/`: the pages in both languages as they
    would be now, with `words` above them and hidden from search engines, their style, their pictures (those that are
    there)."""
    press, now = _printer(room), room.now()
    shown, first = _languages(room, opened), catalogs.first_published_at(opened.catalog) or now
    files = {STYLE: press.style().encode()}
    for article, locale in _editions(opened):
        text = press.page(_page(room, article, opened, locale, shown, first, now))
        files[page_path(locale, opened.article.slug)] = _banded(text, words).encode()
    for picture in pictures(room, opened.article):
        if picture.data is not None:
            files[_picture_path(room, opened.article.slug, picture)] = picture.data
    return files


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


def _printer(room: Newsroom) -> publish.Printer:
    return publish.Printer({**room.workspace.texts("templates", ".html"), **room.workspace.texts("templates", ".css")})


def _put(room: Newsroom, name: str, data: bytes) -> None:
    # Pages are output: they are written whole or not at all, but only the record is worth a wait for the disk.
    room.workspace.write(name, data, durable=False)


def _editions(opened: Opened, *, read: bool = True) -> Iterable[tuple[Article, str]]:
    """The article in each language that this publication shows, the source first."""
    yield opened.article, opened.source
    if opened.locale != opened.source:
        yield target_article(opened) if read else opened.article, opened.locale


def _languages(room: Newsroom, opened: Opened) -> list[str]:
    """The languages in which the article is to be read: those published already, and this one."""
    source, targets = opening.languages(room.workspace, opened.article)
    live = [
        one for one in targets
        if one == opened.locale
        or catalogs.published(opening.opened(room.workspace, opened.article, source, one).catalog) is not None
    ]  # fmt: skip
    return [source, *live]


def _picture_path(room: Newsroom, slug: str, picture: Picture) -> str:
    """Where a picture is, relative to `public/`. Its name holds its content and how wide it may be, so an old page
    keeps its old picture."""
    digest = hashlib.sha256(b"%d:%b" % (room.settings.picture_width, picture.data or b"")).hexdigest()[:8]
    return f"images/{slug}/{digest}-{posixpath.basename(picture.name)}"


def _page(
    room: Newsroom, article: Article, opened: Opened, locale: str, shown: list[str], published_at: str, modified_at: str
) -> publish.Page:
    meta = article.meta
    return publish.Page(
        locale=locale, slug=article.slug, newsroom=room.settings.name, base_url=room.settings.base_url,
        title=article.title, summary=meta.summary, byline=meta.byline, dateline=meta.dateline, desk=meta.desk,
        credit=_text(meta.extra.get("credit")), date=_date(room, meta.date, published_at), tags=meta.tags,
        corrections=tuple((_text(one.get("date")) or "", _text(one.get("note")) or "") for one in meta.corrections),
        body=_body(room, article, opened),
        others=tuple(_link(one, f"../../{language.bcp47(one)}/{article.slug}/") for one in shown if one != locale),
        modified=modified_at,
    )  # fmt: skip


def _date(room: Newsroom, written: Any, published_at: str) -> Any:
    if written is not None:
        return written
    from datetime import datetime

    return datetime.fromisoformat(published_at).astimezone(room.settings.tz).date()


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _link(locale: str, href: str) -> publish.Link:
    return publish.Link(locale, href, language.autonym(locale))


def _body(room: Newsroom, article: Article, opened: Opened) -> str:
    places = {one.name: f"../../{_picture_path(room, article.slug, one)}" for one in pictures(room, opened.article)}

    def image(address: str) -> str:
        name = picture_name(article.path, address)
        return places.get(name, address) if name else address

    return formats.to_html(article.raw, image=image, link=_neighbour, headline=article.title)


def _neighbour(address: str) -> str:
    """A link to another article's file becomes one to its page."""
    plain, hash_, fragment = address.partition("#")
    if "://" in plain or not plain.endswith(".md"):
        return address
    slug = posixpath.basename(plain.removesuffix("/index.md").removesuffix(".md"))
    return f"../{slug}/{hash_}{fragment}"


# ── lists and feeds ─────────────────────────────────────────────────────────────────────────────────────────────────
def _feed_name(locale: str) -> str:
    return f"public/{language.bcp47(locale)}/feed.json"


def _feed(room: Newsroom, locale: str) -> dict[str, dict[str, Any]]:
    """What the feed of a language lists, by slug; nothing where there is none that can be read (it is output)."""
    try:
        value = json.loads(room.workspace.read(_feed_name(locale)) or b"{}")
        return {str(one["id"]): dict(one) for one in value.get("items", ())}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def _item(
    room: Newsroom, article: Article, opened: Opened, locale: str, published_at: str, modified_at: str
) -> dict[str, Any]:
    shown = _date(room, article.meta.date, published_at)
    pictured = [f"../{_picture_path(room, article.slug, one)}" for one in pictures(room, opened.article)]
    item: dict[str, Any] = {
        "id": article.slug, "url": _address(room, page_path(locale, article.slug)), "title": article.title,
        "summary": article.meta.summary, "date_published": published_at, "date_modified": modified_at,
        "language": language.bcp47(locale), "tags": list(article.meta.tags), "image": pictured[0] if pictured else None,
        "_transflow": {"date": shown.isoformat()},
    }  # fmt: skip
    return {key: value for key, value in item.items() if value not in (None, [])}


def _address(room: Newsroom, path: str) -> str:
    plain = path.removesuffix("index.html")
    base = room.settings.base_url.rstrip("/")
    return f"{base}/{plain}" if base else f"../{plain}"


def _write_list(
    room: Newsroom, press: publish.Printer, locale: str, feed: dict[str, dict[str, Any]], shown: Iterable[str]
) -> None:
    items = sorted(
        feed.values(), key=lambda one: (_shown(one), str(one.get("date_published")), one["id"]), reverse=True
    )
    value = {
        "version": FEED_VERSION, "title": room.settings.name, "language": language.bcp47(locale),
        "home_page_url": _address(room, f"{language.bcp47(locale)}/index.html"), "items": items,
    }  # fmt: skip
    _put(room, _feed_name(locale), (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())
    entries = [
        publish.Entry(
            slug=one["id"], title=one["title"], summary=one.get("summary"), date=_shown(one) or None,
            href=f"{one['id']}/", image=one.get("image"),
        )
        for one in items
    ]  # fmt: skip
    others = [_link(one, f"../{language.bcp47(one)}/") for one in _all_locales(room, shown) if one != locale]
    text = press.list(locale, room.settings.name, room.settings.base_url, entries, others)
    _put(room, f"public/{language.bcp47(locale)}/index.html", text.encode())


def _shown(item: dict[str, Any]) -> str:
    return str(item.get("_transflow", {}).get("date", ""))


def _published_locales(room: Newsroom) -> list[str]:
    """The languages that have a list."""
    folder = room.workspace.root / "public"
    if not folder.is_dir():
        return []
    return sorted(language.parse(one.parent.name) for one in folder.glob("*/feed.json"))


def _all_locales(room: Newsroom, shown: Iterable[str]) -> list[str]:
    return sorted({*_published_locales(room), *shown})


def _write_front(room: Newsroom, press: publish.Printer) -> None:
    links = [_link(one, f"{language.bcp47(one)}/") for one in _published_locales(room)]
    _put(room, f"public/{STYLE}", press.style().encode())
    _put(room, "public/index.html", press.front(room.settings.name, links).encode())
