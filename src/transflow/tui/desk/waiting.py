"""In front of the desk while something must be read first: no key is lost, and none overtakes another.

Everything pressed meanwhile is held, and handed on in order once it is there. That is done in the application's own
queue, so what is pressed while the held keys are handed on stays behind them (docs/decisions/0005-keys-in-order.md).
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import reading
from transflow.newsroom.reading import Sheet
from transflow.newsroom.room import Newsroom
from transflow.tui import keys
from transflow.tui.desk.listing import Name
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.text.field import Field

_SOON = 0.25  # seconds: what is there sooner needs no word about it
_QUIT = keys.COMMANDS["anywhere.quit"].call


class Waiting(ModalScreen[None]):
    """Holds every key. Escape gives up while none is held, and one may leave altogether while nothing is written."""

    AUTO_FOCUS = None
    DEFAULT_CSS = """
    Waiting { background: transparent; }
    Waiting #waiting { dock: bottom; height: 1; padding: 0 1; background: $boost; text-style: bold; display: none; }
    """

    def __init__(self, said: str) -> None:
        super().__init__()
        self._said = said
        self._held: list[events.Key | events.Paste] = []

    def compose(self) -> ComposeResult:
        yield Static(self._said, id="waiting", markup=False)

    def on_mount(self) -> None:
        self.set_timer(_SOON, self._say)

    def _say(self) -> None:
        self.query_one("#waiting").display = True

    def tell(self, said: str) -> None:
        """Says how far it is."""
        self._said = said
        if self.is_mounted:
            self.query_one("#waiting", Static).update(said)

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """No key is a command here, those of the application neither: each is for what comes."""
        return []

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        written = any(isinstance(one, events.Paste) or one.is_printable for one in self._held)
        if event.key == "escape" and not self._held:
            self.dismiss(None)
        elif self._quits(event.key) and not written:
            await self.app.run_action(_QUIT)
        else:
            self._held.append(events.Key(event.key, event.character))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._held.append(events.Paste(event.text))

    def _quits(self, key: str) -> bool:
        """Whether `key` leaves the application, by the person's own keys."""
        return any(
            one.action == _QUIT
            for _node, bindings in super()._binding_chain
            for one in bindings.key_to_bindings.get(key, ())
        )

    def go_on(self, show: Callable[[], Awaitable[object]]) -> None:
        """`show` puts what was waited for in place of this screen; then it is given the keys."""
        self.app.call_later(self._go_on, show)

    async def _go_on(self, show: Callable[[], Awaitable[object]]) -> None:
        """In the application's own queue."""
        taken = asyncio.Event()
        if self.app.screen is self and self.call_later(taken.set):
            await taken.wait()  # every key that was given to this screen is held now
        if self.app.screen is self:  # nobody gave up
            await show()
            for event in self._held:
                await self.app.on_event(event)
                await self.app._flush_next_callbacks()  # as after any message: a screen that it opened is there


class Opening(Waiting):
    """Reads an article in a thread, and gives way to the editor. Where it cannot be read it says why, and what was
    pressed is dropped: it was meant for the editor."""

    class Read(Message):
        """The article, or why there is none."""

        def __init__(self, found: Sheet | TransflowError) -> None:
            super().__init__()
            self.found = found

    def __init__(self, room: Newsroom, background: Callable[[], Newsroom], name: Name) -> None:
        super().__init__(_("opening {slug} …").format(slug=name[0]))
        self._room, self._background, self._article = room, background, name

    def on_mount(self) -> None:
        self.run_worker(self._read, thread=True)

    def _read(self) -> None:
        """In a thread."""
        found: Sheet | TransflowError
        try:
            found = reading.sheet(self._background(), *self._article)
            reading.prepare(found)
        except TransflowError as error:
            found = error
        self.post_message(self.Read(found))

    def on_opening_read(self, event: Read) -> None:
        if isinstance(event.found, TransflowError):
            self._refuse(event.found)
        else:
            self.go_on(partial(self._show, event.found))

    async def _show(self, sheet: Sheet) -> None:
        editor = EditorScreen(self._room, self._background, *self._article, sheet=sheet)
        await self.app.switch_screen(editor)
        for field in editor.query(Field):  # none where the application is ended meanwhile
            editor.set_focus(field)  # Textual gives the focus later, and the keys are here now

    def _refuse(self, error: TransflowError) -> None:
        self.app.notify(str(error), severity="error", markup=False)
        self.dismiss(None)
