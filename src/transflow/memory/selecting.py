"""Which units are meant, by where they come from, who made them and when; and what a newsroom holds against some."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

from transflow.memory.units import Unit, document

_fits = lru_cache(maxsize=10_000)(fnmatchcase)  # the same few origins at every search


@dataclass(frozen=True, slots=True)
class Selection:
    """Units from an article or a file that `pattern` fits (`articles/a*`, `memory/old.tmx`), of one `person`, last
    changed at `after` or later, and before `before` (ISO 8601, UTC). All that is said must hold; what has no date is
    neither before nor after any."""

    pattern: str | None = None
    person: str | None = None
    after: str | None = None
    before: str | None = None

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return (self.pattern, self.person, self.after, self.before) != (None, None, None, None)

    def fits(self, origin: str, by: str | None, at: str | None, file: str | None = None) -> bool:
        """Whether a unit of `origin` is meant, which was in `file` first."""
        if self.person is not None and by != self.person:
            return False
        if self.after is not None and not (at and at >= self.after):
            return False
        if self.before is not None and not (at and at < self.before):
            return False
        if self.pattern is None:
            return True
        plain = origin.removeprefix("memory/").removesuffix(".tmx")  # a memory by its name, as `memory forget` takes it
        names = (origin, document(origin), file or origin, plain)
        return any(_fits(name, self.pattern) for name in names)

    def has(self, unit: Unit) -> bool:
        """Whether `unit` is meant."""
        return self.fits(unit.origin, unit.by, unit.at)


@dataclass(frozen=True, slots=True)
class Penalties:
    """What a newsroom takes off the scores of some units, and which it does not want to see at all."""

    taken_off: tuple[tuple[Selection, int], ...] = ()
    excluded: tuple[Selection, ...] = ()

    def of(self, unit: Unit) -> int | None:
        """What is taken off the scores of `unit`, its own penalty and all of ours that fit; None: it is not offered."""
        if any(one.has(unit) for one in self.excluded):
            return None
        return unit.penalty + sum(points for one, points in self.taken_off if one.has(unit))


NONE = Penalties()
