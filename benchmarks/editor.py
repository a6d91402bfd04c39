"""How long the editor takes from key to painted frame: `uv run python benchmarks/editor.py --segments 500`.

Opens one article of a newsroom with a memory of `--memory` units under Textual's pilot and prints, in milliseconds, how
long it takes until a typed letter is on the screen; until another segment is, with its matches, terms and findings; and
until F2 has saved a segment and shown the next. Half of the segments are translated. Figures are for people to read.
"""

import argparse
import asyncio
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import transflow.tui as tui  # before Textual: it sets the frame rate at which the program paints

# isort: split
from newsroom import make, sentence
from textual import constants, events

from transflow.newsroom import editing, reading
from transflow.newsroom.room import open_newsroom
from transflow.tui.app import Transflow
from transflow.tui.editor.screen import EditorScreen
from transflow.tui.text.field import Field

SLUG = "article-00000"


class Painted(Transflow):
    """The application, which tells when a frame that shows what is waited for has been painted."""

    CSS_PATH = str(Path(tui.__file__).parent / "transflow.tcss")

    def wait(self, done: Callable[[], bool]) -> "asyncio.Future[float]":
        """The instant at which the first frame after `done` became true was out."""
        self._done = done
        self._shown: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        return self._shown

    def _display(self, screen: Any, renderable: Any) -> None:
        super()._display(screen, renderable)
        shown = getattr(self, "_shown", None)
        if shown is not None and not shown.done() and self._done():
            shown.set_result(time.perf_counter())


async def press(app: Painted, key: events.Key, done: Callable[[], bool]) -> float:
    """Milliseconds from a key's arrival to the frame that shows what it did."""
    shown = app.wait(done)
    start = time.perf_counter()
    app.post_message(key)
    return (await asyncio.wait_for(shown, 20) - start) * 1000


async def measure(folder: Path, runs: int) -> None:
    """Prints the figures."""
    app = Painted(open_newsroom(folder, lambda: "li"))
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.pause(1)
        start = time.perf_counter()
        screen = EditorScreen(app.room, app.background, SLUG, "en")
        await app.push_screen(screen)
        await pilot.pause()
        print(f"opening {(time.perf_counter() - start) * 1000:.0f} ms")
        field = screen.query_one(Field)
        start = time.perf_counter()
        while screen.aid is None:
            await asyncio.sleep(0.01)
        print(f"first matches after {(time.perf_counter() - start) * 1000:.0f} ms (the memory is built)")
        times: dict[str, list[float]] = {"a letter": [], "another segment, with all beside it": [], "F2": []}
        rng = random.Random(7)
        for _run in range(runs):
            for letter in "concordance"[: 3 + _run % 5]:
                text = field.text
                times["a letter"].append(
                    await press(app, events.Key(letter, letter), lambda text=text: field.text != text)
                )
            key = rng.choice(["pagedown", "pagedown", "pageup"])
            place = screen.place
            times["another segment, with all beside it"].append(
                await press(
                    app, events.Key(key, None), lambda place=place: screen.place != place and screen.aid is not None
                )
            )
            field.replace(f"A sentence of run {_run}. ", (0, 0), (0, 0))
            place = screen.place
            times["F2"].append(await press(app, events.Key("f2", None), lambda place=place: screen.place != place))
            await asyncio.sleep(0.05)
    for what, found in times.items():
        p95 = statistics.quantiles(found, n=20)[-1]
        print(
            f"{what:38} n {len(found):4}  p50 {statistics.median(found):6.1f}  p95 {p95:6.1f}  worst {max(found):6.1f}"
        )


def fill(folder: Path, units: int) -> None:
    """Translates every other segment, and writes a memory of `units` units in the language of the article."""
    room = open_newsroom(folder, lambda: "li")
    views = reading.sheet(room, SLUG, "en").views
    for view in views[1 : min(len(views), 400) : 2]:
        editing.edit(room, SLUG, view.segment.id, f"In {view.segment.id} some 12 people met.", "en")
    rng = random.Random(11)
    body = "".join(
        f"<tu><tuv xml:lang='zh-CN'><seg>{sentence(rng)}</seg></tuv>"
        f"<tuv xml:lang='en'><seg>Sentence {n} of the memory, about so long as it is.</seg></tuv></tu>\n"
        for n in range(units)
    )
    (folder / "memory").mkdir(exist_ok=True)
    (folder / "memory" / "large.tmx").write_text(
        f"<tmx version='1.4'><header srclang='zh-CN'/><body>{body}</body></tmx>", encoding="utf-8"
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=500)
    parser.add_argument("--memory", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=60)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "newsroom"
        make(folder, 1, told.segments)
        run = [sys.executable, "-m", "transflow", "--workspace", str(folder), "sync"]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
        fill(folder, told.memory)
        print(
            f"{told.segments} segments, memory {told.memory}, {constants.MAX_FPS} frames a second, "
            f"load {os.getloadavg()[0]:.2f}, {os.cpu_count()} cores"
        )
        asyncio.run(measure(folder, told.runs))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
