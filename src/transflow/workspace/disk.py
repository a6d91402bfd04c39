"""Files as they must be handled so that a crash at any instant leaves the old one or the new one (DESIGN §6.3).

Every trouble of the operating system becomes a `WorkspaceError` that names the file and what to do.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from transflow.errors import WorkspaceError
from transflow.interface import gettext as _


def _remedy(code: int | None) -> str:
    if code == errno.ENOSPC:
        return _("the disk is full: free some space and do it again; nothing was changed")
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _("the folder cannot be written: ask for the permission, or copy the newsroom to where you may write")
    if code == errno.ENOENT:
        return _("the file or folder is not there")
    return _("nothing was changed")


@contextmanager
def trouble(path: Path) -> Iterator[None]:
    """Turns an OSError on `path` into a WorkspaceError with a remedy."""
    try:
        yield
    except OSError as error:
        raise WorkspaceError(path, error.strerror or str(error), remedy=_remedy(error.errno)) from error


def read(path: Path, limit: int | None = None) -> bytes | None:
    """The bytes of `path`, None where there is no such file. More than `limit` bytes is a WorkspaceError."""
    with trouble(path):
        try:
            with open(path, "rb") as file:
                size = os.fstat(file.fileno()).st_size
                if limit is not None and size > limit:
                    raise WorkspaceError(
                        path,
                        _("the file has {size} bytes, more than the {limit} an article may have").format(
                            size=size, limit=limit
                        ),
                        remedy=_("take out what is not text, or make several articles of it"),
                    )
                return file.read()
        except FileNotFoundError:
            return None


def read_from(path: Path, start: int) -> tuple[bytes, int]:
    """The bytes of `path` from `start` on, and its length (0 where there is no such file)."""
    with trouble(path):
        try:
            with open(path, "rb") as file:
                length = file.seek(0, os.SEEK_END)
                file.seek(min(start, length))
                return file.read(length - min(start, length)), length
        except FileNotFoundError:
            return b"", 0


def tail(path: Path, size: int) -> tuple[bytes, bool]:
    """The last `size` bytes of `path`, and whether that is all of it (nothing, where there is no such file)."""
    with trouble(path):
        try:
            with open(path, "rb") as file:
                length = file.seek(0, os.SEEK_END)
                file.seek(max(0, length - size))
                return file.read(), length <= size
        except FileNotFoundError:
            return b"", True


def replace(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Puts `data` in the place of `path`: written beside it, flushed, renamed. `durable` says whether to fsync.

    The caller holds the lock of the article, so one temporary name a file is enough, and a crash leaves at most one.
    """
    with trouble(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
        staged = staging(path)
        try:
            handle = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
            with open(handle, "wb") as file:
                if mode is not None:
                    os.chmod(staged, mode)
                file.write(data)
                file.flush()
                if durable:
                    os.fsync(file.fileno())
            os.replace(staged, path)
        except OSError:
            with suppress(FileNotFoundError):
                os.unlink(staged)
            raise
    if durable:
        sync_folder(path.parent)


def staging(path: Path) -> Path:
    """Where the new content of `path` is written before it takes its place."""
    return path.with_name(f".{path.name}.new")


def append(path: Path, data: bytes) -> None:
    """Adds `data` (whole lines) to `path` and flushes it to the disk; on failure the file is as before.

    A last line that a crash has torn is closed first, so that it spoils nothing but itself.
    """
    with trouble(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        try:
            length = os.fstat(handle).st_size
            if length and os.pread(handle, 1, length - 1) != b"\n":
                data = b"\n" + data
            try:
                while data:
                    data = data[os.write(handle, data) :]
                os.fsync(handle)
            except OSError:
                os.ftruncate(handle, length)
                raise
        finally:
            os.close(handle)


def sync_folder(folder: Path) -> None:
    """Makes renames in `folder` durable. Windows has no such thing and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> bool:
    """Removes `path`; whether it was there."""
    with trouble(path):
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        sync_folder(path.parent)
        return True
