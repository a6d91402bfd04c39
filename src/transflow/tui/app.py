"""The application: opens the desk, and from it the editor."""

import asyncio
import signal
from collections.abc import Callable
from functools import partial

from textual.app import App

from transflow.interface import gettext as _
from transflow.newsroom.room import Newsroom
from transflow.tui import keys, terminal
from transflow.tui.desk.screen import DeskScreen
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.order import InOrder, caught_up


class Transflow(InOrder, App[int]):
    """One person at one newsroom. `background` is the same newsroom for work in another thread: what a thread has
    opened (the index) stays with it."""

    CSS_PATH = "transflow.tcss"
    BINDINGS = keys.bindings(keys.ANYWHERE)
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, room: Newsroom, slug: str | None = None, locale: str | None = None) -> None:
        super().__init__()
        self.room = room
        actor = room.actor
        self.background: Callable[[], Newsroom] = partial(Newsroom, room.workspace, lambda: actor, room.clock)
        self._slug = slug
        self._locale = locale
        self.title = room.settings.name

    def on_mount(self) -> None:
        for name in ("SIGHUP", "SIGTERM"):  # the terminal's window was closed, the machine is shutting down
            if hasattr(signal, name):
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), self._hang_up)
        self.push_screen(DeskScreen(self.room, self.background))
        if self._slug is not None:
            self.push_screen(EditorScreen(self.room, self.background, self._slug, self._locale))

    async def action_quit(self) -> None:
        """Leaves, with what stands in the field on disk."""
        await caught_up(self.screen)
        for screen in self.screen_stack:
            if isinstance(screen, EditorScreen) and not screen.save():
                self.notify(_("the text in the field is not saved"), severity="error")
                return
        self.exit(0)

    def _hang_up(self) -> None:
        """Saves what stands in the fields, and leaves: nobody is there any more to be asked."""
        for screen in self.screen_stack:
            if isinstance(screen, EditorScreen):
                screen.save()
        self.exit(0)

    def action_help(self) -> None:
        """Every key of the present screen."""
        show = getattr(self.screen, "help", None)
        if show:
            show()


def run(room: Newsroom, slug: str | None = None, locale: str | None = None) -> int:
    """Runs the terminal UI until the person leaves; the exit code."""
    if slug is not None:
        room.workspace.article_path(slug)  # an unknown slug is said before the screen is taken over
    terminal.prepare()
    code = Transflow(room, slug, locale).run()
    return 0 if code is None else code
