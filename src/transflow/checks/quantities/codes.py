"""Names with a number in them, which both languages write alike: F-16, Covid-19, iPhone 7, G20, 5G, iOS 15.4."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CODE = re.compile(
    r"(?<![A-Za-z\d])(?:(?P<name>[A-Za-z]{1,10})[-\u2010\u2011 ]?(?P<number>\d{1,5}(?:\.\d{1,3})*)(?![\d,]*\d)"
    r"(?P<more>[A-Za-z]{0,2})|(?P<first>\d{1,4})(?P<last>[A-Z]{1,2}))(?![A-Za-z\d])"
)


@dataclass(frozen=True, slots=True)
class Code:
    """`name`: the letters, small; `start` and `end`: the number, as character offsets."""

    name: str
    number: str
    start: int
    end: int


def codes(text: str) -> list[Code]:
    """The codes of a text, in its order."""
    found = []
    for match in _CODE.finditer(text):
        group = "number" if match["number"] else "first"
        name = f"{match['name'] or ''}#{match['more'] or match['last'] or ''}".lower()
        found.append(Code(name, match[group], *match.span(group)))
    return found


def disagreeing(ours: Sequence[Code], theirs: Sequence[Code]) -> tuple[Code, Code] | None:
    """The first name with another number on each side, of which neither is on the other side."""
    here, there = ({(one.name, one.number) for one in side} for side in (ours, theirs))
    for one in ours:
        if (one.name, one.number) in there:
            continue
        for other in theirs:
            if other.name == one.name and (other.name, other.number) not in here:
                return one, other
    return None
