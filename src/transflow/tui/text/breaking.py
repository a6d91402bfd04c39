"""Where a line may end: Chinese and English as the standards set them (GB/T 15834, UAX #14, JIS X 4051's kinsoku).

Between Han a line may end anywhere, but none begins with a pausing or closing mark nor ends with an opening one; words,
numbers with their signs and units (−5%, 3.5亿, 25 °C), dashes (——), ellipses (……) and inline tags stay whole; spaces
hang at a line's end.
"""

import re
from itertools import pairwise

from rich.cells import cell_len

_NO_START = frozenset("，。、；：？！」』”’）〉》】〕〗〙］｝｡､｣﹐﹑﹒…—–－·‧・～／‰℃℉′″％々〻ー,.;:?!)]}%°/")
_NO_START_AT_ALL = frozenset("，。、；：？！」』）〉》】〕〗〙］｝,;:?!)]}")  # after a space either
_NO_END = frozenset("「『“‘（〈《【〔〖〘［｛｢([{$￥¥＄£€№＃")
_TAG = r"</?[a-z]+[0-9]+/?>"
_LETTER = r"[^\W_\u1100-\u11ff\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
_SIGN = r"(?:(?<![0-9A-Za-z%])[-−+±](?=[0-9]))?"
_UNIT = r"(?:(?<=[0-9])(?:[十百千万萬亿億兆]+| ?°[CFNSEW]?| ?[%％‰℃℉]))?"
# One thing each: a tag, a word or number with what belongs to it, a dash or ellipsis, spaces, any other character with
# what combines with it.
_PIECES = re.compile(
    rf"{_TAG}|{_SIGN}{_LETTER}+(?:['’.,:@&+_\-]+{_LETTER}+)*{_UNIT}|—+|…+|[ \t]+|"
    r"[\s\S][\u0300-\u036f\ufe00-\ufe0f\u200d]*"
)


def breaks(text: str, width: int, *, first: int | None = None) -> list[int]:
    """The offsets at which a new line of `text` begins (0 is not one of them), so that none is wider than `width`
    cells, spaces at its end not counted; `first` is the width of the first line, where that is another.

    What is wider than a whole line (a long address) is cut where the line ends.
    """
    if width < 1 or not text:
        return []
    found: list[int] = []
    room = width if first is None else first
    start = at = 0  # of the present line, and of the present piece
    used = 0  # cells of the line up to `at`
    may, may_used = 0, 0  # the last place at which the line may end, and the cells up to it
    last = ""  # the piece before
    for match in _PIECES.finditer(text):
        piece = match.group()
        if piece[0] in " \t":  # spaces hang, and the line may end behind them
            used += len(piece)
            at = match.end()
            if last[-1:] not in _NO_END and text[at : at + 1] not in _NO_START_AT_ALL:
                may, may_used, last = at, used, piece
            continue
        if last and _may_part(last, piece):
            may, may_used = at, used
        cells = cell_len(piece)
        if used + cells > room and may > start:
            found.append(may)
            used -= may_used
            start, room, may_used = may, width, 0
        if used + cells > room and at > start:  # there is no place: it ends between two pieces nevertheless
            found.append(at)
            start, room, may = at, width, at
            used, may_used = 0, 0
        while used + cells > room and room > 0:  # the piece itself is wider than a line: it is cut
            cut = _fitting(text, start, match.end(), room)
            found.append(cut)
            start, room, may = cut, width, cut
            used, cells, may_used = 0, cell_len(text[cut : match.end()]), 0
            at = max(at, cut)
        used += cells
        at, last = match.end(), piece
    return found


def lines(text: str, width: int) -> list[str]:
    """`text` as lines of at most `width` cells; joined they are `text`."""
    ends = [0, *breaks(text, width), len(text)]
    return [text[start:end] for start, end in pairwise(ends)]


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two pieces, the second of which is no space."""
    if before[-1] in " \t":
        return True
    opening = before[0] == "<" and before[-1] == ">" and before[1] != "/" and before[-2] != "/"
    closing = after[0] == "<" and after[-1] == ">" and after[1:2] == "/"
    if opening or closing or before[-1] in _NO_END or after[0] in _NO_START:
        return False
    # Two pieces without a space between: both Latin (a quotation mark at a word, a slash) stay together.
    return not (before[-1].isascii() and after[0].isascii() and before[-1] != "-" and after[-1] != ">")


def _fitting(text: str, start: int, end: int, room: int) -> int:
    """How far a line that begins at `start` reaches in `room` cells: one character at least."""
    used = 0
    for place in range(start, end):
        used += cell_len(text[place])
        if used > room and place > start:
            return place
    return end
