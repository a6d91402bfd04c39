"""What differs from terminal to terminal: how Alt with a key is sent, and how wide “ ” … — are drawn.

Textual 8.2 takes Alt with a digit for the character that a Mac types with Option (`¡`, `™`), so that Alt+1 would write
a `¡` into a translation. And it waits 0.1 s after Alt with a letter for more of a sequence: a key pressed meanwhile (a
held key repeats faster) turned both into letters, `^j`, in the text. So each is named here as a sequence of its own.
"""

import sys
import threading
from dataclasses import dataclass
from typing import Any

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.app import App
from textual.events import CursorPosition
from textual.message import Message

from transflow.tui.text import measuring

_KEYS = "abcdefghijklmnopqrstuvwxyz0123456789-="  # none of these begins a longer sequence after Escape
_PATIENCE = 0.2  # seconds that the terminal has for its answer
_ROW = 2  # where it is asked; an answer from row 1 looks like F3 with Shift, Alt or Ctrl
_WIPE = f"\x1b[{_ROW};1H\x1b[2K\x1b[H"
_QUESTION = "".join(f"\x1b[{_ROW};1H{sample}\x1b[6n" for sample in measuring.SAMPLES) + _WIPE


@dataclass(frozen=True, slots=True)
class _Name:
    """Stands where Textual has a member of its enumeration of keys, which knows no Alt."""

    value: str


def prepare() -> None:
    """Makes Alt with a letter or digit a key at once; called before the application reads its first key."""
    table: dict[str, object] = ANSI_SEQUENCES_KEYS  # type: ignore[assignment]
    for char in _KEYS:
        table[f"\x1b{char}"] = (_Name(f"alt+{char}"),)


def measure(app: App[Any], ambiguous: str) -> None:
    """Sees to it that ambiguous characters are as wide as the terminal draws them; called before `app` runs.

    `ambiguous` is the setting: `narrow`, `wide`, or `auto`, by which the terminal is asked as soon as the application
    has it. A browser, and a console of Windows, draws them narrow.
    """
    measuring.use(measuring.SAMPLES if ambiguous == "wide" else "")
    if sys.platform != "win32" and ambiguous == "auto" and app.driver_class is LinuxDriver:
        app.driver_class = AskingDriver


if sys.platform != "win32":
    from textual.drivers.linux_driver import LinuxDriver

    class AskingDriver(LinuxDriver):
        """Textual's driver, which first of all draws ambiguous characters and asks where the cursor has got to.

        It asks when the screen is already the application's and before anything is drawn. So the one parser reads the
        answers among the keys that are typed meanwhile, and none of these is lost, and the terminal's modes are put
        back by whoever changed them. A terminal that does not answer in time draws narrow.
        """

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._asked = False
            self._columns: list[int] = []  # of the answers
            self._answered = threading.Event()

        def start_application_mode(self) -> None:
            """Asks the first time only, for this is also the way back from Ctrl+Z."""
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if self._asked or self._key_thread is None:  # None: in the background, where there is no terminal to ask
                return
            self._asked = True
            self.write(_QUESTION)
            self.flush()
            if self._answered.wait(_PATIENCE):
                cells = zip(measuring.SAMPLES, self._columns, strict=True)
                measuring.use([sample for sample, column in cells if column == 2])

        def process_message(self, message: Message) -> None:
            """In the thread that reads the keys. Nobody else asks for the cursor's place: a late answer is dropped."""
            if not isinstance(message, CursorPosition):
                super().process_message(message)
            elif message.y == _ROW - 1 and not self._answered.is_set():
                self._columns.append(message.x)
                if len(self._columns) == len(measuring.SAMPLES):
                    self._answered.set()
