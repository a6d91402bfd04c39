"""Measures the desk: `uv run python benchmarks/desk.py [FOLDER] --articles 10000 [--cold]`.

A newsroom is made in FOLDER if there is none. Printed: the time from the start of the process until the articles are on
the terminal (warm index; with `--cold` also without one), from putting the desk on the screen until they are painted,
and how long a key takes from being pressed until what it does is painted, p50 and p95, also while a thousand articles
are machine-translated (which changes some of them: the newsroom should be one made for this). The processes run from
compiled modules, as installed programs do, whatever PYTHONDONTWRITEBYTECODE says. POSIX only.
"""

import argparse
import asyncio
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from pathlib import Path

from newsroom import make
from textual import events
from textual.pilot import Pilot

from transflow.newsroom.room import Newsroom, open_newsroom
from transflow.tui.app import Transflow
from transflow.tui.desk.screen import DeskScreen
from transflow.tui.desk.work import JobBar, ShowReport
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


def started(folder: Path, compiled: Path) -> float:
    """Seconds from starting `transflow ui` on a terminal until the first article's slug is written there."""
    began = time.perf_counter()
    child, terminal = pty.fork()
    if not child:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ |= {"TERM": "xterm-256color", "PYTHONPYCACHEPREFIX": str(compiled), "TRANSFLOW_USER": "li"}
        os.execv(sys.executable, [sys.executable, "-m", "transflow", "--workspace", str(folder), "ui"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
    written = b""
    while b"article-0" not in written:
        select.select([terminal], [], [])
        news = os.read(terminal, 65_536)
        os.write(terminal, b"\x1b[2;2R" * news.count(b"\x1b[6n"))  # a terminal says where its cursor is
        written += news
    took = time.perf_counter() - began
    os.kill(child, signal.SIGKILL)  # what comes after is not measured
    os.waitpid(child, 0)
    os.close(terminal)
    return took


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


async def measured(app: Transflow, name: str, pressed: Sequence[str]) -> None:
    """Prints how long each of some keys takes."""
    times = []
    for key in pressed:
        began = time.perf_counter()
        await pressed_and_painted(app, key)
        times.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(0.02)
    times.sort()
    worst = times[int(len(times) * 0.95) - 1]
    print(f"{name:36} p50 {statistics.median(times):6.1f} ms   p95 {worst:6.1f} ms   n {len(times)}")


async def keys(room: Newsroom) -> None:
    """Prints how long keys take, while nothing else goes on and while articles are translated."""
    app = Transflow(room)
    async with app.run_test(size=SIZE) as pilot:
        await shown(pilot)
        for name, pressed in KEYS.items():
            await measured(app, name, pressed)
            await pilot.press("escape")
        await pilot.press("f2", *"article-03", "alt+m", "f9")
        job = app.screen.query_one(JobBar)
        assert job.running
        await measured(app, "typing, while work goes on", ["backspace", "3"] * 20)
        await measured(app, "down, while work goes on", ["down"] * 40)
        assert job.running, "there was too little work"
        job.stop()
        while not isinstance(app.screen, ShowReport):
            await asyncio.sleep(0.01)
        await pilot.pause()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--cold", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp()) / "newsroom"
    run = [sys.executable, "-m", "transflow", "--workspace", str(folder)]
    if not folder.exists():
        make(folder, arguments.articles, 12)
        settings = folder / "transflow.toml"
        text = settings.read_text("utf-8").replace('["memory", "offline", "google"]', '["memory", "pseudo"]')
        settings.write_text(text, encoding="utf-8")
        subprocess.run([*run, "sync"], check=True, stdout=subprocess.DEVNULL)
    print(f"load {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")
    compiled = Path(tempfile.mkdtemp())
    subprocess.run([*run, "status", "--json"], check=True, stdout=subprocess.DEVNULL)  # warms the index
    started(folder, compiled)  # compiles
    if arguments.cold:
        shutil.rmtree(folder / ".transflow")
        print(f"{'from the start, no index':36} {started(folder, compiled):.2f} s")
        subprocess.run([*run, "status", "--json"], check=True, stdout=subprocess.DEVNULL)
    times = [started(folder, compiled) for _ in range(9)]
    print(f"{'from the start':36} best {min(times):.2f} s   median {statistics.median(times):.2f} s   n {len(times)}")
    room = open_newsroom(folder, lambda: "li")
    times = [asyncio.run(opening(room)) for _ in range(5)]
    print(f"{'opening':36} best {min(times):.2f} s   median {statistics.median(times):.2f} s   n {len(times)}")
    asyncio.run(keys(room))


if __name__ == "__main__":
    main()
