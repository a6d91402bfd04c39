"""Lists in pages of twenty, and what a list says of an article.

The newest page has the newest twenty; the others are numbered from the oldest article on and do not change when news
comes in. So the newest page and the one before it may share some articles.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from transflow.publish import addresses
from transflow.publish.released import Entry, Released

LENGTH = 20  # articles on a page


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, the newest article first. `number` is None for the newest page; `older` and `newer` are
    addresses relative to the page, None where there is nothing."""

    locale: str
    group: str
    number: int | None
    entries: tuple[Entry, ...]
    older: str | None
    newer: str | None

    @property
    def kind(self) -> str:
        """`news`, `tag` or `desk`."""
        return self.group.partition(":")[0]

    @property
    def name(self) -> str:
        """The tag or the desk; empty for the list of all."""
        return self.group.partition(":")[2]


def last(count: int) -> int:
    """How many numbered pages a list of `count` articles has beside the newest."""
    return max(0, -(-(count - LENGTH) // LENGTH))


def numbers(count: int, first: int, end: int) -> Iterator[int]:
    """The numbered pages of a list of `count` articles on which the places from `first` to before `end` stand, and
    those beside them (which link to them)."""
    pages = last(count)
    return iter(range(max(1, first // LENGTH), min(pages, end // LENGTH + 2) + 1))


def listing(released: Released, locale: str, group: str, number: int | None = None) -> Listing:
    """One page of a list."""
    count = released.count(locale, group)
    pages = last(count)
    if number is None:
        newest = tuple(released.latest(locale, group, LENGTH))
        return Listing(locale, group, None, newest, _href(locale, group, pages) if pages else None, None)
    entries = tuple(reversed(released.slice(locale, group, (number - 1) * LENGTH, number * LENGTH)))
    older = _href(locale, group, number - 1) if number > 1 else None
    newer = _href(locale, group, number + 1 if number < pages else None)
    return Listing(locale, group, number, entries, older, newer)


def _href(locale: str, group: str, number: int | None) -> str:
    return addresses.listing(locale, group, number).rpartition("/")[2]
