"""The desk's articles made ready to be shown: found by what is typed, put in order, told whose work they are."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from transflow.interface import gettext as _
from transflow.interface import mark as N_
from transflow.newsroom import assigning, overview
from transflow.newsroom.mywork import Due, MyWork, Reason, Task, unassigned
from transflow.newsroom.overview import ArticleRow, Desk

Name = tuple[str, str]  # slug and target: what a row is known by
ORDERS = (N_("stage"), N_("title"), N_("due"), N_("modified"), N_("findings"))
STAGE_ORDER = {name: number for number, name in enumerate(overview.STAGES)}
_REASON_ORDER = {reason: number for number, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A row with all that showing it needs; `haystack` is what a filter looks at."""

    row: ArticleRow
    task: Task | None
    due: Due | None
    embargoed: bool
    haystack: str

    @property
    def name(self) -> Name:
        """Slug and target."""
        return self.row.slug, self.row.target


_SORTS: Mapping[str, Callable[[ArticleRow], tuple[object, ...]]] = {
    "stage": lambda row: (STAGE_ORDER[row.stage], row.due or "9", row.slug),
    "title": lambda row: (row.title.casefold(), row.slug),
    "due": lambda row: (row.due or "9", STAGE_ORDER[row.stage], row.slug),
    "modified": lambda row: (-_instant(row.modified_at), row.slug),
    "findings": lambda row: (-(row.errors or 0), -(row.warnings or 0), row.slug),
}


def _instant(text: str | None) -> int:
    """An ISO 8601 instant in UTC as a number that grows with it."""
    return int("".join(char for char in text or "" if char.isdigit())[:14] or 0)


class Listing:
    """The whole desk at one moment. Made beside the keyboard; what a key asks of it takes a few milliseconds."""

    def __init__(self, desk: Desk, person: MyWork, before: "Listing | None" = None) -> None:
        self.desk = desk
        old: Mapping[Name, Entry] = before.by_name if before else {}
        stages = {stage: f"{stage} {_(stage)}" for stage in overview.STAGES}  # looked up once, not for every article
        self.by_name: Mapping[Name, Entry] = {
            one.name: one for one in (_entry(row, person, old, stages) for row in desk.articles)
        }
        self.tasks = Counter(one.task.reason for one in self.by_name.values() if one.task)
        self.unassigned = sum(unassigned(row) for row in desk.articles)
        self.outdated = sum(row.update_pending for row in desk.articles)
        self.unknown = any(row.errors is None for row in desk.articles)  # whether findings have yet to be looked for
        self._ordered: dict[str, Sequence[Entry]] = {}

    @cached_property
    def people(self) -> Sequence[str]:
        """Who has worked here or has an article, the most frequent first."""
        return assigning.seen(self.desk.articles)

    def ordered(self, order: str) -> Sequence[Entry]:
        """Every article in one of `ORDERS`."""
        if order not in self._ordered:
            self._ordered[order] = sorted(self.by_name.values(), key=lambda one: _SORTS[order](one.row))
        return self._ordered[order]

    def found(self, words: Collection[str], order: str, *, mine: bool) -> Sequence[Entry]:
        """The articles in which all of `words` (as `folded` gives them) occur; `mine`: those that wait for the person,
        the most pressing reason first."""
        entries = self.ordered(order)
        for word in words:
            entries = [one for one in entries if word in one.haystack]
        if mine:
            waiting = [(one.task, one) for one in entries if one.task]
            entries = [one for _task, one in sorted(waiting, key=lambda pair: _REASON_ORDER[pair[0].reason])]
        return entries


def folded(text: str) -> str:
    """`text` without the differences that a filter passes over: capitals, full-width letters."""
    return unicodedata.normalize("NFKC", text).casefold()


def _entry(row: ArticleRow, person: MyWork, old: Mapping[Name, Entry], stages: Mapping[str, str]) -> Entry:
    """What is known of `row`: reasons and dates as of now, the text to be searched from `old` where it is the same."""
    known = old.get((row.slug, row.target))
    if known is None or known.row is not row:
        known = None
    now = person.task(row), person.due(row), person.embargoed(row)
    if known and (known.task, known.due, known.embargoed) == now:
        return known
    return Entry(row, *now, known.haystack if known else _haystack(row, stages[row.stage]))


def _haystack(row: ArticleRow, stage: str) -> str:
    words = [
        row.slug, row.title, stage, f"{row.source}→{row.target}", row.assignee or "", row.due or "",
        *(f"#{tag}" for tag in row.work.tags), *(hand.by or "" for hand in (*row.work.returned, *row.work.translated)),
    ]  # fmt: skip
    if row.update_pending:
        words.append(_("update pending"))
    if row.page_missing:
        words.append(_("page missing"))
    if row.source_changed:
        words.append(_("source changed"))
    if row.embargo:
        words.append(_("embargo {when}").format(when=row.embargo))
    return folded(" ".join(words))
