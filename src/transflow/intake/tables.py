"""Tables of HTML: cells in their columns, whatever they reach over and hold."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from transflow.intake.runs import joined
from transflow.interface import gettext as _
from transflow.manuscript import (
    Block,
    Break,
    Change,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    Text,
    changed,
    words,
)

_WIDEST = 1_000  # columns that a cell's `colspan` may claim in all

Inside = Callable[[Any], tuple[Block, ...]]  # the blocks in an element
Note = Callable[[Change], None]


def table(element: Any, inside: Inside, note: Note) -> Iterator[Block]:
    """The table, after what its caption says. One of a single cell is a frame: what stands in it, without it."""
    rows = [one for one in element.iter("tr") if next(one.iterancestors("table"), None) is element]
    cells = [[one for one in row if one.tag in ("td", "th")] for row in rows]
    for one in element:
        if one.tag == "caption":
            yield from inside(one)
    if sum(map(len, cells)) <= 1:  # a frame, no table
        for row in cells:
            for cell in row:
                yield from inside(cell)
        return
    grid = _grid(cells, inside, note)
    grid = [row for row in grid if any(row)]
    used = [column for column in range(max(map(len, grid), default=0)) if any(row[column] for row in grid)]
    if len(grid) == 1 and len(used) == 1:
        yield from joined(grid[0][used[0]])
    elif grid and used:
        yield Table(tuple(tuple(row[column] for column in used) for row in grid))


def _grid(rows: Sequence[Sequence[Any]], inside: Inside, note: Note) -> list[list[Run]]:
    """The cells of a table in their columns; one that reaches over several stands in the first."""
    grid: list[dict[int, Run]] = [{} for _row in rows]
    taken: list[set[int]] = [set() for _row in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in taken[number]:
                column += 1
            across, down = (_reach(cell.get(name)) for name in ("colspan", "rowspan"))
            if across > 1 or down > 1:
                note(changed(_("cells of a table that were merged: the text stands in the first of them")))
            grid[number][column] = _cell(cell, inside, note)
            for below in range(number, min(number + down, len(rows))):
                taken[below].update(range(column, min(column + across, _WIDEST)))
            column += across
    width = min(max((max(row, default=-1) + 1 for row in grid), default=0), _WIDEST)
    return [[row.get(column, ()) for column in range(width)] for row in grid]


def _reach(written: str | None) -> int:
    return min(max(int(written), 1), _WIDEST) if written and re.fullmatch("[0-9]{1,9}", written.strip()) else 1


def _cell(cell: Any, inside: Inside, note: Note) -> Run:
    """What a cell says, block after block, a line each."""
    lines = list(_lines(inside(cell), note))
    run: list[Inline] = []
    for line in lines:
        run += [Break(), *line] if run else line
    return tuple(run)


def _lines(inner: Iterable[Block], note: Note) -> Iterator[Run]:
    for block in inner:
        match block:
            case Paragraph(content):
                yield content
            case Heading(content=content):
                yield content
            case Quote(blocks_):
                yield from _lines(blocks_, note)
            case Rule():
                pass
            case _:
                note(changed(_("lists and tables inside a table’s cell became lines")))
                if isinstance(block, Listing):
                    for item in block.items:
                        yield from _lines(item, note)
                elif isinstance(block, Table):
                    for row in block.rows:
                        yield from (cell for cell in row if cell)
                else:
                    yield from ((Text(line.strip()),) for line in words((block,)).split("\n") if line.strip())
