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
_WORDS = 20_000  # words, and words behind a tag, whose weights are kept added up
_TOKEN = re.compile(
    r"\d+(?:[,.]\d+)*(?![\w-])|[A-Za-zÀ-ÿ]+n['’]t\b|\w+(?:[-.&/]\w+)*|['’](?:s|re|ve|ll|d|m)\b|\.\.\.|--|[^\w\s]"
)
# Marks as the treebank writes them.
_MARKS = {
    "“": "``", "”": "''", '"': "''", "’": "'", "‘": "`", "—": "--", "–": "--", "…": "...",
    "(": "-LRB-", ")": "-RRB-", "[": "-LRB-", "]": "-RRB-",
}  # fmt: skip
_START, _END = ("-START-", "-START2-"), ("-END-", "-END2-")  # what stands before the first word, and behind the last


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
    tags, single = model.tags, model.single
    tokens = _tokens(text)
    words = (*_START, *(word for _start, word in tokens), *_END)
    before, earlier = _START
    made: list[Token] = []
    for at, (start, word) in enumerate(tokens, 2):
        tag = single.get(word)
        if tag is None:
            sums = _here(word, before) + _before(words[at - 1])
            sums += _behind(words[at + 1])
            sums += _tags(before, earlier)
            for far in (_far(words[at - 2], -2), _far(words[at + 2], 2)):
                if far is not None:
                    sums += far
            tag = tags[int(sums.argmax())]
        made.append(Token(start, word, tag))
        earlier, before = before, tag
    return tuple(made)


def _tokens(text: str) -> Sequence[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for one in _TOKEN.finditer(text):
        word, start = one[0], one.start()
        if word.endswith(("n't", "n’t")) and len(word) > 3:
            found += [(start, word[:-3]), (one.end() - 3, "n't")]
        else:
            found.append((start, _MARKS.get(word) or word.replace("’", "'")))
    return found


def _shape(word: str) -> str:
    """How a word is looked up."""
    if word in _START or word in _END:
        return word
    if "-" in word and word[0] != "-":
        return "!HYPHEN"
    if word.isdigit() and len(word) == 4:
        return "!YEAR"
    return "!DIGITS" if word[0].isdigit() else word.lower()


def _sum(*features: str) -> "Weights":
    rows, total = _model().rows, _model().none
    for feature in features:
        row = rows.get(feature)
        total = total if row is None else total + row
    return total


@lru_cache(maxsize=_WORDS)
def _here(word: str, before: str) -> "Weights":
    shape = _shape(word)
    itself = (f"i suffix {word[-3:]}", f"i pref1 {word[0]}", f"i word {shape}")
    return _sum("bias", *itself, f"i-1 tag+i word {before} {shape}")


@lru_cache(maxsize=_WORDS)
def _before(word: str) -> "Weights":
    shape = _shape(word)
    return _sum(f"i-1 word {shape}", f"i-1 suffix {shape[-3:]}")


@lru_cache(maxsize=_WORDS)
def _behind(word: str) -> "Weights":
    shape = _shape(word)
    return _sum(f"i+1 word {shape}", f"i+1 suffix {shape[-3:]}")


@lru_cache(maxsize=_WORDS)
def _far(word: str, places: int) -> "Weights | None":
    return _model().rows.get(f"i{places:+} word {_shape(word)}")


@lru_cache(maxsize=_WORDS)
def _tags(before: str, earlier: str) -> "Weights":
    return _sum(f"i-1 tag {before}", f"i-2 tag {earlier}", f"i tag+i-2 tag {before} {earlier}")
