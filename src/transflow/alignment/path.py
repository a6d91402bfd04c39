"""The best way through two texts, and how likely each step of it is: dynamic programming within a band.

The band runs along the diagonal; where the best way comes near its edge it is made twice as wide and all is done again
(Moore 2002), so that what is kept grows with the length of the texts and not with its square.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

BAND = 12  # sentences on either side of the diagonal, at first
_EDGE = 3  # nearer than that is near its edge
_NEVER = -math.inf
Weight = Callable[[int, int, int, int], float]


class Step(NamedTuple):
    """`many` sentences from `first` with `others` from `other`, and how likely that is (0 to 1, by the model)."""

    first: int
    many: int
    other: int
    others: int
    likely: float


def best(size: tuple[int, int], shapes: Sequence[tuple[int, int]], weight: Weight, band: int = BAND) -> list[Step]:
    """The most likely way from (0, 0) to `size`, by steps of `shapes`; `weight` is a step's log likelihood."""
    while True:
        steps = _Band(size, shapes, weight, band).steps()
        if steps is not None:
            return steps
        band *= 2


class _Band:
    def __init__(self, size: tuple[int, int], shapes: Sequence[tuple[int, int]], weight: Weight, band: int) -> None:
        self._rows, self._columns = size
        self._shapes = shapes
        slope = self._columns / max(1, self._rows)
        width = band + math.ceil(slope)  # however steep it is, one row must reach into the next
        self._low = [max(0, math.floor(row * slope) - width) for row in range(self._rows + 1)]
        self._high = [min(self._columns, math.ceil(row * slope) + width) for row in range(self._rows + 1)]
        self._weigh(weight)

    def _weigh(self, weight: Weight) -> None:
        """Forward: the sum over all ways to each place, the best one, and the weight of every step."""
        self._sums = [[_NEVER] * (high - low + 1) for low, high in zip(self._low, self._high, strict=True)]
        self._weights: list[list[list[float]]] = []
        best = [[_NEVER] * len(row) for row in self._sums]
        self._came = [[-1] * len(row) for row in self._sums]
        self._sums[0][0] = best[0][0] = 0.0
        for row, low in enumerate(self._low):
            weights: list[list[float]] = []
            for place in range(len(self._sums[row])):
                column, here, top = low + place, self._sums[row][place], best[row][place]
                out = [_NEVER] * len(self._shapes)
                for number, (many, others) in enumerate(self._shapes):
                    at = self._place(row + many, column + others)
                    if at < 0 or here == _NEVER:
                        continue
                    out[number] = step = weight(row, many, column, others)
                    sums = self._sums[row + many]
                    sums[at] = _added(sums[at], here + step)
                    if top + step > best[row + many][at]:
                        best[row + many][at] = top + step
                        self._came[row + many][at] = number
                weights.append(out)
            self._weights.append(weights)

    def _place(self, row: int, column: int) -> int:
        """The place of a column in its row of the band; negative where it is outside."""
        if row > self._rows or not self._low[row] <= column <= self._high[row]:
            return -1
        return column - self._low[row]

    def steps(self) -> list[Step] | None:
        """The steps of the best way; None where it runs along the edge of the band."""
        way: list[tuple[int, int, int]] = []
        row, column = self._rows, self._columns
        while (row, column) != (0, 0):
            if not self._inside(row, column):
                return None
            number = self._came[row][column - self._low[row]]
            row, column = row - self._shapes[number][0], column - self._shapes[number][1]
            way.append((row, column, number))
        back = self._back()
        total = self._sums[-1][-1]
        found = []
        for row, column, number in reversed(way):
            many, others = self._shapes[number]
            place = column - self._low[row]
            rest = back[row + many][self._place(row + many, column + others)]
            log = self._sums[row][place] + self._weights[row][place][number] + rest - total
            found.append(Step(row, many, column, others, min(1.0, math.exp(log))))
        return found

    def _inside(self, row: int, column: int) -> bool:
        low, high = self._low[row], self._high[row]
        return (low == 0 or column - low > _EDGE) and (high == self._columns or high - column > _EDGE)

    def _back(self) -> list[list[float]]:
        """Backward: the sum over all ways from each place to the end."""
        back = [[_NEVER] * len(row) for row in self._sums]
        back[-1][-1] = 0.0
        for row in range(self._rows, -1, -1):
            for place in range(len(back[row]) - 1, -1, -1):
                column, sums = self._low[row] + place, back[row][place]
                for number, (many, others) in enumerate(self._shapes):
                    step = self._weights[row][place][number]
                    if step != _NEVER:
                        sums = _added(sums, step + back[row + many][self._place(row + many, column + others)])
                back[row][place] = sums
        return back


def _added(one: float, two: float) -> float:
    """log(exp(one) + exp(two))."""
    if one < two:
        one, two = two, one
    return one if two == _NEVER else one + math.log1p(math.exp(two - one))
