"""How doubtful the machines' texts of an article are: what a post-editor should look at first.

The estimate is that of `checks.doubts`. Another engine's text stands beside it where the newsroom has one already, kept
from `translate`, `compare` or the editor's question: nothing is asked for it.
"""

from collections.abc import Mapping, Sequence

from transflow import difference, engines
from transflow.checks import doubts
from transflow.newsroom.reading import Sheet, View
from transflow.newsroom.room import Newsroom
from transflow.newsroom.staffing import Staff
from transflow.segment import HUMAN, Status

DOUBTFUL = 0.5  # from here on a text is likelier a bad one than not
_ENGINE, _MEMORY = "engine:", "memory:"


def estimates(room: Newsroom, present: Sheet) -> Mapping[str, float]:
    """How likely each text of a machine is a bad one (0 to 1), by the segment's id; without those for which there is no
    model (`doubts.doubt`). Half a millisecond a segment."""
    pair = (present.source, present.locale)
    machine = [view for view in present.views if by_machine(view)]
    others = _others(room, present, [view.segment.source for view in machine])
    found: dict[str, float] = {}
    for view in machine:
        segment = view.segment
        other = next((texts[segment.source] for name, texts in others.items()
                      if segment.origin != _ENGINE + name and segment.source in texts), None)  # fmt: skip
        apart = None if other is None else difference.edits(segment.target, other).share
        standing = [one.finding for one in view.findings if not one.waived]
        estimate = doubts.doubt(segment.source, segment.target, pair, standing, apart)
        if estimate is not None:
            found[segment.id] = _with_distance(estimate, segment.origin or "")
    return found


def worst_first(present: Sheet, found: Mapping[str, float]) -> Sequence[int]:
    """The places in the sheet of the segments that are estimated, the most doubtful first."""
    places = [place for place, view in enumerate(present.views) if view.segment.id in found]
    return sorted(places, key=lambda place: -found[present.views[place].segment.id])


def by_machine(view: View) -> bool:
    """Whether a segment holds a machine's text that nobody stands behind."""
    segment = view.segment
    return segment.status is Status.MACHINE and segment.origin != HUMAN and bool(segment.target)


def _with_distance(estimate: float, origin: str) -> float:
    """The estimate of a text from the memory: a match below 100 translates another source, and what its score lacks
    is in doubt whatever else speaks for it. (Not measured: the marked errors are of engines alone.)"""
    score = origin.removeprefix(_MEMORY)
    if not origin.startswith(_MEMORY) or not score.isdecimal():
        return estimate
    return 1 - (1 - estimate) * min(int(score), 100) / 100


def _others(room: Newsroom, present: Sheet, sources: Sequence[str]) -> dict[str, dict[str, str]]:
    """What is kept of each engine that the settings name, by source."""
    if not sources or not (room.workspace.derived / "engines.sqlite").exists():
        return {}
    staff = Staff(room, tuple(dict.fromkeys((*room.settings.engines, *room.settings.engine_options))))
    staff.show([present.opened])
    return staff.held(engines.Pair(present.source, present.locale), sources)
