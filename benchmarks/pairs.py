"""Measures how well an article and its translation, two files, are put side by side by `add --pair`, on news that
people have translated: `uv run --with nltk==3.10.4 python benchmarks/pairs.py --news DIR [--articles DIR]`.

`DIR` holds `*.jsonl.gz` as for `alignment.py`; with `--articles` only the documents that the articles there name
(`source_id`) are taken. Every document becomes two Markdown files, five times, seeded: its sentences stand in other
paragraphs on each side, and some are merged, cut in two, left out of one side, added to the other; in one of three a
paragraph of the translation stands elsewhere. Both are read, cut by our own rules and put side by side. A segment is
right if its two sides have text of the same pairs of the document, and as much of each.
"""

import argparse
import random
import re
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from alignment import CUT, LEFT_OUT, MERGED, SEEDS, Case, Document, _cut, documents, lengths_only, nltk

from transflow import formats, segmentation
from transflow.alignment import align
from transflow.article import Article, Unit
from transflow.language import is_chinese, joiner
from transflow.manuscript import Manuscript, Paragraph, Text
from transflow.newsroom import carrying, facing, judging, settling
from transflow.segment import Segment, Status

MOVED = 0.33  # of the documents: one paragraph of the translation stands elsewhere
SAME = 0.3  # how much more of a pair one side may have than the other: a translator divides it at another place
_EDGE = 3  # characters of a neighbour that may stick to a sentence: a quotation mark, a dash
_STOP = re.compile(r"""[。？！….?!:：；;]["”’』」)）]*$""")
Group = tuple[tuple[int, ...], tuple[int, ...], bool]  # sentences of both sides, and whether nobody would look at them


class Piece(NamedTuple):
    """A sentence, or a part of one, and the pair that it is of."""

    text: str
    number: int


class Side(NamedTuple):
    """One of the two files: the article, its sentences as our rules cut them, and of which pair how much each has."""

    article: Article
    units: tuple[Unit, ...]
    owners: list[dict[int, float]]


class Two(NamedTuple):
    """A document as two files."""

    locales: tuple[str, str]
    sides: tuple[Side, Side]


def spoilt(document: Document, rng: random.Random) -> Two:
    """The document as two files."""
    sides: list[Side] = []
    lost = {number: rng.choice((0, 1)) for number in range(len(document.pairs)) if rng.random() < 2 * LEFT_OUT}
    for side, locale in enumerate(document.locales):
        pieces: list[Piece] = []
        for number, pair in enumerate(document.pairs):
            if lost.get(number) != side:
                parts = _cut(pair[side], locale, rng) if rng.random() < CUT else [pair[side]]
                pieces += [Piece(part, number) for part in parts]
        paragraphs = [_merged(some, locale, rng) for some in _paragraphs(pieces, rng)]
        if side and len(paragraphs) > 2 and rng.random() < MOVED:
            moved = paragraphs.pop(rng.randrange(len(paragraphs)))
            paragraphs.insert(rng.randrange(len(paragraphs) + 1), moved)
        sides.append(_side(paragraphs, locale))
    return Two(document.locales, (sides[0], sides[1]))


def _paragraphs(pieces: Sequence[Piece], rng: random.Random) -> Iterator[list[Piece]]:
    """Paragraphs of one to five sentences; a headline, which has no full stop, stands alone."""
    some: list[Piece] = []
    many = rng.randint(1, 5)
    for piece in pieces:
        headline = not _STOP.search(piece.text)
        if some and (headline or len(some) >= many):
            yield some
            some, many = [], rng.randint(1, 5)
        some.append(piece)
        if headline:
            many = 1
    if some:
        yield some


def _merged(some: Sequence[Piece], locale: str, rng: random.Random) -> list[Piece]:
    """A paragraph in which some sentences end in a comma, and so are one with the next."""
    stop = "，" if is_chinese(locale) else ", and"
    return [
        one._replace(text=one.text[:-1] + stop) if one.text[-1] in "。." and rng.random() < MERGED else one
        for one in some[:-1]
    ] + [some[-1]]


def _side(paragraphs: Sequence[Sequence[Piece]], locale: str) -> Side:
    """The file, written and read back, and of which pairs its sentences have text."""
    glue = joiner(locale)
    texts = [glue.join(piece.text for piece in some) for some in paragraphs]
    written = formats.write(Manuscript(tuple(Paragraph((Text(text),)) for text in texts), {"title": "–"}))
    article = formats.read("article.md", "article", written)
    units = segmentation.arrange(article.blocks, locale, "sentence")
    body = [block for block in article.blocks if block.key is None]
    if len(body) != len(texts):
        raise SystemExit("a paragraph is not read as it was written")
    sizes = Counter[int]()
    for some in paragraphs:
        sizes.update({piece.number: 0 for piece in some})
        for piece in some:
            sizes[piece.number] += len(piece.text)
    owners: list[dict[int, float]] = []
    for unit in units:
        place = body.index(article.blocks[unit.block])
        flat, at, own = body[place].flat, 0, dict[int, float]()
        for piece in paragraphs[place]:
            at = max(at, flat.find(piece.text[:9], at))
            over = min(unit.last, at + len(piece.text)) - max(unit.first, at)
            if over > min(_EDGE, len(piece.text) // 2):
                own[piece.number] = own.get(piece.number, 0.0) + over / sizes[piece.number]
            at += len(piece.text) - _EDGE
        owners.append(own)
    return Side(article, units, owners)


# ── the ways ────────────────────────────────────────────────────────────────────────────────────────────────────────
def ours(two: Two, sure: float = facing.SURE, *, checked: bool = True) -> list[Group]:
    """This program, as `add --pair` does it; without `checked`, whatever the checks find in what is aligned."""
    source, target = (side.article for side in two.sides)
    found = facing.faced(source, target, two.locales, "sentence", lambda _text: ())
    told = replace(judging.alone(None), source_locale=two.locales[0], target_locale=two.locales[1])
    groups = []
    for one in found.segments:
        inside = tuple(
            place for place, unit in enumerate(two.sides[0].units)
            if unit.block == one.unit.block and one.unit.first <= unit.first < one.unit.last
        )  # fmt: skip
        good = not one.doubts and one.confidence >= sure
        if good and checked:
            text = carrying.carried(one.unit, [found.sentences[n] for n in one.targets], two.locales[1], str).text
            segment = Segment(one.unit.source, text, status=Status.TRANSLATED, kind=one.unit.kind)
            good = not settling.standing(segment, told)
        groups.append((inside, one.targets, good))
    return groups


def by_order(two: Two) -> list[Group]:
    """The aligner without a dictionary and without moves, at the confidence from which the memory keeps a pair."""
    texts = [[unit.source for unit in side.units] for side in two.sides]
    return [(tuple(one.source), tuple(one.target), one.confidence >= 0.9) for one in align(*texts, *two.locales)]


def by_length(way: Callable[[Case], list[tuple[range, range]]]) -> Callable[[Two], list[Group]]:
    """An aligner that knows lengths alone, and no confidence: it stands behind all that it pairs."""

    def groups(two: Two) -> list[Group]:
        texts = [[unit.source for unit in side.units] for side in two.sides]
        return [(tuple(a), tuple(b), True) for a, b in way(Case(two.locales, (texts[0], texts[1]), []))]

    return groups


# ── what it says ────────────────────────────────────────────────────────────────────────────────────────────────────
class Score(NamedTuple):
    """Counts: links said, and right; pairs of the document that are on both sides, and found; segments; approved ones,
    and those of them that are wrong."""

    said: int = 0
    right: int = 0
    there: int = 0
    found: int = 0
    segments: int = 0
    approved: int = 0
    wrong: int = 0


def score(two: Two, groups: Sequence[Group]) -> Score:
    """What became of one document."""
    mine, theirs = (side.owners for side in two.sides)
    said = {(a, b) for source, target, _sure in groups for a in source for b in target}
    right = [(a, b) for a, b in said if mine[a].keys() & theirs[b].keys()]
    there = set().union(*mine) & set().union(*theirs)
    found = {number for a, b in right for number in mine[a].keys() & theirs[b].keys()}
    approved = [(source, target) for source, target, sure in groups if sure and source and target]
    wrong = [one for one in approved if not same(_held(mine, one[0]), _held(theirs, one[1]))]
    segments = sum(bool(one[0]) for one in groups)
    return Score(len(said), len(right), len(there), len(found), segments, len(approved), len(wrong))


def _held(owners: Sequence[dict[int, float]], places: Sequence[int]) -> dict[int, float]:
    held: dict[int, float] = {}
    for place in places:
        for number, share in owners[place].items():
            held[number] = held.get(number, 0.0) + share
    return held


def same(one: dict[int, float], other: dict[int, float]) -> bool:
    """Whether both sides have text of the same pairs, and about as much of each."""
    return one.keys() == other.keys() and all(abs(one[number] - other[number]) <= SAME for number in one)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--news", type=Path, required=True, metavar="DIR")
    options.add_argument("--articles", type=Path, metavar="DIR", help="only the documents that these name")
    options.add_argument("--wrong", action="store_true", help="show what would be approved wrongly")
    chosen = options.parse_args()
    everything = [one for one in documents(chosen.news) if len(one.pairs) > 4]
    if chosen.articles:
        texts = [path.read_text(encoding="utf-8") for path in chosen.articles.rglob("*.md")]
        named = {found[1] for text in texts if (found := re.search(r'^source_id: "(.*)"$', text, re.M))}
        held = [one for one in everything if one.name in named]
    else:  # the half that made no table of confidences
        held = [one for one in everything if zlib.crc32(one.name.encode()) % 2]
    cases = [spoilt(one, random.Random(f"{one.name}{seed}")) for one in held for seed in SEEDS]
    sentences = sum(len(two.sides[0].units) for two in cases)
    print(f"{len(held)} documents, {len(cases)} pairs of files, {sentences} sentences\n")
    peer = nltk()
    ways: list[tuple[str, Callable[[Two], list[Group]] | None]] = [
        ("**transflow**", ours),
        ("transflow, whatever the checks find", partial(ours, checked=False)),
        *((f"transflow, from {sure} on", partial(ours, sure=sure)) for sure in (0.97, 0.99)),
        ("transflow, in order, no dictionary", by_order),
        ("transflow, lengths only", by_length(lengths_only)),
        ("NLTK gale_church", by_length(peer) if peer else None),
    ]
    print("| | links right | pairs found | segments | approved | approved wrongly | s |\n|---|---|---|---|---|---|---|")
    for name, way in ways:
        if way is None:
            print(f"{name}: not installed", file=sys.stderr)
            continue
        start = time.process_time()
        found = [way(two) for two in cases]
        spent = time.process_time() - start
        total = Score(*map(sum, zip(*map(score, cases, found), strict=True)))
        print(
            f"| {name} | {total.right / total.said:.3f} | {total.found / total.there:.3f} | {total.segments} "
            f"| {total.approved / total.segments:.3f} "
            f"| {total.wrong / max(1, total.approved):.4f} ({total.wrong}) | {spent:.1f} |"
        )
    if chosen.wrong:
        show(cases)


def show(cases: Sequence[Two]) -> None:
    """What would be approved and is wrong."""
    for two in cases:
        for source, target, sure in ours(two):
            held = [_held(side.owners, places) for side, places in zip(two.sides, (source, target), strict=True)]
            if sure and source and target and not same(*held):
                print("\n", *held)
                print(*(two.sides[0].units[place].source for place in source))
                print(*(two.sides[1].units[place].source for place in target))


if __name__ == "__main__":
    main()
