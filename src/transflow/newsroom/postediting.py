"""What became of machines' texts (`report --after`): how much people changed, how long it took, what the checks say.

Read from the journals, in which every text of a machine and every text of a person stands. Confirmed is a text that a
person stands behind; what nobody has confirmed yet is not counted. The checks and the termbase are those of today, the
texts they look at are the machines' as they were.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Any, TypeVar

from transflow import checks
from transflow.difference import Edits
from transflow.errors import TransflowError
from transflow.newsroom import choosing, counting, judging, overview
from transflow.newsroom.counting import PostEdit
from transflow.newsroom.overview import ArticleRow
from transflow.newsroom.room import Newsroom
from transflow.segment import Kind, Segment, Status
from transflow.workspace import opening

_KINDS = {kind.value: kind for kind in Kind}
_Key = TypeVar("_Key", str, tuple[str, str], bool, int)


@dataclass(frozen=True, slots=True)
class Counted:
    """One text of a machine that a person has confirmed: where it stands and when that was (`month`: `2026-11`, in the
    newsroom's time zone), by which machine (an engine, or a band of the memory); what was changed up to the text
    confirmed, and up to the text signed (None: not yet); the `seconds` it took (None: not known); the checks that warn
    of the machine's text."""

    slug: str
    target: str
    month: str
    origin: str
    kind: str
    first: Edits
    final: Edits | None
    seconds: float | None
    warned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Several of them: `segments` confirmed, how much was `changed` until then, how many were `kept` as they were; how
    many were `signed` since, and how much was changed up to the text signed (`final`); the median of `seconds` of the
    `timed` ones (None: of none); in how many the checks warn, and how many of these each check."""

    segments: int
    changed: Edits
    kept: int
    signed: int
    final: Edits
    timed: int
    seconds: float | None
    warned: int
    checks: Mapping[str, int]

    def to_json(self) -> dict[str, Any]:
        """The sums as JSON values: shares are 0 to 1 of words and Han characters, null where there is nothing."""
        return {
            "segments": self.segments, "changed": self.changed.share, "kept": self.kept, "signed": self.signed,
            "changed_until_signed": self.final.share if self.signed else None,
            "timed": self.timed, "seconds": self.seconds, "warned": self.warned, "checks": dict(self.checks),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class After:
    """All that was counted. `spoilt` counts lines of journals that are no acts."""

    counted: tuple[Counted, ...]
    spoilt: int = 0
    troubles: tuple[TransflowError, ...] = ()

    def by(self, key: Callable[[Counted], _Key]) -> dict[_Key, Tally]:
        """The sums of those with one key, in the order of the keys."""
        return {name: tally(list(some)) for name, some in groupby(sorted(self.counted, key=key), key)}

    @property
    def months(self) -> dict[tuple[str, str], Tally]:
        """By month and machine."""
        return self.by(lambda one: (one.month, one.origin))

    @property
    def kinds(self) -> dict[str, Tally]:
        """By what a segment is in its article."""
        order = list(_KINDS)
        return {order[place]: sums for place, sums in self.by(lambda one: order.index(one.kind)).items()}

    @property
    def warned(self) -> dict[bool, Tally]:
        """By whether the checks warn of the machine's text."""
        return self.by(lambda one: bool(one.warned))

    def to_json(self) -> dict[str, Any]:
        """The report as JSON values."""
        articles = self.by(lambda one: (one.slug, one.target))
        return {
            "months": [{"month": month, "origin": by, **one.to_json()} for (month, by), one in self.months.items()],
            "kinds": [{"kind": kind, **one.to_json()} for kind, one in self.kinds.items()],
            "checks_warn": [{"warned": name, **one.to_json()} for name, one in self.warned.items()],
            "articles": [{"slug": slug, "target": to, **one.to_json()} for (slug, to), one in articles.items()],
            "spoilt": self.spoilt,
        }  # fmt: skip


def tally(counted: Sequence[Counted]) -> Tally:
    """The sums of several."""
    signed = [one.final for one in counted if one.final is not None]
    seconds = [one.seconds for one in counted if one.seconds is not None]
    named = Counter(check for one in counted for check in set(one.warned))
    return Tally(
        len(counted), sum((one.first for one in counted), Edits()), sum(not one.first.changed for one in counted),
        len(signed), sum(signed, Edits()), len(seconds), median(seconds) if seconds else None,
        sum(bool(one.warned) for one in counted), dict(named.most_common()),
    )  # fmt: skip


def after(
    room: Newsroom,
    slugs: Collection[str] = (),
    to: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> After:
    """What became of machines' texts in the articles named, or in all. `progress` is told (articles read, all); an
    article that cannot be read is among `troubles`. Raises UsageError for one that is named and not there."""
    for slug in slugs:
        room.workspace.article_path(slug)
    choosing.refuse(room, slugs, to)
    desk = overview.desk(room)
    rows = [row for row in desk.articles if not slugs or row.slug in slugs]
    if to is not None:
        goals = {row.slug: tuple(one.target for one in rows if one.slug == row.slug) for row in rows}
        rows = [row for row in rows if opening.meant(to, row.source, goals[row.slug]) == row.target]
    counted: list[Counted] = []
    troubles = list(desk.troubles)
    spoilt = 0
    for number, row in enumerate(rows, 1):
        try:
            steps, wrong = counting.steps(line.act for line in room.workspace.acts(row.slug, row.target))
        except TransflowError as error:
            troubles.append(error)
        else:
            counted += _counted(room, row, counting.story(steps, row.source).edits)
            spoilt += wrong
        progress(number, len(rows))
    return After(tuple(counted), spoilt, tuple(troubles))


def _counted(room: Newsroom, row: ArticleRow, edits: Iterable[PostEdit]) -> Iterator[Counted]:
    """The post-edits of one article."""
    told = judging.context(room, row.source, row.target, None)  # relative days are a matter of the article
    for edit in edits:
        said = edit.said
        kind = _KINDS.get(said.kind, Kind.PARAGRAPH)
        text = Segment(said.source, said.target, said.context, Status.MACHINE, kind=kind)
        warned = [one.check for one in checks.run(text, told) if one.severity is not checks.Severity.INFO]
        yield Counted(
            row.slug, row.target, edit.at.astimezone(room.settings.tz).strftime("%Y-%m"), edit.origin, kind.value,
            edit.first, edit.final, None if edit.took is None else edit.took.total_seconds(), tuple(warned),
        )  # fmt: skip
