"""One person, one spelling: in what ways a name is written in an article's translation.

A spelling counts where the same segment has the name in Chinese: by any reading of its characters (Dan Zhiyuan of
单知远, too), in either order, with the given name in one word or in two; and any run of capitalised words that is
almost the rendering of the termbase.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from transflow.terms import romanisation
from transflow.terms.alignment import aligned, spelt
from transflow.terms.evidence import Pair

NEAR = 0.75  # of the letters that must agree for a run of words to be a misspelling of a name
_RUN = re.compile(r"[A-ZÀ-Þ][\w’'ʼ‘-]*(?:[ \u00a0]+[A-ZÀ-Þ][\w’'ʼ‘-]*){1,2}")


@dataclass(frozen=True, slots=True)
class Use:
    """A name as one segment writes it: the segment's id, the words, and their place in the English text."""

    place: str
    text: str
    start: int
    end: int


def uses(pairs: Iterable[Pair], name: str, rendering: str = "") -> tuple[Use, ...]:
    """Every full mention of `name` in the English texts of the segments that have it in Chinese; `rendering` is what
    the termbase calls it ("" where it does not say). A short form (Shan) is no full mention."""
    found: list[Use] = []
    for pair in pairs:
        if name in pair.chinese:
            found.extend(Use(pair.id, text, start, start + len(text)) for text, start in _in(pair, name, rendering))
    return tuple(found)


def ways(written: Iterable[Use]) -> tuple[tuple[str, int], ...]:
    """The different spellings among `written` with how often each stands, the commonest first. Capitals and the form
    of the apostrophe are style, not spelling: WANG Jian and Wang Jian are one way."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for one in written:
        key = plainly(one.text)
        counts[key] += 1
        shown.setdefault(key, one.text)
    return tuple((shown[key], count) for key, count in counts.most_common())


def differing(pairs: Sequence[Pair], names: Iterable[tuple[str, str]]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Of `names` (with the rendering of the termbase, or ""), those that are written in more than one way, or in
    another than their rendering, with these ways."""
    found = {}
    for name, rendering in names:
        known = ways(uses(pairs, name, rendering))
        if len(known) > 1 or (rendering and known and plainly(known[0][0]) != plainly(rendering)):
            found[name] = known
    return found


def mended(pair: Pair, name: str, rendering: str) -> str:
    """The English text of a segment that has `name`, with every spelling of it as the termbase has it."""
    english = pair.english
    for text, start in reversed(list(_in(pair, name, rendering))):
        english = english[:start] + rendering + english[start + len(text) :]
    return english


def plainly(text: str) -> str:
    """A spelling without what is style: case, kind of apostrophe, width of spaces."""
    return " ".join(re.sub("[’'ʼ‘]", "'", text).split()).casefold()


def _in(pair: Pair, name: str, rendering: str) -> Iterator[tuple[str, int]]:
    """(text, start) of the full mentions of a name in an English text, in order, none inside another."""
    english = pair.english
    taken: list[tuple[int, int]] = []
    for text in dict.fromkeys(_candidates(pair, name, rendering)):
        for one in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", english, re.IGNORECASE):
            if all(one.end() <= start or end <= one.start() for start, end in taken):
                taken.append(one.span())
    for start, end in sorted(taken):
        yield english[start:end], start


def _candidates(pair: Pair, name: str, rendering: str) -> Iterator[str]:
    """What may be spellings, the surest first: the rendering, those by a reading, those that are almost right and
    nobody else's in this segment (王小满 and 王小曼 may be two people)."""
    english = pair.english
    if rendering:
        yield rendering
    written = spelt(english)
    for key in romanisation.ways(name, misread=True):
        if key in written:
            yield written[key]
    wanted = [romanisation.fold(rendering)] if rendering else []
    wanted += ["".join(key) for key in list(romanisation.ways(name))[:1]]
    others = {text for other, text in aligned(pair.chinese, english) if other not in name}
    for run in _RUN.finditer(english):
        text = run.group().removesuffix("’s").removesuffix("'s")
        if text not in others and any(_alike(romanisation.fold(text), one) for one in wanted):
            yield text


def _alike(one: str, other: str) -> bool:
    from rapidfuzz.distance import Levenshtein  # 97 ms, and only comparing spellings needs it

    return bool(other) and Levenshtein.normalized_similarity(one, other) >= NEAR
