"""What a screen asks or shows in front of itself: a line of text, a choice, a text."""

from collections.abc import Sequence
from itertools import zip_longest

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown, OptionList, Static
from textual.widgets.option_list import Option

from transflow.tui import keys
from transflow.tui.foot import Foot
from transflow.tui.order import InOrder
from transflow.tui.text.field import Field

_SIGNS = "123456789abcdefghijklmnopqrstuvwxyz"  # one key each: nothing is left over that would be typed into a text


class Ask(InOrder, ModalScreen[str | None]):
    """Asks for a line of text (given without the spaces at its ends); None if the person thinks better of it.

    Enter does nothing where a text is written: an input method may be in the middle of a candidate. Words that are
    only looked for (`search`) are no such text.
    """

    BINDINGS = keys.bindings(keys.PROMPT)

    def __init__(self, question: str, text: str = "", *, empty: bool = False, search: bool = False) -> None:
        super().__init__()
        self._search = search
        self._question = question
        self._text = text
        self._empty = empty  # whether no text is an answer too

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._question, classes="question", markup=False)
            yield Field(self._text, id="answer", on_enter=self._entered if self._search else None)
            yield Foot(keys.PROMPT)

    def on_mount(self) -> None:
        self.query_one(Field).focus()

    async def _entered(self) -> None:
        await self.action_do("done")

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

    BINDINGS = keys.bindings(keys.CHOOSE)

    def __init__(self, question: str, choices: Sequence[str | Text]) -> None:
        super().__init__()
        self._question = question
        self._choices = choices

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._question, classes="question", markup=False)
            options = [
                Option(Text(f"{sign}  ").append_text(text if isinstance(text, Text) else Text(text)))
                for sign, text in zip_longest(_SIGNS[: len(self._choices)], self._choices, fillvalue=" ")
            ]
            yield OptionList(*options, markup=False)
            yield Foot(keys.CHOOSE)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)

    def on_key(self, event: events.Key) -> None:
        """The sign in front chooses, full-width ones too."""
        place = _SIGNS.find(keys.plain(event.character) or " ")
        if 0 <= place < len(self._choices):
            event.stop()
            self.dismiss(place)

    def action_choose(self) -> None:
        """The line under the cursor."""
        self.query_one(OptionList).action_select()

    def action_cancel(self) -> None:
        self.dismiss(None)


class Show(InOrder, ModalScreen[None]):
    """A text to read."""

    BINDINGS = keys.bindings(keys.SHEET)

    def __init__(self, title: str, markdown: str) -> None:
        super().__init__()
        self._title = title
        self._markdown = markdown

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(self._title, classes="question", markup=False)
            with VerticalScroll():
                yield Markdown(self._markdown, open_links=False)
            yield Foot(keys.SHEET)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_close(self) -> None:
        self.dismiss(None)
