"""Segments as the editor's list shows them: what stands in their line, and by what the list can be narrowed."""

from collections.abc import Callable

from rich.text import Text

from transflow import workflow
from transflow.interface import mark as N_
from transflow.newsroom.reading import View
from transflow.segment import Status
from transflow.tui import looks


def finished(view: View) -> bool:
    """Whether a person stands behind it."""
    return view.segment.status in workflow.TRANSLATED


def cells(view: View) -> tuple[Text, Text, Text, Text]:
    """Status, marks of its findings, source and target."""
    segment = view.segment
    return looks.status_text(segment), looks.marks(view), Text(segment.source), looks.shown_target(segment)


Filter = tuple[str, Callable[[View, str], bool]]
FILTERS: tuple[Filter, ...] = (
    (N_("unfinished"), lambda view, _actor: not finished(view)),
    (N_("waiting for approval"), lambda view, _actor: view.segment.status is Status.TRANSLATED),
    (N_("returned"), lambda view, _actor: view.segment.status is Status.RETURNED),
    (N_("with findings"), lambda view, _actor: any(not one.waived for one in view.findings)),
    (N_("machine’s text"), lambda view, _actor: view.segment.status is Status.MACHINE),
    (N_("my own"), lambda view, actor: view.segment.by == actor),
    (N_("with remarks"), lambda view, _actor: bool(view.segment.remarks)),
    (N_("left out"), lambda view, _actor: view.segment.omitted is not None),
)
