"""Bringing a catalog up to a changed source, losing nobody's work (DESIGN §4, "A changed source keeps the work").

Our own code: GNU msgmerge misses similar Chinese. Pure: values in, values out.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transflow.article import Unit
from transflow.catalog import anchoring
from transflow.catalog.po import Catalog
from transflow.segment import HUMAN, Kind, Place, Segment, Status, segment_id

# Indel similarity from which a new sentence is taken for a changed old one. 谈判破裂 → 谈判再次破裂 has 0.8.
NEAR = 0.6

# Punctuation that Chinese and English type differently for one and the same mark; NFKC folds width, not shape.
_FOLD = str.maketrans(
    {"。": ".", "、": ",", "“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "…": ".", "·": "."}
)

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """The catalog of the present source, and the ids of what happened: kept as it was, kept but stale, new and
    untranslated, vanished, come back."""

    catalog: Catalog
    kept: tuple[str, ...]
    stale: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    revived: tuple[str, ...]


def keys(units: Sequence[Unit], catalog: Catalog) -> Iterator[Key]:
    """(msgctxt, msgid) of the segment of each unit.

    A repeated sentence is one segment, unless a person has split an occurrence off: then that one's msgctxt is the
    id of the segment before it.
    """
    apart = {(one.context, one.source) for one in (*catalog.segments, *catalog.obsolete) if one.context is not None}
    before = ""
    for unit in units:
        key: Key = (before, unit.source) if (before, unit.source) in apart else (None, unit.source)
        yield key
        before = segment_id(unit.source, key[0])


def aligned(catalog: Catalog, units: Sequence[Unit]) -> tuple[Segment, ...]:
    """The segment of each unit, for a catalog that has been merged with these units."""
    live = {(one.context, one.source): one for one in catalog.segments}
    return tuple(live[key] for key in keys(units, catalog))


def merge(catalog: Catalog, units: Sequence[Unit], path: str) -> Merged:
    """`catalog` with exactly the segments of `units` (in article order) live, and the rest obsolete.

    Every text of a person that was there is there afterwards: live, stale or obsolete.
    """
    catalog, own = anchoring.parted(catalog)
    former, catalog = catalog, _rekeyed(catalog, units)
    found: dict[Key, list[Unit]] = {}
    for key, unit in zip(keys(units, catalog), units, strict=True):
        found.setdefault(key, []).append(unit)
    live = {(one.context, one.source): one for one in catalog.segments}
    dead = {(one.context, one.source): one for one in catalog.obsolete}
    near = _pairs([key for key in found if key not in live and key not in dead], found, live)
    segments: list[Segment] = []
    kept, stale, new, revived = [], [], [], []
    carried: set[Key] = set()  # old segments whose whole worth lives on under a new source
    for key, occurrences in found.items():
        if key in live:
            segment = live[key]
            kept.append(segment.id)
        elif key in dead:
            segment = dead[key]
            revived.append(segment.id)
        elif key in near:
            old = near[key]
            segment = _changed(live[old], key)
            if segment.status is Status.STALE:
                stale.append(segment.id)
            else:
                kept.append(segment.id)
                carried.add(old)
        else:
            segment = Segment(key[1], context=key[0])
            new.append(segment.id)
        segments.append(_placed(segment, occurrences, path))
    gone = [one for key, one in live.items() if key not in found]
    replaced = {*near.values()}
    left = [one for key, one in live.items() if key not in found and key not in carried and _worth(one, segments)]
    obsolete = [one for key, one in dead.items() if key not in found] + [replace(one, places=()) for one in left]
    follows = {one.id: two.id for one, two in zip(former.segments, catalog.segments, strict=True)}
    changed = {segment_id(old[1], old[0]): segment_id(key[1], key[0]) for key, old in near.items()}
    follows = {one: changed.get(two, two) for one, two in follows.items()}
    fresh = [one for one in segments if one.id in {*new, *revived} or one.id in changed.values()]
    own = anchoring.followed(own, former.segments, segments, follows, fresh)
    return Merged(
        replace(catalog, segments=anchoring.placed(segments, own, list(keys(units, catalog)), units),
                obsolete=tuple(obsolete)),
        (*kept, *(one.id for one in own)), tuple(stale), tuple(new),
        tuple(one.id for one in gone if (one.context, one.source) not in replaced), tuple(revived),
    )  # fmt: skip


def _rekeyed(catalog: Catalog, units: Sequence[Unit]) -> Catalog:
    """`catalog` with those segments that a person split off put behind the sentence that now stands before them.

    Their msgctxt is the id of the segment before: where that sentence has changed, they would be lost.
    """
    apart = [one for one in catalog.segments if one.context is not None]
    if not apart:
        return catalog
    present = list(keys(units, catalog))
    lost = [one for one in apart if (one.context, one.source) not in present]
    sources = {one.id: one.source for one in catalog.segments}
    moved: dict[Key, Segment] = {}
    taken: set[int] = set()
    for one in lost:
        before = sources.get(one.context or "", "")
        # Occurrences but the first, which is everybody's; the one behind the sentence most like the old one.
        places = [n for n, unit in enumerate(units) if unit.source == one.source and n not in taken][1:]
        if places:
            likeness = {n: _likeness(units[n - 1].source, before) for n in places}
            best = max(places, key=likeness.__getitem__)
            taken.add(best)
            ident = segment_id(units[best - 1].source, present[best - 1][0])
            moved[one.context, one.source] = replace(one, context=ident)
    if not moved:
        return catalog
    segments = tuple(moved.get((one.context, one.source), one) for one in catalog.segments)
    return replace(catalog, segments=segments)


def _likeness(one: str, two: str) -> float:
    from rapidfuzz.distance import Indel  # 60 ms: only where something has changed

    return float(Indel.normalized_similarity(one, two))


def _placed(segment: Segment, occurrences: Sequence[Unit], path: str) -> Segment:
    places = tuple(Place(path, unit.line) for unit in occurrences)
    kind = occurrences[0].kind
    return segment if (segment.places, segment.kind) == (places, kind) else replace(segment, places=places, kind=kind)


def _changed(old: Segment, key: Key) -> Segment:
    """`old`'s translation under a changed source: as it stands if only spaces or the width of punctuation changed."""
    moved = replace(old, context=key[0], source=key[1])
    if _folded(old.source) == _folded(key[1]):
        return moved
    return replace(
        moved, status=Status.STALE, approver=None, previous=old.previous or old.source, waivers=(),
        by=old.by, returned=None,
    )  # fmt: skip


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).translate(_FOLD).split())


def _persons(segment: Segment) -> bool:
    """Whether a person's work stands in `segment`."""
    return bool(
        segment.omitted or (segment.target and (segment.status is not Status.MACHINE or segment.origin == HUMAN))
    )


def _worth(segment: Segment, present: Sequence[Segment]) -> bool:
    """Whether a segment whose source is gone is kept as `#~`: a machine can say its own again, a person must not.

    A stale copy of a text whose own source has come back is nothing new.
    """
    if segment.status is Status.STALE and any(
        one.source == segment.previous and one.target == segment.target for one in present
    ):
        return bool(segment.remarks)
    return bool(_persons(segment) or segment.remarks or segment.joined or segment.split)


def _pairs(wanted: Sequence[Key], found: Mapping[Key, Sequence[Unit]], live: Mapping[Key, Segment]) -> dict[Key, Key]:
    """The old segment that each of `wanted` is a change of: the best pairs first; ties by nearness of place."""
    order = {key: number for number, key in enumerate(live)}
    places = {key: number for number, key in enumerate(found)}
    old = {key: one for key, one in live.items() if key not in found and _persons(one)}
    if not wanted or not old:
        return {}
    from rapidfuzz.distance import Indel  # 60 ms: only where something has changed

    scored = []
    for key in wanted:
        for former in old:
            if found[key][0].kind is old[former].kind is Kind.BODY:  # there is one body, however much it has changed
                scored.append((-1.0, 0, key, former))
                continue
            score = Indel.normalized_similarity(former[1], key[1], score_cutoff=NEAR)
            if score >= NEAR or _folded(former[1]) == _folded(key[1]):
                scored.append((-score, abs(order[former] - places[key]), key, former))
    scored.sort(key=lambda one: one[:2])
    pairs: dict[Key, Key] = {}
    taken: set[Key] = set()
    for _score, _distance, key, former in scored:
        if key not in pairs and former not in taken:
            pairs[key] = former
            taken.add(former)
    return pairs


def regrouped(catalog: Catalog, before: Sequence[Segment], after: Sequence[Segment]) -> Catalog:
    """`catalog` made ready for another cut of the source: `before` lose their joins and splits, `after` are live or
    stand ready to be revived by the next `merge`. Nothing is lost: what is not live then is obsolete."""
    made = {(one.context, one.source): one for one in after}
    former = {(one.context, one.source) for one in before}
    segments = []
    for one in catalog.segments:
        key = (one.context, one.source)
        if key in made:
            segments.append(made.pop(key))
        else:
            segments.append(replace(one, joined=0, split=(), whole="") if key in former else one)
    obsolete = [one for one in catalog.obsolete if (one.context, one.source) not in made]
    return replace(catalog, segments=tuple(segments), obsolete=(*obsolete, *made.values()))
