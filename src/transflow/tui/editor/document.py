"""The body of an adapted article (编译): a whole text written beside the source, not sentence by sentence.

Here Enter begins a new line, for nothing is confirmed by it. The rest is as in the editor: what is typed is saved as a
draft when one leaves, and comes back after a crash.
"""

from collections.abc import Callable
from contextlib import suppress

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static, TextArea

from transflow import checks
from transflow.errors import ConflictError, NoArticleError, TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import editing, mending, reading, unsaved
from transflow.newsroom.reading import Sheet, View
from transflow.newsroom.room import Newsroom
from transflow.newsroom.unsaved import Unsaved
from transflow.segment import Segment
from transflow.tui import keys
from transflow.tui.editor.heirs import goes_on
from transflow.tui.foot import Foot
from transflow.tui.looks import MARKS, SEVERITY_STYLE
from transflow.tui.order import InOrder
from transflow.tui.prompts import Choose
from transflow.tui.text.field import Field
from transflow.tui.text.typeset import Typeset

_REST = 0.6  # seconds without a key, after which the checks read the whole text
_KEEP = 1.0  # seconds: what was typed in the last one may be lost
_TOLD = 4  # findings shown at once


class DocumentScreen(InOrder, Screen[None]):
    """The source on one side, the text that is written on the other, and what the checks find below.

    `begun` is the text to begin with, where one was being typed when the program ended.
    """

    BINDINGS = keys.bindings(keys.DOCUMENT)

    def __init__(self, room: Newsroom, slug: str, sheet: Sheet, view: View, begun: str | None = None) -> None:
        super().__init__()
        self.room, self.slug, self.sheet, self.view = room, slug, sheet, view
        self.seen = view.segment.target  # what stood there when one last looked at the file
        self._begun = view.segment.target if begun is None else begun
        self._checked = view  # as the checks see what is typed
        self._checking: Timer | None = None
        self._kept: Unsaved | None = None
        self._gone = False  # whether the article was found to be under no slug any more

    def compose(self) -> ComposeResult:
        title = f"{self.sheet.article.title}   {self.sheet.source} → {self.sheet.locale}   {self.room.actor}"
        yield Static(title, id="masthead", markup=False)
        with Horizontal(id="document"):
            with VerticalScroll(id="original"):
                yield Static(Typeset(Text(self.view.segment.source)), markup=False)
            yield Field(self._begun, id="text", locale=self.sheet.locale, lines=True)
        yield Static("", id="told", markup=False)
        yield Foot((keys.ANYWHERE[0], *keys.DOCUMENT, *keys.ANYWHERE[1:]))  # help, then what is done here

    def on_mount(self) -> None:
        self.query_one("#original").can_focus = False
        field = self.query_one(Field)
        field.focus()
        field.move_cursor(field.document.end if self._begun != self.seen else (0, 0))
        self.set_interval(_KEEP, self._keep)
        self._tell()

    @property
    def text(self) -> str:
        """What is written, as the file would have it."""
        return editing.written(self.view.segment, self.query_one(Field).text)

    # ── checks ──────────────────────────────────────────────────────────────────────────────────────────────────
    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        """The checks look at what is typed once the fingers rest."""
        if self._checking is not None:
            self._checking.stop()
        self._checking = self.set_timer(_REST, self._check)

    def _check(self) -> None:
        self._checked = reading.as_typed(self.room, self.sheet, self.view.segment, self.text)
        self._tell()

    def _tell(self) -> None:
        """The findings that stand, the first of them in words, all of them where they are in the text."""
        standing = [one.finding for one in self._checked.findings if not one.waived]
        told = Text()
        for finding in standing[:_TOLD]:
            mark = MARKS[finding.severity.value]
            told.append(f"{mark} {checks.told(finding)}\n", SEVERITY_STYLE[finding.severity.value])
        if len(standing) > _TOLD:
            told.append(_("and {n} more").format(n=len(standing) - _TOLD))
        told.rstrip()
        self.query_one("#told", Static).update(told)
        if self.query_one(Field).text == self.text:  # else places are those of the text without blank ends
            self.query_one(Field).mark([(*one.span, one.severity.value) for one in standing if one.span])

    def action_next_finding(self) -> None:
        """The cursor to the next finding behind it, from the end round to the first."""
        field = self.query_one(Field)
        places = sorted(one.finding.span[0] for one in self._checked.findings if one.finding.span and not one.waived)
        if not places:
            self.notify(_("no finding stands here"), timeout=3)
            return
        at = field.offset_of(field.cursor_location)
        field.move_cursor(field.location_of(next((one for one in places if one > at), places[0])), center=True)

    def action_fix(self) -> None:
        """Applies the fix of the finding at the cursor, or else of the first that has one."""
        field, text = self.query_one(Field), self.text
        if text != field.text:  # blank lines at an end: places are those of the text without them
            field.show(text)
        view = reading.as_typed(self.room, self.sheet, self.view.segment, text)
        fixes = mending.offered(self.room, self.sheet, view, text)
        if not fixes:
            self.app.bell()
            self.notify(_("no finding here has a fix"), timeout=3)
            return
        at = field.offset_of(field.cursor_location)
        fix = next((one for one in fixes if one.start <= at <= one.end), fixes[0])
        field.history.checkpoint()  # Ctrl+Z takes back the fix alone
        field.replace(fix.put, field.location_of(fix.start), field.location_of(fix.end))
        field.move_cursor(field.location_of(fix.start + len(fix.put)))
        field.history.checkpoint()
        self._check()

    # ── saving ──────────────────────────────────────────────────────────────────────────────────────────────────
    def action_confirm(self) -> None:
        """A person stands behind this text."""
        if not self.text:
            self.app.bell()
            self.notify(_("nothing is written; Alt+O leaves a segment out on purpose"), severity="warning")
            return
        self._leave(self._edit(confirm=True))

    def action_correct(self) -> None:
        """A reviewer mends the text and signs it in one act."""
        self._leave(lambda ident: editing.correct(
            self.room, self.slug, ident, self.text, self.sheet.locale, expected=self.seen
        ))  # fmt: skip

    def may_leave(self) -> bool:
        """Keeps what is typed as a draft, where the program ends; whether it is on the disk."""
        if self.text == self.seen:
            return True
        try:
            self._edit(confirm=False)(self.view.segment.id)
        except TransflowError as error:
            self.notify(str(error), severity="error", markup=False)
            return False
        self.seen = self.text
        return True

    def action_back(self) -> None:
        """Saves what is typed as a draft and goes back to the list."""
        if self.text == self.seen:
            self._away()
        else:
            self._leave(self._edit(confirm=False))

    def _edit(self, *, confirm: bool) -> Callable[[str], Segment]:
        return lambda ident: editing.edit(
            self.room, self.slug, ident, self.text, self.sheet.locale, expected=self.seen, confirm=confirm
        )

    def _leave(self, save: Callable[[str], Segment]) -> None:
        """Saves, and goes back if that was done."""
        try:
            save(self.view.segment.id)
        except ConflictError:
            self._settle(save)
        except NoArticleError:
            self._succeed(save)
        except TransflowError as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            self._away()

    def _succeed(self, save: Callable[[str], Segment]) -> None:
        """Saves under the slug that the article has now. Where it is gone that is said, and the next time one goes
        back: what is typed is kept in case the article comes back."""
        self._keep()
        said, heir = self._gone, goes_on(self, self.room, self.slug)
        self._gone = heir is None
        if heir is not None:
            with suppress(TransflowError):  # as in `_keep`
                unsaved.drop(self.room, self.slug, self.sheet.locale)
            self.slug, self._kept = heir, None
            self._leave(save)
        elif said:
            self.dismiss(None)

    def _settle(self, save: Callable[[str], Segment]) -> None:
        """Somebody else wrote here meanwhile: the person chooses; neither text is lost, for the history has theirs."""
        try:
            views = reading.sheet(self.room, self.slug, self.sheet.locale).views
        except TransflowError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        theirs = next((one.segment.target for one in views if one.segment.id == self.view.segment.id), "")

        def chosen(number: int | None) -> None:
            if number is None:
                return
            self.seen = theirs
            if number == 0:
                self._leave(save)
            else:
                self.query_one(Field).show(theirs)

        choices = [_("mine; theirs stays in the history"), _("theirs, and what I typed is dropped")]
        self.app.push_screen(
            Choose(_("Somebody else has changed this text meanwhile. Which shall stand?"), choices), chosen
        )

    def _keep(self) -> None:
        """Only a crash reads it, so trouble with it troubles nobody: the save of the text itself says so."""
        found = None if self.text == self.seen else Unsaved(self.view.segment.id, self.seen, self.query_one(Field).text)
        if found == self._kept:
            return
        with suppress(TransflowError):
            if found is None:
                unsaved.drop(self.room, self.slug, self.sheet.locale)
            else:
                unsaved.keep(self.room, self.slug, self.sheet.locale, found)
            self._kept = found

    def _away(self) -> None:
        with suppress(TransflowError):
            unsaved.drop(self.room, self.slug, self.sheet.locale)
        self.dismiss(None)
