"""Writes what the tagger of English has learned, `checks/english/tagger.npz`: `tools/tagger_file.py PICKLE`.

PICKLE is `trontagger-0.1.0.pickle` of [textblob-aptagger](https://pypi.org/project/textblob-aptagger/) 0.2.0 (MIT): the
weights of Matthew Honnibal's averaged perceptron, learned from the Wall Street Journal part of the Penn Treebank. They
are rounded to quarters, and what weighs one or less everywhere is left out: of 31,229 words of news 0.7% are read
otherwise than with all, and the file is a seventh of the size.
"""

import pickle
import sys
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from transflow.checks.english import tagger

LEAST = 1.0  # what no weight of a feature exceeds is left out
QUARTERS = 4  # steps of one


class Plain(pickle.Unpickler):
    """Reads dictionaries, sets, strings and numbers, and runs nothing."""

    def find_class(self, module: str, name: str) -> Any:
        """Nothing but sets: in old pickles they are made by calling their class."""
        if (module, name) in (("builtins", "set"), ("__builtin__", "set")):
            return set
        raise pickle.UnpicklingError(f"{module}.{name} is not read")


def read(file: BinaryIO) -> tuple[dict[str, dict[str, float]], dict[str, str], list[str]]:
    """(weights of each feature by tag, the words that have one tag, the tags)."""
    weights, single, tags = Plain(file, encoding="utf-8").load()
    return weights, single, sorted(tags)


def main() -> None:
    """Reads and writes."""
    with Path(sys.argv[1]).open("rb") as file:
        weights, single, tags = read(file)
    names = sorted(name for name, some in weights.items() if max(map(abs, some.values()), default=0) > LEAST)
    table = np.zeros((len(names), len(tags)), np.int8)
    for row, name in enumerate(names):
        for tag, weight in weights[name].items():
            table[row, tags.index(tag)] = np.clip(round(weight * QUARTERS), -127, 127)
    lines = {"tags": tags, "features": names, "single": [f"{word} {single[word]}" for word in sorted(single)]}
    np.savez_compressed(
        tagger.PLACE,
        weights=table,
        allow_pickle=False,
        **{name: np.frombuffer("\n".join(some).encode(), np.uint8) for name, some in lines.items()},
    )
    print(f"{len(names):,} of {len(weights):,} features, {tagger.PLACE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
