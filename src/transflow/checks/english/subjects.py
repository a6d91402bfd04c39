"""The subject that begins at a word, as the words are tagged: a pronoun, or a noun phrase with its prepositions."""

from collections.abc import Sequence
from typing import NamedTuple

from transflow.checks.english.tagger import Token

FINITE = frozenset(("MD", "VBD", "VBZ", "VBP"))
NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
AUXILIARIES = frozenset(
    (
        *("is", "are", "was", "were", "has", "have", "had", "do", "does", "did", "will", "would", "can", "could"),
        *("should", "must", "may", "might", "wo", "ca", "'s", "'re", "'ve", "'ll"),
    )
)
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "there", "this"))
_ALONE = frozenset(("this", "these", "those", "all", "both"))  # subjects where a verb follows
_WITHIN = NOUNS | {"JJ", "JJR", "JJS", "CD", "VBN", "VBG", "POS", "DT", "PRP$", "PDT", "$", "#"}
_BEGINNING = frozenset(("DT", "PRP$", "VBN", "VBG", "PDT"))  # what no noun stands before in its phrase
_PREPOSITIONS = frozenset(
    (
        *("of", "in", "for", "on", "at", "from", "with", "between", "to", "by", "against", "about", "among", "under"),
        *("over", "into", "near"),
    )
)
_PREPOSITIONAL = 3  # prepositions that a subject has at most


class Subject(NamedTuple):
    """The tokens from `start` to `end`; the last word of its own phrase, before any preposition, is at `head`."""

    start: int
    head: int
    end: int
    pronoun: bool = False


def low(tokens: Sequence[Token], at: int) -> str:
    """The word at `at` in small letters; empty behind the end."""
    return tokens[at].word.lower() if 0 <= at < len(tokens) else ""


def subject(tokens: Sequence[Token], at: int, end: int) -> Subject | None:
    """The subject that begins at `at`, of the tokens before `end`; None where no noun phrase does."""
    one = tokens[at]
    if one.tag in ("PRP", "EX"):
        return Subject(at, at, at + 1, pronoun=True) if one.word.lower() in _PRONOUNS else None
    if one.tag == "DT" and one.word.lower() in _ALONE and at + 1 < end and tokens[at + 1].tag in FINITE:
        return Subject(at, at, at + 1, pronoun=True)
    behind = _phrase(tokens, at, end)
    if behind is None:
        return None
    head = behind - 1
    for _time in range(_PREPOSITIONAL):
        if behind >= end or tokens[behind].tag not in ("IN", "TO") or low(tokens, behind) not in _PREPOSITIONS:
            break
        more = _phrase(tokens, behind + 1, end)
        if more is None:
            return None
        behind = more
    return Subject(at, head, behind)


def _phrase(tokens: Sequence[Token], at: int, end: int) -> int | None:
    """Where the noun phrase ends that begins at `at`."""
    here, noun = at, False
    while here < end:
        tag, behind = tokens[here].tag, tokens[here + 1].tag if here + 1 < end else ""
        if tag in NOUNS:
            noun = True
        elif noun and tag == "VBG" and behind == "NN":
            pass  # the diamond cutting technology
        elif tag in _WITHIN or (tag in ("RB", "RBR", "RBS") and behind in ("JJ", "VBN")):
            if noun and tag in _BEGINNING:
                break
            if tag == "VBG" and here == at and behind not in NOUNS:
                return None
        else:
            break
        here += 1
    return here if noun and tokens[here - 1].tag in NOUNS | {"CD"} else None
