"""The segment editor: every key of it, each a verb of the desk."""

from collections.abc import Callable

from rich.text import Text

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.memory import Unit
from transflow.newsroom import editing, reading, record, regrouping, replacing
from transflow.segment import Segment, Status
from transflow.tui import keys
from transflow.tui.editor import panels
from transflow.tui.editor.reviewing import Reviewing
from transflow.tui.editor.seen import FILTERS, finished
from transflow.tui.prompts import Ask, Choose, Show, help_text
from transflow.tui.text import typing
from transflow.tui.text.field import Field


class EditorScreen(Reviewing):
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

    def action_take_source(self) -> None:
        """Puts the source into the field."""
        if self.view:
            field = self.query_one(Field)
            field.replace(self.view.segment.source, (0, 0), field.document.end)
            field.move_cursor(field.document.end)

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
        self.ask(
            _("Why is it left out?"), lambda ident, why: editing.omit(self.room, self.slug, ident, why, self.locale)
        )

    def action_comment(self) -> None:
        """Adds a remark."""
        self.ask(_("Remark"), lambda ident, text: editing.comment(self.room, self.slug, ident, text, self.locale))

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
                self.ask(
                    _("Why is “{check}” accepted here?").format(check=check),
                    lambda ident, why: editing.waive(self.room, self.slug, ident, check, why, self.locale),
                )

        if len(standing) == 1:
            chosen(0)
        else:
            self.app.push_screen(Choose(_("Which finding?"), standing), chosen)

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

        shown = [f"{_end(source[:one])} ┃ {_beginning(source[one:])}" for one in places]
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

    def action_replace(self) -> None:
        """Replaces words in all translations of the article, after showing where."""
        if not self.save():
            return

        def asked(find: str | None) -> None:
            if find:
                question = _("Replace “{words}” by (nothing takes it out)").format(words=find)
                self.app.push_screen(Ask(question, empty=True), lambda words: self._replace(find, words))

        self.app.push_screen(Ask(_("Find in the translations"), self.query_one(Field).selected_text), asked)

    def _replace(self, find: str, words: str | None) -> None:
        if words is None:
            return
        found = replacing.proposals(self.sheet, find, words)
        if not found:
            self.notify(_("“{words}” stands nowhere").format(words=find), markup=False)
            return

        def chosen(number: int | None) -> None:
            if number is None:
                return
            try:
                done = replacing.carry_out(
                    self.room, self.slug, found if number == 0 else [found[number - 1]], self.locale
                )
            except TransflowError as error:
                self.refuse(error)
            else:
                self.notify(_("{n} segments changed").format(n=done))
            self.reload(self.view.segment.id if self.view else None)

        signed = sum(one.segment.status is Status.APPROVED for one in found)
        everywhere = Text(_("all {n}").format(n=len(found)), "bold")
        if signed:
            everywhere.append(
                _("  ({n} of them are approved, and must be approved again)").format(n=signed), "bold yellow"
            )
        shown = [everywhere, *(panels.changes(one.segment.target, one.text) for one in found)]
        self.app.push_screen(Choose(_("Which?"), shown), chosen)

    def action_concordance(self) -> None:
        """Where words stand in all that was approved and in the memories, in either language."""

        def asked(words: str | None) -> None:
            if words:
                self.lookup.concordance(words, self._concordance)

        self.app.push_screen(Ask(_("Look for, in either language"), self.query_one(Field).selected_text), asked)

    def _concordance(self, words: str, found: tuple[Unit, ...]) -> None:
        """The memory has answered (from another thread)."""

        def chosen(number: int | None) -> None:
            if number is not None:
                self.query_one(Field).put(found[number].target)

        def show() -> None:
            if not found:
                self.notify(_("“{words}” stands nowhere").format(words=words), markup=False)
            elif self.is_mounted:
                title = _("“{words}” (Enter writes the translation at the cursor)").format(words=words)
                self.app.push_screen(Choose(title, [panels.concordance(one, words) for one in found]), chosen)

        if self.is_running:
            self.app.call_from_thread(show)

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
        if not self.save():  # what is typed is an act too: it is taken back, and Alt+H still has it
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

    def help(self) -> None:
        """Every key."""
        self.app.push_screen(Show(_("The editor"), help_text(keys.EDITOR)))


_ROUND = 24  # characters shown on either side of a cut


def _end(text: str) -> str:
    return text if len(text) <= _ROUND else "…" + text[-_ROUND:]


def _beginning(text: str) -> str:
    return text if len(text) <= _ROUND else text[:_ROUND] + "…"
