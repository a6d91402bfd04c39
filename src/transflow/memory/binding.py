"""Making the pieces of the kept index: one file from sheets, and from pieces that it takes the place of.

The memory that it takes is bounded: texts are copied one after the other, grams in ranges of some millions.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transflow.memory import index as indexes
from transflow.memory.sections import Sections, Writer
from transflow.memory.sheet import Part, Run, sums

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_RANGE = 4_000_000  # grams merged at a time: some 32 bytes each
_BUFFERED = 4096  # texts written at a time


def bind(parts: Sequence[Part], path: Path) -> tuple[int, int]:
    """Writes one piece with all that counts in `parts`, and returns the file's length and checksum.

    No two parts hold a document between them that counts in both but as different units.
    """
    import numpy as np

    with Writer(path) as out:
        if len(parts) == 1 and isinstance(parts[0].texts.blob, bytes):
            _whole(out, parts[0])
            return out.size, out.sum
        documents = sorted({key for part in parts for key in _live_documents(part)})
        with out.section("documents"):
            out.write(json.dumps(documents).encode())
        kept = [
            np.arange(len(part.arrays["document"])) if part.live is None else part.live.nonzero()[0] for part in parts
        ]
        texts_of = [
            np.repeat(np.arange(len(part.arrays["names"])), np.diff(part.arrays["unit_from"]))[units]
            for part, units in zip(parts, kept, strict=True)
        ]
        renumbered = _texts(out, parts, texts_of)
        _units(out, parts, kept, [new[old] for new, old in zip(renumbered, texts_of, strict=True)], documents)
        _release(parts)
        _grams(out, parts, renumbered)
        out.finish()
        return out.size, out.sum


def _release(parts: Sequence[Part]) -> None:
    for part in parts:
        if isinstance(part.arrays, Sections):
            part.arrays.release()


def _whole(out: Writer, part: Part) -> None:
    """Writes a sheet as it is."""
    with out.section("documents"):
        out.write(json.dumps(part.documents).encode())
    for section, array in part.arrays.items():
        out.array(section, array)
    for section, at, run in (
        ("texts", "text_at", part.texts), ("records", "record_at", part.records), ("words", "word_at", part.words),
    ):  # fmt: skip
        with out.section(section):
            out.write(run.blob)
        out.array(at, run.at)
    out.finish()


def _texts(out: Writer, parts: Sequence[Part], texts_of: "Sequence[NDArray[np.int64]]") -> "list[NDArray[np.int64]]":
    """Writes the texts that are left, and returns the new number of each text of each part (-1: it is gone)."""
    import numpy as np

    left = [np.unique(texts) for texts in texts_of]
    names = np.concatenate([part.arrays["names"][texts] for part, texts in zip(parts, left, strict=True)])
    owners, numbers = np.repeat(np.arange(len(parts)), [len(texts) for texts in left]), np.concatenate(left)
    order = names.argsort(kind="stable")
    names = names[order]
    new = np.ones(len(order), dtype=np.bool_)
    for start, end in _runs(names):  # the same text in several parts; or, once in a blue moon, two of the same name
        data = {
            number: next(parts[owners[number]].texts.take(numbers[number : number + 1]))
            for number in order[start:end].tolist()
        }
        sorted_run = sorted(data, key=data.__getitem__)
        order[start:end] = sorted_run
        new[start + 1 : end] = [data[one] != data[two] for one, two in pairwise(sorted_run)]
    fresh = order[new]
    at = _copied(out, "texts", [part.texts for part in parts], owners[fresh], numbers[fresh])
    out.array("text_at", at)
    _release(parts)
    out.array("names", names[new])
    which = np.empty(len(order), dtype=np.int64)
    which[order] = new.cumsum() - 1
    renumbered = []
    grams = np.zeros(int(new.sum()), dtype=np.int32)
    for number, (part, texts) in enumerate(zip(parts, left, strict=True)):
        one = np.full(len(part.arrays["names"]), -1, dtype=np.int64)
        one[texts] = which[owners == number]
        grams[one[texts]] = part.arrays["grams_in"][texts]
        renumbered.append(one)
    out.array("grams_in", grams)
    return renumbered


def _units(
    out: Writer,
    parts: Sequence[Part],
    kept: "Sequence[NDArray[np.int64]]",
    texts: "Sequence[NDArray[np.int64]]",
    documents: list[str],
) -> None:
    """Writes the units `kept` of each part, whose texts have the new numbers `texts`."""
    import numpy as np

    owners = np.repeat(np.arange(len(parts)), [len(units) for units in kept])
    numbers, text = np.concatenate(kept), np.concatenate(texts)
    order = text.argsort(kind="stable")
    owners, numbers = owners[order], numbers[order]
    out.array("unit_from", sums(np.bincount(text, minlength=1)) if len(text) else np.zeros(1, dtype=np.int64))
    place_of = {key: number for number, key in enumerate(documents)}
    anew = [np.array([place_of.get(key, -1) for key in part.documents], dtype=np.int32) for part in parts]

    def gathered(section: str) -> "NDArray[Any]":
        return np.concatenate([part.arrays[section][units] for part, units in zip(parts, kept, strict=True)])[order]

    document = np.concatenate(
        [new[part.arrays["document"][units]] for new, part, units in zip(anew, parts, kept, strict=True)]
    )[order]
    place, worths = gathered("place"), gathered("worth")
    for section, array in (("document", document), ("place", place), ("worth", worths)):
        out.array(section, array)
    out.array("record_at", _copied(out, "records", [part.records for part in parts], owners, numbers))
    _release(parts)
    _values, value = np.unique(worths, return_inverse=True)
    rank = np.lexsort((place, document, -value))
    out.array("word_unit", rank.astype(np.int32))
    standing = np.empty(len(numbers), dtype=np.int64)  # where in its own part's words each unit stands
    for number, part in enumerate(parts):
        where = np.empty(len(part.arrays["word_unit"]), dtype=np.int64)
        where[part.arrays["word_unit"]] = np.arange(len(where))
        standing[owners == number] = where[numbers[owners == number]]
    out.array("word_at", _copied(out, "words", [part.words for part in parts], owners[rank], standing[rank]))


def _grams(out: Writer, parts: Sequence[Part], renumbered: "Sequence[NDArray[np.int64]]") -> None:
    """Writes the lists of grams of all parts, one range of keys after the other: within a part a range is a slice."""
    import numpy as np

    size = max((int(new.max(initial=-1)) for new in renumbered), default=-1) + 1
    sizes = [len(new) for new in renumbered]
    total = sum(len(part.arrays["lists"]) for part in parts)
    step = max(1, total // 100_000)
    samples = [
        part.arrays["keys"][part.arrays["lists"][::step] // max(1, count)]
        for part, count in zip(parts, sizes, strict=True)
    ]
    sample = np.sort(np.concatenate(samples))
    cuts = np.unique(sample[:: max(1, _RANGE // step)])[1:].tolist()
    keys: list[NDArray[np.int64]] = []
    landmarks: list[NDArray[np.int64]] = []
    found = written = 0
    with out.section("lists", "<i8"):
        for low, high in zip([None, *cuts], [*cuts, None], strict=True):
            slices = []
            for part in parts:
                own = part.arrays["keys"]
                start = 0 if low is None else int(own.searchsorted(np.int64(low)))
                slices.append((start, len(own) if high is None else int(own.searchsorted(np.int64(high)))))
            union = np.unique(
                np.concatenate([part.arrays["keys"][slice(*one)] for part, one in zip(parts, slices, strict=True)])
            )
            entries = []
            for part, new, count, (start, end) in zip(parts, renumbered, sizes, slices, strict=True):
                lists = part.arrays["lists"]
                first, last = (int(lists.searchsorted(np.int64(edge * count))) for edge in (start, end))
                key, text = np.divmod(lists[first:last], max(1, count))
                text = new[text]
                key = union.searchsorted(part.arrays["keys"][start:end])[key - start]
                key *= size
                key += text
                entries.append(key[text >= 0])
            merged = np.concatenate(entries)
            merged.sort()
            merged = merged[np.append(True, merged[1:] != merged[:-1])] if len(merged) else merged
            key, text = np.divmod(merged, max(1, size))
            used = np.zeros(len(union), dtype=np.bool_)  # a gram may have gone with the last text that had it
            used[key] = True
            merged = (used.cumsum() - 1 + found)[key] * size + text
            out.write(merged)
            landmarks.append(merged[-written % indexes.STEP :: indexes.STEP].copy())
            written += len(merged)
            keys.append(union[used])
            found += len(keys[-1])
            _release(parts)
    out.array("keys", np.concatenate(keys))
    out.array("landmarks", np.concatenate(landmarks))


def _copied(
    out: Writer, section: str, runs: Sequence[Run], owners: "NDArray[np.int64]", numbers: "NDArray[np.int64]"
) -> "NDArray[np.int64]":
    """Writes texts of several runs in the order given, and returns where each begins."""
    import numpy as np

    lengths = np.zeros(len(numbers), dtype=np.int64)
    starts = np.zeros(len(numbers), dtype=np.int64)
    for number, run in enumerate(runs):
        own = owners == number
        starts[own] = run.at[numbers[own]] + run.base
        lengths[own] = run.at[numbers[own] + 1] + run.base - starts[own]
    with out.section(section):
        for begin in range(0, len(numbers), _BUFFERED):
            part = slice(begin, begin + _BUFFERED)
            rows = zip(owners[part].tolist(), starts[part].tolist(), (starts + lengths)[part].tolist(), strict=True)
            out.write(b"".join([runs[owner].blob[start:end] for owner, start, end in rows]))
    return sums(lengths)


def _live_documents(part: Part) -> Iterable[str]:
    if part.live is None:
        return part.documents
    import numpy as np

    return (part.documents[number] for number in np.unique(part.arrays["document"][part.live]).tolist())


def _runs(names: "NDArray[np.int64]") -> Iterator[tuple[int, int]]:
    """The stretches of two or more equal numbers."""
    import numpy as np

    same = names[1:] == names[:-1]
    edges = np.diff(np.concatenate(([False], same, [False])).astype(np.int8))
    for start, end in zip((edges == 1).nonzero()[0].tolist(), (edges == -1).nonzero()[0].tolist(), strict=True):
        yield start, end + 1
