"""How long the editor takes: `uv run python benchmarks/editor.py --segments 500`.

Opens one article under Textual's pilot and prints the time until it stands ready, until a typed key is in the field,
and until F2 has saved a segment and shown the next, with peak memory. Figures are for people to read.
"""

import argparse
import asyncio
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from newsroom import make
from textual import events

from transflow.newsroom.room import open_newsroom
from transflow.tui.app import Transflow
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.text.field import Field


async def until(app: Transflow, key: events.Key, done: Callable[[], bool]) -> float:
    """Seconds from a key's arrival until what it does is done (a pilot's own `press` waits for more than that)."""
    start = time.perf_counter()
    app.post_message(key)
    while not done():
        await asyncio.sleep(0)
    return time.perf_counter() - start


async def measure(folder: Path) -> None:
    """Prints the figures."""
    app = Transflow(open_newsroom(folder, lambda: "li"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(1)
        opened: list[float] = []
        for _run in range(5):
            start = time.perf_counter()
            screen = EditorScreen(app.room, app.background, "article-00000", "en")
            await app.push_screen(screen)
            await pilot.pause()
            opened.append(time.perf_counter() - start)
            await pilot.press("escape")
            await pilot.pause(0.2)
        app.push_screen(EditorScreen(app.room, app.background, "article-00000", "en"))
        await pilot.pause(0.5)
        keys, confirms = [], []
        for _run in range(20):
            field = app.screen.query_one(Field)
            for letter in "abcdefghij":
                text = field.text
                keys.append(
                    await until(app, events.Key(letter, letter), lambda text=text, field=field: field.text != text)
                )
            place = app.screen.place
            confirms.append(await until(app, events.Key("f2", None), lambda place=place: app.screen.place != place))
    for what, times in (("open", opened), ("a key", keys), ("F2: save and go on", confirms)):
        print(f"{what:20} median {statistics.median(times) * 1000:7.1f} ms   worst {max(times) * 1000:7.1f} ms")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=500)
    segments = parser.parse_args().segments
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "newsroom"
        make(folder, 1, segments)
        run = [sys.executable, "-m", "transflow", "--workspace", str(folder), "sync"]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
        print(f"{segments} segments, load {os.getloadavg()[0]:.2f}, {os.cpu_count()} cores")
        asyncio.run(measure(folder))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
