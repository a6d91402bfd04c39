"""What part of speech each word of an English text is: tags of the Penn Treebank (NN, NNS, VBD, …).

A greedy averaged perceptron, as Matthew Honnibal described it (A good part-of-speech tagger in about 200 lines of
Python, 2013), with the weights that he gave away (`tools/tagger_file.py`, NOTICE): for each tag the weights of what is
seen at a word (itself, its ending, its neighbours, the two tags before it) are added up, and the greatest sum wins. It
is wrong in three words of a hundred of its own kind of text, so a rule that asks it must ask for more than one word.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Weights = NDArray[np.int16]

PLACE = Path(str(files("transflow.checks.english") / "tagger.npz"))
_WORDS = 20_000  # words whose weights are kept added up
_TOKEN = re.compile(
    r"\d+(?:[,.]\d+)*(?![\w-])|[A-Za-zÀ-ÿ]+n['’]t\b|\w+(?:[-.&/]\w+)*|['’](?:s|re|ve|ll|d|m)\b|\.\.\.|--|[^\w\s]"
)
# Marks as the treebank writes them.
_MARKS = {
    "“": "``", "”": "''", '"': "''", "’": "'", "‘": "`", "—": "--", "–": "--", "…": "...",
    "(": "-LRB-", ")": "-RRB-", "[": "-LRB-", "]": "-RRB-",
}  # fmt: skip
_BEFORE, _BEHIND = ("-START-", "-START2-"), ("-END-", "-END2-")


class Token(NamedTuple):
    """A word or a mark: where it begins in the text, how the treebank writes it, and its tag."""

    start: int
    word: str
    tag: str


class _Model(NamedTuple):
    """What was learned: rows of weights by feature, the sum of none, the tags in their order, words with one tag."""

    rows: Mapping[str, "Weights"]
    none: "Weights"
    tags: Sequence[str]
    single: Mapping[str, str]


@cache
def _model() -> _Model:
    import numpy as np  # 0.1 s, which who asks for no tags need not pay

    with np.load(PLACE) as file:
        weights = file["weights"].astype(np.int16)
        tags, features, single = (file[name].tobytes().decode().split("\n") for name in ("tags", "features", "single"))
    return _Model(
        dict(zip(features, weights, strict=True)),
        np.zeros(len(tags), np.int16),
        tags,
        dict(cast("list[tuple[str, str]]", [one.split(" ") for one in single])),
    )


@lru_cache(maxsize=16)  # every rule of a segment asks for the same ones
def tagged(text: str) -> tuple[Token, ...]:
    """The words and marks of `text` in their order."""
    model = _model()
    tokens = list(_tokens(text))
    shapes = [*_BEFORE, *(_shape(word) for _start, word in tokens), *_BEHIND]
    before, earlier = _BEFORE
    made: list[Token] = []
    for at, (start, word) in enumerate(tokens, 2):
        tag = model.single.get(word)
        if tag is None:
            rows, none = model.rows, model.none
            sums = (
                _here(word)
                + _next(shapes[at - 1], "i-1")
                + _next(shapes[at + 1], "i+1")
                + rows.get(f"i-2 word {shapes[at - 2]}", none)
                + rows.get(f"i+2 word {shapes[at + 2]}", none)
                + _tags(before, earlier)
                + rows.get(f"i-1 tag+i word {before} {shapes[at]}", none)
            )
            tag = model.tags[int(sums.argmax())]
        made.append(Token(start, word, tag))
        earlier, before = before, tag
    return tuple(made)


def _tokens(text: str) -> Sequence[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for one in _TOKEN.finditer(text):
        word, start = one[0], one.start()
        if len(word) > 3 and word.endswith(("n't", "n’t")):
            found += [(start, word[:-3]), (one.end() - 3, "n't")]
        else:
            found.append((start, _MARKS.get(word) or word.replace("’", "'")))
    return found


def _shape(word: str) -> str:
    """How a word is looked up."""
    if "-" in word and word[0] != "-":
        return "!HYPHEN"
    if word.isdigit() and len(word) == 4:
        return "!YEAR"
    return "!DIGITS" if word[0].isdigit() else word.lower()


def _sum(*features: str) -> "Weights":
    rows, none = _model().rows, _model().none
    total = none
    for feature in features:
        total = total + rows.get(feature, none)
    return total


@lru_cache(maxsize=_WORDS)
def _here(word: str) -> "Weights":
    return _sum("bias", f"i suffix {word[-3:]}", f"i pref1 {word[0]}", f"i word {_shape(word)}")


@lru_cache(maxsize=_WORDS)
def _next(shape: str, place: str) -> "Weights":
    return _sum(f"{place} word {shape}", f"{place} suffix {shape[-3:]}")


@lru_cache(maxsize=_WORDS)
def _tags(before: str, earlier: str) -> "Weights":
    return _sum(f"i-1 tag {before}", f"i-2 tag {earlier}", f"i tag+i-2 tag {before} {earlier}")
