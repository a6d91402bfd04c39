"""What a line of another glossary is to a termbase: new, there already, or against what stands there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from transflow.terms.row import Row, cells, from_cells

_DEFAULT = {"kind": "term", "status": "preferred"}  # what a line says that does not say it


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a row is `there` already; which line there says less, or other things, of the same names (`fuller`: the
    row says more); and which lines it is `against`."""

    there: bool = False
    fuller: Row | None = None
    against: tuple[Row, ...] = ()


class Judge:
    """Compares rows with those of a termbase that are about the same, by their names in the language `source`. Capitals
    make no difference, but in the renderings of a line that says that its case is exact."""

    def __init__(self, rows: Iterable[Row], source: str) -> None:
        self._source = source
        self._about: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            for one, own in row.names.items():
                for name in own:
                    self._about.setdefault((one, name.casefold()), []).append(row)

    def __call__(self, row: Row) -> Verdict:
        """The verdict on `row`."""
        by = [self._source] if row.names.get(self._source) else [*row.names]
        found = [one for locale in by for name in row.names[locale] for one in self._of(locale, name)]
        about = list({id(one): one for one in found}.values())
        against = tuple(one for one in about if self._against(row, one))
        if against:
            return Verdict(against=against)
        same = next((one for one in about if one.status == row.status and _within(row, one)), None)
        if same is not None:
            return Verdict(there=True, fuller=same if _says_more(row, same) else None)
        return Verdict(there=not _facts(row) and self._covered(row))

    def _of(self, locale: str, name: str) -> Sequence[Row]:
        return self._about.get((locale, name.casefold()), ())

    def _against(self, row: Row, one: Row) -> bool:
        """Whether one of the two forbids what the other says, or both prefer something else."""
        shared = [
            name
            for name in row.names.get(self._source, ())
            if any(one is other for other in self._of(self._source, name))
        ]
        for locale, names in row.names.items():
            theirs = one.names.get(locale)
            if not shared or locale == self._source or not theirs:
                continue
            if (row.status == "forbidden") != (one.status == "forbidden"):
                if any(_among(name, theirs, one.case) for name in names):
                    return True
            elif row.status == one.status == "preferred" and not all(
                self._is_called(source, locale, names[0], ("preferred",)) for source in shared
            ):
                return True
        return False

    def _is_called(self, source: str, locale: str, name: str, statuses: Sequence[str]) -> bool:
        return any(
            _among(name, (*one.names.get(locale, ()), one.abbreviation), one.case)
            for one in self._of(self._source, source)
            if one.status in statuses
        )

    def _covered(self, row: Row) -> bool:
        """Whether several rows together say all that it says of names."""
        statuses = ("forbidden",) if row.status == "forbidden" else ("preferred", "allowed")
        own = row.names.get(self._source, ())
        others = [(one, name) for one, names in row.names.items() if one != self._source for name in names]
        return bool(own and others) and all(
            self._is_called(source, locale, name, statuses) for source in own for locale, name in others
        )


def _among(name: str, names: Sequence[str], case: str) -> bool:
    return name in names or (case != "exact" and name.casefold() in (one.casefold() for one in names))


def _within(row: Row, one: Row) -> bool:
    return all(
        all(_among(name, one.names.get(locale, ()), one.case) for name in names) for locale, names in row.names.items()
    )


def _facts(row: Row) -> Mapping[str, str]:
    return {
        name: text for name, text in cells(row).items() if name not in row.names and text != _DEFAULT.get(name)
    }  # fmt: skip


def _says_more(row: Row, one: Row) -> bool:
    held = cells(one)
    return any(held.get(name) != text for name, text in _facts(row).items())


@dataclass(slots=True)
class Changes:
    """What a termbase is to become: lines that are changed or go (None), by where they begin, and rows at its end."""

    source: str
    changed: dict[int, Row | None] = field(default_factory=dict)
    added: list[Row] = field(default_factory=list)
    _placed: set[int] = field(default_factory=set)  # lines in which a row of the file stands now

    def replace(self, row: Row, against: Sequence[Row]) -> None:
        """Puts `row` in the place of the lines that it is against; of those stays what it does not speak of."""
        placed = False
        for one in against:
            if one.line in self._placed:
                continue
            now = self.changed.get(one.line, one)
            rest = None if now is None else self._rest(now, row)
            if rest is None and not placed:
                rest, placed = _over(one, row), True
                self._placed.add(one.line)
            self.changed[one.line] = rest
        if not placed:
            self.added.append(row)

    def fill(self, row: Row, one: Row) -> None:
        """Puts what `row` says of the same names into the line `one`."""
        now = self.changed.get(one.line, one)
        if now is not None and one.line not in self._placed:
            self.changed[one.line] = _over(now, replace(row, names=now.names))

    def _rest(self, one: Row, row: Row) -> Row | None:
        """What of `one` the row does not speak of; None for nothing."""
        if one.status == row.status:
            names = {**one.names, self.source: _without(one, self.source, row)}
        else:
            names = {
                locale: own if locale == self.source or locale not in row.names else _without(one, locale, row)
                for locale, own in one.names.items()
            }
        kept = {locale: own for locale, own in names.items() if own}
        return replace(one, names=kept) if len(kept) == len(one.names) else None


def _without(one: Row, locale: str, row: Row) -> tuple[str, ...]:
    gone = {name.casefold() for name in row.names.get(locale, ())}
    return tuple(name for name in one.names.get(locale, ()) if name.casefold() not in gone)


def _over(one: Row, row: Row) -> Row:
    """`row` in the place of `one`, whose facts hold where `row` says nothing, unless it says the opposite."""
    if one.status != row.status:
        return replace(row, line=one.line)
    held = {name: text for name, text in cells(one).items() if name not in one.names}
    return from_cells({**one.names, **row.names}, {**held, **_facts(row)}, one.line)
