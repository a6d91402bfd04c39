"""Fits and measures the quality estimate (`transflow.checks.doubts`): `uv run python benchmarks/estimate.py`.

Reads ../shared/data/mqm (or that of the folder given): errors that professionals marked in machine translations, WMT
2023 news (three annotators a segment) and TED talks (one). A segment is bad where half of its annotators or more marked
a major error; human translations among the systems are left out. The model is fitted on the shares of annotators.

Measured is a model on documents that it was not fitted on: news by leaving out one document after another, each corpus
by the other's model. AUC is the likelihood that a bad segment is ranked before a good one; "in an article" compares
segments of one document and system only, which is a post-editor's choice. The top fifth: how many of them are bad, and
how many of the bad are there. ± is the standard error over documents drawn with replacement.

Into Chinese there are no marked errors of news. What stands for them is how far engines' outputs of
../shared/data/segments are from the human translation: a segment is bad where its chrF is in the lowest fifth of the
engine's segments of about that length (ten parts by length: chrF is low for what is short). Fitted on WMT 2017 and
2018, measured on WMT 2021 and 2022, and the same of the model of marked errors into English.
"""

import argparse
import csv
import gzip
import os
import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sacrebleu.metrics.chrf import CHRF

from transflow import checks, difference
from transflow.checks import doubts
from transflow.newsroom import judging
from transflow.script import HAN
from transflow.segment import Segment, Status

PAGE = Path(__file__).resolve().parents[1] / "docs/choosing-an-engine.md"
SHARED = Path(__file__).resolve().parents[2] / "shared"
BEGIN, END = "<!-- measured: benchmarks/estimate.py -->\n", "<!-- /measured: estimate -->"
PAIR = ("zh_CN", "en")
NEWS, TALKS = "wmt23", "ted"
TOP = 0.2
FITTED, FAR = ("wmt17", "wmt18"), ("wmt21", "wmt22")
MOST = 1500  # segments of a set
ENGINES = ("google", "microsoft", "nllb", "argos", "opusmt", "bergamot-base")
ROUNDS = 200  # of documents drawn with replacement
NAMES = ("rare characters", "unanswered Chinese", "unanswered English", "names", "findings: said", "findings: written",
         "longer than usual", "no end mark", "differs from another engine")  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One system's translation of one segment: the share of annotators who marked a major error, and its signs."""

    doc: str
    system: str
    share: float
    length: float
    findings: float
    signs: tuple[float, ...]

    @property
    def bad(self) -> bool:
        return self.share >= 0.5


def items(folder: Path, corpus: str) -> list[Item]:
    """Every machine translation of one corpus; the other engine is drawn among those of the same segment."""
    texts: dict[tuple[str, str], dict[str, tuple[str, str]]] = defaultdict(dict)
    marked: dict[tuple[str, str, str], dict[str, bool]] = defaultdict(dict)
    with gzip.open(folder / f"{corpus}.zh-en.tsv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not row["system"].lower().startswith("ref"):
                texts[row["doc"], row["seg"]][row["system"]] = (row["source"], row["target"])
                raters = marked[row["doc"], row["seg"], row["system"]]
                major = row["severity"].lower() in ("major", "critical")
                raters[row["rater"]] = raters.get(row["rater"], False) or major
    told = replace(judging.alone(None), source_locale=PAIR[0], target_locale=PAIR[1])
    chance = random.Random(1)
    made = []
    for (doc, segment), systems in texts.items():
        for system, (source, target) in systems.items():
            other = chance.choice(sorted(set(systems) - {system}))
            found = checks.run(Segment(source=source, target=target, status=Status.TRANSLATED), told)
            values = doubts.signs(
                source, target, ("zh", "en"), found, difference.edits(target, systems[other][1]).share
            )
            standing = [one.severity for one in found if one.severity is not checks.Severity.INFO]
            weight = len(standing) + 2 * standing.count(checks.Severity.ERROR)
            raters = marked[doc, segment, system]
            made.append(Item(doc, system, sum(raters.values()) / len(raters), len(HAN.findall(source)), weight, values))
    return made


# ── the model ───────────────────────────────────────────────────────────────────────────────────────────────────
def fit(values: np.ndarray, shares: np.ndarray, ridge: float = 10.0) -> tuple[np.ndarray, float]:
    """Weights and constant of a logistic regression on shares (Newton's method; the ridge is on unit variance)."""
    mean, spread = values.mean(0), values.std(0) + 1e-9
    table = np.c_[(values - mean) / spread, np.ones(len(values))]
    weights = np.zeros(table.shape[1])
    penalty = ridge * np.eye(len(weights))
    penalty[-1, -1] = 0
    for _round in range(40):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (likely - shares) + penalty @ weights
        weights -= np.linalg.solve((table * (likely * (1 - likely))[:, None]).T @ table + penalty, slope)
    scaled = weights[:-1] / spread
    return scaled, float(weights[-1] - scaled @ mean)


def table(some: Sequence[Item], width: int) -> tuple[np.ndarray, np.ndarray]:
    """(signs, shares of annotators)."""
    return np.array([one.signs[:width] for one in some]), np.array([one.share for one in some])


def predicted(some: Sequence[Item], model: tuple[np.ndarray, float]) -> np.ndarray:
    values, _shares = table(some, len(model[0]))
    return 1 / (1 + np.exp(-values @ model[0] - model[1]))


def left_out(some: Sequence[Item], width: int) -> np.ndarray:
    """What is said of each document by the model of all the others."""
    values, shares = table(some, width)
    docs = np.array([one.doc for one in some])
    said = np.zeros(len(some))
    for doc in set(docs):
        weights, constant = fit(values[docs != doc], shares[docs != doc])
        said[docs == doc] = 1 / (1 + np.exp(-values[docs == doc] @ weights - constant))
    return said


# ── what it is worth ────────────────────────────────────────────────────────────────────────────────────────────
def auc(scores: np.ndarray, bad: np.ndarray) -> float | None:
    """The likelihood that a bad one has the higher score, a tie being half; None where there are none of a kind."""
    first, second = int(bad.sum()), int((~bad).sum())
    if not first or not second:
        return None
    _values, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    return float((ranks[bad].sum() - first * (first + 1) / 2) / (first * second))


def inside(scores: np.ndarray, bad: np.ndarray, groups: Mapping[object, np.ndarray]) -> tuple[float, float, float]:
    """(AUC over pairs of one group, how many in the top fifth of each group are bad, how many of the bad are there)."""
    pairs = right = hit = taken = there = 0.0
    chance = np.random.default_rng(4)
    for places in map(chance.permutation, groups.values()):  # ties are broken by chance, not by the article's order
        some, wrong = scores[places], bad[places]
        one = auc(some, wrong)
        if one is not None:
            weight = float(wrong.sum() * (~wrong).sum())
            pairs, right = pairs + weight, right + weight * one
        most = places[np.argsort(-some, kind="stable")[: max(1, round(TOP * len(places)))]]
        hit, taken, there = hit + bad[most].sum(), taken + len(most), there + wrong.sum()
    return right / pairs, hit / taken, hit / there


def measured(some: Sequence[Item], scores: np.ndarray) -> tuple[float, ...]:
    """(AUC, precision and recall at the top fifth, the same three in an article)."""
    bad = np.array([one.bad for one in some])
    mixed = np.random.default_rng(5).permutation(len(scores))
    most = mixed[np.argsort(-scores[mixed], kind="stable")[: round(TOP * len(scores))]]
    groups: dict[object, list[int]] = defaultdict(list)
    for place, one in enumerate(some):
        groups[one.doc, one.system].append(place)
    whole = auc(scores, bad)
    assert whole is not None
    return (
        whole, float(bad[most].mean()), float(bad[most].sum() / bad.sum()),
        *inside(scores, bad, {key: np.array(places) for key, places in groups.items()}),
    )  # fmt: skip


def spread(some: Sequence[Item], scores: np.ndarray, rounds: int) -> tuple[float, float]:
    """The standard errors of both AUCs, documents drawn with replacement."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(some):
        places[one.doc].append(place)
    chance = random.Random(2)
    drawn = []
    for _round in range(rounds):
        docs = chance.choices(sorted(places), k=len(places))
        chosen = [(number, place) for number, doc in enumerate(docs) for place in places[doc]]
        renamed = [replace(some[place], doc=f"{number}") for number, place in chosen]
        found = measured(renamed, scores[[place for _number, place in chosen]])
        drawn.append((found[0], found[3]))
    one, other = np.array(drawn).std(0)
    return float(one), float(other)


def calibration(some: Sequence[Item], scores: np.ndarray) -> list[str]:
    """Predicted against marked, by fifths."""
    order = np.array_split(np.argsort(scores), 5)
    shares = np.array([one.share for one in some])
    return [f"{scores[part].mean():.2f} / {shares[part].mean():.2f}" for part in order]


def main() -> None:
    """Everything, to the screen and into the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    arguments = parser.parse_args()
    began = time.perf_counter()
    corpora = {name: items(arguments.shared / "data/mqm", name) for name in (NEWS, TALKS)}
    seconds = time.perf_counter() - began
    wide = len(NAMES)
    models = {(name, width): fit(*table(some, width)) for name, some in corpora.items() for width in (wide - 1, wide)}
    for label, width in (("ALONE", wide - 1), ("BESIDE", wide)):
        weights, constant = models[NEWS, width]
        print(f"{label} = Model(({', '.join(f'{one:.3f}' for one in weights)}), {constant:.3f})")
    text = [_head(corpora, seconds)]
    for name, some in corpora.items():
        text += _measured(name, some, models, arguments.rounds)
    text += _signs(corpora)
    text += stand_in(arguments.shared / "data/segments", arguments.rounds // 10)
    alone = doubts.MODELS["zh", "en"][0]
    assert alone is not None
    shipped = np.array([alone.likelihood(one.signs[:-1]) for one in corpora[NEWS]])
    behind = float(np.abs(shipped - predicted(corpora[NEWS], models[NEWS, wide - 1])).max())
    print(f"the shipped model differs from this fit by at most {behind:.4f}")
    block = "\n".join(text)
    print(block)
    page = PAGE.read_text("utf-8")
    head, rest = page.split(BEGIN)
    PAGE.write_text(head + BEGIN + block + END + rest.split(END)[1], "utf-8")


def far_off(folder: Path, names: Sequence[str], direction: str) -> list[Item]:
    """Outputs of engines, bad where they are far from the human translation; the other engine is drawn."""
    way = ("zh", "en") if direction == "zh-en" else ("en", "zh")
    locales = {"zh": "zh_CN", "en": "en"}
    told = replace(judging.alone(None), source_locale=locales[way[0]], target_locale=locales[way[1]])
    metric, chance, made = CHRF(), random.Random(6), []
    for name in names:
        with gzip.open(folder / f"{name}.{direction}.tsv.gz", "rt", encoding="utf-8") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[:MOST]
        for engine in ENGINES:
            here = [row for row in rows if row["reference"] and row["source"] and row[engine]]
            near = np.array([metric.sentence_score(row[engine], [row["reference"]]).score for row in here])
            length = np.array([float(len(row["source"])) for row in here])
            bad = np.zeros(len(here), bool)
            for part in np.array_split(np.argsort(length, kind="stable"), 10):
                bad[part] = near[part] <= np.quantile(near[part], TOP)
            for place, row in enumerate(here):
                other = row[chance.choice([one for one in ENGINES if one != engine and row[one]])]
                found = checks.run(Segment(source=row["source"], target=row[engine], status=Status.TRANSLATED), told)
                values = doubts.signs(
                    row["source"], row[engine], way, found, difference.edits(row[engine], other).share
                )
                warned = sum(one.severity is not checks.Severity.INFO for one in found)
                made.append(Item(f"{name}-{place // 20}", engine, float(bad[place]), length[place], warned, values))
    return made


def stand_in(folder: Path, rounds: int) -> list[str]:
    """Into Chinese the models fitted here, into English those of marked errors, on the same kind of segments."""
    known = far_off(folder, FITTED, "en-zh")
    into, into_alone = fit(*table(known, len(NAMES))), fit(*table(known, len(NAMES) - 1))
    print(f"into Chinese: Model(({', '.join(f'{one:.3f}' for one in into[0])}), {into[1]:.3f})")
    alone, beside = doubts.MODELS["zh", "en"]
    assert alone is not None
    lines = ["| far from the human translation | AUC | top fifth: bad | of the bad |", "| --- |" + " --- |" * 3]
    for direction in ("zh-en", "en-zh"):
        some = far_off(folder, FAR, direction)
        ways = {
            "most findings first": np.array([one.findings for one in some]),
            "furthest from another engine first": np.array([one.signs[-1] for one in some]),
            "model of marked errors": np.array([alone.likelihood(one.signs[:-1]) for one in some]),
            "model of marked errors, with another engine": np.array([beside.likelihood(one.signs) for one in some]),
        }
        if direction == "en-zh":
            ways["fitted into Chinese"] = predicted(some, into_alone)
            ways["**fitted into Chinese, with another engine**"] = predicted(some, into)
        for title, scores in ways.items():
            found, error = measured(some, scores), spread(some, scores, rounds)
            cells = [f"{found[0]:.3f} ± {error[0]:.3f}", f"{found[1]:.0%}", f"{found[2]:.0%}"]
            lines.append(f"| {direction.replace('-', '→')} ({len(some):,}): {title} | {' | '.join(cells)} |")
    return [*lines, ""]


def _head(corpora: Mapping[str, Sequence[Item]], seconds: float) -> str:
    number = sum(map(len, corpora.values()))
    told = "; ".join(
        f"{name}: {len(some):,} translations of {len({one.system for one in some})} systems in "
        f"{len({one.doc for one in some})} documents, {100 * sum(one.bad for one in some) / len(some):.0f}% bad"
        for name, some in corpora.items()
    )
    return (
        f"Measured {time.strftime('%Y-%m-%d')} ({told}; {1000 * seconds / number:.2f} ms a translation, checks "
        f"included, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores).\n"
    )


def _measured(
    name: str, some: Sequence[Item], models: Mapping[tuple[str, int], tuple[np.ndarray, float]], rounds: int
) -> list[str]:
    wide = len(NAMES)
    other = TALKS if name == NEWS else NEWS
    chance = random.Random(3)
    ways: dict[str, Callable[[], np.ndarray]] = {
        "by chance": lambda: np.array([chance.random() for _one in some]),
        "longest source first": lambda: np.array([one.length for one in some]),
        "most findings first": lambda: np.array([one.findings for one in some]),
        "furthest from another engine first": lambda: np.array([one.signs[-1] for one in some]),
        f"estimate (fitted on {other})": lambda: predicted(some, models[other, wide - 1]),
        f"estimate with another engine (fitted on {other})": lambda: predicted(some, models[other, wide]),
    }
    if name == NEWS:
        ways["**estimate** (other documents of the same)"] = lambda: left_out(some, wide - 1)
        ways["**estimate with another engine** (other documents of the same)"] = lambda: left_out(some, wide)
    lines = [
        f"| {name} | AUC | top fifth: bad | of the bad | AUC in an article | top fifth: bad | of the bad |",
        "| --- |" + " --- |" * 6,
    ]
    for title, way in ways.items():
        scores = way()
        found, error = measured(some, scores), spread(some, scores, rounds)
        cells = [f"{found[0]:.3f} ± {error[0]:.3f}", f"{found[1]:.0%}", f"{found[2]:.0%}",
                 f"{found[3]:.3f} ± {error[1]:.3f}", f"{found[4]:.0%}", f"{found[5]:.0%}"]  # fmt: skip
        lines.append(f"| {title} | {' | '.join(cells)} |")
        if title.startswith("**estimate** "):
            fifths = calibration(some, scores)
    lines.append("")
    if name == NEWS:
        lines.append(f"Estimated and marked, by fifths of the estimate, {name}: {', '.join(fifths)}.\n")
    return lines


def _signs(corpora: Mapping[str, Sequence[Item]]) -> list[str]:
    """Each sign alone."""
    head = f"| sign alone: AUC, and in an article | {' | '.join(corpora)} |"
    lines = [head, "| --- |" + " --- |" * len(corpora)]
    for place, title in enumerate(NAMES):
        cells = []
        for some in corpora.values():
            found = measured(some, np.array([one.signs[place] for one in some]))
            cells.append(f"{found[0]:.3f}, {found[3]:.3f}")
        lines.append(f"| {title} | {' | '.join(cells)} |")
    return [*lines, ""]


if __name__ == "__main__":
    main()
