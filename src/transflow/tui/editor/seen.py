"""Segments as the editor shows them: what stands in their line and of the present one, and by what the list can be
narrowed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rich.text import Text

from transflow import workflow
from transflow.interface import gettext as _
from transflow.interface import mark as N_
from transflow.newsroom.reading import View
from transflow.segment import HUMAN, Kind, Segment, Status
from transflow.tui import looks

# What a segment is, as Markdown writes it; a paragraph needs no mark.
_KINDS = {
    Kind.TITLE: "#", Kind.SUMMARY: ">", Kind.FIELD: ":", Kind.HEADING: "##", Kind.ITEM: "-", Kind.CELL: "|",
    Kind.CAPTION: "!", Kind.ALT: "!", Kind.FOOTNOTE: "^", Kind.BODY: "¶", Kind.MOVE: "↷",
}  # fmt: skip
_OWN = "+"  # what has no source
_BOLD = (Kind.TITLE, Kind.HEADING)


def finished(view: View) -> bool:
    """Whether a person stands behind it."""
    return view.segment.status in workflow.TRANSLATED


def cells(view: View, told: str, doubt: float | None = None) -> tuple[Text, Text, Text, Text, Text]:
    """What it is, status, marks of its `doubt` (None: not estimated) and findings, source and target. `told` is what
    stands in the place of the source (`owning.told`)."""
    segment = view.segment
    mark = _KINDS.get(segment.kind, "") if segment.kind is Kind.MOVE or not segment.own else _OWN
    style = "bold" if segment.kind in _BOLD else "italic" if segment.kind in (Kind.CAPTION, Kind.ALT) else ""
    source, target = Text(told, "dim italic" if segment.own else style), looks.shown_target(segment)
    target.stylize(style)
    return (
        Text(mark, "bold green" if segment.own else "dim"),
        looks.status_text(segment),
        looks.marks(view, doubt),
        source,
        target,
    )


def state(segment: Segment, doubt: float | None, opens: str) -> Text:
    """What is known of the present segment, in one line: kind, status, hands, its `doubt` (None: not estimated), why it
    is left out; `opens` is the key that opens the body of an adapted article."""
    said = Text(f"{_(segment.kind.value)}  ")
    said.append_text(looks.status_text(segment))
    origin = _("human") if segment.origin == HUMAN else segment.origin
    for who in filter(None, (segment.by, segment.approver, origin)):
        said.append(f"  {who}")
    if doubt is not None:
        said.append("  " + _("in doubt: {share}%").format(share=round(100 * doubt)), "magenta")
    if segment.kind is Kind.BODY:
        said.append("   " + _("{key} opens it as a whole text").format(key=opens), "bold")
    if segment.omitted is not None:
        said.append(_("  (left out: {why})").format(why=segment.omitted), "italic")
    return said


@dataclass(frozen=True, slots=True)
class Looked:
    """What a filter may look at: who looks, and what machines said, by id (only where `Filter.machine` asks for it)."""

    actor: str
    machine: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which segments the list shows: its name, and the test; `doubts`: the most doubtful first."""

    name: str
    lets: Callable[[View, Looked], bool]
    machine: bool = False
    doubts: bool = False


def holding(words: str) -> Filter:
    """Those with `words` in the source or the target, in any case."""
    wanted = words.casefold()
    return Filter(
        f"“{words}”",
        lambda view, _l: wanted in view.source.casefold() or wanted in view.segment.target.casefold(),
    )


def _made_of_machine(segment: Segment) -> bool:
    return segment.status in (*workflow.TRANSLATED, Status.RETURNED) and bool(segment.target)


def _by_machine(view: View, _looked: Looked) -> bool:
    return view.segment.status is Status.MACHINE and view.segment.origin != HUMAN


WORST_FIRST = Filter(N_("the most doubtful first"), _by_machine, doubts=True)
FILTERS: tuple[Filter, ...] = (
    Filter(N_("unfinished"), lambda view, _l: not finished(view)),
    Filter(N_("waiting for approval"), lambda view, _l: view.segment.status is Status.TRANSLATED),
    Filter(N_("returned"), lambda view, _l: view.segment.status is Status.RETURNED),
    Filter(N_("with findings"), lambda view, _l: any(not one.waived for one in view.findings)),
    Filter(N_("machine’s text"), _by_machine),
    Filter(N_("my own"), lambda view, looked: view.segment.by == looked.actor),
    Filter(
        N_("machine’s text, accepted unchanged"),
        lambda view, looked: (
            _made_of_machine(view.segment) and looked.machine.get(view.segment.id) == view.segment.target
        ),
        machine=True,
    ),
    Filter(
        N_("differs from the machine"),
        lambda view, looked: (
            _made_of_machine(view.segment)
            and looked.machine.get(view.segment.id, view.segment.target) != view.segment.target
        ),
        machine=True,
    ),
    Filter(N_("source has changed"), lambda view, _l: view.segment.status is Status.STALE),
    Filter(N_("by an unknown hand"), lambda view, _l: view.segment.by == "?"),
    Filter(N_("approved"), lambda view, _l: view.segment.status is Status.APPROVED),
    Filter(N_("with remarks"), lambda view, _l: bool(view.segment.remarks)),
    Filter(N_("left out"), lambda view, _l: view.segment.omitted is not None),
)
