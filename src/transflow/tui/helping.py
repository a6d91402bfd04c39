"""The help: every key of the screen below it by what one does, in two columns where there is room."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from transflow.interface import gettext as _
from transflow.tui import keymap, keys
from transflow.tui.foot import Foot
from transflow.tui.order import InOrder
from transflow.tui.text.breaking import lines

_WIDE = 110  # cells of a terminal that holds two columns
_KEY = 26  # cells that a column gives to keys at most
_AROUND = 8  # cells of the sheet's border and padding, and of the scroll bar
_SHARE = 0.92  # how much of the terminal's width the sheet takes (`.sheet`)


class Help(InOrder, ModalScreen[None]):
    """The commands of `table`, those of every screen, and, where one writes, what a text field understands."""

    BINDINGS = keys.bindings(keys.SHEET)
    DEFAULT_CSS = """
    Help { align: center middle; }
    Help Horizontal { height: auto; }
    Help .column { width: 1fr; height: auto; }
    """

    def __init__(self, title: str, table: Sequence[keys.Key], *, writes: bool = False) -> None:
        super().__init__()
        self._title, self._table, self._writes = title, table, writes

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(self._title, classes="question", markup=False)
            with VerticalScroll(), Horizontal():
                yield Static("", classes="column", id="left")
                yield Static("", classes="column", id="right")
            yield Foot(keys.SHEET)

    def on_mount(self) -> None:
        """The arrow keys scroll."""
        for one in self.query(VerticalScroll):  # none if it was closed by the next key already
            one.focus()

    def on_resize(self, event: events.Resize) -> None:
        """One column or two."""
        room = int(event.size.width * _SHARE) - _AROUND
        two = event.size.width >= _WIDE
        texts = self._texts(room // 2 if two else room)
        left, right = texts, list[Text]()
        if two:
            half = _half([len(one.plain.splitlines()) + 1 for one in texts])
            left, right = texts[:half], texts[half:]
        self.query_one("#left", Static).update(Text("\n\n").join(left))
        self.query_one("#right", Static).update(Text("\n\n").join(right))
        self.query_one("#right", Static).display = bool(right)

    def _texts(self, room: int) -> list[Text]:
        """Each group: its name, and a line for each command, or more where `room` cells do not hold it."""
        found = groups((*self._table, *keys.ANYWHERE), keymap.of(self.app))
        if self._writes:
            found[_("in a text field")] = [(shown, _(what)) for shown, what in keys.WRITING]
        wide = min(_KEY, max(cell_len(shown) for inside in found.values() for shown, _what in inside))
        return [_group(name, inside, wide, room - wide - 2) for name, inside in found.items()]

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)


def groups(table: Sequence[keys.Key], chosen: keymap.Keymap) -> dict[str, list[tuple[str, str]]]:
    """Group → (keys, what they do) of each command, in the person's language; those of Alt+digit as one."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in table:
        inside = found.setdefault(_(one.group or keys.GOING), [])
        numbered = [other for other in table if one.argument and other.label == one.label]
        first, last = (chosen.shown(numbered[0]), chosen.shown(numbered[-1])) if numbered else ("", "")
        if numbered and all(chosen.shown(other) == f"{first[:-1]}{other.argument}" for other in numbered):
            if one is numbered[0]:
                inside.append((f"{first} … {last[-1]}", _("put match 1 … 9 into the field")))
        else:
            inside.append((chosen.shown(one), one.told))
    return found


def _group(name: str, inside: Sequence[tuple[str, str]], wide: int, room: int) -> Text:
    """`wide` cells of keys, then the command in lines of `room` cells."""
    text = Text.assemble((name, "bold underline"))
    for shown, what in inside:
        key = shown or _("(no key)")
        first, *rest = lines(what, max(room, 1))
        text.append(f"\n{key}", "bold").append(" " * max(2, wide + 2 - cell_len(key))).append(first)
        for line in rest:
            text.append("\n" + " " * (wide + 2) + line)
    return text


def _half(heights: Sequence[int]) -> int:
    """How many of the blocks stand in the left column, so that the taller one is as low as can be."""
    return min(range(len(heights) + 1), key=lambda n: max(sum(heights[:n]), sum(heights[n:])))
