"""What the segment editor shows: the list, the present segment, its side."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static, TextArea

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import editing, owning, reading
from transflow.newsroom.reading import Sheet, View
from transflow.newsroom.recalling import Aid, Offer
from transflow.newsroom.room import Newsroom
from transflow.segment import Kind, Segment, Status
from transflow.terms import Occurrence
from transflow.tui import keys
from transflow.tui.editor import panels
from transflow.tui.editor.lookup import Lookup
from transflow.tui.editor.masthead import masthead
from transflow.tui.editor.seen import Filter, Looked, cells, finished, state
from transflow.tui.foot import Foot
from transflow.tui.order import InOrder
from transflow.tui.rows import Column, Rows
from transflow.tui.text.field import Field
from transflow.tui.text.typeset import Typeset

_REST = 0.3  # seconds without a key, after which what is typed is checked
_AT_ONCE = 0.02  # seconds that a new segment waits for its matches, which take 10 ms; a second frame would take 20 more
_SIGNING = ("editor.approve", "editor.correct", "editor.send_back")  # leads at the foot before a reviewer


class Shown(InOrder, Screen[None]):
    """One article and target: the list of its segments, the present one, and what helps with it. The text field always
    holds the focus."""

    def __init__(
        self,
        room: Newsroom,
        background: Callable[[], Newsroom],
        slug: str,
        locale: str | None = None,
        sheet: Sheet | None = None,
    ) -> None:
        super().__init__()
        self.room = room
        self.background = background
        self.slug = slug
        self.sheet: Sheet = sheet or reading.sheet(room, slug, locale)
        self.blocks = reading.blocks(self.sheet)
        self.locale = self.sheet.locale
        self.place = 0  # in the sheet
        self.shown: list[int] = list(range(len(self.sheet.views)))  # the places that the list shows
        self.filter: Filter | None = None
        self.made: frozenset[str] = frozenset()  # what one's own acts made since the list was narrowed: it stays shown
        self.began = ""  # the target as it was when the cursor came to the segment
        self.aid: Aid | None = None  # None: it is being looked up
        self.machine: Mapping[str, str] = {}  # what machines said, for the filters that ask for it
        self.doubts: Mapping[str, float] = {}  # how doubtful machines' texts are, by id
        self.lookup = Lookup(background, slug, self.locale)
        self.mark = reading.mark(room, slug, self.locale)
        self._typed: View | None = None  # the present segment as the checks see what is being typed
        self._checking: Timer | None = None

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
        yield Foot((*keys.ANYWHERE, *keys.EDITOR))

    def on_mount(self) -> None:
        self.query_one("#side").can_focus = False
        self._fill()
        open_ones = [n for n, view in enumerate(self.sheet.views) if self.mine_to_do(view)]
        waiting = list(self._waiting())
        translates = any(view.segment.by == self.room.actor for view in self.sheet.views)
        first = open_ones + waiting if translates or not waiting else waiting  # who has translated nothing here reviews
        self.go(next(iter(first), 0))
        self.query_one(Field).focus()

    def _waiting(self) -> Iterator[int]:
        """The places of the segments that wait for this person's signature."""
        return (place for place, view in enumerate(self.sheet.views) if self._awaits_me(view))

    def _awaits_me(self, view: View) -> bool:
        """Whether a segment waits for this person's signature: another stands behind its text."""
        return view.segment.status is Status.TRANSLATED and view.segment.by != self.room.actor

    def on_resize(self, _event: events.Resize) -> None:
        """Source and target share the width."""
        self._fill()
        self.query_one(Rows).move(self.shown.index(self.place) if self.place in self.shown else 0)
        self.call_after_refresh(self.query_one(Field).rewrap)

    def on_unmount(self) -> None:
        self.lookup.close()

    def _fill(self) -> None:
        """The whole list anew."""
        half = max(16, (self.size.width - 29) // 2)  # beside kind, status, marks, gaps and the scroll bar
        columns = (Column("", 2), Column("", 12), Column("", 3), Column("", half), Column("", half))
        self.query_one(Rows).show(
            columns, len(self.shown), lambda n: self._cells(self.sheet.views[self.shown[n]]), headed=False,
            striped=lambda n: bool(self.blocks[self.shown[n]] % 2),
        )  # fmt: skip
        self._masthead()

    def _cells(self, view: View) -> tuple[Text, ...]:
        return cells(view, owning.told(self.sheet.opened, view.segment), self.doubts.get(view.segment.id))

    def narrow(self, wanted: Filter | None) -> None:
        """Shows only the segments that `wanted` lets through (None: all), as they are now."""
        self.filter, self.made = wanted, frozenset()
        self.shown = self._let_through()
        self._fill()
        if self.shown:
            self.go(self.place if self.place in self.shown else self.shown[0])
        else:
            self.notify(_("no segment is like that"), timeout=3)
            self.narrow(None)

    def _let_through(self) -> list[int]:
        """The places that the present filter shows."""
        wanted, looked = self.filter, Looked(self.room.actor, self.machine)
        return self._ordered(
            n
            for n, view in enumerate(self.sheet.views)
            if wanted is None or wanted.lets(view, looked) or view.segment.id in self.made
        )

    def _ordered(self, places: Iterable[int]) -> list[int]:
        """Places in the order of the list: the article's, or the most doubtful first."""
        if self.filter is None or not self.filter.doubts:
            return sorted(places)
        return sorted(places, key=lambda place: (-self.doubts.get(self.sheet.views[place].segment.id, 0), place))

    def _masthead(self) -> None:
        title = masthead(self.sheet, self.filter, self.room.actor, self.size.width - 2)
        self.query_one("#masthead", Static).update(title)

    @property
    def is_whole(self) -> bool:
        """Whether all of the screen is there to be written to: while the application ends it is mounted and empty."""
        return self.is_mounted and bool(self.query(Rows)) and bool(self.query(Field))

    @property
    def typed(self) -> str:
        """What stands in the field, as the target of the present segment."""
        text = self.query_one(Field).text
        return editing.written(self.view.segment, text) if self.view else text

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
            self.shown = self._ordered((*self.shown, self.place))
            self._fill()
        self.query_one(Rows).move(self.shown.index(self.place))
        field = self.query_one(Field)
        field.show(view.segment.target, key=view.segment.id)
        field.read_only = view.segment.kind is Kind.BODY  # it is written in a screen of its own
        field.lead = reading.lead(self.sheet, self.blocks, self.place)
        self._typed = None
        self.aid = self.lookup.ask(view.segment.id, self._found, _AT_ONCE)
        self.present()

    def present(self) -> None:
        """The present segment's source, state and side."""
        view = self.view
        if view is None:
            return
        segment = view.segment
        hits = reading.term_hits(self.room, self.sheet, segment)
        source = Text(owning.told(self.sheet.opened, segment), "italic" if segment.own else "")
        for hit in hits:
            source.stylize("underline cyan", hit.start, hit.end)
        self.query_one("#source", Static).update(Typeset(source))
        number = Text(f"{self.place + 1}/{len(self.sheet.views)}  ")
        known = state(segment, self.doubts.get(segment.id), opens=keys.key(self.app, "editor.confirm"))
        self.query_one("#state", Static).update(number + known)
        self.query_one("#help", Static).update(self.side(hits))
        self.query_one("#side", VerticalScroll).scroll_home(animate=False)
        self.query_one(Foot).lead(_SIGNING if self._awaits_me(view) else ())
        self._mark()

    def side(self, hits: Sequence[Occurrence]) -> Text:
        """What helps with the present segment; `hits` are its terms."""
        return panels.side(self._typed or self.sheet.views[self.place], self.aid, hits, self.locale, self.room.local)

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        """The checks look at what is typed once the fingers rest."""
        if self._checking is not None:
            self._checking.stop()
        self._checking = self.set_timer(_REST, self._check)

    def _check(self) -> None:
        if self.view is None or not self.is_whole:
            return
        text = self.typed
        typed = None if text == self.began else reading.as_typed(self.room, self.sheet, self.view.segment, text)
        if typed != self._typed:
            self._typed = typed
            self.present()
        else:
            self._mark()  # typing has wiped the marks away

    def _mark(self) -> None:
        """Shows in the field where the findings are."""
        view = self._typed or self.view
        spans = (
            (*one.finding.span, one.finding.severity.value)
            for one in (view.findings if view else ())
            if one.finding.span and not one.waived
        )
        self.query_one(Field).mark(list(spans))

    def refresh_findings(self) -> None:
        """Looks for findings anew, after the termbase has changed; what is being typed stays as it is."""
        typed, began, field = self.query_one(Field).text, self.began, self.query_one(Field)
        self.reload(self.view.segment.id if self.view else None)
        if typed != began:
            field.show(typed)
            self.began = began

    def offered(self, offers: list[Offer], failures: list[str]) -> None:
        """Puts what the engines said among the matches."""
        known = self.aid or Aid()
        fresh = [one for one in offers if all(one.target != other.target for other in known.offers)]
        self.aid = replace(known, offers=(*known.offers, *fresh), failures=tuple(failures))
        self.present()

    def _found(self, segment_id: str, aid: Aid) -> None:
        """The memory has answered (from another thread)."""

        def show() -> None:
            if self.is_whole and self.view and self.view.segment.id == segment_id and self.aid is not aid:
                self.aid = aid
                self.present()

        if self.is_running:
            self.app.call_from_thread(show)

    def replaced(self, segment: Segment) -> None:
        """Shows a segment that has changed."""
        self._typed = None
        self.sheet = reading.with_segment(self.room, self.sheet, self.place, segment)
        self.mark = reading.mark(self.room, self.slug, self.locale)
        self.query_one(Rows).refresh()
        self._masthead()

    def reload(self, keep: str | None = None) -> None:
        """Reads the article anew; `keep` is the id of the segment to stand on."""
        self.sheet = reading.sheet(self.room, self.slug, self.locale, self.sheet)
        self.blocks = reading.blocks(self.sheet)
        self.mark = reading.mark(self.room, self.slug, self.locale)
        self.shown = self._let_through()
        self._fill()
        ids = [view.segment.id for view in self.sheet.views]
        self.go(ids.index(keep) if keep in ids else self.place)

    def refuse(self, error: TransflowError) -> None:
        """Says why something was not done; a segment goes by its number, as the person sees it."""
        said = str(error)
        for number, view in enumerate(self.sheet.views, start=1):
            if view.segment.id in said:
                said = said.replace(f"{self.slug} {view.segment.id}", view.segment.id)
                said = said.replace(view.segment.id, _("segment {n}").format(n=number))
        self.notify(said, severity="error", markup=False)

    def mine_to_do(self, view: View) -> bool:
        """Whether a segment is unfinished, and not by this person's own return: that waits for its translator."""
        returned = view.segment.returned
        return not finished(view) and not (returned is not None and returned.by == self.room.actor)
