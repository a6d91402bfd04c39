"""What the memory will save, before work starts: how much of some articles has been translated already, and how nearly.

Every sentence of the present text counts, whatever its status; an article's own units do not help it. The second and
every later time that a text stands in the articles chosen it is a repetition, whatever the memory has for it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from transflow import language, script
from transflow.errors import TransflowError
from transflow.newsroom import choosing, remembering
from transflow.newsroom.counting import NOTHING, Size
from transflow.newsroom.room import Newsroom
from transflow.workspace import opening
from transflow.workspace.opening import Opened

if TYPE_CHECKING:
    from transflow.memory import Memory

CONTEXT, EXACT, REPETITION, NEW = "context", "exact", "repetitions", "new"
_FUZZY = (95, 85, 75, 50)  # the lowest score of each band
_LEAST = _FUZZY[-1]
BANDS = (CONTEXT, EXACT, "95-99", "85-94", "75-84", "50-74", REPETITION, NEW)


@dataclass(frozen=True, slots=True)
class Share:
    """One article into one language: how much of it is in each band (`BANDS`)."""

    slug: str
    title: str
    source: str
    target: str
    bands: Mapping[str, Size]


@dataclass(frozen=True, slots=True)
class Leverage:
    """All articles asked for, and those that could not be read."""

    shares: tuple[Share, ...]
    troubles: tuple[TransflowError, ...] = field(default=())

    @property
    def total(self) -> dict[str, Size]:
        """The bands of all articles together."""
        return {band: sum((one.bands[band] for one in self.shares), NOTHING) for band in BANDS}

    def to_json(self) -> dict[str, Any]:
        """The report as JSON values."""
        return {
            "articles": [
                {"slug": one.slug, "title": one.title, "source": one.source, "target": one.target,
                 **_bands_json(one.bands)}
                for one in self.shares
            ],
            "total": _bands_json(self.total),
        }  # fmt: skip


def before(
    room: Newsroom,
    slugs: Collection[str] = (),
    to: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Leverage:
    """The leverage of the articles named, or of all that are neither dropped nor withdrawn. `to` is one of their
    target languages. `progress` is told (articles read, all). Raises TransflowError for an article that is named and
    cannot be read."""
    choosing.refuse(room, slugs, to)
    names = list(dict.fromkeys(slugs)) or room.workspace.slugs()
    count = _Count(room)
    shares: list[Share] = []
    troubles: list[TransflowError] = []
    for number, slug in enumerate(names, 1):
        try:
            for opened in _opened(room, slug, to, named=bool(slugs)):
                shares.append(count.share(opened))
        except TransflowError as error:
            if slugs:
                raise
            troubles.append(error)
        progress(number, len(names))
    return Leverage(tuple(shares), tuple(troubles))


def _opened(room: Newsroom, slug: str, to: str | None, *, named: bool) -> Iterator[Opened]:
    present = opening.article(room.workspace, slug)
    source, targets = choosing.languages(room, present, to)
    if named or not (present.meta.spiked or present.meta.killed):
        for target in targets:
            yield opening.opened(room.workspace, present, source, target)


class _Count:
    """What has been seen so far, and a memory for each pair of languages."""

    def __init__(self, room: Newsroom) -> None:
        self._room = room
        self._memories: dict[tuple[str, str], Memory] = {}
        self._seen: set[tuple[str, str, str]] = set()

    def share(self, opened: Opened) -> Share:
        """One article's bands."""
        pair = (opened.source, opened.locale)
        if pair not in self._memories:
            self._memories[pair] = remembering.memory(self._room, *pair)
        segments = opened.catalog.translations
        preceding = {(two.context, two.source): one.source for one, two in pairwise(segments)}
        bands = dict.fromkeys(BANDS, NOTHING)
        for one in opened.occurrences:
            known = (*pair, one.source)
            if known in self._seen:
                band = REPETITION
            else:
                self._seen.add(known)
                context = preceding.get((one.context, one.source))
                band = self._band(pair, one.source, context, remembering.origin(opened.article.slug))
            bands[band] += size(one.source, opened.source)
        return Share(opened.article.slug, opened.article.title, *pair, bands)

    def _band(self, pair: tuple[str, str], text: str, context: str | None, own: str) -> str:
        found = self._memories[pair].search(
            text, _LEAST, 1, context_before=context, skip=lambda unit: unit.document == own
        )
        return banded(found[0].score if found else 0)


def banded(score: int) -> str:
    """The band of a score (0: nothing found)."""
    if score >= 100:
        return CONTEXT if score > 100 else EXACT
    place = next((place for place, low in enumerate(_FUZZY) if score >= low), len(_FUZZY))
    return (*BANDS[2:6], NEW)[place]


def size(text: str, locale: str) -> Size:
    """One segment, in Han characters (Chinese) or words (other languages)."""
    number = script.count(text, locale)
    return Size(1, number, 0) if language.is_chinese(locale) else Size(1, 0, number)


def _bands_json(bands: Mapping[str, Size]) -> dict[str, Any]:
    whole = sum(bands.values(), NOTHING)
    return {"bands": {band: _size_json(bands[band]) for band in BANDS}, "all": _size_json(whole)}


def _size_json(one: Size) -> dict[str, int]:
    return {"segments": one.segments, "han": one.han, "words": one.words}
