"""Files as they must be handled so that a crash at any instant leaves the old one or the new one (DESIGN §6.3).

Every trouble of the operating system becomes a `WorkspaceError` that names the file and what to do.
"""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
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


def entries(folder: Path) -> list[Path]:
    """What stands in `folder`, in the order of names."""
    with trouble(folder):
        return sorted(folder.iterdir())


def replace(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Puts `data` in the place of `path`: written beside it, flushed, renamed. `durable` says whether to fsync.

    The caller holds the lock of the article, so one temporary name a file is enough, and a crash leaves at most one.
    """
    with trouble(path):
        mode = _mode(path)
        staged = staging(path)
        try:
            with open(_created(staged), "wb") as file:
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


def _mode(path: Path) -> int | None:
    """The permissions of `path`; None where there is no such file."""
    try:
        return stat.S_IMODE(os.stat(path).st_mode)
    except FileNotFoundError:
        return None


def _created(path: Path) -> int:
    """A handle to write `path` anew; its folder is made where there is none (it nearly always is: a site of ten
    thousand pages asks for each file once)."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        return os.open(path, flags, 0o666)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, 0o666)


def appear(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes `folder` with `files` (by their names in it), whole or not at all: written beside it, flushed, renamed.

    The caller holds the lock of the article. Raises WorkspaceError where there is such a folder with something in it.
    """
    staged = staging(folder)
    with trouble(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        _clear(staged)  # left by a crash
        try:
            for name, data in files.items():
                (staged / name).parent.mkdir(parents=True, exist_ok=True)
                with open(staged / name, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
            for place in {(staged / name).parent for name in files}:
                sync_folder(place)
            os.rename(staged, folder)
        except OSError:
            with suppress(OSError):  # the trouble that is told is the first one
                _clear(staged)
            raise
    sync_folder(folder.parent)


def _clear(folder: Path) -> None:
    """Removes `folder` and what is in it, if it is there."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    if folder.exists():
        folder.rmdir()


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
