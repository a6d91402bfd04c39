"""Traditional Chinese as those checks read it that know their words in Simplified characters alone."""

from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from transflow.language import is_traditional

_OPENCC = "opencc"  # 15 ms with its tables, at the first Traditional text


def simplified(text: str, locale: str) -> str:
    """`text`, in Simplified characters where `locale` is written in Traditional ones: character by character, so that
    every place stays. Words stay, too (計程車 is no 出租车)."""
    return _simplified(text) if is_traditional(locale) else text


@lru_cache(maxsize=256)  # every check of a segment asks for the same text
def _simplified(text: str) -> str:
    converted = str(_converter().convert(text))
    return converted if len(converted) == len(text) else text


@cache
def _converter() -> Any:
    """OpenCC's `t2s` is by characters; its few phrases keep the length."""
    return import_module(_OPENCC).OpenCC("t2s")
