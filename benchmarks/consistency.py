"""Measures what a list, a caption and the archive show: `uv run python benchmarks/consistency.py`.

Reads the human translations of ../shared/data/segments (the development sets; `--unseen` those no rule was made with)
and the documents of ../shared/data/news, which become the articles of one newsroom, and seeds slips: somebody dropped
from a list, two changed over; a text pasted into the wrong place, another translation of what stands elsewhere, a name
turned round, a side of a picture changed. Prints the figures for docs/checks.md; changes no file.
"""

import argparse
import gzip
import importlib.util
import json
import os
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import ModuleType

from transflow import checks
from transflow.checks.lists import lists
from transflow.checks.personal import spelt
from transflow.checks.positions import positions
from transflow.index import Index
from transflow.newsroom import comparing, gathering, judging, precedents
from transflow.newsroom.precedents import Precedents
from transflow.segment import Kind, Segment, Status
from transflow.terms import romanisation

SEED = 5
NAME = r"[A-Z][\w’'-]+(?: (?:of |the |de |van )?[A-Z][\w.’'-]*){0,3}"
ENGLISH = re.compile(rf"{NAME}(?:, {NAME})+,? and {NAME}")
HAN = "\u3400-\u9fff"
CHINESE = re.compile(rf"(?<![{HAN}·])[{HAN}·]{{2,8}}(?:、[{HAN}·]{{2,8}})*(?:、|和|及|与)[{HAN}·]{{2,8}}(?![{HAN}·])")
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙朱胡", "健明强伟芳静娟涛超霞刚杰磊勇敏军平文志华"
TITLES = (
    ("校长", "President"), ("副校长", "Vice President"), ("院长", "Dean"), ("主任", "Director"), ("教授", "Professor"),
)  # fmt: skip
MADE = 300  # lists and captions that are made up
ROOM = 40  # segments of a made-up article

Found = Counter[str]


def _measured() -> ModuleType:
    """benchmarks/checks.py, which reads the sets."""
    spec = importlib.util.spec_from_file_location("measured", Path(__file__).with_name("checks.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


measured = _measured()


def told(direction: str) -> checks.Context:
    """What the checks are told of a direction."""
    ours, theirs = (measured.LOCALES[language] for language in direction.split("-"))
    return replace(judging.alone(None), source_locale=ours, target_locale=theirs)


def joined(items: Sequence[str], *, english: bool) -> str:
    """A list of these names."""
    return (", ".join(items[:-1]) + " and " if english else "、".join(items[:-1]) + "和") + items[-1]


def listed(text: str, *, english: bool) -> tuple[int, int, list[str]] | None:
    """A list of three names or more: capitalised words between commas and “and”; short items between 、 and 和, which
    are a clause of their own or stand between marks."""
    for found in (ENGLISH if english else CHINESE).finditer(text):
        items = re.split(r",? and |, " if english else "、|和|及|与", found[0])
        if len(items) >= 3 and len(set(items)) == len(items) and all(len(one) > 1 for one in items):
            return (*found.span(), items)
    return None


def broken(items: Sequence[str], random: Random) -> Iterator[tuple[str, list[str]]]:
    """(what was done, the items) with one dropped, and with two changed over."""
    out = random.randrange(len(items))
    yield "dropped", [*items[:out], *items[out + 1 :]]
    one, other = sorted(random.sample(range(len(items)), 2))
    moved = list(items)
    moved[one], moved[other] = moved[other], moved[one]
    yield "swapped", moved


def warnings(found: Iterable[checks.Finding]) -> int:
    """How many are no info."""
    return sum(one.severity is not checks.Severity.INFO for one in found)


def real_lists(folder: Path, names: Iterable[str], direction: str) -> Found:
    """Alarms on human translations, and of the lists in them the slips seeded and found."""
    english, random, counted, context = direction.endswith("en"), Random(SEED), Found(), told(direction)

    def warned(source: str, target: str) -> int:
        segment = Segment(source, target, status=Status.TRANSLATED)
        return warnings((*lists(segment, context), *positions(segment, context)))

    for source, target in measured.rows(folder, names, direction, "reference"):
        before = warned(source, target)
        counted["segments"] += 1
        counted["alarms"] += bool(before)
        place = listed(target, english=english)
        both = "、" in source if english else listed(source, english=True)
        for kind, items in broken(place[2], random) if place and both else ():
            text = target[: place[0]] + joined(items, english=english) + target[place[1] :]
            counted[f"{kind} seeded"] += 1
            counted[f"{kind} found"] += warned(source, text) > before
    return counted


def made_lists(direction: str) -> Found:
    """The same of lists of made-up officials with their posts, three to seven of them."""
    random, counted, context = Random(SEED), Found(), told(direction)
    into_english = direction.endswith("en")
    for _number in range(MADE):
        some = random.sample(SURNAMES, random.randint(3, 7))
        names = [one + "".join(random.sample(GIVEN, random.randint(1, 2))) for one in some]
        posts = [random.choice((*TITLES, ("", ""), ("", ""))) for _name in names]
        han = [post[0] + name for post, name in zip(posts, names, strict=True)]
        latin = [f"{post[1]} {romanisation.romanise(name)}".strip() for post, name in zip(posts, names, strict=True)]
        ours, theirs = (han, latin) if into_english else (latin, han)

        def warned(items: Sequence[str], ours: Sequence[str] = ours) -> int:
            ends = (" attended the opening.", "出席开幕式。")
            texts = [
                joined(one, english=english) + ends[not english]
                for one, english in ((ours, not into_english), (items, into_english))
            ]
            return warnings(lists(Segment(*texts, status=Status.TRANSLATED), context))

        counted["segments"] += 1
        counted["alarms"] += bool(warned(theirs))
        for kind, items in broken(theirs, random):
            counted[f"{kind} seeded"] += 1
            counted[f"{kind} found"] += bool(warned(items))
    return counted


def captions() -> Found:
    """Captions of two made-up people, one on each side, and the same with the sides changed over in the English."""
    random, counted, context = Random(SEED), Found(), told("zh-en")
    shapes = (
        ("{0}（左）与{1}（右）交谈。", "{0} ({2}) talks to {1} ({3})."),
        ("左起：{0}、{1}。", "From {2}: {0}, {1}."),
        ("{0}（{4}）在会上发言。", "{0}, {5} from {2}, speaks at the meeting."),
    )
    for number in range(MADE):
        names = [random.choice(SURNAMES) + one for one in random.sample(GIVEN, 2)]
        latin = [romanisation.romanise(name) for name in names]
        place = random.randrange(3)
        words = ("一二三"[place], ("first", "second", "third")[place])
        han_shape, shape = shapes[number % len(shapes)]
        source = han_shape.format(*names, "", "", f"左{words[0]}")
        for kind, sides in (("alarms", ("left", "right")), ("changed found", ("right", "left"))):
            segment = Segment(
                source, shape.format(*latin, *sides, "", words[1]), status=Status.TRANSLATED, kind=Kind.CAPTION
            )
            counted[kind] += bool(warnings(positions(segment, context)))
        counted["changed seeded"] += 1
    return counted


def articles(shared: Path, direction: str) -> dict[str, tuple[list[Segment], dict[str, str]]]:
    """The documents as articles: their segments, and what an engine made of each source."""
    made = {}
    with gzip.open(shared / f"data/news/news.{direction}.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            document, segments, other = json.loads(line), {}, {}
            for one in document["segments"]:
                if one["source"] and one["reference"] and one["source"] not in segments:
                    segments[one["source"]] = Segment(one["source"], one["reference"], status=Status.APPROVED, by="a")
                    other[one["source"]] = next(iter((one.get("mt") or {}).values()), "")
            made[document["id"]] = (list(segments.values()), other)
    return made


def store(index: Index, slug: str, segments: Sequence[Segment], context: checks.Context) -> None:
    """Has the index know an article."""
    ours, theirs = context.source_locale, context.target_locale
    pairs = [gathering.findable(pair) for pair in gathering.pairs(segments)]
    index.store_pairs(slug, theirs, "", 1, ours, pairs, gathering.spellings(segments, ours, theirs))


def archive(shared: Path, folder: Path, direction: str, place: Path) -> tuple[Found, str]:
    """Alarms on the documents, seeded slips, and the speed beside these documents and all the sets."""
    context, random, counted = told(direction), Random(SEED), Found()
    index = Index(place / f"{direction}.sqlite", "benchmark")
    made = articles(shared, direction)
    for slug, (segments, _other) in made.items():
        store(index, slug, segments, context)

    def found(slug: str, segments: Sequence[Segment], ident: str = "") -> list[checks.Finding]:
        some = comparing.against(Precedents(index), slug, segments, context)
        return [one for key, own in some.items() for one in own if ident in ("", key)]

    for slug, (segments, other) in made.items():
        counted["articles"] += 1
        counted["segments"] += len(segments)
        for one in found(slug, segments):
            counted[f"{one.check} {one.severity.value}"] += 1
        if len(segments) < 3:
            continue
        at = random.randrange(1, len(segments))
        pasted = replace(segments[at], target=segments[random.randrange(at)].target)
        counted["pasted seeded"] += 1
        counted["pasted found"] += bool(warnings(found("new", [*segments[:at], pasted], pasted.id)))
        again = next((one for one in segments if other[one.source] not in ("", one.target)), None)
        if again is not None:
            counted["otherwise seeded"] += 1
            counted["otherwise found"] += bool(warnings(found("new", [replace(again, target=other[again.source])])))
        for one in segments:
            names = spelt(one.source, one.target, judging.SURNAMES) if direction == "zh-en" else ()
            for _name, written, start, end in names[:1]:
                turned = " ".join(reversed(written.split()))
                text = one.target[:start] + turned + one.target[end:]
                counted["turned seeded"] += 1
                counted["turned found"] += any(
                    each.check == "usage" for each in found("new", [replace(one, target=text)])
                )
    rows = list(
        measured.rows(folder, (name for names in measured.SETS.values() for name in names), direction, "reference")
    )
    for number in range(0, len(rows), ROOM):
        some = [Segment(*pair, status=Status.APPROVED, by="a") for pair in rows[number : number + ROOM]]
        store(index, f"made{number}", some, context)
    return counted, speed(index, [segments for segments, _other in made.values()], context, len(rows))


def speed(index: Index, some: Sequence[Sequence[Segment]], context: checks.Context, more: int) -> str:
    """How long an article takes, in processor time, in milliseconds for 50 segments."""
    total = sum(map(len, some))
    known, spent = Precedents(index), []
    precedents.number.cache_clear()
    spelt.cache_clear()
    for _round in range(2):
        before = time.process_time()
        for segments in some:
            comparing.against(known, "new", segments, context)
        spent.append((time.process_time() - before) * 1000 / total * 50)
    return f"{spent[0]:.1f} ms for 50 segments the first time, {spent[1]:.1f} ms after, beside {total + more} segments"


def main() -> None:
    """The figures, to the screen."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=measured.SHARED)
    parser.add_argument("--unseen", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.shared / "data"
    names = measured.SETS["news of 2021–22" if arguments.unseen else "development"]
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for direction in measured.DIRECTIONS:
        print(direction, "lists of people translated:", dict(real_lists(folder, names, direction)))
        print(direction, "lists of officials made up:", dict(made_lists(direction)))
    print("captions made up:", dict(captions()))
    with TemporaryDirectory() as place:
        for direction in measured.DIRECTIONS:
            counted, fast = archive(arguments.shared, folder, direction, Path(place))
            print(direction, "archive:", dict(counted), fast)


if __name__ == "__main__":
    main()
