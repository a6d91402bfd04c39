"""What is found in a translation's own entries (`own`) beside their words: places that are gone, bad addresses."""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module

from transflow import catalog as catalogs
from transflow import checks, own
from transflow.checks import Finding, Severity
from transflow.interface import gettext as _
from transflow.newsroom.room import Newsroom
from transflow.segment import Kind, Segment
from transflow.slug import SLUG
from transflow.workspace.opening import Opened

_TAKEN = "transflow.newsroom.addressing", "taken"


def misplaced(
    room: Newsroom, slug: str, segments: Sequence[Segment], told: checks.Context
) -> Mapping[str, tuple[Finding, ...]]:
    """What is wrong with where the own entries of an article stand, by their ids: errors, for readers would miss what
    people have added, and nobody would be told."""
    found = [(one.id, Finding("place", Severity.ERROR, _lost(one, segments))) for one in own.lost(segments)]
    found += [
        (one.id, Finding("address", Severity.ERROR, said)) for one, said in _addresses(room, slug, segments, told)
    ]
    made: dict[str, tuple[Finding, ...]] = {}
    for ident, finding in found:
        if finding.check not in told.disabled:
            made[ident] = (*made.get(ident, ()), finding)
    return made


def _lost(one: Segment, segments: Sequence[Segment]) -> str:
    if one.kind is Kind.MOVE and all(other.id != one.moves for other in segments):
        return _("the block that was moved is gone from the source: omit this with a reason, or move it anew")
    return _("its place is gone from the source: put it behind another segment with `transflow move`, or omit it")


def _addresses(
    room: Newsroom, slug: str, segments: Sequence[Segment], told: checks.Context
) -> Iterator[tuple[Segment, str]]:
    for one in segments:
        if one.own and one.source == own.SLUG and one.omitted is None and one.target.strip():
            problem = unfit(room, slug, one.target.strip(), told.target_locale)
            if problem:
                yield one, problem


def unfit(room: Newsroom, slug: str, wanted: str, locale: str) -> str:
    """Why an article cannot have the address `wanted` in a language; empty where it can."""
    if not SLUG.fullmatch(wanted):
        return _("“{slug}” is no address: use a–z, 0–9 and single hyphens between them").format(slug=wanted)
    # What knows what is published takes 0.1 s to load, and few translations have an address of their own.
    problem: str = getattr(import_module(_TAKEN[0]), _TAKEN[1])(room, slug, wanted, locale)
    return problem


def unmoved(opened: Opened, wanted: str) -> str:
    """Why an article cannot have the address `wanted` in its target language any more: readers know another one. Empty
    where it can."""
    known = catalogs.address(opened.catalog) or opened.article.slug
    if catalogs.first_published_at(opened.catalog) and wanted != known:
        return _("it was published under the address “{slug}”, which readers know").format(slug=known)
    return ""
