"""Cutting a text that is too long for a service into pieces that are not, at the best place there is."""

import re
from collections.abc import Callable
from urllib.parse import quote

_ATOMS = re.compile(r"</?[a-z]+[0-9]+/?>|.", re.DOTALL)  # a tag is never cut
_ENDS = ("。！？；!?…", "，、：,;:", " ")  # sentences, then clauses, then words


def in_address(text: str) -> int:
    """The length of `text` in a URL: nine characters for one Han."""
    return len(quote(text))


def in_bytes(text: str) -> int:
    """The length of `text` in UTF-8."""
    return len(text.encode())


def pieces(text: str, fits: Callable[[str], bool]) -> list[str]:
    """`text` in pieces that all fit; `"".join(pieces(text, fits)) == text`.

    Cut after the end of a sentence, else of a clause, else of a word, else anywhere but in a tag. A text that
    fits is one piece; a single character is never cut, whether it fits or not.
    """
    left = _ATOMS.findall(text)
    made: list[str] = []
    while left:
        size = _most(left, fits)
        if size < len(left):
            size = _good_end(left, size)
        made.append("".join(left[:size]))
        left = left[size:]
    return made or [text]


def _most(atoms: list[str], fits: Callable[[str], bool]) -> int:
    """How many of `atoms`, at least one, still fit together."""
    low, high = 1, len(atoms)
    while low < high:
        middle = (low + high + 1) // 2
        if fits("".join(atoms[:middle])):
            low = middle
        else:
            high = middle - 1
    return low


def _good_end(atoms: list[str], most: int) -> int:
    for ends in _ENDS:
        # Not before the middle: better two fair pieces than a sentence and ten words.
        for size in range(most, most // 2, -1):
            if atoms[size - 1] in ends or (ends == _ENDS[0] and atoms[size - 2 : size] == [".", " "]):
                return _after_quotes(atoms, size, most)
    return most


def _after_quotes(atoms: list[str], size: int, most: int) -> int:
    while size < most and atoms[size] in '”’」』）)" ':
        size += 1
    return size
