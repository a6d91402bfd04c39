"""What the checks find in an article, with what was waived."""

import datetime as dt
from collections.abc import Iterable, Sequence
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


def context(room: Newsroom, source: str, target: str, date: dt.date | None) -> checks.Context:
    """What the checks are told beside the segment; `date` is that of the article, in its front matter."""
    day = date.date() if isinstance(date, dt.datetime) else date
    return replace(alone(room), source_locale=source, target_locale=target, date=day)


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


def judge(room: Newsroom, opened: "Opened") -> dict[str, tuple[Judged, ...]]:
    """The findings of every segment, by its id."""
    told = context(room, opened.source, opened.locale, opened.article.meta.date)
    segments = opened.catalog.segments
    more = mentioning.across(room, segments, told)
    return {segment.id: judge_segment(segment, told, more.get(segment.id, ())) for segment in segments}


def with_article(segment: Segment, alone: Sequence[Judged], more: Iterable[checks.Finding]) -> tuple[Judged, ...]:
    """`alone`, the findings of a segment, with those of its whole article as they are now (`more`)."""
    own = [one for one in alone if one.finding.check not in checks.ARTICLE]
    return (*own, *_judged(segment, more))


def tally(judged: dict[str, tuple[Judged, ...]]) -> tuple[int, int]:
    """How many errors and warnings stand, waived ones not counted."""
    standing = [one.finding.severity for found in judged.values() for one in found if not one.waived]
    return standing.count(checks.Severity.ERROR), standing.count(checks.Severity.WARNING)


def errors(found: Iterable[Judged]) -> Sequence[checks.Finding]:
    """The errors that stand."""
    return [one.finding for one in found if not one.waived and one.finding.severity is checks.Severity.ERROR]
