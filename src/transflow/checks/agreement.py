"""Where both texts say something of one thing and do not agree: a date, a score, a unit, yesterday, the 60 anniversary.

Every number of such a pair may have its like somewhere in the other text; only together are they wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transflow.checks.plain import Plain
from transflow.checks.port import Finding, Severity
from transflow.checks.quantities import (
    bounds,
    changes,
    clock,
    codes,
    durations,
    joined,
    measures,
    others,
    phrases,
    spelling,
)
from transflow.checks.quantities.quantity import Kind, Quantity
from transflow.interface import gettext as _

# The 60 anniversary, its 3 symposium: a number with a singular noun, where no hyphen, mark or unit comes between.
_CARDINAL = re.compile(
    r"\b(?:(?:the|an?|its|their|his|her|our|this|party['’]s) +(\d{1,3})(?= (?!percent|per cent)((?:[A-Za-z]+ ?){1,4}))"
    r"|(\d{1,3})(?= (?:[a-z]+ )?(anniversary)\b))",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"[a-z]{2,}(?<!s)s\b|\b(?:people|men|women|children|police|staff|percent|million|billion|thousand)\b"
)
_BEYOND = re.compile(r"\b(?:is|was|has|had|will|of|in|on|at|to|for|and|that|which|as|held|opened)\b")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts, its language (`zh`, `en`) and its quantities."""

    plain: Plain
    language: str
    quantities: Sequence[Quantity]


def disagreements(source: Side, target: Side, told: frozenset[object]) -> Iterator[Finding]:
    """The findings; what concerns a value of `told` has been said already."""
    ours, theirs = (joined.pairs(side.quantities, side.plain.text) for side in (source, target))
    for pair, instead in joined.disagreeing(ours, theirs) if ours and theirs else ():
        if told.isdisjoint({pair.first.value, pair.second.value, instead.first.value, instead.second.value}):
            severity = Severity.ERROR if pair.dated else Severity.WARNING
            yield _finding(source, target, pair.span, *_wrong(pair, instead, target.language), severity)
    lost = joined.dayless(ours, source.quantities, target.quantities) if ours else None
    if lost is not None and told.isdisjoint({lost[0].first.value, lost[0].second.value}):
        yield _finding(source, target, lost[0].span, (lost[1].start, lost[1].end))
    units = measures.exchanged(source.quantities, source.plain.text, target.quantities, target.plain.text)
    if units is not None:
        one, other = units
        place = one.start, measures.named(source.plain.text, one.end)
        yield _finding(source, target, place, (other.start, measures.named(target.plain.text, other.end)))
    yield from _durations(source, target)
    yield from _bounds(source, target)
    yield from _changes(source, target)
    yield from _times(source, target, told)
    here = phrases.phrases(source.plain.text, source.language)
    there = phrases.phrases(target.plain.text, target.language) if here else []
    for said, meant in phrases.disagreeing(here, there):
        expected = phrases.said(said, target.language)
        yield _finding(source, target, (said.start, said.end), (meant.start, meant.end), expected)
    named = codes.disagreeing(codes.codes(source.plain.text), codes.codes(target.plain.text))
    if named is not None:
        code, wrong = named
        place = code.start, code.end
        yield _finding(source, target, place, (wrong.start, wrong.end), code.number)
    if target.language == "en":
        yield from _cardinals(source, target)


def grouped(source: Side, target: Side) -> tuple[Side, Side, list[Finding]]:
    """Both sides without the numbers of those who are named and of the others (王健等5人, Wang Jian and four others),
    and what is wrong with these."""
    chinese, english = (source, target) if source.language == "zh" else (target, source)
    found = others.groups((chinese.quantities, chinese.plain.text), (english.quantities, english.plain.text))
    wrong = [_group(source, target, one) for one in found if not one.right]
    told = [one for group in found for one in (group.whole.quantity, group.rest.quantity)]
    if told:
        source, target = (_without(side, told) for side in (source, target))
    return source, target, wrong


def _without(side: Side, some: Sequence[Quantity]) -> Side:
    """`side` without those of its quantities that are among `some`."""
    return replace(side, quantities=[one for one in side.quantities if not any(one is two for two in some)])


def _group(source: Side, target: Side, group: others.Group) -> Finding:
    """Wang Jian and five others for 王健等5人."""
    named = group.rest.named
    if target.language == "en":
        said, other, right = group.whole, group.rest, group.whole.quantity.value - named
    else:
        said, other, right = group.rest, group.whole, group.rest.quantity.value + named
    expected = f"{right}" if right > 0 else None
    place = other.quantity.start, other.quantity.end
    return _finding(source, target, (said.start, said.end), place, expected)


def _bounds(source: Side, target: Side) -> Iterator[Finding]:
    """Nearly 50,000 for 超5万."""
    here, there = ((side.quantities, side.plain.text, side.language) for side in (source, target))
    pair = bounds.contradicting(here, there)
    if pair is not None:
        place, other = (bounds.reach(one, *side[1:]) for one, side in zip(pair, (here, there), strict=True))
        yield _finding(source, target, place, other)


def _changes(source: Side, target: Side) -> Iterator[Finding]:
    """From 3.9% to 4.2% for 从4.2%回落至3.9%."""
    ours = changes.changes(source.quantities, source.plain.text, source.language)
    theirs = changes.changes(target.quantities, target.plain.text, target.language) if ours else []
    pair = changes.turned(ours, theirs)
    if pair is not None:
        yield _finding(source, target, _reach(pair[0], source), _reach(pair[1], target))


def _reach(change: changes.Change, side: Side) -> tuple[int, int]:
    """From where to where the two numbers of a change stand, with their units."""
    ends = [spelling.reach(one, side.plain.text) for one in (change.first, change.last)]
    return min(ends)[0], max(ends)[1]


def _times(source: Side, target: Side, told: frozenset[object]) -> Iterator[Finding]:
    """4 a.m. for 下午4时, 3 p.m. for 下午3点半; minutes that are in `told` have been said already."""
    if not any(one.kind is Kind.TIME for one in (*source.quantities, *target.quantities)):
        return
    if any(clock.abroad(side.plain.text) for side in (source, target)):
        return
    ours = clock.times(source.plain.text, source.language)
    pair = clock.disagreeing(ours, clock.times(target.plain.text, target.language) if ours else [])
    if pair is not None and not {pair[0].minute or None, pair[1].minute or None} & told:
        one, other = pair
        yield _finding(source, target, (one.start, one.end), (other.start, other.end))


def _durations(source: Side, target: Side) -> Iterator[Finding]:
    """The same number of another unit of time: 40 days for 40小时."""
    same = durations.exchanged(source.quantities, target.quantities)
    if same is not None:
        sides = (source, same[0]), (target, same[1])
        here, there = ((one.start, durations.named(side.plain.text, one.end, side.language)) for side, one in sides)
        yield _finding(source, target, here, there)


def _wrong(pair: joined.Pair, instead: joined.Pair, language: str) -> tuple[tuple[int, int], str | None]:
    """Where `instead` is wrong, and what should stand there if it is one of its numbers."""
    wrong = joined.apart(pair, instead)
    if wrong is None:
        return instead.span, None
    return (wrong[1].start, wrong[1].end), spelling.spelled(wrong[0], chinese=language == "zh")


def _cardinals(source: Side, target: Side) -> Iterator[Finding]:
    """Numbers without -st, -nd, -rd, -th where the source counts which one it is: 第3届, 60周年."""
    text = target.plain.text
    wanted = {one.value: one for one in source.quantities if one.kind is Kind.ORDINAL}
    have = {one.value for one in target.quantities if one.kind is Kind.ORDINAL}
    for found in _CARDINAL.finditer(text) if wanted else ():
        group = 1 if found[1] else 3
        one = next((one for one in target.quantities if one.start == found.start(group)), None)
        if one is None or one.kind is not Kind.PLAIN or one.value not in wanted or one.value in have:
            continue
        if _PLURAL.search(_BEYOND.split(found[group + 1], maxsplit=1)[0]):
            continue
        right = ordinal(int(found[group]))
        message = _("{number} must be an ordinal here: {expected}").format(number=found[group], expected=right)
        asked = wanted[one.value]
        place = source.plain.span(asked.start, asked.end)
        yield Finding("numbers", Severity.WARNING, message, target.plain.span(*found.span(group)), place, right)


def ordinal(value: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    suffix = "th" if 10 < value % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{suffix}"


def _finding(
    source: Side,
    target: Side,
    place: tuple[int, int],
    other: tuple[int, int],
    expected: str | None = None,
    severity: Severity = Severity.WARNING,
) -> Finding:
    message = _("the source says {text}, the translation {other}").format(
        text=source.plain.text[slice(*place)].strip(), other=target.plain.text[slice(*other)].strip()
    )
    return Finding("numbers", severity, message, target.plain.span(*other), source.plain.span(*place), expected)
