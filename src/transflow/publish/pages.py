"""What stands on a page: frozen values, addresses relative to the page."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """The same thing in another language."""

    locale: str
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Page:
    """One article in one language. `body` is HTML of unknown origin: it is sanitised when the page is made.

    `corrections` are (ISO date, note); `modified` is ISO 8601; an empty `base_url` leaves out absolute addresses.
    """

    locale: str
    slug: str
    newsroom: str
    base_url: str
    title: str
    summary: str | None
    byline: str | None
    dateline: str | None
    desk: str | None
    credit: str | None
    date: dt.date | dt.datetime | None
    tags: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]
    body: str
    others: tuple[Link, ...]
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a news list; `date` is ISO 8601."""

    slug: str
    title: str
    summary: str | None
    date: str | None
    href: str
    image: str | None = None
