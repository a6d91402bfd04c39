"""The memory as a newsroom has it: everything approved in its articles, the sentences that can be told apart in what is
longer, and `memory/*.tmx`; and, for the editor, what people have confirmed and nobody has approved yet, and what was
withdrawn, marked and penalised. What was dropped is nowhere
(docs/decisions/0031-what-was-spiked-is-not-remembered.md)."""

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from transflow import index as indexes
from transflow import memory as memories
from transflow.newsroom import gathering, penalising
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment, Status
from transflow.workflow import Stage
from transflow.workspace import scan as scans
from transflow.workspace.opening import Opened

if TYPE_CHECKING:
    from transflow.memory import Changed, Layered, Memory, Unit

DRAFT_PENALTY = 5  # off the score of what nobody has approved yet: it stands below an approved text as near
ALIGNED_PENALTY = 2  # off the score of what was found by alignment: of a hundred such pairs, two are wrong
WITHDRAWN_PENALTY = 30  # an identical text scores 70: it stands below whatever else is worth offering
_LOOK = 5.0  # seconds between looks at what others have confirmed
_Signs = Mapping[tuple[str, str], str]


def origin(slug: str) -> str:
    """Where a match comes from, for one out of this newsroom's own articles."""
    return f"articles/{slug}"


def slug_of(document: str) -> str | None:
    """The article that a unit's document means; None for a brought file."""
    return document.removeprefix("articles/") if document.startswith("articles/") else None


def memory(room: Newsroom, source: str, target: str, *, drafts: bool = False) -> "Memory":
    """The memory of two languages: what was approved this way, then the other way round, then what was brought;
    with `drafts` also what people have confirmed and nobody has approved, and what was withdrawn.

    Above some thousands of units it is kept in `.transflow/memory`, and only what has changed is read again.
    """
    _refresh(room)
    store = memories.Store(room.workspace.derived / "memory" / f"{source}-{target}", source, target)
    store.bring(lambda known: _changes(room, source, target, known))
    names, penalties = room.terms.names(source, target), penalising.penalties(room)
    return store.memory(names=names, drafts=drafts, penalties=penalties)


class Growing:
    """The memory of two languages as the editor of one article needs it: it knows what was confirmed a moment ago.

    `opened` is that article as it is now.
    """

    def __init__(self, room: Newsroom, opened: Opened) -> None:
        self._room, self._source, self._target = room, opened.source, opened.locale
        self._origin = origin(opened.article.slug)
        self._slug = opened.article.slug
        self._seen = opened.catalog.translations
        self._base = memory(room, opened.source, opened.locale, drafts=True)
        self._signs = self._now()
        self._changed: _Signs = {}
        self._others: dict[str, list[Unit]] = {}  # by slug, of articles that have changed since the base was built
        self._own: dict[str, list[Unit]] = {}  # by source, of segments of this article that have
        self._aligned: list[Unit] | None = None  # what is aligned in this article, once anything in it has changed
        self._looked = time.monotonic()
        self._layer()

    def take(self, opened: Opened) -> None:
        """Brings the memory up to the article as it is now, and every few seconds up to all others."""
        fresh = False
        if opened.catalog.translations is not self._seen:
            fresh = self._take(opened.catalog.translations)
        if time.monotonic() - self._looked > _LOOK:
            self._looked = time.monotonic()
            fresh |= self._look()
        if fresh:
            self._layer()

    def _take(self, segments: tuple[Segment, ...]) -> bool:
        """Takes up the segments that are not as they were; a parsed catalog keeps the values of all others."""
        former, self._seen = self._seen, segments
        if len(former) == len(segments):
            changed = {two.source for one, two in zip(former, segments, strict=True) if one is not two}
            changed |= {one.source for one, two in zip(former, segments, strict=True) if one is not two}
        else:
            changed = {one.source for one in (*former, *segments)}
        self._own.update((source, []) for source in changed)
        for place, one in enumerate(segments if changed else ()):
            if one.source in changed:
                for pair in gathering.pairs(segments[max(0, place - 1) : place + 1], only=one):
                    self._own[one.source].append(_unit(self._slug, pair, reverse=False))
        if changed:  # the same sentence may be in several paragraphs: all are taken anew
            pairs = gathering.aligned(segments, self._source, self._target)
            self._aligned = [_unit(self._slug, pair, reverse=False) for pair in pairs]
        return bool(changed)

    def _layer(self) -> None:
        parts = (*self._others.values(), *self._own.values(), self._aligned or ())
        names, penalties = self._room.terms.names(self._source, self._target), penalising.penalties(self._room)
        units = [unit for part in parts for unit in part]
        over = memories.Memory(units, self._source, self._target, names=names, penalties=penalties)
        others = {origin(slug) for slug in self._others}
        self.now: Layered = memories.Layered(
            self._base, over, lambda unit: unit.document in others or self._replaced(unit)
        )

    def _replaced(self, unit: "Unit") -> bool:
        """Whether what this article says now stands in the place of `unit`."""
        if unit.document != self._origin:
            return False
        return self._aligned is not None if unit.aligned else unit.source in self._own

    def _now(self) -> _Signs:
        return {key: sign for key, (sign, _at) in self._room.index.catalogs().items()}

    def _look(self) -> bool:
        """Takes up what has changed on disk since the memory was built; whether anything has since the last look."""
        _refresh(self._room, but=self._slug)
        now = self._now()
        changed = {key: now.get(key, "") for key in {*now, *self._signs} if now.get(key) != self._signs.get(key)}
        if changed == self._changed:
            return False
        self._changed = changed
        self._others = {
            slug: list(_own(self._room, self._source, self._target, slug))
            for slug, _locale in changed
            if slug != self._slug  # which is followed more closely
        }
        return True


def _changes(
    room: Newsroom, source: str, target: str, known: Mapping[str, str]
) -> "tuple[Iterator[Changed], frozenset[str]]":
    """What is not as the kept index knows it (`known`: signatures by key), and what is gone. The keys sort the
    articles written this way before those written the other way round, and the files brought from elsewhere last."""
    present: set[str] = set()
    differing: dict[str, Callable[[], Changed | None]] = {}
    for (slug, locale), (sign, read_at) in room.index.catalogs().items():
        for order, one, two in ((0, source, target), (1, target, source)):
            if locale == two:
                key, now = f"{order}/{slug}", f"{sign}@{read_at}"
                present.add(key)
                if known.get(key) != now:
                    differing[key] = partial(_article, room, one, two, slug, key, now)
    folder = room.workspace.root / "memory"
    for path in folder.glob("*.tmx") if folder.is_dir() else ():
        name = room.workspace.relative(path)
        present.add(f"2/{name}")
        differing[f"2/{name}"] = partial(_file, room, source, target, name, known.get(f"2/{name}", ""))
    found = (differing[key]() for key in sorted(differing))
    return (one for one in found if one is not None), frozenset(known.keys() - present)


def _article(room: Newsroom, source: str, target: str, slug: str, key: str, sign: str) -> "Changed":
    reverse = key.startswith("1")
    return memories.Changed(
        key, sign, (_unit(where, pair, reverse=reverse) for where, pair in room.index.pairs(source, target, slug))
    )


def _file(room: Newsroom, source: str, target: str, name: str, known: str) -> "Changed | None":
    """A file of the memory, if it is not the one whose signature is `known`: its stamp, when it was read (ns), and a
    digest of its bytes, which is asked only where the stamp leaves a doubt."""
    now = scans.stamp(str(room.workspace.root / name))
    stamp, read_at, digest = known.split("@") if known else ("", "0", "")
    if now and now.sign == stamp and indexes.fresh(int(read_at), now.mtime):
        return None
    instant, data = time.time_ns(), room.workspace.read(name) or b""
    found = blake2b(data, digest_size=16).hexdigest()
    sign = f"{now.sign if now else ''}@{instant}@{found}"
    if found == digest:
        return memories.Changed(f"2/{name}", sign, None)
    return memories.Changed(f"2/{name}", sign, memories.read_tmx(data, name, source, target))


def _own(room: Newsroom, source: str, target: str, slug: str) -> Iterator["Unit"]:
    """The units of one of this newsroom's own articles, both ways."""
    for reverse, one, two in ((False, source, target), (True, target, source)):
        for where, pair in room.index.pairs(one, two, slug):
            yield _unit(where, pair, reverse=reverse)


def _unit(slug: str, pair: list[object], *, reverse: bool) -> "Unit":
    """A pair of the index as a unit; one read the other way round was never approved that way."""
    _segment_id, text, translation, by, at, status, before, aligned = pair
    approved, withdrawn = status == Status.APPROVED, status == Stage.KILLED
    penalty = WITHDRAWN_PENALTY if withdrawn else 0 if approved else DRAFT_PENALTY
    penalty += ALIGNED_PENALTY if aligned else 0
    where = origin(slug) + (memories.WITHDRAWN if withdrawn else memories.ALIGNED if aligned else "")
    one, two = (str(translation), str(text)) if reverse else (str(text), str(translation))
    return memories.Unit(
        one, two, where, str(by or ""), str(at or ""), approved and not (reverse or aligned),
        None if before is None or reverse else str(before), penalty, not approved,
    )  # fmt: skip


def _refresh(room: Newsroom, but: str | None = None) -> None:
    """Has the index know every article. Raises TransflowError for a PO file that cannot be read."""
    for error in gathering.refresh(room, but):
        raise error
