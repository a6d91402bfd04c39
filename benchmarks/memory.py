"""Measures the memory's searches beside others of their kind: `uv run python benchmarks/memory.py --units 100000`.

Without `--file` the memory is nonsense with the statistics of news, seeded: the sentences of `benchmarks/newsroom.py`
and variants of them. With `--file` it is a table of source, tab, target, its first line naming the two languages
(`zh`, `en`); `--queries` is a table whose last column is a text to look up. Times are CPU time of one thread, a look-up
being the best five at 70; recall counts scores, so that of equals any may be named. Peers that are not installed
(tantivy, translate-toolkit) are passed over, and so are those named by `--without`.
"""

import argparse
import importlib
import lzma
import random
import re
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

from newsroom import WORDS, sentence  # beside this file
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from transflow.memory import Changed, Layered, Memory, Store, Unit

MINIMUM, LIMIT, COMPARED = 70, 5, 100
Look = Callable[[str], list[int]]
TARGETS: dict[str, str] = {}  # the translations, where a file gives them
FOLDERS: list[Path] = []  # of the kept index


def scores(text: str, others: list[str]) -> list[int]:
    """The best scores of `text` against `others`, as the memory gives them."""
    found = process.extract(
        text, others, scorer=Levenshtein.normalized_similarity, score_cutoff=MINIMUM / 100 - 1e-4, limit=None
    )
    lengths = [(max(len(text), len(other)), likeness, other == text) for other, likeness, _number in found]
    exact = [100 if same else min(99, 100 * (n - round((1 - likeness) * n)) // n) for n, likeness, same in lengths]
    return sorted((score for score in exact if score >= MINIMUM), reverse=True)[:LIMIT]


def grams(text: str, chinese: bool) -> list[str]:
    """Bigrams of Chinese, lower-cased words of anything else, as `x` and hexadecimal digits: words to any tokenizer."""
    pairs = (a + b for a, b in pairwise(text)) if chinese else re.findall(r"\w+", text.lower())
    return ["x" + gram.encode().hex() for gram in pairs]


def transflow(texts: list[str], chinese: bool) -> Look:
    """The memory of this program."""
    memory = Memory([Unit(text, "-", "a") for text in texts], *(("zh_CN", "en") if chinese else ("en", "zh_CN")))
    memory.search(sorted(texts, key=len)[len(texts) // 2] + ".")  # the first search builds the index
    return lambda text: [match.score for match in memory.search(text, MINIMUM, LIMIT)]


def kept(texts: list[str], chinese: bool) -> Look:
    """The same on the disk, as a newsroom has it: built in pieces of 100,000, bound into one, opened."""
    folder = Path(tempfile.mkdtemp(prefix="memory-"))
    FOLDERS.append(folder)
    languages = ("zh_CN", "en") if chinese else ("en", "zh_CN")

    def units() -> Iterator[Unit]:
        return (Unit(text, TARGETS.get(text, "-"), "memory/a.tmx") for text in texts)

    Store(folder, *languages).bring(lambda _known: ([Changed("a", "1", units())], ()))
    memory = opened(folder, chinese)
    return lambda text: [match.score for match in memory.search(text, MINIMUM, LIMIT)]


def opened(folder: Path, chinese: bool) -> Memory:
    """A kept index that has been built."""
    store = Store(folder, *(("zh_CN", "en") if chinese else ("en", "zh_CN")))
    store.bring(lambda _known: ((), ()))
    return store.memory()


def window(texts: list[str], _chinese: bool) -> Look:
    """rapidfuzz over all texts of a length that can reach the minimum: exhaustive."""
    ordered = sorted(texts, key=len)
    lengths = [len(text) for text in ordered]

    def look(text: str) -> list[int]:
        from bisect import bisect_left, bisect_right

        first = bisect_left(lengths, -(-len(text) * MINIMUM // 100))
        return scores(text, ordered[first : bisect_right(lengths, len(text) * 100 // MINIMUM)])

    return look


def fts5(texts: list[str], chinese: bool) -> Look:
    """SQLite FTS5 over bigrams or words, any of them, by BM25; rapidfuzz on the best."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table t using fts5(g, content='', columnsize=1)")
    base.executemany(
        "insert into t(rowid, g) values (?, ?)", ((n, " ".join(grams(x, chinese))) for n, x in enumerate(texts))
    )

    def look(text: str) -> list[int]:
        wanted = " OR ".join(dict.fromkeys(grams(text, chinese)))
        rows = (
            base.execute("select rowid from t where t match ? order by rank limit ?", (wanted, COMPARED))
            if wanted
            else ()
        )
        return scores(text, [texts[number] for (number,) in rows])

    return look


def tantivy(texts: list[str], chinese: bool) -> Look:
    """tantivy over bigrams or words, any of them, by BM25; rapidfuzz on the best."""
    import tantivy as library

    builder = library.SchemaBuilder()
    builder.add_text_field("g", tokenizer_name="whitespace")
    builder.add_integer_field("n", stored=True, fast=True)
    schema = builder.build()
    store = library.Index(schema)
    writer = store.writer(200_000_000, 1)
    for number, text in enumerate(texts):
        writer.add_document(library.Document(g=[" ".join(grams(text, chinese))], n=number))
    writer.commit()
    writer.wait_merging_threads()
    store.reload()
    searcher, occur = store.searcher(), library.Occur.Should

    def look(text: str) -> list[int]:
        terms = [(occur, library.Query.term_query(schema, "g", gram)) for gram in dict.fromkeys(grams(text, chinese))]
        hits = searcher.search(library.Query.boolean_query(terms), COMPARED).hits
        return scores(text, [texts[searcher.doc(place)["n"][0]] for _score, place in hits])

    return look


def translate_toolkit(texts: list[str], _chinese: bool) -> Look:
    """translate-toolkit's matcher, with no bound on the length."""

    def before(one: object, other: object) -> bool:
        return id(one) < id(other)

    from translate.search import match
    from translate.storage import base

    base.TranslationUnit.__lt__ = before  # of equal scores it compares the units, and crashes
    store = base.TranslationStore()
    for text in texts:
        store.addsourceunit(text).target = "-"
    matcher = match.matcher(store, max_candidates=LIMIT, min_similarity=MINIMUM, max_length=10**6)

    def look(text: str) -> list[int]:
        found = matcher.matches(text)
        return scores(text, [unit.source for unit in found])

    return look


PEERS = (kept, transflow, window, fts5, tantivy, translate_toolkit)


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


def measure(look: Look, queries: list[str]) -> tuple[list[float], list[list[int]]]:
    """CPU milliseconds and scores of each query, after fifty to warm up."""
    for text in queries[:50]:
        look(text)
    times, found = [], []
    for text in queries:
        start = time.thread_time()
        found.append(look(text))
        times.append(1000 * (time.thread_time() - start))
    return times, found


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
    given = parser.parse_args()
    if given.file:
        (header, *rows) = read(given.file)
        chinese, texts = header[0].startswith("zh"), [row[0] for row in rows]
        TARGETS.update((row[0], row[1]) for row in rows)
        del rows
    else:
        chinese, texts = True, list(generated(given.units))
    texts = list(dict.fromkeys(text for text in texts if text.strip()))[: given.units]
    rng = random.Random(6)
    queries = (
        [row[-1] for row in read(given.queries)] if given.queries else [changed(rng, x) for x in rng.sample(texts, 500)]
    )
    _times, truth = measure(window(texts, chinese), queries)
    total = sum(map(len, truth))
    of = "Chinese" if chinese else "another language"
    print(f"{len(texts)} texts in {of}, {len(queries)} queries, {total} matches\n")
    print("| | build s | p50 ms | p95 ms | max ms | recall@5 |\n|---|---|---|---|---|---|")
    for peer in PEERS:
        if peer.__name__ in given.without:
            continue
        start = time.process_time()
        try:
            look = peer(texts, chinese)
        except ImportError:
            continue
        built = time.process_time() - start
        times, found = measure(look, queries)
        hits = sum((Counter(one) & Counter(other)).total() for one, other in zip(found, truth, strict=True))
        cuts = statistics.quantiles(times, n=20)
        figures = f"{built:.1f} | {cuts[9]:.2f} | {cuts[18]:.2f} | {max(times):.2f} | {hits / total:.4f}"
        print(f"| {peer.__name__} | {figures} |", flush=True)
        if peer is kept:
            batches = [sum(times[n : n + 50]) for n in range(0, len(times) - 49, 50)]
    print(f"\nAn article of 50 segments: {statistics.median(batches):.0f} ms, the slowest {max(batches):.0f} ms.")
    (folder,) = FOLDERS
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        print(other.submit(alone, folder, chinese, queries).result())
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"The kept index has {size / 1e6:.0f} MB on the disk.")
    words = [text[at : at + 4] for text in queries if (at := len(text) // 2) and text[at : at + 4].strip()]
    cuts = statistics.quantiles(measure_words(opened(folder, chinese), words), n=20)
    print(f"Concordance of four characters, forty finds: {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms.")
    shutil.rmtree(folder)


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
    status = Path("/proc/self/status")
    lines = dict(line.split(":") for line in status.read_text().splitlines()) if status.exists() else {}
    return (
        f"Opening {statistics.median(times):.1f} ms and {first:.1f} ms for the first look-up; anonymous memory of the"
        f" process {lines.get('RssAnon', '?').strip()}; adding a segment to 300 others {max(adding):.2f} ms at most."
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
