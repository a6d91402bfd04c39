"""Measures the checks and writes the tables of docs/checks.md: `uv run python benchmarks/checks.py`.

Reads human and machine translations of real news (../shared/data, or the folder given) and seeds mistakes with
../shared/bench/checks/corrupt.py, and more kinds with `seeding.py`. An alarm is a segment with a finding that is no
info. A seeded mistake counts as found where a check warns that did not warn of the good text. No termbase, as in
`transflow check --pairs` outside a newsroom. `--sets development` leaves out the news that no rule was made with (the
documents of 2023 and 2024) and changes no page.
"""

import argparse
import csv
import gzip
import html
import importlib.util
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import seeding

from transflow import checks
from transflow.newsroom import judging
from transflow.segment import Segment, Status

PAGE = Path(__file__).resolve().parents[1] / "docs/checks.md"
SHARED = Path(__file__).resolve().parents[2] / "shared"
BEGIN, END = "<!-- measured: benchmarks/checks.py -->\n", "<!-- /measured -->"
# The rules were made with the first; the second was to be looked at once and was looked at often; the third is news
# that no rule of what is said or written was made with. It is in documents, not in lines.
SETS = {
    "development": ("wmt17", "wmt18", "flores-dev", "flores-test"),
    "news of 2021–22": ("wmt21", "wmt22"),
    "news of 2023–24": ("wmt23", "wmt24"),
}
BLIND = "news of 2023–24"
LOCALES = {"zh": "zh_CN", "en": "en"}
DIRECTIONS = ("zh-en", "en-zh")
# The checks of what is said; the others are of how it is written.
CONTENT = ("han", "copied", "addresses", "numbers", "currencies", "omissions", "repeats", "names", "lists", "positions")
ENGINES = ("google", "microsoft", "nllb", "argos")
KINDS = {
    "magnitude": "wrong magnitude (万, 亿, million)", "digit": "wrong digit", "number_drop": "number dropped",
    "percent_point": "percent ↔ percentage point", "number_word": "number word", "ordinal": "ordinal",
    "date_day": "day", "date_month": "month", "weekday": "weekday", "currency": "currency",
    "clause_drop": "clause dropped", "sentence_drop": "sentence dropped", "sentence_dup": "sentence doubled",
    "word_repeat": "word doubled", "name": "misspelt name", "han_left": "left in the source language",
    "source_copied": "source copied", "quote": "half of a pair", "punct_width": "punctuation of the other language",
    "end_punct": "end mark lost", "double_space": "double space", "url": "address",
    "in_a_row": "one of two segments in a row dropped",
}  # fmt: skip

# What other checkers reached on the same harness before ours was begun: alarms in 100 good segments and the share of
# seeded mistakes found, zh→en / en→zh; the last is a prototype on the news of 2021–22. They are not run here again.
PEER_NAMES = ("pofilter", "Weblate", "l10n-lint", "msgcheck", "prototype")
PEERS = {
    "alarms": ("99.6 / 48.2", "14.5 / 8.6", "96.6 / 93.1", "85 / 10", "6.9 / 6.1"),
    "magnitude": ("1 / 3", "0 / 0", "0 / 0", "0 / 0", "91 / 99"),
    "digit": ("45 / 58", "0 / 0", "12 / 14", "0 / 0", "93 / 98"),
    "number_drop": ("52 / 64", "1 / 1", "17 / 22", "1 / 0", "86 / 90"),
    "percent_point": ("0 / 0", "0 / 0", "7 / 15", "0 / 0", "99 / 91"),
    "number_word": ("0 / 0", "0 / 0", "0 / 0", "0 / 0", "91 / 91"),
    "ordinal": ("17 / 0", "0 / 0", "0 / 0", "0 / 0", "93 / 86"),
    "date_day": ("7 / 65", "0 / 0", "0 / 0", "0 / 0", "95 / 100"),
    "date_month": ("0 / 6", "0 / 0", "1 / 1", "0 / 0", "77 / 100"),
    "weekday": ("0 / 0", "0 / 0", "0 / 0", "0 / 0", "91 / 97"),
    "currency": ("0 / 0", "0 / 0", "0 / 0", "0 / 0", "65 / 91"),
    "name": ("4 / 0", "0 / 0", "0 / 0", "0 / 0", "88 / –"),
    "clause_drop": ("16 / 21", "0 / 1", "4 / 67", "0 / 1", "40 / 41"),
    "sentence_drop": ("25 / 54", "6 / 13", "8 / 79", "6 / 12", "70 / 67"),
}

Pair = tuple[str, str]
Seeder = Callable[[Sequence[Pair], int, int], Iterable[tuple[int, str, str, str]]]
Found = tuple[checks.Finding, ...]


def rows(folder: Path, names: Iterable[str], direction: str, column: str) -> Iterator[Pair]:
    """(source, translation of `column`) of the sets `names`; nothing where a set has no such translations."""
    for name in names:
        path = folder / "segments" / f"{name}.{direction}.tsv.gz"
        if not path.exists():
            for document in documents(folder, [name], direction):
                found = ((one["source"], one.get(column)) for one in document)
                yield from ((source, target) for source, target in found if source and target)
            continue
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["source"] and row[column]:
                    yield row["source"], row[column]


def documents(folder: Path, names: Collection[str], direction: str) -> Iterator[list[dict[str, str]]]:
    """The segments of each news document of the sets `names`: `source`, and `reference` where there is one."""
    with gzip.open(folder / f"news/news.{direction}.jsonl.gz", "rt", encoding="utf-8") as file:
        for document in map(json.loads, file):
            if document["test_set"] in names:
                yield document["segments"]


def in_a_row(folder: Path, names: Collection[str], direction: str) -> list[tuple[Pair, Pair]]:
    """Two segments of a document as one: (the pair, the same without the translation of one of them). A segment of the
    news is mostly one sentence; so whole sentences are lost without guessing where they end."""
    rows, choice = list[tuple[Pair, Pair]](), random.Random(1)
    between = ("", " ") if direction == "zh-en" else (" ", "")
    for document in documents(folder, names, direction):
        whole = [one for one in document if one["source"] and one.get("reference")]
        for first, second in zip(whole[::2], whole[1::2], strict=False):
            source = between[0].join((first["source"], second["source"]))
            target = between[1].join((first["reference"], second["reference"]))
            kept = choice.choice((first, second))["reference"]
            rows.append(((source, target), (source, kept)))
    return rows


def checker(direction: str) -> Callable[[str, str], Found]:
    """What the checks find in a pair of texts."""
    ours, theirs = (LOCALES[language] for language in direction.split("-"))
    context = replace(judging.alone(None), source_locale=ours, target_locale=theirs)
    return lambda source, target: checks.run(Segment(source=source, target=target, status=Status.TRANSLATED), context)


def codes(found: Found) -> Counter[str]:
    """How often each check warns."""
    return Counter(one.check for one in found if one.severity is not checks.Severity.INFO)


def alarms(found: Sequence[Found], severities: Iterable[checks.Severity], check: str | None = None) -> float:
    """Segments in 100 with a finding of these severities."""
    wanted = frozenset(severities)
    hit = sum(any(one.severity in wanted and check in (None, one.check) for one in some) for some in found)
    return 100 * hit / max(1, len(found))


def seeder(shared: Path) -> Seeder:
    """What seeds the mistakes of the shared harness."""
    spec = importlib.util.spec_from_file_location("corrupt", shared / "bench/checks/corrupt.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{shared} has no bench/checks/corrupt.py")
    corrupt = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(corrupt)
    generate: Seeder = corrupt.generate
    return generate


def recall(pairs: Sequence[Pair], judge: Callable[[str, str], Found], seed: Seeder, most: int) -> dict[str, Pair]:
    """(share found, how many seeded) by kind, as text."""
    good: dict[int, Counter[str]] = {}
    seeded: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for index, source, broken, kind in seed(list(pairs), 1, most):
        if index not in good:
            good[index] = codes(judge(*pairs[index]))
        seeded[kind] += 1
        found[kind] += bool(codes(judge(source, broken)) - good[index])
    return {kind: (f"{100 * found[kind] / seeded[kind]:.0f}", str(seeded[kind])) for kind in seeded}


def lost(rows: Sequence[tuple[Pair, Pair]], judge: Callable[[str, str], Found]) -> Pair:
    """(share found, how many seeded) of `in_a_row`, as text."""
    found = sum(bool(codes(judge(*broken)) - codes(judge(*whole))) for whole, broken in rows)
    return f"{100 * found / len(rows):.0f}", str(len(rows))


def speed(pairs: Sequence[Pair], direction: str) -> tuple[float, float]:
    """(segments a second of one process, start-up in seconds) of `transflow check --pairs`, in processor time."""
    ours, theirs = direction.split("-")
    lines = "".join(
        json.dumps({"id": i, "source_lang": ours, "target_lang": theirs, "source": source, "target": target}) + "\n"
        for i, (source, target) in enumerate(pairs)
    )

    def spent(text: str) -> float:
        before = os.times()
        subprocess.run(
            [sys.executable, "-m", "transflow", "check", "--pairs"],
            input=text, capture_output=True, text=True, check=True, cwd="/",
        )  # fmt: skip
        after = os.times()
        return (after.children_user + after.children_system) - (before.children_user + before.children_system)

    start = min(spent(lines.split("\n", 1)[0] + "\n") for _round in range(3))
    return (len(pairs) - 1) / (spent(lines) - start), start


def main() -> None:
    """Everything, to the screen and into the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--sets", choices=["development", "all"], default="all")
    parser.add_argument("--per-kind", type=int, default=300)
    arguments = parser.parse_args()
    folder = arguments.shared / "data"
    sets = {name: SETS[name] for name in SETS if arguments.sets == "all" or name != BLIND}
    began = time.strftime("%Y-%m-%d")
    found: dict[tuple[str, str], list[Found]] = {}
    shares: dict[tuple[str, str], dict[str, Pair]] = {}
    generate = seeder(arguments.shared)
    fast: dict[str, tuple[float, float]] = {}
    for direction in DIRECTIONS:
        judge = checker(direction)
        for name, files in sets.items():
            pairs = list(rows(folder, files, direction, "reference"))
            found[name, direction] = [judge(*pair) for pair in pairs]
            shares[name, direction] = recall(pairs, judge, generate, arguments.per_kind)
            shares[name, direction] |= recall(pairs, judge, seeding.generate, arguments.per_kind)
            rows_of_two = in_a_row(folder, files, direction)
            if rows_of_two:
                shares[name, direction]["in_a_row"] = lost(rows_of_two, judge)
            if name == "development":
                fast[direction] = speed(pairs, direction)
    load = os.getloadavg()[0]
    text = [f"Measured {began} (load {load:.1f} on {os.cpu_count()} cores), zh→en / en→zh.\n"]
    text += table_of_peers(list(sets)[1:], found, shares)
    text += table_of_kinds("Share of seeded mistakes found, in percent (n):", KINDS, list(sets), found, shares)
    more = {kind: kind for kind in seeding.SEEDS}
    text += table_of_kinds("The same of mistakes that `benchmarks/seeding.py` seeds:", more, list(sets), found, shares)
    text += table_of_alarms(list(sets), found)
    text += table_of_engines(folder, sets)
    both = [f"{fast[one][0]:,.0f} segments a second, start-up {fast[one][1]:.2f} s ({one})" for one in DIRECTIONS]
    text.append(f"`transflow check --pairs`, all checks, processor time of one process: {'; '.join(both)}.\n")
    block = "\n".join(text)
    print(block)
    if arguments.sets == "all":
        page = PAGE.read_text("utf-8")
        head, rest = page.split(BEGIN)
        PAGE.write_text(head + BEGIN + block + END + rest.split(END)[1], "utf-8")


def table_of_peers(
    names: Sequence[str], found: dict[tuple[str, str], list[Found]], shares: dict[tuple[str, str], dict[str, Pair]]
) -> list[str]:
    """Ours beside the others: alarms, and shares of seeded mistakes found."""
    levels = (checks.Severity.ERROR, checks.Severity.WARNING)
    ours = " | ".join(f"**transflow**, {name}" for name in names)
    lines = [
        "Beside others, as measured before this was begun (the prototype, a first draft of such checks, on the news of "
        "2021–22):", "",
        f"| | {' | '.join(PEER_NAMES)} | {ours} |", "| --- |" + " --- |" * (len(PEER_NAMES) + len(names)),
    ]  # fmt: skip
    for kind, theirs in PEERS.items():
        if kind == "alarms":
            title = "alarms in 100 good segments, all checks"
            cells = [" / ".join(f"{alarms(found[name, one], levels):.1f}" for one in DIRECTIONS) for name in names]
        else:
            title = KINDS[kind]
            here = [[shares[name, one].get(kind) for one in DIRECTIONS] for name in names]
            cells = [" / ".join(one[0] if one else "–" for one in some) for some in here]
        lines.append(f"| {title} | {' | '.join(theirs)} | {' | '.join(f'**{cell}**' for cell in cells)} |")
    return [*lines, ""]


def table_of_kinds(
    caption: str,
    kinds: Mapping[str, str],
    names: Sequence[str],
    found: dict[tuple[str, str], list[Found]],
    shares: dict[tuple[str, str], dict[str, Pair]],
) -> list[str]:
    """Seeded mistakes found, in percent, and how many were seeded."""
    head = " | ".join(
        f"{name} ({' / '.join(str(len(found[name, one])) for one in DIRECTIONS)} segments)" for name in names
    )
    lines = [
        caption,
        "",
        f"| mistake | {head} |",
        "| --- |" + " --- |" * len(names),
    ]
    for kind, title in kinds.items():
        cells = []
        for name in names:
            here = [shares[name, direction].get(kind) for direction in DIRECTIONS]
            cells.append(" / ".join(f"{one[0]} ({one[1]})" if one else "–" for one in here))
        lines.append(f"| {title} | {' | '.join(cells)} |")
    return [*lines, ""]


def table_of_alarms(names: Sequence[str], found: dict[tuple[str, str], list[Found]]) -> list[str]:
    """Segments in 100 of the human translations that a check warns of."""
    levels = (checks.Severity.ERROR, checks.Severity.WARNING)

    def row(title: str, severities: Iterable[checks.Severity], check: str | None = None) -> str:
        cells = [
            " / ".join(f"{alarms(found[name, direction], severities, check):.2f}" for direction in DIRECTIONS)
            for name in names
        ]
        return f"| {title} | {' | '.join(cells)} |"

    lines = [
        "Alarms in 100 human translations (errors of the translators among them):", "",
        f"| check | {' | '.join(names)} |", "| --- |" + " --- |" * len(names),
        row("**all checks**", levels), row("**errors**", levels[:1]),
    ]  # fmt: skip
    for check in checks.CHECKS:
        if any(alarms(some, levels, check) for some in found.values()):
            lines.append(row(f"`{check}` errors", levels[:1], check))
            lines.append(row(f"`{check}` warnings", levels[1:], check))
    return [*lines, ""]


def table_of_engines(folder: Path, sets: dict[str, tuple[str, ...]]) -> list[str]:
    """The same of engines' translations: of what they say (errors in brackets), then of all checks."""
    levels = (checks.Severity.ERROR, checks.Severity.WARNING)
    sets = {name: files for name, files in sets.items() if name != BLIND}  # other engines translated those
    lines = [
        "Alarms in 100 translations of engines (their HTML entities decoded): by the checks of what is said, "
        f"{', '.join(f'`{one}`' for one in CONTENT)}, and by all (errors in brackets):", "",
        "| engine | " + " | ".join(f"{name}: what is said | {name}: all" for name in sets) + " |",
        "| --- |" + " --- | --- |" * len(sets),
    ]  # fmt: skip
    for engine in ("reference", *ENGINES):
        cells = []
        for files in sets.values():
            said, everything = [], []
            for direction in DIRECTIONS:
                judge = checker(direction)
                # Some of the stored outputs hold HTML entities, which `machine` would stop at in every third one.
                stored = rows(folder, files, direction, engine)
                some = [judge(source, html.unescape(target)) for source, target in stored]
                content = [tuple(one for one in found if one.check in CONTENT) for found in some]
                said.append(f"{alarms(content, levels):.1f}")
                everything.append(f"{alarms(some, levels):.1f} ({alarms(some, levels[:1]):.1f})")
            cells += [" / ".join(said), " / ".join(everything)]
        lines.append(f"| {'(people)' if engine == 'reference' else engine} | {' | '.join(cells)} |")
    return [*lines, ""]


if __name__ == "__main__":
    main()
