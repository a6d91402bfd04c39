"""Fits the models of `transflow.checks.alignment.proportion` and prints them: `uv run python benchmarks/omissions.py`.

Reads segments of ../shared/data/segments (or of the folder given) and the seeded mistakes of ../shared/bench/checks.
Half of the segments fits, the other half says how many good segments would be warned of and how many mistakes found.
"""

import argparse
import csv
import gzip
import importlib.util
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from transflow.checks.alignment.proportion import MODELS, excess, features, words

SETS = ("wmt17", "wmt18")  # news; FLORES is English turned into Chinese, and wordier than news is
KINDS = ("clause_drop", "sentence_drop")
SHARED = Path(__file__).resolve().parents[2] / "shared"


def pairs(folder: Path, direction: str) -> Iterator[tuple[str, str]]:
    """(source, reference) of the development sets."""
    for name in SETS:
        with gzip.open(folder / f"{name}.{direction}.tsv.gz", "rt", encoding="utf-8") as file:
            rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            next(rows)
            yield from ((row[1], row[2]) for row in rows if row[1] and row[2])


def fit(values: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and constant of a logistic regression (Newton's method, values put to unit variance meanwhile)."""
    mean, spread = values.mean(0), values.std(0) + 1e-9
    table = np.c_[(values - mean) / spread, np.ones(len(values))]
    weights = np.zeros(table.shape[1])
    for _round in range(50):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (likely - truth) + 0.01 * weights
        curve = (table * (likely * (1 - likely))[:, None]).T @ table + 0.01 * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    scaled = weights[:-1] / spread
    return scaled, float(weights[-1] - scaled @ mean)


def main() -> None:
    """One model a direction."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--alarms", type=float, default=1.5, help="good segments in 100 that may be warned of")
    arguments = parser.parse_args()
    where = arguments.shared / "bench/checks/corrupt.py"
    spec = importlib.util.spec_from_file_location("corrupt", where)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{where} is no Python file")
    corrupt = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(corrupt)
    for pair in MODELS:
        clean = list(pairs(arguments.shared / "data/segments", "-".join(pair)))
        broken = [(row[1], row[2]) for row in corrupt.generate(clean, 7, 2000, list(KINDS))]
        over = np.array([excess(*one, pair) for one in clean]) + MODELS[pair].usual
        usual = float(over.mean())

        def values(some: list[tuple[str, str]], pair: tuple[str, str] = pair, usual: float = usual) -> np.ndarray:
            return np.array(
                [features(excess(*one, pair) + MODELS[pair].usual - usual, *words(*one, pair), one[0]) for one in some]
            )

        good, bad = values(clean), values(broken)
        chosen = random.Random(1)
        half, other = (np.array([chosen.random() < 0.5 for _one in some]) for some in (good, bad))
        weights, constant = fit(
            np.r_[good[half], bad[other]], np.r_[np.zeros(int(half.sum())), np.ones(int(other.sum()))]
        )
        scores = good[~half] @ weights + constant
        threshold = float(np.quantile(scores, 1 - arguments.alarms / 100))
        found = float((bad[~other] @ weights + constant > threshold).mean())
        shown = ", ".join(f"{one:.3f}" for one in weights)
        print(f"    {pair}: Model({usual:.3f}, ({shown}), {constant:.3f}, {threshold:.3f}),".replace("'", '"'))
        print(
            f"    # {len(clean)} good, {len(broken)} broken; at {arguments.alarms} alarms in 100 {found:.1%} are found"
        )


if __name__ == "__main__":
    main()
