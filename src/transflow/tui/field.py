"""The field in which people write: one line of text, wrapped, in which Enter does nothing."""

from textual import events
from textual.widgets import TextArea


class Field(TextArea):
    """A segment is one line, and an input method's Enter must never confirm anything: so Enter is passed over."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)

    def show(self, text: str) -> None:
        """Puts `text` in place of what stands here, the cursor at its end, with nothing to take back."""
        self.load_text(text)
        self.move_cursor(self.document.end)
