"""What reviewers and editors do in the editor: sign, correct, send back, preview, publish."""

from transflow.errors import ConflictError, TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import editing, publication, signing
from transflow.segment import Status
from transflow.tui import keys
from transflow.tui.editor.bench import Bench
from transflow.tui.editor.browsing import browse
from transflow.tui.editor.preview import PreviewScreen
from transflow.tui.editor.proofreading import ProofreadingScreen
from transflow.tui.editor.signing import SignOffScreen
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
            said = (
                [_("{n} approved; {key} takes it back").format(n=done.signed, key=keys.key(self.app, "editor.undo"))]
                if ids is None
                else []
            )
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
            done = editing.correct(self.room, self.slug, ident, typed, self.locale, expected=self.began)
        except ConflictError:
            self.settle(typed)
            return
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
            lambda: self.seek(lambda view: view.segment.status is Status.TRANSLATED),
        )

    # ── the article ─────────────────────────────────────────────────────────────────────────────────────────────
    def action_publish(self) -> None:
        """Shows what one signs for, and publishes the article when that is said."""
        if not self.save():
            return
        try:
            summaries = signing.summary(self.room, self.slug)
        except TransflowError as error:
            self.refuse(error)
            return
        self.app.push_screen(SignOffScreen(summaries), self._publish)

    def _publish(self, said: bool | None) -> None:
        if not said:
            return
        try:
            done = publication.publish(self.room, [self.slug])
        except TransflowError as error:
            self.refuse(error)
            return
        for one in done.refused:
            self.notify(_("{what}: {said}").format(what=one.target, said=one.reason), severity="error", markup=False)
        if not done.refused:
            self.notify(_("{slug}: published").format(slug=self.slug), markup=False)
        self.reload(self.view.segment.id if self.view else None)

    def action_preview(self) -> None:
        """The article as it would be read, beside its source."""
        self._read(PreviewScreen)

    def action_proofread(self) -> None:
        """The translation alone, as readers will have it."""
        self._read(ProofreadingScreen)

    def _read(self, screen: "type[PreviewScreen | ProofreadingScreen]") -> None:
        if self.save() and self.view:
            place = (self.room, self.background, self.slug, self.locale, self.view.segment.id)
            try:
                reader = screen(*place)
            except TransflowError as error:
                self.refuse(error)
            else:
                self.app.push_screen(reader, self._come_back)

    def _come_back(self, segment_id: str | None) -> None:
        """To the segment on which the reader stopped."""
        self.reload(segment_id or (self.view.segment.id if self.view else None))

    def action_browse(self) -> None:
        """The page as it would be published, in a browser."""
        if self.save():
            browse(self, self.background, self.slug, self.locale)

    def action_back(self) -> None:
        """Saves and goes back to the desk; where only some segments are shown, first back to all of them."""
        if not self.may_leave():
            return
        if self.filter is not None and not self.gone:
            self.narrow(None)
        else:
            self.app.clear_notifications()
            self.dismiss(None)
