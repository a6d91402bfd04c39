"""What the desk shows and how it keeps up with the folder; what its keys do is in `screen`."""

import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static

from transflow.interface import gettext as _
from transflow.newsroom import mywork, overview
from transflow.newsroom.room import Newsroom
from transflow.tui import keymap, keys
from transflow.tui.desk import lines, looking, masthead
from transflow.tui.desk.board import Board, Stack
from transflow.tui.desk.filtering import DeskFilter
from transflow.tui.desk.listing import ORDERS, Entry, Listing, Name, folded
from transflow.tui.desk.looking import Look
from transflow.tui.desk.waiting import Waiting
from transflow.tui.desk.work import JobBar
from transflow.tui.foot import Foot
from transflow.tui.looks import SEVERITY_STYLE, STAGE_STYLE
from transflow.tui.rows import Column, Rows

_STEP = 25  # articles, about a twentieth of a second's reading
_MARK = ("* ", SEVERITY_STYLE["warning"])
_STACKS = (*((stage,) for stage in overview.STAGES[:5]), overview.STAGES[5:])  # what was dropped stands together


class ShownDesk(Screen[None]):
    """Masthead, filter, articles as a list or a board, and the line that tells of the one under the cursor."""

    class Looked(Message):
        """The folder was looked at."""

        def __init__(self, look: Look) -> None:
            super().__init__()
            self.look = look

    class Reading(Message):
        """So many of the articles that have changed have been read."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done, self.total = done, total

    def __init__(
        self, room: Newsroom, background: Callable[[], Newsroom], opened: tuple[str, str | None] | None = None
    ) -> None:
        """`opened`: the article (its slug, and its target if that was said) on which the cursor stands at first."""
        super().__init__()
        self._room = room
        self._wanted = opened
        self._left: tuple[Name | None, Name | None] = (None, None)  # where “my work” was asked for, and where one came
        self._background = background
        self._listing: Listing | None = None
        self._shown: Sequence[Entry] = ()
        self._order = 0
        self._mine = False  # only what waits for the person
        self._on_board = False
        self._marked: set[Name] = set()
        self._columns: list[tuple[str, str, int]] = []
        self._looking = self._again = self._more = False
        self._touched = -looking.REST  # when a key was pressed last
        self._next_look: Timer | None = None
        self._trouble = ""
        self._asked: tuple[list[str], bool] = ([], False)  # by what the articles shown were chosen: words, mine
        self._waiting: Waiting | None = None  # holds the keys pressed after a command that came before the articles
        self._begun: Callable[[], Awaitable[None]] | None = None  # that command

    def compose(self) -> ComposeResult:
        yield Static("", id="masthead", markup=False)
        yield Static("", id="mine", markup=False)
        yield DeskFilter(placeholder=_("type to filter: title, slug, person, stage, tag …"), id="filter")
        yield Rows(id="articles")
        yield Board(id="board")
        yield Static("", id="nothing", markup=False)
        yield Static(_("reading the newsroom …"), id="line", markup=False)
        yield JobBar(self._background, id="job")
        yield Foot((*keys.ANYWHERE, *keys.DESK))

    def on_mount(self) -> None:
        self.query_one(Board).display = self.query_one("#nothing").display = False
        self.query_one(Input).focus()
        self.action_reload()

    def on_resize(self, _event: events.Resize) -> None:
        """The title takes the width that the other columns leave."""
        self._show()

    def on_rows_highlighted(self, _event: Rows.Highlighted) -> None:
        """Says which article the cursor is on."""
        self._tell()

    # ── looking at the folder ───────────────────────────────────────────────────────────────────────────────────
    def action_reload(self) -> None:
        """Looks at the folder again, without holding up the keyboard."""
        self._again = self._looking  # what was changed since that look began is seen by another one
        if not self._looking:
            self._looking = True
            look = partial(self._look, self._listing, ORDERS[self._order])
            self.run_worker(look, thread=True, group="look")

    def _look(self, before: Listing | None, order: str) -> None:
        """In a thread."""
        self.post_message(self.Looked(looking.look(self._background(), before, order, self._told, self._busy)))

    def _busy(self) -> bool:
        """Whether the person is pressing keys."""
        return time.monotonic() - self._touched < looking.REST

    def _told(self, done: int, total: int) -> None:
        """In a thread."""
        if done and not done % _STEP:
            self.post_message(self.Reading(done, total))

    def on_shown_desk_reading(self, event: Reading) -> None:
        """A first look at a large folder takes its time, and says how far it is."""
        if self._listing is None:
            said = _("reading the newsroom: {n} of {all} articles").format(n=event.done, all=event.total)
            self.query_one("#line", Static).update(said)
            if self._waiting is not None:
                self._waiting.tell(said)

    def on_shown_desk_looked(self, event: Looked) -> None:
        """Shows what was found; a folder that cannot be read leaves what was last seen of it."""
        self._looking = False
        found, self._more = event.look.found, event.look.more
        if isinstance(found, Listing):
            self._listing = found
            self._marked &= found.by_name.keys()
            troubles = found.desk.troubles
            self._trouble = "  ".join(str(one).replace("\n", " ") for one in troubles)
            self._show()
        else:
            self._trouble = str(found)
            self._tell()
        self._go_on()
        if self._next_look is not None:  # one look after another, whatever else asked for one
            self._next_look.stop()
        self._next_look = self.set_timer(event.look.pause, self._watch)
        if self._again:
            self.action_reload()

    def _go_on(self) -> None:
        """Does what was asked for before there were articles, or says that there are none to be had."""
        waiting, begun, self._waiting, self._begun = self._waiting, self._begun, None, None
        if waiting is None or begun is None or self.app.screen is not waiting:
            return
        if self._listing is None:
            self.notify(self._trouble, severity="error", markup=False)
            waiting.dismiss(None)
            return

        async def back() -> None:
            self.app.pop_screen()
            await begun()

        waiting.go_on(back)

    def _watch(self) -> None:
        """What others do on disk shows up by itself."""
        if self._more and self._busy():
            self._next_look = self.set_timer(looking.REST, self._watch)
        elif self.app.screen is self and not self._looking:
            self.action_reload()

    # ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────
    @property
    def _view(self) -> Rows | Board:
        """The list or the board: an article has the same number in both."""
        return self.query_one(Board) if self._on_board else self.query_one(Rows)

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Each letter narrows what is shown."""
        self._touched = time.monotonic()
        self._narrow()

    def _narrow(self) -> None:
        """Shows what fits the words of the filter, if they are others than before."""
        if self._words() != self._asked[0]:
            self._show()

    def _words(self) -> list[str]:
        return folded(self.query_one(Input).value).split()

    def _show(self) -> None:
        """The cursor stays on its article. Where that is not shown any more it stays where it was, so that the next
        one comes under it, but goes to the top of what was newly asked for."""
        if self._listing is None:
            return
        chosen, before = self._chosen(), self._asked
        words, _mine = self._asked = self._words(), self._mine
        self._shown = self._listing.found(words, ORDERS[self._order], mine=self._mine)
        same = (n for n, one in enumerate(self._shown) if self._stays(one, chosen))
        there = max(0, min(self._view.cursor_row, len(self._shown) - 1))
        place = next(same, there if self._asked == before else 0)
        self._wanted = None
        self.query_one(Board).display = bool(self._shown) and self._on_board
        self.query_one(Rows).display = bool(self._shown) and not self._on_board
        self._tell_nothing(" ".join(words))
        if self._on_board:
            self._show_board()
        else:
            self._show_list()
        self._view.move(place)
        width, everything = self.size.width - 2, len(self._listing.by_name)
        sums = masthead.stages(self._shown, everything)
        self.query_one("#masthead", Static).update(masthead.line(self._listing.desk.workspace, sums, width))
        left = mywork.left(one.row for one in self._shown)
        told = masthead.mine(
            self._room.actor, self._listing, left, width, only=self._mine, claim=self._key("desk.claim")
        )
        self.query_one("#mine", Static).update(told)
        self._tell()

    def _stays(self, one: Entry, chosen: Entry | None) -> bool:
        """Whether the cursor belongs on `one`: where it was said to go, else where it is."""
        if self._wanted is not None:
            slug, target = self._wanted
            return one.row.slug == slug and target in (None, one.row.target)
        return chosen is not None and one.name == chosen.name

    def _key(self, command: str) -> str:
        """The person's first key for a command; nothing if it has none."""
        return keymap.of(self.app).first(keys.COMMANDS[command])

    def _tell_nothing(self, words: str) -> None:
        """In place of articles, where none is shown: why."""
        line = self.query_one("#nothing", Static)
        line.display = not self._shown
        if self._listing is not None and not self._shown:
            claim, back = self._key("desk.claim"), self._key("desk.clear")
            line.update(masthead.empty(self._listing, words, only=self._mine, claim=claim, back=back))

    def _show_list(self) -> None:
        self._columns = lines.columns(self.size.width, mine=self._mine)
        columns = [Column(_(head), wide) for _key, head, wide in self._columns]
        self.query_one(Rows).show(columns, len(self._shown), self._cells)

    def _cells(self, index: int) -> list[Text]:
        entry = self._shown[index]
        cells = lines.cells(entry, self._room.clock())
        if entry.name in self._marked:
            cells["title"] = Text.assemble(_MARK, cells["title"])
        return [cells[key] for key, _head, _wide in self._columns]

    def _show_board(self) -> None:
        places = {stage: number for number, stages in enumerate(_STACKS) for stage in stages}
        cards: list[list[int]] = [[] for _stack in _STACKS]
        for index, one in enumerate(self._shown):
            cards[places[one.row.stage]].append(index)
        stacks = []
        for stages, inside in zip(_STACKS, cards, strict=True):
            head = Text(_(", ")).join(Text(_(stage), STAGE_STYLE[stage]) for stage in stages).append(f" {len(inside)}")
            left = mywork.left((self._shown[index].row for index in inside), signing=stages == ("review",))
            stacks.append(Stack(head, lines.sizes(left), inside))
        self.query_one(Board).show(stacks, self._card)

    def _card(self, index: int) -> list[Text]:
        entry = self._shown[index]
        title, *rest = lines.card(entry, self._room.clock(), mine=self._mine)
        return [Text.assemble(_MARK, title) if entry.name in self._marked else title, *rest]

    def _tell(self) -> None:
        """The line below the articles: the one under the cursor, the order, and troubles."""
        entry = self._chosen()
        seen = sum(one.name in self._marked for one in self._shown) if self._marked else 0
        marked = _("{n} marked").format(n=len(self._marked)) if self._marked else ""
        hidden = _("{n} of them not shown").format(n=len(self._marked) - seen) if len(self._marked) > seen else ""
        parts = [
            Text(self._trouble, "bold red"),  # an article that cannot be read is not in the list: it is named here
            lines.facts(entry, self._room.clock()) if entry else Text(""), Text(marked, "bold"), Text(hidden),
            Text(_("sorted by {what}").format(what=_(ORDERS[self._order]))),
        ]  # fmt: skip
        self.query_one("#line", Static).update(Text("  ").join(one for one in parts if one))

    def _chosen(self) -> Entry | None:
        place = self._view.cursor_row
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def _chosen_name(self) -> Name | None:
        entry = self._chosen()
        return entry.name if entry else None
