"""Cutting what is to be translated into requests: whole paragraphs that follow one another in their article."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from transflow.engines.llm import tokens
from transflow.engines.port import Occurrence, Recalled
from transflow.engines.story import Place

_GAP = 3  # paragraphs that need no translation and may lie between two that do, in one request
_FACTS = 40  # tokens of terms and examples for one segment, about


@dataclass(frozen=True, slots=True)
class Asked:
    """A text on its way: its index among all, itself, where it stands (None: nobody knows), and what the house knows of
    it: terms and names, and earlier translations of similar texts."""

    index: int
    source: str
    place: Place | None = None
    terms: tuple[Occurrence, ...] = ()
    examples: tuple[Recalled, ...] = ()


@dataclass(frozen=True, slots=True)
class Size:
    """How much goes into one request: whole paragraphs, and tokens of question and answer together."""

    paragraphs: int
    tokens: int


def cost(one: Asked, target_locale: str) -> int:
    """The tokens that a segment adds to question and answer, about."""
    return tokens.count(one.source) + tokens.expected(one.source, target_locale) + _FACTS


def groups(texts: Iterable[Asked], size: Size, target_locale: str) -> list[list[Asked]]:
    """`texts` in requests, each once, in the order of their articles.

    A paragraph is cut only where it is too large alone. A text that stands nowhere is a request of its own.
    """
    made: list[list[Asked]] = []
    placed: dict[int, list[tuple[Place, Asked]]] = {}
    for one in texts:
        if one.place is None:
            made.append([one])
        else:
            placed.setdefault(id(one.place.story), []).append((one.place, one))
    for story in placed.values():
        story.sort(key=lambda pair: pair[0].at)
        paragraphs = [
            (number, [one for _place, one in part])
            for number, part in groupby(story, key=lambda pair: pair[0].sentence.paragraph)
        ]
        made += _packed(paragraphs, size, target_locale)
    return made


def _packed(paragraphs: Sequence[tuple[int, list[Asked]]], size: Size, target_locale: str) -> Iterable[list[Asked]]:
    group: list[Asked] = []
    held = used = 0
    last = -_GAP
    for number, texts in paragraphs:
        for part in _cut(texts, size.tokens, target_locale):
            more = sum(cost(one, target_locale) for one in part)
            if group and (held >= size.paragraphs or used + more > size.tokens or number - last > _GAP + 1):
                yield group
                group, held, used = [], 0, 0
            group, held, used, last = [*group, *part], held + 1, used + more, number
    if group:
        yield group


def _cut(texts: Sequence[Asked], most: int, target_locale: str) -> Iterable[list[Asked]]:
    """A paragraph as a whole, or in parts of at most so many tokens."""
    part: list[Asked] = []
    used = 0
    for one in texts:
        more = cost(one, target_locale)
        if part and used + more > most:
            yield part
            part, used = [], 0
        part, used = [*part, one], used + more
    if part:
        yield part
