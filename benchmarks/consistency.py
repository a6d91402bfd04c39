"""Measures what a list, a caption and the archive show: `uv run python benchmarks/consistency.py`.

Lists: the human translations of ../shared/data/segments (development sets; `--unseen` takes WMT 2021 and 2022), and the
same with one name of a list dropped or two changed over. Archive: the documents of ../shared/data/news as articles of
one newsroom, and seeded slips. Prints tables for docs/checks.md; changes no file.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from benchmarks import checks as measured
from transflow import checks
from transflow.checks.lists import lists
from transflow.newsroom import judging
from transflow.segment import Segment, Status

NAME = r"[A-Z][\w’'-]+(?: (?:of |the |de |van )?[A-Z][\w.’'-]*){0,3}"
ENGLISH = re.compile(rf"{NAME}(?:, {NAME})+,? and {NAME}")
HAN = "\u3400-\u9fff"
CHINESE = re.compile(rf"(?<![{HAN}·])[{HAN}·]{{2,8}}(?:、[{HAN}·]{{2,8}})*(?:、|和|及|与)[{HAN}·]{{2,8}}(?![{HAN}·])")
SEED = 5


def english_list(text: str) -> tuple[int, int, list[str]] | None:
    """A list of three names or more, capitalised words between commas and “and”."""
    found = ENGLISH.search(text)
    return (*found.span(), re.split(r",? and |, ", found[0])) if found else None


def chinese_list(text: str) -> tuple[int, int, list[str]] | None:
    """A list of three short items or more between 、 and 和, which is a clause of its own or stands between marks."""
    for found in CHINESE.finditer(text):
        items = re.split("、|和|及|与", found[0])
        if "、" in found[0] and len(items) >= 3 and all(len(one) >= 2 for one in items):
            return (*found.span(), items)
    return None


def joined(items: list[str], english: bool) -> str:
    """A list of these names."""
    if not english:
        return "、".join(items[:-1]) + "和" + items[-1]
    return ", ".join(items[:-1]) + " and " + items[-1]


def broken(target: str, english: bool, random: Random) -> Iterator[tuple[str, str]]:
    """(kind, target) with one name of its list dropped, and with two changed over."""
    found = english_list(target) if english else chinese_list(target)
    if found is None or len(set(found[2])) < len(found[2]):
        return
    start, end, items = found
    out = random.randrange(len(items))
    yield "dropped", target[:start] + joined([*items[:out], *items[out + 1 :]], english) + target[end:]
    one, other = sorted(random.sample(range(len(items)), 2))
    items[one], items[other] = items[other], items[one]
    yield "swapped", target[:start] + joined(items, english) + target[end:]


def of_lists(folder: Path, names: Iterable[str], direction: str) -> Counter[str]:
    """Lists in the human translations, alarms on these, seeded mistakes and how many were found."""
    ours, theirs = (measured.LOCALES[language] for language in direction.split("-"))
    told = replace(judging.alone(None), source_locale=ours, target_locale=theirs)
    english, random, counted = theirs == "en", Random(SEED), Counter[str]()

    def warned(source: str, target: str) -> int:
        segment = Segment(source=source, target=target, status=Status.TRANSLATED)
        return sum(one.severity is checks.Severity.WARNING for one in lists(segment, told))

    for source, target in measured.rows(folder, names, direction, "reference"):
        counted["segments"] += 1
        before = warned(source, target)
        counted["alarms"] += bool(before)
        both = "、" in source and english_list(target) if english else english_list(source) and "、" in target
        if not both:
            continue
        counted["lists"] += 1
        for kind, text in broken(target, english, random):
            counted[f"{kind} seeded"] += 1
            counted[f"{kind} found"] += warned(source, text) > before
            if SHOW and warned(source, text) == before:
                print(kind, "|", source[:200], "|", text[:300])
    return counted


SHOW = False


def main() -> None:
    """The tables, to the screen."""
    global SHOW
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=measured.SHARED)
    parser.add_argument("--unseen", action="store_true")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    SHOW = arguments.show
    names = measured.SETS["unseen" if arguments.unseen else "development"]
    for direction in measured.DIRECTIONS:
        print(direction, dict(of_lists(arguments.shared / "data/segments", names, direction)))


if __name__ == "__main__":
    main()
