"""The sign-off summary: what is about to be published, and by whose word."""

from collections.abc import Mapping, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from transflow.interface import gettext as _
from transflow.newsroom.signing import SignOff
from transflow.segment import Status, Waiver
from transflow.tui import keys
from transflow.tui.foot import Foot
from transflow.tui.looks import STAGE_STYLE, STATUS_STYLE, bar
from transflow.tui.order import InOrder

_CLOSED = (keys.SIGNING[1],)
_WIDE = 48  # characters of a segment that are shown


class SignOffScreen(InOrder, ModalScreen[bool]):
    """Shows what an editor signs for; whether to publish. Where something stands against it nothing can be signed."""

    BINDINGS = keys.bindings(keys.SIGNING)

    def __init__(self, summaries: Sequence[SignOff]) -> None:
        super().__init__()
        self._summaries = summaries
        self._may = not any(one.refusal for one in summaries)

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(_("Before it is published"), classes="question", markup=False)
            with VerticalScroll():
                for one in self._summaries:
                    yield Static(told(one))
            yield Foot(keys.SIGNING if self._may else _CLOSED)

    def on_mount(self) -> None:
        """The arrow keys scroll."""
        self.query_one(VerticalScroll).focus()

    def action_publish(self) -> None:
        """Publishes, where it may be."""
        if self._may:
            self.dismiss(True)
        else:
            self.app.bell()

    def action_cancel(self) -> None:
        """Publishes nothing."""
        self.dismiss(False)


def told(one: SignOff) -> Text:
    """The sign-off of one language as people read it; what stands against it on the first line, for the rest may be
    longer than the screen."""
    total = sum(one.counts.values())
    text = Text()
    if one.refusal:
        text.append(_("It cannot be published: {why}").format(why=one.refusal) + "\n\n", "bold red")
    text.append(one.title, "bold").append(f"  → {one.target}  ")
    text.append(_(one.stage.value), STAGE_STYLE[one.stage.value])
    text.append("\n\n")
    text.append_text(bar({**{status.value: n for status, n in one.counts.items()}, "total": total}, 40))
    text.append("  ")
    for status in Status:
        if one.counts[status]:
            text.append(f"{_(status.value)} {one.counts[status]}  ", STATUS_STYLE[status])
    text.append("\n\n")
    _hands(text, _("Translated by"), one.translators)
    _hands(text, _("Approved by"), one.approvers)
    for said, holds in one.signed:
        text.append(said + "\n", "" if holds else "yellow")
    if one.unchanged:
        said = _("machine’s text, accepted unchanged")
        text.append(_("{what}: {said}").format(what=said, said=one.unchanged) + "\n", "bold yellow")
    _listed(text, _("Left out on purpose"), [(part.source, part.omitted or "") for part in one.omitted])
    _listed(
        text,
        _("Findings accepted"),
        [(part.source, _accepted(message, waiver)) for part, message, waiver in one.waived],
    )
    _listed(text, _("Findings that stand"), [(part.source, message) for part, message in one.warnings])
    return text


def _accepted(message: str, waiver: Waiver) -> str:
    return _("{message}; waived by {name}: {why}").format(message=message, name=waiver.by, why=waiver.why)


def _hands(text: Text, words: str, hands: Mapping[str, int]) -> None:
    if hands:
        names = _(", ").join(
            _("{what} ({n})").format(what=name, n=n) for name, n in sorted(hands.items(), key=lambda pair: -pair[1])
        )
        text.append(_("{what}: {said}").format(what=words, said=""), "bold").append(f"{names}\n")


def _listed(text: Text, words: str, lines: Sequence[tuple[str, str]]) -> None:
    if lines:
        text.append("\n" + _("{what} ({n})").format(what=words, n=len(lines)) + "\n", "bold")
    for source, said in lines:
        short = source if len(source) <= _WIDE else source[:_WIDE] + "…"
        text.append(f"  {short}\n", "dim").append(f"    {said}\n")
