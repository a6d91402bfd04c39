"""The newsroom's numbers as pictures: throughput, where articles wait, post-editing effort, leverage."""

import time
from collections.abc import Callable
from threading import Event

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import statistics
from transflow.newsroom.figures import Figures
from transflow.newsroom.room import Newsroom
from transflow.tui import drawings, keys
from transflow.tui.foot import Foot
from transflow.tui.order import InOrder

WIDE = 130  # cells from which there are two columns
_OFTEN = 0.05  # seconds: so often at most it is told how far the counting is
_FIRST = 76  # cells a drawing is made for before its width is known


class Drawing(Static):
    """One of the pictures, drawn for the width it has."""

    DEFAULT_CSS = "Drawing { height: auto; width: 1fr; padding: 0 1; margin-bottom: 1; }"

    def __init__(self, figures: Figures, draw: drawings.Draw) -> None:
        super().__init__(draw(figures, _FIRST))
        self._figures, self._draw = figures, draw

    def on_resize(self) -> None:
        """As wide as there is room."""
        self.update(self._draw(self._figures, self.content_size.width))


class StatisticsScreen(InOrder, Screen[None]):
    """Counts in a thread, and draws what was counted. Leaving stops it."""

    BINDINGS = keys.bindings(keys.STATISTICS)
    DEFAULT_CSS = """
    StatisticsScreen #said { height: auto; padding: 0 1; margin-bottom: 1; }
    StatisticsScreen #said.empty { display: none; }
    StatisticsScreen #figures { height: 1fr; padding: 1 0 0 0; }
    StatisticsScreen #pictures { height: auto; layout: vertical; }
    StatisticsScreen #pictures Vertical { height: auto; width: 1fr; }
    StatisticsScreen.wide #pictures { layout: horizontal; }
    """

    class Progressed(Message):
        """`read` of `total` articles have been read."""

        def __init__(self, read: int, total: int) -> None:
            super().__init__()
            self.read, self.total = read, total

    class Finished(Message):
        """All is counted."""

        def __init__(self, figures: Figures) -> None:
            super().__init__()
            self.figures = figures

    class Failed(Message):
        """It cannot be counted."""

        def __init__(self, error: TransflowError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, room: Newsroom, background: Callable[[], Newsroom]) -> None:
        super().__init__()
        self._room, self._background = room, background
        self._stop = Event()
        self.counting = False
        self.figures: Figures | None = None

    def compose(self) -> ComposeResult:
        name = self._room.settings.name
        yield Static(name + "   " + _("statistics"), id="masthead", markup=False)
        with VerticalScroll(id="figures", can_focus=False):
            yield Static("", id="said", markup=False)
            yield Container(id="pictures")
        yield Foot(keys.STATISTICS)

    def on_mount(self) -> None:
        self.action_reload()

    def on_resize(self, event: events.Resize) -> None:
        """Two columns where there is room for them."""
        self.set_class(event.size.width >= WIDE, "wide")

    def on_unmount(self) -> None:
        """Who leaves does not wait for what is left."""
        self._stop.set()

    # ── counting ────────────────────────────────────────────────────────────────────────────────────────────────
    def action_reload(self) -> None:
        """Counts (again)."""
        if self.counting:
            self.app.bell()
            return
        self.counting = True
        self._say(_("counting …"))
        stop = self._stop
        self.run_worker(lambda: self._count(stop), thread=True, group="counting")

    def _count(self, stop: Event) -> None:
        """In a thread. It only posts messages: these wait for nobody, and are dropped when the screen is gone."""
        last = 0.0

        def told(read: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= _OFTEN:
                last = now
                self.post_message(self.Progressed(read, total))

        try:
            figures = statistics.figures(self._background(), progress=told, cancelled=stop.is_set)
        except TransflowError as error:
            self.post_message(self.Failed(error))
        else:
            self.post_message(self.Finished(figures))

    def on_statistics_screen_progressed(self, event: Progressed) -> None:
        if self.counting:
            self._say(_("counting … {n}/{total}").format(n=event.read, total=event.total))

    def on_statistics_screen_failed(self, event: Failed) -> None:
        self.counting = False
        self._say(Text(str(event.error), "bold red"))

    async def on_statistics_screen_finished(self, event: Finished) -> None:
        self.counting = False
        self.figures = event.figures
        self._say(remarks(event.figures))
        pictures = self.query_one("#pictures")
        await pictures.remove_children()
        columns = drawings.columns(event.figures)
        await pictures.mount(*(Vertical(*(Drawing(event.figures, one) for one in column)) for column in columns))

    def _say(self, text: str | Text) -> None:
        line = self.query_one("#said", Static)
        line.set_class(not text, "empty")
        line.update(text)

    # ── going about ─────────────────────────────────────────────────────────────────────────────────────────────
    def _scroll(self) -> VerticalScroll:
        return self.query_one("#figures", VerticalScroll)

    def action_up(self) -> None:
        """A line up."""
        self._scroll().scroll_up(animate=False)

    def action_down(self) -> None:
        """A line down."""
        self._scroll().scroll_down(animate=False)

    def action_page_up(self) -> None:
        """A page up."""
        self._scroll().scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """A page down."""
        self._scroll().scroll_page_down(animate=False)

    def action_back(self) -> None:
        """Back to the desk."""
        self._stop.set()
        self.dismiss(None)


def remarks(figures: Figures) -> str:
    """What must be said before the pictures: that there is nothing yet, and what could not be read."""
    lines = []
    if not figures.acts:
        lines.append(
            _("Nothing has been done in this newsroom yet: the pictures come with the first translation.")
            if figures.articles
            else _("There is no article in this newsroom yet, and so nothing has been done.")
        )
    if figures.troubles:
        said = ngettext(
            "{n} article could not be read: {first}",
            "{n} articles could not be read: {first}",
            len(figures.troubles),
        )
        lines.append(said.format(n=len(figures.troubles), first=figures.troubles[0]))
    if figures.spoilt:
        said = ngettext(
            "{n} line of the journals is no act and was passed over",
            "{n} lines of the journals are no acts and were passed over",
            figures.spoilt,
        )
        lines.append(said.format(n=figures.spoilt))
    return "\n".join(lines)
