"""Tables for people: columns by the width a terminal gives each character, the last ones cut to fit. In a pipe or a
file a row is one line with all that it says, for `grep`, `less` and logs, and only what is short stands in columns."""

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest

GAP = "  "
LEAST = 12  # cells: no column is cut below this
PIPED = 40  # cells up to which a column is filled up where stdout is no terminal: a slug fits, a sentence runs over
_CLOSING = frozenset("，。、；：！？）》」』】”’,.;:!?)]}…")  # no line begins with these,
_OPENING = frozenset("（《「『【“‘([{")  # and none ends with these


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


def wrapped(text: str, cells: int) -> list[str]:
    """`text` in lines of at most `cells` (2 at least): broken at spaces and between wide characters, a closing mark
    staying with what it closes; in the middle of a word only where that alone is wider than a line."""
    lines, line = [], ""
    for piece in _pieces(text):
        if width(line) + width(piece.rstrip()) > cells:
            lines += [line.rstrip()] if line.strip() else []
            line = ""
        while width(piece.rstrip()) > cells:
            start = cut(piece, cells + 1)[:-1]  # without the … that says so
            lines.append(start)
            piece = piece[len(start) :]
        line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> list[str]:
    """What is not broken: a word with the spaces after it, a wide character, each with the marks that belong to it."""
    found: list[str] = []
    for char in text:
        last = found[-1][-1] if found else ""
        word = width(char) < 2 and last not in ("", " ") and width(last) < 2
        if last and (word or char == " " or char in _CLOSING or last in _OPENING):
            found[-1] += char
        else:
            found.append(char)
    return found


def beside(columns: Sequence[Sequence[str]], cells: int, gap: str) -> list[str]:
    """Columns of lines side by side, each `cells` wide, with `gap` between them."""
    return [
        gap.join(part + " " * (cells - width(part)) for part in parts).rstrip()
        for parts in zip_longest(*columns, fillvalue="")
    ]


def table(head: Sequence[str], rows: Iterable[Sequence[str]], cells: int | None = None) -> str:
    """A table of `rows` under `head`. `cells` is the room in a terminal; where stdout is none, nothing is cut, and a
    line is no longer than its own texts."""
    lines = [tuple(head), *(tuple(" ".join(one.split()) for one in row) for row in rows)]
    widths = [max(width(line[column]) for line in lines) for column in range(len(head))]
    room = cells if cells is not None else columns()
    if room is None:
        widths = [min(size, PIPED) for size in widths]
    else:
        over = sum(widths) + len(GAP) * (len(widths) - 1) - room
        while over > 0 and max(widths) > LEAST:
            widest = widths.index(max(widths))
            widths[widest] -= 1
            over -= 1
    text = []
    for line in lines:
        parts = line if room is None else [cut(cell, size) for cell, size in zip(line, widths, strict=True)]
        padded = [part + " " * (size - width(part)) for part, size in zip(parts, widths, strict=True)]
        text.append(GAP.join(padded).rstrip())
    return "\n".join(text)


def columns() -> int | None:
    """The width of the terminal that stdout is; None where it is none."""
    if not sys.stdout.isatty():
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except OSError:
        return 80
