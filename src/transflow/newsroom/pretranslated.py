"""What a run of pretranslation came to: filled, failed, and where it was stopped."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from transflow import checks, engines
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import naming
from transflow.newsroom.wording import NewName


@dataclass(frozen=True, slots=True)
class Failure:
    """A segment that no engine could translate, and why."""

    slug: str
    segment_id: str
    reason: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A segment that was filled and in which the checks find errors: the ids of these checks."""

    slug: str
    segment_id: str
    checks: tuple[str, ...]
    target: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """Of one article in one language: how many segments were to be filled, how many are, and how many wait for a
    person's text in which language."""

    total: int
    filled: int
    waiting: Mapping[str, int] = field(default_factory=dict)


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
    was stopped, if it was; what could not be read or saved; in which of the filled segments the checks find errors; the
    names of people in these that the termbase does not know; what the engines that count tokens have cost; and how many
    wait for a person's text in which language, being made of that."""

    filled: int
    left: int
    total: int
    failures: tuple[Failure, ...]
    by_engine: Mapping[str, int]
    stop: Stop | None = None
    troubles: tuple[TransflowError, ...] = ()
    faults: tuple[Fault, ...] = ()
    names: tuple[NewName, ...] = ()
    shares: Mapping[tuple[str, str], Share] = field(default_factory=dict)  # by slug and target
    lost: Mapping[str, TransflowError] = field(default_factory=dict)  # of `troubles`, by slug
    paid: Mapping[str, engines.Paid] = field(default_factory=dict)
    waiting: Mapping[str, int] = field(default_factory=dict)

    def of(self, slug: str, target: str) -> "Pretranslation":
        """What came of one article in one language, of a run over several."""
        name = slug, target
        share = self.shares.get(name, Share(0, 0))
        waiting = [one for one in (self.stop.waiting if self.stop else ()) if (one.slug, one.target) == name]
        return Pretranslation(
            share.filled, share.total - share.filled, share.total,
            tuple(one for one in self.failures if (one.slug, one.target) == name), {},
            Stop(self.stop.engine, tuple(waiting)) if self.stop and waiting else None,
            tuple(error for lost, error in self.lost.items() if lost == slug),
            tuple(one for one in self.faults if (one.slug, one.target) == name), waiting=share.waiting,
        )  # fmt: skip


def waiting(counts: Mapping[str, int]) -> list[str]:
    """What waits for a text of a person in another kind of Chinese, for people."""
    return [
        ngettext(
            "{n} segment waits until a person stands behind it in {language}",
            "{n} segments wait until a person stands behind them in {language}", count,
        ).format(n=count, language=origin)
        for origin, count in counts.items()
    ]  # fmt: skip


def faulty(done: Pretranslation) -> str:
    """How many of the filled segments hold errors that the checks found, and by which checks; "" for none."""
    if not done.faults:
        return ""
    named = [checks.named(one) for one in dict.fromkeys(one for fault in done.faults for one in fault.checks)]
    return ngettext(
        "{n} segment has errors the checks found: {checks}", "{n} segments have errors the checks found: {checks}",
        len(done.faults),
    ).format(n=len(done.faults), checks=_(", ").join(named))  # fmt: skip


def guessed(done: Pretranslation) -> str:
    """The names that the termbase does not know and how they were romanised, with what speaks against that; "" for
    none."""
    said = []
    for one in done.names:
        why = naming.why(one.guess)
        shown = f"{one.name} ({one.guess.text})" if one.used else one.name
        said.append(f"{shown}: {why}" if why else shown)
    if not said:
        return ""
    return ngettext(
        "{n} name that the termbase does not know: {names}", "{n} names that the termbase does not know: {names}",
        len(said),
    ).format(n=len(said), names="; ".join(said))  # fmt: skip


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
