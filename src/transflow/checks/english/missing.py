"""A noun that is counted, in the singular, without an article or another determiner before it.

From such a noun one goes back over the words of its phrase (adjectives, nouns, participles, as they are tagged) to what
opens it. Where that is a verb or a preposition and no determiner stood between, an article is missing; where it is
anything else, nobody knows. Which nouns ask for one, and where, was counted (`nouns.txt`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from transflow.checks.english.lexicon import listed
from transflow.checks.english.tagger import Token

_HEAD = 3  # lines of `nouns.txt` that say what it is
_PLAIN = re.compile(r"[a-z]{3,}")
_LONGEST = 6  # words of a phrase

_WITHIN = frozenset(("JJ", "JJR", "JJS", "NN", "VBN"))
_DETERMINERS = frozenset(("DT", "PRP$", "POS", "WDT", "WP$", "CD", "PDT", "$", "#"))
_DETERMINING = listed("determiners")  # whatever they are tagged
# What stands behind a noun that another noun, or a sign, makes a part of: station master, state-owned.
_GOES_ON = frozenset(("NN", "NNS", "NNP", "NNPS", "POS", "CD", "VBG", "JJ", "FW"))
_DAYS = frozenset(("today", "yesterday", "tomorrow", "tonight"))  # nouns to the tagger, that go with no noun
_SIGNS = frozenset(("-", "--", "'", "/"))
_VERBS = frozenset(("VB", "VBD", "VBZ", "VBP"))
_NO_VERB_BEHIND = {  # a verb is read wrongly where such a word stands before it
    "VBP": frozenset(("NN", "NNP", "DT", "JJ", "PRP$", "POS", "CD")),
    "VBD": frozenset(("DT", "JJ", "PRP$", "POS", "CD")),
    "VBZ": frozenset(("DT", "JJ", "PRP$", "POS", "CD")),
    "VB": frozenset(("DT", "JJ", "PRP$", "POS", "CD", "NN", "NNP", "IN")),
}
_HAVE = frozenset(("has", "have", "had", "having", "'s", "'ve", "'d"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "'s", "'re"))
_BETWEEN = frozenset(("also", "still", "now", "always", "already", "not", "n't", "currently", "really"))
_DEGREE = frozenset(("very", "most", "more", "well", "highly", "newly"))
# Prepositions behind which nouns of any kind stand bare: by train, via satellite, like father, like son.
_LOOSE = frozenset(("by", "via", "per", "like", "than"))
# An office has no article: he served as general manager, became chairman.
_AS = frozenset(("as", "become", "becomes", "became", "named", "appointed", "elected", "remain", "remains", "remained"))
PERSON = re.compile(r"[a-z]+(?:er|or|ist|ian|eer|man|ent|ant|ar|ster|ee)|head|chief")
_FIXED = frozenset(("due process", "mixed company"))  # without an article, though the second word has one alone
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|mid-.*")


class Phrase(NamedTuple):
    """The tokens of a noun and the words before it; what opens it (None: nobody knows, or it is `determined`); the noun
    as `nouns.txt` has it: *result of* is another one than *result*."""

    tokens: Sequence[Token]
    noun: str
    opening: Token | None
    determined: bool = False


class Nouns(NamedTuple):
    """The nouns that ask for a determiner, each with the last `place` where it does; those that have *the*."""

    places: Mapping[str, int]
    definite: frozenset[str]


PLACES = 3


@cache
def nouns() -> Nouns:
    """What `nouns.txt` says."""
    text = (files("transflow.checks.english") / "nouns.txt").read_text("utf-8")
    sections: list[list[str]] = []
    of = ""
    for line in text.splitlines()[_HEAD:]:
        if line.startswith("#"):
            sections.append([])
            of = " of" if line.endswith(" of") else ""
        else:
            sections[-1] += [f"{word}{of}" for word in line.split()]
    *placed, definite = sections
    places = {word: at % PLACES for at, words in enumerate(placed) for word in words}
    return Nouns(places, frozenset(word.replace("_", " ") for word in definite))


def place(phrase: Phrase) -> int:
    """Where a noun stands: 0 with a word before it, 1 right behind a verb, 2 right behind a preposition."""
    if len(phrase.tokens) > 1:
        return 0
    return 2 if phrase.opening and phrase.opening.tag in ("IN", "TO") else 1


_MARKS = '.,;:?!)”"’'
_NEAR = 3  # words before a noun in which a determiner is looked for, before anything is tagged
_BEHIND = listed("behind_nouns")


def may_be_missing(text: str) -> bool:
    """Whether a noun of the list ends a phrase anywhere without a determiner close before it: the cheap question."""
    stems, words = counted(), text.lower().split(" ")
    behind = ""
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word in stems:
            ends = behind in _BEHIND or behind.endswith(("ed", "ly")) or not behind.isalpha()
        else:
            ends = word.rstrip(_MARKS) in stems
        if ends and not any(map(_determines_word, words[max(0, at - _NEAR) : at])):
            return True
        behind = word.rstrip(_MARKS)
    return False


def _determines_word(word: str) -> bool:
    return word in _DETERMINING or word[-2:] in ("’s", "'s", "s’", "s'") or word[:1].isdigit()


@cache
def counted() -> frozenset[str]:
    """The nouns that are counted: those that ask for a determiner anywhere."""
    return frozenset(noun.removesuffix(" of") for noun in nouns().places)


def missing(tokens: Sequence[Token]) -> Iterator[Phrase]:
    """The phrases that lack an article."""
    known = nouns().places
    for one in phrases(tokens):
        if one.opening is not None and one.noun in known and place(one) <= known[one.noun]:
            yield one


def definite(phrase: Phrase) -> bool:
    """Whether the article that is missing is *the*: the highest level, the 15th century, the rest of the world."""
    return phrase.noun in nouns().definite or any(
        one.tag == "JJS" or _ORDINAL.fullmatch(one.word) for one in phrase.tokens[:-1]
    )


def phrases(tokens: Sequence[Token]) -> Iterator[Phrase]:
    """Every phrase that ends with a noun in the singular."""
    for at, one in enumerate(tokens):
        if one.tag == "NN" and _PLAIN.fullmatch(one.word):
            behind = tokens[at + 1] if at + 1 < len(tokens) else None
            if behind is None or behind.word in _DAYS or (behind.tag not in _GOES_ON and behind.word not in _SIGNS):
                yield _phrase(tokens, at, behind)


def _phrase(tokens: Sequence[Token], at: int, behind: Token | None) -> Phrase:
    first = at
    while first and at - first < _LONGEST and _belongs(tokens, first - 1):
        first -= 1
    said = tokens[first : at + 1]
    noun = f"{tokens[at].word} of" if behind and behind.word == "of" else tokens[at].word
    if not first:
        return Phrase(said, noun, None)
    opening = first - 1
    while opening and tokens[opening].word in _BETWEEN and tokens[opening - 1].word.lower() in _BE:
        opening -= 1  # is also | local festival
    before = tokens[opening]
    if _determines(before) or (before.tag == "VBG" and opening and _determines(tokens[opening - 1])):
        return Phrase(said, noun, None, determined=True)
    phrase = Phrase(said, noun, before)
    opens = _opens(tokens, opening) and not _stands_bare(tokens, opening, at, phrase)
    return phrase if opens else phrase._replace(opening=None)


def _determines(one: Token) -> bool:
    return one.tag in _DETERMINERS or one.word.lower() in _DETERMINING


def _belongs(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word at `at` belongs to the phrase of the word behind it."""
    one, behind = tokens[at], tokens[at + 1]
    if one.word.lower() in _DETERMINING:
        return False
    if one.tag == "VBN":
        return not _auxiliary(tokens, at)
    if one.tag in _WITHIN:
        return True
    if one.tag == "RB":
        return (one.word.endswith("ly") and behind.tag in ("JJ", "VBN")) or one.word in _DEGREE
    return one.tag in (",", "CC") and at > 0 and behind.tag.startswith("JJ") and tokens[at - 1].tag.startswith("JJ")


def _auxiliary(tokens: Sequence[Token], at: int) -> str:
    """The auxiliary that goes with the participle at `at`: has visited, was named; empty where none does."""
    at -= 1
    while at >= 0 and tokens[at].tag == "RB":
        at -= 1
    word = tokens[at].word.lower() if at >= 0 else ""
    return word if word in _HAVE | _BE and not (word == "'s" and _possesses(tokens, at)) else ""


def _possesses(tokens: Sequence[Token], at: int) -> bool:
    """Whether an ’s is no verb: it is one behind a pronoun alone."""
    return not at or tokens[at - 1].tag not in ("PRP", "EX", "WP")


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a phrase begins behind the word at `at`: a verb that has an object, a preposition."""
    one, before = tokens[at], tokens[at - 1] if at else None
    if one.word == "'s" and _possesses(tokens, at):
        return False  # Xerxes's | widowed mother
    if one.tag in ("IN", "TO"):
        return one.word.lower() not in _LOOSE
    if one.tag == "RP":  # pick up | book
        return before is not None and before.tag in _VERBS
    if one.tag == "VBG":  # by building | new bridge
        return before is not None and before.tag == "IN"
    if one.tag == "VBN":  # has visited | new factory, and not: was elected | chairman
        return _auxiliary(tokens, at) in _HAVE
    return one.tag in _VERBS and (before is None or before.tag not in _NO_VERB_BEHIND[one.tag])


def _stands_bare(tokens: Sequence[Token], opening: int, at: int, phrase: Phrase) -> bool:
    """Whether a noun may stand alone for another reason than what it is: offices, pairs, adjectives in disguise."""
    before, noun = tokens[opening].word.lower(), tokens[at].word
    office = before in _AS or (before in _BE and phrase.noun.endswith(" of"))
    if office and PERSON.fullmatch(noun):
        return True
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    ahead = {one.word for one in tokens[max(0, opening - 4) : opening]}
    if (before == "from" and after == "to") or (before == "to" and "from" in ahead):
        return True  # from farm to table
    if noun in (one.word for one in (*tokens[max(0, opening - 2) : opening], *tokens[at + 1 : at + 4])):
        return True  # from town to town, day after day
    behind = tokens[at + 1].tag if at + 1 < len(tokens) else ""
    if len(phrase.tokens) > 1:
        return " ".join(one.word for one in phrase.tokens[-2:]) in _FIXED
    return behind == "CC" or (behind == "VBN" and before in _BE)  # by teacher and pupil; is majority owned
