"""Work on several articles at once: beside the keyboard, with a bar at the foot, and a report of what came of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import get_current_worker

from transflow.interface import gettext as _
from transflow.newsroom.overview import ArticleRow
from transflow.newsroom.room import Newsroom
from transflow.tui import keys
from transflow.tui.desk.acts import Act, Outcome, Way
from transflow.tui.foot import Foot
from transflow.tui.looks import REST, SEVERITY_STYLE
from transflow.tui.order import InOrder
from transflow.tui.rows import Column, Rows

_OFTEN = 0.05  # seconds: so often the bar is drawn anew
_BAR = 20  # cells


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a job: an outcome for each article that was begun, those that are not wholly done first, and the
    articles that were not begun because the person stopped it."""

    what: str
    outcomes: tuple[Outcome, ...]
    left: tuple[ArticleRow, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether all that was asked for is done."""
        return not self.left and all(one.whole for one in self.outcomes)

    @property
    def sums(self) -> str:
        """The report in one line."""
        well = sum(one.whole for one in self.outcomes)
        parts = [
            _("{n} done").format(n=well),
            _("{n} not, or not wholly").format(n=len(self.outcomes) - well) if well < len(self.outcomes) else "",
            _("{n} not begun").format(n=len(self.left)) if self.left else "",
        ]
        return _("{what}: {said}").format(what=self.what, said=_(", ").join(filter(None, parts)))


class JobBar(Static):
    """The line at the foot while something runs: how far it is, and at which article. One job at a time."""

    DEFAULT_CSS = """
    JobBar { height: 1; padding: 0 1; display: none; background: $boost; }
    JobBar.running { display: block; }
    """

    class Finished(Message):
        """The job has come to its end, or was stopped."""

        def __init__(self, report: Report) -> None:
            super().__init__()
            self.report = report

    def __init__(self, background: Callable[[], Newsroom], *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self._background = background
        self._stop = Event()
        self._what = ""
        self._far: tuple[float, str, str] = (0.0, "", "")  # the share that is done, in words, and the present article
        self.running = False

    def begin(self, what: str, rows: Sequence[ArticleRow], act: Act) -> None:
        """Does `act` to `rows`; a `Finished` comes at the end. Only where nothing is `running`."""
        self._what = what
        self._stop = Event()
        self.running = True
        self.add_class("running")
        self._far = (0.0, "", "")
        self._draw()
        stop = self._stop
        self.run_worker(lambda: self._work(what, rows, act, stop), thread=True, group="job")

    def on_mount(self) -> None:
        self.set_interval(_OFTEN, self._draw)

    def stop(self) -> None:
        """Ends the job as soon as nothing is half done."""
        self._stop.set()
        self.update(Text(_("{what}: stopping …").format(what=self._what)))

    def on_unmount(self) -> None:
        """Who leaves does not wait for what is left."""
        self._stop.set()

    def _work(self, what: str, rows: Sequence[ArticleRow], act: Act, stop: Event) -> None:
        """In a thread. Its message at the end waits for nobody, and is dropped when the screen is gone."""
        room, worker = self._background(), get_current_worker()
        outcomes: list[Outcome] = []

        def stopped() -> bool:
            return stop.is_set() or worker.is_cancelled

        def told(share: float, said: str, slug: str) -> None:
            self._far = (share, said, slug)

        for outcome in act(room, rows, Way(stopped, told)):
            outcomes.append(outcome)
        first = sorted(outcomes, key=lambda one: one.whole)
        begun = {(one.row.slug, one.row.target) for one in outcomes}
        left = tuple(row for row in rows if (row.slug, row.target) not in begun)
        self.post_message(self.Finished(Report(what, tuple(first), left)))

    def on_job_bar_finished(self, _event: Finished) -> None:
        self.running = False
        self.remove_class("running")

    def _draw(self) -> None:
        """How far the thread is now; it draws nothing itself, so it may tell as often as it likes."""
        if not self.running or self._stop.is_set():
            return
        share, said, slug = self._far
        full = round(_BAR * share)
        line = Text.assemble(
            f"{self._what} ", (" " * full, "on green"), (" " * (_BAR - full), REST),
            f" {said}  ", _("Esc stops"), "  ", (slug, "bold"),
        )  # fmt: skip
        self.update(line)


class ShowReport(InOrder, ModalScreen[None]):
    """What came of every article, those first that need a look; the whole of it for the one under the cursor."""

    BINDINGS = keys.bindings(keys.REPORT)
    DEFAULT_CSS = """
    ShowReport { align: center middle; }
    ShowReport #said { height: 5; padding: 1 1 0 1; border-top: solid $panel; }
    """

    def __init__(self, report: Report) -> None:
        super().__init__()
        self._report = report
        self._lines = [
            *((one.row.slug, one.row.target, one.whole, one.said, one.remedy) for one in report.outcomes),
            *((row.slug, row.target, False, _("not begun"), "") for row in report.left),
        ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(self._report.sums, classes="question", markup=False)
            yield Rows(id="outcomes")
            yield Static("", id="said", markup=False)
            yield Foot(keys.REPORT)

    def on_resize(self, event: events.Resize) -> None:
        table = self.query_one(Rows)
        slug = min(32, event.size.width // 3)
        said = max(20, event.size.width * 92 // 100 - slug - 1 - 5 - 15)  # beside the other columns, gaps and borders
        columns = [Column("", 1), Column(_("article"), slug), Column(_("to"), 5), Column(_("what came of it"), said)]
        table.show(columns, len(self._lines), self._cells)
        table.move(table.cursor_row)

    def _cells(self, index: int) -> list[Text]:
        slug, target, whole, said, _remedy = self._lines[index]
        mark = Text("✓", "green") if whole else Text("✗", SEVERITY_STYLE["error"])
        return [mark, Text(slug), Text(target), Text(said)]

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        _slug, _target, _whole, said, remedy = self._lines[event.index]
        self.query_one("#said", Static).update(f"{said}\n→ {remedy}" if remedy else said)

    def on_rows_selected(self, event: Rows.Selected) -> None:
        self.query_one(Rows).move(event.index)

    def action_up(self) -> None:
        """The article above."""
        table = self.query_one(Rows)
        table.move(table.cursor_row - 1)

    def action_down(self) -> None:
        """The article below."""
        table = self.query_one(Rows)
        table.move(table.cursor_row + 1)

    def action_page_up(self) -> None:
        """A page up."""
        self.query_one(Rows).page(-1)

    def action_page_down(self) -> None:
        """A page down."""
        self.query_one(Rows).page(1)

    def action_close(self) -> None:
        """Back to the desk."""
        self.dismiss(None)
