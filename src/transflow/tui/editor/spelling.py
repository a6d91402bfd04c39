"""Spelling beside the keyboard: English is read in a thread, and what is found is shown when it is there."""

from collections.abc import Iterable

from transflow.newsroom import reading
from transflow.segment import Segment
from transflow.tui.editor.recovering import Recovering
from transflow.tui.rows import Rows


class Spelling(Recovering):
    """Has the whole article read when it is opened, a segment when it changes, and what is typed once fingers rest."""

    def on_mount(self) -> None:
        self._read_all()

    def replaced(self, segment: Segment) -> None:
        super().replaced(segment)
        self._have_read([segment.target])

    def reload(self, keep: str | None = None) -> None:
        super().reload(keep)
        self._read_all()

    def _check(self) -> None:
        super()._check()
        if self.is_whole:
            self._have_read([self.typed])

    def _read_all(self) -> None:
        self._have_read(view.segment.target for view in self.sheet.views)

    def _have_read(self, targets: Iterable[str]) -> None:
        self.lookup.proofread(tuple(targets), self._were_read)

    def _were_read(self) -> None:
        """Something was found (from another thread)."""

        def show() -> None:
            if not self.is_whole:
                return
            before = self.view
            self.sheet = reading.proofread(self.room, self.sheet)
            self.query_one(Rows).refresh()
            if self.view is not before and self._typed is None:
                self.present()
            super(Spelling, self)._check()  # what is being typed, too

        if self.is_running:
            self.app.call_from_thread(show)
