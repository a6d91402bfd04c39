"""The text of a translation, read from a file of its own, with the inline tags of the source.

The tags of a file are numbered in each of its own sentences; here they get the numbers of what they are in the source:
a link by its address, then by its order; what is bold, italic or struck out, code, pictures and notes by their order.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transflow.article import TAG, Unit, escape, unescape
from transflow.engines import placing
from transflow.language import joiner

_WORDS = ("code", "url")  # tags that stand for words of their own: without a counterpart these become text


@dataclass(frozen=True, slots=True)
class Carried:
    """A target text, and the marks of the translation that the source has not: their letters, in order. Their words
    stand in the text."""

    text: str
    lost: tuple[str, ...] = ()


def carried(unit: Unit, sentences: Sequence[Unit], locale: str, known: Callable[[str], str]) -> Carried:
    """The target of the segment `unit` made of the `sentences` that translate it, in `locale`.

    A tag of the source that none of them has is put where its place is plain: around everything, at an edge, or around
    the words of which `known` gives the rendering (a name; "" for none). Elsewhere it is left out, and the check of
    tags says so.
    """
    free = dict(unit.tags)
    lost: list[str] = []
    parts = []
    for sentence in sentences:
        names: dict[str, str] = {}
        for name in sentence.tags:
            match = _counterpart(name, sentence, unit, free)
            if match:
                names[name] = match
                del free[match]
            else:
                lost.append(name.rstrip("0123456789"))
        parts.append(_renamed(sentence, names))
    text = joiner(locale).join(parts)
    if free and not TAG.search(text):
        text = _placed(unit.source, text, known)
    return Carried(text, tuple(lost))


def _counterpart(name: str, sentence: Unit, unit: Unit, free: Mapping[str, object]) -> str:
    """The tag of the source that a tag of the translation is; "" for none."""
    letters = name.rstrip("0123456789")
    same = [one for one in free if one.rstrip("0123456789") == letters]
    alike = [one for one in same if _markup(unit, one) == _markup(sentence, name)]
    return next(iter((*alike, *same)), "")


def _markup(unit: Unit, name: str) -> str:
    """What says where a link leads, or what a tag stands for."""
    opening, closing = unit.tags[name]
    return (closing or opening).markup


def _renamed(sentence: Unit, names: Mapping[str, str]) -> str:
    """The text of a sentence with its tags called as in the source; the others go, and leave their words."""

    def pieces() -> Iterator[str]:
        at = 0
        for found in TAG.finditer(sentence.source):
            yield sentence.source[at : found.start()]
            at = found.end()
            name = found[2] + found[3]
            if name in names:
                yield f"<{found[1]}{names[name]}{found[4]}>"
            elif found[2] in _WORDS:
                yield escape(_markup(sentence, name).strip("`<> "))
            elif found[2] == "br":
                yield " "
        yield sentence.source[at:]

    return "".join(pieces())


def _placed(source: str, text: str, known: Callable[[str], str]) -> str:
    """`text` with those tags of `source` whose place is plain."""
    laid = placing.take_apart(source)
    if laid.marks:  # a model would copy them as they stand: a person has not
        return f"{laid.before}{text}{laid.after}"
    said = {tag: words if words in text else known(words) for tag, words in laid.inner.items()}
    return placing.put_together(laid, unescape(text), said)
