"""What the kept index consists of at one time: its pieces, and what each document was when it was read."""

import json
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self

VERSION = 3  # of all files of the index: those of another version are made anew
_NAME = "manifest"


class Document(NamedTuple):
    """A document that has been read: its signature, the piece that holds its units ("": it has none), how many they
    are, and how many of them nobody has approved."""

    sign: str
    piece: str
    units: int
    drafts: int


class File(NamedTuple):
    """A piece's file: length, time of change (ns), CRC-32; and how many units stand in it."""

    size: int
    mtime: int
    sum: int
    units: int

    def untouched(self, path: Path) -> bool:
        """Whether nobody has touched the file since it was written."""
        status = path.stat()
        return (status.st_size, status.st_mtime_ns) == (self.size, self.mtime)


_Columns = tuple[list[str], list[str], list[str], list[int], list[int]]


class Manifest:
    """One generation of the index. `serial` is another in every generation.

    The documents stand in columns (key, and the fields of `Document`): of tens of thousands little more than the
    signatures is looked at.
    """

    def __init__(self, pieces: Mapping[str, File], columns: _Columns, serial: int) -> None:
        self.pieces, self._columns, self.serial = pieces, columns, serial

    @classmethod
    def of(cls, pieces: Mapping[str, File], documents: Mapping[str, Document], serial: int) -> Self:
        """The generation of these pieces and documents."""
        rows = documents.values()
        columns = (
            list(documents), [one.sign for one in rows], [one.piece for one in rows], [one.units for one in rows],
            [one.drafts for one in rows],
        )  # fmt: skip
        return cls(pieces, columns, serial)

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """The present generation; None where there is none, or none that we can read."""
        try:
            sign, body = (folder / _NAME).read_bytes().split(b"\n", 1)
            if sign != b"%d %08x" % (VERSION, zlib.crc32(body)):
                return None
            pieces, (keys, signs, places, units, drafts), serial = json.loads(body)
            return cls(
                {name: File(*facts) for name, facts in pieces.items()}, (keys, signs, places, units, drafts), serial
            )
        except (OSError, ValueError, TypeError, AttributeError):
            return None

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The documents by key."""
        keys, *columns = self._columns
        return dict(zip(keys, map(Document._make, zip(*columns, strict=True)), strict=True))

    @property
    def known(self) -> dict[str, str]:
        """The signatures of the documents by key."""
        keys, signs, *_rest = self._columns
        return dict(zip(keys, signs, strict=True))

    @property
    def size(self) -> tuple[int, int]:
        """How many units there are, and how many of them nobody has approved."""
        *_names, units, drafts = self._columns
        return sum(units), sum(drafts)

    @property
    def all_live(self) -> bool:
        """Whether every unit of every piece counts."""
        return self.size[0] == sum(file.units for file in self.pieces.values())

    def write(self, folder: Path) -> None:
        """Puts this generation in the place of the one before: whoever reads sees the one or the other."""
        told = json.dumps([self.pieces, self._columns, self.serial], ensure_ascii=False, separators=(",", ":"))
        body = told.encode("utf-8", "surrogatepass")  # the name of a file may be no text; `json.loads` reads it so too
        staged = folder / f".{_NAME}.new"
        with open(staged, "wb") as file:
            file.write(b"%d %08x\n" % (VERSION, zlib.crc32(body)) + body)
            file.flush()
            os.fsync(file.fileno())
        os.replace(staged, folder / _NAME)

    def sweep(self, folder: Path) -> None:
        """Removes the pieces that are not of this generation: former ones, and those of a writer that was killed."""
        for path in folder.glob("*.piece"):
            if path.name not in self.pieces:
                with suppress(OSError):  # Windows keeps a file that somebody reads: the next one removes it
                    path.unlink()
