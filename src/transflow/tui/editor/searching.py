"""Finding in the editor: concordance, find and replace, and which segments the list shows."""

from rich.text import Text

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.memory import Unit
from transflow.newsroom import recalling, replacing
from transflow.segment import Status
from transflow.tui.editor import panels
from transflow.tui.editor.bench import Bench
from transflow.tui.editor.seen import FILTERS, Filter, holding
from transflow.tui.forms import Answers, Form, Line
from transflow.tui.prompts import Ask, Choose
from transflow.tui.text.field import Field


class Searching(Bench):
    """Keys that look for something."""

    def action_replace(self) -> None:
        """Replaces words in all translations of the article, after showing where."""
        if not self.save():
            return
        lines = (
            Line("find", _("Find in the translations"), self.query_one(Field).selected_text),
            Line("words", _("Replace by (nothing takes it out)"), needed=False),
        )
        switches = (("case", _("capital and small letters are told apart"), True), ("whole", _("whole words"), False))
        self.app.push_screen(Form(_("Find and replace"), lines, switches), self._replace)

    def _replace(self, answers: Answers | None) -> None:
        if answers is None:
            return
        find, words = answers.texts["find"], answers.texts["words"]
        found = replacing.proposals(
            self.sheet, find, words, exact_case=answers.switches["case"], whole_words=answers.switches["whole"]
        )
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
        """Where words stand in all that was confirmed and in the memories, in either language. What is selected is
        looked for at once."""
        marked = self.query_one(Field).selected_text or " ".join((self.get_selected_text() or "").split())
        if marked:
            self.lookup.concordance(marked, self._concordance)
            return

        def asked(words: str | None) -> None:
            if words:
                self.lookup.concordance(words, self._concordance)

        self.app.push_screen(Ask(_("Look for, in either language"), search=True), asked)

    def _concordance(self, words: str, found: tuple[Unit, ...]) -> None:
        """The memory has answered (from another thread)."""

        def chosen(number: int | None) -> None:
            if number is not None:
                self.query_one(Field).put(found[number].target)

        def show() -> None:
            if not found:
                self.notify(_("“{words}” stands nowhere").format(words=words), markup=False)
            elif self.is_whole:
                title = _("“{words}” (Enter writes the translation at the cursor)").format(words=words)
                self.app.push_screen(
                    Choose(title, [panels.concordance(one, words, self.room.local) for one in found]), chosen
                )

        if self.is_running:
            self.app.call_from_thread(show)

    def action_filter(self) -> None:
        """Shows only segments of one kind; Ctrl+N and the page keys go among these."""
        if not self.save():
            return
        names = [_("all"), _("with these words …"), *(_(one.name) for one in FILTERS)]

        def chosen(number: int | None) -> None:
            if number == 0:
                self.narrow(None)
            elif number == 1:
                self.app.push_screen(Ask(_("Words of the source or the translation"), search=True), self._holding)
            elif number is not None:
                self._narrow(FILTERS[number - 2])

        self.app.push_screen(Choose(_("Show only"), names), chosen)

    def _holding(self, words: str | None) -> None:
        if words:
            self._narrow(holding(words))

    def _narrow(self, wanted: Filter) -> None:
        """What the machines said is read for those filters that ask for it: the journal may be long."""
        if wanted.machine:
            self.machine = recalling.machine_texts(self.room, self.slug, self.locale)
        self.narrow(wanted)
