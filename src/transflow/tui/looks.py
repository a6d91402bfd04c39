"""How statuses, stages and findings look: words and colours, so that neither alone carries the meaning.

The colours are the sixteen of terminals; what each is in the present theme stands in `colours`.
"""

from collections.abc import Mapping

from rich.text import Text

from transflow.interface import gettext as _
from transflow.newsroom.estimating import DOUBTFUL
from transflow.newsroom.reading import View
from transflow.segment import HUMAN, Segment, Status

STATUS_STYLE = {
    Status.UNTRANSLATED: "bright_black", Status.MACHINE: "magenta", Status.STALE: "yellow", Status.RETURNED: "bold red",
    Status.TRANSLATED: "cyan", Status.APPROVED: "green",
}  # fmt: skip
STAGE_STYLE = {
    "draft": "yellow", "machine": "magenta", "review": "cyan", "approved": "green", "published": "bold green",
    "spiked": "bright_black", "killed": "red",
}  # fmt: skip
_GROUND = (
    (Status.APPROVED, "bright_green"), (Status.TRANSLATED, "bright_cyan"), (Status.MACHINE, "bright_magenta"),
    (Status.RETURNED, "bright_red"), (Status.STALE, "bright_yellow"),
)  # fmt: skip
REST = "on black"  # the part of a bar that is not done yet
SEVERITY_STYLE = {"error": "bold red", "warning": "yellow", "info": "bright_black"}
MARKS = {"error": "✗", "warning": "!", "info": "·"}
DOUBT = "?"


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
    text.append(" " * (width - used), REST)
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


def marks(view: View, doubt: float | None = None) -> Text:
    """One mark for remarks, one for a machine's text that is likelier bad than not, one for each standing finding."""
    text = Text("✎", "dim") if view.segment.remarks else Text()
    if doubt is not None and doubt >= DOUBTFUL:
        text.append(DOUBT, "bold magenta")
    for one in view.findings:
        if not one.waived:
            severity = one.finding.severity.value
            text.append(MARKS[severity], SEVERITY_STYLE[severity])
    return text
