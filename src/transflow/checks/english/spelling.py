"""Which unknown words of English are slips of the pen, and which are words that a dictionary does not have.

A dictionary of any size lacks words that news writes. What makes an unknown word a slip is a word one letter away;
what makes it a word is that it is built as words are (a compound, a derivation, the other dialect's spelling).
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

WORD = re.compile(r"(?<![\w'’&.@/#\]\\-])[a-z]{3,}(?![\w@/\\'’-])(?!\.\w)")

# What may be put behind or before a known word of at least four letters.
_BEHIND = """
s es ed er ers or ors ing ings y ly ness less ship ships able ible ize ise ized ised izing ising izer izers ization
isation ist ists like wise ish ity ism ful hood fold esque eer eers
"""
_BEFORE = """
un re in im dis non over under out pre post anti co sub super inter micro mini multi semi mid bio eco geo neuro nano
cyber counter de mis photo electro hydro thermo tele trans ultra mega auto socio petro aero para
"""
_SUFFIXES, _PREFIXES = tuple(_BEHIND.split()), tuple(_BEFORE.split())
_PARTICLES = ("the", "of", "to", "and", "with", "from", "for", "that")  # what is run together with a neighbour
_LEAST = 3  # letters of each part of a compound
# Words of three letters are mostly abbreviations and other languages; these slips of the commonest words are none.
_THREE = "the and for was are but not from this that with they have been were said also will than then"
_SHORT = frozenset(_THREE.split())

Known = Callable[[str], bool]


@cache
def listed() -> frozenset[str]:
    """The words of `words.txt`, which Harper lacks."""
    text = (files("transflow.checks.english") / "words.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() for word in line.partition("#")[0].split())


def slip(word: str, suggested: Sequence[str], known: Known, *, one_dialect: bool = False) -> tuple[str, ...]:
    """What was meant by `word`, which is in no dictionary, the likeliest first; nothing where it may well be a word.

    `suggested` are the words that Harper offers. With `one_dialect` the spelling of the other one is a slip, too.
    """
    near = [one for one in dict.fromkeys(suggested) if _near(word, one)]
    other = [one for one in near if _dialect(word, one)]
    if other:
        return tuple(other) if one_dialect else ()
    apart = _apart(word, known)
    if apart:
        return (apart,)
    if len(word) <= _LEAST:
        near = [one for one in near if one in _SHORT]
    if not near or (_built(word, known) and not any(_undoubled(word, one) for one in near)):
        return ()
    return tuple(sorted(near, key=lambda one: _unlike(word, one)))


def _near(word: str, other: str) -> bool:
    """Whether `other` is one slip away: a letter more, less or another, or two changed over."""
    if "'" in other or "’" in other or " " in other or "-" in other or not other[0].islower():
        return False
    return distance_one(word, other)


def distance_one(one: str, other: str) -> bool:
    """Whether two words differ by one slip (restricted Damerau–Levenshtein distance 1)."""
    if len(one) == len(other):
        wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(wrong) == 2:
            first, second = wrong
            return second == first + 1 and one[first] == other[second] and one[second] == other[first]
        return len(wrong) == 1
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _dialect(word: str, other: str) -> bool:
    """Whether two words differ as British and American spelling do (-ise, -our, ae), or by an accent."""
    return _folded(word) == _folded(other)


@cache
def _folded(word: str) -> str:
    word = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    word = re.sub("ae|oe", "e", word)
    word = re.sub("(?<=[iy])s(?=e|ing|ation)", "z", word)
    return word.replace("our", "or").replace("focuss", "focus")


def _built(word: str, known: Known) -> bool:
    """Whether `word` is made of known ones: castmates, unguaranteed, budgeteers."""
    for suffix in _SUFFIXES:
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) > _LEAST and (known(stem) or known(stem + "e") or _doubled(stem, known)):
            return True
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) > len(prefix) + _LEAST and known(word[len(prefix) :]):
            return True
    return any(
        known(word[:at]) and known(word[at:]) for at in range(_LEAST + 1, len(word) - _LEAST) if len(word) > 2 * _LEAST
    )


def _undoubled(word: str, other: str) -> bool:
    """Whether `other` has the consonant doubled that `word` has once: commited."""
    return re.sub(r"([bdgmnprt])\1(?=ed$|ing$)", r"\1", other) == word


def _doubled(stem: str, known: Known) -> bool:
    return len(stem) > _LEAST + 1 and stem[-1] == stem[-2] and known(stem[:-1])


def _apart(word: str, known: Known) -> str:
    """Two words that were run together: `intothe`. Only where one is a little word; other pairs may be compounds."""
    for little in _PARTICLES:
        for first, second in ((little, word[len(little) :]), (word[: -len(little)], little)):
            rest = second if first == little else first
            if first + second == word and len(rest) >= _LEAST + 1 and known(rest):
                return f"{first} {second}"
    return ""


def _unlike(word: str, other: str) -> tuple[bool, bool, bool]:
    """How unlikely it is that `other` was meant: two letters changed over are likelier than one that is missing, and
    that than another one; first letters are rarely wrong."""
    return sorted(word) != sorted(other), word[0] != other[0], len(other) <= len(word)
