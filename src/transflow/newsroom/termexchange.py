"""Terms that come and go: glossaries (CSV, TSV, TBX) brought into `locales/terms.csv`, and the termbase given out.

A file is read to its end before anything is changed. What it says otherwise than the termbase is left out and told,
each with both lines, unless it is to replace that.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from transflow import language, terms
from transflow.errors import RefusedError, UsageError
from transflow.interchange import encodings
from transflow.interface import gettext as _
from transflow.newsroom import exchanging
from transflow.newsroom.room import Newsroom
from transflow.newsroom.termkeeping import FILE, LOCK
from transflow.terms import agreement, glossary, lines, tbxreading, tbxwriting
from transflow.terms.concept import Tally
from transflow.terms.row import Row
from transflow.workspace.folder import decode

FORMATS = {
    ".tbx": "tbx", ".xml": "tbx", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".txt": "tsv", ".utf8": "tsv",
}  # fmt: skip


@dataclass(slots=True)
class Brought:
    """What became of a file: rows `taken` (all of them new lines, or in the place of others if `replaced`), those that
    are there already (`same`; `fuller` of them say more, with the line of ours), those that contradict lines of ours,
    and what could not be taken (`tally`). `written`: the termbase has been changed."""

    file: str
    replaced: bool
    taken: list[Row] = field(default_factory=list)
    same: int = 0
    fuller: list[tuple[Row, Row]] = field(default_factory=list)
    contradictions: list[tuple[Row, Row]] = field(default_factory=list)  # theirs, ours
    tally: Tally = field(default_factory=Tally)
    written: bool = False

    @property
    def left(self) -> int:
        """How many were left out because they contradict."""
        return 0 if self.replaced else len({id(theirs) for theirs, _ours in self.contradictions})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody says of a file: the languages of its first two columns if it does not, its encoding (of a table),
    whether it replaces what it contradicts, and whether that is only to be told."""

    pair: tuple[str, str] | None = None
    encoding: str | None = None
    replace: bool = False
    dry: bool = False


def bring(room: Newsroom, path: Path, wanted: Wanted) -> Brought:
    """Takes the terms of a file into the termbase; what became of them.

    Raises UsageError for a file of another kind, MemoryFileError (`path:line`) for one that is no good, or a termbase
    that is none. Then nothing has been changed.
    """
    done = Brought(str(path), wanted.replace)
    rows = list(dict.fromkeys(_Same(row) for row in _rows(room, path, wanted, done.tally)))
    with room.workspace.held(LOCK):
        text = decode(room.workspace.read(FILE) or b"", FILE)
        judge = agreement.Judge(terms.load(text, FILE).rows, room.settings.source)
        changes = agreement.Changes(room.settings.source)
        for row in (one.row for one in rows):
            verdict = judge(row)
            if verdict.against:
                done.contradictions += [(row, ours) for ours in verdict.against]
                if wanted.replace:
                    changes.replace(row, verdict.against)
                    done.taken.append(row)
            elif verdict.there:
                done.same += 1
                if verdict.fuller is not None:
                    done.fuller.append((row, verdict.fuller))
                    if wanted.replace:
                        changes.fill(row, verdict.fuller)
            else:
                changes.added.append(row)
                done.taken.append(row)
        if (changes.added or changes.changed) and not wanted.dry:
            known = (room.settings.source, *room.settings.targets)
            new = lines.edited(text, FILE, known, changes.added, changes.changed)
            room.workspace.write(FILE, new.encode())
            done.written = True
    return done


def _rows(room: Newsroom, path: Path, wanted: Wanted, tally: Tally) -> Iterator[Row]:
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise UsageError(
            path, _("no such file can be a glossary"),
            remedy=_("what can be read ends in {endings}").format(endings=", ".join(FORMATS)),
        )  # fmt: skip
    known, name = (room.settings.source, *room.settings.targets), str(path)
    if kind == "tbx":
        return tbxreading.stream(exchanging.pieces(path), name, known, tally)
    encoding = wanted.encoding and encodings.known(wanted.encoding, "--encoding")
    encoding = encoding or encodings.of_text(lambda: exchanging.pieces(path), name)
    return glossary.stream(
        exchanging.pieces(path), name, known, tally, encoding, tabs=kind == "tsv", pair=wanted.pair
    )  # fmt: skip


class _Same:
    """A row that is the same as another of equal content (the order of its languages says nothing)."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self._key = (frozenset(row.names.items()), *(getattr(row, name) for name in terms.FACTS))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@dataclass(frozen=True, slots=True)
class Given:
    """The termbase as a file: its bytes piece by piece, how many lines went in, how many have no name in any language,
    and how many the format cannot hold as they are."""

    data: Iterable[bytes]
    count: int
    empty: int
    bent: int


def give(room: Newsroom, kind: str, dialect: str = "basic") -> Given:
    """The termbase as "csv" or "tbx" (in one of `tbxwriting.DIALECTS`). Raises RefusedError for a TBX of nothing."""
    rows = room.terms.rows
    named = [row for row in rows if row.names]
    order = _order(room, named)
    if kind == "csv":
        heading = {one: language.bcp47(one) for one in order}
        return Given([lines.document(named, heading).encode()], len(named), len(rows) - len(named), 0)
    if not named:
        raise RefusedError(
            FILE, _("it holds no term, and a TBX file must hold one"), remedy=_("export it as CSV: --format csv")
        )
    bent = sum(map(tbxwriting.is_bent, named))
    data = tbxwriting.document(named, order, dialect, room.settings.name)
    return Given(data, len(named), len(rows) - len(named), bent)


def _order(room: Newsroom, rows: Sequence[Row]) -> list[str]:
    """The languages of the newsroom, then others as they come."""
    used: Mapping[str, int] = Counter(one for row in rows for one in row.names)
    own = (room.settings.source, *room.settings.targets)
    return [*own, *(one for one in used if one not in own)]
