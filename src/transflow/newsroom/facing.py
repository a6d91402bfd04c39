"""An article and its translation, both read from files: which text of the one stands for which of the other.

Front matter is matched by its keys; all else is one text on either side, cut into sentences and aligned whatever
paragraphs they stand in. What comes out are the segments of the article, each with the sentences that translate it and
with what is doubtful about that. Pure: nothing is read or written here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from transflow import alignment, segmentation
from transflow.alignment import clues
from transflow.article import Article, Block, Unit
from transflow.checks.alignment.shared import shared
from transflow.language import base, is_chinese
from transflow.segment import Kind

SURE = 0.97  # the confidence from which a segment needs no second look (docs/alignment.md)
_TOLD = (Kind.HEADING, Kind.CAPTION, Kind.CELL, Kind.ALT, Kind.FOOTNOTE)  # a list may be paragraphs in the other file
_RUNNING = (Kind.TITLE, Kind.SUMMARY)  # front matter that may stand in the text of the other file


class Doubt(Enum):
    """Why a segment is left to a person."""

    UNSURE = "unsure"  # the alignment is not confident
    ACROSS = "across"  # its words are divided between paragraphs otherwise than in the source
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
    """An article beside its translation: its segments in order, and the sentences of the translation. `shared` is the
    part of the text (0 to 1, of the side that has more) that stands in links of which nobody would doubt."""

    segments: tuple[Faced, ...]
    sentences: tuple[Unit, ...]
    shared: float
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
    theirs = segmentation.arrange(target.blocks, locales[1], "sentence")
    keyed = _keyed(source, target, ours, theirs)
    groups = [_Group([one], [other], 1.0) for one, other in keyed]
    fields = _fields(source, ours) - {one for one, _other in keyed}
    groups += [_Group([one], [], 0.0, [Doubt.ABSENT]) for one in sorted(fields)]
    rest = [place for place in range(len(ours)) if place not in fields and place not in {one for one, _ in keyed}]
    loose = _fields(target, theirs) - {other for _one, other in keyed}
    others = [place for place in range(len(theirs)) if place not in loose and place not in {two for _, two in keyed}]
    text = "\n".join(ours[place].source for place in rest)
    links = alignment.links(
        [ours[place].source for place in rest], [theirs[place].source for place in others], *locales,
        names=names(text), known=_known([ours[place] for place in rest], [theirs[place] for place in others], locales),
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
    return Facing(segments, theirs, _shared(links, ours, theirs), tuple(added))


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
    """The front matter that stands for itself alone: no headline, and no standfirst, which may open the other's text."""
    return {
        place for place, unit in enumerate(units)
        if article.blocks[unit.block].key and article.blocks[unit.block].kind not in _RUNNING
    }  # fmt: skip


# ── the text ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _known(ours: Sequence[Unit], theirs: Sequence[Unit], locales: tuple[str, str]) -> alignment.Known:
    """What is known of every sentence beside its letters: what kind it is of, and its words by the dictionary."""
    sides = [[{f"{clues.KIND}:{unit.kind}"} if unit.kind in _TOLD else set[str]() for unit in side] for side in (ours, theirs)]
    if {base(one) for one in locales} == {"zh", "en"}:
        texts = [[clues.bare(unit.source) for unit in side] for side in (ours, theirs)]
        turned = not is_chinese(locales[0])
        found = shared(*texts[::-1]) if turned else shared(*texts)
        for side, words in zip(sides, found[::-1] if turned else found, strict=True):
            for known, some in zip(side, words, strict=True):
                known |= {f"{clues.WORD}:{word}" for word in some}
    return [frozenset(one) for one in sides[0]], [frozenset(one) for one in sides[1]]


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
    sure = [] if link.confidence >= SURE else [Doubt.UNSURE]
    if len(runs) == 1:
        return [_Group(runs[0], list(link.target), link.confidence, sure, moved=link.moved)]
    main = max(runs, key=lambda run: sum(len(ours[place].source) for place in run))
    return [
        _Group(run, list(link.target) if run is main else [], link.confidence, [Doubt.ACROSS], moved=link.moved)
        for run in runs
    ]


def _paragraphs(groups: Sequence[_Group], ours: Sequence[Unit]) -> list[_Group]:
    """One group a block, where the article is cut into paragraphs."""
    blocks: dict[int, list[_Group]] = defaultdict(list)
    for one in groups:
        blocks[ours[one.sources[0]].block].append(one)
    return [some[0] if len(some) == 1 else _one(some) for some in blocks.values()]


def _one(some: Sequence[_Group]) -> _Group:
    targets = sorted(place for one in some for place in one.targets)
    doubts = dict.fromkeys(doubt for one in some for doubt in one.doubts)
    if targets and Doubt.ABSENT in doubts:
        doubts = {Doubt.PARTLY if one is Doubt.ABSENT else one: None for one in doubts}
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


def _shared(links: Sequence[alignment.Link], ours: Sequence[Unit], theirs: Sequence[Unit]) -> float:
    """The part of the text of the fuller side that stands in confident links."""
    sure = [one for one in links if one.source and one.target and one.confidence >= SURE]
    shares = []
    for units, side in ((ours, 0), (theirs, 1)):
        own = [(one.source, one.target)[side] for one in links]
        whole = sum(len(units[place].source) for some in own for place in some)
        inside = sum(len(units[place].source) for one in sure for place in (one.source, one.target)[side])
        shares.append(inside / whole if whole else 0.0)
    return max(shares)
