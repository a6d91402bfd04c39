"""The sentence that was being typed when the program was killed comes back."""

from contextlib import suppress

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import unsaved
from transflow.newsroom.unsaved import Unsaved
from transflow.segment import Kind
from transflow.tui.editor.document import DocumentScreen
from transflow.tui.editor.following import Following
from transflow.tui.text.field import Field

_KEEP = 1.0  # seconds: what was typed in the last one may be lost


class Recovering(Following):
    """Keeps what is typed and not saved yet, and gives it back at the next opening."""

    _kept: Unsaved | None = None

    def on_mount(self) -> None:
        self.call_after_refresh(self._recover)
        self.set_interval(_KEEP, self.keep)

    def keep(self) -> None:
        """Only a crash reads it, so trouble with it troubles nobody: the save of the text itself says so."""
        typed, found = self.query_one(Field).text, None
        if self.view is not None and self.typed != self.began:
            found = Unsaved(self.view.segment.id, self.began, typed)
        if found == self._kept:
            return
        with suppress(TransflowError):
            if found is None:
                unsaved.drop(self.room, self.slug, self.locale)
            else:
                unsaved.keep(self.room, self.slug, self.locale, found)
            self._kept = found

    def succeed(self) -> bool:
        """As without it; what is kept goes along, where the renaming has not taken it along already."""
        former = self.slug
        done = super().succeed()
        if done:
            with suppress(TransflowError):  # as above
                unsaved.drop(self.room, former, self.locale)
                self._kept = unsaved.kept(self.room, self.slug, self.locale)
        return done

    def write_document(self, begun: str | None = None) -> None:
        """Opens the present segment, the body of an adapted article, as a text of its own; `begun` is what to begin
        with instead of what stands there."""
        if self.view is not None:
            ident = self.view.segment.id
            screen = DocumentScreen(self.room, self.slug, self.sheet, self.view, begun)
            self.app.push_screen(screen, lambda _nothing: self.reload(ident))

    def _recover(self) -> None:
        """Puts the text back, if the segment is still as it was when it was typed."""
        try:
            found = unsaved.kept(self.room, self.slug, self.locale)
        except TransflowError:
            return
        if found is None:
            return
        for place, view in enumerate(self.sheet.views):
            if view.segment.id == found.segment and view.segment.target == found.before:
                self.go(place)
                if view.segment.kind is Kind.BODY:
                    self.write_document(found.text)
                else:
                    self._kept = found
                    self.query_one(Field).show(found.text)
                self.notify(_("what you were typing when the program ended is back, not saved yet"), timeout=10)
                return
        with suppress(TransflowError):
            unsaved.drop(self.room, self.slug, self.locale)
