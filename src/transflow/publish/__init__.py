"""PROVISIONAL: stands in until the publish package is delivered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    locale: str
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Page:
    locale: str
    slug: str
    newsroom: str
    base_url: str
    title: str
    summary: object
    byline: object
    dateline: object
    desk: object
    credit: object
    date: object
    tags: tuple
    corrections: tuple
    body: str
    others: tuple
    modified: object = None


@dataclass(frozen=True, slots=True)
class Entry:
    slug: str
    title: str
    summary: object
    date: object
    href: str
    image: object = None


class Printer:
    def __init__(self, templates=None):
        pass

    def page(self, page):
        return f"<h1>{page.title}</h1>{page.body}"

    def list(self, locale, newsroom, base_url, entries, others):
        return "".join(e.title for e in entries)

    def front(self, newsroom, links):
        return "front"

    def style(self):
        return ""
