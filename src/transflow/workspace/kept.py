"""What was parsed last, kept by the very bytes it was parsed from: as long as a file says the same, it means the same.

An editor asks for one article a hundred times an hour, and each time the files are read again, which takes a
millisecond: no clock and no time stamp is trusted. Values are frozen, so that every thread may have them.
"""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from threading import Lock
from typing import Any

_MOST = 6  # values: the termbase, an open article with its translations, and the one before it


class Kept:
    """The last few parsed values, each with the sources (bytes, or values that were kept) it was made from."""

    def __init__(self) -> None:
        self._values: OrderedDict[Hashable, tuple[Sequence[object], Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, name: Hashable, *sources: object) -> Any:
        """The value called `name`, if it was made from `sources`; else None."""
        with self._lock:
            known = self._values.get(name)
            if known is None or len(known[0]) != len(sources):
                return None
            if not all(one is two or one == two for one, two in zip(known[0], sources, strict=True)):
                return None
            self._values.move_to_end(name)
            return known[1]

    def put(self, name: Hashable, value: Any, *sources: object) -> None:
        """Keeps `value`, and forgets the one that was asked for least lately."""
        with self._lock:
            self._values[name] = (sources, value)
            self._values.move_to_end(name)
            while len(self._values) > _MOST:
                self._values.popitem(last=False)
