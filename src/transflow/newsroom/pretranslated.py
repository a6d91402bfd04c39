"""What a run of pretranslation came to: filled, failed, and where it was stopped."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.interface import ngettext


@dataclass(frozen=True, slots=True)
class Failure:
    """A segment that no engine could translate, and why."""

    slug: str
    segment_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """Some segments of one article in one target language, by their ids."""

    slug: str
    target: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a run was stopped: the engine that was at work (empty: none yet), and what nobody has tried."""

    engine: str
    waiting: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Pretranslation:
    """What came of it: segments filled, those still untranslated, all that were tried; who filled how many; where it
    was stopped, if it was; how many wait for a person's text in which language, being made of that."""

    filled: int
    left: int
    total: int
    failures: tuple[Failure, ...]
    by_engine: Mapping[str, int]
    stop: Stop | None = None
    troubles: tuple[TransflowError, ...] = ()
    waiting: Mapping[str, int] = field(default_factory=dict)


def waiting(done: Pretranslation) -> list[str]:
    """What waits for a text of a person in another kind of Chinese, for people."""
    return [
        ngettext(
            "{n} segment waits until a person stands behind it in {language}",
            "{n} segments wait until a person stands behind them in {language}", count,
        ).format(n=count, language=origin)
        for origin, count in done.waiting.items()
    ]  # fmt: skip


def stopped(done: Pretranslation) -> str:
    """Where a run was stopped, for people: how far, in which article, at which engine, what was not reached."""
    assert done.stop is not None
    first, *rest = done.stop.waiting
    said = _("stopped at {filled} of {total} segments, in {slug} → {target} ({n} left of it)").format(
        filled=f"{done.filled:,}", total=f"{done.total:,}", slug=first.slug, target=first.target, n=len(first.ids)
    )
    if done.stop.engine:
        said = _("{said}, while {engine} was at work").format(said=said, engine=done.stop.engine)
    if rest:
        others = ngettext("{n} more not finished: {slugs}", "{n} more not finished: {slugs}", len(rest)).format(
            n=len(rest), slugs=", ".join(f"{one.slug} → {one.target}" for one in rest)
        )
        said = _("{said}; {others}").format(said=said, others=others)
    return said
