"""The desk: every article and target with stage, progress and findings; type to filter, Enter to open."""

from collections.abc import Callable

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from transflow import language
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.interface import mark as N_
from transflow.newsroom import overview, pretranslation, publication
from transflow.newsroom.overview import ArticleRow, Desk
from transflow.newsroom.room import Newsroom
from transflow.tui import keys
from transflow.tui.editor import EditorScreen
from transflow.tui.looks import STAGE_STYLE
from transflow.tui.order import InOrder
from transflow.tui.prompts import Show, help_text
from transflow.tui.rows import Column, Rows

_ORDERS = (N_("stage"), N_("title"), N_("due"), N_("modified"), N_("findings"))
_COLUMNS = (  # key, heading, cells, the width of terminal from which it is shown; the title takes what is left
    ("stage", N_("stage"), 9, 0),
    ("approved", N_("approved"), 8, 0),
    ("findings", N_("findings"), 8, 0),
    ("to", N_("to"), 6, 72),
    ("title", N_("title"), 20, 0),
    ("due", N_("due"), 11, 92),
    ("assignee", N_("assignee"), 9, 104),
    ("remarks", N_("remarks"), 16, 118),
)
_STAGE_ORDER = {name: number for number, name in enumerate(overview.STAGES)}


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
        self._columns: list[tuple[str, str, int]] = []

    def compose(self) -> ComposeResult:
        yield Static("", id="masthead", markup=False)
        yield Input(placeholder=_("type to filter: words of title, slug, stage, assignee …"), id="filter")
        yield Rows(id="articles")
        yield Static("", id="line", markup=False)
        yield keys.Foot((*keys.ANYWHERE, *keys.DESK))

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self.action_reload()

    def on_resize(self, _event: events.Resize) -> None:
        """The title takes the width that the other columns leave."""
        self._columns = [(key, head, wide) for key, head, wide, least in _COLUMNS if self.size.width >= least]
        self._show()

    def on_rows_highlighted(self, _event: Rows.Highlighted) -> None:
        """Says which article the cursor is on."""
        self._tell()

    def on_rows_selected(self, event: Rows.Selected) -> None:
        """A click opens."""
        self.query_one(Rows).move(event.index)
        self.action_open()

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
        rows = [row for row in self._desk.articles if all(word in _haystack(row) for word in words)]
        rows.sort(key=_SORTS[_ORDERS[self._order]])
        self._shown = rows
        others = sum(wide + 2 for key, _head, wide in self._columns if key != "title")
        left = self.size.width - others - 5  # its own gap, padding, the scroll bar
        columns = [Column(_(head), max(wide, left) if key == "title" else wide) for key, head, wide in self._columns]
        table.show(columns, len(rows), self._cells)
        same = (n for n, row in enumerate(rows) if chosen and (row.slug, row.target) == (chosen.slug, chosen.target))
        table.move(next(same, 0))
        totals = self._desk.totals
        sums = "  ".join(f"{_(stage)} {totals[stage]}" for stage in overview.STAGES if totals[stage])
        self.query_one("#masthead", Static).update(f"{self._desk.workspace}   {self._room.actor}   {sums}")
        self._tell()

    def _cells(self, index: int) -> list[Text]:
        cells = _cells(self._shown[index])
        return [cells[key] for key, _head, _wide in self._columns]

    def _tell(self) -> None:
        """The line below the table: the article under the cursor, the order, and troubles."""
        if self._desk is None:
            return
        row = self._chosen()
        troubles = "  ".join(str(one).replace("\n", " ") for one in self._desk.troubles)
        sorted_by = _("sorted by {what}").format(what=_(_ORDERS[self._order]))
        self._say("  ".join(filter(None, (row.slug if row else "", sorted_by, troubles))))

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
        self._order = (self._order + 1) % len(_ORDERS)
        self._show()

    def action_translate(self) -> None:
        """Machine-translates the article under the cursor."""
        row = self._chosen()
        if row:
            self._say(_("{slug}: translating …").format(slug=row.slug))
            self.run_worker(lambda: self._translate(row), thread=True, exclusive=True, group="translate")

    def _translate(self, row: ArticleRow) -> None:
        try:
            done = pretranslation.translate(self._background(), [row.slug], row.target)
        except TransflowError as error:
            self.app.call_from_thread(self.notify, str(error), severity="error")
            return
        said = _("{slug}: {n} of {total} segments translated").format(slug=row.slug, n=done.filled, total=done.total)
        reasons = "; ".join(dict.fromkeys(one.reason for one in done.failures))
        severity = "warning" if done.failures else "information"
        self.app.call_from_thread(self.notify, "\n".join(filter(None, (said, reasons))), severity=severity)
        self.app.call_from_thread(self.action_reload)

    def action_publish(self) -> None:
        """Publishes the article under the cursor, or says why not."""
        row = self._chosen()
        if row:
            publish(self, self._room, row.slug)
            self.action_reload()

    def help(self) -> None:
        """Every key."""
        self.app.push_screen(Show(_("The desk"), help_text(keys.DESK)))


def publish(screen: Screen[None], room: Newsroom, slug: str) -> bool:
    """Publishes an article and says what came of it; whether it is live as it stands."""
    try:
        done = publication.publish(room, [slug])
    except TransflowError as error:
        screen.notify(str(error), severity="error", markup=False)
        return False
    for one in done.refused:
        screen.notify(f"{one.slug} → {one.target}: {one.reason}", severity="error", markup=False)
    if done.published:
        screen.notify(_("{slug}: published").format(slug=slug), markup=False)
    elif done.unchanged:
        screen.notify(_("{slug}: unchanged").format(slug=slug), markup=False)
    return not done.refused


def _haystack(row: ArticleRow) -> str:
    words = (row.slug, row.title, row.stage, _(row.stage), row.target, row.assignee or "", *_remarks(row))
    return " ".join(words).casefold()


def _remarks(row: ArticleRow) -> list[str]:
    told = (
        (_("update pending"), row.update_pending),
        (_("page missing"), row.page_missing),
        (_("source changed"), row.source_changed),
        (_("embargo {when}").format(when=row.embargo), row.embargo is not None),
    )
    return [word for word, on in told if on]


_SORTS: dict[str, Callable[[ArticleRow], tuple[object, ...]]] = {
    "stage": lambda row: (_STAGE_ORDER[row.stage], row.due or "9", row.slug),
    "title": lambda row: (row.title.casefold(), row.slug),
    "due": lambda row: (row.due or "9", _STAGE_ORDER[row.stage], row.slug),
    "modified": lambda row: (-_instant(row.modified_at), row.slug),
    "findings": lambda row: (-(row.errors or 0), -(row.warnings or 0), row.slug),
}


def _instant(text: str | None) -> int:
    """An ISO 8601 instant in UTC as a number that grows with it."""
    return int("".join(char for char in text or "" if char.isdigit())[:14] or 0)


def _cells(row: ArticleRow) -> dict[str, Text]:
    """What stands in each column."""
    counts = row.segments
    findings = Text()
    if row.errors:
        findings.append(f"{row.errors}✗ ", "bold red")
    if row.warnings:
        findings.append(f"{row.warnings}!", "yellow")
    due = row.due or ""
    return {
        "stage": Text(_(row.stage), STAGE_STYLE[row.stage]),
        "approved": Text(f"{counts['approved']}/{counts['total']}", justify="right"),
        "findings": findings,
        "to": Text(f"{language.base(row.source)}→{language.base(row.target)}"),
        "title": Text(row.title, overflow="ellipsis", no_wrap=True),
        "due": Text(due[5:16].replace("T", " ") if "T" in due else due),
        "assignee": Text(row.assignee or ""),
        "remarks": Text(", ".join(_remarks(row)), "italic", overflow="ellipsis", no_wrap=True),
    }
