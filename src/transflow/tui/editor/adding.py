"""The keys for what a translation has of its own: added blocks and fields, and blocks put elsewhere."""

from transflow import own
from transflow.interface import gettext as _
from transflow.newsroom import owning
from transflow.segment import Segment
from transflow.tui.editor.bench import Bench
from transflow.tui.forms import Answers, Form, Line
from transflow.tui.prompts import Choose

_FIELDS = tuple(own.FIELDS)
_WORDS = 60  # characters of what a block may be put behind


class Adding(Bench):
    """Keys that give the translation what the source does not have."""

    def action_add(self) -> None:
        """Asks for a text that the source does not have, and what it is; a block goes behind the present one."""
        if not self.save() or self.view is None:
            return
        kinds = [_(kind.value) for kind in own.BLOCKS]
        fields = [_("for the page: {field}").format(field=owning.field_name(one)) for one in _FIELDS]
        lines = [
            Line("text", _("Text (tags with commas between)"), locale=self.locale),
            Line("why", _("What to tell who reviews it (may be empty)"), needed=False),
        ]
        title = _("Add what the source does not have, behind this block")
        self.app.push_screen(Form(title, lines, choices=[*kinds, *fields]), self._added)

    def _added(self, answers: Answers | None) -> None:
        if answers is None:
            return
        text, why, choice = answers.texts["text"], answers.texts["why"], answers.choice

        def work(ident: str) -> list[Segment]:
            if choice >= len(own.BLOCKS):
                name = _FIELDS[choice - len(own.BLOCKS)]
                return [owning.set_field(self.room, self.slug, name, text, self.locale)]
            kind = own.BLOCKS[choice]
            return [owning.insert(self.room, self.slug, ident, text, self.locale, kind=kind, why=why)]

        self.regroup(work)

    def action_move(self) -> None:
        """Asks behind what the present block shall stand in the translation."""
        if not self.save() or self.view is None:
            return
        places = owning.places(self.sheet.opened, self.view.segment)

        def chosen(number: int | None) -> None:
            if number is not None:
                goal = places[number][0]
                self.regroup(lambda ident: [owning.move(self.room, self.slug, ident, goal, self.locale)])

        shown = [words if len(words) <= _WORDS else words[:_WORDS] + "…" for _ident, words in places]
        self.app.push_screen(Choose(_("Behind what shall it stand? (The headline: at the beginning)"), shown), chosen)
