"""Which double quotation marks of a text are turned the wrong way (“…“) or of another kind than their mate (“…").

What stands around a mark tells in English on which side of its words it is: letters or a stop before it and a space
behind it, and it closes. Chinese has no spaces there; its marks take turns (GB/T 15834: a quotation in a quotation has
single ones). Where no half is alone nothing is turned; where an odd number of marks stands one is lost, and of Chinese
nobody can tell which one is turned, but for an opening mark that ends the text: nothing is left for it to quote.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transflow.checks.halves import Half, around, half, lone

_MARK = re.compile('[“”"「」]')
_KINDS = ("“”", "「」", '""')


@dataclass(frozen=True, slots=True)
class Turn:
    """A mark at `at` in whose place `put` should stand: turned round, or of the kind of its mate."""

    at: int
    mark: str
    put: str


@lru_cache(maxsize=1024)  # `quotes` says which ones are turned, `brackets` looks at what is left
def turned(text: str, spaced: bool) -> tuple[Turn, ...]:
    """The quotation marks of `text` that should be others, in its order. `spaced`: whether its language has spaces."""
    before = _alone(text)
    if not before:
        return ()
    marks = [half(text, found.start()) for found in _MARK.finditer(text)]
    turns = tuple(_turns(marks, _in_context(text, marks) if spaced else _in_turn(marks)))
    if turns and _alone(righted(text, turns)) < before:
        return turns
    last, bare = marks[-1], text.rstrip()
    if last.opens and last.at == len(bare) - 1 and not bare[:-1].rstrip().endswith(("”", "」", '"')):
        return (Turn(last.at, last.mark, _put(last.mark, False)),)
    return ()


def righted(text: str, turns: Sequence[Turn]) -> str:
    """`text` with its marks turned right: as long as before."""
    for turn in turns:
        text = text[: turn.at] + turn.put + text[turn.at + 1 :]
    return text


def _alone(text: str) -> int:
    return sum(one.family == "quote" for one in lone(text))


def _put(mark: str, opens: bool) -> str:
    """The mark of the kind of `mark` for that side."""
    return next(pair for pair in _KINDS if mark in pair)[0 if opens else 1]


def _in_context(text: str, marks: Sequence[Half]) -> list[bool]:
    """Whether each of the marks opens: by its neighbours, else by what is open before it."""
    sides: list[bool] = []
    for one in marks:
        side = around(text, one.at)
        if side is None:
            waiting = bool(sides) and sides[-1]
            side = not waiting if one.opens is None or len(marks) % 2 == 0 else one.opens
        sides.append(side)
    return sides


def _in_turn(marks: Sequence[Half]) -> list[bool]:
    """Whether each of the marks opens: every other one, where their number is even."""
    even = len(marks) % 2 == 0
    return [at % 2 == 0 if even or one.opens is None else one.opens for at, one in enumerate(marks)]


def _turns(marks: Sequence[Half], sides: Sequence[bool]) -> Iterator[Turn]:
    for at, (one, opens) in enumerate(zip(marks, sides, strict=True)):
        mate = at + 1 if opens else at - 1
        paired = 0 <= mate < len(marks) and sides[mate] != opens
        # A closing mark is of the kind of its opening one, a straight opening one of that of its closing one.
        leads = paired and marks[mate].mark != '"' and (one.mark == '"' or not opens)
        put = _put(marks[mate].mark if leads else one.mark, opens)
        if put != one.mark:
            yield Turn(one.at, one.mark, put)
