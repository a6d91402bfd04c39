"""A shelf on the disk: one immutable piece of the kept index.

The texts of a piece are numbered by (characters, CRC-32, bytes): `names` holds the first two as one number, so that
the texts of some lengths are one stretch, and an identical text is found by one binary search.
"""

import json
from collections.abc import Iterator, Set
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from transflow.memory import index as indexes
from transflow.memory.concordance import END, sought
from transflow.memory.sections import Sections
from transflow.memory.shelf import FEW, compare, window
from transflow.memory.units import Held, Near, Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NONE = b"\xfe"  # no text: as little as END part of any UTF-8
_HERE_AND_THERE = ("lists", "texts", "records")
_LONGEST = (1 << 31) - 1


class Piece:
    """The piece in the file `path`. Raises DamagedError where that is none, and FileNotFoundError.

    All of its units count, until `of` says which.
    """

    def __init__(self, path: Path, *, chinese: bool) -> None:
        self.sections = Sections(path)
        self.sections.read_here_and_there(_HERE_AND_THERE)
        _keep_what_is_freed()
        self._chinese = chinese
        self._live: Set[str] | None = None
        self._grams = indexes.GramIndex(
            chinese,
            len(self.sections["names"]),
            *(self.sections[name] for name in ("keys", "lists", "landmarks", "grams_in")),
        )

    def of(self, live: Set[str]) -> "Piece":
        """The same piece, of which only the documents `live` count."""
        other = Piece.__new__(Piece)
        other.sections, other._chinese, other._grams, other._live = self.sections, self._chinese, self._grams, live
        return other

    @cached_property
    def documents(self) -> list[str]:
        """The keys of all documents it was made from, ascending."""
        start, end = self.sections.bytes_of("documents")
        keys: list[str] = json.loads(self.sections.blob[start:end])
        return keys

    @cached_property
    def _dead(self) -> frozenset[int]:
        """The numbers of the documents that do not count any more."""
        if self._live is None:
            return frozenset()
        return frozenset(number for number, key in enumerate(self.documents) if key not in self._live)

    @cached_property
    def live_units(self) -> "NDArray[np.bool_] | None":
        """Which units count; None: all."""
        import numpy as np

        if not self._dead:
            return None
        counts = np.ones(len(self.documents), dtype=np.bool_)
        counts[list(self._dead)] = False
        live: NDArray[np.bool_] = counts[self.sections["document"]]
        return live

    @cached_property
    def _live_texts(self) -> "NDArray[np.bool_] | None":
        """Which texts have a unit that counts; None: all."""
        import numpy as np

        live = self.live_units
        return None if live is None else np.logical_or.reduceat(live, self.sections["unit_from"][:-1])

    def same(self, text: str) -> list[Held]:
        """As `Shelf.same`."""
        import numpy as np

        data = encoded(text)
        names, wanted = self.sections["names"], np.int64(name(text, data))
        number = int(names.searchsorted(wanted))
        while number < len(names) and names[number] == wanted:
            if self._bytes(number) == data:
                return list(self._units(number, text))
            number += 1
        return []

    def similar(self, text: str, minimum: int) -> Iterator[Near]:
        """As `Shelf.similar`."""
        import numpy as np

        low, high = window(len(text), minimum)
        names = self.sections["names"]
        first = int(names.searchsorted(np.int64(low << 32)))
        last = (
            int(names.searchsorted(np.int64((min(high, _LONGEST - 1) + 1) << 32))) if high is not None else len(names)
        )
        numbers: list[int] | range
        if last - first <= FEW or not indexes.serves(text, minimum, chinese=self._chinese):
            numbers, texts = range(first, last), self._stretch(first, last)
        else:
            numbers = self._grams.near(text, minimum, first, last, self._live_texts)
            texts = self._some(numbers)
        for place, score, likeness in compare(text, minimum, texts):
            for held in self._units(numbers[place], texts[place]):
                yield Near(score, likeness, held)

    def holding(self, words: str) -> Iterator[Held]:
        """As `Shelf.holding`."""
        import numpy as np

        wanted = sought(words)
        at, last = self.sections.bytes_of("words")
        base, ends, order = at, self.sections["word_at"][1:], self.sections["word_unit"]
        owners = self.sections["unit_from"]
        while wanted and (at := self.sections.blob.find(wanted, at, last)) >= 0:
            place = int(ends.searchsorted(np.int64(at - base), side="right"))
            at = base + int(ends[place])
            unit = int(order[place])
            if int(self.sections["document"][unit]) not in self._dead:
                number = int(owners.searchsorted(np.int64(unit), side="right")) - 1
                yield self._unit(unit, decoded(self._bytes(number)))

    def _bytes(self, number: int) -> bytes:
        """A text, as it is kept."""
        base, at = self.sections.places["texts"][0], self.sections["text_at"]
        return self.sections.blob[base + int(at[number]) : base + int(at[number + 1]) - 1]

    def _stretch(self, first: int, last: int) -> list[str]:
        """The texts from `first` to `last`."""
        if first >= last:
            return []
        base, at = self.sections.places["texts"][0], self.sections["text_at"]
        together = self.sections.blob[base + int(at[first]) : base + int(at[last]) - 1]
        return list(map(decoded, together.split(END)))

    def _some(self, numbers: list[int]) -> list[str]:
        """The texts of these numbers."""
        import numpy as np

        base, blob = self.sections.places["texts"][0], self.sections.blob
        chosen = np.array(numbers, dtype=np.int64)
        starts, ends = self.sections["text_at"][chosen] + base, self.sections["text_at"][chosen + 1] + (base - 1)
        return [
            blob[start:end].decode("utf-8", "surrogatepass")
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]

    def _units(self, number: int, text: str) -> Iterator[Held]:
        """The units of a text that count."""
        bounds = self.sections["unit_from"]
        for unit in range(int(bounds[number]), int(bounds[number + 1])):
            if not self._dead or int(self.sections["document"][unit]) not in self._dead:
                yield self._unit(unit, text)

    def _unit(self, unit: int, text: str) -> Held:
        base, at = self.sections.places["records"][0], self.sections["record_at"]
        record = self.sections.blob[base + int(at[unit]) : base + int(at[unit + 1])]
        document = self.documents[int(self.sections["document"][unit])]
        return Held((document, int(self.sections["place"][unit])), read_record(text, record))


@cache
def _keep_what_is_freed() -> None:
    """Has the C library keep the arrays of one look-up for the next, instead of giving them back to the system and
    getting new ones, empty page by empty page, which is a sixth of a slow look-up. glibc keeps what is up to twice as
    large as the largest block that was ever freed; this one is never touched, so it costs nothing."""
    import numpy as np

    np.empty(1 << 24, dtype=np.uint8)


def encoded(text: str) -> bytes:
    """A text as it is kept."""
    return text.encode("utf-8", "surrogatepass")


def decoded(data: bytes) -> str:
    """A kept text."""
    return data.decode("utf-8", "surrogatepass")


def name(text: str, data: bytes) -> int:
    """The number that sorts a text by its length, and is hardly ever that of another one."""
    return len(text) << 32 | crc32(data)


def record(unit: Unit) -> bytes:
    """A unit as it is kept, without its source."""
    values: tuple[Any, ...] = (unit.target, unit.origin, unit.by, unit.at, unit.context_before)
    parts = [_NONE if value is None else encoded(value) for value in values]
    return END.join([*parts, b"%d%d" % (unit.approved + 2 * unit.draft, unit.penalty)])


def read_record(source: str, data: bytes) -> Unit:
    """The unit that `record` has written."""
    *texts, flags = data.split(END)
    target, origin, by, at, before = (None if one == _NONE else decoded(one) for one in texts)
    standing = int(flags[:1])
    return Unit(
        source, target or "", origin or "", by, at, bool(standing & 1), before, int(flags[1:]), bool(standing & 2)
    )
