"""Blocks added to a Markdown text and blocks moved in it (see `formats.placed`).

The body is cut at its top level: a list, a table, a quote is one *stretch* of lines and moves as a whole. What is not
touched keeps its bytes, the blank lines between two neighbours included; what was made is parsed again and must be
read as the same stretches in their new order.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import Any

from markdown_it.token import Token

from transflow.article import Article, Block, Unit
from transflow.errors import ArticleError
from transflow.formats import fronting, markdown, matter, writing
from transflow.formats.grammar import parser
from transflow.formats.placings import START, Added, Front, Moved, Placed, Placing
from transflow.formats.removal import NOTHING
from transflow.interface import gettext as _
from transflow.manuscript import Block as Written
from transflow.manuscript import Heading, Listing, Manuscript, Paragraph, Quote, Text
from transflow.segment import Kind

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_Seen = tuple[tuple[Any, ...], ...]  # what the parser makes of a stretch, token by token: its type first, its text last


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A top-level construct: its text without the line break at its end, the blank lines behind it, what is read."""

    text: str
    gap: str
    seen: _Seen


def placed(article: Article, units: Sequence[Unit], placings: Sequence[Placing], front: Front) -> Placed:
    """See `formats.placed`."""
    raw = fronting.with_front(article, front)
    begin = matter.bounds(article.path, raw)[2]
    shift = begin - matter.bounds(article.path, article.raw)[2]
    head, stretches, starts = _cut(raw, begin)
    homes = {
        block.index: START if block.key is not None else _home(starts, block.start + shift) for block in article.blocks
    }
    order = list(_order(len(stretches), placings, homes))
    body = _written(head, stretches, order, article)
    made = markdown.read(article.path, article.slug, raw[:begin] + body)
    twins, added = _twins(article, made, homes, order)
    return Placed(made, _recut(units, made, twins), added)


# ── the body, cut ───────────────────────────────────────────────────────────────────────────────────────────────────
def _cut(raw: str, begin: int) -> tuple[str, list[_Stretch], list[int]]:
    """What stands before the first stretch, the stretches, and where in `raw` each begins."""
    body = raw[begin:]
    lines = [match.start() for match in _LINE.finditer(body) if match[0]]
    lines.append(len(body))
    seen = _seen(re.sub(r"\r\n|\r", "\n", body))
    if not seen:
        return body, [], []
    firsts = [first for first, _what in seen]
    head = body[: lines[firsts[0]]]
    made = []
    for (first, what), last in zip(seen, [*firsts[1:], len(lines) - 1], strict=True):
        whole = body[lines[first] : lines[last]]
        text = _without_blank_end(whole)
        made.append(_Stretch(text, whole[len(text) :], what))
    return head, made, [begin + lines[first] for first in firsts]


def _without_blank_end(text: str) -> str:
    """`text` without its last line break and the blank lines before that."""
    return re.sub(r"(?:(?:\r\n|\n|\r)[ \t]*)+\Z", "", text)


def _seen(body: str) -> list[tuple[int, _Seen]]:
    """The line on which each top-level construct of `body` begins, and what it is read as."""
    found: list[tuple[int, list[Token]]] = []
    for token in parser().parse(body, {}):
        if token.level == 0 and token.nesting >= 0:
            found.append(((token.map or [0])[0], []))
        found[-1][1].append(token)
    return [(first, tuple(map(_sign, tokens))) for first, tokens in found]


def _sign(token: Token) -> tuple[Any, ...]:
    """What a token shows: where it stands, and how often a note was called before, is no part of that."""
    inner = tuple(map(_sign, token.children)) if token.children else token.content.rstrip()
    return token.type, token.tag, token.hidden, tuple(sorted(token.attrs.items())), token.info, inner


def _home(starts: Sequence[int], at: int) -> int:
    return sum(start <= at for start in starts) - 1


# ── the new order ───────────────────────────────────────────────────────────────────────────────────────────────────
_Piece = int | Added  # the number of a stretch, or what is added


def _order(count: int, placings: Sequence[Placing], homes: Mapping[int, int]) -> Iterator[_Piece]:
    """The stretches and what is added, in order. What is moved in a circle stays where it was, what is added behind
    what is not there is left out: `own.lost` tells people of both."""
    moved: dict[int, Moved] = {}
    for one in placings:
        if isinstance(one, Moved):
            home = homes[one.index]
            if home != START and not _circle(home, one, moved, placings, homes):
                moved[home] = one
    behind: dict[str | int, list[Placing]] = {}
    for one in placings:
        if isinstance(one, Added) or moved.get(homes[one.index]) is one:
            behind.setdefault(_place(one, homes), []).append(one)

    def after(place: str | int) -> Iterator[_Piece]:
        for one in behind.get(place, ()):
            if isinstance(one, Added):
                if one.text:
                    yield one
                yield from after(one.name)
            else:
                yield homes[one.index]
                yield from after(homes[one.index])
                yield from after(one.name)

    yield from after(START)
    for number in range(count):
        if number not in moved:
            yield number
            yield from after(number)


def _place(one: Added | Moved, homes: Mapping[int, int]) -> str | int:
    return homes.get(one.behind, START) if isinstance(one.behind, int) else one.behind


def _circle(
    home: int, mover: Moved, moved: Mapping[int, Moved], placings: Sequence[Placing], homes: Mapping[int, int]
) -> bool:
    """Whether the stretch `home` would stand behind itself."""
    names = {one.name: one for one in placings}
    place = _place(mover, homes)
    seen: set[str | int] = set()
    while place not in seen:
        seen.add(place)
        if place == home:
            return True
        one = moved.get(place) if isinstance(place, int) else names.get(place)
        if one is None:
            return isinstance(place, str)
        place = _place(one, homes)
    return True


class _Care(Enum):
    """Between which new neighbours a comment keeps them apart: none, behind lists and notes, all."""

    NOWHERE = 0
    LISTS = 1
    EVERYWHERE = 2


_OPEN_ENDED = ("bullet_list_open", "ordered_list_open", "footnote_reference_open")  # go on behind a blank line
_Part = tuple[str, list[_Seen], int | None]  # a text, what it is read as, which stretch it is


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _written(head: str, stretches: Sequence[_Stretch], order: Sequence[_Piece], article: Article) -> str:
    """The body in this order. Raises ArticleError where it would not be read as what it is made of."""
    if order == list(range(len(stretches))):
        return head + "".join(one.text + one.gap for one in stretches)
    newline = "\r\n" if "\r\n" in article.raw else "\n"
    parts: list[_Part] = []
    level = _levels(stretches, order)
    for is_added, run in groupby(order, lambda one: isinstance(one, Added)):
        if not is_added:
            parts += [(stretches[one].text, [stretches[one].seen], one) for one in run if isinstance(one, int)]
            continue
        text = writing.text(Manuscript(tuple(_blocks([one for one in run if isinstance(one, Added)], level))))
        text = text.rstrip("\n")
        parts.append((text.replace("\n", newline), [seen for _first, seen in _seen(text)], None))
    wanted = [one for _text, seen, _number in parts for one in seen]
    for care in _Care:
        body = _joined(head, stretches, parts, newline, care)
        found = [seen for _first, seen in _seen(re.sub(r"\r\n|\r", "\n", body))]
        if _shown(found) == _shown(wanted):
            return body
    raise ArticleError(
        article.path, _("added or moved blocks cannot stand where they are put: they would be read as something else"),
        remedy=_("move them behind another block"),
    )  # fmt: skip


def _joined(head: str, stretches: Sequence[_Stretch], parts: Sequence[_Part], newline: str, care: _Care) -> str:
    body = head if parts[0][2] == 0 or not head.strip() else f"{head.rstrip()}{newline}{newline}"
    for number, (text, seen, stretch) in enumerate(parts):
        body += text
        if number + 1 == len(parts):
            last = stretches[-1].gap if stretches else newline
            body += last or newline
        elif stretch is not None and parts[number + 1][2] == stretch + 1:
            body += stretches[stretch].gap
        elif care is _Care.EVERYWHERE or (care is _Care.LISTS and seen[-1][0][0] in _OPEN_ENDED):
            body += f"{newline}{newline}{NOTHING}{newline}{newline}"
        else:
            body += newline + newline
    return body


def _shown(seen: Sequence[_Seen]) -> list[_Seen]:
    """What is seen but for the comments that keep lists apart."""
    return [one for one in seen if (one[0][0], str(one[0][-1]).strip()) != ("html_block", NOTHING)]


def _levels(stretches: Sequence[_Stretch], order: Sequence[_Piece]) -> Mapping[str, int]:
    """The level of each heading that is added: that of the heading before it, but for the headline's; else 2."""
    level, found = 2, {}
    for one in order:
        if isinstance(one, Added):
            found[one.name] = level
        else:
            kind, tag, *_more = stretches[one].seen[0]
            if kind == "heading_open":
                level = max(2, int(tag[1:]))
    return found


def _blocks(added: Sequence[Added], level: Mapping[str, int]) -> Iterator[Written]:
    """What is added in one place; items in a row are one list."""
    for item, run in groupby(added, lambda one: one.kind is Kind.ITEM):
        ones = list(run)
        if item:
            yield Listing(False, tuple((Paragraph((Text(one.text),)),) for one in ones))
            continue
        for one in ones:
            words = (Text(one.text),)
            if one.kind is Kind.HEADING:
                yield Heading(level[one.name], words)
            else:
                yield Quote((Paragraph(words),)) if one.kind is Kind.QUOTE else Paragraph(words)


# ── the same units elsewhere ────────────────────────────────────────────────────────────────────────────────────────
def _twins(
    article: Article, made: Article, homes: Mapping[int, int], order: Sequence[_Piece]
) -> tuple[Mapping[int, int], Mapping[int, str]]:
    """Which block of `made` each block of `article` is, and what the others are (`Placed.added`)."""
    keys = {block.key: block.index for block in made.blocks if block.key is not None}
    # A single word becomes the first of a list where more are added to it.
    fields = [(block.index, block.key) for block in article.blocks if block.key is not None]
    twins = {index: keys.get(key, keys.get(f"{key}.0", -1)) for index, key in fields}
    known = {*twins.values()}
    added = {index: (key or "").partition(".")[0] for key, index in keys.items() if index not in known}
    inside: dict[int, list[Block]] = {}
    for block in article.blocks:
        if block.key is None:
            inside.setdefault(homes[block.index], []).append(block)
    rest = iter(block for block in made.blocks if block.key is None)
    for one in order:
        if isinstance(one, Added):
            added[next(rest).index] = one.name
        else:
            twins.update((block.index, next(rest).index) for block in inside.get(one, ()))
    return twins, added


def _recut(units: Sequence[Unit], made: Article, twins: Mapping[int, int]) -> tuple[Unit, ...]:
    """`units` as they stand in `made`, in the order given."""
    cuts: dict[int, set[int]] = {}
    for unit in units:
        cuts.setdefault(unit.block, set()).update((unit.first, unit.last))
    there = {
        (block, one.first, one.last): one
        for block, offsets in cuts.items()
        for one in made.blocks[twins[block]].cut(offsets)
    }
    return tuple(there[unit.block, unit.first, unit.last] for unit in units)
