"""What machines fetch: feeds, site map, robots.txt, and the parts that the search looks through."""

import json
from collections.abc import Sequence
from typing import Any

from transflow import language
from transflow.interchange.xml import plain, value
from transflow.publish import addresses
from transflow.publish.record import House
from transflow.publish.released import Entry

LENGTH = 50  # articles in a feed
JSON_FEED = "https://jsonfeed.org/version/1.1"


def json_feed(house: House, locale: str, entries: Sequence[Entry]) -> str:
    """The newest articles as a JSON Feed 1.1."""
    items: list[dict[str, Any]] = [
        {
            "id": one.first, "url": _href(house, locale, one.slug), "title": one.title, "summary": one.summary,
            "content_text": one.summary or one.title, "date_published": one.published, "date_modified": one.modified,
            "language": language.bcp47(locale), "tags": list(one.tags), "image": _image(house, one),
        }
        for one in entries
    ]  # fmt: skip
    value = {
        "version": JSON_FEED, "title": house.name, "language": language.bcp47(locale),
        "home_page_url": _home(house, locale), "feed_url": _own(house, addresses.feed(locale, "json")),
        "items": [{key: one for key, one in item.items() if one not in (None, [])} for item in items],
    }  # fmt: skip
    return json.dumps({key: one for key, one in value.items() if one is not None}, ensure_ascii=False, indent=1) + "\n"


def atom(house: House, locale: str, entries: Sequence[Entry]) -> str:
    """The newest articles as an Atom feed (RFC 4287); it needs a `base_url`, for every id in it is an address."""
    here = _own(house, addresses.feed(locale, "atom")) or ""
    updated = max((one.modified for one in entries), default="1970-01-01T00:00:00Z")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={value(language.bcp47(locale))}>',
        f"<id>{plain(here)}</id>", f"<title>{plain(house.name)}</title>", f"<updated>{plain(updated)}</updated>",
        f"<author><name>{plain(house.name)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={value(here)}/>',
        f'<link rel="alternate" type="text/html" href={value(_home(house, locale))}/>',
    ]  # fmt: skip
    for one in entries:
        address = _href(house, locale, one.slug)
        lines += [
            "<entry>", f"<id>{plain(_href(house, locale, one.first))}</id>", f"<title>{plain(one.title)}</title>",
            f'<link rel="alternate" type="text/html" href={value(address)}/>',
            f"<published>{plain(one.published)}</published>", f"<updated>{plain(one.modified)}</updated>",
            *([f"<summary>{plain(one.summary)}</summary>"] if one.summary else []),
            *(f"<category term={value(tag)}/>" for tag in one.tags), "</entry>",
        ]  # fmt: skip
    return "\n".join([*lines, "</feed>"]) + "\n"


def sitemap(house: House, locale: str, entries: Sequence[Entry]) -> str:
    """A part of the site map: pages of one language with those in other languages (sitemaps.org 0.9)."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for one in entries:
        lines.append(f"<url><loc>{plain(_href(house, locale, one.slug))}</loc><lastmod>{plain(one.modified)}</lastmod>")
        tongues = [*((language.bcp47(other), other) for other in one.languages), ("x-default", one.source)]
        if len(one.languages) > 1:
            hrefs = [(tag, _href(house, other, one.slug_in(other))) for tag, other in tongues]
            lines += [f'<xhtml:link rel="alternate" hreflang={value(tag)} href={value(href)}/>' for tag, href in hrefs]
        lines.append("</url>")
    return "\n".join([*lines, "</urlset>"]) + "\n"


def sitemap_index(house: House, parts: Sequence[str]) -> str:
    """The site map that names its parts (paths in `public/`)."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>', '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(f"<sitemap><loc>{plain(addresses.absolute(house.base_url, one))}</loc></sitemap>" for one in parts),
        "</sitemapindex>",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def robots(house: House) -> str:
    """What crawlers may read: everything, and where the site map is."""
    where = f"\nSitemap: {addresses.absolute(house.base_url, addresses.SITEMAP)}\n" if house.base_url else ""
    return f"User-agent: *\nAllow: /\n{where}"


def shard(entries: Sequence[Entry]) -> str:
    """A part of what the search looks through: slug, title, summary, date, words of each, the newest first."""
    rows = [[one.slug, one.title, one.summary or "", one.date[:10], one.words] for one in reversed(entries)]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n"


def _href(house: House, locale: str, slug: str) -> str:
    if house.base_url:
        return addresses.absolute(house.base_url, addresses.page(locale, slug))
    return f"{slug}/"  # relative to the feed


def _home(house: House, locale: str) -> str:
    return addresses.absolute(house.base_url, addresses.home(locale)) if house.base_url else "./"


def _own(house: House, path: str) -> str | None:
    return addresses.absolute(house.base_url, path) if house.base_url else None


def _image(house: House, one: Entry) -> str | None:
    if one.image is None:
        return None
    return addresses.absolute(house.base_url, one.image) if house.base_url else f"../{one.image}"
