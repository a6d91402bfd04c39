"""Texts as arrays of units: what one counts when one looks for terms in many segments.

The unit of Chinese is a Han character, with the word limits and parts of speech that a segmenter gives beside it: what
is counted are characters, so a name that the segmenter does not know and cuts in pieces is found all the same. A run
of letters or digits, and the dot in a foreign name, is one unit. The unit of other languages is a word without its
capitals and the -s of its plural.
"""

import itertools
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from transflow import language, script
from transflow.terms import words

# What the word is that begins or ends at a unit.
FUNCTION, VERB, OTHER, NOMINAL, PERSON, PLACE, ORGANISATION = range(7)
_TAGS = {"nr": PERSON, "nrt": PERSON, "nrfg": PERSON, "ns": PLACE, "nt": ORGANISATION}
_FUNCTION_TAGS = frozenset({"c", "d", "e", "f", "o", "p", "q", "r", "rr", "rz", "u", "y", "zg", "t", "tg", "df"})
_NOMINAL_TAGS = frozenset({"n", "ng", "nz", "nl", "vn", "an", "j", "l", "i", "b", "eng", "s"})
_PIECE = re.compile(r"[^\W_]+(?:['’.&\-][^\W_]+)*|[^\w\s]")
_TAG = re.compile(r"</?[a-z]+[0-9]+/?>")
_DOT, _DOTS = "·", frozenset("·・•‧")
_OPENING = frozenset(".!?:;“”\"‘'(-–—•…")  # after these a capital says nothing
_END = ("", "")  # of a segment; the first piece of all
_TITLE_CASE = 0.9  # the share of capitals from which a segment is a headline, which says nothing of names
_SHORT = 4  # words: of less one cannot say


@dataclass(frozen=True)
class Tokens:
    """All texts of one language, end to end. Arrays have one element a unit:

    `ids` (int32) which unit it is, -1 for what parts (punctuation, the end of a text); `opens`, `closes` (bool) whether
    a word begins or ends with it; `kinds` (int8) what that word is; `raw` (int32) how it is written; `capital` (int8) 1
    or 0 where capitals tell a name, -1 where they do not. Chinese has no capitals (None), and is written as it is
    counted. `names` and `written` are the texts of the ids and of `raw`; `bounds` (texts + 1) says with which unit each
    text begins.
    """

    ids: Any
    opens: Any
    closes: Any
    kinds: Any
    raw: Any
    capital: Any
    names: Sequence[str]
    written: Sequence[str]
    chinese: bool
    bounds: Any

    @property
    def count(self) -> int:
        """How many texts there are."""
        return len(self.bounds) - 1

    @property
    def dot(self) -> int:
        """The id of the dot in foreign names; -2 where there is none."""
        return self.names.index(_DOT) if self.chinese and _DOT in self.names else -2

    def segments(self, at: Any) -> Any:
        """The number of the text in which each of the units `at` stands (int32)."""
        return (np.searchsorted(self.bounds, at, "right") - 1).astype(np.int32)


def read(texts: Iterable[str], locale: str) -> Tokens:
    """The units of `texts`, all of one language."""
    chinese = language.is_chinese(locale)
    known: defaultdict[Any, int] = defaultdict(itertools.count().__next__)
    pieces = array("i")
    cut, end = _cutter(chinese), known[_END]
    for text in texts:
        pieces.extend([known[piece] for piece in cut(_TAG.sub(" ", text))])
        pieces.append(end)
    return _expanded(np.frombuffer(pieces, np.int32) if pieces else np.zeros(0, np.int32), list(known), chinese)


def _cutter(chinese: bool) -> Callable[[str], Iterable[Any]]:
    """What cuts a text into pieces, each a (text, tag): words and marks."""
    if not chinese:
        return lambda text: zip(_PIECE.findall(text), itertools.repeat(""), strict=False)
    import rjieba  # 40 MB and 0.2 s: only for this

    tag: Callable[[str], Iterable[Any]] = rjieba.tag
    return tag


class _Table:
    """What every piece is, once for each that is different."""

    def __init__(self, chinese: bool) -> None:
        self.chinese = chinese
        self.known: dict[str, int] = {}
        self.spelt: dict[str, int] = {}
        self.units, self.raw = array("i"), array("i")  # of all pieces, end to end
        self.sizes, self.kinds = array("i"), array("b")

    def put(self, piece: tuple[str, str]) -> None:
        """Adds a piece."""
        word, tag = piece
        if self.chinese and script.HAN.match(word):
            self._add([(char, char) for char in word], _kind(word, tag))
        elif word[:1].isalnum():
            self._add([_word(word, self.chinese)], _class(word, self.chinese))
        elif self.chinese and word in _DOTS:
            self._add([(_DOT, _DOT)], OTHER)
        else:
            self.units.append(-1)
            self.raw.append(-1)
            self.sizes.append(1)
            self.kinds.append(FUNCTION)

    def _add(self, units: Sequence[tuple[str, str]], kind: int) -> None:
        for name, written in units:
            self.units.append(self.known.setdefault(name, len(self.known)))
            self.raw.append(self.spelt.setdefault(written, len(self.spelt)))
        self.sizes.append(len(units))
        self.kinds.append(kind)


def _expanded(pieces: Any, known: Sequence[tuple[str, str]], chinese: bool) -> Tokens:
    table = _Table(chinese)
    for piece in known:
        table.put(piece)
    sizes = np.array(table.sizes, np.int32)
    starts = np.cumsum(sizes, dtype=np.int32) - sizes
    here = sizes[pieces]
    past = np.cumsum(here, dtype=np.int32)  # the last unit of each piece
    bounds = np.concatenate([np.zeros(1, np.int32), past[pieces == 0]])
    within = np.arange(int(here.sum()), dtype=np.int32) - np.repeat(past - here, here)
    rows = np.repeat(pieces, here)  # the piece of each unit
    ends = within == sizes[rows] - 1
    at = starts[rows] + within
    ids = np.array(table.units, np.int32)[at]
    word = (ids >= 0) & (ids != table.known.get(_DOT, -2))
    kinds = np.array(table.kinds, np.int8)[rows]
    raw, capital = ids, None
    if not chinese:
        raw = np.array(table.raw, np.int32)[at]
        capital = _capitals(pieces, known, ids, kinds, bounds)
    return Tokens(
        ids, (within == 0) & word, ends & word, kinds, raw, capital, list(table.known),
        list(table.known if chinese else table.spelt), chinese, bounds,
    )  # fmt: skip


def _capitals(pieces: Any, known: Sequence[tuple[str, str]], ids: Any, kinds: Any, bounds: Any) -> Any:
    """By unit: 1 or 0 for a capital that tells a name or its want, -1 where everything or nothing has one."""
    count = len(bounds) - 1
    segments = np.repeat(np.arange(count, dtype=np.int32), np.diff(bounds))
    upper = np.array([word[:1].isupper() for word, _tag in known])[pieces]
    telling = np.array([word[1:2].isupper() for word, _tag in known])[pieces]
    letters = np.array([word[:1].isalpha() for word, _tag in known])[pieces] & (kinds != FUNCTION)
    opening = np.array([piece == _END or piece[0] in _OPENING for piece in known])[pieces]
    start = np.concatenate([[True], opening[:-1]]) if len(pieces) else opening
    letters &= ~start  # the first word has a capital anyway
    among = np.bincount(segments[letters], minlength=count)
    capitals = np.bincount(segments[letters & upper], minlength=count)
    headline = (among >= _SHORT) & (capitals >= _TITLE_CASE * among)
    said = ~headline[segments] & (~start | telling) & (ids >= 0)
    return np.where(said, upper, -1).astype(np.int8)


def _kind(word: str, tag: str) -> int:
    """What a Chinese word is, by the part of speech that the segmenter gives it."""
    if word in words.CHINESE or tag in _FUNCTION_TAGS or tag[:1] == "u":
        return FUNCTION
    if tag in _TAGS:
        return _TAGS[tag]
    return NOMINAL if tag in _NOMINAL_TAGS else VERB if tag[:1] == "v" else OTHER


def _class(word: str, chinese: bool) -> int:
    """What a word in letters or digits is; who is a function word, and WHO is none."""
    if not any(char.isalpha() for char in word):
        return FUNCTION
    if chinese:
        return NOMINAL
    function = word.casefold().replace("’", "'") in words.ENGLISH
    return FUNCTION if function and not _abbreviation(word) and word not in words.NAMING else OTHER


def _abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _word(word: str, chinese: bool) -> tuple[str, str]:
    """A word as it is counted, and as it is written."""
    if chinese:
        return word, word
    bare = word.casefold().replace("’", "'").removesuffix("'s")
    return (bare if _abbreviation(word) else _stem(bare)), word


def plain(text: str) -> str:
    """A text of words as it is counted: without capitals, marks and the -s of plurals."""
    return " ".join(_word(piece, False)[0] for piece in _PIECE.findall(text) if piece[0].isalnum())


def _stem(word: str) -> str:
    """Without the -s of the plural (the S-stemmer of Harman, How effective is suffixing?, JASIS 42, 1991)."""
    if word.endswith("ies") and not word.endswith(("eies", "aies")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("us", "ss", "is")) and len(word) > 3:
        return word[:-1]
    return word
