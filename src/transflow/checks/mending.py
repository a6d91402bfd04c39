"""The safe fixes: typography put right where there is one right way, and nothing else touched."""

from collections.abc import Iterator
from dataclasses import replace

from transflow.article import TAG
from transflow.checks.port import Context, Finding, Severity
from transflow.checks.table import run
from transflow.segment import Segment

# What these checks expect can be put in without reading the sentence: spaces, the width of marks, entities.
SAFE = frozenset({"spaces", "width", "machine"})
_ROUNDS = 4  # a mended place may show another: a space before a full-width comma


def mended(segment: Segment, context: Context) -> str:
    """The target with every safe fix applied; the target itself where there is none, or where they do not settle."""
    text = segment.target
    for _round in range(_ROUNDS):
        after = _applied(text, run(replace(segment, target=text), context))
        if after == text:
            return text
        text = after
    return segment.target


def _applied(text: str, found: tuple[Finding, ...]) -> str:
    taken: list[tuple[int, int, str]] = []
    # Of two fixes of one place the longer is made (the `;` of `&quot;` is no mark); the other waits for the next round.
    for start, end, expected in sorted(set(_fixes(text, found)), key=lambda one: (one[0] - one[1], one)):
        if all(end <= first or last <= start for first, last, _put in taken):
            taken.append((start, end, expected))
    for start, end, expected in sorted(taken, reverse=True):
        text = text[:start] + expected + text[end:]
    return text


def _fixes(text: str, found: tuple[Finding, ...]) -> Iterator[tuple[int, int, str]]:
    """The fixes (start, end, what to put there) that change marks and spaces alone: no letter, no digit, no inline
    tag; and no info, which is a matter of the house."""
    for one in found:
        if one.check in SAFE and one.severity is not Severity.INFO and one.span and one.expected is not None:
            old = text[slice(*one.span)]
            entity = old.startswith("&") and old.endswith(";")
            words = one.expected if entity else one.expected + old
            if not TAG.search(old) and not any(map(str.isalnum, words)):
                yield *one.span, one.expected
