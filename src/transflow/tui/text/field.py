"""The field in which people write: one line of text, wrapped, in which Enter does nothing."""

from textual import events
from textual.widgets import Input, TextArea

from transflow.tui.order import own_key
from transflow.tui.text.typing import one_line, typed

_MARKS = frozenset("\"',;:?!")


class Field(TextArea):
    """A segment is one line, and an input method's Enter must never confirm anything: so Enter is passed over."""

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,
        locale: str | None = None,
    ) -> None:
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True)
        self._locale = locale  # whose typography is written; None: what is typed stands

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "ctrl+a":  # everywhere but in a shell it selects all
            event.stop()
            event.prevent_default()
            self.select_all()
            return
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            return
        if await own_key(self, event):
            return
        if event.key.startswith(("alt+", "ctrl+", "super+", "meta+")):  # a command that is none, not a letter
            event.stop()
            event.prevent_default()
            return
        if self._locale and event.character in _MARKS:
            line, column = self.cursor_location
            text = self.document.get_line(line)
            written = typed(event.character, text[:column], text[column:], self._locale)
            if written != event.character:
                event.stop()
                event.prevent_default()
                self.replace(written, *self.selection, maintain_selection_offset=False)
                return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        """A pasted text is one line: a line break is a space, or nothing between Han."""
        await super()._on_paste(events.Paste(one_line(event.text)))
        event.stop()
        event.prevent_default()

    def put(self, before: str, after: str = "") -> None:
        """Writes `before` and `after` around what is selected, or at the cursor."""
        selected = self.selected_text
        start = min(self.selection)
        self.replace(f"{before}{selected}{after}", *self.selection, maintain_selection_offset=False)
        row, column = start
        self.move_cursor((row, column + len(before) + (len(selected) + len(after) if selected else 0)))

    def rewrap(self) -> None:
        """Lays the text out for another width: Textual 8.2 keeps lines of the old one until a key is pressed."""
        selection = self.selection
        self.load_text(self.text)
        self.selection = selection

    def show(self, text: str) -> None:
        """Puts `text` in place of what stands here, the cursor at its end, with nothing to take back."""
        self.load_text(text)
        self.move_cursor(self.document.end)


class FilterField(Input):
    """The desk's filter; Enter belongs to the desk."""

    async def _on_key(self, event: events.Key) -> None:
        if not await own_key(self, event):
            await super()._on_key(event)
