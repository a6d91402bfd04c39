"""A rendering of the termbase in another order and other forms of its words: peak its carbon emissions."""

import re
from collections.abc import Sequence
from functools import lru_cache

from transflow.checks.alignment.words import GRAMMAR

_WORD = re.compile(r"[A-Za-z]+(?:['’]s\b)?")
_BORDER = re.compile(r"[.;:!?](?=\s|$)|\n")
_LEAST = 2  # words of a rendering that can stand in another order
_BETWEEN = 4  # other words that may stand among them
_SHORTEST = 4  # letters that two forms of one word share
# How two forms of one word may end: peak, peaking; security, secure; structural, structure.
_ENDS = (
    " s es ed d ing e y ies ion ions ation ations ment ments al ally ity ities ive ize ise izes ises ized ised izing"
    " ising ization isation ly 's ’s"
)
_ENDINGS = frozenset(_ENDS.split(" "))


def reordered(rendering: str, text: str) -> bool:
    """Whether all words of an English `rendering` (two or more that mean something, and no name) stand close together
    in a sentence of `text`, in whatever order and form."""
    wanted = _content(rendering)
    if len(wanted) < _LEAST or not any(word.islower() for word in wanted):
        return False
    small = [word.lower() for word in wanted]
    return any(_close(small, _WORD.findall(sentence.lower())) for sentence in _BORDER.split(text))


def _content(rendering: str) -> Sequence[str]:
    return [word for word in _WORD.findall(rendering) if word.lower() not in GRAMMAR]


def _close(wanted: Sequence[str], words: Sequence[str]) -> bool:
    places = [[at for at, word in enumerate(words) if _form(word, one)] for one in wanted]
    if not all(places):
        return False
    reach = len(wanted) + _BETWEEN
    starts = {at for own in places for at in own}
    return any(all(any(first <= at < first + reach for at in own) for own in places) for first in starts)


@lru_cache(maxsize=65536)
def _form(one: str, other: str) -> bool:
    """Whether two words are forms of one."""
    if one == other:
        return True
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return shared >= _SHORTEST and one[shared:] in _ENDINGS and other[shared:] in _ENDINGS
