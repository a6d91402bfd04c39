"""What people do to segments: write, sign, send back, leave out, waive, remark, join and split."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transflow import catalog as catalogs
from transflow import checks, workflow
from transflow.act import Act, Verb
from transflow.errors import ConflictError, RefusedError
from transflow.interface import gettext as _
from transflow.newsroom import judging, standing
from transflow.newsroom.acting import act, change, permit, writing
from transflow.newsroom.room import Newsroom
from transflow.segment import Kind, Segment, Status
from transflow.workspace import opening
from transflow.workspace.opening import Opened


def edit(
    room: Newsroom,
    slug: str,
    prefix: str,
    text: str,
    locale: str | None = None,
    *,
    expected: str | None = None,
    confirm: bool = True,
) -> Segment:
    """Writes a person's translation; the same text confirms what a machine said (DESIGN §7).

    `expected` is the target that the person saw: if somebody else has changed it since, ConflictError is raised
    and nothing is written. Without `confirm` the text is kept as a draft that its translator has yet to confirm.
    """

    def decide(segment: Segment, _opened: Opened) -> Segment:
        wanted = written(segment, text)
        _as_seen(slug, segment, expected, wanted)
        write = workflow.edited if confirm else workflow.drafted
        return write(segment, wanted, room.actor, room.now())

    def propagate(after: Segment, opened: Opened) -> Iterator[Act]:
        """The same sentence, where somebody has split an occurrence off and nobody has translated it, gets this text
        as a machine's: a person looks at it there."""
        for twin in opened.catalog.segments if confirm and after.target else ():
            if twin.source == after.source and twin.context != after.context and twin.status in _EMPTY:
                same = workflow.filled(twin, after.target, _PROPAGATED, room.now())
                if not isinstance(same, workflow.Refusal) and same != twin:
                    yield act(room, Verb.FILL, twin, same, actor=_PROPAGATED)

    return change(room, slug, prefix, locale, Verb.EDIT, decide, follow=propagate)


def _as_seen(slug: str, segment: Segment, expected: str | None, text: str) -> None:
    """Raises ConflictError where neither what the person saw stands there, nor what they write."""
    if expected is not None and segment.target not in (expected, text):
        raise ConflictError(
            f"{slug} {segment.id}", _("somebody else has changed this segment: {text}").format(text=segment.target),
            remedy=_("choose one of the two texts, or make one of both"),
        )  # fmt: skip


_EMPTY = frozenset({Status.UNTRANSLATED, Status.MACHINE})
_PROPAGATED = "memory:100"


def written(segment: Segment, text: str) -> str:
    """`text` as the target of `segment`: one line, or (the body of an adapted article) lines as they are, but for the
    blank ones at the ends."""
    if segment.kind is not Kind.BODY:
        return one_line(text)
    lines = (one_line(line) for line in re.split(r"\r\n|[\r\n\u2028\u2029]", text))
    return "\n".join(lines).strip("\n")


def one_line(text: str) -> str:
    """A segment is one line: line breaks (with the white space around them) and the control characters that no PO or
    page may hold become spaces; those at the ends go."""
    joined = re.sub(r"[ \t]*[\r\n\u2028\u2029]+[ \t]*", " ", text.strip("\r\n"))
    return "".join(char if char.isprintable() or char in "\u200b\u200c\u200d\u3000\xa0" else " " for char in joined)


def correct(
    room: Newsroom, slug: str, prefix: str, text: str, locale: str | None = None, *, expected: str | None = None
) -> Segment:
    """A reviewer mends another's translation and signs it in one act (DESIGN §6.2). `expected` as in `edit`."""

    def decide(segment: Segment, opened: Opened) -> Segment:
        wanted = written(segment, text)
        _as_seen(slug, segment, expected, wanted)
        mended = workflow.corrected(segment, wanted, room.actor, room.now())
        # What is signed already and is written anew is signed anew: by its translator it cannot be.
        open_ = replace(segment, status=Status.TRANSLATED) if segment.status is Status.APPROVED else segment
        signed = workflow.approved(open_, reviewer(room, opened), room.now())
        if isinstance(signed, workflow.Refusal):
            remedy = _("its translator confirms or mends it first: `transflow edit {slug} {id} --text …`")
            stale = segment.status is Status.STALE
            raise RefusedError(
                f"{slug} {segment.id}", signed.reason, remedy=remedy.format(slug=slug, id=segment.id) if stale else ""
            )
        reason = errors_on(room, opened, mended)
        if reason:
            raise RefusedError(f"{slug} {segment.id}", reason, remedy=_("mend it, or waive the finding"))
        return mended

    present = catalogs.find(opening.open_target(room.workspace, slug, locale).catalog, prefix)
    # Nothing mended is no correction: the history shall say that it was signed as it stood.
    return change(
        room, slug, prefix, locale, Verb.APPROVE if written(present, text) == present.target else Verb.CORRECT, decide
    )


@dataclass(frozen=True, slots=True)
class Refused:
    """A segment that could not be approved, and why."""

    segment: Segment
    reason: str


@dataclass(frozen=True, slots=True)
class Approval:
    """What came of an `approve`: the segments now approved, those that are not, and how many were signed just now."""

    approved: tuple[Segment, ...]
    refused: tuple[Refused, ...]
    signed: int = 0


def approve(room: Newsroom, slug: str, ids: Sequence[str] | None, locale: str | None = None) -> Approval:
    """Signs the segments named, or (None) all of them. What cannot be signed is refused by name, the rest is signed;
    of all of them, what the program asks about is left: only who names the segment has answered that."""
    permit(room, Verb.APPROVE)
    with writing(room, slug, locale) as (opened, save):
        chosen = opened.catalog.segments if ids is None else [catalogs.find(opened.catalog, one) for one in ids]
        signer = reviewer(room, opened)
        acts, signed, refused = [], [], []
        for segment in dict.fromkeys(chosen):
            after = workflow.approved(segment, signer, room.now())
            if isinstance(after, workflow.Refusal):
                refused.append(Refused(segment, after.reason))
            elif after != segment and ids is None and segment.questions:
                asked = _("; ").join(segment.questions)
                said = _("not answered yet: {question} (approving this segment by itself answers it)")
                refused.append(Refused(segment, said.format(question=asked)))
            elif after != segment and (reason := errors_on(room, opened, segment)):
                refused.append(Refused(segment, reason))
            else:
                signed.append(after)
                if after != segment:
                    acts.append(act(room, Verb.APPROVE, segment, after))
        if acts:
            save(acts)
        return Approval(tuple(signed), tuple(refused), len(acts))


def reviewer(room: Newsroom, opened: Opened) -> workflow.Reviewer:
    """The actor as the one who signs or sends back in this article."""
    return workflow.Reviewer(room.actor, room.names, room.settings.two_person, catalogs.last_translator(opened.catalog))


def errors_on(room: Newsroom, opened: Opened, segment: Segment) -> str:
    """The messages of the errors that stand on `segment`; empty where none does."""
    told = judging.context(room, opened.source, opened.locale, opened.article)
    more = standing.misplaced(room, opened.article.slug, opened.catalog.segments, told) if segment.own else {}
    found = judging.judge_segment(segment, told, more.get(segment.id, ()))
    return _("; ").join(checks.told(one) for one in judging.errors(found))


def send_back(room: Newsroom, slug: str, prefix: str, note: str, locale: str | None = None) -> Segment:
    """Returns a segment to its translator with a note."""

    def decide(segment: Segment, opened: Opened) -> Segment:
        back = workflow.returned(segment, one_line(note), reviewer(room, opened), room.now())  # fmt: skip
        if isinstance(back, workflow.Refusal):
            raise RefusedError(f"{slug} {segment.id}", back.reason)
        return back

    return change(room, slug, prefix, locale, Verb.RETURN, decide)


def omit(room: Newsroom, slug: str, prefix: str, why: str, locale: str | None = None) -> Segment:
    """Leaves a segment out on purpose; a second person approves that like a translation."""

    def decide(segment: Segment, _opened: Opened) -> Segment:
        gone = workflow.omitted(segment, one_line(why), room.actor, room.now())
        if isinstance(gone, workflow.Refusal):
            raise RefusedError(f"{slug} {segment.id}", gone.reason)
        return gone

    return change(room, slug, prefix, locale, Verb.OMIT, decide)


def waive(room: Newsroom, slug: str, prefix: str, check: str, why: str, locale: str | None = None) -> Segment:
    """Accepts what `check` finds in a segment, until its text changes; doing it again changes nothing."""
    checks.known(check)
    if not why.strip():
        raise RefusedError(f"{slug} {prefix}", _("accepting a finding needs a reason"), remedy=_("say it with --why"))
    return change(
        room, slug, prefix, locale, Verb.WAIVE,
        lambda segment, _o: workflow.waived(segment, check, one_line(why), room.actor),
    )  # fmt: skip


def comment(room: Newsroom, slug: str, prefix: str, text: str, locale: str | None = None) -> Segment:
    """Adds a remark, an ordinary translator comment of the PO file."""
    return change(
        room, slug, prefix, locale, Verb.COMMENT,
        lambda segment, _o: workflow.commented(segment, one_line(text)),
    )  # fmt: skip
