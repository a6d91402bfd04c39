"""Chinese people who are called by surname and title: 张教授 beside Professor Chen."""

import re
from collections.abc import Iterator

from transflow.checks.alignment.words import readings
from transflow.checks.pinyin import families, letters_of
from transflow.checks.port import Surnames

_TITLED = re.compile("先生|女士|小姐|太太|夫人|教授|博士|医生|老师|师傅|主任|院长|校长|警官|律师|法官")
_APART = re.compile("(?:^|[^㐀-鿿]|[和与及由对向跟说让给把而但是在据称位])$")
_CALLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Officer|Judge|Dean)\.? (?P<name>[A-Z][a-z]+)\b(?!-|\.?\s+[A-Z])"
)
_WORD = re.compile(r"[A-Za-z]+")
_LONGEST = 2  # characters of a surname

Place = tuple[int, int]


def changed(chinese: str, english: str, surnames: Surnames) -> Iterator[tuple[Place, Place, str]]:
    """The surname of somebody with a title that is not in the English text, and the one that stands in its place there:
    both places, and how the first is read. The latter is one that no character of the Chinese text reads."""
    places = list(_surnames(chinese, surnames))
    called = list(_CALLED.finditer(english)) if places else []
    if not called:
        return
    words = {letters_of(word) for word in _WORD.findall(english)}
    read = {letters_of(one) for char in chinese for one in readings(char)}
    read |= {letters_of(one) for family, each in surnames.readings.items() if family in chinese for one in each}
    lost = [place for place in places if words.isdisjoint(map(letters_of, place[2]))]
    new = [one for one in called if letters_of(one["name"]) in families(surnames) - read]
    for (start, end, readings_), one in zip(lost, new, strict=False):
        yield (start, end), one.span("name"), readings_[0].capitalize()


def _surnames(chinese: str, surnames: Surnames) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The surnames before a title, where nothing stands before them that may be of the name (史密斯先生)."""
    for title in _TITLED.finditer(chinese):
        for size in range(_LONGEST, 0, -1):
            start = title.start() - size
            family = chinese[max(0, start) : title.start()]
            if start >= 0 and family in surnames.readings and _APART.search(chinese, 0, start):
                yield start, title.start(), tuple(surnames.readings[family])
                break
