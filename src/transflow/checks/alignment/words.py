"""The dictionary: for a Chinese word the stems of its English meanings."""

import gzip
from collections.abc import Mapping, Set
from functools import cache
from importlib.resources import files

LONGEST = 6  # characters of a word
_ENDINGS = (("ied", "y"), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("es", ""))
_COMMON = 3  # Chinese words that mean one of English; a name has a word or two

# English words that answer for nothing, because every text has them.
_GRAMMAR = (
    "a about abbr after all an and any are as at be been before being but by can cl could did do does each eg "
    "either esp etc for from had has have he her here him his how if in into is it its may me might more most must "
    "my no not of off on one or other our out over she should so some somebody someone something sth such than that "
    "the their them then there these they this those to up us used very was we were what when where which who whom "
    "whose why will with would you your"
)
GRAMMAR = frozenset(_GRAMMAR.split())


def stem(word: str) -> str:
    """The first five letters, or less a plural s: enough to know investors in `to invest`."""
    word = word.lower()
    if len(word) > 5:
        return word[:5]
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


@cache
def _lines() -> Mapping[str, str]:
    data = (files("transflow.checks.alignment") / "zh_en.txt.gz").read_bytes()
    rows = gzip.decompress(data).decode("utf-8").split("\n")
    return dict(row.split("\t", 1) for row in rows if "\t" in row)


@cache
def _prefixes() -> frozenset[str]:
    """The first two characters of all words of two and more: most places of a text are the beginning of none."""
    return frozenset(word[:2] for word in _lines() if len(word) > 1)


@cache
def _split(word: str) -> tuple[frozenset[str], tuple[str, ...]] | None:
    line = _lines().get(word)
    if line is None:
        return None
    parts = line.split(" ")
    return frozenset(part for part in parts if part[0] != "~"), tuple(part[1:] for part in parts if part[0] == "~")


def meanings(word: str) -> frozenset[str]:
    """The stems of what the Chinese `word` means; empty where the dictionary has it not."""
    found = _split(word)
    return found[0] if found else frozenset()


def senses(text: str, among: Set[str]) -> set[str]:
    """Those of the stems `among` that a word of a Chinese text means, also one inside another."""
    lines, prefixes, last, found = _lines(), _prefixes(), len(text), set[str]()
    for at in range(last):
        if text[at] > "\u33ff":
            found |= among & meanings(text[at])
            if text[at : at + 2] in prefixes:
                for end in range(at + 2, min(at + LONGEST, last) + 1):
                    if text[at:end] in lines:
                        found |= among & meanings(text[at:end])
    return found


def longest(text: str, at: int) -> int:
    """How many characters the longest word of the dictionary has that stands at `at`; 1 where there is none."""
    if text[at : at + 2] not in _prefixes():
        return 1
    lines = _lines()
    return next((one for one in range(min(LONGEST, len(text) - at), 1, -1) if text[at : at + one] in lines), 1)


def readings(character: str) -> tuple[str, ...]:
    """The readings of one Han character in pinyin without tones."""
    found = _split(character)
    return found[1] if found else ()


def meant(word: str) -> bool:
    """Whether `word` is one of English: at least three Chinese words of the dictionary mean it. Reads all of it."""
    bases = {word, *(word.removesuffix(end) + put for end, put in _ENDINGS if word.endswith(end))}
    stems = {stem(one) for one in bases if len(one) > 1}
    found = (line.split(" ") for line in _lines().values() if any(one in line for one in stems))
    return sum(not stems.isdisjoint(parts) for parts in found) >= _COMMON


def known(word: str) -> bool:
    """Whether the dictionary has `word`."""
    return word in _lines()


def stems() -> frozenset[str]:
    """The stems of all meanings."""
    return frozenset().union(*(meanings(word) for word in _lines()))
