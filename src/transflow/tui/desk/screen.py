"""The desk: every article and target with stage, progress and findings; type to filter, Enter to open."""

from collections.abc import Callable

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import assigning, editing, overview, pretranslation, publication
from transflow.newsroom.overview import ArticleRow, Desk
from transflow.newsroom.room import Newsroom
from transflow.tui import keys
from transflow.tui.desk import lines
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.order import InOrder
from transflow.tui.prompts import Ask, Show, help_text
from transflow.tui.rows import Column, Rows
from transflow.tui.text.field import FilterField

_TITLE = 60  # cells that a title needs at most
_WATCH = 3.0  # seconds between looks at the folder


class DeskScreen(InOrder, Screen[None]):
    """All articles. The filter holds the focus, so that typing narrows the list at once."""

    BINDINGS = keys.bindings(keys.DESK)

    def __init__(self, room: Newsroom, background: Callable[[], Newsroom]) -> None:
        super().__init__()
        self._room = room
        self._background = background
        self._desk: Desk | None = None
        self._shown: list[ArticleRow] = []
        self._order = 0
        self._marked: set[tuple[str, str]] = set()
        self._columns: list[tuple[str, str, int]] = []

    def compose(self) -> ComposeResult:
        yield Static("", id="masthead", markup=False)
        yield FilterField(placeholder=_("type to filter: words of title, slug, stage, assignee …"), id="filter")
        yield Rows(id="articles")
        yield Static("", id="line", markup=False)
        yield keys.Foot((*keys.ANYWHERE, *keys.DESK))

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self.action_reload()
        self.set_interval(_WATCH, self._watch)

    def on_resize(self, _event: events.Resize) -> None:
        """The title takes the width that the other columns leave."""
        self._columns = [(key, head, wide) for key, head, wide, least in lines.COLUMNS if self.size.width >= least]
        self._show()

    def on_rows_highlighted(self, _event: Rows.Highlighted) -> None:
        """Says which article the cursor is on."""
        self._tell()

    def on_rows_selected(self, event: Rows.Selected) -> None:
        """A click opens."""
        self.query_one(Rows).move(event.index)
        self.action_open()

    def _watch(self) -> None:
        """What others do on disk shows up by itself."""
        if self.app.screen is self:
            self.action_reload()

    def on_screen_resume(self) -> None:
        if self._desk is not None:
            self.action_reload()

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────
    def action_reload(self) -> None:
        """Looks at the folder again, without holding up the keyboard."""
        self.run_worker(self._look, thread=True, exclusive=True, group="look")

    def _look(self) -> None:
        worker = get_current_worker()
        try:
            desk = overview.desk(self._background())
        except TransflowError as error:
            self.app.call_from_thread(self._say, str(error))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._take, desk)

    def _take(self, desk: Desk) -> None:
        self._desk = desk
        self._show()

    def on_input_changed(self, _event: Input.Changed) -> None:
        self._show()

    def _show(self) -> None:
        if self._desk is None:
            return
        table, chosen = self.query_one(Rows), self._chosen()
        words = self.query_one(Input).value.casefold().split()
        rows = [row for row in self._desk.articles if all(word in lines.haystack(row) for word in words)]
        rows.sort(key=lines.SORTS[lines.ORDERS[self._order]])
        self._shown = rows
        others = sum(wide + 2 for key, _head, wide in self._columns if key != "title")
        left = self.size.width - others - 5  # its own gap, padding, the scroll bar
        more = max(0, left - _TITLE)  # what a wide terminal leaves goes to the remarks
        wider = {"title": left - more, "remarks": more}
        columns = [Column(_(head), max(wide, wider.get(key, 0))) for key, head, wide in self._columns]
        table.show(columns, len(rows), self._cells)
        same = (n for n, row in enumerate(rows) if chosen and (row.slug, row.target) == (chosen.slug, chosen.target))
        table.move(next(same, 0))
        totals = self._desk.totals
        sums = "  ".join(f"{_(stage)} {totals[stage]}" for stage in overview.STAGES if totals[stage])
        name = Text(f"{self._desk.workspace}   {self._room.actor}")
        name.truncate(max(10, self.size.width - 5 - Text(sums).cell_len), overflow="ellipsis")
        self.query_one("#masthead", Static).update(name.append(f"   {sums}"))
        self._tell()

    def _cells(self, index: int) -> list[Text]:
        row = self._shown[index]
        cells = lines.cells(row)
        if (row.slug, row.target) in self._marked:
            cells["title"] = Text("* ", "bold yellow").append_text(cells["title"])
        return [cells[key] for key, _head, _wide in self._columns]

    def _tell(self) -> None:
        """The line below the table: the article under the cursor, the order, and troubles."""
        if self._desk is None:
            return
        row = self._chosen()
        troubles = "  ".join(str(one).replace("\n", " ") for one in self._desk.troubles)
        sorted_by = _("sorted by {what}").format(what=_(lines.ORDERS[self._order]))
        marked = _("{n} marked").format(n=len(self._marked)) if self._marked else ""
        facts = [row.slug, row.assignee or "", (row.due or "")[:16], *lines.remarks(row)] if row else []
        self._say("  ".join(filter(None, (*facts, sorted_by, marked, troubles))))

    def _say(self, text: str) -> None:
        self.query_one("#line", Static).update(text)

    def _chosen(self) -> ArticleRow | None:
        place = self.query_one(Rows).cursor_row
        return self._shown[place] if 0 <= place < len(self._shown) else None

    # ── keys ────────────────────────────────────────────────────────────────────────────────────────────────────
    def action_open(self) -> None:
        """Opens the article under the cursor."""
        row = self._chosen()
        if row:
            self.app.push_screen(EditorScreen(self._room, self._background, row.slug, row.target))

    def _step(self, direction: int) -> None:
        table = self.query_one(Rows)
        table.move(table.cursor_row + direction)

    def action_up(self) -> None:
        """The article above."""
        self._step(-1)

    def action_down(self) -> None:
        """The article below."""
        self._step(1)

    def action_page_up(self) -> None:
        """A page up."""
        self.query_one(Rows).page(-1)

    def action_page_down(self) -> None:
        """A page down."""
        self.query_one(Rows).page(1)

    def action_clear(self) -> None:
        """Empties the filter."""
        self.query_one(Input).value = ""

    def action_sort(self) -> None:
        """The next order."""
        self._order = (self._order + 1) % len(lines.ORDERS)
        self._show()

    def action_mark(self) -> None:
        """Marks the article under the cursor, or takes the mark away, and goes one down."""
        row = self._chosen()
        if row:
            self._marked ^= {(row.slug, row.target)}
            self._step(1)
            self._tell()

    def _meant(self) -> list[ArticleRow]:
        """The marked articles that are shown, or the one under the cursor."""
        marked = [row for row in self._shown if (row.slug, row.target) in self._marked]
        row = self._chosen()
        return marked or ([row] if row else [])

    def _each(self, what: str, work: Callable[[Newsroom, ArticleRow], str]) -> None:
        """Does `work` for every article that is meant, beside the keyboard; tells what came of each."""
        rows = self._meant()
        if rows:
            self._say(what)
            self.run_worker(lambda: self._work(rows, what, work), thread=True, exclusive=True, group="work")

    def _work(self, rows: list[ArticleRow], what: str, work: Callable[[Newsroom, ArticleRow], str]) -> None:
        room, worker = self._background(), get_current_worker()
        told: list[str] = []
        for number, row in enumerate(rows, start=1):
            if worker.is_cancelled:
                return
            try:
                told.append(f"{row.slug}: {work(room, row)}")
            except TransflowError as error:
                told.append(str(error))
            self.app.call_from_thread(self._say, f"{what} {number}/{len(rows)}")
        shown = "\n".join(told[:12]) + ("\n…" if len(told) > 12 else "")
        self.app.call_from_thread(self.notify, shown, markup=False)
        self.app.call_from_thread(self.action_reload)

    def action_translate(self) -> None:
        """Machine-translates the articles that are meant."""
        self._each(_("translating …"), _translated)

    def action_publish(self) -> None:
        """Publishes the articles that are meant, or says why not."""
        self._each(_("publishing …"), _published)

    def action_approve(self) -> None:
        """Signs every segment that may be signed in the articles that are meant."""
        self._each(_("approving …"), _approved)

    def action_claim(self) -> None:
        """Takes the articles that are meant for oneself."""
        self._give(self._room.actor)

    def action_assign(self) -> None:
        """Gives the articles that are meant to somebody."""
        if self._meant():
            self.app.push_screen(Ask(_("Who shall work on it?")), lambda name: self._give(name) if name else None)

    def _give(self, name: str) -> None:
        def given(room: Newsroom, row: ArticleRow) -> str:
            assigning.assign(room, row.slug, name)
            return _("assigned to {name}").format(name=name)

        self._each(_("assigning …"), given)

    def help(self) -> None:
        """Every key."""
        self.app.push_screen(Show(_("The desk"), help_text(keys.DESK)))


def _translated(room: Newsroom, row: ArticleRow) -> str:
    done = pretranslation.translate(room, [row.slug], row.target)
    said = _("{n} of {total} segments translated").format(n=done.filled, total=done.total)
    return "; ".join([said, *dict.fromkeys(one.reason for one in done.failures)])


def _published(room: Newsroom, row: ArticleRow) -> str:
    done = publication.publish(room, [row.slug])
    refused = [f"{one.target}: {one.reason}" for one in done.refused]
    return "; ".join(refused) or (_("published") if done.published else _("unchanged"))


def _approved(room: Newsroom, row: ArticleRow) -> str:
    done = editing.approve(room, row.slug, None, row.target)
    reasons = list(dict.fromkeys(one.reason for one in done.refused))
    return "; ".join([_("{n} approved").format(n=done.signed), *reasons[:3]])
