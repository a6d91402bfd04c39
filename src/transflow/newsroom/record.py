"""Who did what when, and taking back one's own last act."""

from dataclasses import dataclass, replace

from transflow import catalog as catalogs
from transflow.act import Act, Verb
from transflow.errors import RefusedError
from transflow.interface import gettext as _
from transflow.newsroom import owning
from transflow.newsroom.acting import act, writing
from transflow.newsroom.regrouping import rearranged
from transflow.newsroom.room import Newsroom
from transflow.newsroom.syncing import counted
from transflow.segment import Segment
from transflow.workspace import opening


def history(room: Newsroom, slug: str, segment_id: str | None = None, locale: str | None = None) -> tuple[Act, ...]:
    """The acts on an article, oldest first; with `segment_id` (any unique prefix) those on one segment."""
    opened = opening.open_target(room.workspace, slug, locale)
    acts = tuple(Act.from_json(line.act) for line in room.workspace.acts(slug, opened.locale))
    if segment_id is None:
        return acts
    wanted = catalogs.find(opened.catalog, segment_id).id
    return tuple(one for one in acts if one.segment == wanted)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A target that stood in a segment before: who wrote it, and when (ISO 8601, UTC)."""

    text: str
    by: str
    at: str


def earlier(room: Newsroom, slug: str, segment_id: str, locale: str | None = None) -> tuple[Earlier, ...]:
    """The texts that a segment has had, the newest first, each once, without the present one."""
    opened = opening.open_target(room.workspace, slug, locale)
    present = catalogs.find(opened.catalog, segment_id)
    found: dict[str, Earlier] = {}
    for one in history(room, slug, segment_id, locale):
        for segment, by in ((one.before, None), (one.after, one.actor)):
            if segment and segment.target and segment.target != present.target:
                known = found.pop(segment.target, None)  # who first wrote it, also where another act found it there
                maker = known.by if known else by or segment.by or segment.origin or ""
                found[segment.target] = Earlier(segment.target, maker, segment.at or one.at)
    return tuple(reversed(found.values()))


def words(done: Act) -> str:
    """What was said by an act: the note of a return, a remark, a reason; else the text as it was afterwards."""
    after = done.after
    if after is None:
        before = done.before
        return (before.target if before.own else before.source) if before else ""
    if done.verb is Verb.RETURN and after.returned:
        return after.returned.note
    if done.verb is Verb.COMMENT and after.remarks:
        return after.remarks[-1]
    if done.verb is Verb.WAIVE and after.waivers:
        return f"{after.waivers[-1].check}: {after.waivers[-1].why}"
    return after.omitted or after.target


def told(done: Act) -> str:
    """What an act was about, for a list of acts: what was counted or said, else the text. What an undo took back is
    named by an id that no person reads."""
    if done.verb is Verb.SYNC:
        return counted(done.detail)
    detail = done.detail if done.verb is not Verb.UNDO else ""
    if detail and done.after is not None and done.verb in _SAID:
        return _("{what} ({said})").format(what=words(done), said=detail)  # where it came from: a file, and whose hand
    return detail or words(done)


_SAID = frozenset(
    {Verb.EDIT, Verb.CORRECT, Verb.APPROVE, Verb.RETURN, Verb.COMMENT}
)  # what a file that came back may do


def undo(room: Newsroom, slug: str, locale: str | None = None) -> Act:
    """Takes back the actor's own last act, if the text is still as that act left it (DESIGN §6.3).

    Acts of one command (`approve --all`) are one act. Raises RefusedError where there is nothing to take back, or
    somebody has been there since.
    """
    with writing(room, slug, locale) as (opened, save):
        lines = room.workspace.acts(slug, opened.locale)
        taken_back = {
            one for line in lines for one in str(line.act.get("detail", "")).split() if line.act["verb"] == "undo"
        }
        own = [
            line for line in lines
            if line.act["actor"] == room.actor and line.act["verb"] != "undo" and line.act["uuid"] not in taken_back
            and ("before" in line.act or "after" in line.act)  # a sync or a publication is no act on a text
        ]  # fmt: skip
        if not own:
            raise RefusedError(slug, _("{name} has done nothing here that could be taken back").format(name=room.actor))
        last = own[-1]
        group = [Act.from_json(line.act) for line in own if (line.before, line.after) == (last.before, last.after)]
        regroups = last.act["verb"] in (Verb.JOIN, Verb.SPLIT)
        live = {segment.id: segment for segment in opened.catalog.segments}
        undone = []
        for one in reversed(group):
            present = live.get(one.after.id) if one.after else None
            touched = one.after is not None and (present is None or not _same(present, one.after))
            if touched or (not regroups and (one.after is None or (one.before is None and not one.after.own))):
                raise RefusedError(
                    f"{slug} {one.segment}",
                    _("this has been changed since; your act is not taken back"),
                    remedy=_("`transflow history {slug}` shows by whom").format(slug=slug),
                )
            restored = replace(one.before, places=present.places) if one.before and present else one.before
            undone.append(act(room, Verb.UNDO, present, restored, detail=one.uuid))
        if regroups:
            old = [live[one.after.id] for one in group if one.after]
            save(undone, rearranged(room, opened, old, [one.before for one in group if one.before]))
        elif any(one.before is None for one in group):
            save(undone, owning.without(slug, opened, [one.after for one in group if one.after]))
        else:
            save(undone)
        return group[0]


def _same(one: Segment, other: Segment) -> bool:
    """Whether two values of a segment are the same but for where it stands."""
    return replace(one, places=(), kind=other.kind) == replace(other, places=())
