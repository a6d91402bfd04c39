"""What pieces of the kept index are made of: the arrays and runs of texts of a sheet in this process, or of a piece."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from transflow.memory import index as indexes
from transflow.memory.concordance import END, folded
from transflow.memory.piece import Piece, encoded, name, record
from transflow.memory.units import Held, worth

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORTH = "S32"  # what a unit is worth, to be sorted by; of longer time stamps the beginning


@dataclass(frozen=True, slots=True)
class Part:
    """What goes into a piece: the arrays of a sheet or piece, its runs of bytes, its documents, and which of its units
    still count (None: all)."""

    arrays: "Mapping[str, NDArray[Any]]"
    texts: "Run"
    records: "Run"
    words: "Run"
    documents: list[str]
    live: "NDArray[np.bool_] | None" = None


@dataclass(frozen=True, slots=True)
class Run:
    """Many texts in one piece of memory: number n stands from `at[n]` to `at[n + 1]`, counted from `base`."""

    blob: Any  # bytes, or a file in memory
    base: int
    at: "NDArray[np.int64]"

    def take(self, numbers: "NDArray[np.int64]") -> Iterator[bytes]:
        """Some of them."""
        starts, ends = self.at[numbers] + self.base, self.at[numbers + 1] + self.base
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            yield self.blob[start:end]


def of_piece(piece: Piece) -> Part:
    """An opened piece, to be bound anew."""
    kept = piece.sections
    kept.read_through()
    texts, records, words = (
        Run(kept.blob, kept.places[run][0], kept[at])
        for run, at in (("texts", "text_at"), ("records", "record_at"), ("words", "word_at"))
    )
    return Part(kept, texts, records, words, piece.documents, piece.live_units)


def sheet(units: Iterable[Held], *, chinese: bool) -> Part:
    """A part made of `units`, in this process: some 1,000 bytes a unit."""
    import numpy as np

    by_text: dict[str, list[Held]] = {}
    for held in units:
        by_text.setdefault(held.unit.source, []).append(held)
    rows = sorted((name(text, data := encoded(text)), data, text) for text in by_text)
    ordered = [held for _name, _data, text in rows for held in by_text[text]]
    documents = sorted({held.place[0] for held in ordered})
    numbers = {key: number for number, key in enumerate(documents)}
    values = [_worth(held) for held in ordered]
    rank = sorted(range(len(ordered)), key=lambda number: ordered[number].place)
    rank.sort(key=values.__getitem__, reverse=True)
    grams = indexes.build([text for _name, _data, text in rows], chinese=chinese)
    arrays: dict[str, NDArray[Any]] = {
        "names": np.array([row[0] for row in rows], dtype=np.int64),
        "unit_from": sums(len(by_text[text]) for _name, _data, text in rows),
        "document": np.array([numbers[held.place[0]] for held in ordered], dtype=np.int32),
        "place": np.array([held.place[1] for held in ordered], dtype=np.int32),
        "worth": np.array(values, dtype=_WORTH),
        "word_unit": np.array(rank, dtype=np.int32),
        "keys": grams.keys,
        "lists": grams.lists,
        "landmarks": grams.landmarks,
        "grams_in": grams.grams_in.astype(np.int32),
    }
    texts = _run([data + END for _name, data, _text in rows])
    records = _run([record(held.unit) for held in ordered])
    words = _run([folded(ordered[number].unit.source, ordered[number].unit.target) for number in rank])
    return Part(arrays, texts, records, words, documents)


def sums(lengths: Iterable[int]) -> "NDArray[np.int64]":
    """Where each of things of these lengths begins, and where the last one ends."""
    import numpy as np

    counted = np.fromiter(lengths, dtype=np.int64)
    sums = np.zeros(len(counted) + 1, dtype=np.int64)
    np.cumsum(counted, out=sums[1:])
    return sums


def _run(texts: Sequence[bytes]) -> Run:
    return Run(b"".join(texts), 0, sums(map(len, texts)))


def _worth(held: Held) -> bytes:
    at, approved = worth(held.unit)
    return encoded(at) + (b"\0\2" if approved else b"\0\1")
