"""What has changed between two texts, by word and Han character: for a changed source, a fuzzy match, a correction."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

_TOKENS = re.compile(r"</?[a-z]+[0-9]+/?>|[^\W\d_㐀-鿿]+|\d[\d,.]*|\s+|.", re.DOTALL)


class Change(Enum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and what became of it. Those that are not NEW make the old text, those not GONE the new."""

    change: Change
    text: str


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """How `old` became `new`: a word, a number, a tag or a Han character is never cut."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    pieces: list[Piece] = []
    for op, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            pieces.append(Piece(Change.SAME, "".join(before[a:b])))
            continue
        if a < b:
            pieces.append(Piece(Change.GONE, "".join(before[a:b])))
        if c < d:
            pieces.append(Piece(Change.NEW, "".join(after[c:d])))
    return tuple(pieces)
