"""Pinyin as names are spelt in it: syllables, and words that are nearly another."""

import re
from functools import cache, lru_cache

from transflow.checks.port import Surnames

_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
_FINAL = (
    "(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uan|uai|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|er|a|o|e|i|u)"
)
SYLLABLE = re.compile(_INITIAL + _FINAL)


@lru_cache(maxsize=8192)
def letters_of(word: str) -> str:
    """The letters of a word in the way of the dictionary: Lyu, Lü and Lv are lu."""
    return re.sub(r"([ln])(?:yu|ü|v)", r"\1u", bare(word))


def bare(word: str) -> str:
    """The letters of a word, small ones, as they stand (Jinyue is no jinue)."""
    return re.sub(r"[-’'ʼ‘]", "", word).lower()


@cache  # of the one table of surnames that a process has
def families(surnames: Surnames) -> frozenset[str]:
    """The letters of every surname, as families read it."""
    return frozenset(letters_of(one) for each in surnames.readings.values() for one in each)


def one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter more, less or another, or by two neighbours changed over."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    sizes = (len(one), len(other))
    return sizes in ((1, 0), (0, 1), (1, 1)) or (sizes == (2, 2) and one == other[::-1])
