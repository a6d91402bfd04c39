"""What an editor signs for when an article is published: whose words these are, and what was accepted on the way."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from transflow import checks, workflow
from transflow.newsroom import hindering, judging, leaders, recalling, sourcesigning
from transflow.newsroom.rendition import stage_of
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment, Status, Waiver
from transflow.workflow import Stage
from transflow.workspace import opening


@dataclass(frozen=True, slots=True)
class SignOff:
    """One article in one language before it is published. `refusal` says why it may not be (empty: it may); `unchanged`
    is how many texts are a machine's as they were, `waived` are findings accepted for the present text, `omitted` what
    is left out on purpose."""

    slug: str
    title: str
    target: str
    stage: Stage
    counts: Mapping[Status, int]
    translators: Mapping[str, int]
    approvers: Mapping[str, int]
    unchanged: int
    warnings: tuple[tuple[Segment, str], ...]
    waived: tuple[tuple[Segment, str, Waiver], ...]
    omitted: tuple[Segment, ...]
    refusal: str
    signed: tuple[tuple[str, bool], ...] = ()  # by leaders outside of transflow, in words, and whether it holds


def summary(room: Newsroom, slug: str) -> tuple[SignOff, ...]:
    """The sign-off of an article, one for each of its languages."""
    return tuple(_one(room, opened) for opened in opening.every_target(room.workspace, slug))


def _one(room: Newsroom, opened: opening.Opened) -> SignOff:
    segments = opened.catalog.segments
    machine = recalling.machine_texts(room, opened.article.slug, opened.locale)
    judged = judging.judge(room, opened)
    standing = [
        (segment, checks.told(one.finding))
        for segment in segments
        for one in judged[segment.id]
        if not one.waived and one.finding.severity.value != "info"
    ]
    waived = [
        (segment, checks.told(one.finding), one.waiver)
        for segment in segments
        for one in judged[segment.id]
        if one.waiver is not None
    ]
    return SignOff(
        opened.article.slug, opened.article.title, opened.locale, stage_of(room, opened), workflow.counts(segments),
        Counter(one.by for one in segments if one.by), Counter(one.approver for one in segments if one.approver),
        sum(1 for one in segments if one.target and machine.get(one.id) == one.target),
        tuple(standing), tuple(waived), tuple(one for one in segments if one.omitted is not None),
        hindering.refusal(room, opened), _signed(room, opened),
    )  # fmt: skip


def _signed(room: Newsroom, opened: opening.Opened) -> tuple[tuple[str, bool], ...]:
    """Who outside of transflow has signed off the source and this text."""
    source = sourcesigning.decision(room, opened.article)
    of_source = ((sourcesigning.told(room, source), source.valid),) if source else ()
    return (*of_source, *((leaders.told(room, one), one.valid) for one in leaders.decisions(room, opened)))
