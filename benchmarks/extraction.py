"""Measures the extraction of terms: `uv run python benchmarks/extraction.py --file pairs.tsv`.

The file is a table of source, tab, target, its first line naming the two languages (`zh`, `en`), which may be
compressed; or the documents of a test set, one JSON object a line (`segments[].source`, `.reference`). Without one the
segments are nonsense with the statistics of news, seeded, and only time and memory mean anything.

`--list N` prints the first N candidates as a table of number, source, target; a person marks each in a file of source,
target, and A (a right pair, and worth a line in a termbase), B (right, but an everyday word or a free phrase) or C
(wrong, or cut at the wrong place). `--judged` reads such files and prints the precision; what nobody has judged is
counted apart. `--baseline ngrams` ranks all n-grams by Dice instead, `--baseline phrases` the phrases that extraction
itself links. `--starter` asks how many terms of the starter list that stand in the segments often enough are found.
"""

import argparse
import gzip
import json
import lzma
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
from newsroom import sentence  # beside this file

from transflow.terms import linking, load, phrases, tokens
from transflow.terms.extraction import Candidate, Sample, extract

CUTS = (50, 100, 200)
GRAMS = {True: range(2, 7), False: range(1, 5)}  # Han characters, words
LOCALES = {"zh": "zh_CN", "en": "en"}


def read(path: Path) -> tuple[str, str, list[Sample]]:
    """Both languages and the pairs of segments; their origin is the document, or the file."""
    opener = {".xz": lzma.open, ".gz": gzip.open}.get(path.suffix, open)
    with opener(path, "rt", encoding="utf-8") as file:
        if ".jsonl" not in path.name:
            one, two = file.readline().rstrip("\n").split("\t")
            rows = (line.rstrip("\n").split("\t") for line in file)
            return LOCALES[one], LOCALES[two], [Sample(row[0], row[1], path.name) for row in rows]
        documents = [json.loads(line) for line in file]
        one, two = (LOCALES[documents[0][f"{side}_lang"]] for side in ("source", "target"))
        return one, two, [
            Sample(part["source"], part["reference"], document["id"])
            for document in documents
            for part in document["segments"]
            if part.get("reference")
        ]  # fmt: skip


def generated(count: int) -> Iterator[Sample]:
    """Sentences with themselves, word for word numbered: only their size means anything."""
    rng = random.Random(8)
    for number in range(count):
        text = sentence(rng)
        yield Sample(text, " ".join(f"w{ord(char):x}" for char in text), f"articles/a{number // 20}")


def _grams(read_: tokens.Tokens, minimum: int) -> phrases.Phrases:
    """All n-grams without punctuation."""
    places = np.flatnonzero(read_.ids >= 0).astype(np.int32)
    level, found = phrases.frequent(1, places, read_.ids[places], minimum), []
    while level.size and level.length <= GRAMS[read_.chinese][-1]:
        if level.length in GRAMS[read_.chinese]:
            found.append(level)
        follows = np.flatnonzero(level.places[1:] == level.places[:-1] + 1)
        keys = level.grams[follows].astype(np.int64) * level.size + level.grams[follows + 1]
        level = phrases.frequent(level.length + 1, level.places[follows], keys, minimum)
    return phrases.gathered(read_, found, minimum)


def baseline(of: str, samples: list[Sample], source: str, target: str, minimum: int, limit: int) -> list[Candidate]:
    """N-grams or phrases by Dice, then by count; each in its best pair only."""
    texts = list(dict.fromkeys((one.source, one.target) for one in samples))
    sides = []
    for side, locale in enumerate((source, target)):
        read_ = tokens.read((text[side] for text in texts), locale)
        sides.append(phrases.phrases(read_, minimum) if of == "phrases" else _grams(read_, minimum))
    one, two = sides
    first, second, dice, both = [], [], [], []
    for left, right, together in linking.cooccurrences(one, two, minimum, lambda _done, _all: None):
        alike = 2 * together / (one.counts[left] + two.counts[right])
        for part, into in ((left, first), (right, second), (alike, dice), (together, both)):
            into.append(part[alike >= 0.8])
    left, right, alike, together = (np.concatenate(part) for part in (first, second, dice, both))
    shown = [{int(p): int(a) for p, a in zip(side.phrase[::-1], side.at[::-1], strict=True)} for side in sides]
    done: tuple[set[int], set[int]] = (set(), set())
    best: list[Candidate] = []
    for at in np.lexsort((right, left, -together, -alike)).tolist():
        pair = int(left[at]), int(right[at])
        if pair[0] in done[0] or pair[1] in done[1]:
            continue
        texts_ = []
        for side, own, phrase in zip(sides, shown, pair, strict=True):
            begin, length = own[phrase], int(side.lengths[phrase])
            joint = "" if side.tokens.chinese else " "
            texts_.append(joint.join(side.tokens.written[n] for n in side.tokens.raw[begin : begin + length]))
        if texts_[0].casefold() == texts_[1].casefold():
            continue
        done[0].add(pair[0])
        done[1].add(pair[1])
        counts = int(one.counts[pair[0]]), int(two.counts[pair[1]])
        best.append(Candidate(*texts_, "term", round(100 * float(alike[at])), int(together[at]), *counts, 0, ()))
        if len(best) == limit:
            break
    return best


def precision(candidates: list[Candidate], judged: list[Path]) -> str:
    """The share of right pairs, and of those worth a line, among the first so many."""
    said = {}
    for path in judged:
        for line in path.read_text(encoding="utf-8").splitlines():
            one, two, verdict = line.split("\t")
            said[one, two] = verdict
    rows = ["| of the first | worth a line (A) | right (A or B) | wrong (C) | not judged |", "|---|---|---|---|---|"]
    for cut in CUTS:
        found = Counter(said.get((one.source, one.target), "-") for one in candidates[:cut])
        whole = max(1, min(cut, len(candidates)) - found["-"])
        good, right = found["A"] / whole, (found["A"] + found["B"]) / whole
        rows.append(f"| {min(cut, len(candidates))} | {good:.0%} | {right:.0%} | {found['C']} | {found['-']} |")
    return "\n".join(rows)


def recall(samples: list[Sample], source: str, minimum: int, candidates: list[Candidate]) -> str:
    """How many of the starter list's terms stand with one of their renderings in so many different pairs of segments,
    and how many of these are among the candidates, as they stand there or within another."""
    text = files("transflow").joinpath("starter/terms.csv").read_text(encoding="utf-8")
    rows = [row for row in load(text, "terms.csv").rows if row.status != "forbidden"]
    pairs = list(dict.fromkeys((one.source, one.target) for one in samples))
    chinese = 0 if source == "zh_CN" else 1
    plain = [(pair[chinese], f" {tokens.plain(pair[1 - chinese])} ") for pair in pairs]
    wanted: dict[str, set[str]] = {}
    for row in rows:
        for name in row.names.get("zh_CN", ()):
            others = {tokens.plain(one) for one in (*row.names.get("en", ()), row.abbreviation) if one}
            wanted.setdefault(name, set()).update(others)
    there = {
        name: others
        for name, others in wanted.items()
        if sum(name in one and any(f" {each} " in two for each in others) for one, two in plain) >= minimum
    }
    found: dict[str, tuple[int, str]] = {}
    for number, one in enumerate(candidates, start=1):
        texts = one.source, one.target
        found.setdefault(texts[chinese], (number, tokens.plain(texts[1 - chinese])))
    right = [found[name][0] for name, others in there.items() if name in found and found[name][1] in others]
    held = sum(name in found for name in there)
    within = {cut: sum(number <= cut for number in right) for cut in (200, 1000, 5000)}
    return (
        f"starter list: {len(there)} of its terms stand there {minimum} times or more; as candidates {held}, of these "
        f"with one of its renderings {len(right)}; among the first {within}"
    )


def main() -> None:
    """Prints what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--file", type=Path)
    parser.add_argument("--segments", type=int, default=100_000)
    parser.add_argument("--min-count", type=int, default=3)
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--list", type=int, default=0, metavar="N")
    parser.add_argument("--judged", type=Path, nargs="+", default=[])
    parser.add_argument("--baseline", choices=("ngrams", "phrases"))
    parser.add_argument("--starter", action="store_true")
    given = parser.parse_args()
    source, target, samples = ("zh_CN", "en", list(generated(given.segments)))
    if given.file:
        source, target, samples = read(given.file)
        samples = samples[: given.segments]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wall, cpu = time.perf_counter(), time.process_time()
    if given.baseline:
        candidates = baseline(given.baseline, samples, source, target, given.min_count, given.limit)
    else:
        candidates = list(extract(samples, source, target, minimum=given.min_count, limit=given.limit).new)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number, one in enumerate(candidates[: given.list], start=1):
        print(f"{number}\t{one.source}\t{one.target}")
    print(
        f"{len(samples)} pairs of segments, {source} to {target}: {len(candidates)} candidates in {cpu:.1f} s of CPU"
        f" time ({wall:.1f} s), peak {peak / 1024:.0f} MB, of these {before / 1024:.0f} MB for the texts and Python",
        file=sys.stderr,
    )
    if given.judged:
        print(precision(candidates, given.judged))
    if given.starter:
        print(recall(samples, source, given.min_count, candidates))


if __name__ == "__main__":
    main()
