"""The newsroom's numbers as values, and as JSON (`statistics` counts them)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from transflow.errors import TransflowError
from transflow.newsroom.counting import NOTHING, Size
from transflow.newsroom.room import stamp


@dataclass(frozen=True, slots=True)
class Week:
    """What was done in a week that begins on Monday `begins`: segments confirmed by people, segments approved, and
    articles (in one language) published for the first time and again."""

    begins: date
    confirmed: Size = NOTHING
    approved: Size = NOTHING
    published: int = 0
    republished: int = 0

    @property
    def name(self) -> str:
        """Its ISO 8601 name: `2026-W48`."""
        year, week, _day = self.begins.isocalendar()
        return f"{year}-W{week:02}"

    def plus(self, other: "Week") -> "Week":
        """Both together, under this week's date."""
        return Week(
            self.begins, self.confirmed + other.confirmed, self.approved + other.approved,
            self.published + other.published, self.republished + other.republished,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Times:
    """Several lengths of time, in days; None where there are none."""

    number: int
    median: float | None
    longest: float | None


@dataclass(frozen=True, slots=True)
class Slow:
    """An article that waits, and for how many days nobody has done anything to it."""

    slug: str
    title: str
    target: str
    stage: str
    assignee: str | None
    days: float


@dataclass(frozen=True, slots=True)
class Effort:
    """How much of one origin's texts people changed (shares from 0 to 1; see `counting.effort`).

    `segments` were confirmed: `mean` is the effort up to then, `unchanged` the share accepted as it was. `approved` of
    them have been signed since: `final` is the effort up to the text signed (None where none is).
    """

    origin: str
    segments: int
    mean: float
    unchanged: float
    approved: int
    final: float | None


@dataclass(frozen=True, slots=True)
class Portion:
    """How much of all text came from one origin. Shares are 0 to 1, 0 where there is nothing at all; by size they are
    of Chinese sources and of others, each for itself."""

    origin: str
    size: Size
    share: float
    share_han: float
    share_words: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the journals say, at the instant `at`.

    `weeks` ends with the present one, `earlier` is everything before. `leverage` is over every segment that has had a
    text: by the lowest memory score of a band (`memory:100` … `memory:0`), `engine`, `human`. Of `articles` (each in
    one language) `read` were read; fewer where the counting was stopped. `spoilt` counts lines that are no acts.
    """

    at: datetime
    weeks: tuple[Week, ...]
    earlier: Week
    waiting: Mapping[str, Times]
    slowest: tuple[Slow, ...]
    publication: Times  # from the first act to the first publication
    effort: tuple[Effort, ...]
    leverage: tuple[Portion, ...]
    articles: int
    read: int
    acts: int
    spoilt: int = 0
    troubles: tuple[TransflowError, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every article was read."""
        return self.read == self.articles

    def to_json(self) -> dict[str, Any]:
        """The figures as JSON values: days and shares are numbers, null where there is nothing to say."""
        return {
            "at": stamp(self.at),
            "weeks": [_week_json(one) for one in self.weeks],
            "earlier": {key: one for key, one in _week_json(self.earlier).items() if key not in ("week", "begins")},
            "waiting": {stage: _times_json(one) for stage, one in self.waiting.items()},
            "slowest": [
                {"slug": one.slug, "title": one.title, "target": one.target, "stage": one.stage,
                 "assignee": one.assignee, "days": round(one.days, 2)}
                for one in self.slowest
            ],
            "publication": _times_json(self.publication),
            "effort": [
                {"origin": one.origin, "segments": one.segments, "mean": round(one.mean, 4),
                 "unchanged": round(one.unchanged, 4), "approved": one.approved, "final": _rounded(one.final, 4)}
                for one in self.effort
            ],
            "leverage": [
                {"origin": one.origin, **_size_json(one.size), "share": round(one.share, 4),
                 "share_han": round(one.share_han, 4), "share_words": round(one.share_words, 4)}
                for one in self.leverage
            ],
            "articles": self.articles, "read": self.read, "acts": self.acts, "spoilt": self.spoilt,
            "troubles": [str(one) for one in self.troubles],
        }  # fmt: skip


# ── JSON ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _size_json(size: Size) -> dict[str, Any]:
    return {"segments": size.segments, "han": size.han, "words": size.words}


def _times_json(one: Times) -> dict[str, Any]:
    return {
        "articles": one.number,
        "median_days": _rounded(one.median, 2),
        "longest_days": _rounded(one.longest, 2),
    }


def _week_json(week: Week) -> dict[str, Any]:
    return {
        "week": week.name, "begins": week.begins.isoformat(), "confirmed": _size_json(week.confirmed),
        "approved": _size_json(week.approved), "published": week.published, "republished": week.republished,
    }  # fmt: skip
