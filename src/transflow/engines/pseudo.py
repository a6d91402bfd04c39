"""The engine `pseudo`: text that looks translated, for layout work. What must not change is kept: tags, numbers,
placeholders, addresses.

Into a Latin script, letters get accents and words grow by about 30% (as much as English usually gains over a tight
original); Han characters become syllables. Into Chinese, words become Han characters.
"""

import re
from collections.abc import Iterator, Sequence

from transflow import language, script
from transflow.engines.options import read_options
from transflow.engines.port import Options, Outcome, Pair, Resources

_KEPT = (
    r"</?[a-z]+[0-9]+/?>"  # our inline tags
    r"|&(?:amp;)*lt;/?[a-z]+[0-9]+/?>"  # text that looks like one
    r"|https?://[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\{[^{}<>]*\}|%\([^()<>]*\)[a-z]|%[sdif]"
    r"|[0-9]+(?:[.,:][0-9]+)*%?"
)
_HAN_CLASS = script.HAN.pattern
_PIECE = re.compile(rf"(?P<kept>{_KEPT})|(?P<han>{_HAN_CLASS}+)|(?P<word>[A-Za-z]+)|(?P<other>.)", re.DOTALL)
_ACCENTED = str.maketrans(
    "aceghijklnorsuwyzACEGHIJKLNORSUWYZ",
    "áçéĝĥíĵķļñóřšúŵýžÁÇÉĜĤÍĴĶĻÑÓŘŠÚŴÝŽ",
)
_VOWELS = "aeiouAEIOU"
_SYLLABLES = ("ba", "che", "di", "fo", "gu", "ha", "jie", "ke", "li", "mo", "nu", "pa", "qi", "ren", "sho", "tu")
_HAN = "版面文字样张测试排印长短行间高低"
_WESTERN = str.maketrans("，。、；：？！（）“”《》", ",.,;:?!()\"\"''")


def pseudo(text: str, pair: Pair) -> str:
    """`text` as if translated: the same tags, numbers and placeholders among other letters."""
    chinese = language.is_chinese(pair.target)
    made: list[str] = []
    for piece in _PIECE.finditer(text):
        if piece["kept"]:
            made.append(piece["kept"])
        elif piece["han"]:
            made.append(piece["han"] if chinese else _spoken(piece["han"], made))
        elif piece["word"]:
            made.append(_written(piece["word"]) if chinese else _longer(piece["word"]))
        else:
            made.append(piece["other"] if chinese else piece["other"].translate(_WESTERN))
    return "".join(made)


def _longer(word: str) -> str:
    """A word with accents, every second vowel twice; without one its last letter doubled."""
    grown: list[str] = []
    vowels = 0
    for letter in word:
        grown.append(letter)
        if letter in _VOWELS:
            vowels += 1
            if vowels % 2:
                grown.append(letter.lower())
    if not vowels and len(word) > 2:
        grown.append(word[-1].lower())
    return "".join(grown).translate(_ACCENTED)


def _spoken(han: str, before: list[str]) -> str:
    """Han characters as words of two syllables, with a space before where a word or number ends."""
    syllables = [_SYLLABLES[ord(char) % len(_SYLLABLES)].translate(_ACCENTED) for char in han]
    words = ["".join(syllables[start : start + 2]) for start in range(0, len(syllables), 2)]
    gap = " " if before and before[-1][-1].isalnum() else ""
    return gap + " ".join(words)


def _written(word: str) -> str:
    """A Latin word as Han characters, one for three letters or so."""
    return "".join(_HAN[(ord(word[at]) + at) % len(_HAN)] for at in range(0, len(word), 3))


class Pseudo:
    """Gives every source as a pseudo-translation."""

    name = "pseudo"
    local = True

    def translate(self, sources: Sequence[str], pair: Pair) -> Iterator[Outcome]:
        """Each source made strange, in order."""
        for index, source in enumerate(sources):
            yield Outcome(index, pseudo(source, pair), None, "engine:pseudo")

    def available(self, _pair: Pair) -> str | None:
        """Always."""
        return None


def open_engine(name: str, options: Options, _resources: Resources) -> Pseudo:
    """The engine; it has no options."""
    read_options(name, options, {})
    return Pseudo()
