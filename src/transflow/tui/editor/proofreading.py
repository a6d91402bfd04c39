"""Proofreading: the translation alone, at a measure that the eye follows, with its findings in the lines."""

from typing import ClassVar

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.interface import mark as N_
from transflow.newsroom import editing
from transflow.segment import Status
from transflow.tui import keys
from transflow.tui.editor.pages import APART, NOTES, SCROLL_BAR, margin
from transflow.tui.editor.readers import Reader
from transflow.tui.prompts import Ask

_NOTES_AT_MOST = 48  # cells


class ProofreadingScreen(Reader):
    """Reads, signs and sends back."""

    BINDINGS = keys.bindings(keys.PROOFREADING)
    TABLE = keys.PROOFREADING
    NAME: ClassVar[str] = N_("Proofreading")
    GAPS = True

    def columns(self) -> tuple[bool, int]:
        """One column."""
        return False, self.measure()

    def notes(self, width: int) -> int:
        """Beside the text, where there is room for them."""
        room = self.size.width - SCROLL_BAR - width - margin()
        # The text stands in the middle as long as that leaves its notes enough.
        return min(max(room // 2 - APART, NOTES), _NOTES_AT_MOST) if room >= APART + NOTES else 0

    def action_approve(self) -> None:
        """Signs the segment, and goes on to the next that waits for a signature."""
        if self.view is None:
            return
        try:
            done = editing.approve(self.room, self.slug, [self.view.segment.id], self.locale)
        except TransflowError as error:
            self.refuse(error)
            return
        for one in done.refused:
            self.notify(one.reason, severity="error", markup=False)
        if self.reload() and not done.refused:
            self.seek(lambda view: view.segment.status is Status.TRANSLATED)

    def action_send_back(self) -> None:
        """Returns the segment to its translator with a note."""
        if self.view is not None:
            ident = self.view.segment.id
            self.app.push_screen(Ask(_("What is to be mended?")), lambda note: self._send_back(ident, note))

    def _send_back(self, ident: str, note: str | None) -> None:
        if note is None:
            return
        try:
            editing.send_back(self.room, self.slug, ident, note, self.locale)
        except TransflowError as error:
            self.refuse(error)
        self.reload()
