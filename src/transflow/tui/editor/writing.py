"""What the translator's keys put into the field: matches, terms, tags, numbers, the source, another case."""

from textual import events

from transflow import language, terms
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import mending, reading, termkeeping
from transflow.newsroom.recalling import Offer
from transflow.terms.row import kind_name
from transflow.tui.editor import panels
from transflow.tui.editor.bench import Bench
from transflow.tui.forms import Answers, Form, Line
from transflow.tui.text import typing
from transflow.tui.text.field import Field


class Writing(Bench):
    """Keys that write into the field; none of them saves."""

    def action_insert(self, number: int) -> None:
        """Puts a match of the memory or a machine's text into the field."""
        if self.aid and number <= len(self.aid.offers):
            self._instead(self.aid.offers[number - 1].target)
        else:
            self.app.bell()

    def on_click(self, event: events.Click) -> None:
        """A click on an offer inserts it; the field keeps the focus."""
        number = event.style.meta.get(panels.OFFER)
        if number is not None:
            event.stop()
            self.action_insert(number)

    def action_take_source(self) -> None:
        """Puts the source into the field."""
        if self.view and self.view.source:
            self._instead(self.view.source)
        else:
            self.app.bell()

    def _instead(self, text: str) -> None:
        """Puts `text` in place of all that stands in the field; Ctrl+Z takes it back."""
        field = self.query_one(Field)
        if field.read_only:
            self.app.bell()
            return
        field.replace(text, (0, 0), field.document.end)
        field.move_cursor(field.document.end)

    def action_suggest(self) -> None:
        """Asks the newsroom's engines for their word on this segment; it comes among the matches."""
        if self.view:
            self.notify(_("asking the engines …"), timeout=2)
            self.lookup.suggest(self.view.segment.id, self._suggested)

    def _suggested(self, segment_id: str, offers: list[Offer], failures: list[str]) -> None:
        """The engines have answered (from another thread)."""

        def show() -> None:
            if self.is_whole and self.view and self.view.segment.id == segment_id:
                if not offers and not failures:
                    self.notify(_("the settings name no engine that could be asked"), severity="warning")
                self.offered(offers, failures)

        if self.is_running:
            self.app.call_from_thread(show)

    def action_next_term(self) -> None:
        """Writes the rendering of the source's next term."""
        if self.view:
            hits = reading.term_hits(self.room, self.sheet, self.view.segment)
            field = self.query_one(Field)
            standing = reading.standing(self.room, self.sheet, field.text)
            term = typing.next_term(hits, standing, self.locale)
            self._put(term and typing.apart(field.before_cursor, term, self.locale), _("every term is there"))

    def action_next_number(self) -> None:
        """Writes the source's next number."""
        if self.view:
            field, places = self.query_one(Field), (self.sheet.source, self.locale)
            number = typing.next_number(self.view.source, field.text, *places)
            self._put(number and typing.apart(field.before_cursor, number, self.locale), _("every number is there"))

    def action_next_tag(self) -> None:
        """Writes the source's next tag, a pair around what is selected."""
        if self.view:
            before, after = typing.next_tag(self.view.source, self.query_one(Field).text) or (None, "")
            self._put(before, _("every tag is there"), after)

    def _put(self, before: str | None, otherwise: str, after: str = "") -> None:
        """Writes around what is selected; says `otherwise` where there is nothing to write."""
        if self.query_one(Field).read_only:
            self.app.bell()
        elif before is None:
            self.app.bell()
            self.notify(otherwise, timeout=3)
        else:
            self.query_one(Field).put(before, after)

    def action_fix(self) -> None:
        """Applies the fix of the finding at the cursor, or else the first that there is, to the text in the field."""
        if self.view is None:
            return
        field = self.query_one(Field)
        text = self.typed
        view = self.view if text == self.began else reading.as_typed(self.room, self.sheet, self.view.segment, text)
        fixes = mending.offered(self.room, self.sheet, view, text)
        if not fixes:
            self.app.bell()
            self.notify(_("no finding here has a fix"), timeout=3)
            return
        at = field.cursor_location[1]
        fix = next((one for one in fixes if one.start <= at <= one.end), fixes[0])
        if text != field.text:  # a line break was typed or pasted: places are those of the text in one line
            self._instead(text)
        field.history.checkpoint()  # Ctrl+Z takes back the fix alone
        field.replace(fix.put, (0, fix.start), (0, fix.end))
        field.move_cursor((0, fix.start + len(fix.put)))
        field.history.checkpoint()
        self._check()  # the next fix is shown at once

    def action_change_case(self) -> None:
        """Small letters, Sentence, Title, CAPITALS: of what is selected, or of the word at the cursor."""
        self.query_one(Field).change_case()

    def action_typography(self) -> None:
        """Turns typography as one types on or off, for this session."""
        field = self.query_one(Field)
        field.typography = not field.typography
        self.notify(_("typography as one types: on") if field.typography else _("typography as one types: off"))

    def action_add_term(self) -> None:
        """Adds a person or term to the termbase. What is selected in the source and in the field is filled in; where
        nothing is, the surest new name of the segment, so that the form's own key is all it takes to keep it."""
        if self.view is None:
            return
        marked = " ".join((self.get_selected_text() or "").split())
        source = marked if marked in self.view.source else ""
        target = self.query_one(Field).selected_text
        name = next(iter(self.new_names()), None) if not source and not target else None
        if name is not None:
            source, target = name.name, name.rendering
            if not language.is_chinese(self.sheet.source):
                source, target = target, source
        lines = [
            Line("source", _("In {language}").format(language=language.autonym(self.sheet.source)), source),
            Line("target", _("In {language}").format(language=language.autonym(self.locale)), target),
            Line("note", _("Note (may be empty)"), needed=False),
        ]
        if name is not None:
            lines.insert(2, Line("pronoun", _("Pronoun: he, she, they (may be empty)"), needed=False))
        kind = terms.KINDS.index("person" if name else "term")
        form = Form(_("Add a person or term"), lines, choices=[kind_name(kind) for kind in terms.KINDS], chosen=kind)
        self.app.push_screen(form, self._add_term)

    def _add_term(self, answers: Answers | None) -> None:
        if answers is None:
            return
        texts, kind = answers.texts, terms.KINDS[answers.choice]
        source, target = texts["source"], texts["target"]
        try:
            new = termkeeping.add(
                self.room, self.sheet.source, self.locale, (source, target), kind, texts["note"],
                facts={"pronoun": texts.get("pronoun", "")},
            )  # fmt: skip
        except TransflowError as error:
            self.refuse(error)
            return
        said = _("{source} = {target}: in the termbase") if new else _("{source} = {target}: was there already")
        self.notify(said.format(source=source, target=target), markup=False)
        self.refresh_findings()
