"""Lists of people and bodies: nobody lost, nobody twice, the order kept."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transflow.checks import countries
from transflow.checks.listing import answers, naming, things
from transflow.checks.listing.answers import Answer, Known
from transflow.checks.listing.pieces import LEAST, Item, pieces
from transflow.checks.listing.pieces import lists as chinese_lists
from transflow.checks.personal import spelt
from transflow.checks.plain import Plain, plain
from transflow.checks.port import FREE, Context, Finding, Severity, Surnames
from transflow.interface import gettext as _
from transflow.language import base, is_traditional
from transflow.segment import Kind, Segment

_ENOUGH = 2  # items of a list that must be known in both texts, for the rest to be judged by
_OF_THREE = re.compile(r", (?:and )?[A-ZÀ-Þ]")
_OF = re.compile(r"\b(?:of|for|by|with|from|to|in|on|at)\b")  # the envoy of Xi Jinping is not Xi Jinping

_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Link:
    """An item of the source's list (its number and place) and what answers for it in the translation's; `firm`: it is
    what the item is about (the envoy of Xi Jinping is not about Xi Jinping)."""

    ours: int
    our_place: _Place
    theirs: int
    their_place: _Place
    firm: bool


@dataclass(frozen=True, slots=True)
class _Lists:
    """A list of the source beside the same of the translation: the items of both by their numbers, and what answers
    for what; `known` are the names that are in both texts."""

    ours: Mapping[int, Item]
    theirs: Mapping[int, Item]
    links: tuple[_Link, ...]
    known: Sequence[Known]


def lists(segment: Segment, context: Context) -> Iterator[Finding]:
    """Of a list of three or more somebody is lost, stands twice, or stands in another place.

    Judged by what surely is in both texts: Chinese people by the sound of their names, what the termbase knows, places
    in pinyin, countries and the like by the dictionary, foreign names by their consonants, words in Latin letters.
    Somebody is lost who has no counterpart at all, where the translation's list is shorter than the source's; of other
    things one, where all others have their counterparts in turn.
    """
    ways = base(context.source_locale), base(context.target_locale)
    if set(ways) != {"zh", "en"} or is_traditional(context.source_locale) or is_traditional(context.target_locale):
        return
    source, target, into_chinese = plain(segment.source), plain(segment.target), ways[1] == "zh"
    chinese, english = (target.text, source.text) if into_chinese else (source.text, target.text)
    # Of an English list of three, two may be left in Chinese, and between two there is no 、.
    least = LEAST - (into_chinese and " and " in english and bool(_OF_THREE.search(english)))
    found = tuple(naming.officials(chinese, context.surnames)) if "，" in chinese else ()
    people = {item.start for items in found for item in items}
    if "、" in chinese or least < LEAST:
        found += tuple(items for items in chinese_lists(chinese, least) if not _holds(items, people))
    some = pieces(english) if found else ()
    if not some:
        return
    known = tuple(_known(chinese, english, context))
    gone: list[Finding] = []
    for items in found:
        both = _beside(items, some, known, into_chinese=into_chinese)
        if both is not None:
            gone += _lost(both, source, target, context.surnames, into_chinese=into_chinese)
            if len(items) >= LEAST:
                yield from _moved(both, segment.kind, source, target)
                yield from _doubled(both, segment.kind, source, target)
    yield from gone
    if not gone:
        for one in things.lost(chinese, english, some, latin=into_chinese):
            yield _gone(one, source)


def _holds(items: tuple[Item, ...], starts: Container[int]) -> bool:
    """Whether something that begins at one of these places is in a list."""
    return any(place in starts for place in range(items[0].start, items[-1].end))


def _known(chinese: str, english: str, context: Context) -> Iterator[Known]:
    """The names that are in both texts."""
    if context.surnames is not None:
        for name, _written, start, end in spelt(chinese, english, context.surnames):
            yield from ((at.start(), at.end(), start, end) for at in re.finditer(name, chinese))
    ours, theirs = countries.named(chinese, "zh"), countries.named(english, "en")
    for code in ours.keys() & theirs.keys():
        whole = [one for one in ours[code] if one.end > one.start + 1]  # the 德 of 德甲 is no item
        yield from ((one.start, one.end, other.start, other.end) for one in whole for other in theirs[code])
    if context.terms is not None:
        both = context.source_locale, context.target_locale
        han, latin = both if base(both[0]) == "zh" else both[::-1]
        standing = context.terms.standing(english, latin)
        for found in context.terms.find(chinese, han):
            for text in found.term.renderings(latin):
                yield from ((found.start, found.end, *place) for place in standing.get(text, ()))


def _beside(
    items: tuple[Item, ...], some: tuple[Item, ...], known: Sequence[Known], *, into_chinese: bool
) -> _Lists | None:
    """A Chinese list beside the English one; None where too little of it is known there."""
    found = answers.surely(items, some, known)
    best = max(_runs(some), key=lambda run: sum(any(one.piece in run for one in own) for own in found.values()))
    inside = [(number, one) for number, own in found.items() for one in own if one.piece in best]
    there = {number for number, _one in inside}
    if len(there) < _ENOUGH:
        return None
    numbers = [one.piece for _number, one in inside]
    away = set(_elsewhere(items, some, known)) - set(numbers)
    han = {number: item for number, item in enumerate(items) if number not in found or number in there}
    reach = _reach(some, min(numbers), max(numbers), set(numbers))
    latin = {number: some[number] for number in reach if number not in away}
    links = tuple(
        _link(number, items[number], one, some[one.piece], into_chinese=into_chinese) for number, one in inside
    )
    return _Lists(latin, han, links, known) if into_chinese else _Lists(han, latin, links, known)


def _elsewhere(items: tuple[Item, ...], some: Sequence[Item], known: Sequence[Known]) -> Iterator[int]:
    """The pieces of the English text that name somebody whom the Chinese one names outside this list, and nowhere in
    it: they are of another list."""
    inside = {one[2:] for one in known if items[0].start <= one[0] and one[1] <= items[-1].end}
    for number, piece in enumerate(some):
        named = [one[2:] for one in known if piece.start <= one[2] and one[3] <= piece.end]
        if named and inside.isdisjoint(named):
            yield number


def _runs(some: Sequence[Item]) -> list[range]:
    """The stretches of pieces with nothing but commas and the like between them."""
    starts = [number for number, piece in enumerate(some) if not piece.after]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(some)], strict=True)]


def _reach(some: Sequence[Item], first: int, last: int, known: set[int]) -> Iterator[int]:
    """The pieces of the English list, offices left out, and one at each end that may belong to it."""
    lead = some[first].after and naming.ends_in_name(some[first - 1].text) and not naming.opens(some[first - 1].text)
    tail = last + 1 < len(some) and some[last + 1].after and some[last + 1].text[:1].isupper()
    for number in range(first - bool(lead), last + 1 + bool(tail)):
        if number in known or not naming.nobody(some[number].text):
            yield number


def _link(number: int, item: Item, answer: Answer, piece: Item, *, into_chinese: bool) -> _Link:
    firm = not _OF.search(piece.text[: answer.start - piece.start])
    han, latin = (item.start, item.end), (answer.start, answer.end)
    return (
        _Link(answer.piece, latin, number, han, firm) if into_chinese else _Link(number, han, answer.piece, latin, firm)
    )


def _lost(
    both: _Lists, source: Plain, target: Plain, surnames: Surnames | None, *, into_chinese: bool
) -> Iterator[Finding]:
    """What the source lists and the translation has nothing of, where less is left over in the translation's list than
    in the source's."""
    linked, answering = {one.ours for one in both.links}, {one.theirs for one in both.links}
    left = [number for number in both.ours if number not in linked]
    most = len(left) - sum(number not in answering for number in both.theirs)
    if most < 1 or most > len(linked) // _ENOUGH:
        return
    if into_chinese and not all(naming.names_only(both.ours[number].text) for number in sorted(both.ours)[1:-1]):
        return  # what stands between the names may be no item
    some = [
        naming.latin_name(both.ours, one) if into_chinese else naming.han_name(both.ours, one, surnames) for one in left
    ]
    names = [one for one in some if one is not None]
    chinese, english = (target.text, source.text) if into_chinese else (source.text, target.text)
    every = tuple(both.ours.values())
    gone = (
        tuple(answers.missing(chinese, english, both.known, every, names, surnames, latin=into_chinese))
        if names
        else ()
    )
    if len(gone) > most:  # of some it may only not be known how they are called
        gone = tuple(one for one in gone if naming.is_person(one.text, surnames))
    yield from (_gone(one, source) for one in gone if len(gone) <= most)


def _gone(one: Item, source: Plain) -> Finding:
    message = _("“{name}” of this list is not in the translation").format(name=one.text)
    return Finding("lists", Severity.WARNING, message, None, source.span(one.start, one.end))


def _moved(both: _Lists, kind: Kind, source: Plain, target: Plain) -> Iterator[Finding]:
    """The first two neighbours of whom the later one stands before the other in the translation."""
    pairs = {(one.ours, one.theirs) for one in both.links}
    alone = [{one for one, count in Counter(side).items() if count == 1} for side in zip(*pairs, strict=True)]
    first = {(one.ours, one.theirs): one for one in sorted(both.links, key=lambda link: link.their_place, reverse=True)}
    row = [one for (ours, theirs), one in first.items() if ours in alone[0] and theirs in alone[1] and one.firm]
    for one, other in pairwise(sorted(row, key=lambda link: link.our_place)):
        if other.their_place < one.their_place:
            names = [source.text[slice(*link.our_place)] for link in (one, other)]
            message = _("“{one}” stands before “{other}” in the source’s list").format(one=names[0], other=names[1])
            severity = Severity.WARNING if kind is Kind.CAPTION else _weight(kind)  # its order is that of the picture
            there = target.span(other.their_place[0], one.their_place[1])
            yield Finding("lists", severity, message, there, source.span(one.our_place[0], other.our_place[1]))
            return


def _doubled(both: _Lists, kind: Kind, source: Plain, target: Plain) -> Iterator[Finding]:
    """A name that stands twice in the translation's list, for one place in the source."""
    seen: dict[tuple[_Place, str], int] = {}
    for one in sorted(both.links, key=lambda link: link.their_place):
        words = target.text[slice(*one.their_place)]
        name = words if " " in words else both.theirs[one.theirs].text
        first = seen.setdefault((one.our_place, name), one.theirs)
        if first != one.theirs and source.text.count(source.text[slice(*one.our_place)]) == 1:
            message = _("“{name}” stands twice in this list").format(name=name)
            yield Finding("lists", _weight(kind), message, target.span(*one.their_place), source.span(*one.our_place))


def _weight(kind: Kind) -> Severity:
    """Headlines, standfirsts and captions turn round what they like."""
    return Severity.INFO if kind in FREE else Severity.WARNING
