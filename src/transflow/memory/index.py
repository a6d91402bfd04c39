"""Which of many texts are worth comparing with one: an inverted index of grams, held in a few flat arrays.

A gram is two neighbouring characters in Chinese, a word in any case elsewhere, numbered by its occurrence in the text
(the second 发展 is another gram than the first), so that shared grams can be counted by counting places in lists. Texts
are numbered by length: within a gram those of a similar length are one slice.
"""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

WORD = re.compile(r"\w+")
# A look-up reads the lists of the rarest grams first, up to this many places: the commonest say least and cost most.
BUDGET_PAIRS, BUDGET_WORDS, BUDGET_FAR = 200_000, 8_000, 24_000
# Of the pairs that a near text must share, this part (a third) must be among those read, and so two thirds may be left
# unread: to compare a few texts in vain costs less than to count the commonest pairs.
_PROOF = 3
# So many texts are compared in the end, and those that are as near as the last of them. In Chinese few ever are left.
KEPT_PAIRS, KEPT_WORDS, KEPT_FAR = 200, 50, 200
_FAR = 70  # per cent; below this words need the larger ones
_MOST = 1000  # … but no more than this
_SPARSE = 8  # so many times the places read make a window in which few texts are met
STEP = 32  # entries of `lists` from one landmark to the next
SHORT = 16  # characters; below this a few typing errors may leave no gram whole
_OCCURRENCES = 1 << 16


@dataclass(frozen=True, slots=True, eq=False)
class GramIndex:
    """The grams of `size` texts, shortest first.

    `keys`: the distinct grams, ascending. `lists`: one entry for each gram of each text, `gram · size + text` by the
    places in `keys` and in the texts, ascending: so the texts of one gram from `first` to `last` are one slice.
    `landmarks`: one in `STEP` entries of `lists`, where a search begins: they fit where the whole does not, into the
    processor's cache and what the system has read. `grams_in`: how many grams each text has. 8 bytes a gram of text,
    and some 50 while building.
    """

    chinese: bool
    size: int
    keys: "Numbers"
    lists: "Numbers"
    landmarks: "Numbers"
    grams_in: "Numbers"

    def near(
        self, text: str, minimum: int, first: int, last: int, live: "NDArray[np.bool_] | None" = None
    ) -> list[int]:
        """The numbers of the texts in `first:last` that may score `minimum` (per cent of the longer one's characters
        that need no edit) against `text`, in no order: in Chinese all of them unless they are very many, else those
        that share the largest part of their words. `live` says which texts are still wanted (None: all).
        """
        import numpy as np

        asked = _numbered(_pairs_of(text) if self.chinese else _words_of(text))
        if not len(asked):  # nothing but signs: no text is less likely than another
            return [n for n in range(first, last) if live is None or live[n]]
        if not len(self.keys):
            return []
        least = least_shared(len(text), minimum) if self.chinese else 1
        kept = KEPT_PAIRS if self.chinese else KEPT_WORDS if minimum >= _FAR else KEPT_FAR
        met, unread = self._met(asked, minimum, least, first, last)
        found, shared = _counted(met, last - first, max(1, least - unread))
        if live is not None:
            wanted = live[found + first]
            found, shared = found[wanted], shared[wanted]
        if len(found) > kept:
            more = (shared > shared.min()).nonzero()[0]
            if len(more) >= kept:  # nearly always: most texts share one word and no more
                found, shared = found[more], shared[more]
            # Dice's share of common grams; of those left unread nothing is known, which is the same for all.
            dice = shared / (self.grams_in[found + first] + len(asked))
            nearest = dice >= np.partition(dice, len(dice) - kept)[len(dice) - kept]
            found, dice = found[nearest], dice[nearest]
            if len(found) > _MOST:
                found = found[(-dice).argsort(kind="stable")[:_MOST]]
        numbers: list[int] = (found + first).tolist()
        return numbers

    def _met(self, asked: "Numbers", minimum: int, least: int, first: int, last: int) -> "tuple[Numbers, int]":
        """The texts from `first` to `last` (counted from `first`) that have each of the grams `asked`, one after the
        other, and how many of these grams were left unread. Of a text that may be near `least` are met."""
        import numpy as np

        places = np.minimum(self.keys.searchsorted(asked), len(self.keys) - 1)
        bases = places[self.keys[places] == asked] * self.size
        if not len(bases):
            return bases, 0
        bounds = self._places(np.add.outer(bases, (first, last)).ravel()).reshape(-1, 2)
        sizes = bounds[:, 1] - bounds[:, 0]
        budget = BUDGET_PAIRS if self.chinese else BUDGET_WORDS if minimum >= _FAR else BUDGET_FAR
        rarest = sizes.argsort(kind="stable")
        count = int(sizes[rarest].cumsum().searchsorted(budget, side="right"))
        if self.chinese:
            count = min(count, len(sizes) - max(0, least - max(2, least // _PROOF)))
        rarest = rarest[: max(1, count)]
        return self._read(bases[rarest] + first, bounds[rarest], sizes[rarest]), len(sizes) - len(rarest)

    def _places(self, wanted: "Numbers") -> "Numbers":
        """Where in `lists` each of `wanted`, which ascend, would stand: `lists.searchsorted`, in half the time."""
        import numpy as np

        starts = np.maximum(self.landmarks.searchsorted(wanted) - 1, 0) * STEP
        stretches = self.lists.take(starts[:, None] + np.arange(STEP), mode="clip")
        starts += (stretches < wanted[:, None]).sum(axis=1)
        np.minimum(starts, len(self.lists), out=starts)
        return starts

    def _read(self, bases: "Numbers", bounds: "Numbers", sizes: "Numbers") -> "Numbers":
        """The entries of `lists` between each two `bounds`, one after the other, counted from `bases`."""
        import numpy as np

        met = np.concatenate([self.lists[start:end] for start, end in bounds.tolist()])
        met -= np.repeat(bases, sizes)
        return met


def _counted(met: "Numbers", width: int, least: int) -> "tuple[Numbers, Numbers]":
    """Which numbers below `width` are met `least` times or more, ascending, and how many times each."""
    import numpy as np

    if 0 < len(met) * _SPARSE < width:  # a count for each number would be mostly noughts
        met.sort()
        starts = np.append(np.append(True, met[1:] != met[:-1]).nonzero()[0], len(met))
        found, shared = met[starts[:-1]], starts[1:] - starts[:-1]
        if least > 1:
            often = (shared >= least).nonzero()[0]
            found, shared = found[often], shared[often]
        return found, shared
    counts = np.bincount(met, minlength=1)
    found = (counts >= least).nonzero()[0]
    return found, counts[found]


def build(texts: Sequence[str], *, chinese: bool) -> GramIndex:
    """The index of `texts`, which stand in the order of their lengths."""
    import numpy as np

    size = len(texts)
    names, grams, grams_in = _pairs(texts) if chinese else _words(texts)
    # Number each gram by its occurrence in its text: sort by text and gram, and count from the start of each run.
    run = np.repeat(np.arange(size), grams_in)
    run *= max(1, len(names))
    run += grams
    del grams  # these arrays are what building costs: one place for each gram of each text
    run.sort()
    occurrences, starts = np.arange(len(run)), np.zeros(len(run), dtype=np.int64)
    np.copyto(starts[1:], occurrences[1:], where=run[1:] != run[:-1])
    occurrences -= np.maximum.accumulate(starts, out=starts)
    np.minimum(occurrences, _OCCURRENCES - 1, out=occurrences)
    del starts
    # Then sort by gram, occurrence and text.
    most = int(occurrences.max(initial=0)) + 1
    owners, lists = np.divmod(run, max(1, len(names)))
    del run
    for factor, part in ((most, occurrences), (size, owners)):
        lists *= factor
        lists += part
    del occurrences, owners
    lists.sort()
    kinds, lists = np.divmod(lists, max(1, size))
    first = np.ones(len(kinds), dtype=bool)
    np.not_equal(kinds[1:], kinds[:-1], out=first[1:])
    which, times = np.divmod(kinds[first], most)
    np.cumsum(first, out=kinds)
    kinds -= 1
    kinds *= size
    lists += kinds
    return GramIndex(chinese, size, names[which] * _OCCURRENCES + times, lists, lists[::STEP].copy(), grams_in)


def _pairs_of(text: str) -> "Numbers":
    """The names of the pairs of neighbouring characters of one text."""
    import numpy as np

    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    return points[:-1] << 21 | points[1:]


def _words_of(text: str) -> "Numbers":
    """The names of the words of one text."""
    import numpy as np

    return np.array(list(map(_name, WORD.findall(text.lower()))), dtype=np.int64)


def _numbered(names: "Numbers") -> "Numbers":
    """The keys of the grams of one text, ascending: then a search begins where the one before it ended."""
    import numpy as np

    names.sort()
    occurrences = np.arange(len(names))
    starts = np.zeros_like(occurrences)
    np.copyto(starts[1:], occurrences[1:], where=names[1:] != names[:-1])
    occurrences -= np.maximum.accumulate(starts)
    names *= _OCCURRENCES
    names += np.minimum(occurrences, _OCCURRENCES - 1)
    return names


class _Numbers(dict[str, int]):
    """The numbers of the words met so far."""

    def __missing__(self, word: str) -> int:
        self[word] = number = _name(word)
        return number


def _name(word: str) -> int:
    """A number for a word: two words may share one, which makes a comparison in vain and no wrong match."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def _pairs(texts: Sequence[str]) -> "tuple[Numbers, Numbers, Numbers]":
    """The pairs of neighbouring characters of all `texts`: the distinct ones, which one stands at each place, and how
    many there are in each text."""
    import numpy as np

    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    within = np.ones(len(points), dtype=bool)
    within[np.cumsum(lengths)[lengths > 0] - 1] = False  # the last character of a text and the first of the next
    pairs = (points[:-1] << 21 | points[1:])[within[:-1]]
    del points, within
    names = _distinct(pairs)
    return names, names.searchsorted(pairs), np.maximum(lengths - 1, 0)


def _words(texts: Sequence[str]) -> "tuple[Numbers, Numbers, Numbers]":
    """The words of all `texts` as `_pairs` gives the pairs."""
    import numpy as np

    numbers, flat, grams_in = _Numbers(), array("q"), array("q")
    for text in texts:
        found = WORD.findall(text.lower())
        grams_in.append(len(found))
        flat.extend(map(numbers.__getitem__, found))
    words = np.array(flat, dtype=np.int64)
    names = _distinct(words)
    return names, names.searchsorted(words), np.array(grams_in, dtype=np.int64)


def _distinct(numbers: "Numbers") -> "Numbers":
    """The distinct ones, ascending; by sorting, which is five times as fast as numpy's own hashing."""
    import numpy as np

    ordered = np.sort(numbers)
    first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def least_shared(length: int, minimum: int) -> int:
    """How many pairs two texts share at least that score `minimum`, the one having `length` characters.

    An edit breaks two pairs at most. Of the L - 1 pairs of the longer one L · (1 - minimum) edits leave the fewest
    where L is smallest, as long as `minimum` is 50 or more.
    """
    return -(-length * (2 * minimum - 100) // 100) - 1


def serves(text: str, minimum: int, *, chinese: bool) -> bool:
    """Whether an index can find what scores `minimum` against `text`: in a short one no gram may be left whole."""
    return minimum >= 50 and (len(text) >= SHORT or (chinese and least_shared(len(text), minimum) >= 1))
