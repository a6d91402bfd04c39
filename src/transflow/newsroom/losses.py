"""What an article has lost outside this program: the journal knows of a text where the PO file has none any more.

A PO file cut off between two entries, or taken from an old copy, is a good PO file. The journal decides nothing (DESIGN
§4), but it can say that something is missing.
"""

from transflow.act import Act
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment
from transflow.workspace import opening


def lost(room: Newsroom, slug: str, locale: str | None = None) -> tuple[Segment, ...]:
    """The empty segments in which the last recorded act left a text, in article order. Raises what opening raises."""
    found = opening.open_target(room.workspace, slug, locale)
    empty = {one.id: one for one in found.catalog.translations if not one.target and one.omitted is None}
    if not empty:
        return ()
    last: dict[str, bool] = {}
    for line in room.workspace.acts(slug, found.locale):
        done = Act.from_json(line.act)
        if done.after is not None:
            last[done.segment] = bool(done.after.target)
    return tuple(one for ident, one in empty.items() if last.get(ident))
