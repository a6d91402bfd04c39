"""Tables for people: columns by the width a terminal gives each character, the last ones cut to fit."""

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence

GAP = "  "
LEAST = 12  # cells: no column is cut below this


def width(text: str) -> int:
    """The cells `text` takes in a terminal: two for a wide (Chinese) character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def cut(text: str, cells: int) -> str:
    """`text` within `cells`, with … where something was cut off."""
    if width(text) <= cells:
        return text
    kept, used = [], 0
    for char in text:
        used += width(char)
        if used > cells - 1:
            break
        kept.append(char)
    return "".join(kept) + "…"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], cells: int | None = None) -> str:
    """A table of `rows` under `head`. `cells` is the room in a terminal; where stdout is none, nothing is cut."""
    lines = [tuple(head), *(tuple(" ".join(one.split()) for one in row) for row in rows)]
    widths = [max(width(line[column]) for line in lines) for column in range(len(head))]
    room = cells if cells is not None else _columns()
    if room is not None:
        over = sum(widths) + len(GAP) * (len(widths) - 1) - room
        while over > 0 and max(widths) > LEAST:
            widest = widths.index(max(widths))
            widths[widest] -= 1
            over -= 1
    text = []
    for line in lines:
        parts = [cut(cell, size) for cell, size in zip(line, widths, strict=True)]
        padded = [part + " " * (size - width(part)) for part, size in zip(parts, widths, strict=True)]
        text.append(GAP.join(padded).rstrip())
    return "\n".join(text)


def _columns() -> int | None:
    """The width of the terminal that stdout is; None where it is none."""
    if not sys.stdout.isatty():
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except OSError:
        return 80
