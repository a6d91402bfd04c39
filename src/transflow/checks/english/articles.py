"""Articles: *a* or *an* by the sound that follows, and one that is missing before a noun that is counted."""

import re
from collections.abc import Iterator

from transflow.checks.english.missing import definite, may_be_missing, missing
from transflow.checks.english.slip import Slip, found
from transflow.checks.english.tagger import tagged
from transflow.checks.port import FREE, Context, Finding
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

# A text that no mark ends is a heading or a label, where articles are left out.
_ENDED = re.compile(r"[.!?:;…][”\"’')\]]*$")


def articles(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning for *a* before a vowel and *an* before a consonant, and where a noun that is counted stands bare. The
    latter not in headlines."""
    rules = (_sounds,) if segment.kind in FREE else (_sounds, _bare)
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


def _bare(text: str) -> Iterator[Slip]:
    """They built new bridge in May: a noun that is counted, alone."""
    if not _ENDED.search(text[-4:].rstrip()) or not may_be_missing(text):
        return
    for phrase in missing(tagged(text)):
        first = phrase.tokens[0]
        article = "the" if definite(phrase) else "an" if _vowel(first.word) else "a"
        put = f"{article} {first.word}"
        if phrase.opening and phrase.opening.tag == "VBG":  # by opening (a) branch, in (a) developing country
            said = _("an article is missing before “{noun}”").format(noun=phrase.tokens[-1].word)
            yield Slip(first.start, first.start + len(first.word), None, said)
        elif article == "the":
            said = _("an article is missing: write “{put}”").format(put=put)
            yield Slip(first.start, first.start + len(first.word), put, said)
        else:
            said = _("an article is missing: write “{put}”, or “the {first}”").format(put=put, first=first.word)
            yield Slip(first.start, first.start + len(first.word), put, said)
