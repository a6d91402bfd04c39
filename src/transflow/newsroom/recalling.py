"""What helps with one segment and takes longer than a key press: the memory, what machines say, what was done here."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from transflow import journal
from transflow.act import Act, Verb
from transflow.newsroom import remembering, suggesting
from transflow.newsroom.room import Newsroom
from transflow.segment import Kind, Segment
from transflow.workspace import opening

if TYPE_CHECKING:
    from transflow.memory import Match, Unit

_HISTORY = 8  # acts on a segment that are shown


@dataclass(frozen=True, slots=True)
class Offer:
    """A text that one key puts into the field. `score` is that of a match (None: a machine's), `source` what the match
    was made for, `draft`: nobody has approved it yet, `repaired`: numbers or names were put in, `penalty`: what has
    been taken off the score; `by` and `day` say who translated it when."""

    target: str
    origin: str
    score: int | None = None
    source: str = ""
    repaired: bool = False
    draft: bool = False
    penalty: int = 0
    by: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Aid:
    """What helps with a segment: offers (the memory's best first, then machines'), what a machine said before people
    came, the acts on it (newest first), and why an engine that was asked had nothing to say."""

    offers: tuple[Offer, ...] = ()
    machine: str | None = None
    history: tuple[Act, ...] = ()
    failures: tuple[str, ...] = ()


class Recall:
    """The memory and the record as those who work on one article need them; used in the thread that made this."""

    def __init__(self, room: Newsroom, slug: str, locale: str) -> None:
        self._room, self._slug, self._locale = room, slug, locale
        opened = opening.open_target(room.workspace, slug, locale)
        self._memory = remembering.Growing(room, opened)
        self._record = _Record(room, slug, locale)

    def aid(self, segment_id: str) -> Aid:
        """What the memory and the record say of a segment."""
        self._record.read()
        fill = self._record.fills.get(segment_id)
        said = str(fill["after"]["target"]) if fill else None
        offers = [self._offer(match) for match in self._matches(segment_id)]
        origin = str(fill["actor"]) if fill else ""
        if said and origin.startswith("engine:") and all(one.target != said for one in offers):
            offers.append(Offer(said, origin))
        history = tuple(reversed([Act.from_json(one) for one in self._record.acts.get(segment_id, ())]))
        return Aid(tuple(offers), said, history)

    def concordance(self, words: str) -> "tuple[Unit, ...]":
        """Where `words` stand in the memory, in either language."""
        self._memory.take(opening.open_target(self._room.workspace, self._slug, self._locale))
        return tuple(self._memory.now.concordance(words, limit=40))

    def _matches(self, segment_id: str) -> "list[Match]":
        """What the memory offers for a segment, best first; the segment itself is left out."""
        opened = opening.open_target(self._room.workspace, self._slug, self._locale)
        self._memory.take(opened)
        before, segment = _found(opened.catalog.translations, segment_id)
        # Joined, split or changed a moment ago: the editor asks again. A whole document is like no other.
        if segment is None or segment.kind is Kind.BODY:
            return []
        source, origin = segment.source, remembering.origin(self._slug)
        return self._memory.now.search(
            source,
            context_before=before,
            skip=lambda unit: (unit.document, unit.source) == (origin, source) and not unit.aligned,
        )

    def _offer(self, match: "Match") -> Offer:
        return Offer(
            match.target, match.origin, match.score, match.source, match.repaired, match.draft, match.penalty,
            match.by or "", self._room.day(match.at),
        )  # fmt: skip


def suggestions(room: Newsroom, slug: str, locale: str, segment_id: str) -> tuple[list[Offer], list[str]]:
    """What the newsroom's engines say of a segment now, and why some say nothing."""
    offers, failures = [], []
    for outcome in suggesting.suggest(room, slug, locale, segment_id):
        if outcome.text:
            offers.append(Offer(outcome.text, outcome.origin))
        elif outcome.failure:
            failures.append(outcome.failure)
    return offers, failures


def machine_texts(room: Newsroom, slug: str, locale: str) -> Mapping[str, str]:
    """What an engine or the memory last put into each segment, by its id."""
    said = _Record(room, slug, locale)
    said.read()
    return {ident: str(one["after"]["target"]) for ident, one in said.fills.items()}


def _found(segments: tuple[Segment, ...], segment_id: str) -> tuple[str | None, Segment | None]:
    """The segment, and the source of the one before it."""
    before: str | None = None
    for one in segments:
        if one.id == segment_id:
            return before, one
        before = one.source
    return None, None


class _Record:
    """The journal of one article, read on from where it ended the last time."""

    def __init__(self, room: Newsroom, slug: str, locale: str) -> None:
        self._room, self._slug, self._locale = room, slug, locale
        self._length = 0
        self.fills: dict[str, Mapping[str, Any]] = {}  # the last of each segment
        self.acts: dict[str, deque[Mapping[str, Any]]] = {}

    def read(self) -> None:
        """Takes up what has been written since."""
        data, length = self._room.workspace.journal_from(self._slug, self._locale, self._length)
        if length < self._length:  # another history altogether: git has changed the branch
            self._length, self.fills, self.acts = 0, {}, {}
            data, length = self._room.workspace.journal_from(self._slug, self._locale, 0)
        end = data.rfind(b"\n") + 1  # a line that is still being written is read the next time
        self._length = length - len(data) + end
        for line in journal.decode(data[:end]):
            self._take(line.act)

    def _take(self, act: Mapping[str, Any]) -> None:
        ident = str(act.get("id") or "")
        if not ident:
            return
        if act.get("verb") == Verb.FILL and act.get("after", {}).get("target"):
            self.fills[ident] = act
        try:
            Act.from_json(act)
        except (KeyError, ValueError, TypeError):  # a line of a later version: it is no act that could be shown
            return
        self.acts.setdefault(ident, deque(maxlen=_HISTORY)).append(act)
