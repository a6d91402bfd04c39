"""How long whole commands take, beside their peers in the same run: `uv run python benchmarks/commands.py`.

Prints one line a figure: the median of several runs, its ratio to the peer, peak memory, and the machine's load.
Figures are for people to read; no test depends on them.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newsroom import make

RUN = [sys.executable, "-m", "transflow"]
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Figure:
    """Wall and CPU seconds (medians) and peak memory (MB) of a command."""

    wall: float
    cpu: float
    memory: float


def measure(command: Sequence[str], runs: int = 5, warm: int = 1) -> Figure:
    """Runs `command` several times as a whole process."""
    walls, cpus, peak = [], [], 0
    for number in range(runs + warm):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _pid, _status, used = os.wait4(process.pid, 0)
        process.returncode = 0
        if number >= warm:
            walls.append(time.perf_counter() - start)
            cpus.append(used.ru_utime + used.ru_stime)
            peak = max(peak, used.ru_maxrss)
    return Figure(statistics.median(walls), statistics.median(cpus), peak / 1024)


def show(what: str, figure: Figure, peer: Figure | None = None) -> None:
    """One line of the report."""
    ratio = f"  {figure.wall / peer.wall:6.2f} × the peer" if peer else ""
    print(f"{what:58} {figure.wall * 1000:9.1f} ms  cpu {figure.cpu * 1000:9.1f} ms  {figure.memory:6.1f} MB{ratio}")


def main() -> None:
    """Measures the sample newsroom and a large one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--segments", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="a folder for the large newsroom, to be used again")
    arguments = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.2f}, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    bare = measure([sys.executable, "-c", "pass"], 15)
    show("python -c pass", bare)
    sample = measure([*RUN, "--workspace", str(ROOT), "status", "--json"], 15, 2)
    show("status --json, sample newsroom, warm (peer: bare Python)", sample, bare)
    with tempfile.TemporaryDirectory() as temporary:
        large(arguments.keep or Path(temporary) / "large", arguments.articles, arguments.segments)


def large(folder: Path, articles: int, segments: int) -> None:
    """Figures of a newsroom of `articles` articles."""
    workspace = [*RUN, "--workspace", str(folder)]
    if not folder.exists():
        make(folder, articles, segments)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        subprocess.run([*workspace, "sync"], check=True, stdout=subprocess.DEVNULL)
        wall = time.perf_counter() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
        print(f"sync of {articles} new articles × {segments}: {articles / cpu:.0f} articles a CPU second, "
              f"{articles / wall:.0f} a wall second, {used.ru_maxrss / 1024:.0f} MB")  # fmt: skip
    status = [*workspace, "status", "--json"]
    show(f"status, {articles} articles, cold index", measure(status, 1, 0))
    names = sorted(str(path) for path in (folder / "locales" / "en" / "LC_MESSAGES").glob("*.po"))
    listing = folder / "names.txt"
    listing.write_text("\n".join(names), encoding="utf-8")
    # One process a file: in one process together, sentences that stand in two articles are a fatal error to it.
    peer = measure(["sh", "-c", f"xargs -n 1 msgfmt --statistics -o /dev/null < {listing}"], 1, 0)
    show("msgfmt --statistics on the same files", peer)
    show(f"status --json, {articles} articles, warm (peer: msgfmt)", measure(status, 7, 2), peer)
    required = measure([*workspace, "status", "--require", "draft"], 5, 1)
    show(f"status --require, {articles} articles, warm", required, peer)


if __name__ == "__main__":
    main()
