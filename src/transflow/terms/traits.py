"""What a phrase looks like: how it is written, whether it is a name, and what it may be the name of."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from transflow import script
from transflow.terms import tokens as token
from transflow.terms import words
from transflow.terms.phrases import Phrases

_NAME = 0.7  # the share of its occurrences from which something with capitals is a name
_BESIDE = 0.12  # the share of its occurrences beside telling words from which they are believed
_SINGULAR = 0.2  # of its occurrences: then the singular is how a term is written


@dataclass(frozen=True)
class Traits:
    """By phrase, shares of its occurrences: with capitals (NaN: it never stood where they say anything); after a title,
    after what stands before places (of words only); ending in a
    noun or a name; beginning with a verb; being a word of which a segmenter says that it is a person, a place, an
    organisation (of Chinese only). `han`: whether there is a Han character in it."""

    named: Any
    people: Any
    places: Any
    nominal: Any
    verbal: Any
    person: Any
    place: Any
    organisation: Any
    han: Any


def traits(side: Phrases) -> Traits:
    """The traits of all phrases of one language."""
    tokens, size = side.tokens, len(side.counts)
    counts = np.maximum(np.bincount(side.phrase, minlength=size), 1)
    last = side.at + side.lengths[side.phrase] - 1
    first_kind, last_kind = tokens.kinds[side.at], tokens.kinds[last]

    def share(true: Any) -> Any:
        return np.bincount(side.phrase, true, size) / counts

    if tokens.chinese:
        named, people, places = np.full(size, np.nan), np.zeros(size), np.zeros(size)
    else:
        named, (people, places) = _named(side, last), (share(beside) for beside in _beside(side))
    return Traits(
        named, people, places, share(last_kind >= token.NOMINAL), share(first_kind == token.VERB),
        share(first_kind == token.PERSON), share(last_kind == token.PLACE), share(last_kind == token.ORGANISATION),
        _han(side),
    )  # fmt: skip


def _named(side: Phrases, last: Any) -> Any:
    """By phrase of words: in what share of the places that say something its first and its last word have capitals."""
    capital, size = side.tokens.capital, len(side.counts)
    first, final = capital[side.at], capital[last]
    said = (first >= 0) | (final >= 0)
    with np.errstate(invalid="ignore"):
        share: Any = np.bincount(side.phrase, said & (first != 0) & (final != 0), size) / np.bincount(
            side.phrase, said, size
        )
    return share


def _beside(side: Phrases) -> tuple[Any, Any]:
    """By occurrence: whether such words stand beside it as stand beside people, and beside places."""
    tokens = side.tokens
    before = tokens.ids[side.at - 1]  # every text ends with what parts, so that the first is after one, too

    def among(known: frozenset[str]) -> Any:
        return np.array([name in known for name in tokens.names] + [False])  # -1: what parts

    title, where = among(words.TITLES), among(words.WHERE)
    return title[before], where[before]


def _han(side: Phrases) -> Any:
    tokens = side.tokens
    letters = np.array([script.HAN.match(name) is not None for name in tokens.names] or [False])
    before = np.concatenate([[0], np.cumsum(letters[tokens.ids] & (tokens.ids >= 0))])
    found = before[side.at + side.lengths[side.phrase]] > before[side.at]
    return np.bincount(side.phrase, found, len(side.counts)) > 0


class Writing:
    """How the phrases of one language are written."""

    def __init__(self, side: Phrases) -> None:
        self._side = side
        self._order = np.argsort(side.phrase, kind="stable")
        self._starts = np.searchsorted(side.phrase[self._order], np.arange(len(side.counts) + 1))
        self._capital = np.zeros(0, bool) if side.tokens.chinese else self._capitals()

    def _capitals(self) -> Any:
        """By unit: whether it has a capital as often as none where that says something, or never stood there."""
        tokens = self._side.tokens
        said = tokens.capital >= 0
        own = tokens.ids[said]
        size = len(tokens.names)
        capitals = np.bincount(own, tokens.capital[said], size)
        return 2 * capitals >= np.bincount(own, minlength=size)

    def __call__(self, phrase: int) -> str:
        """The commonest way to write it; in the singular if it stands so often enough."""
        tokens, length = self._side.tokens, int(self._side.lengths[phrase])
        places = self._side.at[self._order[self._starts[phrase] : self._starts[phrase + 1]]]
        if tokens.chinese:
            return "".join(tokens.names[one] for one in tokens.ids[places[0] : places[0] + length])
        spans = places[:, None] + np.arange(length)
        keep = self._kept(spans)
        rows, counts = np.unique(tokens.raw[spans], axis=0, return_counts=True)
        forms: dict[str, int] = {}
        for row, count in zip(rows.tolist(), counts.tolist(), strict=True):
            parts = [_cased(tokens.written[one], name) for one, name in zip(row, keep, strict=True)]
            text = " ".join(parts).removesuffix("'s").removesuffix("’s")
            forms[text] = forms.get(text, 0) + count
        best = min(forms, key=lambda form: (-forms[form], form))
        single = [form for form in forms if best.startswith(form) and forms[form] >= _SINGULAR * sum(forms.values())]
        return min(single, key=len, default=best)

    def _kept(self, spans: Any) -> list[bool]:
        """Which words of a phrase keep their capitals: by its own occurrences, or else by all of that word."""
        capital = self._side.tokens.capital[spans]
        yes, no = (capital == 1).sum(axis=0), (capital == 0).sum(axis=0)
        other = self._capital[self._side.tokens.ids[spans[0]]]
        return [bool(one) for one in np.where(yes + no > 0, yes > no, other)]


def _cased(word: str, name: bool) -> str:
    """A word without the capital of a headline or a beginning; a name and an abbreviation keep their own."""
    return (
        word if name else "-".join(part if part[1:] != part[1:].lower() else part.lower() for part in word.split("-"))
    )


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a kind of name: `named` (capitals); shares as in `Traits`."""

    named: bool
    people: float
    places: float
    person: float
    place: float
    organisation: float


def kind(chinese: str, other: str, signs: Signs) -> str:
    """What a pair may be: person, place, organisation or term."""
    if not signs.named:
        return "term"
    parts = other.casefold().replace(",", "").split()
    if (chinese.endswith(words.ORGANISATIONS_ZH) and len(chinese) > 2) or signs.organisation > _NAME:
        return "organisation"
    if words.ORGANISATIONS_EN.intersection(parts):
        return "organisation"
    if words.PLACES_EN.intersection(parts):
        return "place"
    if "·" in chinese or signs.people > max(_BESIDE, signs.places):
        return "person"
    if signs.places > _BESIDE or signs.place > _NAME or (len(chinese) > 2 and chinese.endswith(words.PLACES_ZH)):
        return "place"
    return "person" if signs.person > _NAME and len(parts) == 2 else "term"
