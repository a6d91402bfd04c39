"""Sentences of two texts put side by side though some have changed their places: what finds no partner in the order of
the text is looked for once more among what is left.

A paragraph that stands elsewhere in the translation leaves a hole on each side. Between the holes the order is that of
the text again, so they are aligned like a text of their own; a pair found so has no neighbours to speak for it, and
must have evidence of its own.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transflow.alignment.aligning import MOST, shapes, trust
from transflow.alignment.model import NOTHING, Known, Model
from transflow.alignment.path import Step, best

_LEFT = 0.5  # a bead of less confidence is as good as none: its sentences are looked for elsewhere
_LIKELY, _OWN = 0.9, 1.5  # likelihood and evidence (of lengths and clues) that a pair out of its order must have
_ROUNDS = 3  # each finds what has moved the same way


@dataclass(frozen=True, slots=True)
class Link:
    """Sentences that translate each other, by their numbers on both sides (one side may be empty: nothing translates
    them), and the share of such links that are right (0 to 1). `evidence` is what their lengths and clues say alone,
    whatever stands around them (a log likelihood; 0: nothing), `least` how much of that goes with its first or
    last sentence, the lesser (a sentence of the neighbour adds little). `moved`: not where the order of the text has
    it."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float
    evidence: float = 0.0
    least: float = 0.0
    moved: bool = False


def links(
    source: Sequence[str],
    target: Sequence[str],
    source_locale: str,
    target_locale: str,
    *,
    names: Sequence[tuple[str, str]] = (),
    known: Known = NOTHING,
    most: int = MOST,
) -> tuple[Link, ...]:
    """The sentences of `source` beside those of `target`, in the order of the source: every sentence of either side is
    in one link. Like `align` (`names`, `known` and `most` are its own), but paragraphs may have moved."""
    model = Model(source, target, (source_locale, target_locale), names, known)
    sizes = len(source), len(target)
    allowed = shapes(most)
    found = [_link(model, one, range(sizes[0]), range(sizes[1])) for one in best(sizes, allowed, model.bead)]
    kept = [one for one in found if one.source and one.target and one.confidence >= _LEFT]
    for _round in range(_ROUNDS):
        more = _apart(model, _others(kept, sizes), allowed)
        if not more:
            break
        kept += [replace(one, moved=any(_crosses(one, other) for other in kept)) for one in more]
    rest = _others(kept, sizes)
    for one in found:  # pairs that nobody would trust are still better shown than nothing
        if one.source and one.target and rest[0].issuperset(one.source) and rest[1].issuperset(one.target):
            kept.append(one)
    rest = _others(kept, sizes)
    kept += [Link((place,), (), 0.0) for place in rest[0]]
    alone = [Link((), (place,), 0.0) for place in sorted(rest[1])]
    return (*sorted(kept, key=lambda one: one.source), *alone)


def _crosses(one: Link, other: Link) -> bool:
    return (one.source < other.source) != (one.target < other.target)


def _others(links: Sequence[Link], sizes: tuple[int, int]) -> tuple[set[int], set[int]]:
    """The sentences of either side that are in none of `links`."""
    taken = {place for one in links for place in one.source}, {place for one in links for place in one.target}
    return set(range(sizes[0])) - taken[0], set(range(sizes[1])) - taken[1]


def _apart(model: Model, left: tuple[set[int], set[int]], allowed: Sequence[tuple[int, int]]) -> list[Link]:
    """The links that have evidence of their own among the sentences that are `left`."""
    ours, theirs = sorted(left[0]), sorted(left[1])
    if not (ours and theirs):
        return []

    def weight(first: int, many: int, other: int, others: int) -> float:
        whole = _together(ours, first, many) and _together(theirs, other, others)
        if not whole:
            return -math.inf
        return model.bead(ours[first] if many else 0, many, theirs[other] if others else 0, others)

    steps = best((len(ours), len(theirs)), allowed, weight)
    found = [(step, _link(model, step, ours, theirs)) for step in steps if step.many and step.others]
    return [one for step, one in found if step.likely >= _LIKELY and one.evidence >= _OWN]


def _together(places: Sequence[int], first: int, many: int) -> bool:
    """Whether the sentences stand one behind the other in their own text."""
    return many < 2 or places[first + many - 1] - places[first] == many - 1


def _link(model: Model, step: Step, ours: Sequence[int], theirs: Sequence[int]) -> Link:
    source = tuple(ours[step.first : step.first + step.many])
    target = tuple(theirs[step.other : step.other + step.others])
    if not (source and target):
        return Link(source, target, 0.0)
    evidence = model.evidence(source[0], len(source), target[0], len(target))
    parts = [(side, target) for side in (source[1:], source[:-1]) if side]
    parts += [(source, side) for side in (target[1:], target[:-1]) if side]
    rest = max((model.evidence(one[0], len(one), two[0], len(two)) for one, two in parts), default=0.0)
    return Link(source, target, trust(step.likely, worded=model.worded), evidence, evidence - rest)
