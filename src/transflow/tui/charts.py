"""Tables with bars, drawn as text: every bar has its number beside it, so that nothing is said by length or colour
alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import floor

from rich.cells import cell_len
from rich.text import Text

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_GAP = 2  # cells between two columns
_LEAST = 4  # cells that a bar has at least


class Kind(Enum):
    """What stands in a column: a text (left), a number (right), or a bar, which takes the room that is left."""

    TEXT = "text"
    NUMBER = "number"
    BAR = "bar"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what stands in it, the style of its bars. `gives`: a text that may be cut short."""

    heading: str
    kind: Kind = Kind.NUMBER
    style: str = ""
    gives: bool = False


Cell = str | Text | float  # of a bar: how long it is, 0 to 1


def bar(share: float, cells: int) -> str:
    """A bar `share` (0 to 1) of `cells` long, to an eighth of a cell; what is not nothing is never drawn as nothing."""
    eighths = floor(share * cells * 8 + 0.5)
    if share > 0:
        eighths = min(max(eighths, 1), cells * 8)
    if cell_len("█") > 1:  # this terminal draws blocks over two cells
        return "#" * max(eighths // 8, int(share > 0))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8]


def table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int) -> list[Text]:
    """A heading and a line a row, none longer than `width` cells (60 at least are wanted).

    The heading of a bar stands above its number too, where that has none of its own.
    """
    wide = _widths(columns, rows, width)
    lines = [_heading(columns, wide, width)]
    for row in rows:
        cells = []
        for column, cells_wide, one in zip(columns, wide, row, strict=True):
            if isinstance(one, float):
                cells.append(Text(bar(one, cells_wide), column.style))
            else:
                cells.append(one if isinstance(one, Text) else Text(one))
        lines.append(_line(columns, wide, cells, width))
    return lines


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int) -> list[int]:
    wide = []
    for number, column in enumerate(columns):
        texts = [column.heading, *(str(one) for row in rows if not isinstance(one := row[number], float))]
        wide.append(max(map(cell_len, texts)))
    for number, column in enumerate(columns):
        if column.kind is Kind.BAR:
            beside = wide[number + 1] + _GAP if _is_over(columns, number) else 0
            wide[number] = max(_LEAST, wide[number] - beside)
    left = width - sum(wide) - _GAP * (len(columns) - 1)
    for number, column in enumerate(columns):
        if left < 0 and column.gives:
            cut = min(-left, wide[number] - _LEAST)
            wide[number], left = wide[number] - cut, left + cut
    bars = [number for number, column in enumerate(columns) if column.kind is Kind.BAR]
    for place, number in enumerate(bars):
        wide[number] += max(0, left) // len(bars) + (place < max(0, left) % len(bars))
    return wide


def _is_over(columns: Sequence[Column], number: int) -> bool:
    """Whether the heading of a bar stands above the next column, too."""
    is_bar = columns[number].kind is Kind.BAR
    return is_bar and number + 1 < len(columns) and not columns[number + 1].heading


def _heading(columns: Sequence[Column], wide: Sequence[int], width: int) -> Text:
    kept = [n for n in range(len(columns)) if n == 0 or not _is_over(columns, n - 1)]
    cells = [wide[n] + (_GAP + wide[n + 1] if _is_over(columns, n) else 0) for n in kept]
    return _line([columns[n] for n in kept], cells, [Text(columns[n].heading, "bold") for n in kept], width)


def _line(columns: Sequence[Column], wide: Sequence[int], cells: Sequence[Text], width: int) -> Text:
    line = Text(no_wrap=True, overflow="ellipsis")
    for number, (column, cells_wide, one) in enumerate(zip(columns, wide, cells, strict=True)):
        cell = one.copy()
        cell.truncate(cells_wide, overflow="ellipsis")
        space = " " * (cells_wide - cell.cell_len)
        before = column.kind is Kind.NUMBER
        line.append(" " * _GAP if number else "").append(space if before else "")
        line.append_text(cell).append("" if before else space)
    line.rstrip()
    line.truncate(width, overflow="ellipsis")
    return line
