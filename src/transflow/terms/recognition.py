"""Finding many texts at once in another: an Aho–Corasick automaton over folded text, and what a whole word is.

A *form* is a folded text under which something is found; several things may share one (who, WHO). What the numbers in
here mean is the caller's business: `Recogniser` gives back those that it was given.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from transflow.script import HAN
from transflow.terms import borders
from transflow.terms.folding import Folded, cased, fold

_AUTOMATON = "ahocorasick_rs"  # 2 ms; not before something is looked for
_SEGMENTER = "rjieba"  # 110 ms with its dictionary; not before a short Chinese term stands in a text
_MORE = -1  # no thing's number: a form of which more is to be asked
_SHORT = 2  # characters: a Chinese term of so many is doubted


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which thing number `thing` may stand in a text.

    `own`: it is spelled so; else it is a plural or the like. `exact`: the text with its capitals, where other capitals
    are another word. `capital`: whether the first letter must be one. `doubtful`: a short Chinese word, which may stand
    by chance across two others (院长 in 医院长期). `person`: a Chinese name of two characters, which may be the
    beginning of a longer one (王建 in 王建国).
    """

    thing: int
    own: bool = True
    exact: str = ""
    capital: bool = False
    doubtful: bool = False
    person: bool = False

    @property
    def asks(self) -> bool:
        """Whether there is more to ask than that it stands there."""
        return bool(self.exact) or self.capital or self.doubtful or self.person


class Hit(NamedTuple):
    """Thing number `thing` in a text, from `start` to `end` (characters of the text as it was given)."""

    thing: int
    start: int
    end: int


class Recogniser:
    """Finds the things that `forms` (by folded text, none empty) say."""

    def __init__(self, forms: Mapping[str, tuple[Form, ...]]) -> None:
        self._forms = list(forms.values())
        # What most forms are, told by one look: of one thing, and nothing more to ask.
        self._plain = [own[0].thing if len(own) == 1 and not own[0].asks else _MORE for own in self._forms]
        library = import_module(_AUTOMATON)
        # Of its three kinds the one that is small (10 MB for 50,000 Chinese terms) and the fastest on them.
        self._automaton: Any = library.AhoCorasick(
            list(forms), store_patterns=False, implementation=library.Implementation.ContiguousNFA
        )

    def prepare(self) -> None:
        """Loads the segmenter, if any form may ask for it."""
        if any(form.doubtful for own in self._forms for form in own):
            _cut()

    def all(self, text: str) -> list[Hit]:
        """Everything that stands in `text`, also inside one another, by start and then by the longest.

        What is spelled as it stands there is no other thing's plural. Of things that share a place, those that ask for
        capitals come first, then in the order of the forms.
        """
        folded = fold(text)
        matches = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        if not matches:
            return []
        shape = folded.text.translate(_SHAPE)
        edges: frozenset[int] | None = None
        found = []
        for number, start, end in matches:
            if shape[start - 1 : start + 1] == _WORD or shape[end - 1 : end + 1] == _WORD:
                continue  # a word would be cut; at the start of the text, where [-1:1] is asked, the slice is too short
            plain = self._plain[number]
            if plain != _MORE:
                found.append((start, -end, True, 0, plain))
                continue
            own = False
            for rank, form in enumerate(self._forms[number]):  # those that are spelled so come first
                if own and not form.own:
                    break
                if (form.exact or form.capital) and not _capitals(form, text, folded, start, end):
                    continue
                if form.person and borders.goes_on(folded.text, end):
                    continue
                if form.doubtful:
                    edges = _edges(folded.text) if edges is None else edges
                    if _across(edges, start, end):
                        continue
                own = form.own
                found.append((start, -end, not (form.exact or form.capital), rank, form.thing))
        found.sort()
        if folded.places is None:
            return [Hit(thing, start, -end) for start, end, _any, _rank, thing in found]
        return [Hit(thing, *folded.span(start, -end)) for start, end, _any, _rank, thing in found]


def longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Of hits in the order of `Recogniser.all`, those that reading from the left finds: the longest at each place."""
    end = 0
    for hit in hits:
        if hit.start >= end:
            yield hit
            end = hit.end


class _Shape(dict[int, str]):
    """Which characters make words that may not be cut. Beside Han there are no word ends to keep (在NASA工作), and a
    number that is a sign (¹, ①, ½) is none of the word beside it."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = "w" if (char.isalpha() or char.isdecimal()) and not HAN.match(char) else " "
        return self[code]


_SHAPE, _WORD = _Shape(), "ww"


def _capitals(form: Form, text: str, folded: Folded, start: int, end: int) -> bool:
    first, last = folded.span(start, end)
    return cased(text[first:last]) == form.exact if form.exact else text[first].isupper()


def _edges(text: str) -> frozenset[int]:
    """Where the words of a Chinese text begin and end, as a segmenter guesses."""
    edges, at = {0}, 0
    for word in _cut()(text):
        at += len(word)
        edges.add(at)
    return frozenset(edges)


def _across(edges: frozenset[int], start: int, end: int) -> bool:
    """Whether the two characters stand in two words and do not fill them: 院长 in 医院|长期, not in 党委|院长|说, nor
    大学 inside 大学生."""
    return start + 1 in edges and not (start in edges and end in edges)


@cache
def _cut() -> Any:
    return import_module(_SEGMENTER).cut


def short_word(text: str) -> bool:
    """Whether `text` is a Chinese word so short that it may stand in a text by chance, across two others."""
    return len(text) == _SHORT and HAN.match(text[0]) is not None and HAN.match(text[1]) is not None
