"""The desk: every article and target by stage, as a list or a board; type to filter, Enter to open."""

import time
from collections.abc import Callable
from functools import partial
from importlib import import_module

from textual.screen import Screen
from textual.widgets import Input

from transflow.act import Verb
from transflow.errors import RefusedError, TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import assigning
from transflow.newsroom.acting import permit
from transflow.newsroom.room import Newsroom
from transflow.tui import keys
from transflow.tui.desk import acts
from transflow.tui.desk.board import Board
from transflow.tui.desk.listing import ORDERS
from transflow.tui.desk.shown import ShownDesk
from transflow.tui.desk.waiting import Opening, Waiting
from transflow.tui.desk.work import JobBar, Report, ShowReport
from transflow.tui.order import InOrder, caught_up
from transflow.tui.prompts import Ask, Choose
from transflow.tui.rows import Rows

# Screens that few ask for, imported when they do.
SCREENS = {"statistics": "transflow.tui.statistics:StatisticsScreen"}
_PEOPLE = 30  # names to choose from: each has a key of its own
# What can be done before the articles are there; the rest waits for them.
_ANYTIME = frozenset({"board", "mine", "sort", "reload", "statistics", "clear"})


class DeskScreen(InOrder, ShownDesk):
    """All articles. The filter holds the focus, so that typing narrows the list at once."""

    BINDINGS = keys.bindings(keys.DESK)

    def __init__(
        self, room: Newsroom, background: Callable[[], Newsroom], opened: tuple[str, str | None] | None = None
    ) -> None:
        super().__init__(room, background, opened)
        self._unread: Report | None = None  # came while another screen was in front

    async def action_do(self, action: str, *arguments: object) -> None:
        """A command takes effect on the articles that fit what was typed before it, as soon as they are there."""
        self._touched = time.monotonic()
        await caught_up(self)
        if self._listing is None and action not in _ANYTIME:
            self._waiting = Waiting(_("reading the newsroom …"))
            self._begun = partial(self.action_do, action, *arguments)
            await self.app.push_screen(self._waiting)
        else:
            self._narrow()
            await super().action_do(action, *arguments)

    def on_screen_resume(self) -> None:
        """Back from another screen: what has changed meanwhile, and what came of a job."""
        if self._listing is not None or self._trouble:
            self.action_reload()
        if self._unread is not None:
            report, self._unread = self._unread, None
            self._tell_report(report)

    async def on_rows_selected(self, event: Rows.Selected) -> None:
        """A click puts the cursor on an article, a click on that opens it (on the board, too)."""
        if event.index == self._view.cursor_row:
            await self.action_open()
        else:
            self._view.move(event.index)

    # ── going about ─────────────────────────────────────────────────────────────────────────────────────────────
    async def action_open(self) -> None:
        """Opens the article under the cursor."""
        entry = self._chosen()
        if entry:
            await self.app.push_screen(Opening(self._room, self._background, entry.name))
        else:
            self.app.bell()

    def action_up(self) -> None:
        """The article above."""
        self._step(-1)

    def action_down(self) -> None:
        """The article below."""
        self._step(1)

    def _step(self, direction: int) -> None:
        view = self._view
        if isinstance(view, Board):
            view.step(direction)
        else:
            view.move(view.cursor_row + direction)

    def action_left(self) -> None:
        """On the board, the stage before."""
        self.query_one(Board).sideways(-1)

    def action_right(self) -> None:
        """On the board, the next stage."""
        self.query_one(Board).sideways(1)

    def action_page_up(self) -> None:
        """A page up."""
        self._view.page(-1)

    def action_page_down(self) -> None:
        """A page down."""
        self._view.page(1)

    def action_clear(self) -> None:
        """Stops what runs; else empties the filter; else shows everything again; else takes the marks away."""
        job, words = self.query_one(JobBar), self.query_one(Input)
        if job.running:
            job.stop()
        elif words.value:
            words.value = ""
        elif self._mine:
            self.action_mine()
        else:
            self._marked.clear()
            self._show()

    def action_board(self) -> None:
        """The board, or the list again, with the cursor on the same article."""
        chosen = self._view.cursor_row
        self._on_board = not self._on_board
        self._view.cursor_row = chosen
        self._show()

    def action_mine(self) -> None:
        """Only what waits for the person, or everything again, on the article where one was unless one has gone on."""
        was, self._mine = self._chosen_name(), not self._mine
        left, came = self._left
        if not self._mine and was == came:
            self._wanted = left
        self._show()
        if self._mine:
            self._left = was, self._chosen_name()

    def action_sort(self) -> None:
        """The next order."""
        self._order = (self._order + 1) % len(ORDERS)
        self._show()

    def action_statistics(self) -> None:
        """The newsroom's numbers."""
        module, name = SCREENS["statistics"].split(":")
        make: Callable[[Newsroom, Callable[[], Newsroom]], Screen[None]] = getattr(import_module(module), name)
        self.app.push_screen(make(self._room, self._background))

    # ── work on one article or on several ───────────────────────────────────────────────────────────────────────
    def action_mark(self) -> None:
        """Marks the article under the cursor, or takes the mark away, and goes one down."""
        entry = self._chosen()
        if entry:
            self._marked ^= {entry.name}
            self._show()
            self._step(1)

    def action_mark_all(self) -> None:
        """Marks all that are shown; if they are, takes the marks away."""
        names = {one.name for one in self._shown}
        self._marked = self._marked - names if names <= self._marked else self._marked | names
        self._show()

    def _begin(self, what: str, verb: Verb, act: acts.Act) -> None:
        """Does `act` for the marked articles that are shown, or the one under the cursor, beside the keyboard."""
        entry, job = self._chosen(), self.query_one(JobBar)
        meant = [one.row for one in self._shown if one.name in self._marked] or ([entry.row] if entry else [])
        if not meant:
            self.app.bell()
        elif job.running:
            self.notify(_("something is still running; Esc stops it"), severity="warning", markup=False)
        elif self._may(verb):  # asked once, not of every article
            job.begin(what, meant, act)

    def _may(self, verb: Verb) -> bool:
        """Whether the person may do that at all; it is said if not."""
        try:
            permit(self._room, verb)
        except RefusedError as refused:
            self.notify(str(refused), severity="error", markup=False)
            return False
        return True

    def on_job_bar_finished(self, event: JobBar.Finished) -> None:
        """Tells what came of it when the desk is in front: a report must not come between a writer and a field."""
        self.action_reload()
        if self.app.screen is self:
            self._tell_report(event.report)
        else:
            self._unread = event.report
            self.notify(event.report.sums, severity="information" if event.report.whole else "warning", markup=False)

    def _tell_report(self, report: Report) -> None:
        if report.whole:
            said = {one.said for one in report.outcomes}
            what = report.outcomes[0].row.slug if len(report.outcomes) == 1 else report.sums
            only = _("{what}: {said}").format(what=what, said=said.pop()) if len(said) == 1 else what
            self.notify(only, markup=False)
        else:
            self.app.push_screen(ShowReport(report))

    def action_translate(self) -> None:
        """Machine-translates the articles that are meant."""
        self._begin(_("translating"), Verb.FILL, acts.translate)

    def action_publish(self) -> None:
        """Publishes the articles that are meant, or says why not."""
        self._begin(_("publishing"), Verb.PUBLISH, acts.each(acts.publish))

    def action_approve(self) -> None:
        """Signs every segment that may be signed in the articles that are meant."""
        self._begin(_("approving"), Verb.APPROVE, acts.each(acts.approve))

    def action_claim(self) -> None:
        """Takes the articles that are meant for oneself."""
        self._begin(_("claiming"), Verb.EDIT, acts.each(acts.assign(self._room.actor)))

    def action_assign(self) -> None:
        """Gives the articles that are meant to somebody: out of `[people]` where that table is, else out of those who
        have worked here, or to somebody new."""
        if not self._chosen():
            self.app.bell()
        elif self._may(Verb.ASSIGN):
            people = self._room.settings.people.values()
            known = self._listing.people if self._listing else ()
            if people:
                names = [one.login for one in people]
                shown = ["  ".join((one.login, *one.names.values())) for one in people]
            else:
                names = list(known[:_PEOPLE])
                shown = [*names, _("somebody else …")]
            if not people and not known:
                self._ask_name()
                return

            def chosen(number: int | None) -> None:
                if number is not None and number < len(names):
                    self._assign(names[number])
                elif number is not None and number < len(shown):
                    self._ask_name()
                elif number is not None:
                    self._assign("")

            self.app.push_screen(Choose(_("Who shall work on it?"), [*shown, _("nobody")]), chosen)

    def _ask_name(self) -> None:
        self.app.push_screen(Ask(_("Who shall work on it? (no name: nobody)"), empty=True), self._assign)

    def _assign(self, name: str | None) -> None:
        if name is None:
            return
        known = self._listing.people if self._listing else ()
        try:
            meant = assigning.colleague(self._room, name, known)
        except TransflowError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        told = self._room.settings.people or meant in known
        self._begin(_("assigning"), Verb.ASSIGN, acts.each(acts.assign(meant or None, new=bool(meant) and not told)))
