"""How doubtful machines' texts are, beside the segments: estimated in a thread; a key puts the worst in front."""

from collections.abc import Mapping

from textual.timer import Timer
from textual.worker import get_current_worker

from transflow.newsroom import estimating
from transflow.segment import Segment
from transflow.tui.editor.bench import Bench
from transflow.tui.editor.seen import WORST_FIRST
from transflow.tui.rows import Rows

_REST = 0.5  # seconds after a change before the article is estimated anew, half a millisecond a segment


class Doubting(Bench):
    """Keeps `doubts` for the machines' texts of the article as it is shown."""

    _estimating: Timer | None = None

    def on_mount(self) -> None:
        self._estimate()

    def replaced(self, segment: Segment) -> None:
        self.doubts = {ident: doubt for ident, doubt in self.doubts.items() if ident != segment.id}
        super().replaced(segment)

    def reload(self, keep: str | None = None) -> None:
        super().reload(keep)
        if self._estimating is not None:
            self._estimating.stop()
        self._estimating = self.set_timer(_REST, self._estimate)

    def action_worst_first(self) -> None:
        """Shows machines' texts alone, the most doubtful first, and goes to that one; then all segments again."""
        if not self.save():
            return
        self.narrow(None if self.filter is WORST_FIRST else WORST_FIRST)
        if self.filter is WORST_FIRST:
            self.go(self.shown[0])

    def _estimate(self) -> None:
        self.run_worker(self._estimated, thread=True, exclusive=True, group="doubts")

    def _estimated(self) -> None:
        """In a thread."""
        worker, sheet = get_current_worker(), self.sheet
        found = estimating.estimates(self.background(), sheet)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._take_estimates, found)

    def _take_estimates(self, found: Mapping[str, float]) -> None:
        if not self.is_whole:
            return
        live = {place: view.segment.id for place, view in enumerate(self.sheet.views) if estimating.by_machine(view)}
        before, self.doubts = self.doubts, {ident: found[ident] for ident in live.values() if ident in found}
        if self.doubts != before:
            if self.filter is WORST_FIRST and not before:  # asked for before it was known
                self.narrow(WORST_FIRST)
            self.query_one(Rows).refresh()
            present = live.get(self.place, "")
            if before.get(present) != self.doubts.get(present):
                self.present()
