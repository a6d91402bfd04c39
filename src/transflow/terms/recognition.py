"""Finding many texts at once in another: an Aho–Corasick automaton over folded text, and what a whole word is.

A *form* is a folded text under which something is found; several things may share one (who, WHO). What the numbers in
here mean is the caller's business: `Recogniser` gives back those that it was given.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from transflow.script import HAN
from transflow.terms.folding import Folded, cased, fold

_AUTOMATON = "ahocorasick_rs"  # 2 ms; not before something is looked for
_SEGMENTER = "rjieba"  # 110 ms with its dictionary; not before a short Chinese term stands in a text
_SHORT = 2  # characters: a Chinese term of so many is doubted


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which thing number `thing` may stand in a text.

    `own`: it is spelled so; else it is a plural or the like. `exact`: the text with its capitals, where other capitals
    are another word. `capital`: whether the first letter must be one. `doubtful`: a short Chinese word, which may stand
    by chance across two others (院长 in 医院长期).
    """

    thing: int
    own: bool = True
    exact: str = ""
    capital: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Thing number `thing` in a text, from `start` to `end` (characters of the text as it was given)."""

    thing: int
    start: int
    end: int


class Recogniser:
    """Finds the things that `forms` (by folded text, none empty) say."""

    def __init__(self, forms: Mapping[str, Iterable[Form]]) -> None:
        self._forms = [tuple(own) for own in forms.values()]
        library = import_module(_AUTOMATON)
        # Of its three kinds the one that is small (10 MB for 50,000 Chinese terms) and the fastest on them.
        self._automaton: Any = library.AhoCorasick(
            list(forms), store_patterns=False, implementation=library.Implementation.ContiguousNFA
        )

    def all(self, text: str) -> list[Hit]:
        """Everything that stands in `text`, also inside one another, by start and then by the longest.

        What is spelled as it stands there is no other thing's plural. Of things that share a place, those that ask for
        capitals come first, then in the order of the forms.
        """
        folded = fold(text)
        matches = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        if not matches:
            return []
        edges: frozenset[int] | None = None
        found = []
        for number, start, end in matches:
            if not _whole(folded.text, start, end):
                continue
            own = False
            for rank, form in enumerate(self._forms[number]):  # those that are spelled so come first
                if own and not form.own:
                    break
                if (form.exact or form.capital) and not _capitals(form, text, folded, start, end):
                    continue
                if form.doubtful:
                    edges = _edges(folded.text) if edges is None else edges
                    if _across(edges, start, end):
                        continue
                own = form.own
                found.append((start, -end, not (form.exact or form.capital), rank, form.thing))
        found.sort()
        return [Hit(thing, *folded.span(start, -end)) for start, end, _any, _rank, thing in found]


def longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Of hits in the order of `Recogniser.all`, those that reading from the left finds: the longest at each place."""
    end = 0
    for hit in hits:
        if hit.start >= end:
            yield hit
            end = hit.end


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at `start` or `end`. Beside Han there are no word ends to keep: 在NASA工作."""
    return not (
        (start and _in_word(text[start - 1]) and _in_word(text[start]))
        or (end < len(text) and _in_word(text[end]) and _in_word(text[end - 1]))
    )


def _in_word(char: str) -> bool:
    return (char.isalpha() or char.isdecimal()) and (char.isascii() or not HAN.match(char))


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
    return len(text) == _SHORT and all(HAN.match(char) for char in text)
