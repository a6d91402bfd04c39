"""The segment editor: the article's segments in a list, the present one to work on, and what helps with it.

What is typed is on disk as soon as the cursor leaves the segment (DESIGN §6.3). Every act is a verb of the desk.
"""

from collections.abc import Callable

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import DataTable, Static

from transflow import workflow
from transflow.errors import ConflictError, TransflowError
from transflow.interface import gettext as _
from transflow.memory import Match
from transflow.newsroom import editing, judging, publication, reading, record, regrouping
from transflow.newsroom.reading import Sheet, View
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment, Status
from transflow.tui import keys, looks, panels
from transflow.tui.field import Field
from transflow.tui.lookup import Lookup
from transflow.tui.prompts import Ask, Choose, Show, help_text

_WATCH = 2.0  # seconds between looks at what others did to the same article


class EditorScreen(Screen[None]):
    """One article and target. The text field always holds the focus."""

    BINDINGS = keys.bindings(keys.EDITOR)

    def __init__(
        self, room: Newsroom, background: Callable[[], Newsroom], slug: str, locale: str | None = None
    ) -> None:
        super().__init__()
        self._room = room
        self._slug = slug
        self._sheet: Sheet = reading.sheet(room, slug, locale)
        self._locale = self._sheet.locale
        self._place = 0
        self._began = ""  # the target as it was when the cursor came to the segment
        self._matches: tuple[Match, ...] | None = None
        self._lookup = Lookup(background, slug, self._locale)
        self._mark = reading.mark(room, slug, self._locale)

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────
    def compose(self) -> ComposeResult:
        yield Static("", id="masthead", markup=False)
        yield DataTable(id="segments", cursor_type="row", zebra_stripes=True, show_header=False)
        with Horizontal(id="bench"):
            with Vertical(id="work"):
                yield Static("", id="source", markup=False)
                yield Static("", id="state", markup=False)
                yield Field(id="target")
            with VerticalScroll(id="side"):
                yield Static("", id="help")
        yield Static(keys.foot((*keys.ANYWHERE, *keys.EDITOR)), classes="foot")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.can_focus = False
        self.query_one("#side").can_focus = False
        width = max(20, (self.app.size.width - 24) // 2)
        for key, wide in (("status", 12), ("marks", 4), ("source", width), ("target", width)):
            table.add_column(key, key=key, width=wide)
        self._fill()
        first = next((n for n, view in enumerate(self._sheet.views) if not _finished(view)), 0)
        self._go(first)
        self.query_one(Field).focus()
        self.set_interval(_WATCH, self._watch)

    def on_unmount(self) -> None:
        self._lookup.close()

    def _fill(self) -> None:
        """The whole list anew."""
        table = self.query_one(DataTable)
        table.clear()
        for number, view in enumerate(self._sheet.views):
            table.add_row(*_cells(view), key=str(number))
        self._masthead()

    def _masthead(self) -> None:
        counts = workflow.counts(view.segment for view in self._sheet.views)
        total = len(self._sheet.views)
        errors = sum(len(judging.errors(view.findings)) for view in self._sheet.views)
        wrong = f"   {errors}✗" if errors else ""
        where = f"{self._sheet.source} → {self._locale}"
        done = f"{counts[Status.APPROVED]}/{total}"
        title = self._sheet.article.title
        self.query_one("#masthead", Static).update(
            f"{title}   {where}   {_(self._sheet.stage.value)}   {done}{wrong}   {self._room.actor}"
        )

    @property
    def view(self) -> View | None:
        """The present segment; None in an article without any."""
        return self._sheet.views[self._place] if self._sheet.views else None

    def _go(self, place: int) -> None:
        """Puts the cursor on a segment."""
        if not self._sheet.views:
            return
        self._place = max(0, min(place, len(self._sheet.views) - 1))
        view = self._sheet.views[self._place]
        self._began = view.segment.target
        self.query_one(DataTable).move_cursor(row=self._place)
        self.query_one(Field).show(view.segment.target)
        self._matches = None
        self._present()
        self._lookup.ask(view.segment.id, self._found)

    def _present(self) -> None:
        """The present segment's source, state and side."""
        view = self.view
        if view is None:
            return
        segment = view.segment
        hits = reading.term_hits(self._room, self._sheet, segment)
        source = Text(segment.source)
        for hit in hits:
            source.stylize("underline cyan", hit.start, hit.end)
        self.query_one("#source", Static).update(source)
        state = Text(f"{self._place + 1}/{len(self._sheet.views)}  {_(segment.kind.value)}  ")
        state.append_text(looks.status_text(segment))
        for who in filter(None, (segment.by, segment.approver, segment.origin)):
            state.append(f"  {who}")
        if segment.omitted is not None:
            state.append(_("  (left out: {why})").format(why=segment.omitted), "italic")
        self.query_one("#state", Static).update(state)
        self.query_one("#help", Static).update(panels.side(view, self._matches, hits, self._locale))
        self.query_one("#side", VerticalScroll).scroll_home(animate=False)

    def _found(self, segment_id: str, matches: tuple[Match, ...]) -> None:
        """The memory has answered (from another thread)."""

        def show() -> None:
            if self.is_mounted and self.view and self.view.segment.id == segment_id:
                self._matches = matches
                self._present()

        if self.is_running:
            self.app.call_from_thread(show)

    def _replace(self, segment: Segment) -> None:
        """Shows a segment that has changed."""
        self._sheet = reading.with_segment(self._room, self._sheet, self._place, segment)
        self._mark = reading.mark(self._room, self._slug, self._locale)
        table = self.query_one(DataTable)
        for key, cell in zip(
            ("status", "marks", "source", "target"), _cells(self._sheet.views[self._place]), strict=True
        ):
            table.update_cell(str(self._place), key, cell)
        self._masthead()

    def reload(self, keep: str | None = None) -> None:
        """Reads the article anew; `keep` is the id of the segment to stand on."""
        self._sheet = reading.sheet(self._room, self._slug, self._locale)
        self._mark = reading.mark(self._room, self._slug, self._locale)
        self._fill()
        ids = [view.segment.id for view in self._sheet.views]
        self._go(ids.index(keep) if keep in ids else self._place)

    def _watch(self) -> None:
        """Takes up what others did to this article meanwhile; what is being typed stays as it is."""
        if self.app.screen is not self or reading.mark(self._room, self._slug, self._locale) == self._mark:
            return
        typed, began = self.query_one(Field).text, self._began
        present = self.view.segment.id if self.view else None
        try:
            self.reload(present)
        except TransflowError as error:
            self._mark = reading.mark(self._room, self._slug, self._locale)
            self._refuse(error)
            return
        if typed != began and self.view and self.view.segment.id == present:
            self.query_one(Field).show(typed)
            self._began = began  # so that saving finds what others wrote and shows both

    # ── saving ──────────────────────────────────────────────────────────────────────────────────────────────────
    def save(self) -> bool:
        """Writes what was typed; whether nothing of it is unsaved now."""
        typed = self.query_one(Field).text
        if self.view is None or editing.one_line(typed) == self._began:
            return True
        return self._edit(typed)

    def _edit(self, typed: str) -> bool:
        assert self.view is not None
        segment = self.view.segment
        try:
            done = editing.edit(self._room, self._slug, segment.id, typed, self._locale, expected=self._began)
        except ConflictError:
            self._settle(typed)
            return False
        except TransflowError as error:
            self._refuse(error)
            return False
        self._began = done.target
        self._replace(done)
        return True

    def _settle(self, typed: str) -> None:
        """Somebody else wrote here meanwhile: shows both texts and lets the person choose."""
        sheet = reading.sheet(self._room, self._slug, self._locale)
        assert self.view is not None
        theirs = next((v.segment.target for v in sheet.views if v.segment.id == self.view.segment.id), "")

        def settled(choice: int | None) -> None:
            if choice is None:
                return
            self._began = theirs
            self.query_one(Field).show(typed if choice == 0 else theirs)
            if self.save():
                self.reload(self.view.segment.id if self.view else None)

        question = _("Somebody else has changed this segment meanwhile. Which text shall stand?")
        choices = [_("mine: {text}").format(text=typed), _("theirs: {text}").format(text=theirs)]
        self.app.push_screen(Choose(question, choices), settled)

    def _refuse(self, error: TransflowError) -> None:
        self.notify(str(error), severity="error", markup=False)

    def _acted(self, work: Callable[[], Segment]) -> bool:
        """Saves what is typed, acts, and shows the segment as it is then; whether it was done."""
        if not self.save() or self.view is None:
            return False
        try:
            done = work()
        except TransflowError as error:
            self._refuse(error)
            return False
        self._began = done.target
        self._replace(done)
        self.query_one(Field).show(done.target)
        self._present()
        return True

    # ── going about ─────────────────────────────────────────────────────────────────────────────────────────────
    def action_next(self) -> None:
        """The next segment."""
        if self.save():
            self._go(self._place + 1)

    def action_previous(self) -> None:
        """The segment before."""
        if self.save():
            self._go(self._place - 1)

    def action_next_open(self) -> None:
        """The next segment that is not finished, from here around."""
        if self.save():
            self._seek(lambda view: not _finished(view))

    def action_next_finding(self) -> None:
        """The next segment with a finding that stands."""
        if self.save():
            self._seek(lambda view: any(not one.waived for one in view.findings))

    def _seek(self, wanted: Callable[[View], bool]) -> None:
        count = len(self._sheet.views)
        for step in range(1, count + 1):
            place = (self._place + step) % count
            if wanted(self._sheet.views[place]):
                self._go(place)
                return
        self._present()
        self.notify(_("none is left"))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """A click on the list."""
        if event.cursor_row != self._place and self.save():
            self._go(event.cursor_row)
        self.query_one(Field).focus()

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
        if (self.view.segment.omitted is not None and not typed.strip()) or self._edit(typed):
            self._seek(lambda view: not _finished(view))

    def action_insert(self, number: int) -> None:
        """Puts a match of the memory into the field."""
        if self._matches and number <= len(self._matches):
            field = self.query_one(Field)
            field.replace(self._matches[number - 1].target, (0, 0), field.document.end)
            field.move_cursor(field.document.end)
        else:
            self.app.bell()

    def action_omit(self) -> None:
        """Leaves the segment out on purpose."""
        self._ask(
            _("Why is it left out?"), lambda ident, why: editing.omit(self._room, self._slug, ident, why, self._locale)
        )

    def action_comment(self) -> None:
        """Adds a remark."""
        self._ask(_("Remark"), lambda ident, text: editing.comment(self._room, self._slug, ident, text, self._locale))

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
                    lambda ident, why: editing.waive(self._room, self._slug, ident, check, why, self._locale),
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
                self._acted(lambda: work(ident, text))

        self.app.push_screen(Ask(question), answered)

    def action_join(self) -> None:
        """Joins the segment with the next one of its paragraph."""
        self._regroup(lambda ident: regrouping.join(self._room, self._slug, ident, self._locale))

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
                self._regroup(lambda ident: regrouping.split(self._room, self._slug, ident, offset, self._locale)[0])

        shown = [f"{source[:one]} ┃ {source[one:]}" for one in places]
        self.app.push_screen(Choose(_("Where shall it be cut?"), shown), chosen)

    def _regroup(self, work: Callable[[str], Segment]) -> None:
        if not self.save() or self.view is None:
            return
        try:
            made = work(self.view.segment.id)
        except TransflowError as error:
            self._refuse(error)
            return
        self.reload(made.id)

    def action_undo(self) -> None:
        """Takes back one's own last act."""
        typed = self.query_one(Field).text
        if typed != self._began:
            self.query_one(Field).show(self._began)
            return
        try:
            done = record.undo(self._room, self._slug, self._locale)
        except TransflowError as error:
            self._refuse(error)
            return
        self.reload(done.before.id if done.before else done.segment)
        self.notify(_("taken back: {verb}").format(verb=_(done.verb.value)), markup=False)

    def action_translate(self) -> None:
        """Machine-translates what is left, while the person goes on working."""
        if self.save():
            self.notify(_("translating …"))
            self._lookup.translate(self._translated)

    def _translated(self, said: str, failed: bool) -> None:
        def show() -> None:
            self.notify(said, severity="warning" if failed else "information", markup=False)
            if self.is_mounted and self.query_one(Field).text == self._began:
                self.reload(self.view.segment.id if self.view else None)

        if self.is_running:
            self.app.call_from_thread(show)

    # ── the reviewer ────────────────────────────────────────────────────────────────────────────────────────────
    def action_approve(self) -> None:
        """Signs the segment and goes on to the next that waits for a signature."""
        if self.view is None or not self.save():
            return
        if self._sign([self.view.segment.id]):
            self._seek(lambda view: view.segment.status is Status.TRANSLATED)

    def action_approve_all(self) -> None:
        """Signs every segment that may be signed; what may not is told."""
        if self.save():
            self._sign(None)

    def _sign(self, ids: list[str] | None) -> bool:
        try:
            done = editing.approve(self._room, self._slug, ids, self._locale)
        except TransflowError as error:
            self._refuse(error)
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
            done = editing.correct(self._room, self._slug, ident, typed, self._locale)
        except TransflowError as error:
            self._refuse(error)
            return
        self._began = done.target
        self._replace(done)
        self._seek(lambda view: view.segment.status is Status.TRANSLATED)

    def action_send_back(self) -> None:
        """Returns the segment to its translator with a note."""
        self._ask(
            _("What is to be mended?"),
            lambda ident, note: editing.send_back(self._room, self._slug, ident, note, self._locale),
        )

    # ── the article ─────────────────────────────────────────────────────────────────────────────────────────────
    def action_publish(self) -> None:
        """Publishes the article, or says why not."""
        if not self.save():
            return
        try:
            done = publication.publish(self._room, [self._slug])
        except TransflowError as error:
            self._refuse(error)
            return
        for one in done.refused:
            self.notify(f"{one.target}: {one.reason}", severity="error", markup=False)
        if not done.refused:
            self.notify(_("{slug}: published").format(slug=self._slug), markup=False)
        self.reload(self.view.segment.id if self.view else None)

    def action_preview(self) -> None:
        """The article as it would be read."""
        if self.save():
            text = reading.preview(reading.sheet(self._room, self._slug, self._locale))
            self.app.push_screen(Show(_("Preview"), text))

    def help(self) -> None:
        """Every key."""
        self.app.push_screen(Show(_("The editor"), help_text(keys.EDITOR)))

    def action_back(self) -> None:
        """Saves and goes back to the desk."""
        if self.save():
            self.dismiss(None)


def _finished(view: View) -> bool:
    return view.segment.status in workflow.TRANSLATED


def _cells(view: View) -> tuple[Text, Text, Text, Text]:
    segment = view.segment
    return looks.status_text(segment), looks.marks(view), Text(segment.source), looks.shown_target(segment)
