"""The items of a Chinese list, and the pieces of an English text among which those of its lists are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_STRETCH = re.compile(r"[^（）()，。；：！？,;:!?…“”\"《》「」『』\n]+")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_BETWEEN = re.compile("、|, |，| and |和")  # two items of a list
_LAST = re.compile(r"以及|[和与及暨]")
_OVER = re.compile("[等的在]")  # behind which a list is at its end
LEAST = 3  # items of a list
_SHORTEST = 2  # characters of an item

_BORDER = re.compile(
    r"(?P<hard>[.!?:…]+(?=\s|$)|[“”\"—()\[\]]|\s-+\s)|(?P<soft>[,;，、]|\b(?:and|as well as|along with|plus)\b|&)"
)
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sen|Rep|Gov|St|Jr|Sr|No|Inc|Co|Ltd|Corp|U\.S|U\.K))$"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, or a piece between two borders: its text and place. `after` says that a border of the list
    kind (a comma, an “and”) stands before it, and no end of a sentence or bracket; `gloss` is what stands in brackets
    behind an item (默克尔 (Merkel))."""

    text: str
    start: int
    end: int
    after: bool = True
    gloss: str = ""


def lists(chinese: str, least: int = LEAST) -> Iterator[tuple[Item, ...]]:
    """The lists of so many items or more in a Chinese text: what stands between 、, and before the last 和. What leads
    up to the first item and goes on behind the last one is in those; what stands in brackets is in none."""
    plain = masked(chinese)
    for stretch in _STRETCH.finditer(plain):
        if "、" in stretch[0] or least < LEAST:
            items = tuple(_items(stretch[0], stretch.start()))
            if len(items) >= least:
                ends = [*(item.start for item in items[1:]), stretch.end()]
                glosses = (chinese[item.end : end] for item, end in zip(items, ends, strict=True))
                yield tuple(replace(item, gloss=gloss) for item, gloss in zip(items, glosses, strict=True))


def _items(stretch: str, start: int) -> Iterator[Item]:
    at = 0
    parts = stretch.split("、")
    for number, part in enumerate(parts):
        cut = _cut(part) if number == len(parts) - 1 else None
        for begin, end in [(0, len(part))] if cut is None else [(0, cut[0]), (cut[1], len(part))]:
            text = part[begin:end]
            lead = len(text) - len(text.lstrip())
            if text.strip():
                yield Item(text.strip(), start + at + begin + lead, start + at + begin + lead + len(text.strip()))
        at += len(part) + 1


def _cut(part: str) -> tuple[int, int] | None:
    """Where the last 和 parts two items, in what stands behind the last 、."""
    for found in _LAST.finditer(part):
        long_enough = found.start() >= _SHORTEST and len(part) - found.end() >= _SHORTEST
        if long_enough and not _OVER.search(part[: found.start()]):
            return found.span()
    return None


def pieces(english: str) -> tuple[Item, ...]:
    """An English text between its commas, its “and” and the ends of its sentences; what has no letter is no piece, and
    what stands in brackets is in none."""
    found: list[Item] = []
    at, after = 0, False
    plain = masked(english)
    for border in _BORDER.finditer(plain):
        if border["hard"] == "." and _ABBREVIATED.search(plain[: border.start()]):
            continue
        _take(found, plain, at, border.start(), after)
        at, after = border.end(), bool(border["soft"])
    _take(found, plain, at, len(plain), after)
    return tuple(found)


def masked(text: str) -> str:
    """A text with what stands in brackets blotted out, unless that is a list itself: （左起：李强、王芳、赵磊）.

    All else stays where it is.
    """
    return _BRACKETS.sub(_blotted, text)


def _blotted(found: re.Match[str]) -> str:
    return found[0] if len(_BETWEEN.findall(found[0])) >= LEAST - 1 else " " * len(found[0])


def _take(found: list[Item], text: str, start: int, end: int, after: bool) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if any(map(str.isalnum, bare)):
        begin = start + len(piece) - len(piece.lstrip())
        found.append(Item(bare, begin, begin + len(bare), after and bool(found)))
