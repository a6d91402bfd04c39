"""An article and its translation, both read from files: which text of the one stands for which of the other.

Front matter is matched by its keys; all else is one text on either side, cut into sentences and aligned whatever
paragraphs they stand in. What comes out are the segments of the article, each with the sentences that translate it and
with what is doubtful about that. Pure: nothing is read or written here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise

from transflow import alignment, segmentation
from transflow.alignment import clues
from transflow.article import Article, Block, Unit
from transflow.checks.alignment.shared import shared
from transflow.language import base, is_chinese
from transflow.script import has_text
from transflow.segment import Kind

SURE = 0.93  # the confidence from which a segment needs no second look (docs/alignment.md)
_OWN = 0.0  # log likelihood of its lengths and clues alone: below it, a link stands on its neighbours
UNLIKE = -1.5  # likeness below which two texts are no translation of each other
_AGAINST, _ALONE = -4.0, -2.0  # what a link says against it at most, and what a sentence does that has no partner
_ADDS = 4.0  # log likelihood that each of two sentences must bring to the one that translates both
_MOST = 3  # sentences of both sides together
_TOLD = (Kind.HEADING, Kind.CAPTION, Kind.CELL, Kind.ALT, Kind.FOOTNOTE)  # a list may be paragraphs in the other file
_RUNNING = (Kind.TITLE, Kind.SUMMARY)  # front matter that may stand in the text of the other file


class Doubt(Enum):
    """Why a segment is left to a person."""

    UNSURE = "unsure"  # the alignment is not confident
    ACROSS = "across"  # its words are divided between paragraphs otherwise than in the source
    BEFORE = "before"  # its words stand in a neighbour, for the same reason
    ADDED = "added"  # a sentence that has no source is joined to it
    BESIDE = "beside"  # a paragraph or field that has no source is kept as a remark on it
    ABSENT = "absent"  # nothing translates it
    PARTLY = "partly"  # nothing translates a sentence of it


@dataclass(frozen=True, slots=True)
class Faced:
    """A segment of the article: `unit` is its source, of `joined` sentences (0: as they are cut), `targets` are the
    sentences of the translation that stand for it, `confidence` (0 to 1) says how surely. `beside` are those that stand
    nowhere and are remarked here; `moved` says that the translation has it in another place."""

    unit: Unit
    joined: int
    targets: tuple[int, ...]
    confidence: float
    doubts: tuple[Doubt, ...] = ()
    beside: tuple[int, ...] = ()
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Facing:
    """An article beside its translation: its segments in order, and the sentences of the translation. `likeness` says
    what speaks for its being one: above 0 in translations, below `UNLIKE` in texts that have nothing to do with each
    other (docs/alignment.md). `added` are the sentences that have no source."""

    segments: tuple[Faced, ...]
    sentences: tuple[Unit, ...]
    likeness: float
    added: tuple[int, ...] = ()


@dataclass(slots=True)
class _Group:
    """Sentences of one block with what translates them, while it is put together."""

    sources: list[int]
    targets: list[int]
    confidence: float
    doubts: list[Doubt] = field(default_factory=list)
    beside: list[int] = field(default_factory=list)
    moved: bool = False


Names = Callable[[str], Sequence[tuple[str, str]]]


def faced(source: Article, target: Article, locales: tuple[str, str], mode: str, names: Names) -> Facing:
    """The article `source` beside its translation `target`, in `locales` (of the source, of the target). `mode` says
    how the article is cut; `names` gives the known names of a text with their renderings."""
    ours = segmentation.arrange(source.blocks, locales[0], "sentence")
    theirs = tuple(unit for block in target.blocks for unit in _cut(block, locales[1]))
    keyed = _keyed(source, target, ours, theirs)
    groups = [_Group([one], [other], 1.0) for one, other in keyed]
    paired = {one for one, _other in keyed}, {other for _one, other in keyed}
    fields, loose = _fields(source, ours) - paired[0], _fields(target, theirs) - paired[1]
    groups += [_Group([one], [], 0.0, [Doubt.ABSENT]) for one in sorted(fields)]
    rest = sorted({*range(len(ours))} - fields - paired[0])
    others = sorted({*range(len(theirs))} - loose - paired[1])
    mine, yours = [ours[place] for place in rest], [theirs[place] for place in others]
    links = alignment.links(
        [unit.source for unit in mine], [unit.source for unit in yours], *locales,
        known=_known(mine, yours, locales, names),
    )  # fmt: skip
    links = tuple(
        replace(one, source=tuple(rest[n] for n in one.source), target=tuple(others[n] for n in one.target))
        for one in links
    )
    for link in links:
        groups += _grouped(link, ours)
    groups.sort(key=lambda one: one.sources)
    if mode == "paragraph":
        groups = _paragraphs(groups, ours)
    added = [*sorted(loose), *(place for one in links if not one.source for place in one.target)]
    for place in added:
        _add(place, groups, theirs)
    segments = tuple(_faced(one, source.blocks, ours, locales[0], mode) for one in groups)
    return Facing(segments, theirs, _likeness(links), tuple(added))


def _cut(block: Block, locale: str) -> tuple[Unit, ...]:
    """The sentences of a block of the translation. A note or picture behind the full stop is of the sentence before: a
    piece without words is no sentence, and would be lost."""
    if block.whole:
        return block.cut()
    flat = block.flat
    pieces = pairwise((*segmentation.boundaries(flat, locale, "sentence"), len(flat)))
    return block.cut(start for start, end in pieces if has_text(flat[start:end]))


# ── front matter ────────────────────────────────────────────────────────────────────────────────────────────────────
def _keyed(source: Article, target: Article, ours: Sequence[Unit], theirs: Sequence[Unit]) -> list[tuple[int, int]]:
    """The fields that both have. Lists (`tags.0`) are matched where they are of one length."""
    one, two = _by_key(source, ours), _by_key(target, theirs)
    sizes = [_sizes(keys) for keys in (one, two)]
    alike = {key for key in one.keys() & two.keys() if sizes[0][_list(key)] == sizes[1][_list(key)]}
    return sorted((one[key], two[key]) for key in alike)


def _by_key(article: Article, units: Sequence[Unit]) -> dict[str, int]:
    return {key: place for place, unit in enumerate(units) if (key := article.blocks[unit.block].key)}


def _list(key: str) -> str:
    return key.partition(".")[0]


def _sizes(keys: Iterable[str]) -> dict[str, int]:
    sizes: dict[str, int] = defaultdict(int)
    for key in keys:
        sizes[_list(key)] += 1
    return sizes


def _fields(article: Article, units: Sequence[Unit]) -> set[int]:
    """The front matter that stands for itself alone: no headline or standfirst, which may open the other's text."""
    return {
        place for place, unit in enumerate(units)
        if article.blocks[unit.block].key and article.blocks[unit.block].kind not in _RUNNING
    }  # fmt: skip


# ── the text ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _known(ours: Sequence[Unit], theirs: Sequence[Unit], locales: tuple[str, str], names: Names) -> alignment.Known:
    """What is known of every sentence beside its letters: what kind it is of, its words by the dictionary, and its
    names. A name weighs as much as a word: archives call one body by many names, the termbase by one."""
    sides = [[_kind(unit) for unit in side] for side in (ours, theirs)]
    texts = [[clues.bare(unit.source) for unit in side] for side in (ours, theirs)]
    if {base(one) for one in locales} == {"zh", "en"}:
        turned = not is_chinese(locales[0])
        found = shared(*texts[::-1]) if turned else shared(*texts)
        for side, words in zip(sides, found[::-1] if turned else found, strict=True):
            for known, some in zip(side, words, strict=True):
                known.update(f"{clues.WORD}:{word}" for word in some)
    for name, rendering in dict.fromkeys(names("\n".join(texts[0]))):
        for side, lines, said in zip(sides, texts, (name, rendering), strict=True):
            for known, text in zip(side, lines, strict=True):
                if said.casefold() in text.casefold():
                    known.add(f"{clues.WORD}:={name}")
    return [frozenset(one) for one in sides[0]], [frozenset(one) for one in sides[1]]


def _kind(unit: Unit) -> set[str]:
    return {f"{clues.KIND}:{unit.kind}"} if unit.kind in _TOLD else set()


def _grouped(link: alignment.Link, ours: Sequence[Unit]) -> list[_Group]:
    """The segments of a link: one, unless its sentences are of several paragraphs, in which no segment can stand. Then
    the words stay with the longest piece, and a person divides them."""
    if not link.source:
        return []
    runs: list[list[int]] = []
    for place in link.source:
        last = runs[-1][-1] if runs else -2
        if place == last + 1 and ours[place].block == ours[last].block:
            runs[-1].append(place)
        else:
            runs.append([place])
    if not link.target:
        return [_Group(run, [], 0.0, [Doubt.ABSENT]) for run in runs]
    sure = [] if _sure(link) else [Doubt.UNSURE]
    if len(runs) == 1:
        return [_Group(runs[0], list(link.target), link.confidence, sure, moved=link.moved)]
    main = max(runs, key=lambda run: sum(len(ours[place].source) for place in run))
    return [
        _Group(run, list(link.target), link.confidence, [Doubt.ACROSS], moved=link.moved)
        if run is main
        else _Group(run, [], link.confidence, [Doubt.BEFORE], moved=link.moved)
        for run in runs
    ]


def _sure(link: alignment.Link) -> bool:
    """Whether nobody need look whether these are the sentences that belong together. Of the larger links one in six
    has taken in a sentence of the neighbour, and of those of three sentences one in fifty (docs/alignment.md)."""
    many = len(link.source) + len(link.target)
    alone = many == 2 or (many <= _MOST and link.least >= _ADDS)
    return link.confidence >= SURE and link.evidence >= _OWN and alone


def _paragraphs(groups: Sequence[_Group], ours: Sequence[Unit]) -> list[_Group]:
    """One group a block, where the article is cut into paragraphs."""
    blocks: dict[int, list[_Group]] = defaultdict(list)
    for one in groups:
        blocks[ours[one.sources[0]].block].append(one)
    return [some[0] if len(some) == 1 else _one(some) for some in blocks.values()]


def _one(some: Sequence[_Group]) -> _Group:
    targets = sorted(place for one in some for place in one.targets)
    doubts = dict.fromkeys(doubt for one in some for doubt in one.doubts)
    if targets and {Doubt.ABSENT, Doubt.BEFORE} & doubts.keys():
        doubts = {Doubt.PARTLY if one in (Doubt.ABSENT, Doubt.BEFORE) else one: None for one in doubts}
    sure = min(one.confidence for one in some if one.targets or not targets)
    moved = any(one.moved for one in some)
    return _Group([place for one in some for place in one.sources], targets, sure, list(doubts), moved=moved)


def _add(place: int, groups: Sequence[_Group], theirs: Sequence[Unit]) -> None:
    """Puts a sentence of the translation that has no source beside its neighbour: into it, where they are of one
    paragraph (its words are then on the page, and a person looks at them); else as a remark on it."""
    owners = {target: group for group in groups for target in group.targets}
    for near in (place - 1, place + 1):
        if near in owners and theirs[near].block == theirs[place].block:
            owners[near].targets = sorted((*owners[near].targets, place))
            owners[near].doubts.append(Doubt.ADDED)
            return
    before = [one for one in owners if one < place]
    host = owners[max(before)] if before else groups[0]
    host.beside.append(place)
    host.doubts.append(Doubt.BESIDE)


def _faced(group: _Group, blocks: Sequence[Block], ours: Sequence[Unit], locale: str, mode: str) -> Faced:
    first, last = ours[group.sources[0]], ours[group.sources[-1]]
    unit, joined = first, 0
    if len(group.sources) > 1:
        block = blocks[first.block]
        natural = segmentation.boundaries(block.flat, locale, mode)
        cuts = [one for one in natural if not first.first < one < last.last]
        unit = next(one for one in block.cut(cuts) if one.first <= first.first < one.last)
        joined = len(group.sources) if mode == "sentence" else 0
    doubts = tuple(dict.fromkeys(group.doubts))
    return Faced(unit, joined, tuple(group.targets), group.confidence, doubts, tuple(group.beside), group.moved)


def _likeness(links: Sequence[alignment.Link]) -> float:
    """What speaks for the two texts being one, a link: log likelihoods, of which none counts more against it than
    `_AGAINST`."""
    said = [max(_AGAINST, one.evidence) if one.source and one.target else _ALONE for one in links]
    return sum(said) / len(said) if said else _AGAINST
