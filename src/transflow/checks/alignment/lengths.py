"""How much a text says, in Chinese characters: what each kind of word and mark weighs, in both languages.

Characters and words alone are a poor measure of each other: an English article stands for nothing in Chinese, a number
for a word or two, and every clause brings its mark. Weighed by kind, the logarithm of the ratio of a source and its
translation varies by 0.17 and not by 0.20, and the tail of terse translations is a fifth shorter.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from transflow.checks.alignment.answered import TRANSLITERATED, Word, is_han

# What one of a kind weighs. `benchmarks/omissions.py` fits and prints them; a character of a word that means something
# is 1.
WEIGHTS: Mapping[str, float] = {
    "character": 1.0, "word": 0.56, "idiom": 0.41, "other": 0.52, "particle": 0.23, "count": 0.75, "foreign": 0.32,
    "number": 2.03, "latin": 1.37, "comma": 1.3, "stop": 1.85, "list": 0.99,
    "content": 1.67, "letter": 0.08, "capitalised": 2.15, "english number": 2.48, "article": 0.49, "preposition": 0.64,
    "auxiliary": 1.05, "pronoun": 1.21, "conjunction": 0.8, "english comma": 0.94, "english stop": 2.55,
}  # fmt: skip

_GLOSS = re.compile(r"[（(][^()（）\u3400-\u9fff]*[)）]")  # 约翰 (John): the name is there already
_LATIN = re.compile(r"(?P<latin>[A-Za-z]+)|\d[\d,.]*")
_IDIOM = 4  # characters: 国泰民安 is more said in less
_KINDS = {
    "的了着过们所地得之": "particle", "一二三四五六七八九十百千万亿两几多年月日时分号": "count", "，；：": "comma",
    "。！？": "stop", "、“《": "list",
}  # fmt: skip
_OF_CHARACTER = {char: kind for chars, kind in _KINDS.items() for char in chars}
_ENGLISH = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d,.]*|(?P<comma>[,;:])|(?P<stop>[.!?])(?=[\s\"”]|$)")
_WORDS = {
    "article": "a an the",
    "preposition": "about after as at before by for from in into of on than to up over out off",
    "auxiliary": "am are be been being can could did do does had has have is may might must was were will would should",
    "pronoun": (
        "he her here him his how it its me my one our she so some that their them then there these they this those us "
        "we what when where which who whom whose why you your i"
    ),
    "conjunction": "and but or if not no nor all any each either",
}
_OF_WORD = {word: kind for kind, words in _WORDS.items() for word in words.split()}


def parts(text: str, words: Sequence[Word], language: str) -> Iterator[tuple[int, str, float]]:
    """(offset, kind, how many) of all that a text weighs; `words` are those of a Chinese text that mean something."""
    return _chinese(text, words) if language == "zh" else _english(text)


def sizes(text: str, words: Sequence[Word], language: str) -> list[float]:
    """The size of what stands before each offset of `text`, in characters of Chinese: len(text) + 2 rising numbers."""
    weights = [0.0] * (len(text) + 1)
    for offset, kind, count in parts(text, words, language):
        weights[offset] += WEIGHTS[kind] * count
    return [0.0, *accumulate(weights)]


def _chinese(text: str, words: Sequence[Word]) -> Iterator[tuple[int, str, float]]:
    text = _GLOSS.sub(lambda gloss: " " * len(gloss[0]), text)
    taken = set[int]()
    for word in words:
        if not is_han(text[word.start]):
            continue
        length = word.end - word.start
        taken.update(range(word.start, word.end))
        yield word.start, "character", length
        yield word.start, "word", 1
        if length >= _IDIOM:
            yield word.start, "idiom", 1
    foreign = {place for name in TRANSLITERATED.finditer(text) for place in range(*name.span())}
    for place, char in enumerate(text):
        if place in taken:
            continue
        if place in foreign:
            yield place, "foreign", 1
        elif char in _OF_CHARACTER:
            yield place, _OF_CHARACTER[char], 1
        elif is_han(char):
            yield place, "other", 1
    for found in _LATIN.finditer(text):
        yield found.start(), "latin" if found["latin"] else "number", 1


def _english(text: str) -> Iterator[tuple[int, str, float]]:
    for found in _ENGLISH.finditer(text):
        kind, word = found.lastgroup, found[0]
        if kind:
            yield found.start(), f"english {kind}", 1
        elif word[0].isdigit():
            yield found.start(), "english number", 1
        else:
            kind = _OF_WORD.get(word.lower())
            if kind:
                yield found.start(), kind, 1
            elif word[0].isupper():
                yield found.start(), "capitalised", 1
            else:
                yield found.start(), "content", 1
                yield found.start(), "letter", len(word)
