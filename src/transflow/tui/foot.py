"""The line at the foot of a screen: the commands that matter most, with their keys."""

from collections.abc import Iterable, Sequence

from rich.style import Style
from rich.text import Text
from textual import events
from textual.widgets import Static

from transflow.tui import keymap, keys
from transflow.tui.keymap import Key


class Foot(Static):
    """The keys that matter most, in one line; a click on one does what the key does."""

    ALLOW_SELECT = False
    _COMMAND = "command"  # the name under which a piece of the line says which command it is

    def __init__(self, table: Iterable[Key]) -> None:
        super().__init__("", classes="foot")
        self._table = tuple(table)
        self._keys = tuple(one for one in self._table if one.foot)

    def lead(self, idents: Sequence[str] = ()) -> None:
        """Puts these commands before the others of the screen, for what lies before a person now; they stand there
        even if they have no place in the line otherwise."""
        first = [one for ident in idents for one in self._table if one.ident == ident]
        rest = [one for one in self._table if one.foot and one not in first]
        common = [one for one in rest if one in keys.ANYWHERE]
        order = (*common, *first, *(one for one in rest if one not in keys.ANYWHERE))
        if order != self._keys:
            self._keys = order
            self.update(self.line(self.size.width - 2))

    def on_resize(self, event: events.Resize) -> None:
        """As many as the line holds."""
        self.update(self.line(event.size.width - 2))

    def line(self, width: int) -> Text:
        """The first ones first, as many as `width` cells hold; those that have lost their keys not at all."""
        line, chosen = Text(no_wrap=True), keymap.of(self.app)
        for number, one in enumerate(self._keys):
            shown = chosen.first(one)
            part = Text.assemble((shown, "bold"), f" {one.told}")
            gap = "  " if line else ""
            if shown and line.cell_len + len(gap) + part.cell_len <= width:
                part.stylize(Style(meta={self._COMMAND: number}))
                line.append(gap).append_text(part)
        return line

    async def on_click(self, event: events.Click) -> None:
        """Runs the command under the mouse."""
        number = event.style.meta.get(self._COMMAND)
        if number is not None:
            one = self._keys[number]
            owner = self.app if one in keys.ANYWHERE else self.screen
            await owner.run_action(one.call)
