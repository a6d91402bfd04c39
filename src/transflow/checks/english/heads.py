"""A subject of several words and its verb: the quality of products are, the results of the study is.

The verb agrees with the last word of the subject's own phrase, not with the noun that stands before it. The subject is
read from where a clause begins, as the words are tagged; where it may be of many things or one (a number of, the team,
ten years), nothing is said.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transflow.checks.english.lexicon import COLLECTIVE, listed, looks_plural
from transflow.checks.english.subjects import Subject, low, subject
from transflow.checks.english.tagger import Token, tagged

MANY = {"is": "are", "was": "were", "has": "have", "does": "do"}
ONE = {many: one for one, many in MANY.items()}
_PREPOSITION = "(?:of|in|for|on|at|from|with|to|between)"
_ADVERB = "(?:(?:also|now|still|already|not|never|often|always) )?"
# The cheap questions, before anything is tagged: a word in -s, perhaps a preposition with its noun, a verb of one; a
# preposition with a word in -s, a verb of many.
_OF_MANY = re.compile(rf"[a-z]s (?:{_PREPOSITION} (?:[\w’'-]+ ){{1,6}})?{_ADVERB}(?:{'|'.join(MANY)})(?![\w’'-])")
_OF_ONE = re.compile(rf"{_PREPOSITION} (?:[\w’'-]+ ){{0,5}}[a-z]+s {_ADVERB}(?:{'|'.join(ONE)})(?![\w’'-])")
_AMOUNTS = listed("amounts") | COLLECTIVE
MEASURES = listed("measures")  # ten years is a long time
_CLAUSES = frozenset(
    ("that", "because", "while", "when", "if", "although", "though", "whether", "where", "since", "but")
)
_DETERMINED = frozenset(("the", "this", "its", "their", "his", "her", "our", "a", "an"))

_OF_NOUNS_IN_THE_SINGULAR = frozenset(("a", "an", "this", "that", "every", "each", "another"))


class Disagreement(NamedTuple):
    """A verb, the form that agrees, and the noun that it agrees with."""

    verb: Token
    put: str
    noun: str


def disagreements(text: str) -> Iterator[Disagreement]:
    """The verbs that do not agree with the head of their subject."""
    if not (_OF_MANY.search(text) or _OF_ONE.search(text)):
        return
    tokens = tagged(text)
    for at in range(len(tokens)):
        found = subject(tokens, at, len(tokens)) if _opens(tokens, at) else None
        if found is None or found.pronoun:
            continue
        verb = found.end
        while verb < len(tokens) and tokens[verb].tag == "RB":
            verb += 1
        word, noun = low(tokens, verb), tokens[found.head].word
        put = MANY.get(word) if _is_many(tokens, found) else ONE.get(word) if _is_one(tokens, found) else None
        if put:
            yield Disagreement(tokens[verb], put, noun)


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause may begin at `at`."""
    if not at:
        return True
    before = tokens[at - 1]
    return before.tag in (".", ":", "``", ",") or before.word in (";", *_CLAUSES)


def _is_many(tokens: Sequence[Token], found: Subject) -> bool:
    first, head = tokens[found.start], tokens[found.head]
    if first.tag in ("VBG", "VBN", "CC") or first.word.endswith("ing") or head.tag != "NNS":
        return False  # hiring workers is
    if first.word.lower() in _OF_NOUNS_IN_THE_SINGULAR:
        return False
    if found.start and tokens[found.start - 1].tag == "," and first.tag not in ("DT", "PRP$"):
        return False
    phrase = tokens[found.start : found.head + 1]
    counted = any(one.tag in ("CD", "$", "POS") for one in phrase)
    return not counted and head.word.islower() and looks_plural(head.word) and head.word not in MEASURES


def _is_one(tokens: Sequence[Token], found: Subject) -> bool:
    first, head = tokens[found.start], tokens[found.head]
    if head.tag != "NN" or found.end == found.head + 1 or first.word.lower() not in _DETERMINED:
        return False
    if found.start and tokens[found.start - 1].tag == ",":
        return False
    return head.word.islower() and head.word not in _AMOUNTS and not looks_plural(head.word)
