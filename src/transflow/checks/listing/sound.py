"""How a foreign name sounds, in Han characters and in English: by its consonants, in classes of those that stand for
one another where names are transliterated (B and P, D and T, L and R)."""

import re
from collections.abc import Iterable
from functools import lru_cache

from transflow.checks.alignment.words import readings

_CLASSES = {
    **dict.fromkeys("bp", "B"), **dict.fromkeys("fvw", "F"), **dict.fromkeys("dt", "T"), **dict.fromkeys("gkqc", "K"),
    **dict.fromkeys("szjx", "S"), **dict.fromkeys("lr", "L"), "m": "M", "n": "N",
}  # fmt: skip
_ENGLISH_SOUNDS = (
    (r"sch|tch|ch|sh|th(?=s)|ts|tz|cz|zh", "s"), (r"ph", "f"), (r"th", "t"), (r"ck|kh|qu", "k"), (r"gh|h", ""),
    (r"c(?=[eiy])|g(?=[eiy])", "s"), (r"x", "ks"), (r"mb\b", "m"), (r"(.)\1", r"\1"),
)  # fmt: skip

_ODD = {"加": "K", "基": "K", "金": "K", "希": ""}  # which stand for Ga, Ki, Kim and Hi
_PINYIN_SOUNDS = ((r"ng$", "n"), (r"^[zcs]h|^[zcqxj]", "s"), (r"^er$", "l"), (r"^h", ""))


@lru_cache(maxsize=4096)
def spoken(name: str) -> str:
    """The classes of the consonants of a foreign name in Han characters, by its first readings."""
    return "".join(
        _ODD[char] if char in _ODD else _classes(_sounded(next(iter(readings(char)), ""), _PINYIN_SOUNDS))
        for char in name
    )


@lru_cache(maxsize=4096)
def sounding(word: str) -> str:
    """The classes of the consonants of an English word, as it sounds."""
    return _classes(_sounded(re.sub(r"[^a-z]", "", word.lower()), _ENGLISH_SOUNDS))


def _sounded(letters: str, sounds: Iterable[tuple[str, str]]) -> str:
    for pattern, sound in sounds:
        letters = re.sub(pattern, sound, letters)
    return letters


def _classes(letters: str) -> str:
    return "".join(_CLASSES.get(letter, "") for letter in letters)


@lru_cache(maxsize=4096)
def likeness(one: str, other: str) -> float:
    """The share of consonants that two names have in common, in the same order; 0 where they begin with another."""
    if not one or not other or one[0] != other[0]:
        return 0.0
    row = [0] * (len(other) + 1)
    for char in one:
        last = 0
        for place, letter in enumerate(other, 1):
            last, row[place] = row[place], last + 1 if char == letter else max(row[place], row[place - 1])
    return 2 * row[-1] / (len(one) + len(other))
