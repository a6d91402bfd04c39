"""How often a word is answered where nothing is left out: 警方 nearly always, 思考 hardly ever, by the dictionary."""

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from transflow.checks.alignment.words import stem

_UNKNOWN: Mapping[str, float] = {"zh": 0.4, "en": 0.5}  # of a word that is too rare to be counted
_ALIKE = 0.8  # of what both languages write alike: numbers in digits, Latin words in a Chinese text
_CAPITAL = "^"  # before the stem of an English word with a capital: names are answered by other means


def key(word: str, language: str) -> str:
    """What the table knows a word by: the word itself in Chinese, its stem in English."""
    if language == "zh":
        return word
    return (_CAPITAL if word[0].isupper() else "") + stem(word)


@cache
def _rates() -> Mapping[str, float]:
    data = (files("transflow.checks.alignment") / "rates.txt.gz").read_bytes()
    rows = (row.split("\t") for row in gzip.decompress(data).decode("utf-8").split("\n") if "\t" in row)
    return {word: float(rate) for rate, words in rows for word in words.split(" ")}


def rate(word: str, language: str) -> float:
    """The share of translations that answer `word`, each word of theirs answering one: 0.05 to 0.95."""
    if word[0].isdigit() or (language == "zh" and word.isascii()):
        return _ALIKE
    return _rates().get(key(word, language), _UNKNOWN[language])
