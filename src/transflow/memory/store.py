"""The kept index of a memory: immutable pieces on the disk, and what has changed since in this process.

It is derived: whoever opens it says what the memory consists of (documents with signatures), and what differs from the
index is read again. Little is held in this process; much is written as a new piece, which takes with it the pieces not
much larger than itself, so that they stay few and each unit is seldom written again. One writes at a time; readers
need no lock, for what a generation consists of never changes.
"""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from transflow import language
from transflow.memory import binding
from transflow.memory import sheet as sheets
from transflow.memory.manifest import Document, File, Manifest
from transflow.memory.matching import Memory
from transflow.memory.piece import Piece
from transflow.memory.repair import NamesIn
from transflow.memory.sections import DamagedError, checksum
from transflow.memory.selecting import NONE, Penalties
from transflow.memory.shelf import SCANNED, Plain
from transflow.memory.units import Held, Shelf, Unit, whole

DELTA = 500  # units that have changed since, up to which they are held in this process: reading them again takes 3 ms
BATCH = 100_000  # units bound at a time
_GROWTH = 4  # a new piece takes with it those up to so many times its size
_LOCK_SECONDS = 300.0
_TRIES = 5


class Changed(NamedTuple):
    """A document that is new or not as it was; `units` None: only its signature is another."""

    key: str
    sign: str
    units: Iterable[Unit] | None


Look = Callable[[Mapping[str, str]], tuple[Iterable[Changed], Collection[str]]]
"""What has changed, and the keys of what is gone, compared with the documents known (their signatures by key)."""


@dataclass(slots=True)
class _Delta:
    """What has changed since the generation: the documents taken anew, those that are gone, the units."""

    documents: dict[str, Document]
    gone: frozenset[str]
    units: list[Held]


class Store:
    """The index of one direction, in `folder`."""

    def __init__(self, folder: Path, source_locale: str, target_locale: str) -> None:
        self._folder, self._source, self._target = folder, source_locale, target_locale
        self._chinese = language.is_chinese(source_locale)
        self._manifest, self._pieces = self._opened()
        self._delta = _Delta({}, frozenset(), [])

    def bring(self, look: Look) -> None:
        """Brings the memory up to what `look` says. It may be asked twice: what others have written meanwhile counts.

        Raises what reading a document raises; the index is then as it was.
        """
        room = DELTA if self._manifest.pieces else SCANNED
        if self._hold(look, room):
            return
        import filelock

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(self._folder / "lock", timeout=_LOCK_SECONDS):
                self._manifest, self._pieces = self._opened()
                self._write(look)
        except (OSError, filelock.Timeout):  # a folder that cannot be written costs time and memory, and loses nothing
            self._manifest, self._pieces = self._opened()
            self._hold(look, None)

    def memory(self, *, names: NamesIn | None = None, drafts: bool = True, penalties: Penalties = NONE) -> Memory:
        """The memory as it was brought up to; without `drafts` what nobody has approved is left out."""
        gone = self._delta.gone | self._delta.documents.keys()
        if not gone and self._manifest.all_live:
            units, unsigned = self._manifest.size
            size = units - (0 if drafts else unsigned)
            return self._on(tuple(self._pieces.values()), size, names, drafts, penalties)
        size, live = 0, dict[str, set[str]]()
        kept = ((key, one) for key, one in self._manifest.documents.items() if key not in gone)
        for key, one in chain(kept, self._delta.documents.items()):
            live.setdefault(one.piece, set()).add(key)
            size += one.units - (0 if drafts else one.drafts)
        shelves: list[Shelf] = [self._pieces[name].of(keys) for name, keys in live.items() if name]
        if self._delta.units:
            shelves.append(Plain(self._delta.units, chinese=self._chinese))
        return self._on(shelves, size, names, drafts, penalties)

    def _on(
        self, shelves: Sequence[Shelf], size: int, names: NamesIn | None, drafts: bool, penalties: Penalties
    ) -> Memory:
        return Memory.on(shelves, size, self._source, self._target, names=names, drafts=drafts, penalties=penalties)

    def _opened(self) -> tuple[Manifest, dict[str, Piece]]:
        """The present generation with its pieces; an empty one, where there is none or it is damaged."""
        for _try in range(_TRIES):
            manifest = Manifest.read(self._folder)
            if manifest is None:
                break
            try:
                return manifest, {name: self._piece(name, file) for name, file in manifest.pieces.items()}
            except FileNotFoundError:  # a writer has put another generation in its place just now
                continue
            except (DamagedError, OSError):
                break
        return Manifest.of({}, {}, 0), {}

    def _piece(self, name: str, file: File) -> Piece:
        path = self._folder / name
        if not file.untouched(path) and (path.stat().st_size, checksum(path)) != (file.size, file.sum):
            raise DamagedError(path)
        return Piece(path, chinese=self._chinese)

    def _hold(self, look: Look, room: int | None) -> bool:
        """Takes what has changed into this process, if it is not more than `room` units; whether it was not."""
        changed, gone = look(self._manifest.known)
        delta = _Delta({}, frozenset(gone), [])
        for one in changed:
            if one.units is None:
                if room is not None:
                    return False  # to be written down, lest every opening looks twice
                continue
            drafts = count = 0
            for place, unit in enumerate(filter(whole, one.units)):
                if room is not None and len(delta.units) >= room:
                    return False
                delta.units.append(Held((one.key, place), unit))
                count += 1
                drafts += unit.draft
            delta.documents[one.key] = Document(one.sign, "", count, drafts)
        delta.units.sort(key=lambda held: held.place)
        self._delta = delta
        return True

    def _write(self, look: Look) -> None:
        """The next generation, with all that `look` says. The caller holds the lock."""
        changed, gone = look(self._manifest.known)
        documents = {key: one for key, one in self._manifest.documents.items() if key not in gone}
        made: list[Path] = []
        batch: list[Held] = []
        new = _name()
        for one in changed:
            if one.units is None:
                documents[one.key] = documents[one.key]._replace(sign=one.sign)
                continue
            documents.pop(one.key, None)
            count = drafts = 0
            for place, unit in enumerate(filter(whole, one.units)):
                if len(batch) >= BATCH:
                    made.append(self._folder / _name())
                    binding.bind([sheets.sheet(batch, chinese=self._chinese)], made[-1])
                    batch.clear()
                batch.append(Held((one.key, place), unit))
                count += 1
                drafts += unit.draft
            documents[one.key] = Document(one.sign, new if count else "", count, drafts)
        parts = [sheets.of_piece(Piece(path, chinese=self._chinese)) for path in made]
        if batch:
            parts.append(sheets.sheet(batch, chinese=self._chinese))
            batch.clear()
        documents, old = self._taken(documents, new)
        parts += old
        pieces = {name: self._manifest.pieces[name] for name in self._pieces if _units_in(documents)[name]}
        if parts:
            size, total = binding.bind(parts, self._folder / new)
            units = _units_in(documents)[new]
            pieces[new] = File(size, (self._folder / new).stat().st_mtime_ns, total, units)
        manifest = Manifest.of(pieces, documents, self._manifest.serial + 1)
        manifest.write(self._folder)
        self._manifest, self._delta = manifest, _Delta({}, frozenset(), [])
        self._pieces = {name: self._pieces.get(name) or self._piece(name, file) for name, file in pieces.items()}
        manifest.sweep(self._folder)

    def _taken(self, documents: dict[str, Document], new: str) -> tuple[dict[str, Document], list[sheets.Part]]:
        """The pieces that the piece `new` takes with it: those not much larger, and those of which half is gone;
        and the documents, whose units then stand in `new`."""
        counts = _units_in(documents)
        weight, taken = counts[new], []
        for name in sorted(self._pieces, key=counts.__getitem__):
            half_gone = 0 < counts[name] < self._manifest.pieces[name].units / 2
            if counts[name] and (half_gone or (weight and counts[name] <= _GROWTH * weight)):
                weight += counts[name]
                taken.append(name)
        parts = []
        for name in taken:
            live = frozenset(key for key, one in documents.items() if one.piece == name)
            parts.append(sheets.of_piece(self._pieces[name].of(live)))
        moved = {key: one._replace(piece=new) if one.piece in taken else one for key, one in documents.items()}
        return moved, parts


def _name() -> str:
    """A name that no piece ever had."""
    return f"{os.urandom(8).hex()}.piece"


def _units_in(documents: Mapping[str, Document]) -> Counter[str]:
    """How many units of `documents` stand in each piece."""
    counts: Counter[str] = Counter()
    for one in documents.values():
        counts[one.piece] += one.units
    return counts
