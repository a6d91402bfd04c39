"""The file of one piece of the kept index: named sections, each one array or a run of bytes, in any order.

Written once, from its beginning to its end, and never changed. The end says where what is, so a file that was cut
short is known at once. Numbers are little-endian.
"""

import json
import mmap
import os
import struct
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MAGIC = b"tfpiece1" if sys.byteorder == "little" else b"1eceipft"  # a file of the other kind of machine is none
_TAIL = struct.Struct("<QQ8s")  # where the directory starts, its length, the magic
_ALIGNED = 64
_LARGE = 1 << 26  # bytes; a section up to here is soon in memory as a whole, and the sooner the better
_STRETCH = 1 << 24  # bytes checked at a time


class DamagedError(Exception):
    """A file of the index is not what was written: what is derived from it is to be made anew."""


class Writer:
    """Writes a file section by section. `sum` is the CRC-32 and `size` the length of all written so far."""

    def __init__(self, path: Path) -> None:
        self._file = open(path, "wb", buffering=1 << 20)  # noqa: SIM115 (closed by `__exit__`)
        self._places: dict[str, tuple[int, int, str]] = {}
        self.size = self.sum = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self._file.close()

    def write(self, data: "bytes | NDArray[Any]") -> None:
        """Adds to the present section."""
        flat = data if isinstance(data, bytes) else data.view("u1").data
        self._file.write(flat)
        self.sum = zlib.crc32(flat, self.sum)
        self.size += len(flat)

    @contextmanager
    def section(self, name: str, kind: str = "") -> Iterator[None]:
        """What is written here is the section `name`, an array of `kind` (numpy's name; "": bytes)."""
        self.write(bytes(-self.size % _ALIGNED))
        start = self.size
        yield
        self._places[name] = (start, self.size - start, kind)

    def array(self, name: str, array: "NDArray[Any]") -> None:
        """Writes a whole array."""
        with self.section(name, array.dtype.str):
            self.write(array)

    def finish(self) -> None:
        """Writes the end, and all of it to the disk."""
        start, directory = self.size, json.dumps(self._places).encode()
        self.write(directory)
        self.write(_TAIL.pack(start, len(directory), _MAGIC))
        self._file.flush()
        os.fsync(self._file.fileno())


class Sections(Mapping[str, "NDArray[Any]"]):
    """A piece as it lies on the disk: arrays that are parts of the file, read where they are looked at."""

    def __init__(self, path: Path) -> None:
        """Opens the file. Raises DamagedError where it is none, and FileNotFoundError."""
        import numpy as np

        with open(path, "rb") as file:
            try:
                self.blob = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                start, length, magic = _TAIL.unpack(self.blob[-_TAIL.size :])
                if magic != _MAGIC:
                    raise DamagedError(path)
                self.places: dict[str, tuple[int, int, str]] = json.loads(self.blob[start : start + length])
                self._arrays = {
                    name: np.frombuffer(self.blob, kind, size // np.dtype(kind).itemsize, at)
                    for name, (at, size, kind) in self.places.items()
                    if kind
                }
            except (ValueError, TypeError, AttributeError, KeyError, struct.error) as error:
                raise DamagedError(path) from error

    def __getitem__(self, name: str) -> "NDArray[Any]":
        return self._arrays[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)

    def read_here_and_there(self, names: Iterable[str]) -> None:
        """Tells the system that of these sections a page here and a page there will be read. Where they are large, it
        should not read ahead: some systems read megabytes for each page, and the first look-ups would wait for what
        they do not need."""
        if not hasattr(mmap, "MADV_RANDOM"):
            return
        for name in names:
            start, size, _kind = self.places[name]
            if size > _LARGE:
                before = start % mmap.PAGESIZE
                self.blob.madvise(mmap.MADV_RANDOM, start - before, size + before)

    def read_through(self) -> None:
        """Tells the system that all of it will be read, from its beginning to its end."""
        if hasattr(mmap, "MADV_SEQUENTIAL"):
            self.blob.madvise(mmap.MADV_SEQUENTIAL)

    def release(self) -> None:
        """Lets go of what has been read: it need not stay in this process's memory."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self.blob.madvise(mmap.MADV_DONTNEED)

    def bytes_of(self, name: str) -> tuple[int, int]:
        """Where in `blob` a section of bytes begins and ends."""
        start, size, _kind = self.places[name]
        return start, start + size


def checksum(path: Path) -> int:
    """The CRC-32 of a file."""
    total = 0
    with open(path, "rb") as file:
        while data := file.read(_STRETCH):
            total = zlib.crc32(data, total)
    return total
