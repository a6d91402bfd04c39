"""What the journals' acts add up to: pure counting, one article and language at a time (`statistics` reads them).

An act that was undone does not count, nor does the undoing. Post-editing effort is the edit distance between what a
machine said and what a person made of it, as a share of the longer text: in words and marks for English, in
characters for Chinese. It is the idea of HTER (Snover et al. 2006) without its shifts, and never above 1.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from rapidfuzz.distance import Levenshtein

from transflow import language, script
from transflow.segment import HUMAN, Status, segment_id
from transflow.workflow import TRANSLATED, Verb

ENGINE = "engine"  # all engines as one, in `Story.origins`
BANDS = (100, 95, 85, 75, 0)  # memory scores: the lowest of each band, as translators count leverage
_SIGNATURES = frozenset({Verb.APPROVE, Verb.CORRECT})
_REGROUPINGS = frozenset({Verb.JOIN, Verb.SPLIT})
_WORDS = re.compile(r"</?[a-z]+[0-9]+/?>|\w+|[^\w\s]")  # an inline tag is one thing
_CHARACTERS = re.compile(r"</?[a-z]+[0-9]+/?>|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class State:
    """What counting needs to know of a segment."""

    source: str
    target: str
    status: str
    origin: str | None = None
    context: str | None = None

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
    """What counting needs to know of an act (see `workflow.Act`); `at` has a time zone."""

    uuid: str
    at: datetime
    verb: str
    segment: str = ""
    before: State | None = None
    after: State | None = None
    detail: str = ""


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
    """What a person did to one text of a machine: the effort (0 to 1) up to the text first confirmed, and up to the
    text last approved (None: not approved yet). `origin` is a memory's band or an engine (`banded`)."""

    origin: str
    first: float
    final: float | None = None


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
    )  # fmt: skip


def _state(value: Mapping[str, Any] | None) -> State | None:
    if not value:
        return None
    source, target = str(value["source"]), str(value.get("target", ""))
    status = str(value.get("status", Status.UNTRANSLATED.value))
    return State(source, target, status, value.get("origin"), value.get("context"))


def in_order(steps: Iterable[Step]) -> list[Step]:
    """By time: two branches of git put their lines into one file as it comes. What is in there twice is one act."""
    return sorted({one.uuid: one for one in steps}.values(), key=lambda one: one.at)


def standing(steps: Collection[Step]) -> list[Step]:
    """`steps` without what was undone, and without the undoing."""
    undone = {uuid for one in steps if one.verb == Verb.UNDO for uuid in one.detail.split()}
    return [one for one in steps if one.verb != Verb.UNDO and one.uuid not in undone]


# ── one article ─────────────────────────────────────────────────────────────────────────────────────────────────
def story(steps: Iterable[Step], source: str, target: str) -> Story:
    """What `steps` (in any order) come to, of an article from `source` into `target`.

    Confirmed is a segment whose text a person stands behind from then on, and each time anew where it was sent back or
    its source changed; the same with approved. What is left out on purpose is neither.
    """
    ordered = in_order(steps)
    if not ordered:
        return Story()
    telling = _Telling(source, target)
    for one in standing(ordered):
        telling.take(one)
    return Story(
        ordered[0].at, ordered[-1].at, tuple(telling.confirmed), tuple(telling.approved), tuple(telling.published),
        tuple(telling.edits), tuple(telling.origins.values()),
    )  # fmt: skip


class _Telling:
    """A story as it is being told, act by act."""

    def __init__(self, source: str, target: str) -> None:
        self._source, self._target = source, target
        self.confirmed: list[Done] = []
        self.approved: list[Done] = []
        self.published: list[datetime] = []
        self.edits: list[PostEdit] = []
        self.origins: dict[str, tuple[str, Size]] = {}
        self._said: dict[str, State] = {}  # what a machine said and nobody has confirmed yet, by segment
        self._edited: dict[str, tuple[int, State]] = {}  # the number of a segment's post-edit, what the machine said

    def take(self, one: Step) -> None:
        """The next act."""
        before, after = one.before, one.after
        if one.verb == Verb.PUBLISH:
            self.published.append(one.at)
        elif one.verb in _REGROUPINGS:
            self._regrouped(before, after)
        elif after is None or not after.target:
            return
        elif one.verb == Verb.FILL:
            origin = banded(after.origin)
            self._said[one.segment] = after
            self.origins[one.segment] = (ENGINE if origin.startswith(f"{ENGINE}:") else origin, self._size(after))
        elif one.verb == Verb.EDIT and after.stands and not (before and before.stands):
            self._confirmed(one.segment, one.at, before, after)
        elif one.verb in _SIGNATURES and after.status == Status.APPROVED and not _is_approved(before):
            self._approved(one.segment, one.at, after)

    def _confirmed(self, segment: str, at: datetime, before: State | None, after: State) -> None:
        self.confirmed.append(Done(at, self._size(after)))
        if before is None or before.status != Status.STALE:  # an older text brought up to its source is neither
            self.origins.setdefault(segment, (HUMAN, self._size(after)))
        machine = self._said.pop(segment, None)
        if machine:
            self._edited[segment] = len(self.edits), machine
            self.edits.append(PostEdit(banded(machine.origin), effort(machine.target, after.target, self._target)))

    def _approved(self, segment: str, at: datetime, after: State) -> None:
        self.approved.append(Done(at, self._size(after)))
        if segment in self._edited:
            number, machine = self._edited[segment]
            self.edits[number] = replace(self.edits[number], final=effort(machine.target, after.target, self._target))

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


# ── effort ──────────────────────────────────────────────────────────────────────────────────────────────────────
def effort(said: str, made: str, locale: str) -> float:
    """The share of a text in `locale` that was changed: 0 where nothing was, 1 where nothing is left."""
    if said == made:
        return 0.0
    parts = _CHARACTERS if language.is_chinese(locale) else _WORDS
    one, other = parts.findall(said), parts.findall(made)
    longer = max(len(one), len(other), 1)
    return max(1, Levenshtein.distance(one, other)) / longer  # a change of spaces alone is a change, too
