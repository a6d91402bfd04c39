"""Measures help with language and writes its section of docs/checks.md: `uv run python benchmarks/language.py`.

Good text is news as people wrote or translated it (../shared/data, or the folder given): an alarm there is a
segment with a warning. Mistakes are seeded into it, one at a time, and count as found where a check warns that did not
warn of the good text; as put right where the fix of that finding gives the good text back. No termbase. `--sets
development` leaves out the news that no rule was made with, and changes no page.
"""

import argparse
import csv
import gzip
import json
import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from slips import NEIGHBOURS, SEEDS, Seed

from transflow import checks
from transflow.checks.english import harper
from transflow.newsroom.judging import alone
from transflow.segment import Segment, Status

PAGE = Path(__file__).resolve().parents[1] / "docs/checks.md"
SHARED = Path(__file__).resolve().parents[2] / "shared"
BEGIN, END = "<!-- measured: benchmarks/language.py -->\n", "<!-- /measured: language -->"

DEVELOPMENT = ("wmt17", "wmt18", "flores-dev", "flores-test", "wmt21", "wmt22")
NEWS: tuple[str, ...] = ()  # the news documents of UNSEEN
UNSEEN = ("wmt23", "wmt24")  # those of 2021 and 2022 have been read
# What is measured: language of the text, its title, sets, direction of the sets, column that is read.
TEXTS = (
    ("en", "development", DEVELOPMENT, "en-zh", "source"),
    ("en", "unseen: written in English", NEWS, "en-zh", "source"),
    ("en", "unseen: translated from Chinese", NEWS, "zh-en", "reference"),
    ("zh", "development", DEVELOPMENT, "en-zh", "reference"),
    ("zh", "unseen: written in Chinese", NEWS, "zh-en", "source"),
    ("zh", "unseen: translated from English", NEWS, "en-zh", "reference"),
)
OTHER = {"source": "reference", "reference": "source"}
LOCALES = {"zh": "zh_CN", "en": "en"}

Pair = tuple[str, str]  # (source, good text)
Found = tuple[checks.Finding, ...]
Judge = Callable[[str, str], Found]


def pairs(folder: Path, sets: Sequence[str], way: str, column: str) -> list[Pair]:
    """(the text in the other language, the text that is measured), in the order of the sets."""
    rows: list[dict[str, str]] = []
    for name in sets:
        with gzip.open(folder / f"segments/{name}.{way}.tsv.gz", "rt", encoding="utf-8") as file:
            rows += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    if not sets:
        with gzip.open(folder / f"news/news.{way}.jsonl.gz", "rt", encoding="utf-8") as file:
            documents = map(json.loads, file)
            rows += [row for one in documents if one["test_set"] in UNSEEN for row in one["segments"]]
    return [(row[OTHER[column]], row[column]) for row in rows if row["source"] and row["reference"]]


def neighbours(texts: Sequence[Pair]) -> list[Pair]:
    """Every two segments in a row that are whole sentences without quotations, as one text: what translators join."""
    whole = re.compile(r"[A-Z][^“”\"—]{20,259}[a-z]\.")
    return [
        (f"{one[0]} {other[0]}", f"{one[1]} {other[1]}")
        for one, other in pairwise(texts)
        if whole.fullmatch(one[1]) and whole.fullmatch(other[1])
    ]


def judge(language: str, reader: harper.Reader) -> Judge:
    """What the checks of a language find in a text."""
    source = LOCALES["en" if language == "zh" else "zh"]
    told = checks.Context(
        source, LOCALES[language], disabled=frozenset(checks.CHECKS), help=checks.Help(proofread=reader.read)
    )
    return lambda other, text: checks.run(Segment(source=other, target=text, status=Status.TRANSLATED), told)


# ── mistakes ────────────────────────────────────────────────────────────────────────────────────────────────────────
_ROUNDS = 4  # where a text has several places for a mistake, some of the others get one, too


def seeded(texts: Sequence[Pair], seed: Seed, look: Judge, most: int, *, infos: bool) -> tuple[int, int, int]:
    """(how many were seeded, found, put right) with one mistake; with `infos`, those count as found, too."""
    chance = random.Random(7)
    order = list(texts)
    chance.shuffle(order)
    count = found = right = 0
    done: set[str] = set()
    for source, good in order * _ROUNDS:
        bad = seed(good, chance)
        if bad is None or bad == good or bad in done:
            continue
        done.add(bad)
        before = Counter((one.check, one.message) for one in counted(look(source, good), infos))
        new = [one for one in counted(look(source, bad), infos) if not before[one.check, one.message]]
        count, found = count + 1, found + bool(new)
        right += any(mended(bad, one) == good for one in new)
        if count == most:
            break
    return count, found, right


def counted(found: Found, infos: bool) -> Iterator[checks.Finding]:
    """The findings that are no infos, or all."""
    return (one for one in found if infos or one.severity is not checks.Severity.INFO)


def mended(text: str, one: checks.Finding) -> str | None:
    """The text with the fix of a finding."""
    if one.span is None or one.expected is None:
        return None
    return text[: one.span[0]] + one.expected + text[one.span[1] :]


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def alarms(found: Sequence[Found], check: str | None, severity: checks.Severity) -> str:
    """Segments in 100 with such a finding."""
    hit = sum(any(one.severity is severity and check in (None, one.check) for one in some) for some in found)
    return f"{100 * hit / len(found):.2f}"


def alarm_table(columns: dict[str, list[Found]]) -> list[str]:
    """Alarms by check: warnings, then infos, in 100 segments of each text."""
    counts = " | ".join(f"{title} ({len(found):,})" for title, found in columns.items())
    lines = [f"| check | {counts} |", "| --- |" + " --- |" * len(columns)]
    for check in (None, *checks.LANGUAGE):
        cells = [
            tuple(alarms(found, check, one) for one in (checks.Severity.WARNING, checks.Severity.INFO))
            for found in columns.values()
        ]
        if check is None or any(cell != ("0.00", "0.00") for cell in cells):
            name = "**all**" if check is None else f"`{check}`"
            lines.append(f"| {name} | " + " | ".join(f"{warned} / {info}" for warned, info in cells) + " |")
    return [*lines, ""]


def seed_table(language: str, texts: dict[str, list[Pair]], look: Judge, most: int) -> list[str]:
    """Seeded mistakes found and put right, in percent."""
    lines = [f"| mistake | {' | '.join(texts)} |", "| --- |" + " --- |" * len(texts)]
    for name, seed in SEEDS[language].items():
        cells = []
        for some in map(neighbours, texts.values()) if name in NEIGHBOURS else texts.values():
            count, found, right = seeded(some, seed, look, most, infos="(an info)" in name)
            cells.append(f"{100 * found / count:.0f}, {100 * right / count:.0f} ({count})" if count else "–")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return [*lines, ""]


def speed(texts: Sequence[Pair], look: Judge) -> float:
    """Microseconds of processor time a segment."""
    began = time.process_time()
    for pair in texts:
        look(*pair)
    return (time.process_time() - began) / len(texts) * 1e6


def main() -> None:
    """Everything, to the screen and into the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--sets", choices=["development", "all"], default="all")
    parser.add_argument("--per-kind", type=int, default=300)
    arguments = parser.parse_args()
    folder = arguments.shared / "data"
    began, reader = time.perf_counter(), harper.Reader()
    reader.read("It is wrold news.", "either")
    load = time.perf_counter() - began
    text = [f"Measured {time.strftime('%Y-%m-%d')} (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores), "
            f"harper-py {harper.installed() or 'absent'}.\n"]  # fmt: skip
    fast = {}
    for language, title in (("en", "English"), ("zh", "Chinese")):
        look = judge(language, reader)
        wanted = [one for one in TEXTS if one[0] == language and (arguments.sets == "all" or one[2] is DEVELOPMENT)]
        texts = {name: pairs(folder, sets, way, column) for _language, name, sets, way, column in wanted}
        columns = {name: [look(*pair) for pair in some] for name, some in texts.items()}
        text += [f"**{title}**: alarms in 100 segments of good text, warnings / infos (segments):", ""]
        text += alarm_table(columns)
        text += [f"**{title}**: seeded mistakes found, and put right by the fix, in percent (n):", ""]
        text += seed_table(language, texts, look, arguments.per_kind)
        fast[title] = texts
    rules = {title: timed(title, texts, None) for title, texts in fast.items()}
    fresh = timed("English", fast["English"], harper.Reader())
    text.append(
        "All checks of `transflow check` together, processor time of one process: "
        + "; ".join(f"{1e6 / every(folder, way):,.0f} segments a second ({way})" for way in ("zh-en", "en-zh"))
        + ", Harper apart.\n"
    )
    text.append(
        f"Processor time a segment: our own rules {rules['English']:.0f} µs (English), {rules['Chinese']:.0f} µs "
        f"(Chinese); with Harper {fresh / 1000:.1f} ms the first time, nothing after; Harper loads in {load:.1f} s.\n"
    )
    block = "\n".join(text)
    print(block)
    if arguments.sets == "all":
        page = PAGE.read_text("utf-8")
        head, rest = page.split(BEGIN)
        PAGE.write_text(head + BEGIN + block + END + rest.split(END)[1], "utf-8")


def every(folder: Path, way: str) -> float:
    """Microseconds a segment of the development news for all checks, help with the language among them, Harper not."""
    locales = tuple(LOCALES[one] for one in way.split("-"))
    told = replace(alone(None), source_locale=locales[0], target_locale=locales[1], help=checks.Help())
    some = pairs(folder, ("wmt17",), way, "reference")
    look: Judge = lambda source, text: checks.run(Segment(source=source, target=text, status=Status.TRANSLATED), told)  # noqa: E731
    speed(some[:200], look)  # what is loaded once
    return speed(some, look)


def timed(title: str, texts: dict[str, list[Pair]], reader: harper.Reader | None) -> float:
    """Microseconds a segment of the development texts, with a proofreader or without."""
    language = "en" if title == "English" else "zh"
    told = checks.Context(
        LOCALES["zh" if language == "en" else "en"],
        LOCALES[language],
        disabled=frozenset(checks.CHECKS),
        help=checks.Help(proofread=reader.read if reader else None),
    )
    some = next(iter(texts.values()))[:4000]
    return speed(
        some, lambda other, text: checks.run(Segment(source=other, target=text, status=Status.TRANSLATED), told)
    )


if __name__ == "__main__":
    main()
