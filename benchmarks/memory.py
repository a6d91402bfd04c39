"""Measures the memory's searches beside others of their kind: `uv run python benchmarks/memory.py --units 100000`.

Without `--file` the memory is nonsense with the statistics of news, seeded: the sentences of `benchmarks/newsroom.py`
and variants of them. With `--file` it is a table of source, tab, target, its first line naming the two languages
(`zh`, `en`); `--queries` is a table whose last column is a text to look up. Times are CPU time of one thread, a look-up
being the best five at 70; recall counts scores, so that of equals any may be named. Each peer runs in a process of its
own, forked from this one; "held MB" is what its anonymous memory grew by. A slow one is given `--seconds` of CPU: then
its figures are those of the queries that it has answered (their number is in the table). Peers that are not installed
(`uv run --with tantivy --with translate-toolkit …`) are passed over and named, and so are those in `--without`.
"""

import argparse
import importlib
import lzma
import os
import random
import shutil
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from newsroom import WORDS, sentence  # beside this file, as are the peers
from peers import LIMIT, MINIMUM, Look, fts5, tantivy, translate_toolkit, window

from transflow.memory import Changed, Layered, Memory, Store, Unit

TARGETS: dict[str, str] = {}  # the translations, where a file gives them
TEXTS: list[str] = []  # here, so that a forked process has them
FOLDER = Path(tempfile.gettempdir()) / f"memory-{os.getpid()}"  # of the kept index


def transflow(texts: list[str], chinese: bool) -> Look:
    """The memory of this program."""
    memory = Memory([Unit(text, "-", "a") for text in texts], *(("zh_CN", "en") if chinese else ("en", "zh_CN")))
    memory.search(sorted(texts, key=len)[len(texts) // 2] + ".")  # the first search builds the index
    return lambda text: [match.score for match in memory.search(text, MINIMUM, LIMIT)]


def kept(texts: list[str], chinese: bool) -> Look:
    """The same on the disk, as a newsroom has it: built in pieces of 100,000, bound into one, opened."""
    languages = ("zh_CN", "en") if chinese else ("en", "zh_CN")

    def units() -> Iterator[Unit]:
        return (Unit(text, TARGETS.get(text, "-"), "memory/a.tmx") for text in texts)

    Store(FOLDER, *languages).bring(lambda _known: ([Changed("a", "1", units())], ()))
    memory = opened(FOLDER, chinese)
    return lambda text: [match.score for match in memory.search(text, MINIMUM, LIMIT)]


def opened(folder: Path, chinese: bool) -> Memory:
    """A kept index that has been built."""
    store = Store(folder, *(("zh_CN", "en") if chinese else ("en", "zh_CN")))
    store.bring(lambda _known: ((), ()))
    return store.memory()


PEERS = (kept, transflow, window, tantivy, fts5, translate_toolkit)


def generated(count: int) -> Iterator[str]:
    """Sentences, and as many variants of earlier ones."""
    rng, made = random.Random(5), []
    while len(made) < count:
        text = sentence(rng) if len(made) % 2 == 0 else changed(rng, rng.choice(made))
        made.append(text)
        yield text


def changed(rng: random.Random, text: str) -> str:
    """`text` with some of its characters dropped or others put in their place."""
    share = rng.uniform(0.02, 0.4)
    return "".join(
        rng.choice(["", rng.choice(WORDS), rng.choice("人民的国")]) if rng.random() < share else c for c in text
    )


@dataclass(frozen=True)
class Measured:
    """What a peer did: CPU seconds to build, megabytes it then held, CPU milliseconds and scores of each query."""

    built: float
    held: float
    times: list[float]
    found: list[list[int]]


def measure(peer: Callable[[list[str], bool], Look], chinese: bool, queries: list[str], seconds: float) -> Measured:
    """Builds a peer and asks it, after up to fifty queries to warm up, until it has answered all or had its time."""
    before, start = anonymous(), time.process_time()
    look = peer(TEXTS, chinese)
    built = time.process_time() - start
    start = time.thread_time()
    for text in queries[:50]:
        look(text)
        if time.thread_time() - start > seconds / 10:
            break
    times, found, first = [], [], time.thread_time()
    for text in queries:
        start = time.thread_time()
        if start - first > seconds:
            break
        found.append(look(text))
        times.append(1000 * (time.thread_time() - start))
    return Measured(built, anonymous() - before, times, found)


def anonymous() -> float:
    """The anonymous memory of this process in MB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = dict(line.split(":") for line in status.read_text().splitlines()) if status.exists() else {}
    return int(lines.get("RssAnon", "0 kB").split()[0]) / 1024


def apart(peer: Callable[[list[str], bool], Look], *rest: Any) -> Measured:
    """`measure` in a process of its own. Raises ImportError where the peer is not installed."""
    with ProcessPoolExecutor(1, get_context("fork")) as other:
        return other.submit(measure, peer, *rest).result()


def read(path: Path) -> list[list[str]]:
    """The rows of a table with tabs, which may be compressed."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def main() -> None:
    """Prints a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--without", action="append", default=[], choices=[peer.__name__ for peer in PEERS])
    parser.add_argument("--seconds", type=float, default=120.0, help="of CPU for the queries of one peer")
    given = parser.parse_args()
    if given.file:
        (header, *rows) = read(given.file)
        chinese, texts = header[0].startswith("zh"), [row[0] for row in rows]
        TARGETS.update((row[0], row[1]) for row in rows)
        del rows
    else:
        chinese, texts = True, list(generated(given.units))
    TEXTS[:] = list(dict.fromkeys(text for text in texts if text.strip()))[: given.units]
    del texts
    rng = random.Random(6)
    queries = (
        [row[-1] for row in read(given.queries)] if given.queries else [changed(rng, x) for x in rng.sample(TEXTS, 500)]
    )
    rng.shuffle(queries)  # of a slow peer only the first ones count
    FOLDER.mkdir()
    compare(chinese, queries, given.without, given.seconds)
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        print(other.submit(alone, FOLDER, chinese, queries).result())
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    print(f"The kept index has {size / 1e6:.0f} MB on the disk.")
    words = [text[at : at + 4] for text in queries if (at := len(text) // 2) and text[at : at + 4].strip()]
    cuts = statistics.quantiles(measure_words(opened(FOLDER, chinese), words), n=20)
    print(f"Concordance of four characters, forty finds: {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms.")
    shutil.rmtree(FOLDER)


def compare(chinese: bool, queries: list[str], without: list[str], seconds: float) -> None:
    """Prints the table. The exhaustive peer is always run, to the end: it says what there is to be found."""
    exhaustive = apart(window, chinese, queries, float("inf"))
    of = "Chinese" if chinese else "another language"
    total = sum(map(len, exhaustive.found))
    print(f"{len(TEXTS)} texts in {of}, {len(queries)} queries, {total} matches; load {os.getloadavg()[0]:.1f}\n")
    print("| | queries | build s | held MB | p50 ms | × | p95 ms | × | max ms | recall@5 |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    ours: list[float] = []
    for peer in PEERS:
        if peer.__name__ in without:
            continue
        try:
            done = exhaustive if peer is window else apart(peer, chinese, queries, seconds)
        except ImportError:
            print(f"| {peer.__name__} | not installed |")
            continue
        truth = exhaustive.found[: len(done.found)]
        hits = sum((Counter(one) & Counter(other)).total() for one, other in zip(done.found, truth, strict=True))
        cuts = statistics.quantiles(done.times, n=20)
        ours = ours or [cuts[9], cuts[18]]
        times = f"{cuts[9]:.2f} | {cuts[9] / ours[0]:.1f} | {cuts[18]:.2f} | {cuts[18] / ours[1]:.1f}"
        recall = hits / max(1, sum(map(len, truth)))
        print(
            f"| {peer.__name__} | {len(done.times)} | {done.built:.1f} | {done.held:.0f} | {times} |"
            f" {max(done.times):.2f} | {recall:.4f} |",
            flush=True,
        )
        if peer is kept:
            batches = [sum(done.times[n : n + 50]) for n in range(0, len(done.times) - 49, 50)]
    print(f"\nAn article of 50 segments: {statistics.median(batches):.1f} ms, the slowest {max(batches):.1f} ms.")


def alone(folder: Path, chinese: bool, queries: list[str]) -> str:
    """What a process of its own says of the kept index: opening, what it holds in memory, adding a segment."""
    Memory([Unit("a", "b", "c")], "en", "zh_CN").search("a b")  # what is imported is imported
    importlib.import_module("numpy")
    times = []
    for _time in range(9):
        start = time.perf_counter()
        memory = opened(folder, chinese)
        times.append(1000 * (time.perf_counter() - start))
    start = time.perf_counter()
    memory.search(queries[0])
    first = 1000 * (time.perf_counter() - start)
    for text in queries:
        memory.search(text)
    session = [Unit(text, "-", "a") for text in queries[:300]]
    adding = []
    for count in range(1, len(session)):
        start = time.thread_time()
        Layered(memory, Memory(session[:count], *(("zh_CN", "en") if chinese else ("en", "zh_CN"))))
        adding.append(1000 * (time.thread_time() - start))
    return (
        f"Opening {statistics.median(times):.1f} ms and {first:.1f} ms for the first look-up; anonymous memory of the"
        f" process {anonymous():.0f} MB; adding a segment to 300 others {max(adding):.2f} ms at most."
    )


def measure_words(memory: Memory, words: list[str]) -> list[float]:
    """CPU milliseconds of a concordance of each of `words`, as long as the editor's."""
    times = []
    for text in words:
        start = time.thread_time()
        memory.concordance(text, 40)
        times.append(1000 * (time.thread_time() - start))
    return times


if __name__ == "__main__":
    main()
