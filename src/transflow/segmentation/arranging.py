"""Cutting an article's blocks into units, with the joins and splits that people made (DESIGN §4, §6).

A block has natural boundaries (its sentences). People take some away (join) and add others (split). What they did is
kept as a `Rule` on the first unit of each *group*: the stretch between two boundaries that are natural and still there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from transflow.article import TAG, Block, Unit, unescape
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.language import is_chinese
from transflow.segment import Kind, segment_id
from transflow.segmentation import chinese, english

NEAR = 0.7  # Indel similarity from which a changed text is still the one that was joined or split
_WINDOW = 24  # characters around an old cut in which the new place for it is looked for
_ONE = (Kind.TITLE, Kind.SUMMARY, Kind.FIELD, Kind.ALT, Kind.CAPTION, Kind.BODY)  # one segment each, always


@dataclass(frozen=True, slots=True)
class Rule:
    """What people did to one group: `source` is its first unit's, `joined` counts the sentences joined (0: one),
    `split` holds the offsets in the group's whole source at which it was cut, and `whole` is the id of that: two
    sentences may begin alike."""

    source: str
    joined: int = 0
    split: tuple[int, ...] = ()
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A unit of a group that has changed, with the rule it carries now."""

    unit: Unit
    joined: int = 0
    split: tuple[int, ...] = ()
    whole: str = ""


def boundaries(flat: str, locale: str, mode: str) -> tuple[int, ...]:
    """The offsets of `flat` (a block's text) at which its sentences begin; none in mode "paragraph"."""
    if mode == "paragraph":
        return ()
    return tuple(chinese.boundaries(flat) if is_chinese(locale) else english.boundaries(flat))


def arrange(blocks: Sequence[Block], locale: str, mode: str, rules: Sequence[Rule] = ()) -> tuple[Unit, ...]:
    """The units of an article, in order."""
    units: list[Unit] = []
    for block in blocks:
        offsets = _offsets(block, locale, mode, rules)
        units.extend(block.cut(offsets))
    return tuple(units)


def _offsets(block: Block, locale: str, mode: str, rules: Sequence[Rule]) -> set[int]:
    natural = _natural(block, locale, mode)
    offsets = set(natural)
    if not rules or block.kind in _ONE:
        return offsets
    sentences = block.cut(natural)
    taken: set[int] = set()  # sentences that belong to a group already
    for rule in sorted(rules, key=lambda one: -one.joined):
        size = rule.joined or 1
        for first in range(len(sentences) - size + 1):
            span = range(first, first + size)
            if taken.isdisjoint(span):
                cuts = _cuts(block, sentences[first], sentences[first + size - 1], natural, rule)
                if cuts is not None:
                    taken.update(span)
                    offsets = _regrouped(offsets, sentences[first], sentences[first + size - 1], cuts)
    return offsets


def changed(blocks: Sequence[Block], locale: str, mode: str, lost: Iterable[Rule]) -> tuple[Rule, ...]:
    """New rules for `lost` ones, whose texts have changed: the nearest group of each, if it is near enough."""
    found: list[Rule] = []
    for rule in lost:
        best = max(_near(blocks, locale, mode, rule), key=lambda one: one[0], default=None)
        if best is not None and best[0] >= NEAR:
            found.append(best[1])
    return tuple(found)


def _near(blocks: Sequence[Block], locale: str, mode: str, rule: Rule) -> Iterator[tuple[float, Rule]]:
    from rapidfuzz.distance import Indel  # 60 ms: only where a joined or split text has changed

    size = rule.joined or 1
    for block in blocks:
        if block.kind in _ONE:
            continue
        natural = _natural(block, locale, mode)
        sentences = block.cut(natural)
        for first in range(len(sentences) - size + 1):
            start, end = sentences[first], sentences[first + size - 1]
            kept = {one for one in natural if not start.first < one < end.last}
            whole = _covering(block.cut(kept), start.first)
            if whole is None:
                continue
            for split in _moved(whole, rule):
                cuts = {_flat(whole, one) for one in split}
                parts = [one for one in block.cut(kept | cuts) if whole.first <= one.first < whole.last]
                if len(parts) == len(split) + 1:
                    score = Indel.normalized_similarity(parts[0].source, rule.source)
                    yield score, Rule(parts[0].source, rule.joined, split, segment_id(whole.source) if split else "")


def _moved(whole: Unit, rule: Rule) -> Iterator[tuple[int, ...]]:
    """Where the cuts of `rule` may be now: after a punctuation mark near the old place, or at it."""
    if not rule.split:
        yield ()
        return
    first = rule.split[0]
    mark = rule.source.rstrip()[-1:]
    window = range(max(1, first - _WINDOW), min(len(whole.source), first + _WINDOW))
    for place in sorted(window, key=lambda one: abs(one - first)):
        if whole.source[:place].rstrip().endswith(mark):
            shift = place - first
            moved = tuple(one + shift for one in rule.split)
            if moved[-1] < len(whole.source):
                yield moved


def _cuts(block: Block, start: Unit, end: Unit, natural: Sequence[int], rule: Rule) -> set[int] | None:
    """The cuts inside the group from `start` to `end`, if it is the one that `rule` is about."""
    kept = {one for one in natural if not start.first < one < end.last}
    whole = _covering(block.cut(kept), start.first) if rule.joined else start
    if whole is None:
        return None
    if not rule.split:
        return set() if whole.source == rule.source else None
    if rule.split[-1] >= len(whole.source) or (rule.whole and segment_id(whole.source) != rule.whole):
        return None
    cuts = {_flat(whole, one) for one in rule.split}
    parts = [one for one in block.cut(kept | cuts) if whole.first <= one.first < whole.last]
    return cuts if len(parts) == len(cuts) + 1 and parts[0].source == rule.source else None


def _regrouped(offsets: set[int], start: Unit, end: Unit, cuts: set[int]) -> set[int]:
    return {one for one in offsets if not start.first < one < end.last} | cuts


def _covering(units: Sequence[Unit], place: int) -> Unit | None:
    return next((one for one in units if one.first <= place < one.last), None)


def _natural(block: Block, locale: str, mode: str) -> tuple[int, ...]:
    return () if block.whole else boundaries(block.flat, locale, mode)


# ── what a person does ──────────────────────────────────────────────────────────────────────────────────────────────
def join_next(
    blocks: Sequence[Block], locale: str, mode: str, units: Sequence[Unit], unit: Unit, *, rest: bool = False
) -> tuple[tuple[Unit, ...], tuple[Part, ...]]:
    """Joins `unit` with the next one of its block (`rest`: with all that follow there): the units of the groups
    concerned, before and after.

    Raises UsageError where it is the last of its block.
    """
    block = blocks[unit.block]
    own = [one for one in units if one.block == unit.block]
    place = own.index(unit)
    if place + 1 == len(own):
        raise UsageError(
            "join", _("this is the last segment of its paragraph"), remedy=_("segments of one paragraph can be joined")
        )
    after = own[-1 if rest else place + 1]
    present = _present(own)
    kept = {one for one in present if not unit.first < one <= after.first}
    return _redone(block, locale, mode, own, kept, unit, after)


def split_at(
    blocks: Sequence[Block], locale: str, mode: str, units: Sequence[Unit], unit: Unit, offset: int
) -> tuple[tuple[Unit, ...], tuple[Part, ...]]:
    """Cuts `unit` at `offset` of its source: the units of its group, before and after.

    Raises UsageError where nothing would stand on one side, inside a paired tag, or in a field that is one segment.
    """
    block = blocks[unit.block]
    if block.kind in _ONE:
        raise UsageError(
            "split", _("a headline, a field, a caption and the body of an adapted article are one segment each")
        )
    if not 0 < offset < len(unit.source):
        raise UsageError(
            "split", _("the offset must be from 1 to {most}").format(most=len(unit.source) - 1),
            remedy=_("it counts the characters of the source as `show` gives it"),
        )  # fmt: skip
    own = [one for one in units if one.block == unit.block]
    before, made = _redone(block, locale, mode, own, {*_present(own), _flat(unit, offset)}, unit, unit)
    if len(made) <= len(before):
        raise UsageError(
            "split", _("it cannot be cut there: not inside a pair of tags, nor where one side has no word"),
            remedy=_("choose another place"),
        )  # fmt: skip
    return before, made


def _present(own: Sequence[Unit]) -> set[int]:
    """The offsets at which the units of a block are cut: where each begins and ends (between two there may be a
    piece without a word, which is no unit)."""
    return {offset for one in own for offset in (one.first, one.last)}


def _redone(
    block: Block, locale: str, mode: str, own: Sequence[Unit], offsets: set[int], first: Unit, last: Unit
) -> tuple[tuple[Unit, ...], tuple[Part, ...]]:
    """The groups from that of `first` to that of `last` before, and their parts after the block is cut at `offsets`."""
    naturals = _natural(block, locale, mode)
    sentences = block.cut(naturals)
    natural = {one.first for one in sentences}
    starts = {one.first for one in own} & natural
    begin = max(one for one in starts if one <= first.first)
    end = min((one for one in starts if one > last.first), default=own[-1].last)
    made = [one for one in block.cut(offsets) if begin <= one.first < end]
    parts: list[Part] = []
    fresh = [one.first for one in made if one.first in natural]
    for place, start in enumerate(fresh):
        stop = fresh[place + 1] if place + 1 < len(fresh) else end
        group = [one for one in made if start <= one.first < stop]
        own_sentences = [one for one in sentences if start <= one.first < stop]
        count = len(own_sentences)
        outside = {one for one in naturals if not start < one < own_sentences[-1].last}
        whole = _covering(block.cut(outside), start)
        split = tuple(_offset_in(whole, one.first) for one in group[1:]) if whole else ()
        ident = segment_id(whole.source) if whole and split else ""
        parts.append(Part(group[0], count if count > 1 else 0, split, ident))
        parts.extend(Part(one) for one in group[1:])
    return tuple(one for one in own if begin <= one.first < end), tuple(parts)


def _flat(unit: Unit, offset: int) -> int:
    """The offset in the block's flat text of an offset in the unit's source: tags of a pair have no width there."""
    return unit.first + _width(unit.source[:offset], unit.source)


def _offset_in(unit: Unit, flat: int) -> int:
    """The inverse of `_flat`."""
    return next(offset for offset in range(len(unit.source) + 1) if _flat(unit, offset) >= flat)


def _width(part: str, source: str) -> int:
    """How many characters of flat text `part`, the beginning of `source`, stands for."""
    cut = len(part)
    width, at = 0, 0
    for found in TAG.finditer(source):
        if found.start() >= cut:
            break
        width += len(unescape(source[at : found.start()])) + bool(found[4])
        at = found.end()
    return width + len(unescape(source[at:cut])) if at < cut else width
