"""Every screen, in both languages, as it looked when somebody last looked at it: `pytest --snapshot-update` takes what
is there now for right (look at the difference first). The sample newsroom, at a fixed hour."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot

from tests.conftest import ROOT
from tests.frames import copied, frame
from transflow.tui.editor.screen import EditorScreen

pytestmark = pytest.mark.asyncio
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class TextFile(SingleFileSnapshotExtension):
    """One text file a screen, so that a change of a screen is a change of its file."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"
    file_extension = "txt"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(ROOT, tmp_path_factory.mktemp("sample") / "newsroom")


async def settled(pilot: Pilot[int]) -> None:
    """Waits until nothing moves any more: threads have answered, and two looks show the same."""
    before = ""
    for _look in range(100):
        await pilot.pause(0.1)
        screen = pilot.app.screen
        now = frame(pilot.app)
        if now == before and not (isinstance(screen, EditorScreen) and screen.aid is None):
            return
        before = now
    raise AssertionError("it never settled")
