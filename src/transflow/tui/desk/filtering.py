"""The field in which one types to filter the desk; while it is empty, some keys are commands."""

from textual import events

from transflow.tui.text.field import FilterField

# Input methods for Chinese send the full-width forms.
_COMMANDS = {"?": "app.help", "？": "app.help", ":": "app.palette", "：": "app.palette", "/": "", "／": ""}


class DeskFilter(FilterField):
    """The filter: `?` opens the help and `:` all commands while nothing is typed, and `/`, by which people look for
    the filter, does nothing, for they are in it."""

    async def _on_key(self, event: events.Key) -> None:
        action = None if self.value else _COMMANDS.get(event.character or "")
        if action is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        if action:
            await self.run_action(action)
