"""The application: opens the desk, and from it the editor."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial

from textual import events
from textual.app import App
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import preferring, reading
from transflow.newsroom.reading import Sheet
from transflow.newsroom.room import Newsroom
from transflow.settings import FILE, values
from transflow.tui import colours, keys, remapping, terminal
from transflow.tui.desk.screen import DeskScreen
from transflow.tui.editor.document import DocumentScreen
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.helping import Help
from transflow.tui.order import InOrder, caught_up
from transflow.tui.palette import Palette
from transflow.tui.tour import Tour

# What plain characters do where nothing is written, full-width ones too.
_PLAIN = {"?": "help", ":": "palette", "/": "find"}


# Seconds after which a thread at work (looking up a memory, laying out a page) hands the interpreter to the thread that
# draws. Python's own 5 ms are paid several times in a key press: 30 ms to the painted letter became 18.
_SWITCH = 0.001

_LAST = 5.0  # seconds that leaving may take once the machine or the terminal has said so


class Transflow(InOrder, App[int]):
    """One person at one newsroom. `background` is the same newsroom for work in another thread: what a thread has
    opened (the index) stays with it. `preferences` and `keymap` are what the person has chosen in the settings.

    Raises SettingsError if they will not do.
    """

    CSS_PATH = "transflow.tcss"
    BINDINGS = keys.bindings(keys.ANYWHERE)
    ENABLE_COMMAND_PALETTE = False  # ours is opened by `action_palette`

    def __init__(
        self, room: Newsroom, slug: str | None = None, locale: str | None = None, sheet: Sheet | None = None
    ) -> None:
        self._place = Offset(0, 0)
        self.preferences = room.preferences
        self.keymap = remapping.keymap(self.preferences)
        super().__init__()
        self.room = room
        actor = room.actor
        self.background: Callable[[], Newsroom] = partial(Newsroom, room.workspace, lambda: actor, room.clock)
        self._slug = slug
        self._locale = locale
        self._sheet = sheet
        self.title = room.settings.name
        self.set_keymap(self.keymap.bound())
        if self.preferences.theme not in self.available_themes:
            path = self.preferences.stated.get("theme", FILE)
            raise values.wrong(
                path, "interface.theme", self.preferences.theme,
                _("one of {choices} is wanted").format(choices=", ".join(sorted(self.available_themes))),
            )  # fmt: skip
        self.theme = self.preferences.theme

    def on_mount(self) -> None:
        sys.setswitchinterval(_SWITCH)
        for name in ("SIGHUP", "SIGTERM"):  # the terminal's window was closed, the machine is shutting down
            if hasattr(signal, name):
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), self._told_to_end)
        self.watch_theme()
        opened = None if self._slug is None else (self._slug, self._locale)
        self.push_screen(DeskScreen(self.room, self.background, opened))
        if self._slug is not None:
            self.push_screen(EditorScreen(self.room, self.background, self._slug, self._locale, self._sheet))

    # ── where the terminal's own cursor stands ──────────────────────────────────────────────────────────────────
    @property
    def cursor_position(self) -> Offset:
        """The insertion point, for an input method opens its candidates there. Looked up for every frame: Textual
        notes it when the cursor moves, and not when the layout moves the field (nor before the first layout)."""
        focused = self.focused
        return focused.cursor_screen_offset if isinstance(focused, TextArea | Input) else self._place

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        self._place = place

    # ── leaving ─────────────────────────────────────────────────────────────────────────────────────────────────
    async def action_quit(self) -> None:
        """Leaves, with what stands in the field on disk."""
        await caught_up(self.screen)
        for screen in self.screen_stack:
            if isinstance(screen, EditorScreen | DocumentScreen) and not screen.may_leave():
                self.notify(_("the text in the field is not saved"), severity="error")
                return
        self.exit(0)

    def _told_to_end(self) -> None:
        """Leaves when a signal says so. Textual's writer to a terminal that is gone may never end (8.2): what is saved
        by then is all that there is to do."""
        last = threading.Timer(_LAST, os._exit, (0,))
        last.daemon = True
        last.start()
        self._leaving = asyncio.ensure_future(self.leave())

    async def leave(self) -> None:
        """The same when the person has gone (closed the browser's tab): what was typed last is still on its way."""
        await caught_up(self.screen)
        self._hang_up()

    def _hang_up(self) -> None:
        """Saves what stands in the fields, and leaves: nobody is there any more to be asked."""
        for screen in self.screen_stack:
            if isinstance(screen, EditorScreen | DocumentScreen):
                screen.may_leave()
        self.exit(0)

    # ── on every screen ─────────────────────────────────────────────────────────────────────────────────────────
    def action_help(self) -> None:
        """Every key of the present screen; once more, and it is closed."""
        screen = self.screen
        if isinstance(screen, Help):
            screen.action_close()
        elif keys.table(screen):
            place = keys.place(screen)
            title = _(place.title) if place else _("help")
            self.push_screen(Help(title, keys.table(screen), writes=place is not None and place.writes))

    def action_palette(self) -> None:
        """Every command of the present screen, to be found by name. What is asked in front of it is answered first."""
        if isinstance(self.screen, ModalScreen):
            self.bell()
        else:
            self.push_screen(Palette())

    def action_tour(self) -> None:
        """A one-minute tour."""
        if not isinstance(self.screen, Tour):
            self.push_screen(Tour())

    async def on_key(self, event: events.Key) -> None:
        """A plain character that nobody has taken: nothing is written on the present screen."""
        action = _PLAIN.get(keys.plain(event.character))
        if action == "find" and hasattr(self.screen, "action_find"):
            await self.screen.run_action("do('find')")
        elif action in ("help", "palette"):
            await self.run_action(f"do('{action}')")

    # ── colours ─────────────────────────────────────────────────────────────────────────────────────────────────
    def watch_theme(self) -> None:
        """The sixteen colours that texts name are those of the theme."""
        colour = colours.terminal(self.current_theme)
        if colour is not None and self.current_theme.dark:
            self.ansi_theme_dark = colour
        elif colour is not None:
            self.ansi_theme_light = colour

    def action_wear(self, theme: str) -> None:
        """Puts on another theme, and remembers it in one's own settings."""
        self.theme = theme
        self.run_worker(partial(self._remember, theme), thread=True, group="settings")

    def _remember(self, theme: str) -> None:
        """In a thread."""
        try:
            preferring.remember("interface", "theme", theme)
        except TransflowError as error:
            self.call_from_thread(self.notify, str(error), severity="error", markup=False)


def run(room: Newsroom, slug: str | None = None, locale: str | None = None) -> int:
    """Runs the terminal UI until the person leaves; the exit code."""
    sheet = None
    if slug is not None:
        sheet = reading.sheet(room, slug, locale)  # what is wrong is said in the ordinary terminal
        reading.prepare(sheet)
    app = Transflow(room, slug, locale, sheet)
    terminal.prepare()
    terminal.measure(app, app.preferences.ambiguous)
    app.run()
    return app.return_code or 0  # of a fall, Textual's own
