"""An article as its translators and reviewers see it: segments in order, findings, matches, terms."""

import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transflow import workflow
from transflow.article import Article
from transflow.checks import Context, Finding
from transflow.checks.plain import plain
from transflow.errors import TransflowError
from transflow.newsroom import judging, proofreading
from transflow.newsroom.rendition import stage_of
from transflow.newsroom.room import Newsroom
from transflow.script import has_text
from transflow.segment import Segment, Status
from transflow.workflow import Stage
from transflow.workspace import opening, scan
from transflow.workspace.opening import Opened

if TYPE_CHECKING:
    from transflow.terms import Occurrence, Termbase


@dataclass(frozen=True, slots=True)
class View:
    """A segment with what the checks find in it."""

    segment: Segment
    findings: tuple[judging.Judged, ...]

    @property
    def source(self) -> str:
        """The source text; empty for what is the translation's own."""
        return "" if self.segment.own else self.segment.source


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article and target: its segments in article order, title first, each once."""

    article: Article
    source: str
    locale: str
    views: tuple[View, ...]
    stage: Stage
    opened: Opened
    terms: "Termbase"  # by which the findings were made


def sheet(
    room: Newsroom, slug: str, locale: str | None = None, former: Sheet | None = None, *, archive: bool = True
) -> Sheet:
    """The article as it is now. What `former` (the same article a moment ago) found in a segment that is still the
    same is not looked for again. Without `archive`, nothing but the article is looked at."""
    opened = opening.open_target(room.workspace, slug, locale)
    told = _told(room, opened.article, opened.source, opened.locale)
    known = {}
    days = {judging.counting(one.article, opened.source) for one in (former, opened) if one is not None}
    if former is not None and len(days) == 1 and former.terms is told.terms and former.locale == opened.locale:
        known = {(view.segment.context, view.segment.source): view for view in former.views}
    views = []
    for segment in opened.catalog.segments:
        view = known.get((segment.context, segment.source))
        if view is None or not (view.segment is segment or view.segment == segment):
            view = View(segment, judging.judge_segment(segment, told))
        views.append(view)
    views = _with_article(room, slug, views, told, archive=archive)
    return Sheet(
        opened.article, opened.source, opened.locale, tuple(views), stage_of(room, opened), opened, room.terms
    )  # fmt: skip


def _told(room: Newsroom, article: Article, source: str, locale: str) -> Context:
    """What the checks are told, as a person at the editor has it: with what is known of spelling by now."""
    return judging.context(room, source, locale, article, proofreading.known)


def _with_article(
    room: Newsroom, slug: str, views: Sequence[View], told: Context, *, archive: bool = True
) -> list[View]:
    """The views with what only the whole article and the others show; one of which nothing new is said is the same."""
    more = judging.whole(room, slug, [view.segment for view in views], told, archive=archive)
    made = []
    for view in views:
        findings = judging.with_article(view.segment, view.findings, more.get(view.segment.id, ()))
        made.append(view if findings == view.findings else replace(view, findings=findings))
    return made


def of_segment(room: Newsroom, slug: str, segment_id: str, locale: str | None = None) -> tuple[judging.Judged, ...]:
    """What the checks find in one segment, the whole article seen."""
    present = sheet(room, slug, locale, archive=False)
    return next((view.findings for view in present.views if view.segment.id == segment_id), ())


def lead(present: Sheet, paragraphs: Sequence[int], place: int) -> str:
    """What stands before a segment in its own paragraph (`paragraphs`: see `blocks`): the targets, or where there is
    none yet, the source."""
    first = place
    while first and paragraphs[first - 1] == paragraphs[place]:
        first -= 1
    return "".join(view.segment.target or view.segment.source for view in present.views[first:place])


def with_segment(room: Newsroom, present: Sheet, place: int, segment: Segment) -> Sheet:
    """`present` with the segment at `place` as it is after an act."""
    told = _told(room, present.article, present.source, present.locale)
    view = View(segment, judging.judge_segment(segment, told))
    views = tuple(
        _with_article(room, present.article.slug, (*present.views[:place], view, *present.views[place + 1 :]), told)
    )
    segments = [view.segment for view in views]
    meta = present.article.meta
    stage = workflow.stage(segments, spiked=bool(meta.spiked), killed=bool(meta.killed))
    return replace(present, views=views, stage=stage)


def as_typed(room: Newsroom, present: Sheet, segment: Segment, text: str) -> View:
    """`segment` as the checks would find it with another `text`; nothing is saved."""
    status = Status.TRANSLATED if text else Status.UNTRANSLATED
    draft = replace(segment, target=text, status=status)
    told = _told(room, present.article, present.source, present.locale)
    return View(segment, judging.judge_segment(draft, told, beyond(room, present, draft, told)))


def beyond(room: Newsroom, present: Sheet, draft: Segment, told: Context) -> tuple[Finding, ...]:
    """What the whole article and the others would show of a segment as it is in `draft`."""
    segments = [draft if view.segment.id == draft.id else view.segment for view in present.views]
    return judging.whole(room, present.article.slug, segments, told).get(draft.id, ())


def proofread(room: Newsroom, present: Sheet) -> Sheet:
    """`present` with what the proofreader has said of its texts meanwhile; itself where that is nothing new."""
    told = _told(room, present.article, present.source, present.locale)
    views = list(present.views)
    for place, view in enumerate(views):
        if not proofreading.known(plain(view.segment.target).text, room.settings.english):
            continue
        if all(one.finding.check != proofreading.CHECK for one in view.findings):
            views[place] = View(view.segment, judging.judge_segment(view.segment, told))
    changed = any(view is not other for view, other in zip(views, present.views, strict=True))
    return replace(present, views=tuple(_with_article(room, present.article.slug, views, told))) if changed else present


def blocks(present: Sheet) -> tuple[int, ...]:
    """The paragraph (heading, cell, …) in which each of the sheet's segments first stands, counted from 0."""
    first: dict[tuple[str | None, str], int] = {}
    for unit, segment in zip(present.opened.units, present.opened.occurrences, strict=True):
        first.setdefault((segment.context, segment.source), unit.block)
    # What is the translation's own is a paragraph by itself.
    return tuple(
        first.get((view.segment.context, view.segment.source), -1 - place) for place, view in enumerate(present.views)
    )


def mark(room: Newsroom, slug: str, locale: str) -> tuple[str, ...]:
    """What changes when the article's source or its PO file does; also when the source goes, or cannot be told."""
    paths = [room.workspace.po_path(slug, locale)]
    with suppress(TransflowError):  # who reads the article is told what is wrong
        paths.append(room.workspace.article_path(slug))
    stamps = (scan.stamp(str(path)) for path in paths)
    return tuple(one.sign if one else "-" for one in stamps)


def has(room: Newsroom, slug: str, segment_id: str, locale: str) -> bool:
    """Whether the article has this segment now."""
    opened = opening.open_target(room.workspace, slug, locale)
    return any(one.id == segment_id for one in opened.catalog.segments)


def prepare(present: Sheet) -> None:
    """Has the termbase ready, so that `term_hits` and the checks of what is typed keep no key waiting. It takes 0.1 s
    or more, and does nothing the second time."""
    present.terms.prepare(present.source, present.locale)


def term_hits(room: Newsroom, present: Sheet, segment: Segment) -> "tuple[Occurrence, ...]":
    """The terms, people and organisations that stand in a segment's source."""
    return () if segment.own else room.terms.find(segment.source, present.source)


def standing(room: Newsroom, present: Sheet, target: str) -> Collection[str]:
    """The termbase's texts that stand in a target, in whatever form."""
    return room.terms.standing(target, present.locale).keys()


_CUT = re.compile(r"[，、；：。！？,;:.!?—…][”’」』）)】》\"']*\s*|\s(?=(?:and|but|while|which|who|where)\b)")


def cuts(source: str) -> tuple[int, ...]:
    """Where a person may want to cut a segment: behind a punctuation mark or before a conjunction (offsets)."""
    return tuple(
        one.end() for one in _CUT.finditer(source) if has_text(source[: one.end()]) and has_text(source[one.end() :])
    )
