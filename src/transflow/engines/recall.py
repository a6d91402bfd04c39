"""The engine `memory`: what has been translated before, exactly or nearly so."""

from collections.abc import Iterator, Sequence

from transflow.engines.options import read_options, whole
from transflow.engines.port import MemorySearch, Options, Outcome, Pair, Resources

MINIMUM = 75  # below this a fuzzy match costs a translator more than it saves
_BATCH = 64  # texts asked for at a time, so that answers can be saved as they come


class Recall:
    """Fills in the best match of the memory; no match is no failure."""

    name = "memory"
    local = True

    def __init__(self, search: MemorySearch | None, minimum: int = MINIMUM) -> None:
        self._search = search
        self._minimum = minimum

    def translate(self, sources: Sequence[str], pair: Pair) -> Iterator[Outcome]:
        """The best match of each source with `memory:SCORE` for its origin, in order."""
        for start in range(0, len(sources), _BATCH):
            batch = sources[start : start + _BATCH]
            found = self._search(batch, pair, self._minimum) if self._search else [()] * len(batch)
            for index, matches in enumerate(found, start):
                good = next((match for match in matches if match.score >= self._minimum), None)
                if good is None:
                    yield Outcome(index, None, None, self.name)
                else:
                    yield Outcome(index, good.target, None, f"{self.name}:{min(good.score, 100)}")

    def available(self, _pair: Pair) -> str | None:
        """Always."""
        return None


def open_engine(name: str, options: Options, resources: Resources) -> Recall:
    """The engine with its option `minimum` (score from 50 to 100, default 75)."""
    read = read_options(name, options, {"minimum": whole(50, 100)})
    minimum = read.get("minimum", MINIMUM)
    assert isinstance(minimum, int)
    return Recall(resources.memory, minimum)
