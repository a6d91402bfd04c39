"""Measures the recognition of terms beside others of its kind: `uv run python benchmarks/terms.py --terms 50000`.

The terms are nonsense with the lengths of a newsroom's own (seeded): Chinese of two to eight characters, English of one
to four words, single words of the 2,000 most frequent ones left out. Segments have the length of news (44 characters,
22 words), and a term is put into every second one. With `--file` (a table of source, tab, target, its first line naming
the two languages) segments are real ones and terms are pieces of them, so that many stand in each. Times are CPU time
of one thread, each finder in its own process. `found` is what a segment holds by each. Peers that are not installed
(pyahocorasick, flashtext) are passed over; they find what is spelled as in the termbase, lower-cased: no inflection, no
Traditional, no word breaks.
"""

import argparse
import gc
import importlib
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path

from transflow.terms import Termbase
from transflow.terms.row import Row

LOCALES = ("zh_CN", "en")
_CHINESE = ((2, 3, 4, 5, 6, 8), (15, 20, 30, 15, 12, 8))  # lengths in characters, and how often they are
_ENGLISH = ((1, 2, 3, 4), (20, 45, 25, 10))  # in words
_PASS = 1000  # segments; the best of eight passes is told, which other work on the machine disturbs least
Find = Callable[[str], int]  # how many terms stand in a text
Maker = Callable[[Sequence[Row], str], Find]


def memory() -> float:
    """This process's memory in MB, as it is now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def made(count: int, seed: int = 4) -> tuple[list[str], list[str], dict[str, list[str]]]:
    """`count` terms in each language, and segments of each."""
    rng = random.Random(seed)
    common = [chr(0x4E00 + 5 * n) for n in range(3500)]  # characters, the first of them the most frequent
    weights = list(accumulate(1 / (n + 20) for n in range(len(common))))
    syllables = [a + b for a in (*"bcdfglmnprstv", "st", "tr", "pr") for b in (*"aeiou", "ar", "en", "in", "or", "an")]
    words = sorted({"".join(rng.choices(syllables, k=rng.choice((2, 2, 3, 3, 4)))) for _ in range(30_000)})
    rng.shuffle(words)
    ranks = list(accumulate(1 / (n + 20) for n in range(len(words))))

    def chinese(length: int) -> str:
        return "".join(rng.choices(common, cum_weights=weights, k=length))

    def english(length: int) -> str:
        return " ".join(rng.choices(words, cum_weights=ranks, k=length))

    terms: dict[str, None] = {}
    while len(terms) < count:
        terms[chinese(_length(rng, *_CHINESE))] = None
    others: dict[str, None] = {}
    while len(others) < count:
        length = _length(rng, *_ENGLISH)
        others[english(length) if length > 1 else rng.choice(words[2000:])] = None
    names, renderings = list(terms), list(others)
    segments: dict[str, list[str]] = {"zh_CN": [], "en": []}
    for number in range(_PASS):
        told = number % 2
        segments["zh_CN"].append(chinese(20) + (rng.choice(names) if told else "") + chinese(20) + "。")
        segments["en"].append(f"{english(10)} {rng.choice(renderings) if told else ''} {english(10)}.".capitalize())
    return names, renderings, segments


def read(path: Path) -> dict[str, list[str]]:
    """The segments of a table, by language."""
    head, *lines = path.read_text("utf-8").splitlines()
    columns = zip(*(line.split("\t") for line in lines), strict=True)
    return {"zh_CN" if name == "zh" else name: list(own) for name, own in zip(head.split("\t"), columns, strict=True)}


def pieces(segments: dict[str, list[str]], count: int, seed: int = 4) -> tuple[list[str], list[str]]:
    """At most `count` terms in each language, cut out of segments at random."""
    rng = random.Random(seed)
    common = {word for word, _times in Counter(" ".join(segments["en"]).lower().split()).most_common(2000)}
    terms: dict[str, None] = {}
    others: dict[str, None] = {}
    for _try in range(3 * count):
        length, text = _length(rng, *_CHINESE), rng.choice(segments["zh_CN"])
        at = rng.randrange(max(1, len(text) - length))
        if text[at : at + length].isalnum() and len(terms) < count:
            terms[text[at : at + length]] = None
        length, words = _length(rng, *_ENGLISH), rng.choice(segments["en"]).split() or [""]
        at = rng.randrange(max(1, len(words) - length))
        own = " ".join(words[at : at + length]).strip(".,;:!?()“”\"'’‘")
        if len(own) > 1 and own.lower() not in common and len(others) < count:
            others[own] = None
    return list(terms), list(others)


def _length(rng: random.Random, lengths: Sequence[int], weights: Sequence[int]) -> int:
    return rng.choices(lengths, weights)[0]


def names(rows: Sequence[Row], locale: str) -> list[str]:
    """The terms of a termbase."""
    return [row.names[locale][0] for row in rows]


def ours(rows: Sequence[Row], locale: str) -> Find:
    """This program's."""
    base = Termbase(tuple(rows))
    base.find("", locale)
    return lambda text: len(base.find(text, locale))


def ahocorasick(rows: Sequence[Row], locale: str) -> Find:
    """pyahocorasick: the longest at each place."""
    automaton = importlib.import_module("ahocorasick").Automaton()
    for term in names(rows, locale):
        automaton.add_word(term.lower(), term)
    automaton.make_automaton()
    return lambda text: sum(1 for _one in automaton.iter_long(text.lower()))


def flashtext(rows: Sequence[Row], locale: str) -> Find:
    """flashtext: by words, which Chinese has none of."""
    if locale != "en":
        raise ImportError
    processor = importlib.import_module("flashtext").KeywordProcessor()
    processor.add_keywords_from_list(names(rows, locale))
    return lambda text: len(processor.extract_keywords(text))


def alternation(rows: Sequence[Row], locale: str) -> Find:
    """One regular expression of all terms, the longest first."""
    body = "|".join(map(re.escape, sorted(names(rows, locale), key=len, reverse=True)))
    pattern = re.compile(rf"\b(?:{body})\b" if locale == "en" else body, re.IGNORECASE)
    return lambda text: sum(1 for _one in pattern.finditer(text))


MAKERS: dict[str, Maker] = {one.__name__: one for one in (ours, ahocorasick, flashtext, alternation)}


def measure(name: str, locale: str, count: int, file: Path | None) -> None:
    """Prints one line; in a process of its own, so that its memory is its own."""
    chinese, english, segments = made(count)
    if file:
        segments = read(file)
        chinese, english = pieces(segments, count)
    rows = [Row({locale: (term,)}) for term in (chinese if locale == "zh_CN" else english)]
    texts = segments[locale]
    gc.collect()
    before, start = memory(), time.process_time()
    try:
        find = MAKERS[name](rows, locale)
    except ImportError:
        return
    build = time.process_time() - start
    used = memory() - before
    start = time.process_time()
    find(texts[0])
    first = time.process_time() - start
    passes = []
    begun = time.process_time()
    while len(passes) < 8 and (not passes or time.process_time() - begun < 10):
        number, start = 0, time.process_time()
        for text in texts[:_PASS]:
            number += find(text)
        passes.append((time.process_time() - start) / len(texts[:_PASS]))
    each, found = min(passes), number / len(texts[:_PASS])
    print(
        f"{locale:6} {name:12} build {build:7.2f} s  memory {used:6.1f} MB  first {first * 1000:6.1f} ms  "
        f"{1 / each:9,.0f} segments/s  {each * 1e6:9.2f} µs  found {found:5.2f}",
        flush=True,
    )


def main() -> None:
    """Each in a process of its own, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--terms", type=int, default=50_000)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--only", nargs=2, metavar=("NAME", "LOCALE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only:
        measure(*arguments.only, arguments.terms, arguments.file)
        return
    print(f"{arguments.terms:,} terms; load {os.getloadavg()[0]:.1f}", flush=True)
    for locale in LOCALES:
        for name in MAKERS:
            command = [sys.executable, __file__, "--terms", str(arguments.terms), "--only", name, locale]
            subprocess.run([*command, *(["--file", str(arguments.file)] if arguments.file else [])], check=True)


if __name__ == "__main__":
    main()
