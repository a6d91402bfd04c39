"""What reviewers and editors do in the editor: sign, correct, send back, preview, publish."""

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import editing, publication, reading
from transflow.segment import Status
from transflow.tui.editor.bench import Bench
from transflow.tui.prompts import Show
from transflow.tui.text.field import Field


class Reviewing(Bench):
    """The second person's keys."""

    # ── the reviewer ────────────────────────────────────────────────────────────────────────────────────────────
    def action_approve(self) -> None:
        """Signs the segment and goes on to the next that waits for a signature."""
        if self.view is None:
            return
        segment, typed = self.view.segment, self.query_one(Field).text
        if typed != self.began and segment.status is Status.TRANSLATED and segment.by != self.room.actor:
            self.action_correct()  # a reviewer who mends and signs is the approver, not the translator
            return
        if not self.save():
            return
        if self._sign([self.view.segment.id]):
            self.seek(lambda view: view.segment.status is Status.TRANSLATED)

    def action_approve_all(self) -> None:
        """Signs every segment that may be signed; what may not is told."""
        if self.save():
            self._sign(None)

    def _sign(self, ids: list[str] | None) -> bool:
        try:
            done = editing.approve(self.room, self.slug, ids, self.locale)
        except TransflowError as error:
            self.refuse(error)
            return False
        if ids is None or done.refused:
            reasons = list(dict.fromkeys(one.reason for one in done.refused))
            said = [_("{n} approved").format(n=done.signed)] if ids is None else []
            bad = bool(done.refused and ids)
            self.notify("\n".join([*said, *reasons[:4]]), severity="error" if bad else "information", markup=False)
        self.reload(self.view.segment.id if self.view else None)
        return not done.refused

    def action_correct(self) -> None:
        """A reviewer mends the text and signs it in one act."""
        if self.view is None:
            return
        ident, typed = self.view.segment.id, self.query_one(Field).text
        try:
            done = editing.correct(self.room, self.slug, ident, typed, self.locale)
        except TransflowError as error:
            self.refuse(error)
            return
        self.began = done.target
        self.replaced(done)
        self.seek(lambda view: view.segment.status is Status.TRANSLATED)

    def action_send_back(self) -> None:
        """Returns the segment to its translator with a note."""
        self.ask(
            _("What is to be mended?"),
            lambda ident, note: editing.send_back(self.room, self.slug, ident, note, self.locale),
        )

    # ── the article ─────────────────────────────────────────────────────────────────────────────────────────────
    def action_publish(self) -> None:
        """Publishes the article, or says why not."""
        if not self.save():
            return
        try:
            done = publication.publish(self.room, [self.slug])
        except TransflowError as error:
            self.refuse(error)
            return
        for one in done.refused:
            self.notify(f"{one.target}: {one.reason}", severity="error", markup=False)
        if not done.refused:
            self.notify(_("{slug}: published").format(slug=self.slug), markup=False)
        self.reload(self.view.segment.id if self.view else None)

    def action_preview(self) -> None:
        """The article as it would be read."""
        if self.save():
            text = reading.preview(reading.sheet(self.room, self.slug, self.locale))
            self.app.push_screen(Show(_("Preview"), text))

    def action_back(self) -> None:
        """Saves and goes back to the desk."""
        if self.save():
            self.app.clear_notifications()
            self.dismiss(None)
