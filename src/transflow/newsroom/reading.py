"""An article as its translators and reviewers see it: segments in order, findings, matches, terms."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transflow import catalog as catalogs
from transflow.newsroom import judging, remembering
from transflow.newsroom.rendition import stage_of
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment
from transflow.workflow import Stage
from transflow.workspace import opening
from transflow.workspace.opening import Opened

if TYPE_CHECKING:
    from transflow.article import Article
    from transflow.memory import Match
    from transflow.terms import Occurrence


@dataclass(frozen=True, slots=True)
class View:
    """A segment with what the checks find in it."""

    segment: Segment
    findings: tuple[judging.Judged, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article and target: its segments in article order, title first, each once."""

    article: "Article"
    source: str
    locale: str
    views: tuple[View, ...]
    stage: Stage
    opened: Opened


def sheet(room: Newsroom, slug: str, locale: str | None = None) -> Sheet:
    """The article as it is now."""
    opened = opening.open_target(room.workspace, slug, locale)
    judged = judging.judge(room, opened)
    views = tuple(View(segment, judged[segment.id]) for segment in opened.catalog.segments)
    return Sheet(opened.article, opened.source, opened.locale, views, stage_of(room, opened), opened)


def matches(room: Newsroom, slug: str, segment_id: str, locale: str | None = None) -> "tuple[Match, ...]":
    """What the memory offers for a segment, best first; the segment itself is left out."""
    opened = opening.open_target(room.workspace, slug, locale)
    segment = catalogs.find(opened.catalog, segment_id)
    recall = remembering.memory(room, opened.source, opened.locale, apart_from=(slug, segment.id))
    return tuple(recall.search(segment.source))


def term_hits(room: Newsroom, slug: str, segment_id: str, locale: str | None = None) -> "tuple[Occurrence, ...]":
    """The terms, people and organisations that stand in a segment's source."""
    opened = opening.open_target(room.workspace, slug, locale)
    segment = catalogs.find(opened.catalog, segment_id)
    return tuple(room.terms.find(segment.source, opened.source))
