"""Keeping up with what others do to the article that is open."""

from contextlib import suppress

from transflow.errors import NoArticleError, TransflowError
from transflow.interface import ngettext
from transflow.newsroom import losses, reading
from transflow.segment import Status
from transflow.tui import keys
from transflow.tui.editor.heirs import goes_on
from transflow.tui.editor.shown import Shown
from transflow.tui.text.field import Field

_WATCH = 2.0  # seconds between looks at what others did to the same article


class Following(Shown):
    """Takes up changes on disk, and never what is being typed."""

    gone = False  # whether the article was found to be under no slug any more

    def on_mount(self) -> None:
        self.set_interval(_WATCH, self._watch)
        self.run_worker(self._look_back, thread=True, group="losses")

    def _look_back(self) -> None:
        """In a thread: says what the article has lost since somebody last worked on it here."""
        with suppress(TransflowError):  # an article that has gone is told of by the next save
            lost = losses.lost(self.background(), self.slug, self.locale)
            if lost and self.is_running:
                self.app.call_from_thread(self._tell_lost, len(lost))

    def _tell_lost(self, count: int) -> None:
        said = ngettext(
            "{n} segment is empty in the PO file that had a text: it was lost outside transflow, and {key} has it",
            "{n} segments are empty in the PO file that had a text: it was lost outside transflow, and {key} has it",
            count,
        ).format(n=count, key=keys.key(self.app, "editor.earlier"))
        self.notify(said, severity="error", timeout=30, markup=False)

    def _watch(self) -> None:
        """Takes up what others did to this article meanwhile."""
        if self.app.screen is self and reading.mark(self.room, self.slug, self.locale) != self.mark:
            self.run_worker(self._read_anew, thread=True, exclusive=True, group="watch")

    def _read_anew(self) -> None:
        """Parses what has changed in another thread; what is parsed is kept, so that showing it then is quick."""
        with suppress(TransflowError):  # it is said when the same is shown
            reading.sheet(self.background(), self.slug, self.locale, self.sheet)
        self.app.call_from_thread(self._take_up)

    def _take_up(self) -> None:
        """Shows what others did."""
        if self.is_whole and reading.mark(self.room, self.slug, self.locale) != self.mark:
            self._show_anew()

    def _show_anew(self) -> None:
        """Shows the article as it is on disk; what is being typed stays as it is."""
        typed, began = self.query_one(Field).text, self.began
        present = self.view.segment.id if self.view else None
        stale = self._stale()
        try:
            if typed != began and not reading.has(self.room, self.slug, present or "", self.locale):
                return  # the segment is gone with a text in the field: leaving it asks where the text goes
        except TransflowError as error:
            self._unreadable(error)
            return
        if not self._reloaded(present):
            return
        more = self._stale() - stale
        if more > 0:
            said = ngettext("the source of {n} segment has changed", "the sources of {n} segments have changed", more)
            self.notify(said.format(n=more), severity="warning")
        if typed != began and self.view and self.view.segment.id == present:
            self.query_one(Field).show(typed)
            self.began = began  # so that saving finds what others wrote and shows both

    def reload(self, keep: str | None = None) -> None:
        """Reads the article anew; where it cannot be read that is said, and what is shown stays."""
        self._reloaded(keep)

    def _reloaded(self, keep: str | None) -> bool:
        try:
            super().reload(keep)
        except TransflowError as error:
            self._unreadable(error)
            return False
        self.gone = False
        return True

    def _unreadable(self, error: TransflowError) -> None:
        self.mark = reading.mark(self.room, self.slug, self.locale)  # it is said once; the next change is looked at
        self.refuse(error)

    def refuse(self, error: TransflowError) -> None:
        """Says why something was not done; an article that was renamed meanwhile is followed."""
        if isinstance(error, NoArticleError):
            self.succeed()
        else:
            super().refuse(error)

    def succeed(self) -> bool:
        """Goes on under the slug that the article has now, with what is being typed; whether it has one."""
        heir = goes_on(self, self.room, self.slug)
        self.gone = heir is None
        if heir is None:
            return False
        self.slug = heir
        self.lookup.follow(heir)
        self._show_anew()
        return True

    def _stale(self) -> int:
        """How many segments wait because their source has changed."""
        return sum(view.segment.status is Status.STALE for view in self.sheet.views)
