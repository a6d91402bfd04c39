"""The fixes: what a finding expects in the place of what it is about, for a person to choose; and the safe ones,
typography put right where there is one right way."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from transflow.article import TAG
from transflow.checks.port import Context, Finding, Severity
from transflow.checks.table import run
from transflow.segment import Segment

# What these checks expect can be put in without reading the sentence: spaces, the width and kind of marks, a mark that
# stands twice, entities.
SAFE = frozenset({"spaces", "width", "quotes", "repeats", "machine"})
_ROUNDS = 12  # a mended place may show another: a space before a full-width comma, one mark too many


@dataclass(frozen=True, slots=True)
class Fix:
    """What would put a finding right: `put` in the place of `old`, the target's characters from `start` to `end`."""

    finding: Finding
    start: int
    end: int
    old: str
    put: str

    def applied(self, text: str) -> str:
        """`text`, the target that the finding is about, with the fix."""
        return text[: self.start] + self.put + text[self.end :]


def fixes(
    segment: Segment,
    context: Context,
    found: Iterable[Finding],
    beyond: Callable[[str], Iterable[Finding]] = lambda _text: (),
) -> tuple[Fix, ...]:
    """The fixes of those of the findings `found` that stand in `segment` and have one, in their order. `beyond` says
    what more is found where its target is a text: what its article shows.

    A fix is one only where the checks find less in the text after it: 68th would become 69, which is no ordinal. An
    inline tag is never taken away.
    """
    target = segment.target
    wanted = [one for one in found if one.span is not None and one.expected is not None]
    standing = (*run(segment, context), *beyond(target)) if wanted else ()
    made = []
    for one in wanted:
        if one not in standing or one.span is None or one.expected is None:
            continue
        if TAG.findall(target[slice(*one.span)]) != TAG.findall(one.expected):
            continue
        fix = Fix(one, *one.span, target[slice(*one.span)], one.expected)
        text = fix.applied(target)
        if len((*run(replace(segment, target=text), context), *beyond(text))) < len(standing):
            made.append(fix)
    return tuple(made)


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
    pieces, last = [], 0
    for start, end, expected in sorted(_fixes(text, found), key=lambda fix: (fix[0], -fix[1])):
        if start >= last:  # two fixes of one place (“&quot;” and its “;”): the later one waits for the next round
            pieces += [text[last:start], expected]
            last = end
    return "".join([*pieces, text[last:]])


def _fixes(text: str, found: tuple[Finding, ...]) -> Iterator[tuple[int, int, str]]:
    """The fixes (start, end, what to put there) that change marks and spaces alone: no letter, no digit, no inline
    tag; and no info, which is a matter of the house."""
    for one in found:
        if one.check in SAFE and one.severity is not Severity.INFO and one.span and one.expected is not None:
            old = text[slice(*one.span)]
            if _entity(old) or (_words(old) == _words(one.expected) and TAG.findall(old) == TAG.findall(one.expected)):
                yield *one.span, one.expected


def _entity(text: str) -> bool:
    return text.startswith("&") and text.endswith(";") and not TAG.search(text)


def _words(text: str) -> str:
    """The letters and digits, whatever their width."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
