"""What people do to segments: write, sign, send back, leave out, waive, remark, join and split."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from transflow import catalog as catalogs
from transflow import language, segmentation, workflow
from transflow.errors import ConflictError, RefusedError
from transflow.interface import gettext as _
from transflow.newsroom import judging
from transflow.newsroom.acting import act, change, writing
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment, Status
from transflow.workflow import Verb
from transflow.workspace.opening import Opened


def edit(
    room: Newsroom, slug: str, prefix: str, text: str, locale: str | None = None, *, expected: str | None = None
) -> Segment:
    """Writes a person's translation; the same text confirms what a machine said (DESIGN §7).

    `expected` is the target that the person saw: if somebody else has changed it since, ConflictError is raised
    and nothing is written.
    """
    text = one_line(text)

    def decide(segment: Segment, _opened: Opened) -> Segment:
        if expected is not None and segment.target not in (expected, text):
            raise ConflictError(
                f"{slug} {segment.id}", _("somebody else has changed this segment: {text}").format(text=segment.target),
                remedy=_("choose one of the two texts, or make one of both"),
            )  # fmt: skip
        return workflow.edited(segment, text, room.actor, room.now())

    return change(room, slug, prefix, locale, Verb.EDIT, decide)


def one_line(text: str) -> str:
    """A segment is one line: line breaks and the control characters that no PO or page may hold become spaces."""
    return "".join(char if char.isprintable() or char in "\u200b\u200c\u200d\u3000\xa0" else " " for char in text)


def correct(room: Newsroom, slug: str, prefix: str, text: str, locale: str | None = None) -> Segment:
    """A reviewer mends another's translation and signs it in one act (DESIGN §6.2)."""
    text = one_line(text)

    def decide(segment: Segment, opened: Opened) -> Segment:
        mended = workflow.corrected(segment, text, room.actor, room.now())
        signed = workflow.approved(
            segment, room.actor, room.now(), room.settings.two_person, catalogs.last_translator(opened.catalog)
        )
        if isinstance(signed, workflow.Refusal):
            raise RefusedError(f"{slug} {segment.id}", signed.reason)
        reason = _errors(room, opened, mended)
        if reason:
            raise RefusedError(f"{slug} {segment.id}", reason, remedy=_("mend it, or waive the finding"))
        return mended

    return change(room, slug, prefix, locale, Verb.CORRECT, decide)


@dataclass(frozen=True, slots=True)
class Refused:
    """A segment that could not be approved, and why."""

    segment: Segment
    reason: str


@dataclass(frozen=True, slots=True)
class Approval:
    """What came of an `approve`: the segments now approved, and those that are not."""

    approved: tuple[Segment, ...]
    refused: tuple[Refused, ...]


def approve(room: Newsroom, slug: str, ids: Sequence[str] | None, locale: str | None = None) -> Approval:
    """Signs the segments named, or (None) all of them. What cannot be signed is refused by name, the rest is signed."""
    room.permit(Verb.APPROVE)
    with writing(room, slug, locale) as (opened, save):
        chosen = opened.catalog.segments if ids is None else [catalogs.find(opened.catalog, one) for one in ids]
        translator = catalogs.last_translator(opened.catalog)
        acts, signed, refused = [], [], []
        for segment in dict.fromkeys(chosen):
            after = workflow.approved(segment, room.actor, room.now(), room.settings.two_person, translator)
            if isinstance(after, workflow.Refusal):
                refused.append(Refused(segment, after.reason))
            elif after != segment and (reason := _errors(room, opened, segment)):
                refused.append(Refused(segment, reason))
            else:
                signed.append(after)
                if after != segment:
                    acts.append(act(room, Verb.APPROVE, segment, after))
        if acts:
            save(acts)
        return Approval(tuple(signed), tuple(refused))


def _errors(room: Newsroom, opened: Opened, segment: Segment) -> str:
    """The messages of the errors that stand on `segment`; empty where none does."""
    found = judging.judge_segment(segment, judging.context(room, opened.source, opened.locale))
    return "; ".join(f"{one.check}: {one.message}" for one in judging.errors(found))


def send_back(room: Newsroom, slug: str, prefix: str, note: str, locale: str | None = None) -> Segment:
    """Returns a segment to its translator with a note."""

    def decide(segment: Segment, opened: Opened) -> Segment:
        back = workflow.returned(
            segment, one_line(note), room.actor, room.now(), room.settings.two_person,
            catalogs.last_translator(opened.catalog),
        )  # fmt: skip
        if isinstance(back, workflow.Refusal):
            raise RefusedError(f"{slug} {segment.id}", back.reason)
        return back

    return change(room, slug, prefix, locale, Verb.RETURN, decide)


def omit(room: Newsroom, slug: str, prefix: str, why: str, locale: str | None = None) -> Segment:
    """Leaves a segment out on purpose; a second person approves that like a translation."""
    return change(
        room, slug, prefix, locale, Verb.OMIT,
        lambda segment, _o: workflow.omitted(segment, one_line(why), room.actor, room.now()),
    )  # fmt: skip


def waive(room: Newsroom, slug: str, prefix: str, check: str, why: str, locale: str | None = None) -> Segment:
    """Accepts what `check` finds in a segment, until its text changes; doing it again changes nothing."""
    from transflow import checks

    checks.known(check)
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


def join(room: Newsroom, slug: str, prefix: str, locale: str | None = None) -> Segment:
    """Joins a segment with the next one of its block; their translations are joined too."""
    room.permit(Verb.JOIN)
    with writing(room, slug, locale) as (opened, save):
        segment = catalogs.find(opened.catalog, prefix)
        place = opened.occurrences.index(segment)
        unit, after = opened.units[place], opened.occurrences[place + 1 : place + 2]
        made = segmentation.join_next(opened.article.blocks, opened.units, unit)
        following = after[0]
        catalog = opened.catalog
        if segment.split and isinstance(made, segmentation.Undone):
            catalog = catalogs.replace(catalog, replace(segment, split=()))
        text = language.joiner(opened.locale).join(filter(None, (segment.target, following.target)))
        whole = replace(
            _unfinished(segment, following, text, room), source=made.source, context=None, places=(),
            joined=0 if isinstance(made, segmentation.Undone) else made.count, split=(),
        )  # fmt: skip
        return _rearranged(room, opened, save, catalog, (whole,), act(room, Verb.JOIN, segment, whole))[0]


def split(room: Newsroom, slug: str, prefix: str, offset: int, locale: str | None = None) -> tuple[Segment, Segment]:
    """Cuts a segment at `offset` of its source; its translation stays with the first part, to be divided by hand."""
    room.permit(Verb.SPLIT)
    with writing(room, slug, locale) as (opened, save):
        segment = catalogs.find(opened.catalog, prefix)
        unit = opened.units[opened.occurrences.index(segment)]
        block = opened.article.blocks[unit.block]
        made = segmentation.split_at(block, unit, offset)
        first = replace(
            _unfinished(segment, segment, segment.target, room), source=made.source, context=None, places=(),
            joined=0, split=made.offsets,
        )  # fmt: skip
        parts = _rearranged(room, opened, save, opened.catalog, (first,), act(room, Verb.SPLIT, segment, first))
        return parts[0], parts[1]


def _unfinished(segment: Segment, other: Segment, text: str, room: Newsroom) -> Segment:
    """`segment` with `text` made of it and `other`, which a person must look at before it stands."""
    clean = replace(
        segment, target=text, approver=None, returned=None, waivers=(), omitted=None, previous=None, at=room.now(),
        remarks=tuple(dict.fromkeys((*segment.remarks, *other.remarks))),
    )  # fmt: skip
    statuses = {segment.status, other.status}
    if not text:
        return replace(clean, status=Status.UNTRANSLATED, origin=None, by=None)
    if statuses <= {Status.MACHINE, Status.UNTRANSLATED}:
        return replace(clean, status=Status.MACHINE, origin=segment.origin or other.origin, by=None)
    if segment is not other and statuses <= {Status.TRANSLATED, Status.APPROVED}:
        return replace(clean, status=Status.TRANSLATED, origin="human", by=room.actor)
    return replace(clean, status=Status.STALE, origin="human", by=segment.by or other.by)


def _rearranged(room, opened, save, catalog, made, done):  # type: ignore[no-untyped-def]
    raise NotImplementedError
