"""What waits for one person: what was returned to them or has another source now, what is due, what they may sign,
what else is theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from transflow.act import Verb
from transflow.newsroom.acting import may
from transflow.newsroom.overview import ArticleRow, Hand
from transflow.newsroom.room import Newsroom
from transflow.segment import UNKNOWN_HAND, Segment
from transflow.workflow import Reviewer

SOON = timedelta(days=7)
_OPEN = frozenset({"draft", "machine"})  # a translator has something to do
_DONE = frozenset({"published", "spiked", "killed"})  # nobody has


class Reason(StrEnum):
    """Why an article is one's work, in the order in which it should be looked at."""

    RETURNED = "returned to me"
    STALE = "source changed"
    DUE = "due"
    REVIEW = "awaiting my review"
    ASSIGNED = "assigned to me"


class Due(StrEnum):
    """How a date to finish by stands to today."""

    OVERDUE = "overdue"
    SOON = "due soon"
    LATER = "due later"


@dataclass(frozen=True, slots=True)
class Task:
    """Why an article is one's work; `segments` counts those it is about (0: the whole article)."""

    reason: Reason
    segments: int = 0


class MyWork:
    """One person at one moment, who is asked about row after row.

    Whether a segment is one's own is `workflow.Reviewer.owns`; who is no reviewer by `[people]` has nothing to sign.
    """

    def __init__(self, room: Newsroom) -> None:
        self._actor, self._names, self._two_person = room.actor, room.names, room.settings.two_person
        self._zone = room.settings.tz
        self._now = room.clock().astimezone(self._zone)
        self._signs = may(room, Verb.APPROVE)
        self._known: dict[tuple[str | None, str | None, str | None], bool] = {}

    def task(self, row: ArticleRow) -> Task | None:
        """Why `row` waits for this person, the first reason there is; None where it does not."""
        if row.stage in _DONE:
            return None
        work, mine = row.work, self._is_me(row.assignee, None, None)
        returned = sum(
            hand.segments
            for hand in work.returned
            # What a machine or an unknown hand wrote was returned to whom the article is given.
            if self._is_me(hand.by, hand.recorded_by, work.last_translator) or (mine and not hand.by)
        )
        if returned:
            return Task(Reason.RETURNED, returned)
        stale = sum(hand.segments for hand in work.stale if self._brings_up(row, hand))
        if stale:
            return Task(Reason.STALE, stale)
        if mine and row.stage in _OPEN and self.due(row) in (Due.OVERDUE, Due.SOON):
            return Task(Reason.DUE)
        if self._signs and not _with_translator(row):
            waiting = sum(hand.segments for hand in work.translated if self._may_sign(hand, work.last_translator))
            if waiting:
                return Task(Reason.REVIEW, waiting)
        return Task(Reason.ASSIGNED) if mine and row.stage in _OPEN else None

    def _brings_up(self, row: ArticleRow, hand: Hand) -> bool:
        """Whether what `hand` translated, and what has another source now, is this person's: it is whose article it is;
        of one that nobody has, its translator's, or (a machine wrote it) the PO's last translator's."""
        if row.assignee:
            return self._is_me(row.assignee, None, None)
        return self._is_me(hand.by or UNKNOWN_HAND, hand.recorded_by, row.work.last_translator)

    def due(self, row: ArticleRow) -> Due | None:
        """How the row's date stands to today; None where it has none, or nothing is left to be done by then."""
        if row.due is None or row.stage in _DONE:
            return None
        end = self._instant(row.due)
        if "T" not in row.due:  # a bare day is over when it ends
            end += timedelta(days=1)
        if end <= self._now:
            return Due.OVERDUE
        return Due.SOON if end - self._now <= SOON else Due.LATER

    def embargoed(self, row: ArticleRow) -> bool:
        """Whether the row may not be published yet (a bare day is its start)."""
        return row.embargo is not None and self._instant(row.embargo) > self._now

    def _instant(self, moment: str) -> datetime:
        """A date or an instant of a row: a bare day is its start, where the newsroom is."""
        if "T" in moment:
            return datetime.fromisoformat(moment)
        return datetime.combine(date.fromisoformat(moment), time(), tzinfo=self._zone)

    def _is_me(self, by: str | None, recorded_by: str | None, last_translator: str | None) -> bool:
        key = (by, recorded_by, last_translator)
        if key not in self._known:
            person = Reviewer(self._actor, self._names, True, last_translator)
            self._known[key] = person.owns(Segment("", by=by, recorded_by=recorded_by))
        return self._known[key]

    def _may_sign(self, hand: Hand, last_translator: str | None) -> bool:
        return not (self._two_person and self._is_me(hand.by, hand.recorded_by, last_translator))


def unassigned(row: ArticleRow) -> bool:
    """Whether somebody is wanted who takes this article."""
    return row.stage in _OPEN and not row.assignee


def _with_translator(row: ArticleRow) -> bool:
    """Whether its translator is still at it; what was returned comes back by itself."""
    counts = row.segments
    return bool(counts["untranslated"] or counts["machine"] or counts["stale"])


def left(rows: Iterable[ArticleRow], *, signing: bool = False) -> dict[str, int]:
    """The size of the source that is yet to be translated (`signing`: to be signed), by source language: Han characters
    or words. Articles that were dropped need nothing."""
    sums: dict[str, int] = {}
    for row in rows:
        size = row.work.awaiting if signing else row.work.left
        if size and row.stage not in _DONE:
            sums[row.source] = sums.get(row.source, 0) + size
    return sums
