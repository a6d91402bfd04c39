"""Quotation marks of the right kind: “” in Mainland Chinese, 「」 in Taiwan and Hong Kong, in English as the house
decides (GB/T 15834; the Ministry of Education's 重訂標點符號手冊)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Severity
from transflow.checks.turning import turned
from transflow.interface import gettext as _
from transflow.language import base, is_chinese, is_traditional
from transflow.script import CORNER, CORNERS, CURLY, HAN
from transflow.segment import Segment

_CURLIES = {corner: curly for curly, corner in CORNERS.items()}
_PAIR = re.compile(r"\"([^\"]*)\"|(?<![A-Za-z0-9])'([^']*)'(?![A-Za-z0-9])")
_STRAIGHT = re.compile(r"\"|'")
_LETTERED = re.compile("[“”‘’]")
_ROUND = ({"“", "”"}, {"「", "」"})
_PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'"}


def quotes(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning for quotation marks that are turned the wrong way or of another kind than the language, or in English
    the house, has; an info where a house that has no kind of its own has both."""
    text = segment.target
    if is_chinese(context.target_locale):
        turns = list(_turned(text, spaced=False))
        kinds = _chinese(text, is_traditional(context.target_locale))
    elif base(context.target_locale) == "en":
        # Straight marks have no direction, and a house that has them wants them whichever way the others are turned.
        turns = [] if context.quotes == "straight" else list(_turned(text, spaced=True))
        kinds = _kinds(text, context.quotes)
    else:
        return
    yield from turns
    yield from (one for one in kinds if not any(_overlap(one, turn) for turn in turns))


def _kinds(text: str, wanted: str) -> Iterator[Finding]:
    """English marks of another kind than `wanted`, which is the house's."""
    if wanted != "any":
        yield from _english(text, wanted)
    elif '"' in text and "“" in text:  # a house that has none of its own has one in a sentence
        yield from (replace(one, severity=Severity.INFO) for one in _english(text, "curly"))


def _overlap(one: Finding, other: Finding) -> bool:
    return bool(one.span and other.span and one.span[0] < other.span[1] and other.span[0] < one.span[1])


def _finding(message: str, place: tuple[int, int], expected: str) -> Finding:
    return Finding("quotes", Severity.WARNING, message, place, expected=expected)


def _turned(tagged: str, spaced: bool) -> Iterator[Finding]:
    """Marks that are turned the wrong way, a closing one with the space before it: “… continue. “"""
    target = plain(tagged)
    for turn in turned(target.text, spaced):
        start = turn.at
        if turn.put in "”」":
            start = len(target.text[: turn.at].rstrip(" \u00a0"))
        if {turn.mark, turn.put} in _ROUND:
            message = _("“{mark}” is turned the wrong way: “{expected}”")
        else:
            message = _("“{mark}” is of another kind than its mate: “{expected}”")
        place = target.span(start, turn.at + 1)
        yield _finding(message.format(mark=turn.mark, expected=turn.put), place, turn.put)


def _chinese(tagged: str, traditional: bool) -> Iterator[Finding]:
    text = plain(tagged).text
    wrong, right = (CURLY, CORNERS) if traditional else (CORNER, _CURLIES)
    if any(mark in text for mark in right):
        yield from _each(tagged, wrong, right)
    if ('"' in text or "'" in text) and HAN.search(text) and text.count('"') % 2 == 0:
        yield from _pairs(tagged, "「」『』" if traditional else "“”‘’")


def _each(tagged: str, wrong: re.Pattern[str], right: Mapping[str, str]) -> Iterator[Finding]:
    target = plain(tagged)
    for found in wrong.finditer(target.text):
        message = _("“{mark}” should be “{expected}”").format(mark=found[0], expected=right[found[0]])
        yield _finding(message, target.span(*found.span()), right[found[0]])


def _pairs(tagged: str, marks: str) -> Iterator[Finding]:
    """Straight marks in a Chinese text, pair by pair: a half alone is for `brackets`. What they hold is kept with its
    inline tags."""
    target = plain(tagged)
    for found in _PAIR.finditer(target.text):
        double = found[0][0] == '"'
        if not double and not HAN.search(found[0]):  # feet, minutes, or English in Chinese
            continue
        if double and target.text[found.start() - 1 : found.start()].isdigit():  # inches
            continue
        first, last = target.span(*found.span())
        pair = marks[:2] if double else marks[2:]
        message = _("straight quotation marks: Chinese has {expected}").format(expected=pair)
        yield _finding(message, (first, last), pair[0] + tagged[first + 1 : last - 1] + pair[1])


def _english(tagged: str, wanted: str) -> Iterator[Finding]:
    target = plain(tagged)
    text = target.text
    for found in (_LETTERED if wanted == "straight" else _STRAIGHT).finditer(text):
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if wanted == "straight":
            expected = _PLAIN[found[0]]
            message = _("the house has straight quotation marks and apostrophes")
        elif before.isdigit() and not after.isalpha():
            continue  # feet and inches, minutes and seconds
        else:
            opens = (not before or before in " \u00a0([{—–-/“‘\"'") and not (found[0] == "'" and after.isdigit())
            expected = ("“" if opens else "”") if found[0] == '"' else ("‘" if opens else "’")
            message = _("the house has curly quotation marks and apostrophes")
        yield _finding(message, target.span(*found.span()), expected)
