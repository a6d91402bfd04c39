"""Every screen, in both languages, as it looked when somebody last looked at it: `pytest --snapshot-update` takes what
is there now for right (look at the difference first). The sample newsroom, at a fixed hour."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests.conftest import ROOT
from tests.frames import copied, frame
from transflow.newsroom.room import open_newsroom
from transflow.tui import keys
from transflow.tui.app import Transflow
from transflow.tui.desk.screen import DeskScreen
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.rows import Rows

pytestmark = pytest.mark.asyncio
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SIZE = (110, 32)
# name: which of `keys.PLACES` it is (the palette is Textual's), who, the article that is open (none: the desk), and the keys that lead there.
SCREENS = {
    "desk": ("desk", "wang", None, ()),
    "board": ("desk", "wang", None, ("f2",)),
    "my-work": ("desk", "chen", None, ("f3",)),
    "filtered": ("desk", "li", None, ("s", "t", "e", "e", "l")),
    "report": ("report", "li", None, ("alt+m", "f10", "wait")),
    "statistics": ("statistics", "li", None, ("f6",)),
    "help": ("sheet", "li", None, ("f1",)),
    "palette": (None, "li", None, ("ctrl+p",)),
    "tour": ("tour", "li", None, ("alt+0",)),
    "editor": ("editor", "chen", "kestrel-bay-visit", ("f8", "f8")),
    "editor-review": ("editor", "wang", "carbon-peaking-seminar", ("ctrl+n",)),
    "editor-source-changed": ("editor", "li", "library-winter-hours", ("ctrl+n",)),
    "editor-heading": ("editor", "li", "shiban-ao-classroom", ()),
    "editor-help": ("sheet", "li", "shiban-ao-classroom", ("f1",)),
    "document": ("document", "wang", "donghai-scholarship", ("pagedown", "pagedown", "pagedown", "pagedown", "f2")),
    "preview": ("reading", "li", "shiban-ao-classroom", ("f5",)),
    "proofreading": ("proofreading", "wang", "carbon-peaking-seminar", ("alt+r",)),
    "filter": ("choose", "chen", "kestrel-bay-visit", ("alt+f",)),
    "question": ("prompt", "wang", "carbon-peaking-seminar", ("ctrl+n", "f7")),
    "form": ("form", "chen", "kestrel-bay-visit", ("alt+a",)),
    "replace": ("form", "chen", "kestrel-bay-visit", ("ctrl+r",)),
    "concordance": ("prompt", "chen", "kestrel-bay-visit", ("f3",)),
    "sign-off": ("signing", "wang", "hydrogen-ironmaking", ("f10",)),
}


class TextFile(SingleFileSnapshotExtension):
    """One text file a screen, so that a change of a screen is a change of its file."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample newsroom, every file as old as the others."""
    root = copied(ROOT, tmp_path_factory.mktemp("sample") / "newsroom")
    for path in root.rglob("*"):
        os.utime(path, (NOW.timestamp() - 7200, NOW.timestamp() - 7200))
    return root


async def settled(pilot: Pilot[int]) -> str:
    """The screen once nothing moves any more: threads have answered, and three looks show the same."""
    looks: list[list[str]] = []
    for _look in range(400):
        await pilot.pause(0.05)
        screen = pilot.app.screen
        looks = [*looks[-2:], [strip.text for strip in screen._compositor.render_strips()]]
        waiting = (isinstance(screen, EditorScreen) and (screen.aid is None or screen.names is None)) or (
            isinstance(screen, DeskScreen) and not screen.query_one(Rows).row_count
        )
        if not waiting and len(looks) == 3 and looks[0] == looks[1] == looks[2]:
            return frame(pilot.app)
    raise AssertionError("it never settled")


@pytest.mark.parametrize("locale", ["en", "zh_CN"])
@pytest.mark.parametrize("name", SCREENS)
async def test_it_looks_as_it_did(
    sample: Path, tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch, locale: str, name: str
) -> None:
    monkeypatch.setenv("TRANSFLOW_LANG", locale)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    for widget in (TextArea, Input):  # a blinking cursor looks as the moment has it
        monkeypatch.setattr(widget, "cursor_blink", False)
    place, who, slug, pressed = SCREENS[name]
    if place == "report":  # what is done there would be seen by the others
        sample = copied(sample, tmp_path / "newsroom")
    app = Transflow(open_newsroom(sample, lambda: who, lambda: NOW), slug)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        for key in pressed:
            if key == "wait":
                await settled(pilot)
            else:
                await pilot.press(key)
                await pilot.pause()
        assert await settled(pilot) == snapshot(extension_class=TextFile)
        assert keys.place(app.screen) == (place and keys.PLACES[place])


async def test_every_screen_is_there() -> None:
    assert {place for place, *_rest in SCREENS.values() if place} == set(keys.PLACES)
