"""Lists of ordinary things (苹果、香蕉和葡萄): one that has no counterpart, where all others have theirs in turn."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, product

from transflow.checks.alignment.words import GRAMMAR, known, meanings, readings, stem
from transflow.checks.listing import naming
from transflow.checks.listing.pieces import LEAST, Item, lists

_WORD = re.compile("[A-Za-z]+")
_LATIN = re.compile("[A-Za-z0-9]")
_AND = re.compile(r"\b(?:and|or)\b|&")
_GOES_ON = re.compile(r"\s*,? (?:and|or)\b")
_SHORT, _LONG = 2, 6  # characters of a Chinese item
_WORDS = 3  # of an English one


def lost(chinese: str, english: str, pieces: Sequence[Item], *, latin: bool) -> Iterator[Item]:
    """The one item of a Chinese list (`latin`: of the English one) that the other text has nothing of, by the
    dictionary, where the other list is shorter by one, ends in its “and”, and has each of the others in its turn."""
    for items in lists(chinese, LEAST - latin):
        texts = tuple(_bare(items))
        if all(_SHORT <= len(one.text) <= _LONG for one in texts[1:]) and not any(
            _LATIN.search(one.text) for one in texts[1:]
        ):
            gone = _of_english(texts, chinese, english, pieces) if latin else _of_chinese(texts, english, pieces)
            if gone is not None:
                yield gone


def _bare(items: Sequence[Item]) -> Iterator[Item]:
    """The items without what leads up to the first one, as far as its length tells, and what follows the last."""
    for number, item in enumerate(items):
        tail = naming.tail(item.text) if number == len(items) - 1 else None
        text = item.text if tail is None else item.text[:tail]
        if number == 0:
            text = text[-_LONG:]
        yield replace(item, text=text, start=item.end - len(text) if number == 0 else item.start)


def _of_chinese(texts: Sequence[Item], english: str, pieces: Sequence[Item]) -> Item | None:
    gone = [one for one in texts if not _answers(one.text, english, known(one.text))]
    if len(gone) != 1 or not _SHORT <= len(gone[0].text) <= _LONG:
        return None
    rest = [one for one in texts if one is not gone[0]]
    if any(one.text[0] == gone[0].text[0] for one in rest):
        return None  # 不收敛、不收手 is one thing said twice
    if _read(gone[0].text, english):
        return None
    fits = any(_in_turn(rest, window) for window in _windows(english, pieces, len(rest)))
    return gone[0] if fits else None


def _of_english(texts: Sequence[Item], chinese: str, english: str, pieces: Sequence[Item]) -> Item | None:
    for window in _windows(english, pieces, len(texts) + 1):
        gone = [one for one in window if not _answers(chinese, one.text)]
        if len(gone) == 1 and gone[0] not in (window[0], window[-1]) and len(gone[0].text.split()) <= _WORDS:
            rest = [one for one in window if one is not gone[0]]
            if gone[0].text.islower() and _in_turn(texts, rest):
                return gone[0]
    return None


def _windows(english: str, pieces: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """So many pieces in a row, which are a list by themselves: an “and” before the last alone, and none behind it."""
    for start in range(len(pieces) - size + 1 if size > 1 else 0):
        window = pieces[start : start + size]
        borders = [english[one.end : other.start] for one, other in pairwise(window)]
        if (
            all(one.after for one in window[1:])
            and _AND.search(borders[-1])
            and not any(_AND.search(one) for one in (*borders[:-1], *(piece.text for piece in window)))
            and not _GOES_ON.match(english, window[-1].end)
            and not (window[0].after and (pieces[start - 1].after or len(window[0].text.split()) <= _WORDS))
            and all(len(piece.text.split()) <= _WORDS for piece in window[1:-1])
        ):
            yield window


def _in_turn(items: Sequence[Item], window: Sequence[Item]) -> bool:
    return len(items) == len(window) and all(
        _answers(one.text[:_LONG], piece.text) for one, piece in zip(items, window, strict=True)
    )


def _answers(chinese: str, english: str, whole: bool = False) -> bool:
    """Whether a word of the one means a word of the other; `whole`: not a single character (the 具 of 玩具)."""
    meant = {stem(word) for word in _WORD.findall(english) if word.lower() not in GRAMMAR}
    return not meant.isdisjoint(_meant(chinese, _SHORT if whole else 1))


def _read(chinese: str, english: str) -> bool:
    """Whether two characters that stand together are read in the English text, as those of a name are (地下长河, Dixia
    Changhe)."""
    letters = "".join(_WORD.findall(english)).lower()
    spoken = [readings(char) for char in chinese]
    return any("".join(two) in letters for one, other in pairwise(spoken) for two in product(one, other))


@lru_cache(maxsize=2048)
def _meant(chinese: str, least: int) -> frozenset[str]:
    """The stems of all that the words of so many characters and more may mean in a short Chinese text."""
    size = len(chinese)
    every = (chinese[at:end] for at in range(size) for end in range(at + least, min(size, at + _LONG) + 1))
    return frozenset(one for word in every for one in meanings(word))
