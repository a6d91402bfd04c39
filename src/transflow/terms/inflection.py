"""The forms in which an English term stands in a text: plurals, possessives inside it, verbs, hyphens written together.

A form too many does no harm (nobody writes “serieses”), so rules that a dictionary would decide give both answers.
After the plurals of Quirk et al., *A Comprehensive Grammar of the English Language*, 5.73 ff.; the words are those that
names and terms of news end in.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

# What cannot be told from the ending. Where both are in use, both stand here.
_IRREGULAR = {
    "person": "people persons", "man": "men", "woman": "women", "child": "children", "foot": "feet", "tooth": "teeth",
    "goose": "geese", "mouse": "mice", "ox": "oxen", "half": "halves", "leaf": "leaves", "life": "lives",
    "knife": "knives", "wife": "wives", "shelf": "shelves", "wolf": "wolves", "self": "selves", "thief": "thieves",
    "loaf": "loaves", "quiz": "quizzes", "axis": "axes", "index": "indices indexes",
    "appendix": "appendices appendixes",
    "matrix": "matrices matrixes", "vertex": "vertices vertexes", "medium": "media mediums", "datum": "data",
    "bacterium": "bacteria", "curriculum": "curricula curriculums", "memorandum": "memoranda memorandums",
    "stadium": "stadiums stadia", "symposium": "symposia symposiums", "forum": "forums fora", "stratum": "strata",
    "consortium": "consortia consortiums", "millennium": "millennia millenniums", "addendum": "addenda",
    "referendum": "referendums referenda", "criterion": "criteria", "phenomenon": "phenomena", "alumnus": "alumni",
    "alumna": "alumnae", "nucleus": "nuclei", "syllabus": "syllabuses syllabi", "stimulus": "stimuli",
    "focus": "focuses foci", "radius": "radii radiuses", "formula": "formulas formulae", "bureau": "bureaus bureaux",
    "plateau": "plateaus plateaux", "emeritus": "emeriti", "emerita": "emeritae",
}  # fmt: skip
_ENDINGS = (  # (how a word ends, how its plural ends), the first that fits; `_IRREGULAR` goes before
    ("person", "people persons"), ("woman", "women"), ("man", "men"),
    ("sis", "ses"),  # analyses, crises, theses
)  # fmt: skip
_NOT_MEN = frozenset({"human", "german", "roman", "norman", "ottoman", "shaman", "talisman", "oman", "taliban"})
_HISSING = ("s", "x", "z", "ch", "sh")

# The word before the first of these is the head: chiefs of staff, sisters-in-law.
_OF = frozenset({"of", "in", "for", "to", "at", "on", "with", "under", "from", "by", "without"})
# Adjectives behind their noun: directors general, presidents elect, professors emeritus.
_BEHIND = frozenset({"general", "elect", "emeritus", "emerita", "designate", "plenipotentiary", "extraordinary"})
# … but a general is a noun behind these: lieutenant generals.
_RANKS = frozenset({"lieutenant", "major", "brigadier", "colonel", "captain"})
# Words that end in s and are no plurals.
_SINGULAR = re.compile(r"(?:ss|us|is|ics|news|series|species|works|headquarters|means|goods|customs|arms|states)$")

_IRREGULAR_VERBS = {
    "be": "is are was were been being am", "become": "became", "begin": "began begun", "break": "broke broken",
    "bring": "brought", "build": "built", "buy": "bought", "choose": "chose chosen", "come": "came", "cut": "",
    "deal": "dealt", "do": "does did done", "draw": "drew drawn", "drive": "drove driven", "fall": "fell fallen",
    "fight": "fought", "find": "found", "forge": "", "get": "got gotten", "give": "gave given", "go": "goes went gone",
    "grow": "grew grown", "have": "has had", "hold": "held", "keep": "kept", "lay": "laid", "lead": "led",
    "leave": "left", "lend": "lent", "lose": "lost", "make": "made", "meet": "met", "overcome": "overcame",
    "pay": "paid", "put": "", "rise": "rose risen", "run": "ran", "see": "saw seen", "seek": "sought", "sell": "sold",
    "send": "sent", "set": "", "speak": "spoke spoken", "spend": "spent", "stand": "stood", "strike": "struck",
    "take": "took taken", "teach": "taught", "tell": "told", "think": "thought", "undertake": "undertook undertaken",
    "uphold": "upheld", "win": "won", "withdraw": "withdrew withdrawn", "write": "wrote written",
}  # fmt: skip

_NOUNS = frozenset({"", "noun"})
_POSSESSIVE = re.compile(r"(?<=[^\W_])'s(?= )")


def forms(term: str, pos: str = "", plural: bool = True, singular: bool = True) -> tuple[str, ...]:
    """The forms of `term` (folded: spaces for hyphens, `'` for apostrophes; case as it comes), itself first.

    `pos` is its part of speech: nouns (and terms of which none is told) have a plural if `plural` is wanted, and a
    singular if they are of several words and `singular` is wanted; verbs their -s, -ed and -ing; anything else stands
    as it is. The possessive behind a term is not among them: 's is no
    letter, so the term before it is a whole word.
    """
    made = [term]
    if pos == "verb":
        made += _verbs(term)
    elif plural and pos in _NOUNS:
        made += _nouns(term, singular)
    return tuple(dict.fromkeys(one for form in made for one in _possessives(form)))


def _possessives(form: str) -> Iterator[str]:
    """master's degree, masters' degree, masters degree."""
    yield form
    if _POSSESSIVE.search(form):
        yield _POSSESSIVE.sub("s'", form)
        yield _POSSESSIVE.sub("s", form)


def _nouns(term: str, singular: bool) -> Iterator[str]:
    before, space, last = term.rpartition(" ")
    for changed in _numbers(last, singular and bool(space)):
        yield before + space + changed
    if space:
        words = term.split(" ")
        at = _head(words)
        if at is not None:
            for changed in _numbers(words[at], singular):
                yield " ".join([*words[:at], changed, *words[at + 1 :]])


def _head(words: list[str]) -> int | None:
    """The place of a head that stands before the last word."""
    small = [word.lower() for word in words]
    if not _OF.isdisjoint(small[1:]):
        return next(at for at, word in enumerate(small[1:]) if word in _OF)
    return len(words) - 2 if small[-1] in _BEHIND and small[-2] not in _RANKS else None


@lru_cache(maxsize=65536)
def _numbers(word: str, singular: bool) -> tuple[str, ...]:
    return (*plurals(word), *(singulars(word) if singular else ()))


def plurals(word: str) -> tuple[str, ...]:
    """The plurals of one word: analysis → analyses, memorandum → memoranda and memorandums."""
    small = word.lower()
    if not word[-1:].isalpha() or not word.isascii():
        return (f"{word}s",) if word[-1:].isdigit() else ()
    if word.isupper():
        return (f"{word}s",)
    if small in _IRREGULAR:
        return tuple(_like(word, one) for one in _IRREGULAR[small].split())
    if small not in _NOT_MEN:
        for singular, several in _ENDINGS:
            if small.endswith(singular):
                stem = word[: len(word) - len(singular)]
                return tuple(stem + (one if stem else _like(word, one)) for one in several.split())
    if small.endswith("y") and small[-2:-1] not in tuple("aeiou"):
        return (f"{word[:-1]}ies", f"{word}s")
    if small.endswith(_HISSING):
        return (f"{word}es", f"{word}s") if small.endswith("ch") else (f"{word}es",)  # churches, monarchs
    return (f"{word}s", f"{word}es") if small.endswith("o") else (f"{word}s",)


def singulars(word: str) -> tuple[str, ...]:
    """What a word of several is for one: vehicles → vehicle. Empty if it is no plural."""
    small = word.lower()
    if len(small) < 4 or not small.isascii() or not small.endswith("s") or word.isupper() or _SINGULAR.search(small):
        return ()
    if small.endswith("ies"):
        return (f"{word[:-3]}y", word[:-1])
    return (word[:-1], word[:-2]) if small.endswith(tuple(f"{one}es" for one in _HISSING)) else (word[:-1],)


def _verbs(term: str) -> Iterator[str]:
    """hold talks → holds, held, holding talks: the verb is the first word."""
    verb, _space, rest = term.partition(" ")
    small = verb.lower()
    if not small.isascii() or not small.isalpha():
        return
    ends = small[-1]
    soft = len(small) > 2 and ends == "e"
    by_y = ends == "y" and small[-2:-1] not in tuple("aeiou")
    # A short vowel before one consonant: it is doubled or it is not (planned, opened); w, x, y never are.
    doubled = bool(re.search(r"[^aeiou][aeiou][^aeiouwxy]$", small))
    changed = [f"{verb[:-1]}ies" if by_y else f"{verb}es" if small.endswith((*_HISSING, "o")) else f"{verb}s"]
    stems = [verb[:-1] if soft else verb, *([verb + ends] if doubled else ())]
    changed += [f"{stem}ing" for stem in (*stems, *([verb] if soft else ()))]  # making, seeing
    if small in _IRREGULAR_VERBS:
        changed += [_like(verb, one) for one in _IRREGULAR_VERBS[small].split()]
    else:
        changed += [f"{verb[:-1]}ied"] if by_y else [f"{stem}ed" for stem in stems]
    for form in changed:
        yield f"{form} {rest}" if rest else form


def _like(word: str, other: str) -> str:
    """`other` with the first letter as large as that of `word`."""
    return other[0].upper() + other[1:] if word[0].isupper() else other
