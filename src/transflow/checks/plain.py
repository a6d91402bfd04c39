"""A segment's text without its inline tags, and the way back to the places in the text with them."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from transflow.article import TAG, VOID_MARK

# A web or an e-mail address as it stands in Chinese or English text: what is in it is no punctuation of the text.
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s一-鿿，。；：？！、》）”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` without paired tags, `VOID_MARK` for each void one.

    `starts[i]` is an offset in `text` from which on `shifts[i]` is to be added for the offset in the tagged text.
    """

    text: str
    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the tagged text of the characters from `start` to `end` of `text`."""
        if len(self.starts) == 1:
            return (start, end)
        first = self._at(start)
        return (first, max(first, self._at(end - 1) + 1) if end > start else first)

    def _at(self, offset: int) -> int:
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]


@lru_cache(maxsize=1024)  # every check of a segment asks for the same two texts, every look at an article for all
def plain(text: str) -> Plain:
    """`text` without its inline tags."""
    if "<" not in text:
        return Plain(text)
    made: list[str] = []
    starts, shifts, at, length = [0], [0], 0, 0
    for tag in TAG.finditer(text):
        made.append(text[at : tag.start()])
        length += tag.start() - at
        at = tag.end()
        if tag[4]:
            made.append(VOID_MARK)
            length += 1
        starts.append(length)
        shifts.append(at - length)
    made.append(text[at:])
    return Plain("".join(made), tuple(starts), tuple(shifts))
