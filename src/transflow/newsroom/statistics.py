"""The newsroom's numbers: throughput by week, where articles wait, post-editing effort, leverage.

Read once from the journals, one article at a time, and nothing is kept of an article but what it adds to the sums
(what an act counts for is in `counting`, what comes out in `figures`).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from statistics import median

from transflow.errors import TransflowError
from transflow.newsroom import counting, overview
from transflow.newsroom.counting import BANDS, ENGINE, NOTHING, Size, Story
from transflow.newsroom.figures import Effort, Figures, Portion, Slow, Times, Week
from transflow.newsroom.overview import ArticleRow
from transflow.newsroom.room import Newsroom
from transflow.segment import HUMAN

WAITING = ("draft", "machine", "review", "approved")  # the stages in which an article waits for somebody
SLOWEST = 5
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_Changed = tuple[float, float | None]  # up to the text first confirmed, up to the text last signed


def figures(
    room: Newsroom,
    *,
    weeks: int = 12,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Figures:
    """Counts the journals of every article there is. `progress` is told (read, all) after each one; `cancelled` is
    asked before each, and what was read until then is counted. An article that cannot be read is among `troubles`."""
    desk = overview.desk(room)
    sums = Sums(room.settings.tz, room.clock())
    troubles = list(desk.troubles)
    read = spoilt = 0
    for row in desk.articles:
        if cancelled():
            break
        try:
            lines = room.workspace.acts(row.slug, row.target)
        except TransflowError as error:
            troubles.append(error)
            lines = ()
        steps, wrong = counting.steps(line.act for line in lines)
        spoilt += wrong
        sums.add(row, counting.story(steps, row.source), len(steps))
        read += 1
        if progress:
            progress(read, len(desk.articles))
    return sums.figures(weeks, articles=len(desk.articles), read=read, spoilt=spoilt, troubles=troubles)


class Sums:
    """What the stories of articles add up to. `zone` says where a week begins, `now` until when articles wait."""

    def __init__(self, zone: tzinfo, now: datetime) -> None:
        self._zone, self._now = zone, now
        self._present = self._monday(now)
        self._weeks: dict[date, Week] = {}
        self._waits: dict[str, list[float]] = {stage: [] for stage in WAITING}
        self._slowest: list[Slow] = []
        self._publications: list[float] = []
        self._edits: dict[str, list[_Changed]] = defaultdict(list)
        self._origins: dict[str, Size] = defaultdict(Size)
        self._acts = 0

    def add(self, row: ArticleRow, story: Story, acts: int) -> None:
        """One article in one language, with its `acts`."""
        self._acts += acts
        for done in story.confirmed:
            self._count(done.at, confirmed=done.size)
        for done in story.approved:
            self._count(done.at, approved=done.size)
        for number, at in enumerate(story.published):
            self._count(at, published=int(number == 0), republished=int(number > 0))
        if story.published and story.first:
            self._publications.append((story.published[0] - story.first) / _DAY)
        for edit in story.edits:
            final = edit.final
            self._edits[edit.origin].append((edit.first.share, None if final is None else final.share))
        for origin, size in story.origins:
            self._origins[origin] += size
        last = story.last or _instant(row.modified_at)
        if row.stage in self._waits and last:
            days = max(timedelta(), self._now - last) / _DAY
            self._waits[row.stage].append(days)
            self._slowest.append(Slow(row.slug, row.title, row.target, row.stage, row.assignee, days))
            self._slowest = sorted(self._slowest, key=lambda one: (-one.days, one.slug, one.target))[:SLOWEST]

    def figures(
        self, weeks: int, *, articles: int, read: int, spoilt: int = 0, troubles: Collection[TransflowError] = ()
    ) -> Figures:
        """The sums as they stand now, the last `weeks` weeks (one at least) each for itself."""
        shown = [self._present - _WEEK * number for number in reversed(range(max(1, weeks)))]
        earlier = Week(shown[0] - _WEEK)
        for monday, week in self._weeks.items():
            if monday < shown[0]:
                earlier = earlier.plus(week)
        return Figures(
            self._now, tuple(self._weeks.get(monday, Week(monday)) for monday in shown), earlier,
            {stage: times(waits) for stage, waits in self._waits.items()}, tuple(self._slowest),
            times(self._publications), tuple(efforts(self._edits)), tuple(portions(self._origins)),
            articles, read, self._acts, spoilt, tuple(troubles),
        )  # fmt: skip

    def _monday(self, at: datetime) -> date:
        day = at.astimezone(self._zone).date()
        return day - _DAY * day.weekday()

    def _count(
        self,
        at: datetime,
        confirmed: Size = NOTHING,
        approved: Size = NOTHING,
        published: int = 0,
        republished: int = 0,
    ) -> None:
        monday = min(self._monday(at), self._present)  # another machine's clock may be ahead
        self._weeks[monday] = self._weeks.get(monday, Week(monday)).plus(
            Week(monday, confirmed, approved, published, republished)
        )


def times(days: Collection[float]) -> Times:
    """How many there are, their median and the longest."""
    return Times(len(days), median(days) if days else None, max(days, default=None))


def efforts(edits: Mapping[str, Collection[_Changed]]) -> Iterable[Effort]:
    """The effort of each origin that has any, from the shares changed up to the texts confirmed and signed: the
    memory's bands from the top, then engines by name."""
    for origin in sorted(edits, key=lambda one: (_rank(one), one)):
        first = [confirmed for confirmed, _signed in edits[origin]]
        final = [signed for _confirmed, signed in edits[origin] if signed is not None]
        if first:
            yield Effort(
                origin, len(first), sum(first) / len(first), first.count(0.0) / len(first), len(final),
                sum(final) / len(final) if final else None,
            )  # fmt: skip


def portions(sizes: Mapping[str, Size]) -> Iterable[Portion]:
    """Each origin's share of everything: the memory's bands from the top, engines, people. The lowest band is there
    only where it has anything."""
    total = sum(sizes.values(), NOTHING)
    for origin in (*(f"memory:{low}" for low in BANDS), ENGINE, HUMAN):
        size = sizes.get(origin, NOTHING)
        if size.segments or origin != f"memory:{BANDS[-1]}":
            yield Portion(
                origin, size, _share(size.segments, total.segments), _share(size.han, total.han),
                _share(size.words, total.words),
            )  # fmt: skip


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _rank(origin: str) -> int:
    kind, _colon, low = origin.partition(":")
    return BANDS.index(int(low)) if kind == "memory" else len(BANDS)


def _instant(at: str | None) -> datetime | None:
    if at is None:
        return None
    moment = datetime.fromisoformat(at)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
