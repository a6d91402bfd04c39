"""Measures sentence alignment on news that people have translated: `uv run python benchmarks/alignment.py --news DIR`.

`DIR` holds `*.jsonl.gz`, a document a line with `id`, `source_lang` ("zh" or "en") and `segments` of `source` and
`reference`. Every document is spoilt in five ways (seeded): sentences merged, cut in two, left out and exchanged on one
side or the other. A bead is right if what it holds on both sides is the same sentences, all of them and no others. Half
of the documents make the table of confidences (`--fit` prints it, and the figures of the model), the other half is
judged. NLTK's `gale_church`, where it is installed, is judged on the same texts.
"""

import argparse
import gzip
import importlib
import json
import math
import random
import re
import statistics
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from transflow.alignment import align, aligning, clues
from transflow.language import is_chinese, joiner
from transflow.segmentation import boundaries

LEFT_OUT, CUT, MERGED, EXCHANGED = 0.03, 0.05, 0.05, 0.02  # of the sentences of either side
SEEDS = range(5)
CERTAIN = 0.999  # nothing is surer than that: some thousands of beads cannot show it
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01)
_CLAUSE = {True: re.compile(r"(?<=[，；：])"), False: re.compile(r"(?<=[,;:]) ")}
Group = tuple[range, range]


class Document(NamedTuple):
    """A text and its translation, sentence by sentence."""

    name: str
    locales: tuple[str, str]
    pairs: list[tuple[str, str]]


class Case(NamedTuple):
    """The sentences of both sides, and what of them belongs together."""

    locales: tuple[str, str]
    sides: tuple[list[str], list[str]]
    groups: list[Group]


class Judged(NamedTuple):
    """A bead: its likelihood by the model, its confidence, whether it is right."""

    likely: float
    confidence: float
    right: bool


def documents(folder: Path) -> Iterator[Document]:
    """All of them, in order."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        for line in gzip.decompress(path.read_bytes()).decode().splitlines():
            one = json.loads(line)
            pairs = [(each["source"].strip(), (each["reference"] or "").strip()) for each in one["segments"]]
            locales = ("zh_CN", "en") if one["source_lang"].startswith("zh") else ("en", "zh_CN")
            yield Document(one["id"], locales, [pair for pair in pairs if all(pair)])


def spoilt(document: Document, rng: random.Random, size: int | None = None) -> Iterator[Case]:
    """The document as translators and editors leave it; in paragraphs of `size` sentences or fewer, where given."""
    pairs = list(document.pairs)
    while pairs:
        many = len(pairs) if size is None else rng.randint(2, size)
        part, pairs = pairs[:many], pairs[many:]
        yield _spoilt(document.locales, part, rng)


def _spoilt(locales: tuple[str, str], pairs: Sequence[tuple[str, str]], rng: random.Random) -> Case:
    groups: list[tuple[list[str], list[str]]] = []
    for pair in pairs:
        sides = [[text] for text in pair]
        for side in (0, 1):
            if rng.random() < LEFT_OUT:
                sides[side] = []
            elif rng.random() < CUT:
                sides[side] = _cut(pair[side], locales[side], rng)
        if sides[0] or sides[1]:
            groups.append((sides[0], sides[1]))
    merged: list[tuple[list[str], list[str]]] = []
    for group in groups:
        last = merged[-1] if merged else ([], [])
        if all((*last, *group)) and rng.random() < 2 * MERGED:
            side = rng.randint(0, 1)
            both = ([*last[0], *group[0]], [*last[1], *group[1]])
            both[side][:] = [*last[side][:-1], _merged(last[side][-1], group[side][0], locales[side]), *group[side][1:]]
            merged[-1] = both
        elif all((*last, *group)) and rng.random() < EXCHANGED:
            merged[-1] = ([*last[0], *group[0]], [*group[1], *last[1]])
        else:
            merged.append(group)
    sides: tuple[list[str], list[str]] = ([], [])
    found = []
    for one, two in merged:
        found.append((range(len(sides[0]), len(sides[0]) + len(one)), range(len(sides[1]), len(sides[1]) + len(two))))
        sides[0].extend(one)
        sides[1].extend(two)
    return Case(locales, sides, found)


def _cut(text: str, locale: str, rng: random.Random) -> list[str]:
    """A sentence as two, cut between clauses in its middle half."""
    places = [found.end() for found in _CLAUSE[is_chinese(locale)].finditer(text)]
    inner = [place for place in places if 0.25 < place / len(text) < 0.75]
    return [text[: (place := rng.choice(inner))].strip(), text[place:].strip()] if inner else [text]


def _merged(one: str, two: str, locale: str) -> str:
    """Two sentences as one."""
    stop = "，" if is_chinese(locale) else ", and"
    return f"{one[:-1] + stop if one[-1] in '。.' else one}{joiner(locale)}{two}"


def judged(case: Case) -> Iterator[Judged]:
    """What our aligner makes of a case, bead by bead; those with nothing on one side are left out."""
    for bead, likely in aligning.weighed(*case.sides, *case.locales):
        if bead.source and bead.target:
            yield Judged(likely, bead.confidence, closed(case.groups, bead.source, bead.target))


def closed(groups: Sequence[Group], source: range, target: range) -> bool:
    """Whether `source` and `target` hold the same of `groups`, and each of them whole and on both sides."""
    touched = [one for one in groups if _meets(one[0], source) or _meets(one[1], target)]
    return all(one[0] and one[1] and _holds(source, one[0]) and _holds(target, one[1]) for one in touched)


def _meets(one: range, two: range) -> bool:
    return max(one.start, two.start) < min(one.stop, two.stop)


def _holds(one: range, two: range) -> bool:
    return one.start <= two.start and two.stop <= one.stop


# ── what it says ────────────────────────────────────────────────────────────────────────────────────────────────────
def score(cases: Sequence[Case], found: Sequence[Sequence[Group]]) -> tuple[float, float, float]:
    """Of beads with something on both sides: the share that is right, the share of groups found as they are, and the
    share of characters of the first side that stand in right ones."""
    right = beads = strict = groups = inside = characters = 0
    for case, ours in zip(cases, found, strict=True):
        whole = [one for one in case.groups if one[0] and one[1]]
        groups += len(whole)
        characters += sum(len(case.sides[0][n]) for one in whole for n in one[0])
        for source, target in ours:
            if source and target:
                beads += 1
                strict += (source, target) in whole
                if closed(case.groups, source, target):
                    right += 1
                    inside += sum(len(case.sides[0][n]) for n in source)
    return right / max(1, beads), strict / max(1, groups), inside / max(1, characters)


def ours(case: Case) -> list[Group]:
    """This program."""
    return [(bead.source, bead.target) for bead in align(*case.sides, *case.locales)]


def lengths_only(case: Case) -> list[Group]:
    """This program, knowing nothing but lengths: of texts whose characters mean nothing."""
    blank = [["x" * len(text) for text in side] for side in case.sides]
    return [(bead.source, bead.target) for bead in align(blank[0], blank[1], *case.locales)]


def nltk() -> Callable[[Case], list[Group]] | None:
    """NLTK's Gale and Church with the ratio and variance of this very pair of languages, where it is installed."""
    try:
        peer = importlib.import_module("nltk.translate.gale_church")
    except ImportError:
        return None

    class Languages(peer.LanguageIndependent):  # type: ignore[misc, name-defined]
        pass

    def groups(case: Case) -> list[Group]:
        chinese = is_chinese(case.locales[0])
        Languages.AVERAGE_CHARACTERS = 4.03 if chinese else 1 / 2.98
        Languages.VARIANCE_CHARACTERS = 38.4 if chinese else 0.78  # measured as its paper does
        sides = [[len(text) for text in side] for side in case.sides]
        if not all(sides):
            return []
        links = peer.align_blocks(sides[0], sides[1], Languages)
        found: list[tuple[set[int], set[int]]] = []
        for one, two in links:  # it gives links; beads are what hangs together
            if found and (one in found[-1][0] or two in found[-1][1]):
                found[-1][0].add(one)
                found[-1][1].add(two)
            else:
                found.append(({one}, {two}))
        return [(range(min(a), max(a) + 1), range(min(b), max(b) + 1)) for a, b in found]

    return groups


def table(rows: Sequence[Judged]) -> None:
    """How many beads of each confidence were right."""
    print("| confidence | beads | said | right |\n|---|---|---|---|")
    for low, high in pairwise(BINS):
        some = [one for one in rows if low <= one.confidence < high]
        if some:
            said, right = (sum(values) / len(some) for values in list(zip(*some, strict=True))[1:])
            print(f"| {low:.2f}–{min(high, 1):.2f} | {len(some)} | {said:.3f} | {right:.3f} |")
    print("\n| at least | kept | right |\n|---|---|---|")
    for bound in (0.8, 0.9, 0.95, 0.97, 0.98, 0.99):
        some = [one.right for one in rows if one.confidence >= bound]
        print(f"| {bound:.2f} | {len(some) / len(rows):.3f} | {sum(some) / max(1, len(some)):.4f} |")


def fitted(rows: Sequence[Judged]) -> tuple[list[float], list[float]]:
    """The points of the table of confidences: the share that is right may not fall as the likelihood grows (pool of
    adjacent violators), in twelfths of the beads."""
    ordered = sorted(rows)
    step = max(1, len(ordered) // 12)
    pools: list[list[float]] = []  # likelihoods, right ones, all
    for start in range(0, len(ordered), step):
        some = ordered[start : start + step]
        pools.append([sum(one.likely for one in some), sum(one.right for one in some), len(some)])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    likely = [pool[0] / pool[2] for pool in pools]
    right = [pool[1] / pool[2] for pool in pools]
    return [0.0, *likely], [0.0, *(min(CERTAIN, one) for one in right)]


def resegmented(document: Document, rng: random.Random) -> tuple[list[list[str]], list[list[list[int]]]]:
    """The document in paragraphs made at random, cut into sentences by our own rules: the sentences of both sides, and
    for each the numbers of the document's pairs that it has text of."""
    sides, owners = [], []
    for side in (0, 1):
        texts, own, left = list[str](), list[list[int]](), list(range(len(document.pairs)))
        while left:
            many = rng.randint(1, 5)
            part, left = left[:many], left[many:]
            glue = joiner(document.locales[side])
            paragraph, ends = "", []
            for number in part:
                paragraph += (glue if paragraph else "") + document.pairs[number][side]
                ends.append(len(paragraph))
            cuts = [0, *boundaries(paragraph, document.locales[side], "sentence"), len(paragraph)]
            for first, last in pairwise(cuts):
                texts.append(paragraph[first:last].strip())
                inner = zip([0, *ends[:-1]], ends, part, strict=True)
                own.append([n for low, high, n in inner if paragraph[max(low, first) : min(high, last)].strip()])
        sides.append(texts)
        owners.append(own)
    return sides, owners


def paragraphs(held: Sequence[Document]) -> list[Judged]:
    """Our aligner on documents cut into other paragraphs on each side; a bead is right if both of its sides have text
    of the same pairs."""
    rows = []
    for document in held:
        for seed in SEEDS:
            sides, (mine, theirs) = resegmented(document, random.Random(f"{document.name}{seed}"))
            for bead in align(sides[0], sides[1], *document.locales):
                if bead.source and bead.target:
                    left = {n for place in bead.source for n in mine[place]}
                    other = {n for place in bead.target for n in theirs[place]}
                    rows.append(Judged(0, bead.confidence, left == other))
    return rows


def figures(held: Sequence[Document]) -> None:
    """The figures of the model, as they are measured."""
    for source in ("zh", "en"):
        pairs = [p if source == "zh" else p[::-1] for d in held if d.locales[0].startswith(source) for p in d.pairs]
        ratio = sum(len(en) for _zh, en in pairs) / sum(len(zh) for zh, _en in pairs)
        print(f"original {source}: {len(pairs)} pairs, {ratio:.2f} English characters to a Chinese one")
        for low, high in ((8, 16), (16, 32), (32, 64), (64, 400)):
            logs = [math.log(len(en) / len(zh)) for zh, en in pairs if low <= len(zh) < high]
            print(f"  {low} to {high}: spread of its logarithm {statistics.pstdev(logs):.3f}")
        keys = [(clues.clues(zh, "zh_CN"), clues.clues(en, "en")) for zh, en in pairs]
        numbers = [({k for k in a if k[0] == clues.NUMBER}, {k for k in b if k[0] == clues.NUMBER}) for a, b in keys]
        both, one, two = (sum(map(len, some)) for some in zip(*((a & b, a, b) for a, b in numbers), strict=True))
        print(f"  numbers kept: {both / one:.3f}, {both / two:.3f}")
        words = [(clues.latin(zh), clues.words(en)) for zh, en in pairs]
        there = sum(key[2:] in b for a, b in words for key in a)
        print(f"  Latin words kept: {there / sum(len(a) for a, _ in words):.3f}")
        _marks(
            [[(_keys(pair, one.locales)) for pair in one.pairs] for one in held if one.locales[0].startswith(source)]
        )


def _keys(pair: tuple[str, str], locales: tuple[str, str]) -> tuple[frozenset[str], frozenset[str]]:
    """The clues of the Chinese text and of the English one."""
    one, two = (clues.clues(text, locale) for text, locale in zip(pair, locales, strict=True))
    return (one, two) if is_chinese(locales[0]) else (two, one)


def _marks(texts: Sequence[Sequence[tuple[frozenset[str], frozenset[str]]]]) -> None:
    """How much oftener a mark is in both, in one or in neither of a pair than of sentences one or two apart; and how
    many numbers of the Chinese are in such a sentence."""
    near = [
        (text[place][0], text[place + away][1])
        for text in texts for place in range(len(text)) for away in (-2, -1, 1, 2) if 0 <= place + away < len(text)
    ]  # fmt: skip
    pairs = [pair for text in texts for pair in text]
    numbers = [(sum(k[0] == clues.NUMBER for k in a & b), sum(k[0] == clues.NUMBER for k in a)) for a, b in near]
    print(f"  numbers in a sentence nearby: {sum(a for a, _ in numbers) / sum(b for _, b in numbers):.3f}")
    for sign in '?!"(:':
        key, odds = f"{clues.MARK}:{sign}", []
        for cell in ((True, True), (True, False), (False, True), (False, False)):
            mine, others = (sum((key in a, key in b) == cell for a, b in some) + 1 for some in (pairs, near))
            odds.append(math.log(mine / len(pairs) / (others / len(near))))
        print(f"  {sign} in both, Chinese only, English only, neither: " + ", ".join(f"{one:.2f}" for one in odds))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("--news", type=Path, required=True, metavar="DIR")
    options.add_argument("--fit", action="store_true")
    chosen = options.parse_args()
    everything = [one for one in documents(chosen.news) if len(one.pairs) > 1]
    learnt = [one for one in everything if zlib.crc32(one.name.encode()) % 2 == 0]
    held = [one for one in everything if zlib.crc32(one.name.encode()) % 2]

    def cases(some: Sequence[Document], size: int | None) -> list[Case]:
        return [
            case for one in some for seed in SEEDS for case in spoilt(one, random.Random(f"{one.name}{seed}"), size)
        ]

    if chosen.fit:
        figures(everything)
        rows = [one for size in (6, None) for case in cases(learnt, size) for one in judged(case)]
        for values in fitted(rows):
            print("(" + ", ".join(f"{value:.3f}" for value in values) + ")")
        return
    for size, what in ((6, "paragraphs of two to six sentences"), (None, "whole documents")):
        given = cases(held, size)
        print(f"\n## {what}: {len(given)}, {sum(len(case.sides[0]) for case in given)} sentences\n")
        table([one for case in given for one in judged(case)])
        print("\n| | beads right | groups found | text covered | s |\n|---|---|---|---|---|")
        for name, way in (("transflow", ours), ("transflow, lengths only", lengths_only), ("NLTK gale_church", nltk())):
            if way is not None:
                start = time.process_time()
                found = [way(case) for case in given]
                spent = time.process_time() - start
                print(
                    f"| {name} | " + " | ".join(f"{share:.3f}" for share in score(given, found)) + f" | {spent:.1f} |"
                )
    rows = paragraphs(held)
    print(f"\n## other paragraphs on each side, cut by our own rules: {len(rows)} beads\n")
    table(rows)
    for direction in (("zh_CN", "en"), ("en", "zh_CN")):
        long = Document("long", direction, [pair for one in held if one.locales == direction for pair in one.pairs])
        for many in (125, 250, 500):
            case = next(spoilt(long._replace(pairs=long.pairs[:many]), random.Random(many)))
            start = time.process_time()
            share = score([case], [ours(case)])
            spent = time.process_time() - start
            print(f"{direction[0]}: {len(case.sides[0])} sentences in {spent:.2f} s, {share[0]:.3f} right")


if __name__ == "__main__":
    main()
