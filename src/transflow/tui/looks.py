"""How statuses, stages and findings look: words and colours, so that neither alone carries the meaning."""

from collections.abc import Mapping

from rich.text import Text

from transflow.interface import gettext as _
from transflow.newsroom.reading import View
from transflow.segment import HUMAN, Segment, Status

STATUS_STYLE = {
    Status.UNTRANSLATED: "dim", Status.MACHINE: "magenta", Status.STALE: "yellow", Status.RETURNED: "bold red",
    Status.TRANSLATED: "cyan", Status.APPROVED: "green",
}  # fmt: skip
STAGE_STYLE = {
    "draft": "yellow", "machine": "magenta", "review": "cyan", "approved": "green", "published": "bold green",
    "spiked": "dim", "killed": "dim red",
}  # fmt: skip
_GROUND = (
    (Status.APPROVED, "green"), (Status.TRANSLATED, "dark_cyan"), (Status.MACHINE, "medium_purple4"),
    (Status.RETURNED, "red3"), (Status.STALE, "dark_goldenrod"),
)  # fmt: skip
SEVERITY_STYLE = {"error": "bold red", "warning": "yellow", "info": "dim"}
MARKS = {"error": "✗", "warning": "!", "info": "·"}


def bar(counts: Mapping[str, int], width: int = 10) -> Text:
    """Progress by status: a coloured ground for each share, approved first (spaces, which every terminal draws as wide
    as every other)."""
    text = Text()
    total = counts["total"]
    done = used = 0
    for status, colour in _GROUND:
        done += counts[status.value]
        end = round(width * done / total) if total else 0
        text.append(" " * (end - used), f"on {colour}")
        used = end
    text.append(" " * (width - used), "on grey23")
    return text


def status_text(segment: Segment) -> Text:
    """The status as a word in its colour; a person's text that is not confirmed yet is no machine's."""
    if segment.status is Status.MACHINE and segment.origin == HUMAN:
        return Text(_("unconfirmed"), "bold yellow")
    return Text(_(segment.status.value), STATUS_STYLE[segment.status])


def shown_target(segment: Segment) -> Text:
    """The target as the list shows it; why a segment is left out."""
    if segment.omitted is not None:
        return Text(_("(left out: {why})").format(why=segment.omitted), "italic dim")
    return Text(segment.target)


def marks(view: View) -> Text:
    """One mark for each finding that stands."""
    text = Text()
    for one in view.findings:
        if not one.waived:
            severity = one.finding.severity.value
            text.append(MARKS[severity], SEVERITY_STYLE[severity])
    return text
