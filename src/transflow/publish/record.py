"""What readers were given of an article in one language: the record from which every page, list and feed is printed.

A list or a neighbour's page can then be printed at any time, and shows what was published, never what is being written
(docs/decisions/0003-the-published-list-is-a-feed.md, docs/decisions/0012-the-site-from-records.md).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class House:
    """Whose site it is: the newsroom's name; `base_url` without a final `/`, empty where absolute addresses are to be
    left out."""

    name: str
    base_url: str = ""


KINDS = ("term", "person", "organisation", "place")  # of subjects, in the order in which a record has them


@dataclass(frozen=True, slots=True)
class Subject:
    """What an article is about beside its tags: a name of the termbase in the page's language, of one of `KINDS`."""

    name: str
    kind: str = "term"


@dataclass(frozen=True, slots=True)
class Record:
    """One article in one language, as published.

    `body` is clean HTML with addresses relative to the page; `pictures` are paths in `public/`; `date` is an ISO
    8601 day or instant; `published` (first) and `modified` are instants in UTC; `corrections` are (ISO day, note);
    `languages` are all locales in which it is live, `source` the one in which it was written. `slug` is its address
    in this language, `slugs` are (locale, slug) of those languages in which it has another one, and `article` the
    slug of the article itself where that is another one than its address here. `firsts` are (locale, slug) of the
    first address that it ever had in each language in which it is under another one now. Two records say that no
    article is here: `withdrawn` is the ISO day of a withdrawal, after which nothing else of it is shown, and
    `moved` the slug under which it is now.
    """

    locale: str
    slug: str
    source: str
    title: str
    date: str
    published: str
    modified: str
    body: str = ""
    summary: str | None = None
    byline: str | None = None
    dateline: str | None = None
    desk: str | None = None
    credit: str | None = None
    tags: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    pictures: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    withdrawn: str | None = None
    slugs: tuple[tuple[str, str], ...] = ()
    article: str = ""
    moved: str | None = None
    firsts: tuple[tuple[str, str], ...] = ()

    def slug_in(self, locale: str) -> str:
        """Its address in one of its languages."""
        return dict(self.slugs).get(locale, self.slug)

    def first_in(self, locale: str) -> str:
        """The first address that it ever had in one of its languages: identifiers are made of it, for an identifier
        never changes (RFC 4287, 4.2.6)."""
        return dict(self.firsts).get(locale) or self.slug_in(locale)

    @property
    def notice(self) -> bool:
        """Whether its page is a notice, and no list has it."""
        return bool(self.withdrawn or self.moved)

    @property
    def sort(self) -> str:
        """What the record is sorted by: the day or instant shown, then when it was first published, then its slug."""
        return f"{self.date}|{self.published}|{self.slug}"


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go: `href` relative to the page, `label` what is read there, in `locale`."""

    locale: str
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around an article on its page. `older` and `newer` are its neighbours in the news list."""

    others: tuple[Link, ...] = ()  # the article in other languages
    related: tuple[Link, ...] = ()
    older: Link | None = None
    newer: Link | None = None
