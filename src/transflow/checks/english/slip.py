"""What a rule of English has found, and how it becomes a finding."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Severity
from transflow.language import base
from transflow.segment import Segment


class Slip(NamedTuple):
    """The characters from `start` to `end` of the bare text, and what should stand there (None: a person must say)."""

    start: int
    end: int
    put: str | None
    said: str
    severity: Severity = Severity.WARNING


@lru_cache(maxsize=16)  # every rule of a segment asks for the same ones
def words(text: str) -> frozenset[str]:
    """What stands between the spaces of `text`, in small letters: a cheap question before a costly one."""
    return frozenset(text.lower().split())


Rule = Callable[[str], Iterator[Slip]]


def found(check: str, segment: Segment, context: Context, *rules: Rule) -> Iterator[Finding]:
    """What the rules find in an English target, each place once: what an earlier rule has said is not said again."""
    if base(context.target_locale) != "en":
        return
    target = plain(segment.target)
    said: list[Slip] = []
    for rule in rules:
        for slip in rule(target.text):
            if not any(slip.start < other.end and other.start < slip.end for other in said):
                said.append(slip)
                place = target.span(slip.start, slip.end)
                yield Finding(check, slip.severity, slip.said, place, expected=slip.put)
