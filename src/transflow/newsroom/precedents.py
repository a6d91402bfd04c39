"""What the newsroom has said before, for one text at a time: the translations of a source, the sources of a translation
and the spellings of a name in all its articles, as the index knows them.

Nothing is read from the articles here (`gathering.refresh` does that), so that an answer costs some 20 µs, and the
second time nothing.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from transflow.article import TAG
from transflow.index import Index
from transflow.segment import Status

_TOLD = frozenset("%‰°+=<>$€£¥")  # marks that say something, beside letters and digits


@dataclass(frozen=True, slots=True)
class Precedent:
    """A pair that somebody stands behind: the article it stands in, and whether a second person has signed it."""

    slug: str
    source: str
    target: str
    approved: bool


class Precedents:
    """The precedents of one newsroom. It belongs to the thread of its index, and is good as long as nothing in that is
    changed: `state` is the index's of then."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.state = index.state()
        self._pairs: dict[tuple[str, str, int, bool], tuple[Precedent, ...]] = {}
        self._spellings: dict[tuple[str, str, str], Mapping[str, str]] = {}

    def translations(self, source: str, target: str, text: str) -> tuple[Precedent, ...]:
        """The pairs of the locales `source` and `target` whose source says what `text` says."""
        return self._same(source, target, text, target=False)

    def sources(self, source: str, target: str, text: str) -> tuple[Precedent, ...]:
        """The pairs whose translation says what `text` says."""
        return self._same(source, target, text, target=True)

    def spellings(self, name: str, locales: tuple[str, str]) -> Mapping[str, str]:
        """How the articles between two languages write a name: by slug, the first in each."""
        key = (name, *locales)
        if key not in self._spellings:
            found: dict[str, str] = {}
            for slug, written in self._index.spellings(name, locales):
                found.setdefault(slug, written)
            self._spellings[key] = found
        return self._spellings[key]

    def _same(self, source: str, locale: str, text: str, *, target: bool) -> tuple[Precedent, ...]:
        wanted = number(text)
        if wanted is None:
            return ()
        key = (source, locale, wanted, target)
        if key not in self._pairs:
            found = self._index.same(source, locale, wanted, target=target)
            self._pairs[key] = tuple(_precedent(slug, pair) for slug, pair in found)
        return self._pairs[key]


def _precedent(slug: str, pair: list[object]) -> Precedent:
    _segment_id, source, target, _by, _at, status, *_more = pair
    return Precedent(slug, str(source), str(target), status == Status.APPROVED)


@lru_cache(maxsize=10_000)  # an article that is being worked on is asked for at every change
def bare(text: str) -> str:
    """What a text says in letters, digits and signs: without inline tags, case, width, spaces and punctuation."""
    plain = unicodedata.normalize("NFKC", TAG.sub("", text)).casefold()
    return "".join(char for char in plain if char.isalnum() or char in _TOLD)


@lru_cache(maxsize=1 << 16)  # asked for at every look at an article, of the same texts
def number(text: str) -> int | None:
    """A number (64 bits, signed) of what a text says: two texts that differ in style alone have the same. None where
    it has no letter and no digit."""
    said = bare(text)
    if not any(map(str.isalnum, said)):
        return None
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest(), "big", signed=True)
