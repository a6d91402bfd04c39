"""Sentences of a text and of its translation, put side by side.

Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993), with more to go by than lengths:
numbers by value, Latin letters in Chinese, known names, marks. Every bead says how far it can be trusted.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from transflow.alignment.model import NOTHING, Known, Model
from transflow.alignment.path import best

MOST = 4  # sentences on one side of a bead that has one on the other

# How many beads of a likelihood (by the model) were right: measured (docs/alignment.md), between the points in
# proportion.
_LIKELY = (0.0, 0.578, 0.838, 0.934, 0.967, 0.980, 0.986, 0.989, 0.992, 0.993, 0.996, 0.999, 1.0)
_RIGHT = (0.0, 0.576, 0.852, 0.930, 0.967, 0.975, 0.984, 0.990, 0.993, 0.995, 0.997, 0.997, 0.999)
# The same with the words of a dictionary among the clues.
_LIKELY_WORDED = (0.0, 0.677, 0.898, 0.952, 0.971, 0.984, 0.996, 1.0)
_RIGHT_WORDED = (0.0, 0.706, 0.936, 0.980, 0.992, 0.993, 0.996, 0.999)


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that translate each other: their numbers on both sides (one range may be empty: nothing translates
    them), and the share of beads of this kind that are right (0 to 1)."""

    source: range
    target: range
    confidence: float


def align(
    source: Sequence[str],
    target: Sequence[str],
    source_locale: str,
    target_locale: str,
    *,
    names: Sequence[tuple[str, str]] = (),
    known: Known = NOTHING,
    most: int = MOST,
) -> tuple[Bead, ...]:
    """The sentences of `source` (the original) beside those of `target`, in order: every sentence of either side is
    in one bead. One to `most` sentences are matched with one, or two with two. `names` are known names and terms: (as
    it stands in the source language, its translation). `known` are further clues of every sentence of either side
    (`clues.WORD`, `clues.KIND` and what they name): what stands on both sides speaks for a pair.

    It is for translations that keep to the order of the original; of sentences that have changed places two and two
    are one bead, or they are left unpaired. Some hundreds of sentences take a second.
    """
    return tuple(bead for bead, _likely in weighed(source, target, source_locale, target_locale, names, known, most))


def weighed(
    source: Sequence[str],
    target: Sequence[str],
    source_locale: str,
    target_locale: str,
    names: Sequence[tuple[str, str]] = (),
    known: Known = NOTHING,
    most: int = MOST,
) -> list[tuple[Bead, float]]:
    """The beads of `align`, each with its likelihood by the model: what the confidences are measured against."""
    model = Model(source, target, (source_locale, target_locale), names, known)
    found = []
    for step in best((len(source), len(target)), shapes(most), model.bead):
        ours, theirs = range(step.first, step.first + step.many), range(step.other, step.other + step.others)
        found.append((Bead(ours, theirs, trust(step.likely, worded=model.worded)), step.likely))
    return found


def shapes(most: int) -> list[tuple[int, int]]:
    """The beads that there are: sentences on the one side and on the other."""
    larger = [shape for n in range(2, most + 1) for shape in ((1, n), (n, 1))]
    return [(1, 1), (1, 0), (0, 1), (2, 2), *larger]


def trust(likely: float, *, worded: bool = False) -> float:
    """The confidence that goes with a likelihood; `worded` where the words of a dictionary were among the clues."""
    points, right = (_LIKELY_WORDED, _RIGHT_WORDED) if worded else (_LIKELY, _RIGHT)
    place = min(max(1, bisect_right(points, likely)), len(points) - 1)
    low, high = points[place - 1], points[place]
    return right[place - 1] + (right[place] - right[place - 1]) * (likely - low) / (high - low)
