"""An article as its translators and reviewers see it: segments in order, findings, matches, terms."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transflow import catalog as catalogs
from transflow import formats, workflow
from transflow.newsroom import judging, remembering, rendition
from transflow.newsroom.rendition import stage_of
from transflow.newsroom.room import Newsroom
from transflow.script import has_text
from transflow.segment import Segment
from transflow.workflow import Stage, Verb
from transflow.workspace import opening, scan
from transflow.workspace.opening import Opened

if TYPE_CHECKING:
    from transflow.article import Article
    from transflow.memory import Match, Unit
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


def with_segment(room: Newsroom, present: Sheet, place: int, segment: Segment) -> Sheet:
    """`present` with the segment at `place` as it is after an act."""
    found = judging.judge_segment(segment, judging.context(room, present.source, present.locale))
    views = (*present.views[:place], View(segment, found), *present.views[place + 1 :])
    segments = [view.segment for view in views]
    meta = present.article.meta
    stage = workflow.stage(segments, spiked=bool(meta.spiked), killed=bool(meta.killed))
    return replace(present, views=views, stage=stage)


def mark(room: Newsroom, slug: str, locale: str) -> tuple[str, ...]:
    """What changes when the article's source or its PO file does."""
    paths = (room.workspace.article_path(slug), room.workspace.po_path(slug, locale))
    stamps = (scan.stamp(str(path)) for path in paths)
    return tuple(one.sign if one else "-" for one in stamps)


@dataclass(frozen=True, slots=True)
class Aid:
    """What helps with a segment: the memory's matches, best first, and what a machine said before people came."""

    matches: "tuple[Match, ...]" = ()
    machine: str | None = None


def has(room: Newsroom, slug: str, segment_id: str, locale: str) -> bool:
    """Whether the article has this segment now."""
    opened = opening.open_target(room.workspace, slug, locale)
    return any(one.id == segment_id for one in opened.catalog.segments)


class Recall:
    """The memory as the translator of one article needs it; `room` is used in the thread that made this."""

    def __init__(self, room: Newsroom, slug: str, locale: str) -> None:
        self._opened = opening.open_target(room.workspace, slug, locale)
        self._slug = slug
        self._room = room
        self._journal: scan.Stamp | None = None
        self._fills: dict[str, str] = {}
        self._memory = remembering.memory(room, self._opened.source, locale)

    def aid(self, segment_id: str) -> Aid:
        """Everything that takes longer than a key press."""
        return Aid(self.matches(segment_id), self._machine(segment_id))

    def concordance(self, words: str) -> "tuple[Unit, ...]":
        """Where `words` stand in the memory, in either language."""
        return tuple(self._memory.concordance(words, limit=40))

    def _machine(self, segment_id: str) -> str | None:
        """The last text that an engine or the memory put into the segment, by the journal."""
        stamp = scan.stamp(str(self._room.workspace.journal_path(self._slug, self._opened.locale)))
        if stamp != self._journal:
            self._journal = stamp
            fills = (
                line.act for line in self._room.workspace.acts(self._slug, self._opened.locale)
                if line.act.get("verb") == Verb.FILL
            )  # fmt: skip
            self._fills = {str(act.get("id")): str(act.get("after", {}).get("target", "")) for act in fills}
        return self._fills.get(segment_id) or None

    def matches(self, segment_id: str) -> "tuple[Match, ...]":
        """What the memory offers for a segment, best first; the segment itself is left out."""
        segment = next((one for one in self._opened.catalog.segments if one.id == segment_id), None)
        if segment is None:  # joined, split or changed since
            self._opened = opening.open_target(self._room.workspace, self._slug, self._opened.locale)
            segment = catalogs.find(self._opened.catalog, segment_id)
        origin = remembering.origin(self._slug)
        return tuple(
            self._memory.search(
                segment.source, skip=lambda unit: (unit.origin, unit.source) == (origin, segment.source)
            )
        )


def term_hits(room: Newsroom, present: Sheet, segment: Segment) -> "tuple[Occurrence, ...]":
    """The terms, people and organisations that stand in a segment's source."""
    return room.terms.find(segment.source, present.source)


_CUT = re.compile(r"[，、；：。！？,;:.!?—…][”’」』）)】》\"']*\s*|\s(?=(?:and|but|while|which|who|where)\b)")


def cuts(source: str) -> tuple[int, ...]:
    """Where a person may want to cut a segment: behind a punctuation mark or before a conjunction (offsets)."""
    return tuple(
        one.end() for one in _CUT.finditer(source) if has_text(source[: one.end()]) and has_text(source[one.end() :])
    )


def preview(present: Sheet) -> str:
    """The target article's Markdown, without front matter, its headline on top."""
    target = rendition.target_article(present.opened)
    text = formats.body(target)
    summary = f"*{target.meta.summary}*\n\n" if target.meta.summary else ""
    head = f"# {target.meta.title}\n\n{summary}" if target.meta.title else ""
    return head + text
