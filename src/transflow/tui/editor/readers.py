"""What proofreading and preview have in common: an article to read, and a cursor that goes by segments."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from transflow.errors import NoArticleError, TransflowError
from transflow.interface import gettext as _
from transflow.language import is_chinese
from transflow.newsroom import reading
from transflow.newsroom.reading import Sheet, View
from transflow.newsroom.room import Newsroom
from transflow.tui import keys
from transflow.tui.editor.browsing import browse
from transflow.tui.editor.flow import paragraphs
from transflow.tui.editor.heirs import goes_on
from transflow.tui.editor.lines import MEASURE
from transflow.tui.editor.pages import SCROLL_BAR, Pages, lay_out_all, margin
from transflow.tui.editor.stopping import stops
from transflow.tui.foot import Foot
from transflow.tui.looks import MARKS, SEVERITY_STYLE, status_text
from transflow.tui.order import InOrder

_WATCH = 2.0  # seconds between looks at what others did to the same article
_NARROWEST = 10  # cells of a column, however small the terminal is


class Reader(InOrder, Screen[str | None]):
    """One article as it reads; dismissed with the id of the segment on which the reader stopped.

    `sheet` is the article as the caller has read it, and `mark` (`reading.mark`) when; else it is read now.
    """

    TABLE: ClassVar[Sequence[keys.Key]] = keys.READING
    NAME: ClassVar[str] = ""
    GAPS: ClassVar[bool] = False  # whether what is left out is marked

    def __init__(
        self,
        room: Newsroom,
        background: Callable[[], Newsroom],
        slug: str,
        locale: str,
        segment_id: str,
        sheet: Sheet | None = None,
        mark: tuple[str, ...] | None = None,
    ) -> None:
        super().__init__()
        self.room, self.background = room, background
        self.slug, self.locale = slug, locale
        self.mark = mark or reading.mark(room, slug, locale)
        self.sheet: Sheet = sheet or reading.sheet(room, slug, locale)
        self.stops = [
            one.place for one in stops(self.sheet)
        ]  # the place in the sheet of each segment that is come to, in reading order
        self.stop = self._stop_of(segment_id) or 0
        self._laid_for = 0  # the width for which the lines were last set

    def compose(self) -> ComposeResult:
        yield Static("", id="masthead", markup=False)
        yield Pages()
        yield Static("", id="told", markup=False)
        yield Foot((keys.ANYWHERE[0], *self.TABLE, *keys.ANYWHERE[1:]))  # help, then what is done here

    def on_mount(self) -> None:
        """The pages hold the focus, so that no letter goes astray."""
        self.query_one(Pages).focus()
        self.set_interval(_WATCH, self._watch)

    def on_resize(self, event: events.Resize) -> None:
        """Lines are set anew for another width."""
        if event.size.width != self._laid_for:
            self._laid_for = event.size.width
            self.lay_out()

    @property
    def view(self) -> View | None:
        """The segment under the cursor; None in an article without any."""
        return self.sheet.views[self.stops[self.stop]] if self.stops else None

    def _stop_of(self, segment_id: str) -> int | None:
        ids = [view.segment.id for view in self.sheet.views]
        return next((n for n, place in enumerate(self.stops) if ids[place] == segment_id), None)

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────
    def columns(self) -> tuple[bool, int]:
        """Whether the source stands beside the target, and how many cells a column has."""
        raise NotImplementedError  # for both screens to say; Textual's metaclass leaves no room for ABC's

    def notes(self, width: int) -> int:
        """How many cells there are for findings beside columns of `width` (0: none are shown there)."""
        del width
        return 0

    def measure(self, gutters: int = 0, columns: int = 1) -> int:
        """The cells of each of `columns`, which share the screen: never more than the eye follows."""
        room = (self.size.width - margin() - SCROLL_BAR - gutters) // columns
        return max(_NARROWEST, min(MEASURE[is_chinese(self.locale)], room))

    def lay_out(self) -> None:
        """Sets the article in lines, beside the keyboard: a long one takes a while."""
        self.run_worker(self._lay_out, thread=True, exclusive=True, group="lay out")

    def _lay_out(self) -> None:
        worker, sheet = get_current_worker(), self.sheet
        beside, width = self.columns()
        right = paragraphs(sheet, target=True, gaps=self.GAPS)
        left = paragraphs(sheet, target=False) if beside else []
        former = self.query_one(Pages).laid
        laid = lay_out_all(left, right, width, self.notes(width), former, lambda: worker.is_cancelled)

        def show() -> None:
            if self.is_mounted and not worker.is_cancelled and sheet is self.sheet:
                self.query_one(Pages).show(lambda place: sheet.views[place].segment, left, right, laid)
                self.go(self.stop)

        if not worker.is_cancelled:
            self.app.call_from_thread(show)

    def go(self, stop: int) -> None:
        """Puts the cursor on a segment, by its number in reading order."""
        self.stop = max(0, min(stop, len(self.stops) - 1))
        self.query_one(Pages).move(self.stop)
        number = f"{self.stop + 1}/{len(self.stops)}" if self.stops else "0/0"
        facts = f"   {self.sheet.source} → {self.locale}   {_(self.sheet.stage.value)}   {number}   {self.room.actor}"
        title = Text(f"{_(self.NAME)}   {self.sheet.article.title}")
        title.truncate(max(12, self.size.width - 2 - Text(facts).cell_len), overflow="ellipsis")
        self.query_one("#masthead", Static).update(title.append(facts))
        if self.view is not None:
            self.query_one("#told", Static).update(self.told(self.view))

    def told(self, view: View) -> Text:
        """What is to be said of the segment under the cursor: its state, then each finding in a line."""
        text = Text().append_text(status_text(view.segment))
        for name in filter(None, (view.segment.by, view.segment.approver)):
            text.append(f"  {name}", "not bold")
        if view.segment.omitted is not None:
            text.append(_("  (left out: {why})").format(why=view.segment.omitted), "italic")
        if view.segment.returned is not None:
            back = view.segment.returned
            said = _("{what}: {said}").format(what=back.by, said=back.note)
            text.append(f"  {said}", "bold")
        for one in view.findings:
            if not one.waived:
                severity = one.finding.severity.value
                text.append(f"\n{MARKS[severity]} {one.finding.message}", SEVERITY_STYLE[severity])
        return text

    # ── what becomes of it meanwhile ────────────────────────────────────────────────────────────────────────────
    def reload(self) -> bool:
        """Reads the article anew, after an act; whether it could be read."""
        mark = reading.mark(self.room, self.slug, self.locale)
        try:
            sheet = reading.sheet(self.room, self.slug, self.locale, self.sheet)
            stops(sheet)  # whether it can be read as it is put together now
        except TransflowError as error:
            self.refuse(error)
            return False
        self._take(sheet, mark)
        return True

    def _take(self, sheet: Sheet, mark: tuple[str, ...]) -> None:
        """Shows `sheet`; the cursor stays on its segment."""
        present = self.view.segment.id if self.view else ""
        self.sheet, self.mark = sheet, mark
        self.stops = [one.place for one in stops(sheet)]
        same = self.stop < len(self.stops) and self.view is not None and self.view.segment.id == present
        found = self.stop if same else self._stop_of(present)
        self.go(self.stop if found is None else found)
        self.lay_out()

    def _watch(self) -> None:
        """What others do to the article shows up by itself."""
        if self.app.screen is self and reading.mark(self.room, self.slug, self.locale) != self.mark:
            self.run_worker(self._read_anew, thread=True, exclusive=True, group="watch")

    def _read_anew(self) -> None:
        """In a thread."""
        worker, room, former = get_current_worker(), self.background(), self.sheet
        mark = reading.mark(room, self.slug, self.locale)
        failed, sheet = None, former
        try:
            sheet = reading.sheet(room, self.slug, self.locale, former)
            stops(sheet)
        except TransflowError as error:
            failed = error

        def take_up() -> None:
            if not self.is_mounted or self.sheet is not former:
                return  # an act of one's own has read it meanwhile
            if failed is not None:
                self.mark = mark  # it is said once; the next change is looked at again
                self.refuse(failed)
            else:
                self._take(sheet, mark)

        if not worker.is_cancelled:
            self.app.call_from_thread(take_up)

    def refuse(self, error: TransflowError) -> None:
        """Says why something was not done; an article that was renamed meanwhile is shown under its new slug."""
        if isinstance(error, NoArticleError):
            self.slug = goes_on(self, self.room, self.slug) or self.slug
        else:
            self.notify(str(error), severity="error", markup=False)

    # ── keys ────────────────────────────────────────────────────────────────────────────────────────────────────
    def on_pages_selected(self, event: Pages.Selected) -> None:
        """A click on a text."""
        self.go(event.stop_number)

    def seek(self, wanted: Callable[[View], bool]) -> None:
        """To the next segment that is `wanted`, from here around."""
        for step in range(1, len(self.stops) + 1):
            stop = (self.stop + step) % len(self.stops)
            if wanted(self.sheet.views[self.stops[stop]]):
                self.go(stop)
                return
        self.notify(_("no other segment is like that"), timeout=3)

    def action_up(self) -> None:
        """The segment before."""
        self.go(self.stop - 1)

    def action_down(self) -> None:
        """The next segment."""
        self.go(self.stop + 1)

    def action_page_up(self) -> None:
        """A page up."""
        self._page(-1)

    def action_page_down(self) -> None:
        """A page down."""
        self._page(1)

    def _page(self, direction: int) -> None:
        stop = self.query_one(Pages).page(direction)
        if stop != self.stop:
            self.go(stop)

    def action_next_finding(self) -> None:
        """The next segment with a finding that stands."""
        self.seek(lambda view: any(not one.waived for one in view.findings))

    def action_browse(self) -> None:
        """The page in a browser."""
        browse(self, self.background, self.slug, self.locale)

    def action_edit(self) -> None:
        """Back to the editor, at this segment."""
        self.dismiss(self.view.segment.id if self.view else None)

    def action_back(self) -> None:
        """Back to the editor, at this segment."""
        self.action_edit()
