"""The terminal UI where a browser shows it (`transflow serve`): what ends when nobody is there any more.

The process talks to the server through its pipes. Textual's own driver lives on when they close (the server was
killed), draws into the closed pipe until that ends it with the text unsaved, and leaves without saving when told to.
"""

import os
import signal
import threading
from contextlib import suppress

from textual.drivers.web_driver import WebDriver

from transflow.tui.app import Transflow

_PATIENCE = 10.0  # seconds in which an app that nobody watches must have saved and left


class BrowserDriver(WebDriver):
    """Textual's web driver for our application, which saves what stands in the fields before it leaves."""

    def start_application_mode(self) -> None:
        """Also stops drawing where nobody looks."""
        self._write = self._send  # type: ignore[assignment]
        super().start_application_mode()

    def _send(self, data: bytes) -> int:
        """Writes all of `data` (a signal may cut a write short), and drops it once the server has gone: then the
        input has ended too, and `run_input_thread` leaves."""
        rest = memoryview(data)
        with suppress(BrokenPipeError):
            while rest:
                rest = rest[os.write(self.fileno, rest) :]
        return len(data)

    def run_input_thread(self) -> None:
        """Reads what the server sends. The server's end, however it came, is ours."""
        super().run_input_thread()
        if self.exit_event.is_set():
            return
        self._leave()
        main = threading.main_thread()
        main.join(_PATIENCE)
        if main.is_alive():  # it does not answer, or waits for a worker that never returns
            os.kill(os.getpid(), signal.SIGTERM)  # which saves, if anything still can
            main.join(_PATIENCE)
        if main.is_alive():
            os._exit(1)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """“quit” means that the browser has gone."""
        if packet_type == "quit":
            self._leave()
        else:
            super().on_meta(packet_type, payload)

    def _leave(self) -> None:
        app = self._app
        assert isinstance(app, Transflow)
        with suppress(RuntimeError):  # its loop has ended already: it is leaving
            app.call_later(app.leave)
