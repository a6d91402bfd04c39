"""What the termbase says already of a pair that was extracted."""

from collections.abc import Iterable, Iterator

from transflow import language
from transflow.terms import tokens
from transflow.terms.row import Row

_END = "\n"  # between texts that are searched as one


class Known:
    """The pairs of a termbase in two languages, compared without capitals and plurals."""

    def __init__(self, rows: Iterable[Row], source: str, target: str) -> None:
        self._chinese = language.is_chinese(source), language.is_chinese(target)
        self._renderings: dict[str, dict[str, str]] = {}  # by source: what is compared, and how it is written
        self._forbidden: set[tuple[str, str]] = set()
        for row in rows:
            for name in row.names.get(source, ()):
                for other in (*row.names.get(target, ()), *filter(None, [row.abbreviation])):
                    one, two = self._plain(name, 0), self._plain(other, 1)
                    if row.status == "forbidden":
                        self._forbidden.add((one, two))
                    else:
                        self._renderings.setdefault(one, {}).setdefault(two, other)
        self._sources: dict[str, list[str]] = {}  # by rendering
        for one, renderings in self._renderings.items():
            for two in renderings:
                self._sources.setdefault(two, []).append(one)
        self._all = _END + _END.join(self._renderings) + _END

    def _plain(self, text: str, side: int) -> str:
        return text if self._chinese[side] else tokens.plain(text)

    def other(self, source: str, target: str) -> tuple[str, ...] | None:
        """What the source is called in the termbase, if that is something else (`–`: nothing but not that); None if
        the pair is known, or is a piece of what is known or more than that; empty if it is new."""
        one, two = self._plain(source, 0), self._plain(target, 1)
        own = self._renderings.get(one, {})
        if (one, two) in self._forbidden:
            return tuple(own.values()) or ("–",)
        if any(two in known or known in two for known in own):
            return None
        if any(one in known or known in one for known in self._sources.get(two, ()) if known != one):
            return None
        if not own and any(two in known for longer in self._holding(one) for known in self._renderings[longer]):
            return None
        return tuple(own.values())

    def _holding(self, text: str) -> Iterator[str]:
        """The sources in which `text` stands."""
        at = self._all.find(text)
        while at >= 0:
            begin, end = self._all.rfind(_END, 0, at) + 1, self._all.find(_END, at)
            yield self._all[begin:end]
            at = self._all.find(text, end)
