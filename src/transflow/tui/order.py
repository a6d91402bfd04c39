"""Keys take effect in the order in which they were pressed.

Textual gives a command to its screen at once and a letter to the field's own queue: someone who types fast (or an
input method that sends a whole sentence) and then presses F2 would confirm a text whose last letters are still on their
way. So every command first waits until the field has taken what was typed before; while it waits, no later key is
handed out. The other way round a field's own keys (Backspace, arrows) come too late: see `own_key`.
"""

import asyncio
from inspect import isawaitable

from textual import events
from textual.screen import Screen
from textual.widget import Widget


async def own_key(widget: Widget, event: events.Key) -> bool:
    """Does at once what `widget` itself has bound to a key; whether it had.

    Textual looks at a widget's bindings only when the key has bubbled up to the application, and by then the letters
    typed after a Backspace or an arrow key are in the field before it.
    """
    for binding in widget._bindings.key_to_bindings.get(event.key, ()):
        event.stop()
        event.prevent_default()
        await widget.run_action(binding.action)
        return True
    return False


class InOrder:
    """For screens whose bindings are `keys.bindings`: runs their actions in order with what is typed."""

    async def action_do(self, action: str, *arguments: object) -> None:
        """Runs the action called `action` when the field has caught up."""
        await caught_up(self)
        result = getattr(self, f"action_{action}")(*arguments)
        if isawaitable(result):
            await result


async def caught_up(screen: object) -> None:
    """Waits until the widget that has the focus has taken every key it was given."""
    focused = screen.focused if isinstance(screen, Screen) else None
    if focused is not None and focused.is_running:
        done = asyncio.Event()
        focused.call_later(done.set)
        await done.wait()
