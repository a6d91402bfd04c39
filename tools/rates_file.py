"""Writes src/transflow/checks/alignment/rates.txt.gz: how often a word of the dictionary is answered in translations.

    uv run python tools/rates_file.py FILE.tsv.xz…

Each FILE has a Chinese and an English text a line between tabs, in either order, as its first line says (`zh`, `en`).
Kept are words of zh_en.txt.gz and stems of its meanings, each with one number of ten; of the texts nothing is.
"""

import argparse
import gzip
import lzma
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from transflow.checks.alignment import rates
from transflow.checks.alignment.answered import is_han, linked
from transflow.checks.alignment.holes import matched
from transflow.checks.alignment.proportion import MODELS, excess
from transflow.checks.alignment.words import known, stems

OUT = Path(__file__).parent.parent / "src/transflow/checks/alignment/rates.txt.gz"
LEAST = 5  # times that a word must be seen
PRIOR, STRENGTH = 0.5, 5  # of a rate, before anything is counted
MOST = 110_000  # pairs; more change nothing
FREE = 0.6  # excess of pairs that are no translations of each other
HEADER = """# How often a word of zh_en.txt.gz, and a stem of its meanings (after ^ one with a capital), is answered.
# Made by tools/rates_file.py, which counted translations; nothing of theirs is in it but these counts in tenths.
"""


def pairs(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """(Chinese, English) of all files, without what is short, long or of another length than its translation."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            turned = next(file).split("\t")[0] == "en"
            for line in file:
                one, other, *_more = [*line.rstrip("\n").split("\t"), ""]
                chinese, english = (other, one) if turned else (one, other)
                if 10 <= len(chinese) <= 180 and 30 <= len(english) <= 600:
                    yield chinese, english


def main() -> None:
    """Counts and writes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    some = list(pairs(parser.parse_args().files))
    random.Random(1).shuffle(some)
    seen: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    way = next(iter(MODELS))
    for chinese, english in some[:MOST]:
        if abs(excess(chinese, english, way)) > FREE:
            continue
        ours, theirs, links = linked(chinese, english)
        found = matched(links, (len(ours), len(theirs)))
        sides = ("zh", chinese, ours, set(found)), ("en", english, theirs, set(found.values()))
        for language, text, words, those in sides:
            for index, word in enumerate(words):
                if is_han(text[word.start]) == (language == "zh"):
                    key = rates.key(text[word.start : word.end], language)
                    seen[key] += 1
                    answered[key] += index in those
    meant = stems()
    by_rate: dict[str, list[str]] = defaultdict(list)
    for word, count in seen.items():
        if count >= LEAST and (known(word) or word.removeprefix("^") in meant):
            often = (answered[word] + PRIOR * STRENGTH) / (count + STRENGTH)
            by_rate[f"{(math.floor(min(often, 0.999) * 10) + 0.5) / 10:.2f}"].append(word)
    lines = [f"{rate}\t{' '.join(sorted(words))}\n" for rate, words in sorted(by_rate.items())]
    with OUT.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as out:
        out.write((HEADER + "".join(lines)).encode("utf-8"))
    share = sum(answered.values()) / sum(seen.values())
    print(f"{sum(map(len, by_rate.values()))} words, {OUT.stat().st_size} bytes; answered {share:.1%}")


if __name__ == "__main__":
    main()
