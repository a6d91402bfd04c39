"""A noun that is counted, in the singular, without an article or another determiner before it.

From such a noun (`nouns.txt`) one goes back over the words of its phrase to what opens it. Where that is a verb or a
preposition and no determiner stood between, an article is missing; where it is anything else, nobody knows.
"""

import re
from collections.abc import Container, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from transflow.checks.english.lexicon import THIRD, listed

_NOUN = re.compile(
    rf"(?<=[a-z,] )[a-z]{{3,}}(?=[.;:?!)”\",](?![\w])|$| (?:{'|'.join(sorted(listed('behind_phrases')))})\b(?! [-–—]))"
)
_HEAD = 2  # lines of `nouns.txt` that say what it is
_REACH = 90  # characters before a noun
_GAP = 4  # words between
_PLAIN = re.compile(r"[a-z][a-z-]*")

PREPOSITIONS = listed("prepositions")
_BE = frozenset(
    (
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "become",
        "became",
        "becomes",
        "remain",
        "remains",
        "has",
        "have",
        "had",
        "having",
    )
)
_BETWEEN = listed("within_verbs")
_MODAL = frozenset(("will", "would", "can", "could", "should", "must", "may", "might", "did", "does", "do"))
_FINITE = listed("before_nouns")
# Verbs that may also stand before a noun: the open letter, a winning goal. So may every form in -ed.
_VERB = listed("before_nouns_or_in_them")
_DETERMINER = listed("determiners")
_OTHER = listed("between_phrases")
_NO_PAST = listed("no_past")
_THIRD = frozenset(THIRD) - listed("third_and_plural")
_AUXILIARY = _BE | _MODAL
_HAVE = frozenset(("has", "have", "had", "having"))
_NO_GAP = PREPOSITIONS | _BE | _MODAL | _FINITE
_TO = _MODAL | {"to"}
_LY = listed("adjectives_in_ly")
_AMOUNTS = listed("amounts")
_DEGREES = listed("degrees")
_KINDS = listed("kinds")
# An office has no article: he served as general manager, was elected chairman.
_AS = frozenset(("as", "become", "becomes", "became", "named", "appointed", "elected"))
PERSON = re.compile(r"[a-z]+(?:er|or|ist|ian|eer|man|ent|ant|ar|ster|ee)")


class Phrase(NamedTuple):
    """A noun at the end of its phrase, which begins at `start`: the words before it, and what opens the phrase (None:
    nobody knows, or it is `determined`)."""

    start: int
    gap: tuple[str, ...]
    noun: str
    opening: str | None
    determined: bool = False


@cache
def nouns() -> Mapping[str, int]:
    """The nouns of `nouns.txt`, each with the last `place` where it is sure."""
    text = (files("transflow.checks.english") / "nouns.txt").read_text("utf-8")
    found = dict.fromkeys(_AMOUNTS, 2)
    at = -1
    for line in text.splitlines()[_HEAD:]:
        if line.startswith("#"):
            at += 1
        else:
            found |= dict.fromkeys(line.split(), at)
    return found


def place(phrase: Phrase) -> int:
    """Where a noun stands: 0 with a word before it, 1 right behind a verb, 2 right behind a preposition."""
    if phrase.gap:
        return 0
    return 2 if phrase.opening in PREPOSITIONS else 1


def missing(text: str) -> Iterator[Phrase]:
    """The phrases that lack an article."""
    known = nouns()
    for one in phrases(text, known):
        if one.opening is None or place(one) > known[one.noun]:
            continue
        if not (one.opening in _AS and PERSON.fullmatch(one.noun)):
            yield one


def phrases(text: str, known: Container[str]) -> Iterator[Phrase]:
    """Every phrase that ends with one of the nouns."""
    for found in _NOUN.finditer(text):
        if found[0] in known and (found[0] not in _AMOUNTS or text.startswith(" of ", found.end())):
            yield _phrase(text, found)


def _phrase(text: str, noun: re.Match[str]) -> Phrase:
    before = text[max(0, noun.start() - _REACH) : noun.start() - 1].split(" ")
    gap: list[str] = []
    while before and len(gap) <= _GAP:
        word = before.pop()
        if word in _BETWEEN and before and before[-1] in _AUXILIARY:
            continue  # is also, will still
        if not before and len(text) and word[:1].isupper() and word.lower() in PREPOSITIONS:
            word = word.lower()  # where a sentence begins
        if word in _DETERMINER or word.endswith(("’s", "'s", "s’", "s'")) or word[:1].isdigit():
            return Phrase(noun.start(), tuple(gap), noun[0], None, determined=True)
        if not _PLAIN.fullmatch(word) or word in _OTHER or (not gap and word.endswith("ly") and word not in _LY):
            break
        if word == "as" and before and before[-1] == "well":
            break
        if _opens(word, before, gap) and not _paired(word, before, gap, noun):
            opening, between = _behind_verb(word, gap[::-1])
            start = noun.start() - sum(len(one) + 1 for one in between)
            return Phrase(start, tuple(between), noun[0], opening)
        if word in _NO_GAP or (word.endswith("s") and not word.endswith(("ss", "us", "is"))):
            break
        gap.append(word)
    return Phrase(noun.start(), (), noun[0], None)


def _opens(word: str, before: list[str], gap: list[str]) -> bool:
    """Whether a phrase begins behind `word`, which `before` stand before."""
    if word in PREPOSITIONS or word in _BE or word in _FINITE or word in _THIRD:
        return True
    if word in _MODAL:
        return bool(gap)
    past = word.endswith("ed") and word not in _NO_PAST and "-" not in word
    return (past or word in _VERB) and not _within(before)


def _behind_verb(opening: str, gap: list[str]) -> tuple[str, list[str]]:
    """What opens the phrase and its words, where a verb stands between: to overcome | problem, has won | medal."""
    at = 1 if gap and gap[0].endswith("ly") else 0
    verb = gap[at] if at < len(gap) else ""
    if (
        opening in _TO
        or (opening in _HAVE and (verb in _VERB or verb in _FINITE or verb.endswith("ed")))
        or (opening in PREPOSITIONS and verb in _VERB and verb.endswith("ing"))
        or (opening in _BE and verb.endswith("ing"))
    ):
        return (verb or opening), gap[at + 1 :]
    return opening, gap


def _within(before: list[str]) -> bool:
    """Whether a determiner may still be to come: the final unified version, a newly opened hall."""
    if before and before[-1] in _TO:
        return False
    for word in reversed(before[-_GAP:]):
        bare = word.lower()
        if bare in _DETERMINER or bare.endswith(("’s", "'s", "s’", "s'")) or word[:1].isdigit():
            return True
        if not _PLAIN.fullmatch(bare) or bare in PREPOSITIONS or bare in _BE or bare in _MODAL or bare in _OTHER:
            break
    return not before or before[-1].endswith("ly") or before[-1] in PREPOSITIONS or before[-1] in ("and", "or")


def _paired(word: str, before: list[str], gap: list[str], noun: re.Match[str]) -> bool:
    """Nouns in pairs have no article (from town to town, by teacher and pupil), nor have verbs (to interview)."""
    after = noun.string[noun.end() : noun.end() + 25].split(" ", 3)[1:]
    if word in PREPOSITIONS and after[:1] in (["and"], ["or"], ["to"] if word == "from" else []):
        return True
    if before and ((word == "to" and before[-1] in _DEGREES) or (word == "of" and before[-1] in _KINDS)):
        return True
    return noun[0] in (one.rstrip(".,;:?!") for one in after[1:2]) or (
        not gap and noun[0] in (one.strip(',“"') for one in before[-2:])
    )
