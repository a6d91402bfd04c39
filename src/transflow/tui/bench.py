"""The bench of the segment editor: what it shows, where the cursor is, and saving.

What is typed is on disk as soon as the cursor leaves the segment (DESIGN §6.3). Every act is a verb of the desk.
"""

from collections.abc import Callable

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from transflow import workflow
from transflow.errors import ConflictError, TransflowError, UsageError
from transflow.interface import gettext as _
from transflow.newsroom import editing, judging, reading
from transflow.newsroom.reading import Sheet, View
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment, Status
from transflow.tui import keys, looks, panels
from transflow.tui.field import Field
from transflow.tui.lookup import Lookup
from transflow.tui.order import InOrder
from transflow.tui.prompts import Ask, Choose
from transflow.tui.rows import Column, Rows
from transflow.tui.seen import Filter, cells, finished

_WATCH = 2.0  # seconds between looks at what others did to the same article


class Bench(InOrder, Screen[None]):
    """One article and target: the list of its segments, the present one, and what helps with it. The text field always
    holds the focus; the keys are in `editor`."""

    def __init__(
        self, room: Newsroom, background: Callable[[], Newsroom], slug: str, locale: str | None = None
    ) -> None:
        super().__init__()
        self.room = room
        self.slug = slug
        self.sheet: Sheet = reading.sheet(room, slug, locale)
        self.locale = self.sheet.locale
        self.place = 0  # in the sheet
        self.shown: list[int] = list(range(len(self.sheet.views)))  # the places that the list shows
        self.filter: Filter | None = None
        self.began = ""  # the target as it was when the cursor came to the segment
        self.aid: reading.Aid | None = None  # None: it is being looked up
        self.lookup = Lookup(background, slug, self.locale)
        self.mark = reading.mark(room, slug, self.locale)

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────
    def compose(self) -> ComposeResult:
        yield Static("", id="masthead", markup=False)
        yield Rows(id="segments")
        with Horizontal(id="bench"):
            with Vertical(id="work"):
                yield Static("", id="source", markup=False)
                yield Static("", id="state", markup=False)
                yield Field(id="target", locale=self.locale)
            with VerticalScroll(id="side"):
                yield Static("", id="help")
        yield keys.Foot((*keys.ANYWHERE, *keys.EDITOR))

    def on_mount(self) -> None:
        self.query_one("#side").can_focus = False
        self._fill()
        first = next((n for n, view in enumerate(self.sheet.views) if not finished(view)), 0)
        self.go(first)
        self.query_one(Field).focus()
        self.set_interval(_WATCH, self._watch)

    def on_resize(self, _event: events.Resize) -> None:
        """Source and target share the width."""
        self._fill()
        self.query_one(Rows).move(self.shown.index(self.place) if self.place in self.shown else 0)
        self.call_after_refresh(self.query_one(Field).rewrap)

    def on_unmount(self) -> None:
        self.lookup.close()

    def _fill(self) -> None:
        """The whole list anew."""
        half = max(16, (self.size.width - 25) // 2)  # beside status, marks, gaps and the scroll bar
        columns = (Column("", 12), Column("", 3), Column("", half), Column("", half))
        self.query_one(Rows).show(
            columns, len(self.shown), lambda n: cells(self.sheet.views[self.shown[n]]), headed=False
        )
        self._masthead()

    def narrow(self, wanted: Filter | None) -> None:
        """Shows only the segments that `wanted` lets through (None: all), as they are now."""
        self.filter = wanted
        views = self.sheet.views
        self.shown = [n for n, view in enumerate(views) if wanted is None or wanted[1](view, self.room.actor)]
        self._fill()
        if self.shown:
            self.go(self.place if self.place in self.shown else self.shown[0])
        else:
            self.notify(_("no segment is like that"), timeout=3)
            self.narrow(None)

    def _masthead(self) -> None:
        counts = workflow.counts(view.segment for view in self.sheet.views)
        total = len(self.sheet.views)
        errors = sum(len(judging.errors(view.findings)) for view in self.sheet.views)
        wrong = f"   {errors}✗" if errors else ""
        where = f"{self.sheet.source} → {self.locale}"
        done = f"{counts[Status.APPROVED]}/{total}"
        facts = f"   {where}   {_(self.sheet.stage.value)}   {done}{wrong}   {self.room.actor}"
        title = Text(self.sheet.article.title)
        title.truncate(max(12, self.size.width - 2 - Text(facts).cell_len), overflow="ellipsis")
        self.query_one("#masthead", Static).update(title.append(facts))

    @property
    def view(self) -> View | None:
        """The present segment; None in an article without any."""
        return self.sheet.views[self.place] if self.sheet.views else None

    def go(self, place: int) -> None:
        """Puts the cursor on a segment."""
        if not self.sheet.views:
            return
        self.place = max(0, min(place, len(self.sheet.views) - 1))
        view = self.sheet.views[self.place]
        self.began = view.segment.target
        if self.place not in self.shown:  # a segment that the filter hides is shown while one stands on it
            self.shown = sorted((*self.shown, self.place))
            self._fill()
        self.query_one(Rows).move(self.shown.index(self.place))
        self.query_one(Field).show(view.segment.target)
        self.aid = None
        self.present()
        self.lookup.ask(view.segment.id, self._found)

    def present(self) -> None:
        """The present segment's source, state and side."""
        view = self.view
        if view is None:
            return
        segment = view.segment
        hits = reading.term_hits(self.room, self.sheet, segment)
        source = Text(segment.source)
        for hit in hits:
            source.stylize("underline cyan", hit.start, hit.end)
        self.query_one("#source", Static).update(source)
        state = Text(f"{self.place + 1}/{len(self.sheet.views)}  {_(segment.kind.value)}  ")
        state.append_text(looks.status_text(segment))
        for who in filter(None, (segment.by, segment.approver, segment.origin)):
            state.append(f"  {who}")
        if segment.omitted is not None:
            state.append(_("  (left out: {why})").format(why=segment.omitted), "italic")
        self.query_one("#state", Static).update(state)
        self.query_one("#help", Static).update(panels.side(view, self.aid, hits, self.locale))
        self.query_one("#side", VerticalScroll).scroll_home(animate=False)

    def _found(self, segment_id: str, aid: reading.Aid) -> None:
        """The memory has answered (from another thread)."""

        def show() -> None:
            if self.is_mounted and self.view and self.view.segment.id == segment_id:
                self.aid = aid
                self.present()

        if self.is_running:
            self.app.call_from_thread(show)

    def replaced(self, segment: Segment) -> None:
        """Shows a segment that has changed."""
        self.sheet = reading.with_segment(self.room, self.sheet, self.place, segment)
        self.mark = reading.mark(self.room, self.slug, self.locale)
        self.query_one(Rows).refresh()
        self._masthead()

    def reload(self, keep: str | None = None) -> None:
        """Reads the article anew; `keep` is the id of the segment to stand on."""
        self.sheet = reading.sheet(self.room, self.slug, self.locale)
        self.mark = reading.mark(self.room, self.slug, self.locale)
        wanted, views = self.filter, self.sheet.views
        self.shown = [n for n, view in enumerate(views) if wanted is None or wanted[1](view, self.room.actor)]
        self._fill()
        ids = [view.segment.id for view in self.sheet.views]
        self.go(ids.index(keep) if keep in ids else self.place)

    def _watch(self) -> None:
        """Takes up what others did to this article meanwhile; what is being typed stays as it is."""
        if self.app.screen is not self or reading.mark(self.room, self.slug, self.locale) == self.mark:
            return
        typed, began = self.query_one(Field).text, self.began
        present = self.view.segment.id if self.view else None
        if typed != began and not reading.has(self.room, self.slug, present or "", self.locale):
            return  # the segment is gone with a text in the field: leaving it asks where the text goes
        try:
            self.reload(present)
        except TransflowError as error:
            self.mark = reading.mark(self.room, self.slug, self.locale)
            self.refuse(error)
            return
        if typed != began and self.view and self.view.segment.id == present:
            self.query_one(Field).show(typed)
            self.began = began  # so that saving finds what others wrote and shows both

    # ── saving ──────────────────────────────────────────────────────────────────────────────────────────────────
    def save(self) -> bool:
        """Writes what was typed; whether nothing of it is unsaved now."""
        typed = self.query_one(Field).text
        if self.view is None or editing.one_line(typed) == self.began:
            return True
        return self.edit(typed, confirm=False)

    def edit(self, typed: str, *, confirm: bool = True) -> bool:
        assert self.view is not None
        segment = self.view.segment
        try:
            done = editing.edit(
                self.room, self.slug, segment.id, typed, self.locale, expected=self.began, confirm=confirm
            )
        except ConflictError:
            self._settle(typed)
            return False
        except UsageError:
            self._homeless(typed)
            return False
        except TransflowError as error:
            self.refuse(error)
            return False
        if segment.status is Status.APPROVED and done.status is not Status.APPROVED:
            self.notify(_("this was approved; the new text must be approved again (Alt+Z takes it back)"))
        self.began = done.target
        self.replaced(done)
        return True

    def _homeless(self, typed: str) -> None:
        """The segment is gone (joined, split, or its source changed by somebody else) while one was typing in it: the
        text is not lost, the person says where it goes."""

        def told(choice: int | None) -> None:
            self.reload()
            if choice == 0:
                self.query_one(Field).show(typed)  # unsaved: leaving saves it here
            elif choice == 1 and self.view is not None:
                ident = self.view.segment.id
                self.acted(lambda: editing.comment(self.room, self.slug, ident, typed, self.locale))
            elif choice is None:
                self.query_one(Field).show(typed)

        question = _("This segment is gone: somebody joined or split it, or its source has changed. What becomes of:")
        choices = [_("put it into the segment that stands here now"), _("keep it there as a remark"), _("drop it")]
        self.app.push_screen(Choose(f"{question}\n\n{typed}", choices), told)

    def _settle(self, typed: str) -> None:
        """Somebody else wrote here meanwhile: shows both texts and lets the person choose."""
        sheet = reading.sheet(self.room, self.slug, self.locale)
        assert self.view is not None
        theirs = next((v.segment.target for v in sheet.views if v.segment.id == self.view.segment.id), "")

        def settled(choice: int | None) -> None:
            if choice is None:
                return
            self.began = theirs
            self.query_one(Field).show(typed if choice == 0 else theirs)
            if self.save():
                self.reload(self.view.segment.id if self.view else None)

        question = _("Somebody else has changed this segment meanwhile. Which text shall stand?")
        choices = [_("mine: {text}").format(text=typed), _("theirs: {text}").format(text=theirs)]
        self.app.push_screen(Choose(question, choices), settled)

    def refuse(self, error: TransflowError) -> None:
        self.notify(str(error), severity="error", markup=False)

    def acted(self, work: Callable[[], Segment]) -> bool:
        """Saves what is typed, acts, and shows the segment as it is then; whether it was done."""
        if not self.save() or self.view is None:
            return False
        try:
            done = work()
        except TransflowError as error:
            self.refuse(error)
            return False
        self.began = done.target
        self.replaced(done)
        self.query_one(Field).show(done.target)
        self.present()
        return True

    def ask(self, question: str, work: Callable[[str, str], Segment]) -> None:
        """Asks for a line of text, and acts on the present segment with it."""
        if not self.save() or self.view is None:
            return
        ident = self.view.segment.id

        def answered(text: str | None) -> None:
            if text is not None:
                self.acted(lambda: work(ident, text))

        self.app.push_screen(Ask(question), answered)

    # ── going about ─────────────────────────────────────────────────────────────────────────────────────────────
    def action_next(self) -> None:
        """The next segment."""
        if self.save():
            self._step(1)

    def action_previous(self) -> None:
        """The segment before."""
        if self.save():
            self._step(-1)

    def _step(self, direction: int) -> None:
        """To the next of the segments that are shown."""
        place = self.shown.index(self.place) + direction if self.place in self.shown else 0
        self.go(self.shown[max(0, min(place, len(self.shown) - 1))])

    def action_next_open(self) -> None:
        """The next segment that is not finished, from here around."""
        if self.save():
            self.seek(lambda view: not finished(view))

    def action_next_finding(self) -> None:
        """The next segment with a finding that stands."""
        if self.save():
            self.seek(lambda view: any(not one.waived for one in view.findings))

    def seek(self, wanted: Callable[[View], bool]) -> None:
        among = self.shown if self.filter else list(range(len(self.sheet.views)))
        later = [place for place in among if place > self.place]
        for place in (*later, *(one for one in among if one <= self.place)):
            if wanted(self.sheet.views[place]):
                self.go(place)
                return
        self.present()
        self.app.clear_notifications()
        self.notify(_("no other segment is like that"), timeout=3)

    def on_rows_selected(self, event: Rows.Selected) -> None:
        """A click on the list."""
        if self.shown[event.index] != self.place and self.save():
            self.go(self.shown[event.index])
        self.query_one(Field).focus()
