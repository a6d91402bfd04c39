"""What a screen asks or shows in front of itself: a line of text, a choice, the keys, a preview."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown, OptionList, Static
from textual.widgets.option_list import Option

from transflow.interface import gettext as _
from transflow.interface import mark as N_
from transflow.tui import keys
from transflow.tui.order import InOrder
from transflow.tui.text.field import Field

_CHOOSE = (keys.Key("enter", "choose", "1 … 9, Enter", N_("choose")), keys.Key("escape", "cancel", "Esc", N_("cancel")))
_CLOSE = (keys.Key("escape,f1,f5", "close", "Esc", N_("close")),)


class Ask(InOrder, ModalScreen[str | None]):
    """Asks for a line of text (given without the spaces at its ends); None if the person thinks better of it.

    Enter does nothing: an input method may be in the middle of a candidate.
    """

    BINDINGS = keys.bindings(keys.PROMPT)

    def __init__(self, question: str, text: str = "", *, empty: bool = False) -> None:
        super().__init__()
        self._question = question
        self._text = text
        self._empty = empty  # whether no text is an answer too

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._question, classes="question", markup=False)
            yield Field(self._text, id="answer")
            yield keys.Foot(keys.PROMPT)

    def on_mount(self) -> None:
        self.query_one(Field).focus()

    def action_done(self) -> None:
        text = self.query_one(Field).text.strip()
        if text or self._empty:
            self.dismiss(text)
        else:
            self.app.bell()

    def action_cancel(self) -> None:
        self.dismiss(None)


class Choose(InOrder, ModalScreen[int | None]):
    """One of several lines, by arrow keys and Enter or by its number."""

    BINDINGS = keys.bindings([keys.Key("escape", "cancel", "Esc", "cancel")])

    def __init__(self, question: str, choices: Sequence[str | Text]) -> None:
        super().__init__()
        self._question = question
        self._choices = choices

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._question, classes="question", markup=False)
            options = [
                Option(Text(f"{number}  ").append_text(text if isinstance(text, Text) else Text(text)))
                for number, text in enumerate(self._choices, start=1)
            ]
            yield OptionList(*options, markup=False)
            yield keys.Foot(_CHOOSE)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)

    def on_key(self, event: object) -> None:
        character = getattr(event, "character", None)
        if character and character.isdigit() and 0 < int(character) <= len(self._choices):
            self.dismiss(int(character) - 1)

    def action_cancel(self) -> None:
        self.dismiss(None)


class Show(InOrder, ModalScreen[None]):
    """A text to read; any of Esc, F1 and F5 closes it."""

    BINDINGS = keys.bindings(_CLOSE)

    def __init__(self, title: str, markdown: str) -> None:
        super().__init__()
        self._title = title
        self._markdown = markdown

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(self._title, classes="question", markup=False)
            with VerticalScroll():
                yield Markdown(self._markdown, open_links=False)
            yield keys.Foot(_CLOSE)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_close(self) -> None:
        self.dismiss(None)


def help_text(table: Sequence[keys.Key]) -> str:
    """The help of a screen as Markdown: all its keys."""
    rows = [*keys.lines((*table, *keys.ANYWHERE)), *((key, _(what)) for key, what in keys.WRITING)]
    return "\n".join(f"- **{key}**  {what}" for key, what in rows)
