"""What has changed between two texts, by word and Han character: for a changed source, a fuzzy match, a correction.

How much was changed is counted in the same parts: the edit rate of TER (Snover et al., 2006) without its shifts, as a
share of the longer text, so that it is 0 where nothing was changed, never above 1, and the same both ways.
"""

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


@dataclass(frozen=True, slots=True)
class Edits:
    """How much was changed: insertions, deletions and replacements, of so many parts of the longer text. Several add
    up: then longer texts weigh more."""

    changed: int = 0
    parts: int = 0

    def __add__(self, other: "Edits") -> "Edits":
        return Edits(self.changed + other.changed, self.parts + other.parts)

    @property
    def share(self) -> float:
        """From 0 (nothing) to 1 (everything); 0 of no text at all."""
        return self.changed / self.parts if self.parts else 0.0


def edits(old: str, new: str) -> Edits:
    """How much must be changed to make `new` of `old`. A part is a word, a number, a mark, a tag or a Han character;
    spaces are none, but a change of spaces alone is a change."""
    from rapidfuzz.distance import Levenshtein  # 70 ms, and who only shows a difference does without

    before, after = ([part for part in _TOKENS.findall(text) if not part.isspace()] for text in (old, new))
    parts = max(len(before), len(after), int(old != new))
    return Edits(max(Levenshtein.distance(before, after), int(old != new)), parts)
