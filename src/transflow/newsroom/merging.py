"""What came back of an article is merged with what stands there now, as acts of the person who brings it.

One way for every kind of file. What was touched there alone is taken; what was touched here too is a conflict, shown
with both texts; the same text is nothing; what cannot be placed is listed, never guessed. A decision counts only for
the text it was made about, and by the rules that hold in the newsroom (DESIGN §6).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import PurePath

from transflow import workflow
from transflow.act import Act, Verb
from transflow.errors import RefusedError
from transflow.handback import Handback, Line, Remark, Verdict
from transflow.interface import gettext as _
from transflow.newsroom.acting import act, permit, writing
from transflow.newsroom.editing import errors_on, one_line, reviewer, written
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment, Status, text_sum
from transflow.workflow import NEEDS_PERSON, TRANSLATED, Refusal
from transflow.workspace.opening import Opened


class Fate(StrEnum):
    """What became of a line."""

    NOTHING = "nothing"  # it says what stands here already
    TAKEN = "taken"
    CONFLICT = "conflict"  # changed here and there
    REFUSED = "refused"  # a rule of the newsroom forbids it, or a part of it
    UNPLACED = "unplaced"  # no segment of the article is surely meant


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line: the segment it is about as it was before (None: none is known), what was done, and where
    something was not, why. A line may be taken in part: the text written, its approval refused."""

    line: Line
    fate: Fate
    segment: Segment | None = None
    acts: tuple[Act, ...] = ()
    reason: str = ""

    @property
    def before(self) -> str:
        """The text before all acts."""
        return self.segment.target if self.segment else ""

    @property
    def now(self) -> str:
        """The text after them."""
        after = self.acts[-1].after if self.acts else None
        return after.target if after else self.before


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of one hand-back: of each line in its order, and the ids that went out and did not come back."""

    back: Handback
    locale: str
    outcomes: tuple[Outcome, ...]
    missing: tuple[str, ...]

    @property
    def placed(self) -> bool:
        """Whether nothing was refused or left over."""
        return all(one.fate in (Fate.NOTHING, Fate.TAKEN) for one in self.outcomes)

    def done(self, verb: Verb) -> int:
        """How many acts of this kind there were."""
        return sum(act.verb is verb for one in self.outcomes for act in one.acts)


def merge(room: Newsroom, back: Handback, *, dry: bool = False) -> Merged:
    """Applies `back` as the acts of the newsroom's actor to what is on disk now, under the article's lock, in one
    commit; `dry` only says what would be done. Doing it again does nothing.

    Raises UsageError where the article is not there or does not go to that language.
    """
    with writing(room, back.slug, back.locale) as (opened, save):
        merging = _Merging(room, opened, back)
        outcomes = tuple(merging.outcomes())
        acts = [act for one in outcomes for act in one.acts]
        if acts and not dry:
            save(acts)
        here = {one.id for one in back.lines}
        missing = tuple(one for one in back.ids if one not in here and one in opened.catalog.ids)
        return Merged(back, opened.locale, outcomes, missing)


class _Merging:
    """One hand-back and the article it is merged with."""

    def __init__(self, room: Newsroom, opened: Opened, back: Handback) -> None:
        self.room, self.opened, self.back = room, opened, back
        self.reviewer = reviewer(room, opened)
        self.file = PurePath(back.file).name

    def outcomes(self) -> Iterator[Outcome]:
        """What becomes of each line; one that stands there twice, and alike, is one."""
        twins: dict[str | None, list[Line]] = {}
        for line in self.back.lines:
            twins.setdefault(line.id, []).append(line)
        for ident, lines in twins.items():
            if ident is not None and len({replace(one, place="") for one in lines}) > 1:
                places = _(", ").join(one.place for one in lines)
                reason = _("it stands {n} times in the file, and not alike: {places}")
                yield from (self._unplaced(one, reason.format(n=len(lines), places=places)) for one in lines)
            else:
                yield from map(self._outcome, lines if ident is None else lines[:1])

    def _unplaced(self, line: Line, reason: str) -> Outcome:
        return Outcome(line, Fate.UNPLACED, self._segment(line), reason=reason)

    def _segment(self, line: Line) -> Segment | None:
        place = self.opened.catalog.ids.get(line.id or "")
        return None if place is None else self.opened.catalog.segments[place]

    def _outcome(self, line: Line) -> Outcome:
        segment = self._segment(line)
        if segment is None:
            return self._unplaced(line, line.fault or self._unknown(line))
        if line.fault:
            return Outcome(line, Fate.REFUSED, segment, reason=line.fault)
        row = _Row(self, line, segment)
        if line.source is not None and written(segment, line.source) != written(segment, segment.source):
            row.refuse(_("its source was edited in the file, which changes nothing here: {text}"), text=line.source)
            if not row.touched:
                row.remark(line.remarks)
        else:
            row.decide()
        fate = row.trouble or (Fate.TAKEN if row.acts else Fate.NOTHING)
        return Outcome(line, fate, segment, tuple(row.acts), _("; ").join(row.reasons))

    def _unknown(self, line: Line) -> str:
        """Why no segment is meant."""
        if line.id is None:
            return _("the file does not say which segment it is")
        if any(one.id == line.id for one in self.opened.catalog.obsolete):
            return _("its source stands no more in the article: it was changed or taken out since")
        return _("no segment of the article has this id")


@dataclass(slots=True)
class _Row:
    """One line and its segment; `now` is the segment after the acts so far."""

    merging: _Merging
    line: Line
    now: Segment
    acts: list[Act] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    trouble: Fate | None = None

    @property
    def touched(self) -> bool:
        """Whether the text in the file is another than was sent."""
        if self.line.text is None:
            return False
        if self.line.sent is None:
            return bool(self.line.text.strip())
        return text_sum(self.now.source, self.line.text) != self.line.sent

    def refuse(self, reason: str, fate: Fate = Fate.REFUSED, **values: str) -> None:
        """Says why something is not done."""
        self.reasons.append(reason.format(**values))
        self.trouble = fate

    def do(self, verb: Verb, after: Segment) -> None:
        """Does an act, if it changes anything."""
        if after != self.now:
            line = self.line
            by = f" ({line.author})" if line.author and line.author not in self._me else ""
            detail = f"{self.merging.file}, {line.place}{by}"
            self.acts.append(act(self.merging.room, verb, self.now, after, detail=detail))
            self.now = after

    @property
    def _me(self) -> frozenset[str]:
        return frozenset({self.merging.room.actor, *self.merging.room.names})

    def decide(self) -> None:
        """The text first, then the decision, then the remarks."""
        text = None if self.line.text is None else written(self.now, self.line.text)
        verdict = self.line.verdict
        remarks: Sequence[Remark] = self.line.remarks
        if text is None or text == self.now.target or not self.touched:
            if verdict is not None and self._was_about_this(text):
                remarks = self._verdict(verdict, remarks)
        elif not text.strip():
            self.refuse(
                _("its translation was deleted in the file; here it stays. `transflow omit` leaves a segment out")
            )
        elif self.now.omitted is not None:
            self.refuse(_("it is left out on purpose ({why}); `transflow edit` brings it in"), why=self.now.omitted)
        elif self._changed_here():
            self.refuse(_("changed here and in the file"), Fate.CONFLICT)
        else:
            remarks = self._write(text, verdict, remarks)
        self.remark(remarks)

    def _changed_here(self) -> bool:
        if self.line.sent is None:
            return bool(self.now.target)
        return text_sum(self.now.source, self.now.target) != self.line.sent

    def _was_about_this(self, text: str | None) -> bool:
        """Whether the text that was decided about is the one that stands here; a decision about another is refused."""
        if text is not None:
            about = text == self.now.target
        else:
            about = self.line.sent == text_sum(self.now.source, self.now.target)
        if not about:
            self.refuse(_("decided about a text that has changed here since"), Fate.CONFLICT)
        return about

    def _write(self, text: str, verdict: Verdict | None, remarks: Sequence[Remark]) -> Sequence[Remark]:
        """Takes a changed text; the remarks that are left to be written."""
        room, at = self.merging.room, self.merging.room.now()
        if verdict is Verdict.RETURNED:
            proposed = Remark(_("proposed: {text}").format(text=text), self.line.author)
            return self._verdict(verdict, (*remarks, proposed))
        if verdict is Verdict.OPEN:
            self.do(Verb.EDIT, workflow.drafted(self.now, text, room.actor, at))
            return remarks
        if verdict is Verdict.APPROVED:
            mended = workflow.corrected(self.now, text, room.actor, at)
            standing = self.now
            if standing.status is Status.APPROVED:  # written anew, it is signed anew: by its translator it cannot be
                standing = replace(standing, status=Status.TRANSLATED)
            reason = self._unsigned(Verb.CORRECT, workflow.approved(standing, self.merging.reviewer, at), mended)
            if not reason:
                self.do(Verb.CORRECT, mended)
                return remarks
            self.refuse(_("not approved: {why}"), why=reason)
        self.do(Verb.EDIT, workflow.edited(self.now, text, room.actor, at))
        return remarks

    def _verdict(self, verdict: Verdict, remarks: Sequence[Remark]) -> Sequence[Remark]:
        """A decision about the text that stands here; the remarks that are left to be written."""
        room, at, now = self.merging.room, self.merging.room.now(), self.now
        if verdict is Verdict.CONFIRMED:
            if now.status in NEEDS_PERSON:
                self.do(Verb.EDIT, workflow.edited(now, now.target, room.actor, at))
        elif verdict is Verdict.APPROVED:
            signed = workflow.approved(now, self.merging.reviewer, at)
            reason = "" if signed == now else self._unsigned(Verb.APPROVE, signed, now)
            if reason:
                self.refuse(_("not approved: {why}"), why=reason)
            elif isinstance(signed, Segment):
                self.do(Verb.APPROVE, signed)
        elif verdict is Verdict.RETURNED or now.status in (*TRANSLATED, Status.RETURNED):
            return self._send_back(remarks)
        return remarks

    def _unsigned(self, verb: Verb, signed: Segment | Refusal, text: Segment) -> str:
        """Why `text` may not be signed; empty where it may."""
        if isinstance(signed, Refusal):
            return signed.reason
        return self._barred(verb) or errors_on(self.merging.room, self.merging.opened, text)

    def _barred(self, verb: Verb) -> str:
        try:
            permit(self.merging.room, verb)
        except RefusedError as error:
            return f"{error.where}: {error.problem}"
        return ""

    def _send_back(self, remarks: Sequence[Remark]) -> Sequence[Remark]:
        """Returns the segment with the remarks as its note; those that are left where it cannot be returned, or has
        been already, whose note stays."""
        note = one_line(" ".join(self._said(one) for one in remarks if one.text.strip()))
        if self.now.status is Status.RETURNED:
            return () if self.now.returned is not None and self.now.returned.note == note else remarks
        back = workflow.returned(self.now, note, self.merging.reviewer, self.merging.room.now())
        reason = back.reason if isinstance(back, Refusal) else self._barred(Verb.RETURN)
        if reason or isinstance(back, Refusal):
            self.refuse(_("not returned: {why}"), why=reason)
            return remarks
        self.do(Verb.RETURN, back)
        return ()

    def remark(self, remarks: Sequence[Remark]) -> None:
        """Writes the remarks that do not stand here yet."""
        for one in remarks:
            text = one_line(self._said(one)).strip()
            if text not in self.now.remarks:
                self.do(Verb.COMMENT, workflow.commented(self.now, text))

    def _said(self, one: Remark) -> str:
        """A remark with the name of who made it, where that is not the person who brings it."""
        return f"{one.author}: {one.text}" if one.author and one.author not in self._me else one.text
