"""The words of delivery: what goes to another home, what is known of it there, and what a publisher must do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Options = Mapping[str, Any]
"""One table `[deliver.NAME]`, without its `kind`."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a text finds its pictures (`{slug}`, `{name}`) and other articles (`{slug}`), seen from its own place."""

    picture: str = "{name}"
    article: str = "../{slug}/"

    def place(self, slug: str) -> str:
        """Where another article is."""
        return self.article.format(slug=slug)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an article: a file name of ASCII letters, digits, `.`, `-` and `_`, unique in the article; what
    tells its content (12 hex digits); and what gives its bytes, scaled as for a page."""

    name: str
    digest: str
    load: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Edition:
    """One language of what was published.

    `html` is the clean body, `markdown` the same for other people's Markdown programs; both with the publisher's
    `Addresses`. `date` (what a page shows), `published` (first) and `modified` are ISO 8601 instants with a zone;
    `corrections` are (ISO day, note).
    """

    locale: str
    title: str
    date: str
    published: str
    modified: str
    html: str = ""
    markdown: str = ""
    summary: str | None = None
    byline: str | None = None
    dateline: str | None = None
    desk: str | None = None
    credit: str | None = None
    tags: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """An article as it goes elsewhere, in all languages in which it is live, the one it was written in first.

    `former` are slugs that it had; `kept` are languages in which it is live with an older text, and stays there as it
    is; `withdrawn` is the ISO day of a withdrawal: then editions say no more than their language and dates, and there
    are no pictures.
    """

    slug: str
    editions: tuple[Edition, ...]
    pictures: tuple[Picture, ...] = ()
    former: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a language of an article is now: an address, or a file."""

    locale: str
    where: str


class Place(Protocol):
    """A folder outside of the newsroom. Names are relative to it, with `/`; nothing is written outside of it."""

    @property
    def path(self) -> str:
        """Where it is, for people."""
        ...

    def trouble(self) -> str | None:
        """Why nothing can be written there; None where it can."""
        ...

    def read(self, name: str) -> bytes | None:
        """What is in a file; None: there is none. Raises TransflowError where the disk fails, as the two below."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Writes a file whole or not at all, with the folders that it needs."""
        ...

    def remove(self, name: str) -> None:
        """Takes a file away."""
        ...


@dataclass(frozen=True, slots=True)
class Resources:
    """What a publisher may use: passwords by the name of their variable, folders by the path in the settings, where
    another article is at the same destination (slug, locale; None: not there), and the newsroom's own site."""

    keys: Callable[[str], str | None]
    place: Callable[[str], Place]
    neighbour: Callable[[str, str], str | None]
    sleep: Callable[[float], None]
    base_url: str = ""


class Record:
    """What is known of one article at one destination: a JSON object, and what makes it durable.

    A publisher writes down what it is about to send, sends it, and writes down what came of it, so that whoever was
    stopped in the middle knows its own work again.
    """

    def __init__(self, value: dict[str, Any], save: Callable[[Mapping[str, Any]], None]) -> None:
        self.value = value
        self._save = save

    def part(self, name: str) -> dict[str, Any]:
        """The object called `name`, made where there is none."""
        found: dict[str, Any] = self.value.setdefault(name, {})
        return found

    def save(self) -> None:
        """On return it is on the disk."""
        self._save(self.value)


class Publisher(Protocol):
    """A home that articles can be delivered to."""

    @property
    def name(self) -> str:
        """What transflow.toml calls it."""
        ...

    @property
    def addresses(self) -> Addresses:
        """How a page there names pictures and other articles."""
        ...

    @property
    def facts(self) -> str:
        """What of the settings is seen in what is delivered: other facts, and all is delivered anew."""
        ...

    def put(self, package: Package, record: Record, *, force: bool) -> Sequence[Placed]:
        """Brings what is there to what `package` says: makes, changes, takes away. Doing it again changes nothing.

        Raises DeliveryError where the other side fails, EditedError where somebody else has changed what would be
        overwritten (`force` overwrites it). What `record` has saved by then stays true.
        """
        ...

    def reach(self, seconds: float) -> str | None:
        """None if the destination answers within so many seconds and would take an article; else why not."""
        ...


class DeliveryError(Exception):
    """The other side failed. `whole`: it concerns the destination, not this article alone."""

    def __init__(self, reason: str, *, remedy: str = "", whole: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy
        self.whole = whole


class EditedError(DeliveryError):
    """Somebody else's work would be overwritten: a person must choose."""
