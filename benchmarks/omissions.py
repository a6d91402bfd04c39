"""Fits `transflow.checks.alignment` to human translations: `uv run python benchmarks/omissions.py`.

Reads segments of ../shared/data/segments (or of the folder given) and the seeded mistakes of ../shared/bench/checks.
`--fit` names the sets that fit, `--measure` those that say how many good segments would be warned of, how many mistakes
are found, and how often the part that is shown overlaps the one taken out. `--lengths` fits what words and marks weigh
anew before the rest. Nothing is written: what is printed is put into `lengths.py` and `proportion.py`.
"""

import argparse
import csv
import gzip
import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from transflow.checks.alignment import lengths
from transflow.checks.alignment.answered import align
from transflow.checks.alignment.proportion import MODELS, features, worth

KINDS = ("clause_drop", "sentence_drop")
SHARED = Path(__file__).resolve().parents[2] / "shared"
SETS = "wmt17,wmt18,flores-dev,flores-test,wmt21,wmt22"
FITTED = "wmt17,wmt18,wmt21,wmt22"  # news; FLORES is English turned into Chinese, and wordier than news is
Pair = tuple[str, str]


def rows(folder: Path, sets: str, way: Pair) -> Iterator[Pair]:
    """(source, reference) of sets."""
    for name in sets.split(","):
        with gzip.open(folder / f"{name}.{'-'.join(way)}.tsv.gz", "rt", encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["source"] and row["reference"]:
                    yield row["source"], row["reference"]


def weigh(some: Iterable[Pair]) -> dict[str, float]:
    """What each kind of part weighs: least squares of the logarithm of the ratio of both sides, large ones damped."""
    names = list(lengths.WEIGHTS)
    place = {name: at for at, name in enumerate(names)}
    table: list[list[np.ndarray]] = [[], []]
    for chinese, english in some:
        words, _others = align(chinese, english)
        for side, (text, language) in enumerate(((chinese, "zh"), (english, "en"))):
            row = np.zeros(len(names))
            for _offset, kind, count in lengths.parts(text, words, language):
                row[place[kind]] += count
            table[side].append(row)
    counts = [np.array(side) for side in table]
    ours = counts[0].any(0)
    free = np.array([name != "character" for name in names])
    prior = np.where(ours, np.log(0.75), np.log(1.35)) * free
    prior[place["letter"]] = np.log(0.1)
    # Of short texts the ratio varies more: each counts by one over its variance.
    care = 1 / (0.02 + 1.5 / (counts[0][:, place["word"]] + 4)) / 12
    logs = prior.copy()
    moment, spread = np.zeros_like(logs), np.zeros_like(logs)
    for step in range(1, 3001):  # Adam
        weights = np.exp(logs)
        sides = [side @ weights + 2 for side in counts]
        off = np.log(sides[0] / sides[1])
        pull = care * 2 * off / (0.1 + off * off) / len(off)
        slope = (counts[0] / sides[0][:, None] - counts[1] / sides[1][:, None]).T @ pull * weights
        slope = (slope + 0.001 * (logs - prior)) * free
        moment, spread = 0.9 * moment + 0.1 * slope, 0.999 * spread + 0.001 * slope**2
        logs -= 0.02 * (moment / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-9)
    return dict(zip(names, np.exp(logs).round(2).tolist(), strict=True))


def fit(values: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and constant of a logistic regression (Newton's method, values put to unit variance meanwhile)."""
    mean, spread = values.mean(0), values.std(0) + 1e-9
    table = np.c_[(values - mean) / spread, np.ones(len(values))]
    weights = np.zeros(table.shape[1])
    for _round in range(50):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (likely - truth) + 1.0 * weights
        curve = (table * (likely * (1 - likely))[:, None]).T @ table + 1.0 * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    scaled = weights[:-1] / spread
    return scaled, float(weights[-1] - scaled @ mean)


def overlaps(clean: Pair, broken: Pair, way: Pair, place: tuple[int, int] | None) -> bool:
    """Whether the part of the source that is shown holds words that only the whole translation answers."""
    if place is None:
        return False

    def answered(pair: Pair) -> set[tuple[int, int]]:
        ours = align(*pair)[0] if way[0] == "zh" else align(pair[1], pair[0])[1]
        return {(word.start, word.end) for word in ours if word.answered}

    lost = answered(clean) - answered(broken)
    return any(place[0] <= start and end <= place[1] for start, end in lost)


def read(folder: Path, names: str, way: Pair, usual: float) -> tuple[list[Pair], np.ndarray, np.ndarray]:
    """The pairs of sets, what the model weighs of each, and which of them are looked at."""
    some = list(rows(folder, names, way))
    return some, *weighed(some, way, usual)


def weighed(some: Iterable[Pair], way: Pair, usual: float) -> tuple[np.ndarray, np.ndarray]:
    """What the model weighs of pairs, and which of them are looked at."""
    some = list(some)
    return np.array([features(*one, way, usual)[0] for one in some]), np.array([worth(*one, way) for one in some])


def main() -> None:
    """One model a direction."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--fit", default=FITTED)
    parser.add_argument("--measure", default=SETS)
    parser.add_argument("--lengths", action="store_true")
    parser.add_argument("--alarms", type=float, default=2.3, help="good segments in 100 of what fits")
    arguments = parser.parse_args()
    where = arguments.shared / "bench/checks/corrupt.py"
    spec = importlib.util.spec_from_file_location("corrupt", where)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{where} is no Python file")
    corrupt: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(corrupt)
    folder = arguments.shared / "data/segments"
    if arguments.lengths:
        turned = (pair[::-1] for pair in rows(folder, arguments.fit, ("en", "zh")))
        lengths.WEIGHTS = weigh([*rows(folder, arguments.fit, ("zh", "en")), *turned])
        print(lengths.WEIGHTS)
    for way in MODELS:
        clean, values, looked = read(folder, arguments.fit, way, 0.0)
        usual = float(np.median(values[:, 0]))
        broken = [row[1:3] for kind in KINDS for row in corrupt.generate(clean, 7, 4000, [kind])]
        good, bad = weighed(clean, way, usual)[0], weighed(broken, way, usual)[0]
        weights, constant = fit(np.r_[good, bad], np.r_[np.zeros(len(good)), np.ones(len(bad))])
        odds = np.where(looked, good @ weights + constant, -np.inf)
        threshold = float(np.quantile(odds, 1 - arguments.alarms / 100, method="higher"))
        shown = ", ".join(f"{one:.3f}" for one in weights)
        print(f"    {way}: Model({usual:.3f}, ({shown}), {constant:.3f}, {threshold:.3f}),".replace("'", '"'))
        for name in arguments.measure.split(","):
            clean, values, looked = read(folder, name, way, usual)
            alarms = looked & (values @ weights + constant > threshold)
            line = [f"    # {name}: {len(clean)} good, alarms {100 * alarms.mean():.2f}"]
            for kind in KINDS:
                seeded = list(corrupt.generate(clean, 7, 1500, [kind]))
                values, looked = weighed([row[1:3] for row in seeded], way, usual)
                hit = looked & (values @ weights + constant > threshold)
                right = [
                    overlaps(clean[index], (source, target), way, features(source, target, way, usual)[1])
                    for (index, source, target, _kind), found in zip(seeded, hit, strict=True)
                    if found
                ]
                line.append(
                    f"{kind} {len(seeded)}: {100 * hit.mean():.1f} found, shown right {100 * np.mean(right):.0f}"
                )
            print("; ".join(line))


if __name__ == "__main__":
    main()
