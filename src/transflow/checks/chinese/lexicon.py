"""The words that the rules of Chinese know (`words.toml`)."""

import tomllib
from importlib.resources import files
from typing import Any

_WORDS: dict[str, Any] = tomllib.loads((files("transflow.checks.chinese") / "words.toml").read_text("utf-8"))

LISTS = {name: frozenset(words.split()) for name, words in _WORDS.items() if isinstance(words, str)}
PLACES: str = _WORDS["places"]
WITH_DE: dict[str, str] = _WORDS["with_de"]  # 获 → 捕…, the characters that make another word with it
WITH_DE_NOT: dict[str, str] = _WORDS["with_de_not"]  # 取 → 名 …, what may stand behind 取的


def one_of(name: str) -> str:
    """A list as alternatives of a regular expression, the longest first."""
    return "|".join(sorted(LISTS[name], key=lambda word: (-len(word), word)))
