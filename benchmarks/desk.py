"""Measures the desk: `uv run python benchmarks/desk.py [FOLDER] --articles 10000`.

A newsroom is made in FOLDER if there is none. Printed: the time from putting the desk on the screen until the articles
are painted (warm index), and how long a key takes from being pressed until what it does is painted, p50 and p95.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from newsroom import make
from textual import events
from textual.pilot import Pilot

from transflow.newsroom.room import Newsroom, open_newsroom
from transflow.tui.app import Transflow
from transflow.tui.desk.screen import DeskScreen
from transflow.tui.rows import Rows

SIZE = (120, 40)
KEYS = {
    "typing into the filter": "article0123" * 3,
    "down": ["down"] * 40,
    "a page down": ["pagedown"] * 20,
    "board or list": ["f2"] * 20,
    "sort": ["f4"] * 10,
    "down on the board": ["f2", *["down"] * 40],
    "next stage on the board": ["alt+right", "alt+left"] * 10,
}


async def opening(room: Newsroom) -> float:
    """Seconds from putting a desk on the screen until its first articles are painted."""
    app = Transflow(room)
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot)
        began = time.perf_counter()
        await app.push_screen(DeskScreen(app.room, app.background))
        await shown(pilot)
        return time.perf_counter() - began


async def shown(pilot: Pilot[int]) -> None:
    """Waits until there are articles on the screen."""
    while not (pilot.app.screen.query(Rows) and pilot.app.screen.query_one(Rows).row_count):
        await asyncio.sleep(0.005)
    await pilot.pause()


async def pressed_and_painted(app: Transflow, key: str) -> None:
    """Presses a key, and returns when the application, the field and the screen have done what came of it."""
    app.post_message(events.Key(key, key if len(key) == 1 else None))
    screen = app.screen
    for come in (app.call_later, screen.focused.call_later if screen.focused else app.call_later):
        done = asyncio.Event()
        come(done.set)
        await done.wait()
    done = asyncio.Event()
    screen.call_later(screen.call_after_refresh, done.set)
    await done.wait()


async def keys(room: Newsroom) -> None:
    """Prints how long keys take."""
    app = Transflow(room)
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot)
        for name, pressed in KEYS.items():
            times = []
            for key in pressed:
                began = time.perf_counter()
                await pressed_and_painted(app, key)
                times.append((time.perf_counter() - began) * 1000)
                await asyncio.sleep(0.02)
            times.sort()
            worst = times[int(len(times) * 0.95) - 1]
            print(f"{name:26} p50 {statistics.median(times):6.1f} ms   p95 {worst:6.1f} ms   n {len(times)}")
            await pilot.press("escape")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=10_000)
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp()) / "newsroom"
    run = [sys.executable, "-m", "transflow", "--workspace", str(folder)]
    if not folder.exists():
        make(folder, arguments.articles, 12)
        subprocess.run([*run, "sync"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([*run, "status", "--json"], check=True, stdout=subprocess.DEVNULL)  # warms the index
    room = open_newsroom(folder, lambda: "li")
    times = [asyncio.run(opening(room)) for _ in range(5)]
    print(f"{'opening':26} best {min(times):.2f} s   median {statistics.median(times):.2f} s")
    asyncio.run(keys(room))


if __name__ == "__main__":
    main()
