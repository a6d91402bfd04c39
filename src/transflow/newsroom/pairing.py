"""The sentences that can be told apart in a longer unit, a paragraph or sentences joined, with their translations."""

from functools import lru_cache
from itertools import count

from transflow import alignment
from transflow.article import TAG
from transflow.language import is_chinese, joiner
from transflow.memory import entry
from transflow.script import has_text
from transflow.segmentation import sentences

SURE = 0.9  # the confidence from which a pair is kept: of such, 98 in 100 are right (docs/alignment.md)


@lru_cache(maxsize=10_000)  # an article that is being worked on is asked for at every change
def aligned(source: str, target: str, source_locale: str, target_locale: str) -> tuple[tuple[str, str], ...]:
    """The pairs of sentences, or of two or three that cannot be told apart, in a source text and its translation; none
    where one of them is a single sentence. Pairs of which the tags do not match are left out."""
    if is_chinese(target_locale) and len(sentences(target, target_locale)) < 2:
        return ()  # the Chinese side first: it needs no library
    ours = sentences(source, source_locale)
    if len(ours) < 2:
        return ()
    theirs = sentences(target, target_locale)
    if len(theirs) < 2:
        return ()
    found = []
    for bead in alignment.align(ours, theirs, source_locale, target_locale):
        whole = len(bead.source) == len(ours) and len(bead.target) == len(theirs)
        if bead.confidence < SURE or whole or not (bead.source and bead.target):
            continue
        one = joiner(source_locale).join(ours[place] for place in bead.source)
        two = joiner(target_locale).join(theirs[place] for place in bead.target)
        if one != two and has_text(one) and has_text(two) and entry.whole(one, two):
            found.append(_numbered(one, two))
    return tuple(found)


def _numbered(source: str, target: str) -> tuple[str, str]:
    """Both texts with their tags numbered from 1, as in a segment of their own."""
    numbers = count(1)
    names = {found[2] + found[3]: f"{found[2]}{next(numbers)}" for found in TAG.finditer(source) if not found[1]}
    return _renamed(source, names), _renamed(target, names)


def _renamed(text: str, names: dict[str, str]) -> str:
    return TAG.sub(lambda found: f"<{found[1]}{names.get(found[2] + found[3], found[2] + found[3])}{found[4]}>", text)
