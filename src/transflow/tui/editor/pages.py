"""A laid-out article on the screen: only the lines that are seen are drawn, and the cursor is a segment."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

from rich.cells import cell_len, chop_cells
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from transflow.interface import gettext as _
from transflow.interface import mark as N_
from transflow.segment import Kind, Segment, Status
from transflow.tui.editor.flow import Paragraph
from transflow.tui.editor.lines import Line, begun_in, drawn, lay_out, runs_in
from transflow.tui.looks import MARKS, SEVERITY_STYLE, STATUS_STYLE
from transflow.tui.text import breaking

# One letter for a status, in the margin: in another language the character that tells it from the others.
_LETTERS = {
    Status.UNTRANSLATED: N_("U"), Status.MACHINE: N_("M"), Status.STALE: N_("S"), Status.RETURNED: N_("R"),
    Status.TRANSLATED: N_("T"), Status.APPROVED: N_("A"),
}  # fmt: skip
_LETTERS_SHOWN = 3  # of the segments that begin in one line
GUTTER = 3  # cells between the source and the margin of the target
SCROLL_BAR = 3  # cells, with the empty one beside it
NOTES = 24  # cells that notes beside the text need at least
APART = 2  # cells between the text and its notes
_NOTE_LINES = 3  # what is longer is told in full at the foot when one comes to it
_TIGHT = frozenset({Kind.ITEM, Kind.CELL, Kind.FIELD})  # no empty line between two of these
_AROUND = 3  # lines that are seen above and below the cursor's segment


def margin() -> int:
    """The cells left of the target: the bar at the cursor, the letters of three segments, an empty one."""
    return 2 + _LETTERS_SHOWN * max(cell_len(_(letter)) for letter in _LETTERS.values())


@dataclass(frozen=True, slots=True)
class Row:
    """A line on the screen: the paragraph, its line on the left and on the right (None: the paragraph has no more)."""

    number: int
    left: Line | None
    right: Line | None


@dataclass(frozen=True, slots=True)
class Laid:
    """A whole article laid out for one width. `first` and `last` are the rows in which each stop begins and ends, and
    `notes` what is said beside a row. `lines` are kept for the next time: most paragraphs will be the same."""

    width: int = 0
    rows: tuple[Row | None, ...] = ()  # None: an empty line between two paragraphs
    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    notes: Mapping[int, Text] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], tuple[Line, ...]] = field(default_factory=dict)


def lay_out_all(
    left: Sequence[Paragraph],
    right: Sequence[Paragraph],
    width: int,
    notes: int = 0,
    former: Laid | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Laid:
    """The rows of an article whose right column (the target) has `width` cells, and whose left one, if there is any,
    has as many: a paragraph is as high as the longer of the two. `notes` is the width of the notes beside (0: none).
    What `stopped` says is asked between paragraphs; a layout that was stopped is not whole."""
    known = former.lines if former and former.width == width else {}
    kept: dict[tuple[str, str], tuple[Line, ...]] = {}
    rows: list[Row | None] = []
    first: list[int] = []
    last: list[int] = []
    said: dict[int, Text] = {}
    free = 0  # the first row that has no note

    def lines(paragraph: Paragraph) -> tuple[Line, ...]:
        key = (paragraph.lead, paragraph.text)
        if key not in kept:
            kept[key] = known.get(key) or lay_out(paragraph, width)
        return kept[key]

    for number, paragraph in enumerate(right):
        if stopped():
            break
        if rows and not (paragraph.kind in _TIGHT and paragraph.kind is right[number - 1].kind):
            rows.append(None)
        mine = lines(paragraph)
        top = len(rows)
        remarks = sorted(paragraph.remarks, reverse=True) if notes else []
        for height, line in enumerate(mine):
            begun = [top + height] * len(begun_in(paragraph, line))
            first += begun
            last += begun
            for run in runs_in(paragraph, line):
                if run.end > line.start:
                    last[run.stop] = top + height
            while remarks and (remarks[-1][0] < line.end or height == len(mine) - 1):
                _offset, severity, message = remarks.pop()
                free = max(free, top + height)
                for text in _note(severity, message, notes):
                    said[free] = text
                    free += 1
        theirs = lines(left[number]) if left else ()
        rows += [Row(number, one, two) for one, two in zip_longest(theirs, mine)]
    rows += [None] * (free - len(rows))
    return Laid(width, tuple(rows), tuple(first), tuple(last), said, kept)


@lru_cache(maxsize=4096)  # an article says the same again and again
def _note(severity: str, message: str, width: int) -> tuple[Text, ...]:
    """A finding's message in lines of `width` cells."""
    words = f"{MARKS[severity]} {message}"
    lines = [one.strip() for one in breaking.lines(words, width)]
    if len(lines) > _NOTE_LINES:
        lines = [*lines[: _NOTE_LINES - 1], chop_cells(lines[_NOTE_LINES - 1], width - cell_len("…"))[0] + "…"]
    return tuple(Text(one, SEVERITY_STYLE[severity]) for one in lines)


class Pages(ScrollView):
    """Shows `right`, and `left` beside it; keys belong to the screen."""

    DEFAULT_CSS = "Pages { height: 1fr; background: $surface; scrollbar-size-horizontal: 0; }"
    COMPONENT_CLASSES = {"pages--cursor"}  # noqa: RUF012 (Textual's own way)
    can_focus = True

    class Selected(Message):
        """A text was clicked: the stop at the pointer."""

        def __init__(self, stop_number: int) -> None:
            super().__init__()
            self.stop_number = stop_number  # `stop` is what ends the message's way up

    def __init__(self) -> None:
        super().__init__()
        self._left: Sequence[Paragraph] = ()
        self._right: Sequence[Paragraph] = ()
        self._segment: Callable[[int], Segment] | None = None
        self.laid = Laid()
        self._margin_cells = margin()
        self._stop = 0

    def show(
        self, segment: Callable[[int], Segment], left: Sequence[Paragraph], right: Sequence[Paragraph], laid: Laid
    ) -> None:
        """What stands here now; `segment` gives the one at a place of the sheet."""
        self._segment, self._left, self._right, self.laid = segment, left, right, laid
        self.virtual_size = Size(self.size.width, len(laid.rows))
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """The cursor's segment stays on the screen."""
        self.virtual_size = Size(self.size.width, len(self.laid.rows))
        self.move(self._stop)

    def move(self, stop: int) -> None:
        """Puts the cursor on a stop, and its segment with what is around it on the screen."""
        self._stop = stop
        if stop < len(self.laid.first):
            first, last = self.laid.first[stop], self.laid.last[stop]
            around = max(0, min(_AROUND, (self.size.height - (last - first + 1)) // 2))
            top = max(0, first - around)
            height = min(last + around - top + 1, self.size.height)  # of what is too long, its beginning
            self.scroll_to_region(Region(0, top, 1, height), animate=False, force=True, immediate=True)
        self.refresh()

    def page(self, direction: int) -> int:
        """The stop a screenful up (-1) or down (1). Within a segment that is longer than the screen it scrolls."""
        first, last = self.laid.first, self.laid.last
        if self._stop >= len(first):
            return self._stop
        top, height = self.scroll_offset.y, self.size.height
        beyond = last[self._stop] >= top + height if direction > 0 else first[self._stop] < top
        if beyond:
            self.scroll_to(y=top + direction * max(1, height - 2), animate=False, force=True, immediate=True)
            return self._stop
        row = first[self._stop] + direction * max(1, height - 2)
        nearest = min(range(len(first)), key=lambda one: abs(first[one] - row))
        return nearest if nearest != self._stop else max(0, min(self._stop + direction, len(first) - 1))

    def on_click(self, event: events.Click) -> None:
        """A click goes to the segment under it."""
        number = min(self.scroll_offset.y + event.y, len(self.laid.rows) - 1)
        while number > 0 and self.laid.rows[number] is None:  # between two paragraphs: the one above
            number -= 1
        row = self.laid.rows[number] if number >= 0 else None
        if row is None:
            return
        beside = bool(self._left) and event.x < self._edge + self.laid.width + GUTTER
        paragraph = (self._left if beside else self._right)[row.number]
        line = row.left if beside else row.right
        if line is None:
            self.post_message(self.Selected(paragraph.runs[-1].stop))
            return
        cells = event.x - (self._edge if beside else self._text) - cell_len(paragraph.lead)
        offset = line.start
        while offset < line.end - 1 and cell_len(paragraph.text[line.start : offset + 1]) <= cells:
            offset += 1
        self.post_message(self.Selected(paragraph.at(offset).stop))

    # ── drawing ─────────────────────────────────────────────────────────────────────────────────────────────────
    @property
    def _edge(self) -> int:
        """The empty cells left of all columns: the text stands in the middle, if that leaves its notes their room."""
        used = self.laid.width + self._margin_cells + (self.laid.width + GUTTER if self._left else 0)
        width = self.size.width - SCROLL_BAR
        middle, room = max(0, (width - used) // 2), width - used - APART - NOTES
        return min(middle, room) if self.laid.notes and room >= 0 else middle

    @property
    def _text(self) -> int:
        """Where the target begins."""
        return self._edge + (self.laid.width + GUTTER if self._left else 0) + self._margin_cells

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width, number = self.size.width, self.scroll_offset.y + y
        text = Text(" " * self._edge, no_wrap=True, end="")
        row = self.laid.rows[number] if number < len(self.laid.rows) else None
        if row is not None:
            colour = self.get_component_rich_style("pages--cursor").bgcolor
            ground = f"on {colour.name}" if colour else "reverse"
            if self._left:
                paragraph = self._left[row.number]
                part = drawn(paragraph, row.left, self._stop, SEVERITY_STYLE, ground) if row.left else Text()
                part.truncate(self.laid.width, pad=True)
                text.append_text(part).append(" " * GUTTER)
            text.append_text(self._margin(self._right[row.number], row.right, number))
            if row.right:
                text.append_text(drawn(self._right[row.number], row.right, self._stop, SEVERITY_STYLE, ground))
        note = self.laid.notes.get(number)
        if note is not None:
            column = self._text + self.laid.width + APART
            text.append(" " * max(0, column - text.cell_len)).append_text(note)
        strip = Strip(text.render(self.app.console)).simplify()
        return strip.apply_style(self.rich_style).adjust_cell_length(width, self.rich_style)

    def _margin(self, paragraph: Paragraph, line: Line | None, number: int) -> Text:
        """The bar beside the cursor's segment, and the status of each that begins in a line: its letter in its
        colour."""
        stop, text = self._stop, Text()
        if stop < len(self.laid.first) and self.laid.first[stop] <= number <= self.laid.last[stop]:
            text.append(">" if number == self.laid.first[stop] else "|", "bold reverse")
        else:
            text.append(" ")
        begun = begun_in(paragraph, line) if line and self._segment else ()
        for run in begun[:_LETTERS_SHOWN]:
            assert self._segment is not None
            status = self._segment(run.place).status
            text.append(_(_LETTERS[status]), f"{STATUS_STYLE[status]}{' bold underline' if run.stop == stop else ''}")
        text.truncate(self._margin_cells, pad=True)
        return text
