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

import rjieba

from transflow import checks
from transflow.checks.english import harper
from transflow.newsroom.judging import alone
from transflow.segment import Segment, Status

PAGE = Path(__file__).resolve().parents[1] / "docs/checks.md"
SHARED = Path(__file__).resolve().parents[2] / "shared"
BEGIN, END = "<!-- measured: benchmarks/language.py -->\n", "<!-- /measured: language -->"

DEVELOPMENT = ("wmt17", "wmt18", "flores-dev", "flores-test")
NEWS: tuple[str, ...] = ()  # the news documents of UNSEEN
UNSEEN = ("wmt21", "wmt22")  # those of 2023 and 2024 have been read
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
Seed = Callable[[str, random.Random], str | None]


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
def one_of(pattern: str, put: Callable[[re.Match[str], random.Random], str]) -> Seed:
    """A mistake made at one of the places of a pattern, at random."""
    compiled = re.compile(pattern)

    def seed(text: str, chance: random.Random) -> str | None:
        places = list(compiled.finditer(text))
        if not places:
            return None
        place = chance.choice(places)
        return text[: place.start()] + put(place, chance) + text[place.end() :]

    return seed


def turned(place: re.Match[str], chance: random.Random) -> str:
    """Two letters changed over."""
    word = place[0]
    at = chance.choice([n for n in range(len(word) - 1) if word[n] != word[n + 1]] or [0])
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def dropped(place: re.Match[str], chance: random.Random) -> str:
    """A letter left out."""
    at = chance.randrange(len(place[0]))
    return place[0][:at] + place[0][at + 1 :]


def unknown(place: re.Match[str], chance: random.Random) -> str:
    """Either of these, but no word that Harper knows; the word itself where there is no such."""
    for _try in range(8):
        made = chance.choice((turned, dropped))(place, chance)
        if harper.unknown(made):
            return made
    return place[0]


def token(wanted: str, put: str, before: str = "", behind: str = "") -> Seed:
    """One of three particles, where it is a word of its own, as another; `before` and `behind` are the first letters of
    the kinds of words (of jieba's dictionary) on either side."""

    def seed(text: str, chance: random.Random) -> str | None:
        at, places = 0, []
        words = rjieba.tag(text)
        for number, (word, _kind) in enumerate(words[:-1]):
            if word == wanted and number:
                sides = words[number - 1][1], words[number + 1][1]
                if sides[0].startswith(tuple(before) or "") and sides[1].startswith(tuple(behind) or ""):
                    places.append(at)
            at += len(word)
        if not places:
            return None
        place = chance.choice(places)
        return text[:place] + put + text[place + len(wanted) :]

    return seed


_ONE = {"are": "is", "were": "was", "have": "has"}
_PAST = {
    "taken": "took", "gone": "went", "given": "gave", "begun": "began", "written": "wrote", "chosen": "chose",
    "become": "became", "come": "came", "risen": "rose", "grown": "grew", "seen": "saw",
}  # fmt: skip
_WORD = r"(?<![\w'’&.@/-])[a-z]{4,}(?![\w@/'’-])"
SEEDS: dict[str, dict[str, Seed]] = {
    "en": {
        "two letters changed over": one_of(_WORD, turned),
        "a letter left out": one_of(_WORD, dropped),
        "either, where no other English word comes of it": one_of(_WORD, unknown),
        "*a* for *an*, *an* for *a*": one_of(
            r"(?<![\w.’'])(an?)(?= [a-z])", lambda p, _c: "an" if p[1] == "a" else "a"
        ),
        "*a*, *an* left out": one_of(r"(?<![\w.’'])an? (?=[a-z])", lambda _p, _c: ""),
        "*a*, *an* left out before a noun that ends its phrase": one_of(
            r"(?<![\w.’'])an? (?=(?:[a-z-]+ ){0,2}[a-z]+[.,;:?!])", lambda _p, _c: ""
        ),
        "*the* left out": one_of(r"(?<![\w.’'])the (?=[a-z])", lambda _p, _c: ""),
        "*who have* → *who has*": one_of(r"(?<=s who )(are|were|have)\b", lambda p, _c: _ONE[p[1]]),
        "*are* → *is*, *have* → *has*": one_of(r"(?<=s )(are|were|have)\b", lambda p, _c: _ONE[p[1]]),
        "a noun in the singular (two student)": one_of(
            r"\b((?:two|three|four|five|many|several|these|those|both) (?:[a-z]+ )?)([a-z]{3,}[^s\Ws])s\b(?!['’-])",
            lambda p, _c: p[1] + p[2],
        ),
        "*will make* → *will makes*": one_of(r"(?<=\bwill )([a-z]+[dklmnprtw])\b", lambda p, _c: p[1] + "s"),
        "*has taken* → *has took*": one_of(
            rf"\b(ha[sd] |have )({'|'.join(_PAST)})\b", lambda p, _c: p[1] + _PAST[p[2]]
        ),
        "*information* → *informations*": one_of(
            r"\b(information|equipment|advice|furniture|knowledge|software|feedback)\b(?! [a-z]+s\b)",
            lambda p, _c: p[1] + "s",
        ),
        "two sentences joined by a comma": one_of(
            r"(?<=[a-z])\. (The|It|He|She|They|This|We)\b(?= [a-z])", lambda p, _c: ", " + p[1].lower()
        ),
        "the same, of segments in a row": one_of(
            r"(?<=[a-z])\. (The|It|He|She|They|This|We|These|There|His|Her|Its|Their|Our|Many|Some) (?=[a-z])",
            lambda p, _c: f", {p[1].lower()} ",
        ),
        "the same, with *however*, *therefore* …": one_of(
            r"(?<=[a-z])\. (However|Therefore|Meanwhile|Moreover|Furthermore|In addition|At the same time), (?=[a-z])",
            lambda p, _c: f", {p[1].lower()}, ",
        ),
        "*and*, *but*, *so* left out between two sentences": one_of(
            r", (?:and|but|so) (?=(?:it|he|she|they|we|this|these|there|the) [a-z]+ )", lambda _p, _c: ", "
        ),
        "*would* → *will* in reported speech (an info)": one_of(
            r"(?<=said )((?:that )?[^.;,“”\"]{2,60}? )would\b(?! have| be able)", lambda p, _c: p[1] + "will"
        ),
        "*although …, but*": one_of(
            r"^((?:Although|Though|Because) [^,.;:]*, )(?=[a-z])",
            lambda p, _c: p[1] + ("so " if p[1].startswith("B") else "but "),
        ),
        "*discuss about*, *return back*": one_of(
            r"\b(discuss(?:ed|ing)?|return(?:ed|ing)?|mention(?:ed|ing)?)(?= (?:the|a|his|its|their|to|from)\b)",
            lambda p, _c: p[1] + (" back" if p[1].startswith("r") else " about"),
        ),
        "*on the morning of* → *in*": one_of(
            r"\bon (?=the (?:morning|afternoon|evening) of (?:[A-Z]|\d|the \d))", lambda _p, _c: "in "
        ),
        "*more* before a comparative": one_of(
            r"\b(higher|lower|larger|bigger|better|stronger|faster|easier|smaller|longer)\b(?= than)",
            lambda p, _c: "more " + p[1],
        ),
    },
    "zh": {
        "得 → 的 (all words)": one_of("得(?![了意奖分到罪票主])", lambda _p, _c: "的"),
        "得 → 的 (a word of its own)": token("得", "的"),
        "得 → 的 (behind a verb or an adjective)": token("得", "的", "va"),
        "地 → 的": token("地", "的"),
        "地 → 的 (before a verb)": token("地", "的", "adzilvn", "vpd"),
        "的 → 地": token("的", "地"),
        "· → . (foreign name)": one_of("(?<=[\u4e00-\u9fff])·(?=[\u4e00-\u9fff])", lambda _p, c: c.choice(".•")),
        "· left out": one_of("(?<=[\u4e00-\u9fff])·(?=[\u4e00-\u9fff])", lambda _p, _c: ""),
        "截至 → 截止, 即使 → 既使, 毕竟 → 必竟": one_of(
            "截至|即使|毕竟", lambda p, _c: {"截至": "截止", "即使": "既使", "毕竟": "必竟"}[p[0]]
        ),
        "名 … 们": one_of(
            "(?<=[两三四五六七八九十几百0-9])名(学生|记者|教师|工人|游客|运动员|科学家|专家|居民|官员)(?!们)",
            lambda p, _c: p[0] + "们",
        ),
    },
}  # fmt: skip

_ROUNDS = 4  # where a text has several places for a mistake, some of the others get one, too
NEIGHBOURS = ("the same, of segments in a row", "the same, with *however*, *therefore* …")


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
