"""Who stands where in a picture: left and right, the place counted from a side, the row."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from transflow.checks.personal import spelt
from transflow.checks.plain import Plain, plain
from transflow.checks.port import Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import base
from transflow.segment import Segment

_DIGITS = {char: number for number, char in enumerate("一二三四五六七八九十", 1)} | {str(n): n for n in range(1, 10)}
_ORDINALS = {
    word: number
    for number, words in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th",
         "ninth 9th", "tenth 10th"), 1,
    )
    for word in words.split()
}  # fmt: skip
_NUMBER = "[一二三四五六七八九十1-9]"
_HAN = re.compile(
    r"(?P<way>(?P<begin>[左右])[至到往向而](?P<end>[左右]))"
    rf"|(?P<side>[左右])(?:[起数]第?|第)?(?P<number>{_NUMBER})(?![0-9十点个次年月天])"
    r"|(?P<from>[左右])起"
    r"|[（(](?P<bracket>左|右|中)(?:[侧边者图]|一)?[）)]"
    r"|(?:(?<=[（(，。、：；])|^)(?P<row>[前后中])排|(?P<row_of>[前后中])排(?=[左右中：])"
)
_ORDINAL = "|".join(_ORDINALS)
_ENGLISH = re.compile(
    r"\b(?P<begin>left|right)[ -]to[ -](?P<end>left|right)\b|\b(?P<short>L) ?(?:-|–|to) ?R\b"
    rf"|\b(?P<number>{_ORDINAL})(?: person| man| woman)?,? (?:from|on|at) (?:the )?(?P<side>left|right)\b"
    rf"|\b(?P<far>far|extreme) (?P<far_side>left|right)\b"
    r"|\bfrom (?:the )?(?P<from>left|right)\b(?! to)"
    r"|[(\[](?:the one )?(?:on |at |in )?(?:the )?(?P<bracket>left|right|cent(?:er|re)|middle|[LRCM])[)\]]"
    r"|(?<=, )(?P<comma>left|right|cent(?:er|re))(?=,| and )"
    r"|\b(?:at|on|in) (?:the )?(?P<at>left|right|cent(?:er|re)|middle)(?=[,;)]|\.?$)"
    r"|\b(?P<row>front|back|rear|middle) row\b",
    re.IGNORECASE,
)
_SAYS = re.compile("[左右排]|中[）)]")
_SIDES = {"左": "left", "右": "right", "中": "centre", "l": "left", "r": "right", "c": "centre", "m": "centre"}
_ROWS = {"前": "front", "后": "back", "中": "middle", "rear": "back"}
_BEHIND_NAME = re.compile(r"[ ,]*$")


@dataclass(frozen=True, slots=True)
class _Position:
    """What is said of a place: `what` (`left`, `right`, `centre`, `front row`, `left to right`), `number` (counted
    from that side; 0: not counted), and where it is said."""

    what: str
    number: int
    start: int
    end: int

    @property
    def said(self) -> tuple[str, int]:
        """What is compared: the outermost of a side is the one at that side."""
        return self.what, 0 if self.number == 1 else self.number


def positions(segment: Segment, context: Context) -> Iterator[Finding]:
    """In the caption of a picture, a position that is another one, or another person's; an info where it is lost.

    王健（左）, 左二, 前排右三, 从左至右 beside “Wang Jian (left)”, “second from left”, “third from right, front row”,
    “from left”.
    """
    ways = base(context.source_locale), base(context.target_locale)
    if set(ways) != {"zh", "en"}:
        return
    source, target = plain(segment.source), plain(segment.target)
    chinese, english = (source, target) if ways[0] == "zh" else (target, source)
    han = tuple(_han(chinese.text)) if _SAYS.search(chinese.text) else ()
    if not han:
        return  # of what only the English text says nothing is known
    latin = tuple(_latin(english.text))
    ours, theirs = (han, latin) if ways[0] == "zh" else (latin, han)
    swapped = tuple(_others(chinese.text, english.text, context, ours, theirs))
    for one, other in swapped:
        yield _finding(one, other, source, target, english=ways[1] == "en")
    if not swapped:
        yield from _unlike(ours, theirs, source, target)


def _han(text: str) -> Iterator[_Position]:
    for found in _HAN.finditer(text):
        if found["way"]:
            if found["begin"] != found["end"]:
                yield _Position(f"{_SIDES[found['begin']]} to {_SIDES[found['end']]}", 0, *found.span())
        elif found["side"]:
            yield _Position(_SIDES[found["side"]], _DIGITS[found["number"]], *found.span())
        elif found["from"]:
            yield _Position(_across(_SIDES[found["from"]]), 0, *found.span())
        elif found["bracket"]:
            yield _Position(_SIDES[found["bracket"]], 0, *found.span())
        else:
            yield _Position(f"{_ROWS[found['row'] or found['row_of']]} row", 0, *found.span())


def _latin(text: str) -> Iterator[_Position]:
    for found in _ENGLISH.finditer(text):
        if found["begin"]:
            yield _Position(f"{found['begin']} to {found['end']}".lower(), 0, *found.span())
        elif found["short"]:
            yield _Position("left to right", 0, *found.span())
        elif found["number"]:
            yield _Position(found["side"].lower(), _ORDINALS[found["number"].lower()], *found.span())
        elif found["far"]:
            yield _Position(found["far_side"].lower(), 1, *found.span())
        elif found["from"]:
            yield _Position(_across(found["from"].lower()), 0, *found.span())
        elif found["row"]:
            row = found["row"].lower()
            yield _Position(f"{_ROWS.get(row, row)} row", 0, *found.span())
        else:
            group = next(name for name in ("bracket", "comma", "at") if found[name])
            side = found[group].lower().replace("center", "centre").replace("middle", "centre")
            yield _Position(_SIDES.get(side, side), 0, *found.span(group))


def _across(side: str) -> str:
    """左起 and “from left” go on to the other side."""
    return "left to right" if side == "left" else "right to left"


def _others(
    chinese: str, english: str, context: Context, ours: tuple[_Position, ...], theirs: tuple[_Position, ...]
) -> Iterator[tuple[_Position, _Position]]:
    """The positions of a person that are another one in the translation: behind the name in both texts."""
    if context.surnames is None:
        return
    into_chinese = base(context.target_locale) == "zh"
    han, latin = (theirs, ours) if into_chinese else (ours, theirs)
    for name, _written, _start, end in spelt(chinese, english, context.surnames):
        at = chinese.find(name) + len(name)
        one = next((position for position in han if position.start in (at, at + 1)), None)
        other = next((position for position in latin if 1 <= position.start - end <= 3), None)
        if one is not None and other is not None and one.said != other.said:
            yield (other, one) if into_chinese else (one, other)


def _unlike(
    ours: tuple[_Position, ...], theirs: tuple[_Position, ...], source: Plain, target: Plain
) -> Iterator[Finding]:
    """The positions that only one of the texts has: one in the place of another, or lost."""
    added = Counter(one.said for one in theirs) - Counter(one.said for one in ours)
    lost = Counter(one.said for one in ours) - Counter(one.said for one in theirs)
    spare = [one for one in theirs if added[one.said]]
    for one in ours:
        if not lost[one.said]:
            continue
        lost[one.said] -= 1
        other = next((each for each in spare if _alike(one, each)), None)
        if other is not None:
            spare.remove(other)
            yield _finding(one, other, source, target, english=False)
        elif theirs:
            text = source.text[one.start : one.end]
            message = _("“{position}” is not in the translation").format(position=text)
            yield Finding("positions", Severity.INFO, message, None, source.span(one.start, one.end))


def _alike(one: _Position, other: _Position) -> bool:
    """Whether both say the same kind of thing: a side, a row, or a direction."""
    return (" row" in one.what, " to " in one.what) == (" row" in other.what, " to " in other.what)


def _finding(one: _Position, other: _Position, source: Plain, target: Plain, *, english: bool) -> Finding:
    ours, theirs = source.text[one.start : one.end], target.text[other.start : other.end]
    message = _("“{position}” in the source, “{other}” in the translation").format(position=ours, other=theirs)
    expected = one.what if english and not one.number and not other.number else None
    places = target.span(other.start, other.end), source.span(one.start, one.end)
    return Finding("positions", Severity.WARNING, message, *places, expected)
