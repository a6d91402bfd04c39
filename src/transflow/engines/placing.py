"""Inline tags through a model that knows none: taken out before, and put back after where their place is plain.

A tag around everything, or at an edge, is put there. A pair around some words is put around the translation of these
words, where that stands in the whole's. A tag that stands for something (`<code1/>`) goes through as a mark that models
copy. What cannot be placed is left out, and the check of tags says so: a wrong place would be worse.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transflow.article import TAG, escape, unescape

_PIECE = re.compile(r"(</?[a-z]+[0-9]+/?>)")
_MARK = "QX{n}"  # copied by models: capitals and a digit, and no word of either language
_FOUND = re.compile(r"QX\s?([0-9]+)")


@dataclass(frozen=True, slots=True)
class Laid:
    """A source taken apart: `text` is what the model gets, `inner` the words inside of pairs, translated besides."""

    before: str
    text: str
    after: str
    inner: Mapping[str, str]
    marks: Sequence[str]


def take_apart(source: str) -> Laid:
    """The source without its tags."""
    pieces = [one for one in _PIECE.split(source) if one]
    first, last = 0, len(pieces)
    while first < last and TAG.fullmatch(pieces[first]) and _edge(pieces[first], pieces[last - 1], pieces):
        if not pieces[first].endswith("/>"):
            last -= 1
        first += 1
    while last > first and pieces[last - 1].endswith("/>") and TAG.fullmatch(pieces[last - 1]):
        last -= 1
    before, after = "".join(pieces[:first]), "".join(pieces[last:])
    text, marks, inner = "", [], {}
    for number in range(first, last):
        piece = pieces[number]
        if not TAG.fullmatch(piece):
            text += unescape(piece)
        elif piece.endswith("/>"):
            marks.append(piece)
            text += _MARK.format(n=len(marks))
        elif not piece.startswith("</"):
            closing = f"</{piece[1:]}"
            inside = pieces[number + 1 : last]
            words = inside[: inside.index(closing)] if closing in inside else []
            if words and not any(map(TAG.fullmatch, words)):
                inner[piece] = unescape("".join(words))
    return Laid(before, text, after, inner, tuple(marks))


def _edge(opening: str, closing: str, pieces: Sequence[str]) -> bool:
    """Whether a tag at the beginning belongs to the edge: it stands alone, or its pair ends at the very end."""
    return opening.endswith("/>") or (len(pieces) > 2 and closing == f"</{opening[1:]}")


def put_together(laid: Laid, translation: str, inner: Mapping[str, str]) -> str:
    """The translation with its tags. `inner`: the translations of `Laid.inner`."""
    text = escape(translation)
    for tag, words in inner.items():
        said = escape(words.strip().rstrip(".。"))
        places = [found.start() for found in re.finditer(re.escape(said), text, re.IGNORECASE)] if said else []
        if len(places) == 1:
            end = places[0] + len(said)
            text = f"{text[: places[0]]}{tag}{text[places[0] : end]}</{tag[1:]}{text[end:]}"
    used: set[int] = set()

    def marked(found: re.Match[str]) -> str:
        number = int(found[1]) - 1
        if number in used or not 0 <= number < len(laid.marks):
            return found[0]
        used.add(number)
        return laid.marks[number]

    return f"{laid.before}{_FOUND.sub(marked, text)}{laid.after}"
