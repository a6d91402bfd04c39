"""Joining and splitting segments: a sentence is no prison (DESIGN §6)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from transflow import catalog as catalogs
from transflow import language, segmentation
from transflow.act import Verb
from transflow.article import Block, Unit
from transflow.errors import RefusedError
from transflow.interface import gettext as _
from transflow.newsroom.acting import act, permit, writing
from transflow.newsroom.room import Newsroom
from transflow.segment import HUMAN, Segment, Status
from transflow.workflow import TRANSLATED
from transflow.workspace import opening
from transflow.workspace.opening import Opened

Parts = Sequence[segmentation.Part]


def join(room: Newsroom, slug: str, prefix: str, locale: str | None = None, *, paragraph: bool = False) -> Segment:
    """Joins a segment with the next one of its paragraph (`paragraph`: all of the paragraph's); their translations are
    joined too. Raises UsageError where there is nothing to join."""
    permit(room, Verb.JOIN)
    with writing(room, slug, locale) as (opened, save):
        segment = catalogs.find(opened.catalog, prefix)
        place = _place(slug, opened, segment)
        own = [n for n, unit in enumerate(opened.units) if unit.block == opened.units[place].block]
        places = own if paragraph else [place, place + 1]
        unit = opened.units[places[0]]
        before, parts = segmentation.join_next(*_cut(room, opened), opened.units, unit, rest=paragraph)
        whole = opened.occurrences[places[0]]
        for number in places[1:]:
            following = opened.occurrences[number]
            text = language.joiner(opened.locale).join(filter(None, (whole.target, following.target)))
            whole = _joined(whole, following, text, room)
        (made,) = _saved(room, opened, save, Verb.JOIN, before, parts, {unit.first: whole}, segment)
        return made


def split(room: Newsroom, slug: str, prefix: str, offset: int, locale: str | None = None) -> tuple[Segment, Segment]:
    """Cuts a segment at `offset` of its source (characters, tags included).

    Its translation stays with the first part, to be divided by hand; the halves of an earlier join get theirs back.
    """
    permit(room, Verb.SPLIT)
    with writing(room, slug, locale) as (opened, save):
        segment = catalogs.find(opened.catalog, prefix)
        unit = opened.units[_place(slug, opened, segment)]
        before, parts = segmentation.split_at(*_cut(room, opened), opened.units, unit, offset)
        one, two = [part.unit for part in parts if unit.first <= part.unit.first < unit.last]
        halves = _divided(room, opened, segment, one, two)
        first, second = _saved(room, opened, save, Verb.SPLIT, before, parts, halves, segment)
        return first, second


def _place(slug: str, opened: Opened, segment: Segment) -> int:
    """Where a segment first stands among the units. Raises RefusedError for what is no sentence of the source."""
    if segment.own:
        raise RefusedError(
            f"{slug} {segment.id}", _("this is the translation’s own, and no sentence of the source"),
            remedy=_("write it as it should be with `transflow edit`"),
        )  # fmt: skip
    return opened.occurrences.index(segment)


def _cut(room: Newsroom, opened: Opened) -> tuple[Sequence[Block], str, str]:
    return opened.article.blocks, opened.source, opening.mode(room.workspace, opened.article)


def _clean(segment: Segment, text: str, at: str) -> Segment:
    return replace(
        segment, target=text, context=None, approver=None, returned=None, waivers=(), omitted=None, at=at, places=(),
        joined=0, split=(), whole="", recorded_by=None,
    )  # fmt: skip


def _joined(segment: Segment, other: Segment, text: str, room: Newsroom) -> Segment:
    """One segment of two: what people translated is translated by who joins it, and must be approved anew."""
    remarks, doubts = (
        tuple(dict.fromkeys(one)) for one in (segment.remarks + other.remarks, segment.doubts + other.doubts)
    )
    whole = replace(_clean(segment, text, room.now()), remarks=remarks, doubts=doubts, previous=None)
    statuses = {segment.status, other.status}
    if not text:
        return replace(whole, status=Status.UNTRANSLATED, origin=None, by=None)
    if statuses <= TRANSLATED:
        return replace(whole, status=Status.TRANSLATED, origin=HUMAN, by=room.actor)
    if statuses <= {Status.MACHINE, Status.UNTRANSLATED} and HUMAN not in (segment.origin, other.origin):
        return replace(whole, status=Status.MACHINE, origin=segment.origin or other.origin, by=None)
    return replace(whole, status=Status.MACHINE, origin=HUMAN, by=segment.by or other.by or room.actor)


def _divided(room: Newsroom, opened: Opened, segment: Segment, one: Unit, two: Unit) -> dict[int, Segment]:
    known = {part.source: part for part in opened.catalog.obsolete if part.context is None}
    halves = known.get(one.source), known.get(two.source)
    if halves[0] and halves[1]:
        whole = language.joiner(opened.locale).join(filter(None, (halves[0].target, halves[1].target)))
        if whole == segment.target and segment.omitted is None:
            return {one.first: halves[0], two.first: halves[1]}
    first = replace(_clean(segment, segment.target, room.now()), previous=None)
    if not segment.target:
        first = replace(first, status=Status.UNTRANSLATED, origin=None, by=None)
    elif segment.status is not Status.MACHINE:  # a person's: kept as a draft, to be divided and confirmed by hand
        first = replace(first, status=Status.MACHINE, origin=HUMAN, by=segment.by or room.actor)
    return {one.first: first, two.first: Segment(two.source)}


def _saved(
    room: Newsroom, opened: Opened, save: Callable[..., None], verb: Verb, before: Sequence[Unit], parts: Parts,
    texts: dict[int, Segment], main: Segment,
) -> list[Segment]:  # fmt: skip
    """Records the new cut and saves it; the segments of `texts` (by where their units begin) as they are now."""
    segments = {
        (unit.block, unit.first, unit.last): segment
        for unit, segment in zip(opened.units, opened.occurrences, strict=True)
    }
    old = [segments[unit.block, unit.first, unit.last] for unit in before]
    new: list[Segment] = []
    for part in parts:
        same = segments.get((part.unit.block, part.unit.first, part.unit.last))
        value = same or texts[part.unit.first]
        new.append(
            replace(
                value,
                source=part.unit.source,
                joined=part.joined,
                split=part.split,
                whole=part.whole,
                kind=part.unit.kind,
            )
        )
    catalog = rearranged(room, opened, old, new)
    live = {_key(one): one for one in catalog.segments}
    former = sorted((one for one in old if live.get(_key(one)) != one), key=lambda one: one is not main)
    present = [one for one in (live[_key(one)] for one in new) if one not in old]
    save([act(room, verb, *pair) for pair in zip_longest(former, present)], catalog)
    return [live[_key(one)] for part, one in zip(parts, new, strict=True) if part.unit.first in texts]


def _key(segment: Segment) -> tuple[str | None, str]:
    return segment.context, segment.source


def rearranged(room: Newsroom, opened: Opened, old: Sequence[Segment], new: Sequence[Segment]) -> catalogs.Catalog:
    """The catalog with the segments `old` taken apart and `new` in their place."""
    prepared = catalogs.regrouped(opened.catalog, old, new)
    units, _moved = opening.arranged(room.workspace, opened.article, opened.source, prepared)
    return catalogs.merge(prepared, units, opened.article.path).catalog
