"""的 and 地 told apart by what stands on either side, as the words and their kinds (of jieba's dictionary) are read.

Behind an adverbial stands 地 and then a verb, behind an attribute 的 and then a noun. Many words are both an adverbial
and an attribute, many verbs are nouns as well: only where both sides leave one reading is anything said.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from transflow.checks.chinese.lexicon import LISTS, PLACES

_ADVERBIALS, _EITHER = LISTS["adverbials"], LISTS["adverbials_or_attributes"]
_DOUBLED = re.compile(r"(.)\1(.)\2")  # 仔仔细细
_DONE = frozenset(("了", "着", "过", "到", "出", "起来", "下来", "下去", "出来"))
_NOUNS = frozenset(("n", "nz", "nt"))
_CLOSING = frozenset("”’》")
_LAND = "区方名标点位图址质铁产"  # 喀什地区委: 地区 was cut in two
_SHORT = 2  # longer nouns are often a verb and its object: 打扫卫生
_BEFORE_NOUNS = frozenset("nrftsj")  # kinds of words (their first letter) that are no adverbial

Word = tuple[str, str]  # (as it stands, its kind in jieba's dictionary)


def adverbials(text: str) -> Iterator[tuple[int, str]]:
    """Where 的 or 地 stands for the other, and which should stand there."""
    if "的" not in text and "地" not in text:
        return
    words = _read(text)
    at = 0
    for number, (word, _kind) in enumerate(words):
        if 0 < number < len(words) - 1:
            if word == "的" and _acts(words, number):
                yield at, "地"
            elif word == "地" and _names(words, number):
                yield at, "的"
        at += len(word)


def _read(text: str) -> Sequence[Word]:
    import rjieba  # 0.15 s with its dictionary

    return rjieba.tag(text)


@cache
def verbs() -> frozenset[str]:
    """The verbs of `verbs.txt`, which are hardly ever nouns behind 的."""
    text = (files("transflow.checks.chinese") / "verbs.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _acts(words: Sequence[Word], at: int) -> bool:
    """Whether an adverbial stands before the 的 at `at`, and behind it what is done."""
    word, (verb, kind), after = words[at - 1][0], words[at + 1], words[at + 2][0] if at + 2 < len(words) else ""
    sure = word in _ADVERBIALS or (bool(_DOUBLED.fullmatch(word)) and word not in LISTS["doubled_attributes"])
    if not sure and word not in _EITHER:
        return False
    if after in ("的", "者", "法"):
        return False
    first = at - 2
    if first >= 0 and words[first][0] in LISTS["degrees"]:
        first -= 1
    if first >= 0 and words[first][0] in LISTS["modal"]:
        return kind[0] in "vp" or verb == "将"
    if word in LISTS["mostly_attributes"] or (first >= 0 and words[first][1][0] in "mq"):  # 一次简单的…
        return False
    if verb in verbs() or (kind == "v" and after in _DONE):
        return True
    return sure and (verb in LISTS["prepositions"] or (kind == "v" and len(verb) == 1))


def _names(words: Sequence[Word], at: int) -> bool:
    """Whether a word that is no adverbial stands before the 地 at `at`, and a noun behind it."""
    (word, kind), (noun, is_noun) = words[at - 1], words[at + 1]
    if word in LISTS["nouns_as_adverbials"] or word in _ADVERBIALS or len(noun) < 2 or noun[0] in _LAND:
        return False
    if word[-1] in PLACES or word in LISTS["making_places"]:  # 事发地, 应征地, 产地
        return False
    named = noun not in verbs() and noun not in LISTS["nouns_as_verbs"]
    if kind[0] in _BEFORE_NOUNS:
        deed = is_noun == "vn" and kind[0] in "nr"  # 人类地发展
        return word not in _EITHER and (deed or (is_noun in _NOUNS and named))
    # Behind a number, a quotation, an adjective or a verb, only what is nothing but a noun: of two characters.
    sure = kind[0] in "mqa" or word in _CLOSING or (kind[0] == "v" and len(word) > 1 and word not in _EITHER)
    return sure and is_noun in _NOUNS and named and len(noun) == _SHORT
