"""The segment editor: every key of it, each a verb of the desk."""

from collections.abc import Callable

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import editing, publication, reading, record, regrouping
from transflow.segment import Segment, Status
from transflow.tui import keys, panels, typing
from transflow.tui.bench import Bench
from transflow.tui.field import Field
from transflow.tui.prompts import Ask, Choose, Show, help_text
from transflow.tui.seen import FILTERS, finished


class EditorScreen(Bench):
    """One article and target, as translators and reviewers work on it."""

    BINDINGS = keys.bindings(keys.EDITOR)

    # ── the translator ──────────────────────────────────────────────────────────────────────────────────────────
    def action_confirm(self) -> None:
        """A person stands behind this text; on to the next unfinished one."""
        if self.view is None:
            return
        typed = self.query_one(Field).text
        if self.view.segment.omitted is None and not typed.strip():
            self.app.bell()
            self.notify(_("nothing is written; Alt+O leaves a segment out on purpose"), severity="warning")
            return
        if (self.view.segment.omitted is not None and not typed.strip()) or self.edit(typed):
            self.seek(lambda view: not finished(view))

    def action_insert(self, number: int) -> None:
        """Puts a match of the memory into the field."""
        if self.aid and number <= len(self.aid.matches):
            field = self.query_one(Field)
            field.replace(self.aid.matches[number - 1].target, (0, 0), field.document.end)
            field.move_cursor(field.document.end)
        else:
            self.app.bell()

    def action_next_term(self) -> None:
        """Writes the rendering of the source's next term."""
        if self.view:
            hits = reading.term_hits(self.room, self.sheet, self.view.segment)
            self._put(typing.next_term(hits, self.query_one(Field).text, self.locale))

    def action_next_number(self) -> None:
        """Writes the source's next number."""
        if self.view:
            self._put(typing.next_number(self.view.segment.source, self.query_one(Field).text))

    def action_next_tag(self) -> None:
        """Writes the source's next tag, a pair around what is selected."""
        if self.view:
            pair = typing.next_tag(self.view.segment.source, self.query_one(Field).text)
            self._put(*(pair or (None,)))

    def _put(self, before: str | None, after: str = "") -> None:
        if before is None:
            self.app.bell()
        else:
            self.query_one(Field).put(before, after)

    def action_omit(self) -> None:
        """Leaves the segment out on purpose."""
        self._ask(
            _("Why is it left out?"), lambda ident, why: editing.omit(self.room, self.slug, ident, why, self.locale)
        )

    def action_comment(self) -> None:
        """Adds a remark."""
        self._ask(_("Remark"), lambda ident, text: editing.comment(self.room, self.slug, ident, text, self.locale))

    def action_waive(self) -> None:
        """Accepts the findings of one check."""
        if not self.save() or self.view is None:
            return
        standing = list(dict.fromkeys(one.finding.check for one in self.view.findings if not one.waived))
        if not standing:
            self.notify(_("no finding stands here"))
            return

        def chosen(number: int | None) -> None:
            if number is not None:
                check = standing[number]
                self._ask(
                    _("Why is “{check}” accepted here?").format(check=check),
                    lambda ident, why: editing.waive(self.room, self.slug, ident, check, why, self.locale),
                )

        if len(standing) == 1:
            chosen(0)
        else:
            self.app.push_screen(Choose(_("Which finding?"), standing), chosen)

    def _ask(self, question: str, work: Callable[[str, str], Segment]) -> None:
        """Asks for a line of text, and acts on the present segment with it."""
        if not self.save() or self.view is None:
            return
        ident = self.view.segment.id

        def answered(text: str | None) -> None:
            if text is not None:
                self.acted(lambda: work(ident, text))

        self.app.push_screen(Ask(question), answered)

    def action_join(self) -> None:
        """Joins the segment with the next one of its paragraph."""
        self._regroup(lambda ident: regrouping.join(self.room, self.slug, ident, self.locale))

    def action_split(self) -> None:
        """Cuts the source at a place that the person chooses."""
        if not self.save() or self.view is None:
            return
        source = self.view.segment.source
        places = reading.cuts(source)
        if not places:
            self.notify(_("there is no punctuation mark inside to cut at"), severity="warning")
            return

        def chosen(number: int | None) -> None:
            if number is not None:
                offset = places[number]
                self._regroup(lambda ident: regrouping.split(self.room, self.slug, ident, offset, self.locale)[0])

        shown = [f"{source[:one]} ┃ {source[one:]}" for one in places]
        self.app.push_screen(Choose(_("Where shall it be cut?"), shown), chosen)

    def _regroup(self, work: Callable[[str], Segment]) -> None:
        if not self.save() or self.view is None:
            return
        try:
            made = work(self.view.segment.id)
        except TransflowError as error:
            self.refuse(error)
            return
        self.reload(made.id)

    def action_earlier(self) -> None:
        """The texts that stood here before, each with the difference to the present one; one can be taken back."""
        if self.view is None or not self.save():
            return
        segment = self.view.segment
        texts = record.earlier(self.room, self.slug, segment.id, self.locale)
        if not texts:
            self.notify(_("nothing stood here before"))
            return

        def chosen(number: int | None) -> None:
            if number is not None:
                self.query_one(Field).show(texts[number].text)

        shown = [panels.earlier(one, segment.target) for one in texts]
        self.app.push_screen(Choose(_("Earlier texts (Enter puts one into the field)"), shown), chosen)

    def action_filter(self) -> None:
        """Shows only segments of one kind; Ctrl+N and the page keys go among these."""
        if not self.save():
            return
        names = [_("all")] + [_(name) for name, _wanted in FILTERS]

        def chosen(number: int | None) -> None:
            if number is not None:
                self.narrow(None if number == 0 else FILTERS[number - 1])

        self.app.push_screen(Choose(_("Show only"), names), chosen)

    def action_undo(self) -> None:
        """Takes back one's own last act."""
        typed = self.query_one(Field).text
        if typed != self.began:
            self.query_one(Field).show(self.began)
            return
        try:
            done = record.undo(self.room, self.slug, self.locale)
        except TransflowError as error:
            self.refuse(error)
            return
        self.reload(done.before.id if done.before else done.segment)
        self.notify(_("taken back: {verb}").format(verb=_(done.verb.value)), markup=False)

    def action_translate(self) -> None:
        """Machine-translates what is left, while the person goes on working."""
        if self.save():
            self.notify(_("translating …"))
            self.lookup.translate(self._translated)

    def _translated(self, said: str, failed: bool) -> None:
        def show() -> None:
            self.notify(said, severity="warning" if failed else "information", markup=False)
            if self.is_mounted and self.query_one(Field).text == self.began:
                self.reload(self.view.segment.id if self.view else None)

        if self.is_running:
            self.app.call_from_thread(show)

    # ── the reviewer ────────────────────────────────────────────────────────────────────────────────────────────
    def action_approve(self) -> None:
        """Signs the segment and goes on to the next that waits for a signature."""
        if self.view is None or not self.save():
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
            said = [_("{n} approved").format(n=len(done.approved))] if ids is None else []
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
        self._ask(
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

    def help(self) -> None:
        """Every key."""
        self.app.push_screen(Show(_("The editor"), help_text(keys.EDITOR)))

    def action_back(self) -> None:
        """Saves and goes back to the desk."""
        if self.save():
            self.dismiss(None)
