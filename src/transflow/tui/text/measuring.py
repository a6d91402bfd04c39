"""How wide the terminal draws “ ” ‘ ’ — … · × ° ± ① α Я and their like (East Asian Width “Ambiguous”, UAX #11).

Most terminals draw them one cell wide, many that were set up for Chinese two. What is believed here and not there
misdraws every line that holds such a character, and puts the cursor, and with it an input method's window, in the
wrong place. Rich 15 measures for itself and for Textual 8.2 and knows only the narrow ones; `use` is the one place
that tells it otherwise. Nobody else needs to know: whoever asks `rich.cells` is answered rightly.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from itertools import chain, groupby
from typing import Any

from rich import _unicode_data, cells, segment
from rich.cells import CellTable
from rich.text import Text
from textual import _border
from textual.content import Content
from textual.scrollbar import ScrollBarRender

# Terminals differ by kind (some draw lines narrow among wide letters), so each kind is asked for: a character stands
# for all ambiguous ones from the beginning of its range to that of the next.
_KINDS = (
    (0xA1, "·"), (0x370, "α"), (0x2010, "—"), (0x2018, "“"), (0x2020, "…"), (0x2100, "℃"), (0x2190, "→"), (0x2200, "≤"),
    (0x2460, "①"), (0x2500, "─"), (0x2580, "█"), (0x25A0, "●"),
)  # fmt: skip
SAMPLES = "".join(sample for _start, sample in _KINDS)
# Where there are ambiguous characters at all; the two planes of private use are left out.
_PLACES = (
    range(0xA1, 0x2C00), range(0x3248, 0x3250), range(0xE000, 0xF900), range(0xFFFD, 0xFFFE), range(0x1F100, 0x1F1AD),
)  # fmt: skip

# What stands in the libraries before anything is changed.
_load: Callable[..., CellTable] = _unicode_data.load
_SINGLE = cells._SINGLE_CELLS
_CHARS, _LOCATIONS = dict(_border.BORDER_CHARS), dict(_border.BORDER_LOCATIONS)
_LABELS = dict(_border.BORDER_LABEL_LOCATIONS)
_BARS = tuple(ScrollBarRender.VERTICAL_BARS), tuple(ScrollBarRender.HORIZONTAL_BARS)
_TEXT_TRUNCATE: Callable[..., None] = Text.truncate
_CONTENT_TRUNCATE: Callable[..., Content] = Content.truncate


def use(wide: Collection[str]) -> None:
    """From now on the ambiguous characters that the samples in `wide` stand for take two cells, the others one.

    To be called before anything is drawn: a widget may keep what it has measured.
    """
    table = _load()
    points = [point for point in _ambiguous(table) if _sample(point) in wide] if wide else []
    chars = frozenset(map(chr, points))
    widths = sorted([*table.widths, *((start, end, 2) for start, end in _ranges(points))])
    table = table._replace(widths=widths, narrow_to_wide=table.narrow_to_wide - chars)
    rich: Any = cells
    rich.load_cell_table = lambda _version="auto": table
    # Rich's short way for what it takes to be all narrow, under both names that it has.
    rich._is_single_cell_widths = segment._is_single_cell_widths = (_SINGLE - chars).issuperset  # type: ignore[attr-defined]
    for cached in (cells.get_character_cell_size, cells.cached_cell_len, segment.Segment._split_cells):
        cached.cache_clear()
    _draw_frames()
    shorter = cells.cell_len("…") > 1
    Text.truncate = _text_truncate if shorter else _TEXT_TRUNCATE  # type: ignore[method-assign]
    Content.truncate = _content_truncate if shorter else _CONTENT_TRUNCATE  # type: ignore[method-assign]


def _ambiguous(table: CellTable) -> Iterator[int]:
    """The code points whose width is the terminal's to say; combining ones, which have none, are not among them."""
    for point in chain.from_iterable(_PLACES):
        if unicodedata.east_asian_width(chr(point)) == "A" and not _listed(table, point):
            yield point


def _listed(table: CellTable, point: int) -> bool:
    """Whether Rich's own table, which has what is not narrow, has a code point."""
    start, end, _width = table.widths[bisect_right(table.widths, point, key=lambda entry: entry[0]) - 1]
    return start <= point <= end


def _sample(point: int) -> str:
    return _KINDS[bisect_right(_KINDS, point, key=lambda kind: kind[0]) - 1][1]


def _ranges(points: list[int]) -> Iterator[tuple[int, int]]:
    """Rising `points` as ranges, both ends within."""
    for _distance, run in groupby(enumerate(points), key=lambda one: one[1] - one[0]):
        inside = [point for _number, point in run]
        yield inside[0], inside[-1]


def _draw_frames() -> None:
    """Frames and scroll bars are drawn a character a cell: of what is wide they are drawn in ASCII."""
    for name, box in _CHARS.items():
        plain = cells.cell_len("".join(chain.from_iterable(box))) > 9
        _border.BORDER_CHARS[name] = _CHARS["ascii"] if plain else box
        _border.BORDER_LOCATIONS[name] = _LOCATIONS["ascii"] if plain else _LOCATIONS[name]
        _border.BORDER_LABEL_LOCATIONS[name] = _LABELS["ascii"] if plain else _LABELS[name]
    _border.get_box.cache_clear()
    bars = [[bar if cells.cell_len(bar) == 1 else " " for bar in one] for one in _BARS]
    ScrollBarRender.VERTICAL_BARS, ScrollBarRender.HORIZONTAL_BARS = bars


def _text_truncate(self: Text, max_width: int, *, overflow: str | None = None, pad: bool = False) -> None:
    """Rich keeps one cell for the `…` of a text that is cut."""
    _TEXT_TRUNCATE(self, max_width, overflow=overflow, pad=pad)
    if self.plain.endswith("…") and self.cell_len > max_width and (overflow or self.overflow) == "ellipsis":
        _TEXT_TRUNCATE(self, max_width - 1, overflow="ellipsis" if max_width > 1 else "crop")
        if pad:
            self.pad_right(max_width - self.cell_len)


def _content_truncate(self: Content, max_width: int, *, ellipsis: bool = False, pad: bool = False) -> Content:
    """The same of Textual."""
    cut = _CONTENT_TRUNCATE(self, max_width, ellipsis=ellipsis, pad=pad)
    if cells.cell_len(cut.plain) <= max_width:
        return cut
    shorter = _CONTENT_TRUNCATE(self, max_width - 1, ellipsis=max_width > 1)
    shorter = Content(shorter.plain, list(shorter.spans))  # Textual believes it to be as wide as it was to be
    return shorter.pad_right(max_width - shorter.cell_length) if pad else shorter
