"""Measures engines and writes the tables of docs/choosing-an-engine.md: `uv run python benchmarks/quality.py`.

Reads ../shared/data/segments (or that of the folder given): recorded outputs of six engines and a human translation of
each segment. BLEU and chrF are sacrebleu's of a whole set. Alarms are segments in 100 in which the checks warn, by the
checks of what is said and by all of them (outside of a newsroom: no termbase, no rules of a house). Entities that a
recorded output holds are read first, as our engines do with a service's answer. Then the engines that run on this
machine, each in a process of its own that pretranslates one article of wmt21.
"""

import argparse
import csv
import gzip
import html
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from transflow import checks, engines, scoring
from transflow.checks import doubts
from transflow.newsroom import estimating, judging, modelkeeping
from transflow.segment import Segment, Status

PAGE = Path(__file__).resolve().parents[1] / "docs/choosing-an-engine.md"
SHARED = Path(__file__).resolve().parents[2] / "shared"
BEGIN, END = "<!-- measured: benchmarks/quality.py -->\n", "<!-- /measured: quality -->"
SETS = {
    "wmt17": ("wmt17",), "wmt18": ("wmt18",), "wmt21": ("wmt21",), "wmt22": ("wmt22",),
    "flores": ("flores-dev", "flores-test"),
}  # fmt: skip
ESTIMATED = ("wmt21", "wmt22")
ENGINES = ("google", "microsoft", "bergamot-base", "nllb", "opusmt", "argos")
CALLED = {
    "google": "`google`", "microsoft": "`microsoft`", "bergamot-base": "`offline`, Firefox's model",
    "nllb": "NLLB-600M", "opusmt": "`offline`, OPUS-MT", "argos": "`offline`, Argos",
}  # fmt: skip
DIRECTIONS = {"zh-en": ("zh_CN", "en"), "en-zh": ("en", "zh_CN")}
HERE = ("memory", "copy", "pseudo")  # engines of which everything is here

Row = tuple[str, str, str]  # source, reference, an engine's text


def rows(folder: Path, files: Sequence[str], direction: str, engine: str) -> list[Row]:
    """The segments that have all three."""
    found = []
    for name in files:
        with gzip.open(folder / f"{name}.{direction}.tsv.gz", "rt", encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["source"] and row["reference"] and row[engine]:
                    found.append((row["source"], row["reference"], html.unescape(row[engine])))
    return found


def scored(some: Sequence[Row], locale: str) -> str:
    """BLEU / chrF."""
    made = scoring.scores([text for _source, _reference, text in some], [one[1] for one in some], locale)
    assert made is not None
    return f"{made.bleu:.1f} / {made.chrf:.1f}"


def judged(some: Sequence[Row], pair: tuple[str, str], *, estimated: bool) -> tuple[int, int, int, int]:
    """Segments in which checks of what is said warn, in which any does, in which one finds an error; and those more
    likely than not to hold a major error by the estimate."""
    told = replace(judging.alone(None), source_locale=pair[0], target_locale=pair[1])
    said = every = errors = doubtful = 0
    for source, _reference, text in some:
        found = checks.run(Segment(source=source, target=text, status=Status.TRANSLATED), told)
        standing = [one for one in found if one.severity is not checks.Severity.INFO]
        said += any(one.check not in doubts.WRITTEN for one in standing)
        every += bool(standing)
        errors += any(one.severity is checks.Severity.ERROR for one in standing)
        if estimated:
            doubtful += (doubts.doubt(source, text, pair, found) or 0) >= estimating.DOUBTFUL
    return said, every, errors, doubtful


def quality(folder: Path, direction: str) -> list[str]:
    """One table: an engine a line."""
    pair = DIRECTIONS[direction]
    counts = [f"{len(rows(folder, files, direction, ENGINES[0])):,}" for files in SETS.values()]
    head = " | ".join(f"{name} ({count})" for name, count in zip(SETS, counts, strict=True))
    lines = [
        f"| {direction.replace('-', '→')}: BLEU / chrF | {head} | alarms: said | all (errors) | in doubt |",
        "| --- |" + " --- |" * (len(SETS) + 3),
    ]
    for engine in ENGINES:
        cells, sums, segments, estimated = [], [0, 0, 0, 0], 0, 0
        for name, files in SETS.items():
            some = rows(folder, files, direction, engine)
            cells.append(scored(some, pair[1]))
            counted = judged(some, pair, estimated=name in ESTIMATED)
            sums = [one + more for one, more in zip(sums, counted, strict=True)]
            segments += len(some)
            estimated += len(some) if name in ESTIMATED else 0
        said, every, errors = (100 * one / segments for one in sums[:3])
        alone = doubts.MODELS[("zh", "en") if direction == "zh-en" else ("en", "zh")][0]
        doubtful = "–" if alone is None else f"{100 * sums[3] / estimated:.0f}"
        cells += [f"{said:.1f}", f"{every:.1f} ({errors:.1f})", doubtful]
        lines.append(f"| {CALLED[engine]} | {' | '.join(cells)} |")
    return [*lines, ""]


def here(folder: Path) -> list[str]:
    """The engines of this machine: what `translate` takes with each, in a process of its own."""
    some = rows(folder, ("wmt21",), "zh-en", "google")
    known = rows(folder, ("wmt17", "wmt18"), "zh-en", "google")
    lines = [
        f"| `translate --engine …`, one article, {len(some):,} segments of wmt21 | filled | CPU s | MB at most |",
        "| --- | --- | --- | --- |",
    ]
    for engine in HERE:
        with tempfile.TemporaryDirectory() as name:
            root = Path(name) / "newsroom"

            def run(*words: str, root: Path = root) -> None:
                command = [sys.executable, "-m", "transflow", "--workspace", str(root), "--as", "measurer", *words]
                subprocess.run(command, check=True, capture_output=True)

            run("init", str(root), "--source", "zh_CN", "--target", "en")
            text = "---\nsegmentation: paragraph\n---\n\n" + "\n\n".join(source for source, _two, _three in some)
            (root / "articles" / "a.md").write_text(text + "\n", "utf-8")
            table = Path(name) / "known.tsv"
            table.write_text("zh\ten\n" + "".join(f"{one}\t{two}\n" for one, two, _three in known), "utf-8")
            run("memory", "import", str(table))
            run("sync")
            spent, peak, filled = translated(root, engine)
            lines.append(f"| `{engine}` | {filled} | {spent:.1f} | {peak} |")
    model = engines.load("offline", {}, engines.Resources(models=modelkeeping.folder()))
    reason = model.available(engines.Pair("zh_CN", "en"))
    lines.append(f"| `offline` | – | – | {reason.split(':')[0] if reason else 'it has a model: measure it'} |")
    return [*lines, ""]


# In a small process of its own: what is counted of a child begins with what its parent held when it was made.
_COUNTED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True, check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, done.stdout.split(" ", 1)[0])
"""


def translated(root: Path, engine: str) -> tuple[float, int, str]:
    """(seconds of CPU, MB at most, segments filled) of one `translate`."""
    command = [sys.executable, "-m", "transflow", "--workspace", str(root), "translate", "--engine", engine]
    done = subprocess.run([sys.executable, "-c", _COUNTED, *command], capture_output=True, text=True, check=True)
    spent, peak, filled = done.stdout.split()
    return float(spent), int(peak), filled


def main() -> None:
    """Everything, to the screen and into the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=SHARED)
    arguments = parser.parse_args()
    folder = arguments.shared / "data/segments"
    signatures = [
        made.signatures for _source, target in DIRECTIONS.values() if (made := scoring.scores(["a"], ["a"], target))
    ]
    began = f"Measured {time.strftime('%Y-%m-%d')} (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; "
    text = [f"{began}BLEU `{signatures[0][0]}` into English, `tok:zh` into Chinese; chrF `{signatures[0][1]}`).\n"]
    for direction in DIRECTIONS:
        text += quality(folder, direction)
    text += here(folder)
    block = "\n".join(text)
    print(block)
    page = PAGE.read_text("utf-8")
    head, rest = page.split(BEGIN)
    PAGE.write_text(head + BEGIN + block + END + rest.split(END)[1], "utf-8")


if __name__ == "__main__":
    main()
