"""Two sentences joined by a comma: what stands before it is a whole sentence, and so is what stands behind it.

A whole sentence has a subject and a finite verb that no conjunction or relative word has taken, as the words are
tagged. Where that is not sure, nothing is said: in lists of clauses, figures (it is not the end, it is the beginning),
where somebody is quoted (the plan is good, he said).
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from transflow.checks.english.lexicon import REPORTING, listed
from transflow.checks.english.sentences import NEGATED, QUOTES, SPEAKING, Words, bare, whole
from transflow.checks.english.subjects import AUXILIARIES, FINITE, NOUNS, Subject, low, subject
from transflow.checks.english.tagger import Token, tagged

# What stands between two sentences and joins nothing: however, in addition, as a result.
_LINKS = tuple(sorted((tuple(one.split("_")) for one in listed("links")), key=len, reverse=True))
_OTHER = frozenset(("same", "other", "latter", "former", "each", "another", "one", "both", "either"))
_FIGURE = frozenset(("is", "are", "was", "were", "has", "have", "had", "'s"))

# What a sentence behind a comma may begin with: the cheap question, before anything is tagged.
_BEGINS = re.compile(
    rf", (?:(?:{'|'.join(' '.join(one) for one in _LINKS)}),? "
    r"|(?:he|she|it|they|we|there|this|these|those|all|both|the|an?|his|her|its|their|our|my|your|many|some|most|no|[A-Z][\w-]*|\d+|[a-z-]+s)\b)"
)
_SPOKEN = frozenset(("n't", "'re", "'ve", "'ll", "'m"))  # as people talk, and join
_INTRODUCING = listed("introducing")


def splices(text: str) -> Iterator[int]:
    """The characters at which a comma stands that should be a full stop or a semicolon."""
    if not any(_may_end(text, one.start()) for one in _BEGINS.finditer(text)):
        return
    tokens, start = tagged(text), 0
    for at, one in enumerate(tokens):
        if one.tag == "." or one.word == ";":
            start = at + 1
        elif one.tag == ",":
            end = next((n for n in range(at + 1, len(tokens)) if _ends(tokens[n])), len(tokens))
            verb = _second(tokens, at + 1, end)
            if verb is not None and _apart(tokens, start, at, end, verb):
                yield one.start


def _may_end(text: str, comma: int) -> bool:
    """Whether what stands before the comma may be a sentence: a first piece that opens with a preposition is none."""
    start = max(text.rfind(mark, 0, comma) for mark in (". ", "? ", "! ", "; ")) + 2
    head = text[start if start > 1 else 0 : comma]
    opens, _space, rest = head.partition(" ")
    introduces = opens.lower() in _INTRODUCING or opens.endswith(("ing", "ed"))
    return " " in rest and (", " in head or not introduces)


def _ends(one: Token) -> bool:
    return one.tag == "." or one.word == ";"


def _apart(tokens: Words, start: int, comma: int, end: int, verb: int) -> bool:
    """Whether the words from `start` to `comma` are a sentence, and no figure is made of it and what follows."""
    if not tokens[start].word[:1].isupper() and tokens[start].tag not in QUOTES:
        return False
    head = bare(tokens[start:comma])
    if head is None or not whole(head):
        return False
    rest = tokens[comma + 1 : end]
    if any(one.word in _SPOKEN for one in (*head, *rest)):
        return False
    if sum(one.tag in QUOTES for one in rest) % 2:
        return False
    for at, (one, after) in enumerate(pairwise(rest)):
        if one.tag == "," and (after.word in ("and", "or") or (at < 16 and after.tag in FINITE)):
            return False  # a list of clauses; an insertion: , the minister of trade, is
    return not (low(tokens, verb) in _FIGURE and any(one.word.lower() in NEGATED for one in head))


# ── behind the comma ────────────────────────────────────────────────────────────────────────────────────────────────
def _second(tokens: Words, at: int, end: int) -> int | None:
    """Where the finite verb is of the sentence that begins at `at`; None where none does."""
    at, linked = _behind_link(tokens, at, end)
    if at >= end or low(tokens, at) in SPEAKING:
        return None
    found = subject(tokens, at, end)
    if found is None:
        return _verb_at_all(tokens, at, end) if linked else None
    if not found.pronoun and not _is_subject(tokens, found):
        return None
    verb = found.end
    while verb < end and tokens[verb].tag == "RB":
        verb += 1
    if verb >= end or tokens[verb].tag not in FINITE:
        return None
    return verb if _is_verb(tokens, found, verb) and not _says_who(tokens, verb, end) else None


def _behind_link(tokens: Words, at: int, end: int) -> tuple[int, bool]:
    """What follows a word that joins nothing, and whether a comma stood behind that."""
    for link in _LINKS:
        if low(tokens, at) == link[0] and all(low(tokens, at + n) == word for n, word in enumerate(link)):
            behind = at + len(link)
            comma = behind < end and tokens[behind].tag == ","
            return behind + comma, comma
    return at, False


def _verb_at_all(tokens: Words, at: int, end: int) -> int | None:
    """Behind “however,” a subject of any kind will do: the first finite verb before the next comma."""
    if tokens[at].tag not in NOUNS | {"DT", "PRP$", "PRP", "JJ", "JJS", "RBS", "EX", "PDT", "CD"}:
        return None
    for n in range(at + 1, end):
        if tokens[n].tag == ",":
            return None
        if tokens[n].tag in FINITE:
            return None if low(tokens, n) in REPORTING else n
    return None


def _is_subject(tokens: Words, found: Subject) -> bool:
    """Whether a noun phrase is a subject, and no apposition or piece of a list."""
    first, before = tokens[found.start], tokens[found.start - 2]
    if low(tokens, found.start) in _OTHER or first.tag in ("VBN", "VBG", "NN", "CC"):
        return False
    if low(tokens, found.start) == "the" and tokens[found.start + 1].tag in ("JJR", "RBR"):
        return False  # the more, the better
    if first.tag in ("DT", "PRP$"):  # the firm Tom Hanks has founded
        inner = tokens[found.start + 1 : found.end]
        return not any(one.tag in ("NN", "NNS") and after.tag in ("NNP", "NNPS") for one, after in pairwise(inner))
    return not (first.tag in ("NNP", "NNPS") and before.tag in ("NNP", "NNPS", "IN", "CC", "VBN"))  # Paris, France


def _is_verb(tokens: Words, found: Subject, verb: int) -> bool:
    """Whether the verb is finite for sure: an auxiliary, or no participle and no noun."""
    word = low(tokens, verb)
    if word in AUXILIARIES:
        return True
    if low(tokens, verb + 1) == "and":
        return False
    if found.pronoun:
        return True
    if tokens[found.start].tag not in ("DT", "PRP$", "NNP", "NNPS", "PDT"):
        return False
    behind = tokens[verb + 1].tag if verb + 1 < len(tokens) else ""
    object_ = behind in ("DT", "PRP$", "PRP", "CD", "NNP", "NNS", "NN", "JJ") or low(tokens, verb + 1) == "that"
    return tokens[verb].tag != "VBD" or not word.endswith("ed") or object_


def _says_who(tokens: Words, verb: int, end: int) -> bool:
    """Whether the clause only says who said so: “he said”, “the minister has said”, not “he said that …”."""
    at = verb
    while at + 1 < end and low(tokens, at) not in REPORTING:
        if tokens[at].tag not in ("MD", "RB", "VBN") and low(tokens, at) not in AUXILIARIES:
            break
        at += 1
    if low(tokens, at) not in REPORTING:
        return False
    behind = tokens[at + 1].tag if at + 1 < end else ""
    return behind not in ("DT", "PRP$", "PRP", "TO", "VBN", "JJ") and low(tokens, at + 1) != "that"
