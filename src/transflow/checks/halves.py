"""Pairs of marks, and the halves of them whose other half is not there. What a check makes of these is its own matter:
`brackets` of a half that is alone, `quotes` of one that is turned the wrong way (see `turning`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Both widths are one family: which one is right is for `width` to say.
_OPEN = {"“": "”", "《": "》", "（": ")", "(": ")", "「": "」", "『": "』", "【": "】", "〈": "〉", "[": "]"}
_CLOSE = {"）": ")", **{mark: mark for mark in "”》)」』】〉]"}}
_HALF = re.compile("[" + re.escape("".join({*_OPEN, *_CLOSE})) + "]")
# What counts the items of a list, and has half of a pair of brackets: a) 1） 三）
LIST_MARK = re.compile(r"(?:^|(?<=[\s;；,，。:：]))(?:\d{1,2}|[A-Za-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,2})[)）]")
_FACE = re.compile(r"[:;]-?[()]")
QUOTES = '“”"「」『』'
_STRAIGHT = re.compile(r'"')
_INCHES = re.compile(r'\d"')
_BEFORE_OPENING = frozenset(" \u00a0([{—–-/‘'（")
_BEHIND_CLOSING = frozenset(" \u00a0)]}—–-/’'.,;:!?…）")


@dataclass(frozen=True, slots=True)
class Half:
    """A mark of a pair and where it stands, the offset in its text; whether it opens (None: no telling)."""

    at: int
    mark: str
    opens: bool | None

    @property
    def family(self) -> str:
        """Quotation marks of any kind are one, so are brackets: which kind is right is not for `brackets` to say."""
        return "quote" if self.mark in QUOTES else "title" if self.mark in "《》〈〉" else "bracket"

    def answers(self, other: "Half") -> bool:
        """Whether this half in one language may be `other` in another one."""
        return self.family == other.family and (None in (self.opens, other.opens) or self.opens == other.opens)


def half(text: str, at: int) -> Half:
    """The mark at `at`: whether it opens is told by its shape or, where it is straight, by what stands around it."""
    mark = text[at]
    return Half(at, mark, around(text, at) if mark == '"' else mark in _OPEN)


def around(text: str, at: int) -> bool | None:
    """Whether a mark at `at` opens by its neighbours, which tell in languages that have spaces."""
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    opens, closes = not before or before in _BEFORE_OPENING, not behind or behind in _BEHIND_CLOSING
    return None if opens == closes else opens


def lone(text: str) -> list[Half]:
    """The halves of pairs in `text` whose other half is not there, in its order."""
    return [half(text, at) for at in sorted(_lone(text))]


def _lone(text: str) -> Iterator[int]:
    stack: list[tuple[int, str]] = []
    skip: set[int] = set()
    halves = list(_HALF.finditer(text))
    if any(found[0] in ")）" for found in halves) or "(" in text:
        skip = {found.end() - 1 for pattern in (LIST_MARK, _FACE) for found in pattern.finditer(text)}
    for found in halves:
        mark = found[0]
        if mark in _OPEN:
            stack.append((found.start(), mark))
            continue
        match = next((i for i in range(len(stack) - 1, -1, -1) if _OPEN[stack[i][1]] == _CLOSE[mark]), None)
        if match is not None:
            del stack[match]  # crossed pairs are a matter of style, a missing half is not
        elif found.start() not in skip:
            yield found.start()
    yield from (at for at, _mark in stack if at not in skip)
    straight = [found.start() for found in _STRAIGHT.finditer(text)]
    if len(straight) % 2:
        inches = {found.end() - 1 for found in _INCHES.finditer(text)}
        outside = [at for at in straight if at not in inches]
        if len(outside) % 2 or not inches:
            yield straight[-1]
