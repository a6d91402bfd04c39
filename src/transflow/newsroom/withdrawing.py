"""What readers find where an article was withdrawn: a notice in each language, and nothing of what it said."""

import re
from collections.abc import Iterator

from transflow import catalog as catalogs
from transflow.newsroom import site
from transflow.newsroom.rendition import locales
from transflow.newsroom.room import Newsroom
from transflow.publish.record import Record
from transflow.workspace.opening import Opened

_AT = re.compile(r"(\d{4}-\d\d-\d\dT[\d:]+Z)\)$")


def notices(room: Newsroom, opened: Opened, now: str | None = None) -> Iterator[Record]:
    """The records of an article that is withdrawn: that it was, and nothing of what it said. `now`: when, where its
    front matter does not say so yet."""
    slug, at = opened.article.slug, _killed_at(room, opened.article.meta.killed, now)
    shown = locales(room, opened)
    for locale in shown:
        here = site.slug_in(room, opened, locale)
        former = site.record(room, locale, here)
        first = former.published if former else catalogs.first_published_at(opened.catalog) or at
        languages = former.languages if former else (locale, *(one for one in shown if one != locale))
        notice = Record(
            locale=locale, slug=here, source=opened.source, title="", date=room.day(first), published=first,
            modified=at, languages=languages, withdrawn=room.day(at),
        )  # fmt: skip
        yield site.addressed(notice, {one: site.place_in(room, opened, one) for one in languages}, slug)
        yield from site.moved(room, opened, locale, first)


def _killed_at(room: Newsroom, killed: str | None, now: str | None) -> str:
    """When an article was withdrawn: what the front matter says of it ends with that; else now."""
    found = _AT.search(killed or "")
    return found[1] if found else now or room.now()
