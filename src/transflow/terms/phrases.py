"""What might be a term in the texts of one language: n-grams that hold together and end where words end."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from transflow.terms import words
from transflow.terms.tally import distinct, tally
from transflow.terms.tokens import FUNCTION, PERSON, VERB, Tokens

_CHUNK = 500_000
_LONGEST = (8, 12)  # words; Han characters
_ALIGNED = 0.4  # the least share of a text's occurrences at which the segmenter, too, sees the ends of words
# A text of which so many occurrences stand in one and the same longer text is a piece of that.
_INSIDE, _INSIDE_LOOSE = 0.9, 0.5  # where the segmenter sees its ends, and where only its characters hold together
_HOLDS = 0.75  # of both its parts: its characters hold together
_LOOSE = range(3, 7)  # Han characters of a name that no segmenter knows


@dataclass(frozen=True)
class Phrases:
    """The n-grams of one language that might be terms, numbered from 0, and where they stand.

    By phrase: `lengths` (units), `counts` (segments), `contexts` (different pairs of units before and after it), `rank`
    (the place of its text in the alphabet: a number that no order of segments alters). By occurrence, in the order of
    segments: `phrase`, `at` (the unit it begins with), `segment`.
    """

    tokens: Tokens
    lengths: Any
    counts: Any
    contexts: Any
    rank: Any
    phrase: Any
    at: Any
    segment: Any


def phrases(tokens: Tokens, minimum: int) -> Phrases:
    """The n-grams of `tokens` that stand in `minimum` segments or more.

    They grow by one unit at a time, and only what is frequent grows (Agrawal and Srikant, Fast algorithms for mining
    association rules, VLDB 1994): an n-gram is two (n-1)-grams that are frequent, so the work is that of sorting the
    text once for each length.
    """
    found: list[Level] = []
    before: Level | None = None
    inside = np.zeros(0)
    places = np.flatnonzero(tokens.ids >= 0).astype(np.int32)
    level = frequent(1, places, tokens.ids[places], minimum)
    while level.size:
        whole, loose = _whole(tokens, level), _cohesive(tokens, level, before)
        if found:
            found[-1] = _outside(found[-1], inside, level.only((whole | loose) & ~_free(tokens, level)))
        found.append(level.only(whole | loose))
        inside = np.where(whole, _INSIDE, _INSIDE_LOOSE)
        before = level
        if level.length == _LONGEST[tokens.chinese]:
            break
        follows = np.flatnonzero(level.places[1:] == level.places[:-1] + 1)
        keys = level.grams[follows].astype(np.int64) * level.size + level.grams[follows + 1]
        level = frequent(level.length + 1, level.places[follows], keys, minimum)
    return gathered(tokens, found, minimum)


@dataclass(frozen=True)
class Level:
    """The n-grams of one length: where they stand (ascending), which they are, how many there are."""

    length: int
    places: Any
    grams: Any
    size: int

    def only(self, good: Any) -> "Level":
        """Without those that are not `good` (by gram); the numbers stay."""
        kept = good[self.grams]
        return Level(self.length, self.places[kept], self.grams[kept], self.size)


def frequent(length: int, places: Any, keys: Any, minimum: int) -> Level:
    """The n-grams given by their keys, without those of fewer than `minimum` places."""
    values, counts = tally(keys)
    values = values[counts >= minimum]
    if not len(values):
        return Level(length, places[:0], keys[:0].astype(np.int32), 0)
    grams = np.empty(len(keys), np.int32)
    for at in range(0, len(keys), _CHUNK):  # searchsorted answers in 64 bits
        grams[at : at + _CHUNK] = np.searchsorted(values, keys[at : at + _CHUNK])
    grams[grams == len(values)] = 0
    kept = values[grams] == keys
    return Level(length, places[kept], grams[kept], len(values))


def _whole(tokens: Tokens, level: Level) -> Any:
    """By gram: whether it begins and ends where words do, often enough, and what is inside stands in terms."""
    first, last = level.places, level.places + (level.length - 1)
    aligned = tokens.opens[first] & tokens.closes[last]
    aligned &= (tokens.kinds[first] != FUNCTION) & (tokens.kinds[last] != FUNCTION)
    links = words.LINKS_ZH if tokens.chinese else words.LINKS
    bad = _inside(tokens, level, links)
    if not tokens.chinese:
        named = (tokens.capital[first] != 0) & (tokens.capital[last] != 0)
        bad &= ~named | _inside(tokens, level, links | words.LINKS_IN_NAMES)
    counts = np.bincount(level.grams, minlength=level.size)
    whole = np.bincount(level.grams, aligned & ~bad, level.size) >= _ALIGNED * counts
    if tokens.chinese and level.length == 1:  # one Han character says too little
        latin = np.array([name[0].isalnum() and name.isascii() for name in tokens.names])
        whole &= np.bincount(level.grams, latin[tokens.ids[level.places]], level.size) > 0
    return whole


def _free(tokens: Tokens, level: Level) -> Any:
    """By gram: whether it is no one thing: a verb and what is done, an office and who holds it."""
    first, last = tokens.kinds[level.places], tokens.kinds[level.places + level.length - 1]
    # A verb of one character is as often the beginning of a name that was cut in pieces.
    verb = (first == VERB) & ~tokens.closes[level.places]
    free = verb | ((first == PERSON) != (last == PERSON))
    return 2 * np.bincount(level.grams, free, level.size) > np.bincount(level.grams, minlength=level.size)


def _cohesive(tokens: Tokens, level: Level, before: Level | None) -> Any:
    """By gram of Chinese: whether its characters hold together, whatever the segmenter says: both texts of one
    character less (`before`) stand nearly always in it, and neither end is a function word or a dot."""
    holds = np.zeros(level.size, bool)
    if before is None or not tokens.chinese or level.length not in _LOOSE:
        return holds
    holds[:] = True
    own = np.bincount(before.grams, minlength=before.size)
    counts = np.bincount(level.grams, minlength=level.size)
    for step in (0, 1):
        part = own[before.grams[np.searchsorted(before.places, level.places + step)]]
        holds[level.grams] &= counts[level.grams] >= _HOLDS * part
    loose = (tokens.kinds == FUNCTION) | (tokens.ids == tokens.dot)
    function = np.bincount(level.grams, loose[level.places] | loose[level.places + level.length - 1], level.size)
    return holds & (2 * function < counts)


def _inside(tokens: Tokens, level: Level, links: frozenset[str]) -> Any:
    """By occurrence: whether there is a function word inside that is none of `links`."""
    free = np.array([name in links for name in tokens.names])
    parts = (tokens.kinds == FUNCTION) & ~free[tokens.ids] & (tokens.ids >= 0)
    before = np.zeros(len(parts) + 1, np.int32)
    np.cumsum(parts, out=before[1:])
    return before[level.places + level.length] > before[level.places]


def _outside(shorter: Level, most: Any, longer: Level) -> Level:
    """`shorter` without the texts of which more than the share `most` (by gram) stands in one and the same of
    `longer`: by the branching of a text (its min-entropy there is the logarithm of this share) they are pieces."""
    counts = np.bincount(longer.grams, minlength=longer.size)
    own = np.bincount(shorter.grams, minlength=shorter.size)
    inside = np.zeros(shorter.size, np.int64)
    if len(shorter.places):
        for step in (0, 1):  # the first and the last of its two parts
            at = np.searchsorted(shorter.places, longer.places + step)
            at[at == len(shorter.places)] = 0
            here = shorter.places[at] == longer.places + step
            np.maximum.at(inside, shorter.grams[at[here]], counts[longer.grams[here]])
    return shorter.only(inside < np.maximum(most * own, 1))


def gathered(tokens: Tokens, found: list[Level], minimum: int) -> Phrases:
    """All occurrences together, without the phrases of too few segments."""
    empty = np.zeros(0, np.int32)
    phrase, at, lengths, counts, base = [empty], [empty], [np.zeros(0, np.int8)], [np.zeros(0, np.int64)], 0
    while found:
        level = found.pop(0)
        pairs = distinct(level.grams.astype(np.int64) * (tokens.count or 1) + tokens.segments(level.places))
        often = np.bincount(pairs // (tokens.count or 1), minlength=level.size)
        good = often >= minimum
        numbers = (np.cumsum(good) - 1 + base).astype(np.int32)
        level = level.only(good)
        phrase.append(numbers[level.grams])
        at.append(level.places)
        counts.append(often[good])
        lengths.append(np.full(len(counts[-1]), level.length, np.int8))
        base += len(counts[-1])
    order = np.argsort(np.concatenate(at), kind="stable")
    places, own = np.concatenate(at)[order], np.concatenate(phrase)[order]
    sizes = np.concatenate(lengths)
    return Phrases(
        tokens, sizes, np.concatenate(counts), _contexts(tokens, sizes, own, places), _rank(tokens, sizes, own, places),
        own, places, tokens.segments(places),
    )  # fmt: skip


def _contexts(tokens: Tokens, lengths: Any, phrase: Any, at: Any) -> Any:
    """In how many different contexts each phrase stands: a text that was repeated and altered a little is one witness,
    however often it stands there."""
    size = len(tokens.names) + 1
    # Every text ends with what parts, so that before the first unit of all stands what parts, too.
    before, after = tokens.ids[at - 1].astype(np.int64), tokens.ids[at + lengths[phrase]]
    beside = (before + 1) * size + after + 1
    keys = distinct(phrase.astype(np.int64) * size * size + beside)
    return np.bincount(keys // (size * size), minlength=len(lengths))


def _rank(tokens: Tokens, lengths: Any, phrase: Any, at: Any) -> Any:
    """The place of each phrase in the alphabet."""
    numbers, first = np.unique(phrase, return_index=True)
    texts = [
        " ".join(tokens.names[one] for one in tokens.ids[p : p + lengths[n]])
        for n, p in zip(numbers, at[first], strict=True)
    ]
    rank = np.zeros(len(lengths), np.int32)
    rank[numbers[sorted(range(len(texts)), key=texts.__getitem__)]] = np.arange(len(texts))
    return rank
