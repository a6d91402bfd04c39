"""Files that are too long to hold: read piece by piece, and written beside themselves until all of it is there.

The paths are handed over by the workspace, which also turns the system's errors into words.
"""

import mmap
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

CHUNK = 1 << 16


def chunks(path: Path, tell: Callable[[int], None] = lambda _size: None) -> Iterator[bytes]:
    """The bytes of `path`, a piece at a time; `tell` is given the size of each. Raises OSError."""
    with open(path, "rb") as file:
        while piece := file.read(CHUNK):
            tell(len(piece))
            yield piece


def part(path: Path, units: Iterable[tuple[int, int, bool]], stays: "Staged", goes: "Staged", tail: bytes) -> None:
    """Copies `path` to `stays` without the units that are to go, and these to `goes`, between all that stands before
    the first unit and `tail`. A unit is its first byte, the first one of its end tag, and whether it is to go. What is
    neither stays as it is. Raises OSError."""
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        done, header = 0, -1
        for start, last, going in units:
            header = start if header < 0 else header
            if not going:
                continue
            end = data.find(b">", last) + 1
            while data[end : end + 1] in (b"\r", b"\n"):
                end += 1
            if not done:
                goes.write(data[:header])
            stays.write(data[done:start])
            goes.write(data[start:end])
            done = end
        stays.write(data[done:])
        goes.write(tail)


class Staged:
    """New content of `path`, in a file beside it until `commit`; without that, nothing is left. Raises OSError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._beside = path.with_name(f".{path.name}.new")
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = open(self._beside, "wb")
        return self

    def write(self, data: bytes) -> None:
        """Adds to the new content."""
        assert self._file is not None
        self._file.write(data)

    def commit(self) -> None:
        """Puts the new content in the place of the old; a crash leaves the one or the other."""
        assert self._file is not None
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        os.replace(self._beside, self.path)
        if os.name != "nt":  # a rename is durable once its folder is
            handle = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            with suppress(OSError):  # a full disk says so again; what is thrown away need not be whole
                self._file.close()
        self._beside.unlink(missing_ok=True)
