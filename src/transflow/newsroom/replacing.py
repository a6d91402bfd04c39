"""Find and replace across one article's translations: shown first, then done, segment by segment, as edits."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from transflow.newsroom import editing
from transflow.newsroom.reading import Sheet
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment


@dataclass(frozen=True, slots=True)
class Replacement:
    """A segment whose target would change, and what it would say."""

    segment: Segment
    text: str


def proposals(present: Sheet, find: str, replace: str, *, exact_case: bool = True) -> tuple[Replacement, ...]:
    """What replacing `find` by `replace` in every target would change. Inline tags are never taken apart: a match that
    would cut one is passed over."""
    if not find:
        return ()
    pattern = re.compile(re.escape(find), 0 if exact_case else re.IGNORECASE)
    found = []
    for view in present.views:
        pieces = re.split(r"(</?[a-z]+[0-9]+/?>)", view.segment.target)
        changed = "".join(
            piece if number % 2 else pattern.sub(lambda _m: replace, piece) for number, piece in enumerate(pieces)
        )
        if changed != view.segment.target:
            found.append(Replacement(view.segment, changed))
    return tuple(found)


def carry_out(room: Newsroom, slug: str, chosen: Collection[Replacement], locale: str | None = None) -> int:
    """Writes the replacements as the person's edits; how many.

    Raises ConflictError at the first that somebody else has changed meanwhile; those before it are written.
    """
    for one in chosen:
        editing.edit(room, slug, one.segment.id, one.text, locale, expected=one.segment.target)
    return len(chosen)
