"""A table that draws only what is on the screen: 10,000 rows cost no more than 50."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

Cells = Callable[[int], Sequence[Text]]
_GAP = "  "
_AROUND = 2  # rows that are seen above and below the cursor


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its width in cells."""

    head: str
    width: int


class Rows(ScrollView):
    """Rows of text under optional headings, with a cursor. It never holds the focus: keys belong to the text field.

    What a row says is asked for when it is drawn.
    """

    DEFAULT_CSS = """
    Rows { height: 1fr; background: $surface; scrollbar-size-horizontal: 0; }
    """
    can_focus = False
    COMPONENT_CLASSES = {"rows--head", "rows--cursor", "rows--even"}  # noqa: RUF012 (Textual's own way)

    class Highlighted(Message):
        """The cursor has come to a row."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Selected(Message):
        """A row was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns: Sequence[Column] = ()
        self._cells: Cells = lambda _index: ()
        self._headed = False
        self._striped: Callable[[int], bool] = lambda _index: False
        self.row_count = 0
        self.cursor_row = 0

    def show(
        self,
        columns: Sequence[Column],
        count: int,
        cells: Cells,
        *,
        headed: bool = True,
        striped: Callable[[int], bool] = lambda index: bool(index % 2),
    ) -> None:
        """What stands here now: `count` rows, whose texts `cells` gives by index; `striped` says which have the
        second ground."""
        self._columns, self._cells, self._headed, self._striped = columns, cells, headed, striped
        self.row_count = count
        self.cursor_row = max(0, min(self.cursor_row, count - 1))
        width = sum(column.width + len(_GAP) for column in columns)
        self.virtual_size = Size(width, count + headed)
        self.refresh()

    def move(self, index: int) -> None:
        """Puts the cursor on a row, and the row with its neighbours on the screen."""
        self.cursor_row = max(0, min(index, self.row_count - 1))
        around = min(_AROUND, max(0, (self.size.height - 1 - self._headed) // 2))
        top = max(0, self.cursor_row - around)
        rows = self.cursor_row + around - top + 1 + self._headed
        self.scroll_to_region(Region(0, top, 1, rows), animate=False, force=True, immediate=True)
        self.refresh()
        if self.row_count:
            self.post_message(self.Highlighted(self.cursor_row))

    def page(self, direction: int) -> None:
        """A screenful up (-1) or down (1)."""
        self.move(self.cursor_row + direction * max(1, self.size.height - 1 - self._headed))

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.size.width
        if self._headed and y == 0:
            heads = [Text(column.head) for column in self._columns]
            return self._strip(heads, self.get_component_rich_style("rows--head"), width)
        index = self.scroll_offset.y + y - self._headed
        if not 0 <= index < self.row_count:
            return Strip.blank(width, self.rich_style)
        cells = self._cells(index)
        if index == self.cursor_row:  # in one colour, which can be read on the cursor's ground (a bar is its own)
            plain = [cell.copy() for cell in cells]
            for cell in plain:
                cell.style, cell.spans = "", [span for span in cell.spans if str(span.style).startswith("on ")]
            return self._strip(plain, self.get_component_rich_style("rows--cursor"), width)
        style = self.get_component_rich_style("rows--even") if self._striped(index) else self.rich_style
        return self._strip(cells, style, width)

    def _strip(self, cells: Sequence[Text], style: Style, width: int) -> Strip:
        line = Text(no_wrap=True, end="")
        for column, cell in zip(self._columns, cells, strict=True):
            part = cell.copy()
            right = part.justify == "right"
            part.truncate(column.width, overflow="ellipsis", pad=not right)
            if right:
                part.pad_left(column.width - part.cell_len)
            line.append_text(part)
            line.append(_GAP)
        strip = Strip(line.render(self.app.console)).simplify()
        return strip.apply_style(style).adjust_cell_length(width, style)

    def on_click(self, event: events.Click) -> None:
        """A click chooses the row under it."""
        index = self.scroll_offset.y + event.y - self._headed
        if 0 <= index < self.row_count and event.y >= self._headed:
            self.post_message(self.Selected(index))
