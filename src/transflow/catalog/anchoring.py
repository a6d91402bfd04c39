"""A translation's own entries (`own`) when its source changes: none is ever lost, and each follows the block behind
which it stands as far as that can be found again (docs/decisions/0024-own-words.md).

Pure, as `merging`, whose part this is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from transflow import own
from transflow.article import TAG, Unit
from transflow.catalog.po import Catalog
from transflow.segment import Kind, Segment, segment_id

NEAR = 0.6  # as in `merging`
_HEAD = (Kind.TITLE, Kind.SUMMARY, Kind.FIELD)
_Key = tuple[str | None, str]


def parted(catalog: Catalog) -> tuple[Catalog, tuple[Segment, ...]]:
    """`catalog` without its own entries, and these. An obsolete one was made so by another tool, which saw no source
    for it: it is live again, unless it is there twice."""
    live = {one.id: one for one in catalog.segments if one.own}
    dead = {one.id: one for one in catalog.obsolete if one.own}
    if not live and not dead:
        return catalog, ()
    rest = (tuple(one for one in many if not one.own) for many in (catalog.segments, catalog.obsolete))
    segments, obsolete = rest
    return replace(catalog, segments=segments, obsolete=obsolete), tuple((dead | live).values())


def followed(
    entries: Sequence[Segment], former: Sequence[Segment], present: Sequence[Segment], follows: Mapping[str, str],
    fresh: Sequence[Segment],
) -> tuple[Segment, ...]:  # fmt: skip
    """`entries` with their places put to the `present` segments. `follows` says what became of those of the `former`
    ones that were taken over under another id; one that is not among them is looked for in what is `fresh`."""
    known = {one.id for one in (*present, *entries)}
    sources = {one.id: one.source for one in former}

    def now(ident: str) -> str:
        if ident in known or not ident:
            return ident
        there = follows.get(ident, "")
        return there if there in known else _nearest(sources.get(ident, ""), fresh) or ident

    made = (replace(one, after=now(one.after), moves=now(one.moves)) for one in entries)
    return tuple(old if old == new else new for old, new in zip(entries, made, strict=True))


def _nearest(source: str, fresh: Sequence[Segment]) -> str:
    """The id of the segment that a source has become: one that ends as it does (sentences joined or split, paragraphs
    cut otherwise), else the nearest; empty where none is near enough."""
    text = TAG.sub("", source)
    if not text or not fresh:
        return ""
    for one in fresh:
        plain = TAG.sub("", one.source)
        if plain.endswith(text) or text.endswith(plain):
            return one.id
    from rapidfuzz.distance import Indel  # 60 ms: only where something has changed

    scored = [(Indel.normalized_similarity(source, one.source), one.id) for one in fresh]
    score, ident = max(scored, key=lambda one: one[0])
    return ident if score >= NEAR else ""


def placed(
    segments: Sequence[Segment], entries: Sequence[Segment], keys: Sequence[_Key], units: Sequence[Unit]
) -> tuple[Segment, ...]:
    """`segments` with the own `entries` among them: fields behind those of the front matter, blocks behind theirs in
    the order in which they were made, and at the end those whose place is gone."""
    if not entries:
        return tuple(segments)
    places = {one.id: number for number, one in enumerate(segments)}
    ends: dict[int, int] = {}  # of each block, where its last segment stands
    block: dict[str, int] = {}
    for (context, source), unit in zip(keys, units, strict=True):
        ident = segment_id(source, context)
        ends[unit.block] = max(ends.get(unit.block, 0), places[ident])
        block.setdefault(ident, unit.block)
    head = next((number for number, one in enumerate(segments) if one.kind not in _HEAD), len(segments))
    behind: dict[str | int, list[Segment]] = {}
    for one in sorted(entries, key=_made):
        anchor: str | int = one.after if own.is_placed(one) else head - 1
        behind.setdefault(ends[block[one.after]] if one.after in block else anchor, []).append(one)

    def with_own(key: str | int) -> Iterator[Segment]:
        for one in behind.pop(key, ()):
            yield one
            yield from with_own(one.id)

    made = list(with_own(-1))
    for number, one in enumerate(segments):
        made.append(one)
        made.extend(with_own(number))
    while behind:  # the place of these is gone, or they stand behind each other
        made.extend(with_own(next(iter(behind))))
    return tuple(made)


def _made(one: Segment) -> tuple[bool, str]:
    """Fields first, then by when each was made, which its msgid says behind what it is."""
    return own.is_placed(one), own.stamp(one)
