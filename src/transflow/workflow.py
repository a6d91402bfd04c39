"""The rules of the newsroom as tables and pure decisions: statuses, stages, who may do what (DESIGN §2, §4, §6).

A decision takes a segment and returns it changed, or a `Refusal` with the reason; nothing here loads or saves.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from transflow.act import Verb
from transflow.interface import gettext as _
from transflow.segment import HUMAN, UNKNOWN_HAND, Return, Segment, Status, Waiver, remark_sum, text_sum


class Stage(StrEnum):
    """Where an article stands in one language (DESIGN §2)."""

    DRAFT = "draft"
    MACHINE = "machine"
    REVIEW = "review"
    APPROVED = "approved"
    PUBLISHED = "published"
    SPIKED = "spiked"
    KILLED = "killed"


ORDER = (Stage.DRAFT, Stage.MACHINE, Stage.REVIEW, Stage.APPROVED, Stage.PUBLISHED)
NEEDS_PERSON = frozenset({Status.MACHINE, Status.STALE, Status.RETURNED})  # written `fuzzy`: do not ship
TRANSLATED = frozenset({Status.TRANSLATED, Status.APPROVED})

# Roles of the [people] table that a verb needs; a verb that is not here is everybody's.
PERMITTED: Mapping[Verb, frozenset[str]] = {
    Verb.ASSIGN: frozenset({"editor"}),
    Verb.APPROVE: frozenset({"reviewer"}),
    Verb.CORRECT: frozenset({"reviewer"}),
    Verb.RETURN: frozenset({"reviewer"}),
    Verb.PUBLISH: frozenset({"editor"}),
    Verb.AMEND: frozenset({"editor"}),
    Verb.CORRECTION: frozenset({"editor"}),
    Verb.SPIKE: frozenset({"editor"}),
    Verb.UNSPIKE: frozenset({"editor"}),
    Verb.KILL: frozenset({"editor"}),
    Verb.SIGNOFF: frozenset({"editor", "reviewer"}),  # where it is wanted, a translator could not do without
    Verb.RENAME: frozenset({"editor"}),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something may not be done, in the user's language."""

    reason: str


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who signs or sends back, and what that depends on: what else the person is called, whether a second person is
    needed (`two_person`), and the PO's Last-Translator, who may be an unknown hand."""

    actor: str
    also: Collection[str] = ()
    two_person: bool = True
    last_translator: str | None = None

    def owns(self, segment: Segment) -> bool:
        """Whether this is the reviewer's own translation, which somebody else must sign."""
        if not self.two_person:
            return False
        me = frozenset().union(*(_hands(name) for name in (self.actor, *self.also)))
        unknown = segment.by == UNKNOWN_HAND
        hands = (segment.recorded_by, self.last_translator) if unknown else (segment.by,)
        return any(me & _hands(one) for one in hands if one)


def _hands(name: str) -> frozenset[str]:
    """`Zhang San <z@x.cn>` as its name and its address."""
    plain, _bracket, address = name.casefold().partition("<")
    return frozenset(filter(None, (" ".join(plain.split()), address.strip(" >"))))


# ── decisions ───────────────────────────────────────────────────────────────────────────────────────────────────
def edited(segment: Segment, text: str, actor: str, at: str) -> Segment:
    """A person's text. The same text confirms what a machine said, a stale or a returned one, and an omission ends;
    the same text on what a person stands behind changes nothing; no text leaves the segment untranslated."""
    if text == segment.target and segment.omitted is None and segment.status in TRANSLATED:
        return segment
    if text == segment.target == "" and segment.omitted is None and segment.status is Status.UNTRANSLATED:
        return segment
    clean = _written(segment, text, at)
    if not text.strip():
        return replace(clean, target="", status=Status.UNTRANSLATED, origin=None, by=None)
    return replace(clean, status=Status.TRANSLATED, origin=HUMAN, by=actor)


def drafted(segment: Segment, text: str, actor: str, at: str) -> Segment:
    """A person's text that nobody stands behind yet: the cursor has left it unconfirmed.

    It is kept as `machine` (it needs a person, and does not ship) of human origin, which no engine overwrites.
    """
    if text == segment.target and segment.omitted is None:
        return segment
    if not text.strip():
        return edited(segment, text, actor, at)
    return replace(_written(segment, text, at), status=Status.MACHINE, origin=HUMAN, by=actor)


def mended(segment: Segment, text: str, at: str) -> Segment:
    """A text put right by rule (`check --fix`): who stands behind it still does, and nobody becomes its translator or
    loses that by it, so that the second person stays a second person."""
    waivers = segment.waivers if text == segment.target else ()
    return replace(segment, target=text, at=at, waivers=waivers)


def _written(segment: Segment, text: str, at: str) -> Segment:
    """`segment` with `text`, without what belonged to the text before."""
    waivers = segment.waivers if text == segment.target else ()
    return replace(
        segment, target=text, at=at, approver=None, returned=None, previous=None, omitted=None, waivers=waivers,
        recorded_by=None,
    )  # fmt: skip


def filled(segment: Segment, text: str, origin: str, at: str) -> Segment | Refusal:
    """A machine's text: only where nobody stands behind one (DESIGN §6.1)."""
    if segment.own:
        return Refusal(_("this is the translation’s own, and translates nothing"))
    if (
        segment.status not in (Status.UNTRANSLATED, Status.MACHINE)
        or segment.omitted is not None
        or segment.origin == HUMAN
    ):
        return Refusal(_("a person stands behind this translation; a machine never overwrites a person"))
    if (segment.target, segment.origin) == (text, origin):
        return segment
    return replace(_written(segment, text, at), status=Status.MACHINE, origin=origin, by=None)


def _unfit(status: Status) -> str:
    """Why a segment of this status cannot be signed."""
    return {
        Status.UNTRANSLATED: _("it is untranslated"),
        Status.MACHINE: _("a machine’s text: a person must confirm or mend it first"),
        Status.STALE: _("the source has changed under this translation"),
        Status.RETURNED: _("it was returned to its translator"),
    }[status]


def approved(segment: Segment, reviewer: Reviewer, at: str) -> Segment | Refusal:
    """A second person's signature. Already approved: no change.

    A text of an unknown hand (`?`) may be signed by anyone but its last recorded hand and the PO's last translator.
    """
    if segment.status is Status.APPROVED:
        return segment
    if segment.status is Status.MACHINE and segment.origin == HUMAN:
        return Refusal(_("its translator has not confirmed it yet"))
    if segment.status is not Status.TRANSLATED:
        return Refusal(_unfit(segment.status))
    if reviewer.owns(segment):
        return Refusal(_("{name} translated it; another person must approve it").format(name=reviewer.actor))
    return replace(answered(segment), status=Status.APPROVED, approver=reviewer.actor, at=at)


def corrected(segment: Segment, text: str, actor: str, at: str) -> Segment:
    """A reviewer's own wording of another's translation, signed: the translator stays its translator (DESIGN §6.2)."""
    if text == segment.target:
        return replace(answered(segment), status=Status.APPROVED, approver=actor, at=at)
    made = _written(answered(segment), text, at)
    return replace(made, status=Status.APPROVED, by=segment.by, origin=HUMAN, approver=actor)


def returned(segment: Segment, note: str, reviewer: Reviewer, at: str) -> Segment | Refusal:
    """A reviewer sends a segment back with a note."""
    if not note.strip():
        return Refusal(_("a return needs a note that says what to mend"))
    if segment.status is Status.UNTRANSLATED:
        return Refusal(_("it is untranslated"))
    if segment.status is not Status.MACHINE and reviewer.owns(segment):
        return Refusal(_("{name} translated it, and can simply edit it").format(name=reviewer.actor))
    return replace(segment, status=Status.RETURNED, approver=None, at=at, returned=Return(reviewer.actor, at, note))


def omitted(segment: Segment, why: str, actor: str, at: str) -> Segment | Refusal:
    """Leaves the segment out on purpose; that is a translation which a second person approves."""
    if not why.strip():
        return Refusal(_("leaving a segment out needs a reason"))
    if segment.omitted == why and segment.status in TRANSLATED:
        return segment
    clean = replace(_written(segment, "", at), status=Status.TRANSLATED, origin=HUMAN, by=actor)
    return replace(clean, omitted=why)


def waived(segment: Segment, check: str, why: str, actor: str) -> Segment:
    """Accepts the findings of `check` for this very text; a waiver that stands is left as it is."""
    text = text_sum(segment.source, segment.target)
    if any(one.check == check and one.sum == text for one in segment.waivers):
        return segment
    others = tuple(one for one in segment.waivers if one.check != check)
    return replace(segment, waivers=(*others, Waiver(check, actor, why, text)))


def doubted(segment: Segment, doubts: Sequence[str]) -> Segment:
    """Adds what the program asks whoever reviews this; a person's remarks stay what they are."""
    sums = (*segment.doubts, *map(remark_sum, doubts))
    return replace(segment, remarks=(*segment.remarks, *doubts), doubts=tuple(dict.fromkeys(sums)))


def answered(segment: Segment) -> Segment:
    """A second person signs: what the program has asked here is answered, and its remarks go."""
    if not segment.doubts:
        return segment
    left = tuple(one for one in segment.remarks if remark_sum(one) not in segment.doubts)
    return replace(segment, remarks=left, doubts=())


def commented(segment: Segment, text: str) -> Segment:
    """Adds a remark."""
    return replace(segment, remarks=(*segment.remarks, text)) if text.strip() else segment


# ── stages ──────────────────────────────────────────────────────────────────────────────────────────────────────
def counts(segments: Iterable[Segment]) -> dict[Status, int]:
    """How many segments there are of each status."""
    sums = dict.fromkeys(Status, 0)
    for segment in segments:
        sums[segment.status] += 1
    return sums


def stage(
    segments: Sequence[Segment],
    *,
    spiked: bool = False,
    killed: bool = False,
    published_digest: str | None = None,
    current_digest: str | None = None,
) -> Stage:
    """The stage of the present text (DESIGN §4). An article without segments has nothing left to approve."""
    if killed:
        return Stage.KILLED
    if spiked:
        return Stage.SPIKED
    sums = counts(segments)
    if sums[Status.UNTRANSLATED] or sums[Status.STALE] or sums[Status.RETURNED]:
        return Stage.DRAFT
    if sums[Status.MACHINE]:
        return Stage.MACHINE
    if sums[Status.TRANSLATED]:
        return Stage.REVIEW
    published = published_digest is not None and published_digest == current_digest
    return Stage.PUBLISHED if published else Stage.APPROVED


def reaches(present: Stage, required: Stage) -> bool:
    """Whether `present` is `required` or after it; spiked and killed articles reach nothing."""
    return present in ORDER and ORDER.index(present) >= ORDER.index(required)
