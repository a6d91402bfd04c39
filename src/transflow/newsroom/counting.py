"""What the journals' acts add up to: pure counting, one article and language at a time (`statistics` reads them).

An act that was undone does not count, nor does the undoing. Post-editing effort is how much a person changed of what a
machine said (`difference.edits`): the idea of HTER (Snover et al. 2006).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from transflow import difference, language, script
from transflow.act import Verb
from transflow.difference import Edits
from transflow.segment import HUMAN, OWN, Kind, Status, segment_id
from transflow.workflow import TRANSLATED

ENGINE = "engine"  # all engines as one, in `Story.origins`
BANDS = (100, 95, 85, 75, 0)  # memory scores: the lowest of each band, as translators count leverage
_SIGNATURES = frozenset({Verb.APPROVE, Verb.CORRECT})
_REGROUPINGS = frozenset({Verb.JOIN, Verb.SPLIT})
PAUSE = timedelta(minutes=10)  # who does nothing here for longer is not at work on the segment


@dataclass(frozen=True, slots=True)
class State:
    """What counting needs to know of a segment."""

    source: str
    target: str
    status: str
    origin: str | None = None
    context: str | None = None
    kind: str = field(default=Kind.PARAGRAPH.value, compare=False)  # what the article makes of it: it may change alone

    @property
    def id(self) -> str:
        """The segment's id."""
        return segment_id(self.source, self.context)

    @property
    def stands(self) -> bool:
        """Whether a person stands behind its text; what is left out on purpose has none."""
        return self.target != "" and self.status in TRANSLATED


@dataclass(frozen=True, slots=True)
class Step:
    """What counting needs to know of an act (see `act.Act`); `at` has a time zone."""

    uuid: str
    at: datetime
    verb: str
    segment: str = ""
    before: State | None = None
    after: State | None = None
    detail: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Size:
    """How much that is: segments, and their sources in Han characters (Chinese) or words (other languages)."""

    segments: int = 0
    han: int = 0
    words: int = 0

    def __add__(self, other: "Size") -> "Size":
        return Size(self.segments + other.segments, self.han + other.han, self.words + other.words)


NOTHING = Size()


@dataclass(frozen=True, slots=True)
class Done:
    """Work on one segment, finished at that instant."""

    at: datetime
    size: Size


@dataclass(frozen=True, slots=True)
class PostEdit:
    """What people did to one text of a machine: what it `said`, what a person first confirmed at `at`, what was last
    approved (None: not approved yet). `took` is the time between that person's act before on a segment here and the
    confirming; None where there is no such act, or a pause (`PAUSE`) lies between. `origin` is a memory's band or an
    engine (`banded`)."""

    origin: str
    said: State
    made: State
    at: datetime
    took: timedelta | None = None
    signed: State | None = None

    @property
    def first(self) -> Edits:
        """What was changed up to the text first confirmed."""
        return difference.edits(self.said.target, self.made.target)

    @property
    def final(self) -> Edits | None:
        """What was changed up to the text last approved."""
        return difference.edits(self.said.target, self.signed.target) if self.signed else None


@dataclass(frozen=True, slots=True)
class Story:
    """What was done to one article in one language. `origins` holds each segment that has had a text once: `human`,
    or what a machine last said in it (`ENGINE` for every engine)."""

    first: datetime | None = None
    last: datetime | None = None
    confirmed: tuple[Done, ...] = ()
    approved: tuple[Done, ...] = ()
    published: tuple[datetime, ...] = ()
    edits: tuple[PostEdit, ...] = ()
    origins: tuple[tuple[str, Size], ...] = ()


# ── acts ────────────────────────────────────────────────────────────────────────────────────────────────────────
def step(value: Mapping[str, Any]) -> Step:
    """An act of the journal. Raises KeyError, TypeError or ValueError for what is no act."""
    at = datetime.fromisoformat(value["at"])
    return Step(
        str(value["uuid"]), at if at.tzinfo else at.replace(tzinfo=UTC), str(value["verb"]), str(value.get("id", "")),
        _state(value.get("before")), _state(value.get("after")), str(value.get("detail", "")),
        str(value.get("actor", "")),
    )  # fmt: skip


def steps(acts: Iterable[Mapping[str, Any]]) -> tuple[list[Step], int]:
    """The acts of a journal, and how many lines are none: another maker's, or written by hand."""
    made, spoilt = [], 0
    for one in acts:
        try:
            made.append(step(one))
        except (KeyError, TypeError, ValueError, AttributeError):
            spoilt += 1
    return made, spoilt


def _state(value: Mapping[str, Any] | None) -> State | None:
    if not value:
        return None
    source, target = str(value["source"]), str(value.get("target", ""))
    status = str(value.get("status", Status.UNTRANSLATED.value))
    kind = str(value.get("kind", Kind.PARAGRAPH.value))
    return State(source, target, status, value.get("origin"), value.get("context"), kind)


def in_order(acts: Iterable[Step]) -> list[Step]:
    """By time, whatever the order of `acts`: two branches of git put their lines into one file as it comes. What is in
    there twice is one act. Acts of one second stand behind those that left what they found."""
    there = sorted({one.uuid: one for one in acts}.values(), key=lambda one: (one.at, one.uuid))
    return [one for _at, group in groupby(there, key=lambda one: one.at) for one in _chained(list(group))]


def _chained(acts: Sequence[Step]) -> list[Step]:
    """Acts of one instant, each behind those that left what it found."""
    makers: dict[State, list[Step]] = {}
    for one in acts:
        if one.after is not None:
            makers.setdefault(one.after, []).append(one)
    done: dict[str, Step] = {}
    begun: set[str] = set()
    waiting = list(reversed(acts))
    while waiting:
        one = waiting[-1]
        if one.uuid in begun:  # what it stands on has been placed (in a circle: as far as that can be said)
            done.setdefault(waiting.pop().uuid, one)
            continue
        begun.add(one.uuid)
        if one.before is not None:
            waiting += [maker for maker in makers.get(one.before, ()) if maker.uuid not in begun]
    return list(done.values())


def standing(acts: Collection[Step]) -> list[Step]:
    """`acts` without what was undone, and without the undoing."""
    undone = {uuid for one in acts if one.verb == Verb.UNDO for uuid in one.detail.split()}
    return [one for one in acts if one.verb != Verb.UNDO and one.uuid not in undone]


# ── one article ─────────────────────────────────────────────────────────────────────────────────────────────────
def story(acts: Iterable[Step], source: str) -> Story:
    """What `acts` (in any order) come to, of an article in `source` and its translation into one language.

    Confirmed is a segment whose text a person stands behind from then on, and each time anew where it was sent back or
    its source changed; the same with approved. What is left out on purpose is neither.
    """
    ordered = in_order(acts)
    if not ordered:
        return Story()
    telling = _Telling(source)
    for one in standing(ordered):
        telling.take(one)
    return Story(
        ordered[0].at, ordered[-1].at, tuple(telling.confirmed), tuple(telling.approved), tuple(telling.published),
        tuple(telling.edits), tuple(telling.origins.values()),
    )  # fmt: skip


class _Telling:
    """A story as it is being told, act by act."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.confirmed: list[Done] = []
        self.approved: list[Done] = []
        self.published: list[datetime] = []
        self.edits: list[PostEdit] = []
        self.origins: dict[str, tuple[str, Size]] = {}
        self._said: dict[str, State] = {}  # what a machine said and nobody has confirmed yet, by segment
        self._edited: dict[str, int] = {}  # the number of a segment's post-edit
        self._acted: dict[str, datetime] = {}  # when each person last did something here

    def take(self, one: Step) -> None:
        """The next act."""
        last = self._acted.get(one.actor) if one.segment else None
        took = one.at - last if last and one.at - last <= PAUSE else None
        if one.segment:  # a sync or a publication is no work on a segment
            self._acted[one.actor] = one.at
        before, after = one.before, one.after
        if one.verb == Verb.PUBLISH:
            self.published.append(one.at)
        elif one.verb in _REGROUPINGS:
            self._regrouped(before, after)
        elif after is None or not after.target or after.context == OWN:
            return
        elif one.verb == Verb.FILL:
            origin = banded(after.origin)
            self._said[one.segment] = after
            self.origins[one.segment] = (ENGINE if origin.startswith(f"{ENGINE}:") else origin, self._size(after))
        elif one.verb == Verb.EDIT and after.stands and not (before and before.stands):
            self._confirmed(one, after, took)
        elif one.verb in _SIGNATURES and after.status == Status.APPROVED and not _is_approved(before):
            self._approved(one.segment, one.at, after)

    def _confirmed(self, one: Step, after: State, took: timedelta | None) -> None:
        self.confirmed.append(Done(one.at, self._size(after)))
        if one.before is None or one.before.status != Status.STALE:  # an older text brought up to its source is neither
            self.origins.setdefault(one.segment, (HUMAN, self._size(after)))
        machine = self._said.pop(one.segment, None)
        if machine:
            self._edited[one.segment] = len(self.edits)
            self.edits.append(PostEdit(banded(machine.origin), machine, after, one.at, took))

    def _approved(self, segment: str, at: datetime, after: State) -> None:
        self.approved.append(Done(at, self._size(after)))
        if segment in self._edited:
            number = self._edited[segment]
            self.edits[number] = replace(self.edits[number], signed=after)

    def _regrouped(self, before: State | None, after: State | None) -> None:
        """Joined or cut, a segment is another one; what it came from it keeps."""
        machine = self._said.pop(before.id, None) if before else None
        origin = self.origins.pop(before.id, None) if before else None
        if after and after.target:
            if machine and after.origin != HUMAN:
                self._said[after.id] = after
            if origin:
                self.origins[after.id] = (origin[0], self._size(after))

    def _size(self, state: State) -> Size:
        number = script.count(state.source, self._source)
        return Size(1, number, 0) if language.is_chinese(self._source) else Size(1, 0, number)


def _is_approved(state: State | None) -> bool:
    return state is not None and state.status == Status.APPROVED


def banded(origin: str | None) -> str:
    """An origin as it is counted: `memory:87` as the lowest score of its band (`memory:85`), engines as they are."""
    kind, _colon, rest = (origin or "").partition(":")
    if kind == "memory":
        score = int(rest) if rest.isdecimal() else 0
        return f"memory:{next(low for low in BANDS if score >= low)}"
    return f"{ENGINE}:{rest if kind == ENGINE and rest else origin or '?'}"
