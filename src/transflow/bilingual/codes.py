"""Our inline tags (`<b1>…</b1>`, `<code2/>`) as the inline codes of exchange formats, and back.

In XLIFF a pair must be nested, so a half whose other half is missing or crossed stands alone. A code is known again by
its id, which begins with the tag's name; an id may stand in a text but once, so a tag that is there again is numbered.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from transflow.article import TAG, Role
from transflow.interchange.xml import BARRED

_ID = re.compile(r"([a-z]+[0-9]+)(?:-.*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """A run of text, a tag, or (`barred`) a character that XML cannot hold. `text` is the text, or the tag's name;
    `paired` whether the other half of an opening or closing tag stands where it belongs; `number` counts the codes of
    this name in the text, from 1 (the halves of a pair have the same)."""

    role: Role
    text: str
    paired: bool = False
    number: int = 1
    barred: bool = False

    @property
    def tag(self) -> str:
        """The tag as it stands in our texts."""
        return written(self.role, self.text)


def written(role: Role, name: str) -> str:
    """A tag as it stands in our texts."""
    return {Role.OPEN: f"<{name}>", Role.CLOSE: f"</{name}>", Role.VOID: f"<{name}/>"}[role]


def tokens(text: str) -> list[Token]:
    """`text` cut into text, tags and characters that XML cannot hold; joined they are `text` again."""
    pieces = list(_pieces(text))
    mates = _mates(pieces)
    seen: Counter[str] = Counter()
    numbers: dict[int, int] = {}
    made: list[Token] = []
    for place, (role, text_) in enumerate(pieces):
        if role is Role.TEXT:
            made += _characters(text_)
            continue
        mate = mates.get(place)
        if role is Role.CLOSE and mate is not None:
            number = numbers[mate]
        else:
            seen[text_] += 1
            number = seen[text_]
        numbers[place] = number
        made.append(Token(role, text_, mate is not None, number))
    return made


def _pieces(text: str) -> Iterator[tuple[Role, str]]:
    start = 0
    for found in TAG.finditer(text):
        closing, letters, digits, void = found.groups()
        if closing and void:  # `</b1/>` is no tag of ours
            continue
        if found.start() > start:
            yield Role.TEXT, text[start : found.start()]
        yield Role.CLOSE if closing else Role.VOID if void else Role.OPEN, letters + digits
        start = found.end()
    if start < len(text):
        yield Role.TEXT, text[start:]


def _mates(pieces: list[tuple[Role, str]]) -> dict[int, int]:
    """The place of the other half of each tag that has one with nothing crossed between."""
    mates: dict[int, int] = {}
    stack: list[int] = []
    for place, (role, name) in enumerate(pieces):
        if role is Role.OPEN:
            stack.append(place)
        elif role is Role.CLOSE and any(pieces[one][1] == name for one in stack):
            while pieces[stack[-1]][1] != name:
                stack.pop()
            mates[place] = stack[-1]
            mates[stack.pop()] = place
    return mates


def _characters(text: str) -> Iterator[Token]:
    start = 0
    for found in BARRED.finditer(text):
        if found.start() > start:
            yield Token(Role.TEXT, text[start : found.start()])
        yield Token(Role.TEXT, found[0], barred=True)
        start = found.end()
    if start < len(text):
        yield Token(Role.TEXT, text[start:])


def name_of(ident: str) -> str | None:
    """The name of the tag whose code has this id; None where it is no code of ours."""
    found = _ID.fullmatch(ident)
    return found[1] if found else None


def letters(name: str) -> str:
    """The kind of a tag: `b1` → `b`."""
    return name.rstrip("0123456789")
