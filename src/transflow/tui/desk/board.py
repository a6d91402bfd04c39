"""The desk as a board: a column for each stage, a card for each article; only the cards that are seen are drawn."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from transflow.tui.rows import Rows

HEAD = 2  # lines: the stage with its number of articles, the sum of what is left
CARD = 5  # lines: the title in two, how far it is, what must be known, and one between
LEAST = 26  # cells that a card needs
_EDGE = 1  # cells between two columns


@dataclass(frozen=True, slots=True)
class Stack:
    """One column: its head, the sum below it, and which articles stand in it (ascending)."""

    head: Text
    sums: str
    cards: Sequence[int]


class Board(Widget):
    """Cards in columns, with a cursor. It never holds the focus: keys belong to the text field.

    Its messages are those of `Rows`: an article is told by the same number in both.
    """

    DEFAULT_CSS = """
    Board { height: 1fr; background: $surface; padding: 0 1; }
    Board > .board--head { text-style: bold; background: $primary 20%; }
    Board > .board--sums { background: $primary 20%; color: $text-muted; }
    Board > .board--card { background: $panel; }
    Board > .board--cursor { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    """
    can_focus = False
    COMPONENT_CLASSES = {"board--head", "board--sums", "board--card", "board--cursor"}  # noqa: RUF012 (Textual's own way)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._stacks: Sequence[Stack] = ()
        self._card: Callable[[int], Sequence[Text]] = lambda _index: ()
        self._drawn: dict[int, list[Text]] = {}  # the lines of the cards that were drawn since something changed
        self._tops: list[int] = []  # the first card seen of each column
        self._first = 0  # the first column seen
        self.cursor_row = 0

    def show(self, stacks: Sequence[Stack], card: Callable[[int], Sequence[Text]]) -> None:
        """What stands here now; `card` gives an article's texts: title, how far it is, what must be known."""
        if len(stacks) != len(self._tops):
            self._tops = [0] * len(stacks)
        self._stacks, self._card = stacks, card
        self._settle()
        self._redraw()

    # ── the cursor ──────────────────────────────────────────────────────────────────────────────────────────────
    def place(self, index: int) -> tuple[int, int] | None:
        """Column and number in it of an article; None where it is not here."""
        for column, stack in enumerate(self._stacks):
            at = bisect_left(stack.cards, index)
            if at < len(stack.cards) and stack.cards[at] == index:
                return column, at
        return None

    def move(self, index: int) -> None:
        """Puts the cursor on an article, and its card on the screen."""
        place = self.place(index)
        if place is None:
            return
        self.cursor_row = index
        column, at = place
        shown = self.columns_seen
        self._first = max(0, min(max(self._first, column - shown + 1), column, len(self._stacks) - shown))
        seen = self.cards_seen
        self._tops[column] = max(0, min(max(self._tops[column], at - seen + 1), at))
        self._settle()
        self._redraw()
        self.post_message(Rows.Highlighted(index))

    def step(self, direction: int) -> None:
        """The card above (-1) or below (1), a screenful with a greater number."""
        place = self.place(self.cursor_row)
        if place:
            column, at = place
            cards = self._stacks[column].cards
            self.move(cards[max(0, min(at + direction, len(cards) - 1))])

    def page(self, direction: int) -> None:
        """A screenful up (-1) or down (1)."""
        self.step(direction * self.cards_seen)

    def sideways(self, direction: int) -> None:
        """The card at the same height in the next column (1) or the one before (-1) that has any."""
        place = self.place(self.cursor_row)
        if place is None:
            return
        column, at = place
        height = at - self._tops[column]
        column += direction
        while 0 <= column < len(self._stacks):
            cards = self._stacks[column].cards
            if cards:
                self.move(cards[min(self._tops[column] + height, len(cards) - 1)])
                return
            column += direction

    def on_resize(self) -> None:
        """The cursor's card stays on the screen."""
        self.move(self.cursor_row)
        self._settle()
        self._redraw()

    def _settle(self) -> None:
        """No column hides a card above while it has room below: before a board is laid out, and in a terminal that has
        grown, fewer cards were seen than are now."""
        for column in range(len(self._stacks)):
            self._tops[column] = min(self._tops[column], self._lowest(column))

    def _lowest(self, column: int) -> int:
        """The first card seen where the last one stands at the foot."""
        return max(0, len(self._stacks[column].cards) - self.cards_seen)

    # ── drawing ─────────────────────────────────────────────────────────────────────────────────────────────────
    @property
    def columns_seen(self) -> int:
        """How many columns the width holds."""
        return max(1, min(len(self._stacks), self.size.width // LEAST))

    @property
    def cards_seen(self) -> int:
        """How many whole cards the height holds."""
        return max(1, (self.size.height - HEAD + 1) // CARD)

    def _redraw(self) -> None:
        self._drawn.clear()
        self.refresh()

    def _edges(self) -> list[int]:
        """Where each column that is seen begins, and where the last one ends."""
        shown, width = self.columns_seen, self.size.width
        return [width * number // shown for number in range(shown + 1)]

    def render_line(self, y: int) -> Strip:
        """One line of the screen, across the columns."""
        edges = self._edges()
        parts = []
        for number, (start, end) in enumerate(pairwise(edges)):
            column = self._first + number
            if column < len(self._stacks):
                parts.append(self._strip(*self._line(column, y, end - start - _EDGE), end - start - _EDGE))
                parts.append(Strip.blank(_EDGE, self.rich_style))
        return Strip.join(parts).adjust_cell_length(self.size.width, self.rich_style)

    def _line(self, column: int, y: int, width: int) -> tuple[Text, Style]:
        stack = self._stacks[column]
        if y == 0:
            head = stack.head.copy()
            more = [
                mark
                for mark, on in (
                    (" ‹", column == self._first and column > 0),
                    (" ›", column == self._first + self.columns_seen - 1 and column < len(self._stacks) - 1),
                )
                if on
            ]
            return head.append("".join(more)), self.get_component_rich_style("board--head")
        if y == 1:
            return Text(stack.sums), self.get_component_rich_style("board--sums")
        card, line = divmod(y - HEAD, CARD)
        at = self._tops[column] + card
        if at >= len(stack.cards) or line == CARD - 1:
            return Text(""), self.rich_style
        index = stack.cards[at]
        if index not in self._drawn:
            self._drawn[index] = self._lines(index, width)
        text = self._drawn[index][line]
        if index == self.cursor_row:
            return text, self.get_component_rich_style("board--cursor")
        return text, self.get_component_rich_style("board--card")

    def _lines(self, index: int, width: int) -> list[Text]:
        """The four lines of a card."""
        title, *rest = self._card(index)
        broken = list(title.wrap(self.app.console, width, overflow="fold"))
        if len(broken) > 2:
            broken[1].truncate(width - cell_len("…"))
            broken[1].append("…")
        lines = [*broken[:2], Text("")][:2] + [one.copy() for one in rest]
        for one in lines:
            one.truncate(width, overflow="ellipsis")
        if index == self.cursor_row:  # in one colour, which can be read on the cursor's ground; a bar is its ground
            for one in lines:
                one.spans = [span for span in one.spans if str(span.style).startswith("on ")]
        return lines

    def _strip(self, text: Text, style: Style, width: int) -> Strip:
        line = text.copy()
        line.no_wrap, line.end = True, ""
        line.truncate(width, overflow="ellipsis")
        strip = Strip(line.render(self.app.console)).simplify()
        return strip.apply_style(style).adjust_cell_length(width, style)

    # ── the mouse ───────────────────────────────────────────────────────────────────────────────────────────────
    def _column_at(self, x: int) -> int | None:
        number = next((n for n, end in enumerate(self._edges()[1:]) if x < end), None)
        return None if number is None or self._first + number >= len(self._stacks) else self._first + number

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a card; a click on the cursor's card opens it."""
        offset = event.get_content_offset(self)
        column = self._column_at(offset.x) if offset else None
        if offset is None or column is None or offset.y < HEAD:
            return
        card, line = divmod(offset.y - HEAD, CARD)
        at = self._tops[column] + card
        cards = self._stacks[column].cards
        if at < len(cards) and line < CARD - 1:
            if cards[at] == self.cursor_row:
                self.post_message(Rows.Selected(cards[at]))
            else:
                self.move(cards[at])

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The column under the pointer goes up by a card."""
        self._scroll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The column under the pointer goes down by a card."""
        self._scroll(event, -1)

    def _scroll(self, event: events.MouseEvent, direction: int) -> None:
        column = self._column_at(event.x)
        if column is not None:
            event.stop()
            self._tops[column] = max(0, min(self._tops[column] + direction, self._lowest(column)))
            self._redraw()
