"""Find and replace across one article's translations: shown first, then done, segment by segment, as edits."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from transflow import catalog as catalogs
from transflow import own, workflow
from transflow.act import Verb
from transflow.errors import ConflictError
from transflow.interface import gettext as _
from transflow.newsroom.acting import act, writing
from transflow.newsroom.reading import Sheet
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment, Status


@dataclass(frozen=True, slots=True)
class Replacement:
    """A segment whose target would change, and what it would say."""

    segment: Segment
    text: str


def proposals(
    present: Sheet, find: str, words: str, *, exact_case: bool = True, whole_words: bool = False
) -> tuple[Replacement, ...]:
    """What replacing `find` by `words` in every target would change. Inline tags are never taken apart: a match that
    would cut one is passed over. `whole_words`: not inside a longer word (of letters; Chinese has no word ends)."""
    if not find:
        return ()
    wanted = re.escape(find)
    if whole_words:
        before, after = re.match(_LETTER, find[:1]), re.match(_LETTER, find[-1:])
        wanted = f"{_EDGE if before else ''}{wanted}{_END if after else ''}"
    pattern = re.compile(wanted, 0 if exact_case else re.IGNORECASE)
    found = []
    for view in present.views:
        if view.segment.own and not own.is_text(view.segment):  # an address, that a block was moved
            continue
        pieces = re.split(r"(</?[a-z]+[0-9]+/?>)", view.segment.target)
        changed = "".join(
            piece if number % 2 else pattern.sub(lambda _m: words, piece) for number, piece in enumerate(pieces)
        )
        if changed != view.segment.target:
            found.append(Replacement(view.segment, changed))
    return tuple(found)


_LETTER = r"[^\W_㐀-鿿]"  # a letter or digit that is no Han character
_EDGE, _END = f"(?<!{_LETTER})", f"(?!{_LETTER})"


def carry_out(room: Newsroom, slug: str, chosen: Collection[Replacement], locale: str | None = None) -> int:
    """Writes the replacements as one act of the person; how many.

    What was returned or stale stays so, with its note; what was approved must be approved again. Raises ConflictError,
    and changes nothing, if somebody else has changed one of them meanwhile.
    """
    with writing(room, slug, locale) as (opened, save):
        acts = []
        for one in chosen:
            present = catalogs.find(opened.catalog, one.segment.id)
            if present.target != one.segment.target:
                raise ConflictError(
                    f"{slug} {present.id}",
                    _("somebody else has changed this segment: {text}").format(text=present.target),
                    remedy=_("look at their text, and do it again"),
                )
            if present.status in (Status.RETURNED, Status.STALE):
                after = replace(present, target=one.text, at=room.now(), waivers=())
            elif present.status is Status.MACHINE:
                after = workflow.drafted(present, one.text, room.actor, room.now())
            else:
                after = workflow.edited(present, one.text, room.actor, room.now())
            acts.append(act(room, Verb.EDIT, present, after))
        save(acts)
        return len(acts)
