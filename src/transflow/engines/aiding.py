"""A source as an engine is asked for it once more: with renderings in the place of terms, or marks for them, and with
its tags taken out; and the way back to its translation.

Each is a value of its own, so that an answer can only come back to the source that it belongs to.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from transflow import language
from transflow.article import TAG, escape, unescape
from transflow.engines import placing, tags
from transflow.engines.port import Occurrence, Pair
from transflow.script import HAN

_MARK = "<t{n}/>"  # no tag of an article is called so (DESIGN §4)
_OPENING = re.compile(r"(?:</?[a-z]+[0-9]+/?>|[\W_])*")


@dataclass(frozen=True, slots=True)
class Aided:
    """`text` with the `renderings` in it, or with `marks` that stand for them, one each; `laid` apart where its tags
    are taken out."""

    text: str
    renderings: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    laid: placing.Laid | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The texts to be translated, written as sources are."""
        return (self.text,) if self.laid is None else tuple(map(escape, (self.laid.text, *self.laid.inner.values())))

    def answer(self, said: Sequence[str], pair: Pair) -> str:
        """The translation of the source, made of those of the texts `asked`."""
        made = said[0]
        if self.laid is not None:
            inner = dict(zip(self.laid.inner, map(unescape, said[1:]), strict=True))
            made = placing.put_together(self.laid, unescape(made), inner)
        for mark, rendering in zip(self.marks, self.renderings, strict=False):
            before, found, after = made.partition(mark)
            made = _join(_join(before, rendering, pair), after, pair) if found else made
        return _sentence(made, self.renderings, pair)


def written(source: str, wanted: Sequence[Occurrence], pair: Pair) -> Aided:
    """`source` with the renderings of `wanted` in their places. A term with a tag inside stays as it is."""
    whole = _whole(source, wanted)
    renderings = tuple(escape(one.target) for one in whole)
    return Aided(_put(source, whole, renderings, pair), renderings)


def marked(source: str, wanted: Sequence[Occurrence], pair: Pair) -> Aided:
    """`source` with void tags that stand for `wanted`. A term with a tag inside stays as it is."""
    whole, taken = _whole(source, wanted), tags.tags(source)
    names = (_MARK.format(n=number) for number in range(1, len(whole) + len(taken) + 1))
    marks = tuple(name for name in names if name not in taken)[: len(whole)]
    return Aided(_put(source, whole, marks, pair), tuple(escape(one.target) for one in whole), marks)


def apart(one: Aided) -> Aided:
    """The same without its tags."""
    return replace(one, laid=placing.take_apart(one.text))


def foreign(text: str, locale: str) -> bool:
    """Whether nothing is left in `text` to translate from `locale`: no Han in Chinese, no Latin word in English."""
    plain = tags.stripped(text)
    return not (HAN if language.is_chinese(locale) else re.compile(r"[A-Za-z]{2}")).search(plain)


def cased(answer: str, known: Sequence[Occurrence], pair: Pair) -> str:
    """`answer` with the capitals of the house in the names of people: SHAN Zhiyuan for Shan Zhiyuan. What is written in
    small letters may be a word (May, may), what is all in large ones a headline."""
    if language.is_chinese(pair.target):
        return answer
    for one in known:
        if one.person and one.target:
            pattern = re.compile(rf"(?<!\w){re.escape(escape(one.target))}(?!\w)", re.IGNORECASE)
            answer = pattern.sub(partial(_capitals, one), answer)
    return answer


def _capitals(one: Occurrence, found: re.Match[str]) -> str:
    said = found[0]
    return said if said in one.accepted or not said[0].isupper() or said.isupper() else escape(one.target)


def _whole(source: str, wanted: Sequence[Occurrence]) -> list[Occurrence]:
    return [one for one in wanted if one.target and not TAG.search(source[one.start : one.end])]


def _put(source: str, wanted: Sequence[Occurrence], texts: Sequence[str], pair: Pair) -> str:
    """`source` with each of `texts` in the place of the term it is for."""
    made, at = "", 0
    for number, (one, text) in enumerate(zip(wanted, texts, strict=True)):
        between = source[at : one.start]
        made = _join(_join(made, between, pair) if number else between, text, pair)
        at = one.end
    return _join(made, source[at:], pair) if wanted else source


def _join(left: str, right: str, pair: Pair) -> str:
    """Two texts at the border of a rendering: English wants a space between words, Chinese none beside Han."""
    if not language.is_chinese(pair.target):
        return f"{left} {right}" if left[-1:].isalnum() and right[:1].isalnum() else left + right
    bare = left.rstrip(" "), right.lstrip(" ")
    return "".join(bare) if all(bare) and HAN.match(bare[0][-1]) and HAN.match(bare[1][0]) else left + right


def _sentence(answer: str, renderings: Sequence[str], pair: Pair) -> str:
    """A large letter for a rendering in small ones that has come to stand first."""
    at = _OPENING.match(answer).end()  # type: ignore[union-attr]
    small = (one for one in renderings if one == one.lower())
    if language.is_chinese(pair.target) or not any(answer.startswith(one, at) for one in small if one):
        return answer
    return answer[:at] + answer[at : at + 1].upper() + answer[at + 1 :]
