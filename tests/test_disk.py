"""Files: the old one or the new one, never a half, and trouble is named."""

import os
import stat
from pathlib import Path

import pytest

from transflow.errors import WorkspaceError
from transflow.workspace import disk


def test_replace_keeps_the_mode_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    path.chmod(0o640)
    disk.replace(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.po"]


def test_a_new_file_is_as_readable_as_any(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        disk.replace(tmp_path / "page.html", b"x")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "page.html").stat().st_mode) == 0o644


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkspaceError, match="free some space") as caught:
        disk.replace(path, b"new")
    assert caught.value.exit_code == 3
    with pytest.raises(WorkspaceError, match="free some space"):
        disk.append(path, b"more\n")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.po"]


def test_append_closes_a_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    disk.append(path, b"one\n")
    with path.open("ab") as file:
        file.write(b"to")
    disk.append(path, b"two\n")
    assert path.read_bytes() == b"one\nto\ntwo\n"


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * 100)
    with pytest.raises(WorkspaceError, match="100 bytes"):
        disk.read(path, 99)
    assert disk.read(path, 100) == b"x" * 100
    assert disk.read(tmp_path / "none.md") is None
