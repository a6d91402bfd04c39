"""Articles: *a* or *an* by the sound that follows, and one that is missing before a noun that is counted."""

import re
from collections.abc import Iterator

from transflow.checks.english.lexicon import COUNTED
from transflow.checks.english.missing import PERSON, missing
from transflow.checks.english.slip import Slip, found, words
from transflow.checks.port import FREE, Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.segment import Segment

_ARTICLE = re.compile(r"(?<![\w.’'/&+-])(a|an|A|An) [“‘\"']?(?=([A-Za-z][\w’'-]*|\d[\d,.]*))")
# Vowel letters with the sound of a consonant, and the other way round (the initial h that is not spoken).
_YOU = re.compile(
    r"(?:uni(?!n|m[^oa]|d)|unan|us(?:e|a(?!in)|u)|eu|ewe|uk|ur(?:in|o)|ut(?:il|e|o|ah)|ub(?:er|iq)|once|one(?!rous)|ouija|u-|ufo"
    r"|ubi|usur|uyg|ugand|ukr|ural|urug)",
    re.IGNORECASE,
)
_SILENT = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_EITHER = re.compile(r"(?:h(?:ist|ot|abit|ered|erb|ypo|ys|omage)|[A-Z]{2}|[A-Z]\b|[A-Z]-|[A-Z]\d|[A-Z][’']|ur|ewok)")
_EIGHT = re.compile(r"(?:8|11(?![\d,.])|18(?![\d,.])|11,|18,)")
_EITHER_NUMBER = re.compile(r"1[18]\d")  # 1800: eighteen hundred, or one thousand eight hundred
# The letter A, not the article.
_LETTER = re.compile(r"(?:is|was|and|or|as|are|in|on|of|at|to|for|with|by|from|an?)")

_ADJECTIVES = (
    r"(?:important|key|major|famous|well[- ]known|renowned|leading|significant|vital|typical|unique|crucial|integral"
    r"|necessary|indispensable|essential|successful|strong|rare|core|great|good|very [a-z]+|world-class|high-tech"
    r"|modern|comprehensive|effective|powerful|valuable|outstanding|useful|beautiful|ancient)"
)
_OF_PEOPLE = re.compile(r"(?:famous|well[- ]known|renowned|great|outstanding|successful|very )")
_ONE_OF = (COUNTED - {"key"}) | {"part", "means", "base", "contribution"}
_ENDS = r"(?=[,.;:?!)”\"]|$| (?:of|in|for|to|at|from|with|by|who|that|which|and|between|on)\b)"
_MISSING = re.compile(
    rf"\b(?:is|are|was|were|be|been|become|becomes|became|becoming|as|remains?) (?:also |now |still |always )?"
    rf"((?:{_ADJECTIVES},? (?:and )?)?{_ADJECTIVES} ([a-z]+)){_ENDS}"
)
_DESCRIBED = frozenset(_ADJECTIVES[3:-1].replace("|very [a-z]+", "|very").replace("well[- ]known", "well").split("|"))
_EVENTS = (
    *("meeting", "agreement", "conference", "ceremony", "exhibition", "seminar", "symposium", "lecture", "contract"),
    *("memorandum", "laboratory", "speech", "concert", "competition", "partnership", "mechanism", "committee"),
    *("statement", "delegation", "platform", "celebration"),
)
_HELD = re.compile(
    r"\b(?:hold|holds|held|sign|signed|launch|launched|publish|published|deliver|delivered"
    r"|establish|established|build|built|set up|issued|organized|organised|organize|organise|gave"
    rf"|attended|wrote|has|had|created|formed) ((?:{_ADJECTIVES} |new |special |joint |large )?"
    rf"(?:{'|'.join(_EVENTS)})){_ENDS}"
)
_PLAY = re.compile(
    r"\b(?:play|plays|played|playing) ((?:a )?)((?:important|key|vital|crucial|significant|leading|major|positive"
    r"|active|central|critical|unique) role)\b"
)
_MADE = ("impact", "influence", "contribution", "history", "effect")
_MAKE = re.compile(
    r"\b(?:has|have|had|having|make|makes|made|making) ((?:important|great|significant|profound|far-reaching|positive"
    r"|huge|major|outstanding|remarkable|long|rich) "
    rf"(?:{'|'.join(_MADE)}))"
    r"(?= (?:on|to|of|in|for)\b|[,.;])"
)


def articles(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning for *a* before a vowel and *an* before a consonant, and for an article that is missing in a set phrase;
    an info where a noun that is counted stands bare. Not in headlines."""
    rules = (_sounds,) if segment.kind in FREE else (_sounds, _set_phrases, _bare)
    return found("articles", segment, context, *rules)


def _sounds(text: str) -> Iterator[Slip]:
    for one in _ARTICLE.finditer(text):
        word = one[2]
        vowel = _vowel(word)
        if vowel is None or vowel == (one[1].lower() == "an"):
            continue
        if word in ("a", "an"):  # a quotation with its own: a “an historic mistake”
            continue
        if one[1][0] == "A" and (_LETTER.fullmatch(word) or word[0].isupper() or not _opens(text, one.start())):
            continue  # the letter A; An Fengshan, Liu An
        put = one[1][0] + ("n" if vowel else "")
        yield Slip(*one.span(1), put, _("before “{word}”: write “{put}”").format(word=word, put=put))


def _opens(text: str, at: int) -> bool:
    """Whether a sentence begins at `at`."""
    return at == 0 or text[:at].rstrip(' “"‘(')[-1:] in ("", ".", "!", "?", ":")


def _vowel(word: str) -> bool | None:
    """Whether the word begins with the sound of a vowel; None where both are heard, or nobody knows (SAT, URL)."""
    if word[0].isdigit():
        return None if _EITHER_NUMBER.match(word.replace(",", "")) else bool(_EIGHT.match(word))
    if _EITHER.match(word):
        return None
    if word[0].lower() in "aeiou":
        return not _YOU.match(word)
    return bool(_SILENT.match(word))


def _set_phrases(text: str) -> Iterator[Slip]:
    for one in () if words(text).isdisjoint(_DESCRIBED) else _MISSING.finditer(text):
        noun = one[2]
        if noun not in _ONE_OF or (PERSON.fullmatch(noun) and not _OF_PEOPLE.match(one[1])):
            continue  # as key speaker, as leading scorer: an office has no article
        yield _lacking(one.start(1), one[1])
    for pattern, nouns in ((_MAKE, _MADE), (_HELD, _EVENTS)):
        for one in pattern.finditer(text) if any(noun in text for noun in nouns) else ():
            yield _lacking(one.start(1), one[1])
    if " role" in text:
        for one in _PLAY.finditer(text):
            if not one[1]:
                yield _lacking(one.start(2), one[2])


def _bare(text: str) -> Iterator[Slip]:
    """They built new bridge in May: a noun that is counted, alone. An info: on unseen news half of these were right."""
    for one in missing(text):
        yield _lacking(one.start, " ".join((*one.gap, one.noun)))._replace(severity=Severity.INFO)


def _lacking(at: int, phrase: str) -> Slip:
    """The first word of `phrase`, which stands at `at`, with its article."""
    first = phrase.split()[0].rstrip(",")
    put = f"{'an' if _vowel(first) else 'a'} {first}"
    said = _("an article is missing: write “{put}”, or “the {first}”").format(put=put, first=first)
    return Slip(at, at + len(first), put, said)
