"""A small form in front of a screen: a few lines of text, switches and one choice, all in sight at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Checkbox, RadioButton, RadioSet, Static

from transflow.interface import gettext as _
from transflow.tui import keys
from transflow.tui.foot import Foot
from transflow.tui.order import InOrder
from transflow.tui.text.field import Field


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text that is asked for: its name in the answer, its label, what stands in it at first. `needed`:
    the form is not done without it; `locale`: whose typography is written."""

    name: str
    label: str
    text: str = ""
    needed: bool = True
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What was filled in: the lines' texts (without spaces at the ends), the switches, and the number of the choice."""

    texts: Mapping[str, str]
    switches: Mapping[str, bool] = field(default_factory=dict)
    choice: int = 0


class Choice(RadioSet):
    """One of several, chosen by going there: nobody sees a line that is highlighted and another one that is meant."""

    def action_next_button(self) -> None:
        super().action_next_button()
        if self.has_focus:  # it also goes to the first one when it is made
            self.action_toggle_button()

    def action_previous_button(self) -> None:
        super().action_previous_button()
        self.action_toggle_button()


class Form(InOrder, ModalScreen[Answers | None]):
    """Asks for `lines`, `switches` (name, label, on) and one of `choices` (at first the one numbered `chosen`); None if
    the person thinks better of it.

    Tab goes from one to the next, Space turns a switch; Enter confirms nothing, F2 does.
    """

    BINDINGS = keys.bindings(keys.FORM)

    def __init__(
        self,
        title: str,
        lines: Sequence[Line],
        switches: Sequence[tuple[str, str, bool]] = (),
        choices: Sequence[str] = (),
        chosen: int = 0,
    ) -> None:
        super().__init__()
        self._title, self._lines, self._switches, self._choices = title, lines, switches, choices
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog form"):
            yield Static(self._title, classes="question", markup=False)
            for line in self._lines:
                yield Static(line.label, markup=False)
                yield Field(line.text, id=f"line-{line.name}", locale=line.locale)
            for name, label, on in self._switches:
                yield Checkbox(label, on, id=f"switch-{name}", compact=True)
            if self._choices:
                with Choice(compact=True):
                    for number, label in enumerate(self._choices):
                        yield RadioButton(label, number == self._chosen, compact=True)
            yield Foot(keys.FORM)

    def on_mount(self) -> None:
        """The first line that is empty is the one to write in."""
        for _step in range(self._chosen if self._choices else 0):
            self.query_one(Choice).action_next_button()  # highlights the one that is chosen
        fields = list(self.query(Field))
        (next((one for one in fields if not one.text), fields[0])).focus()

    def action_ahead(self) -> None:
        """To the next field, switch or choice."""
        self.focus_next()

    def action_done(self) -> None:
        """Gives the answers, if every line that is needed is there."""
        texts = {line.name: self.query_one(f"#line-{line.name}", Field).text.strip() for line in self._lines}
        empty = next((line for line in self._lines if line.needed and not texts[line.name]), None)
        if empty is not None:
            self.app.bell()
            self.notify(_("“{what}” is empty").format(what=empty.label), severity="warning", markup=False)
            self.query_one(f"#line-{empty.name}", Field).focus()
            return
        switches = {name: self.query_one(f"#switch-{name}", Checkbox).value for name, _label, _on in self._switches}
        choice = self.query_one(Choice).pressed_index if self._choices else 0
        self.dismiss(Answers(texts, switches, choice))

    def action_cancel(self) -> None:
        """Gives no answer."""
        self.dismiss(None)
