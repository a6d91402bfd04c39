"""The real page in a browser."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen
from textual.worker import get_current_worker

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import previewing
from transflow.newsroom.room import Newsroom


def browse(screen: Screen[Any], background: Callable[[], Newsroom], slug: str, locale: str) -> None:
    """Writes the page as it would be published and opens it, beside the keyboard; where there is no browser (a server,
    an SSH session, the terminal UI itself in a browser) it says where the page is."""
    app = screen.app

    def work() -> None:
        worker = get_current_worker()
        failed, said = True, ""
        try:
            path = previewing.page(background(), slug, locale)
        except TransflowError as error:
            said = str(error)
        else:
            failed = False
            opened = not app.is_web and previewing.show(path)
            words = _("opened in the browser: {path}") if opened else _("no browser here; the page is {path}")
            said = words.format(path=path)

        def tell() -> None:
            app.notify(said, severity="error" if failed else "information", timeout=10, markup=False)

        if not worker.is_cancelled:
            app.call_from_thread(tell)

    screen.run_worker(work, thread=True, exclusive=True, group="browse")
