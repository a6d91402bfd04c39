"""What counts as the same text: case, width, Traditional and Simplified, apostrophes, hyphens, spaces.

Folding is by the character, so that a place in the folded text is a place in the text; where characters are passed
over (inline tags, soft hyphens, a second space), the way back is kept.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from transflow.script import HAN

_OPENCC = "opencc"  # 15 ms with its tables, at the first Han character

# Characters without a width of their own: soft hyphen, zero-width space, joiners and marks, variation selectors.
_INVISIBLE = "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
# What is passed over: paired inline tags (a void one is a thing of its own and parts words) and invisible characters.
_PASSED = re.compile(rf"</?[a-z]+[0-9]+>|{_INVISIBLE}+")
_MAYBE = re.compile(rf"<|{_INVISIBLE}")
_SPACES = re.compile(r"(?<= ) +")
_HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W_])")  # between words; a hyphen with a space beside it is a dash

_KEPT = frozenset("＜﹤")  # ＜b1＞ is no tag
_SAME = {
    **dict.fromkeys("\t\n\v\f\r\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
    **dict.fromkeys("‘’ʼ‛′＇", "'"),
    **dict.fromkeys("“”„‟＂", '"'),
    **dict.fromkeys("‐‑‒–−－", "-"),  # an em dash is no hyphen: it parts what it stands between
    **dict.fromkeys("・‧•∙･", "·"),  # between the parts of a foreign name
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `places[i]` is the offset of its character `i` in the original; None: they are the same."""

    text: str
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of the characters from `start` to `end`, which are at least one."""
        return (start, end) if self.places is None else (self.places[start], self.places[end - 1] + 1)


def fold(text: str) -> Folded:
    """`text` as terms are looked for in it: case and everything else that does not make another word is gone."""
    return _fold(text, _SMALL)


def cased(text: str) -> str:
    """`text` folded in all but case."""
    return _fold(text, _CASED).text


def simplified(char: str) -> str:
    """The Simplified form of one Han character, as OpenCC has it (`t2s`)."""
    plain = str(_opencc().convert(char))
    return plain if len(plain) == 1 else char


def _fold(text: str, table: "_Table") -> Folded:
    places: list[int] | None = None
    if _MAYBE.search(text):
        text, places = _without(_PASSED, text, None)
    text = text.translate(table)
    if "-" in text:
        text = _HYPHEN.sub(" ", text)
    if "  " in text:
        text, places = _without(_SPACES, text, places)
    return Folded(text, None if places is None else tuple(places))


def _without(pattern: re.Pattern[str], text: str, places: list[int] | None) -> tuple[str, list[int] | None]:
    """`text` without what `pattern` finds, and where each character stood; `places` is where `text` itself stood."""
    made: list[str] = []
    left: list[int] = []
    at = 0
    for found in pattern.finditer(text):
        made.append(text[at : found.start()])
        left.extend(range(at, found.start()))
        at = found.end()
    if not at:
        return text, places
    made.append(text[at:])
    left.extend(range(at, len(text)))
    return "".join(made), left if places is None else [places[one] for one in left]


class _Table(dict[int, str]):
    """What each character folds to, found out when it is first met."""

    def __init__(self, small: bool) -> None:
        super().__init__()
        self.small = small

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if 0xD800 <= code < 0xE000:  # of a command line that is not UTF-8: the libraries take whole characters only
            self[code] = "\ufffd"
            return self[code]
        # A small 2 belongs to its word (CO₂ is CO2); the sign of a footnote (¹, ①) is none of the word beside it.
        note = unicodedata.category(char) == "No" and not "₀" <= char <= "₉"
        plain = char if note or char in _KEPT else unicodedata.normalize("NFKC", char)
        plain = _SAME.get(char) or _SAME.get(plain, plain)
        # ½, ﬁ, ß, …: another length would move every place behind it.
        plain = plain if len(plain) == 1 else char
        if HAN.match(plain):
            plain = simplified(plain)
        if self.small and len(plain.casefold()) == 1:
            plain = plain.casefold()
        self[code] = plain
        return plain


_SMALL, _CASED = _Table(True), _Table(False)


@cache
def _opencc() -> Any:
    return import_module(_OPENCC).OpenCC("t2s")
