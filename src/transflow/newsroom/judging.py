"""What the checks find in an article, with what was waived."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transflow import checks
from transflow.newsroom import mentioning
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment, Waiver, text_sum
from transflow.terms import surnames

if TYPE_CHECKING:
    from transflow.workspace.opening import Opened


SURNAMES = checks.Surnames(surnames.READINGS)


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, and who has accepted it for this very text, and why (None: nobody)."""

    finding: checks.Finding
    waiver: Waiver | None = None

    @property
    def waived(self) -> bool:
        """Whether it no longer counts."""
        return self.waiver is not None


def context(room: Newsroom, source: str, target: str, proofread: checks.Proofread | None = None) -> checks.Context:
    """What the checks are told beside the segment, in an article. `proofread` reads English for spelling (see
    `proofreading`): nobody does where it is None, as where findings are counted, alike on every machine."""
    settings = room.settings
    help_ = checks.Help(settings.english, settings.wording_off, proofread)
    return replace(alone(room), source_locale=source, target_locale=target, help=help_)


def alone(room: Newsroom | None) -> checks.Context:
    """What the checks are told of pairs that come from outside, in a newsroom or in none; the locales are empty."""
    if room is None:
        return checks.Context("", "", surnames=SURNAMES)
    settings = room.settings
    return checks.Context("", "", room.terms, settings.checks_off, settings.checks_patterns, SURNAMES)


def judge_segment(segment: Segment, told: checks.Context, more: Iterable[checks.Finding] = ()) -> tuple[Judged, ...]:
    """The findings of one segment; `more` are those that only its whole article shows."""
    return _judged(segment, (*checks.run(segment, told), *more))


def _judged(segment: Segment, found: Iterable[checks.Finding]) -> tuple[Judged, ...]:
    text = text_sum(segment.source, segment.target)
    waived = {waiver.check: waiver for waiver in segment.waivers if waiver.sum in ("", text)}
    return tuple(Judged(finding, waived.get(finding.check)) for finding in found)


def judge(room: Newsroom, opened: "Opened", proofread: checks.Proofread | None = None) -> dict[str, tuple[Judged, ...]]:
    """The findings of every segment, by its id; `proofread` as in `context`."""
    told = context(room, opened.source, opened.locale, proofread)
    segments = opened.catalog.segments
    more = mentioning.across(room, segments, told)
    return {segment.id: judge_segment(segment, told, more.get(segment.id, ())) for segment in segments}


def with_article(segment: Segment, alone: Sequence[Judged], more: Iterable[checks.Finding]) -> tuple[Judged, ...]:
    """`alone`, the findings of a segment, with those of its whole article as they are now (`more`)."""
    own = [one for one in alone if one.finding.check not in checks.ARTICLE]
    return (*own, *_judged(segment, more))


def tally(judged: dict[str, tuple[Judged, ...]], leaving: Collection[str] = ()) -> tuple[int, int]:
    """How many errors and warnings stand, waived ones and those of the checks in `leaving` not counted."""
    standing = [
        one.finding.severity
        for found in judged.values()
        for one in found
        if not one.waived and one.finding.check not in leaving
    ]
    return standing.count(checks.Severity.ERROR), standing.count(checks.Severity.WARNING)


def errors(found: Iterable[Judged]) -> Sequence[checks.Finding]:
    """The errors that stand."""
    return [one.finding for one in found if not one.waived and one.finding.severity is checks.Severity.ERROR]
