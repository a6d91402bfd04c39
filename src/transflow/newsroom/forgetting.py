"""Taking back what was brought: a whole file, or of all of them what somebody made, in some time, in some file.

What is taken out lies in the folder of what is derived, as TMX files that can be brought in again.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from transflow.errors import MemoryFileError, UsageError
from transflow.interface import gettext as _
from transflow.memory import files, tmx, tmxwriting
from transflow.memory.entry import Entry
from transflow.memory.selecting import Selection
from transflow.newsroom import exchanging, provenance
from transflow.newsroom.room import Newsroom
from transflow.workspace import disk

FORGOTTEN = "forgotten"  # in the folder of what is derived: what was taken back by mistake can still be found there


@dataclass(frozen=True, slots=True)
class Taken:
    """What one brought file gives up: how many pairs, how many it keeps, and where those are now that are gone."""

    memory: str
    units: int
    left: int
    away: str


def forget(room: Newsroom, name: str, *, dry: bool = False) -> tuple[str, int | None, str]:
    """Takes a brought file out of the memory: its name, how many units it gave (None where it cannot be read), and
    where it lies now. `dry` only counts. Raises UsageError where there is no such file."""
    with room.workspace.held(exchanging.LOCK):
        wanted = _known(room, name)
        path = room.workspace.inside(room.workspace.root / wanted)
        units: int | None
        try:
            found = tmx.entries(exchanging.pieces(path), wanted, exchanging.pairs(room))
            units = sum(isinstance(one, Entry) for one in found)
        except MemoryFileError:  # just such a file has to be taken back
            units = None
        away = _away(room, path)
        if not dry:
            _move(path, away)
    return wanted, units, room.workspace.relative(away)


def forget_some(
    room: Newsroom, selection: Selection, name: str | None = None, *, dry: bool = False
) -> tuple[list[Taken], int]:
    """Takes what `selection` means out of the brought files (`name`: of that one); what each gives up, and how many
    approved pairs of articles are meant too, which stay with their articles (0 with `name`). `dry` only counts.

    Nothing is changed before every file has been read to its end; each that gives up something is then replaced as a
    whole, and what stays in it keeps its bytes. A `<tu>` with several pairs goes if one of them is meant. Raises
    UsageError where there is no such file, MemoryFileError for one that cannot be read or is not in UTF-8.
    """
    with room.workspace.held(exchanging.LOCK), ExitStack() as stack:
        names = provenance.brought(room) if name is None else [_known(room, name)]
        parts = [part for one in names if (part := _Part(room, one, selection)).units]
        if not dry:
            for part in parts:
                part.split(stack)
            for part in parts:
                part.commit()
        taken = [Taken(one.name, one.units, one.left, room.workspace.relative(one.away)) for one in parts]
    if name is not None:
        return taken, 0
    choice = provenance.Choice(brought=False, selection=selection)
    approved = sum(1 for pair in exchanging.pairs(room) for _one in provenance.held(room, *pair, choice))
    return taken, approved


class _Part:
    """One file, and how much of it is meant; to be without that, what stays and what goes are written beside their
    places first."""

    def __init__(self, room: Newsroom, name: str, selection: Selection) -> None:
        self.name, self._selection, self._pairs = name, selection, exchanging.pairs(room)
        self._path = room.workspace.inside(room.workspace.root / name)
        self.away = _away(room, self._path)
        self.units = self.left = self._kept = 0
        for one, meant in self._found():
            pairs = sum(isinstance(each, Entry) for each in one.found)
            self.units += pairs if meant else 0
            self.left += 0 if meant else pairs
            self._kept += not meant

    def _found(self) -> Iterator[tuple[tmx.Located, bool]]:
        """Each unit of the file, and whether it is meant."""
        for one in tmx.located(exchanging.pieces(self._path), self.name, self._pairs):
            yield one, any(_meant(each, self.name, self._selection) for each in one.found)

    def split(self, stack: ExitStack) -> None:
        """Writes what stays and what goes; without `commit` neither is ever seen."""
        if not self._kept:
            return  # the file goes as it is
        with disk.trouble(self.away):
            self._stays = stack.enter_context(files.Staged(self._path))
            self._goes = stack.enter_context(files.Staged(self.away))
        units = ((one.start, one.end, meant) for one, meant in self._found())
        with disk.trouble(self._path):
            files.part(self._path, units, self._stays, self._goes, tmxwriting.TAIL)

    def commit(self) -> None:
        """Puts what goes into its place, then what stays."""
        if not self._kept:
            _move(self._path, self.away)
            return
        with disk.trouble(self.away):
            self._goes.commit()
        with disk.trouble(self._path):
            self._stays.commit()


def _meant(one: object, name: str, selection: Selection) -> bool:
    return isinstance(one, Entry) and selection.fits(name, one.by, one.at, one.file)


def _known(room: Newsroom, name: str) -> str:
    """The file of a memory that was brought, relative to the newsroom's folder. Raises UsageError."""
    wanted, known = f"{exchanging.FOLDER}/{exchanging.memory_name(name)}.tmx", provenance.brought(room)
    if wanted not in known:
        raise UsageError(
            name, _("no such memory was brought"),
            remedy=_("those that were: {names}").format(names=", ".join(known) or "–"),
        )  # fmt: skip
    return wanted


def _away(room: Newsroom, path: Path) -> Path:
    """Where what is taken out of `path` will lie: a place where nothing does."""
    folder = room.workspace.derived / FORGOTTEN
    away, number = folder / path.name, 1
    while away.exists():
        number += 1
        away = folder / f"{path.stem}.{number}{path.suffix}"
    return away


def _move(path: Path, away: Path) -> None:
    with disk.trouble(away):
        away.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, away)
        disk.sync_folder(path.parent)
