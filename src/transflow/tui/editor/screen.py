"""The segment editor: every key of it, each a verb of the desk."""

from transflow import checks
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import editing, judging, reading, record, regrouping
from transflow.segment import Kind
from transflow.tui import keys
from transflow.tui.editor import panels
from transflow.tui.editor.accepting import accepting, counted
from transflow.tui.editor.adding import Adding
from transflow.tui.editor.doubting import Doubting
from transflow.tui.editor.reviewing import Reviewing
from transflow.tui.editor.searching import Searching
from transflow.tui.editor.writing import Writing
from transflow.tui.prompts import Choose
from transflow.tui.text.field import Field


class EditorScreen(Adding, Writing, Searching, Reviewing, Doubting):
    """One article and target, as translators and reviewers work on it."""

    BINDINGS = keys.bindings(keys.EDITOR)

    # ── the translator ──────────────────────────────────────────────────────────────────────────────────────────
    def action_confirm(self) -> None:
        """A person stands behind this text; on to the next unfinished one."""
        if self.view is None:
            return
        if self.view.segment.kind is Kind.BODY:
            self.write_document()
            return
        typed = self.query_one(Field).text
        if self.view.segment.omitted is None and not typed.strip():
            self.app.bell()
            self.notify(_("nothing is written; Alt+O leaves a segment out on purpose"), severity="warning")
            return
        returned = self.view.segment.returned
        if returned and returned.by == self.room.actor and self.typed == self.began:
            self.app.bell()
            self.notify(
                _("you returned this one: its translator answers; Alt+Z takes the return back"), severity="warning"
            )
            return
        if (self.view.segment.omitted is not None and not typed.strip()) or self.edit(typed):
            for one in judging.errors(self.view.findings):
                self.notify(checks.told(one), title=_("confirmed with an error"), severity="warning", markup=False)
            self.seek(self.mine_to_do, done=True)

    def action_omit(self) -> None:
        """Leaves the segment out on purpose."""
        self.ask(
            _("Why is it left out?"), lambda ident, why: editing.omit(self.room, self.slug, ident, why, self.locale)
        )

    def action_comment(self) -> None:
        """Adds a remark."""
        self.ask(_("Remark"), lambda ident, text: editing.comment(self.room, self.slug, ident, text, self.locale))

    def action_waive(self) -> None:
        """Accepts the findings of one check: all of them, and so all are shown."""
        if not self.save() or self.view is None:
            return
        found = [one.finding for one in self.view.findings if not one.waived]
        standing = list(dict.fromkeys(one.check for one in found))
        if not standing:
            self.notify(_("no finding stands here"))
            return

        def chosen(number: int | None) -> None:
            if number is not None:
                check = standing[number]
                self.ask(
                    accepting(check, found),
                    lambda ident, why: editing.waive(self.room, self.slug, ident, check, why, self.locale),
                )

        if len(standing) == 1:
            chosen(0)
        else:
            self.app.push_screen(Choose(_("Which finding?"), [counted(one, found) for one in standing]), chosen)

    def action_join(self) -> None:
        """Joins the segment with the next one of its paragraph."""
        self.regroup(lambda ident: [regrouping.join(self.room, self.slug, ident, self.locale)])

    def action_join_block(self) -> None:
        """Joins all segments of the paragraph, where a translator wants to order its sentences anew."""
        self.regroup(lambda ident: [regrouping.join(self.room, self.slug, ident, self.locale, paragraph=True)])

    def action_split(self) -> None:
        """Cuts the source at a place that the person chooses."""
        if not self.save() or self.view is None:
            return
        source = self.view.source
        places = reading.cuts(source)
        if not places:
            self.notify(_("there is no punctuation mark inside to cut at"), severity="warning")
            return

        def chosen(number: int | None) -> None:
            if number is not None:
                offset = places[number]
                self.regroup(lambda ident: regrouping.split(self.room, self.slug, ident, offset, self.locale))

        shown = [f"{_end(source[:one])} ┃ {_beginning(source[one:])}" for one in places]
        self.app.push_screen(Choose(_("Where shall it be cut?"), shown), chosen)

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

        shown = [panels.earlier(one, segment.target, self.room.local) for one in texts]
        self.app.push_screen(Choose(_("Earlier texts (Enter puts one into the field)"), shown), chosen)

    def action_undo(self) -> None:
        """Takes back one's own last act."""
        if not self.save():  # what is typed is an act too: it is taken back, and Alt+H still has it
            return
        try:
            done = record.undo(self.room, self.slug, self.locale)
        except TransflowError as error:
            self.refuse(error)
            return
        made = done.after
        # What was added or moved is gone: to the block that is back in its place, or behind which it stood.
        self.reload(done.before.id if done.before else (made and (made.moves or made.after)) or done.segment)
        said = _("taken back: {verb} (segment {n})").format(verb=_(done.verb.value), n=self.place + 1)
        if done.after is not None and done.after.target and self.view and done.after.target != self.view.segment.target:
            said += "\n" + _("{key} still has the text").format(key=keys.key(self.app, "editor.earlier"))
        self.notify(said, markup=False)

    def action_translate(self) -> None:
        """Machine-translates what is left, while the person goes on working."""
        if self.save():
            self.notify(_("translating …"))
            self.lookup.translate(self._translated)

    def _translated(self, said: str, failed: bool) -> None:
        def show() -> None:
            self.notify(said, severity="warning" if failed else "information", markup=False)
            if self.is_whole and self.query_one(Field).text == self.began:
                self.reload(self.view.segment.id if self.view else None)

        if self.is_running:
            self.app.call_from_thread(show)


_ROUND = 24  # characters shown on either side of a cut


def _end(text: str) -> str:
    return text if len(text) <= _ROUND else "…" + text[-_ROUND:]


def _beginning(text: str) -> str:
    return text if len(text) <= _ROUND else text[:_ROUND] + "…"
