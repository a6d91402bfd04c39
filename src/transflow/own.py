"""What a translation has of its own (docs/decisions/0024-own-words.md): added blocks, moved blocks, own fields.

Each is an entry of the PO file like any other, with the msgctxt `own` and a msgid that says what it is and never
changes, so that its id stays whatever becomes of the article around it. Where it stands is in its record (`after`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from transflow.segment import OWN, Kind, Segment, Status

BLOCKS = (Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM, Kind.QUOTE)  # what can be added
SUMMARY, TAGS, SLUG = "summary", "tags", "slug"
FIELDS = {SUMMARY: Kind.SUMMARY, TAGS: Kind.FIELD, SLUG: Kind.FIELD}
_MOVED = "block moved"
_ADDED = re.compile(rf"({'|'.join(BLOCKS)}) added ")
_COMMAS = re.compile(r"\s*[,，、;；]\s*")


def added(kind: Kind, at: str, token: str) -> Segment:
    """An added block of one of `BLOCKS`, still without text; `at` (ISO 8601) and `token` make it the only one."""
    return Segment(f"{kind.value} added {at} {token}", context=OWN, kind=kind)


def moved(at: str, token: str) -> Segment:
    """The entry of a moved block."""
    return Segment(f"{_MOVED} {at} {token}", context=OWN, kind=Kind.MOVE)


def field(name: str) -> Segment:
    """The entry of one of `FIELDS`."""
    return Segment(name, context=OWN, kind=FIELDS[name])


def kind(source: str) -> Kind:
    """What the entry with this msgid is; a paragraph where no version of ours wrote it."""
    found = _ADDED.match(source)
    if found:
        return Kind(found[1])
    return Kind.MOVE if source.startswith(f"{_MOVED} ") else FIELDS.get(source, Kind.PARAGRAPH)


def name(segment: Segment) -> str:
    """What an own entry is, in one word: `added`, `moved` or one of `FIELDS`; empty for a translation."""
    if not segment.own:
        return ""
    return "moved" if segment.kind is Kind.MOVE else "added" if is_block(segment) else segment.source


def is_block(segment: Segment) -> bool:
    """Whether this is an added block."""
    return segment.own and segment.kind is not Kind.MOVE and segment.source not in FIELDS


def is_placed(segment: Segment) -> bool:
    """Whether this stands behind a block: an added block or a moved one."""
    return segment.own and segment.source not in FIELDS


def is_text(segment: Segment) -> bool:
    """Whether a reader reads this as text: not an address, nor that something was moved."""
    return segment.own and segment.kind is not Kind.MOVE and segment.source != SLUG


def shifted(segment: Segment, after: str, actor: str, at: str) -> Segment:
    """An added or moved block put behind another one by `actor`, who stands behind it there: somebody else approves
    it, again if it was approved where it stood."""
    made = replace(segment, after=after, approver=None, at=at)
    if segment.status not in (Status.TRANSLATED, Status.APPROVED):
        return made
    return replace(made, status=Status.TRANSLATED, by=actor, recorded_by=None)


def text(segments: Iterable[Segment], name: str) -> str:
    """What the translation says in one of `FIELDS`; empty where it has none of its own."""
    return next((one.target.strip() for one in segments if one.own and one.source == name and one.omitted is None), "")


def tags(text: str) -> tuple[str, ...]:
    """The tags in a text with a comma, Chinese or English, between any two."""
    return tuple(dict.fromkeys(filter(None, _COMMAS.split(text.strip()))))


def lost(segments: Sequence[Segment]) -> list[Segment]:
    """Those added and moved blocks whose place, or block, is no longer in the article (an adapted one has no places),
    or that stand behind each other in a circle (two people's work brought together by git can say so)."""
    known = {one.id: one for one in segments}
    standing = [one for one in segments if is_placed(one) and one.omitted is None]
    if any(one.kind is Kind.BODY for one in segments):
        return standing
    movers = {one.moves: one for one in standing if one.moves in known}

    def grounded(one: Segment) -> bool:
        seen = {one.id}
        here: Segment | None = known.get(one.after)
        while here is not None and (here.own or here.id in movers):
            mover = here if here.own else movers[here.id]
            if mover.id in seen:
                return False
            seen.add(mover.id)
            here = known.get(mover.after)
        return here is not None

    return [one for one in standing if not grounded(one) or (one.moves and one.moves not in known)]


def stamp(segment: Segment) -> str:
    """When a placed entry was made and its token, by which those of one place are in order; the name of a field."""
    return segment.source if segment.source in FIELDS else " ".join(segment.source.split(" ")[2:])
