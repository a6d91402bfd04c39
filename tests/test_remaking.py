"""A site made again from nothing: the same as it was, wherever somebody stopped in the middle of it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Desk
from transflow.newsroom import publication
from transflow.newsroom.room import Newsroom, open_newsroom
from transflow.workspace import disk

SLUGS = "abcdefg"


def text(slug: str, said: str, more: str = "") -> str:
    day = 20 - 3 * SLUGS.find(slug) % 20  # dates are in another order than names and publications
    return f"---\ntitle: 新闻{slug}\ndate: 2026-11-{day:02}\ntags: [钢铁]\ntargets: []\n{more}---\n\n{said}。\n"


def room(desk: Desk, hour: int) -> Newsroom:
    """The newsroom, at an hour of one day."""
    return open_newsroom(desk.root, lambda: "wang", lambda: datetime(2026, 11, 26, hour, tzinfo=UTC))


def public(desk: Desk) -> dict[str, bytes]:
    """What readers are given."""
    found = ((path.relative_to(desk.root).as_posix(), path) for path in desk.root.glob("public/**/*"))
    return {name: path.read_bytes() for name, path in found if path.is_file() and path.name != ".transflow"}


class Stopped(BaseException):
    """What no code of ours catches: the end of the process."""


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many files are still written before the process ends, in a list of one number (negative: it does not)."""
    left, write = [-1], disk.replace

    def replace(path: Path, data: bytes, *, durable: bool = True) -> None:
        if left[0] == 0:
            raise Stopped
        left[0] -= 1
        write(path, data, durable=durable)

    monkeypatch.setattr(disk, "replace", replace)
    return left


def test_a_site_made_again_is_what_it_was_wherever_it_was_stopped(
    desk: Desk, steps: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seven articles in chunks of two; one has a newer text, and one is under embargo."""
    monkeypatch.setattr(publication, "CHUNK", 2)
    for hour, slug in enumerate("dagbfce"):
        desk.write(slug, text(slug, "第一版"))
        publication.publish(room(desk, hour), [slug])
    desk.write("c", text("c", "第二版"))
    desk.write("h", text("h", "机密", "embargo: 2026-12-01\n"))
    recorded = {path: path.read_bytes() for path in desk.root.glob("locales/zh_CN/**/*.po")}
    publication.publish(room(desk, 9), ["c"])
    whole = public(desk)
    assert any("第二版".encode() in data for data in whole.values())

    def again(stop: int) -> bool:
        """Whether it came to its end."""
        steps[0] = -1
        for path, data in recorded.items():
            path.write_bytes(data)
        for name in ("public", ".transflow"):
            shutil.rmtree(desk.root / name)
        steps[0] = stop
        try:
            publication.publish(room(desk, 9), everything=True)
        except Stopped:
            return False
        return True

    done, stop = again(-1), 0
    assert done
    assert public(desk) == whole
    done = False
    while not done:
        done = again(stop)
        steps[0] = -1
        left = public(desk)
        assert not any("机密".encode() in data for data in left.values())
        if recorded[desk.po("c", "zh_CN")] != desk.po("c", "zh_CN").read_bytes():  # recorded: then readers have all
            assert left == whole
        publication.publish(room(desk, 9), everything=True)
        assert public(desk) == whole, stop
        stop += 11
    assert stop > 28  # it was stopped often
