"""How one text became another, in a line of plain text: as `git diff --word-diff`, in colour on a terminal."""

import os
import sys

from transflow.difference import Change, Piece, difference

Marks = dict[Change, tuple[str, str]]

PLAIN: Marks = {Change.GONE: ("[-", "-]"), Change.NEW: ("{+", "+}"), Change.SAME: ("", "")}
_COLOURED: Marks = {  # struck out and underlined too: red and green are one colour to many
    Change.GONE: ("\x1b[31;9m", "\x1b[0m"), Change.NEW: ("\x1b[32;4m", "\x1b[0m"), Change.SAME: ("", ""),
}  # fmt: skip
_AROUND = 20  # characters that stay on either side of a change where a text is shortened


def marks() -> Marks:
    """Those for stdout as it is."""
    return _COLOURED if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else PLAIN


def marked(before: str, now: str, signs: Marks, *, short: bool = False) -> str:
    """`now` with what is gone and what is new marked; `short`: of what is the same only what stands around a change."""
    pieces = list(difference(before, now))
    return "".join(
        f"{signs[one.change][0]}{_shown(one, number == 0, number == len(pieces) - 1, short)}{signs[one.change][1]}"
        for number, one in enumerate(pieces)
    )


def _shown(one: Piece, first: bool, last: bool, short: bool) -> str:
    text = one.text
    head, tail = ("" if first else text[:_AROUND]), ("" if last else text[-_AROUND:])
    if not short or one.change is not Change.SAME or len(text) <= len(head) + len(tail) + 1:
        return text
    return f"{head}…{tail}"
