"""A foreign name in Han characters, through an article: 凯勒 for Keller, and 科勒 where Keller is named again."""

import re
from collections.abc import Iterator

from transflow.checks.chinese import dots
from transflow.checks.listing import sound

_FULL = re.compile(r"\b[A-Z][a-z’'-]+(?: [A-Z]\.)?(?: [A-Z][A-Za-z’'-]+)+")
_PARTS = re.compile("[·‧・•]")
_SHORTEST = 2  # characters of a part of a name, and consonants of an English one
_ALIKE = 0.75  # share of the consonants that a name has in common with what it sounds like


def introduced(english: str, chinese: str) -> Iterator[tuple[str, str]]:
    """The parts of the foreign names that both texts have in full, in the same order and number: (Keller, 凯勒)."""
    full = [one[0].split() for one in _FULL.finditer(english)]
    dotted = [_PARTS.split(one[0]) for one in dots.names(chinese)]
    for words, parts in zip(full, dotted, strict=True) if len(full) == len(dotted) else ():
        if len(words) == len(parts):
            for word, part in zip(words, parts, strict=True):
                if len(part) >= _SHORTEST and _sounds(word, part) >= _ALIKE:
                    yield word, part


def otherwise(name: str, written: str, english: str, chinese: str) -> tuple[int, int] | None:
    """Where a Chinese text, whose source names `name`, has not `written` but other characters that sound so: as many,
    or one more or less, one of them its first or its last."""
    if written in chinese or not re.search(rf"\b{re.escape(name)}\b", english):
        return None
    for run in re.finditer(f"[{dots.SOUNDS}]{{2,}}", chinese):
        for size in (len(written), len(written) + 1, len(written) - 1):
            for at in range(run.start(), run.end() - size + 1 if size >= _SHORTEST else run.start()):
                part = chinese[at : at + size]
                if part in written or not (part[0] == written[0] or part[-1] == written[-1]):
                    continue  # 泽尤迪, where 于 was taken for its end, is the same name
                if _sounds(name, part) >= _ALIKE:
                    return at, at + size
    return None


def _sounds(word: str, part: str) -> float:
    ours, theirs = sound.sounding(word), sound.spoken(part)
    return sound.likeness(ours, theirs) if min(len(ours), len(theirs)) >= _SHORTEST else 0.0
