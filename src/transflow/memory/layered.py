"""A memory that grows while one works: a large one as it was built, and what has changed since laid over it."""

from collections.abc import Callable

from transflow.memory.matching import Match, Memory, Unit


class Layered:
    """`base` without the units that are `gone`, and `over` above it.

    To put a new unit into a large memory would mean to build it anew, which takes seconds; to ask two takes twice a
    fraction of a millisecond.
    """

    def __init__(self, base: Memory, over: Memory, gone: Callable[[Unit], bool] = lambda _unit: False) -> None:
        self.base = base
        self.over = over
        self._gone = gone

    def search(
        self,
        text: str,
        minimum: int = 70,
        limit: int = 5,
        *,
        context_before: str | None = None,
        skip: Callable[[Unit], bool] | None = None,
    ) -> list[Match]:
        """`Memory.search` in both; of equal scores what is newer, the upper one's, comes first."""

        def passed(unit: Unit) -> bool:
            return self._gone(unit) or (skip is not None and skip(unit))

        upper = self.over.search(text, minimum, limit, context_before=context_before, skip=skip)
        lower = self.base.search(text, minimum, limit, context_before=context_before, skip=passed)
        found: dict[tuple[str, str], Match] = {}
        for match in sorted([*upper, *lower], key=lambda match: match.score, reverse=True):
            found.setdefault((match.source, match.target), match)
        return list(found.values())[:limit]

    def concordance(self, words: str, limit: int = 20) -> list[Unit]:
        """`Memory.concordance` in both, the upper one first."""
        lower = self.base.concordance(words, limit, skip=self._gone)
        return [*self.over.concordance(words, limit), *lower][:limit]
