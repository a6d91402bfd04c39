"""Marks that are lost: the other half of a pair, the one that ends a sentence."""

import re
from collections import Counter
from collections.abc import Iterator

from transflow.checks.plain import plain
from transflow.checks.port import FREE, Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import is_chinese
from transflow.segment import Segment

# Both widths are one family: which one is right is for `width` to say.
_OPEN = {"“": "”", "《": "》", "（": ")", "(": ")", "「": "」", "『": "』", "【": "】", "〈": "〉", "[": "]"}
_CLOSE = {"）": ")", **{mark: mark for mark in "”》)」』】〉]"}}
_HALF = re.compile("[" + re.escape("".join({*_OPEN, *_CLOSE})) + "]")
# What counts the items of a list, and has half of a pair of brackets: a) 1） 三）
LIST_MARK = re.compile(r"(?:^|(?<=[\s;；,，。:：]))(?:\d{1,2}|[A-Za-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,2})[)）]")
_FACE = re.compile(r"[:;]-?[()]")
_QUOTES = '“”"「」『』'
_STRAIGHT = re.compile(r'"')
_INCHES = re.compile(r'\d"')

_ENDS = {
    "?": "?",
    "？": "?",
    "!": "!",
    "！": "!",
    ".": ".",
    "。": ".",
    "…": "…",
    ":": ":",
    "：": ":",
    ";": ";",
    "；": ";",
}
_FULL = {".": "。", "?": "？", "!": "！"}
_TRAILING = "\"'”’」』）)》】] \u00a0\u3000\ufffc"


def brackets(segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """An error for half of a pair in the target, unless the source has the same half: quotations span sentences.

    A warning only where the source quotes nothing (the quotation began in another segment), and where both halves are
    there but one is turned the wrong way (“…“) or of another kind ("…”).
    """
    target = plain(segment.target)
    lone = _lone(target.text)
    if not lone:
        return
    source = plain(segment.source).text
    excused = Counter(_side(mark) for _at, mark in _lone(source))
    quoted = any(mark in source for mark in _QUOTES)
    turned = sum(target.text.count(mark) for mark in _QUOTES) % 2 == 0 and not excused["quote"]
    for at, mark in lone:
        side = _side(mark)
        if excused[side] > 0:
            excused[side] -= 1
            continue
        severity = Severity.ERROR
        message = _("“{mark}” stands alone: its other half is missing")
        if side == "quote" and turned:
            if at != next(place for place, other in reversed(lone) if _side(other) == "quote"):
                continue  # one finding a pair
            severity, message = Severity.WARNING, _("“{mark}” is turned the wrong way, or not of the same kind")
        elif side == "quote" and not quoted:
            severity = Severity.WARNING
        yield Finding("brackets", severity, message.format(mark=mark), target.span(at, at + 1))


def _side(mark: str) -> str:
    """What may excuse what: quotation marks of any kind are one family, so are brackets."""
    if mark == '"':
        return "quote"  # a straight one opens or closes: no telling which
    family = "quote" if mark in "“”「」『』" else "title" if mark in "《》〈〉" else "bracket"
    return "quote" if family == "quote" else f"{family}{'(' if mark in _OPEN else ')'}"


def _lone(text: str) -> list[tuple[int, str]]:
    """The halves of pairs in `text` whose other half is not there: (offset, mark), in the order of the text."""
    stack: list[tuple[int, str]] = []
    lone: list[tuple[int, str]] = []
    skip: set[int] = set()
    halves = list(_HALF.finditer(text))
    if any(half[0] in ")）" for half in halves) or "(" in text:
        skip = {found.end() - 1 for pattern in (LIST_MARK, _FACE) for found in pattern.finditer(text)}
    for half in halves:
        mark = half[0]
        if mark in _OPEN:
            stack.append((half.start(), mark))
            continue
        match = next((i for i in range(len(stack) - 1, -1, -1) if _OPEN[stack[i][1]] == _CLOSE[mark]), None)
        if match is not None:
            del stack[match]  # crossed pairs are a matter of style, a missing half is not
        elif half.start() not in skip:
            lone.append((half.start(), mark))
    lone.extend(one for one in stack if one[0] not in skip)
    straight = [found.start() for found in _STRAIGHT.finditer(text)]
    if len(straight) % 2:
        inches = {found.end() - 1 for found in _INCHES.finditer(text)}
        outside = [at for at in straight if at not in inches]
        if len(outside) % 2 or not inches:
            lone.append((straight[-1], '"'))
    return sorted(lone)


def ends(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning where the source ends a sentence and the target does not, an info for any other difference."""
    source, target = plain(segment.source).text, plain(segment.target)
    last = target.text.rstrip(_TRAILING)
    first = source.rstrip(_TRAILING)[-1:]
    ours, theirs = _ENDS.get(first, ""), _ENDS.get(last[-1:], "")
    if ours == theirs or not last:
        return
    if ours and theirs:
        said = _("the source ends with “{ours}”, the translation with “{theirs}”")
        message = said.format(ours=first, theirs=last[-1:])
    elif ours:
        message = _("the source ends with “{ours}”, the translation with no such mark").format(ours=first)
        fragment = source.lstrip(_TRAILING)[:1].islower()  # a part of a sentence, which began before
        broken = last[-1:].isalnum() and ours in ".?!" and segment.kind not in FREE and not fragment
        if broken:
            mark = _FULL[ours] if is_chinese(context.target_locale) else ours
            yield Finding(
                "ends", Severity.WARNING, message, target.span(len(last) - 1, len(last)), expected=last[-1] + mark
            )
            return
    else:
        message = _("the translation ends with “{theirs}”, the source with no such mark").format(theirs=last[-1:])
    yield Finding("ends", Severity.INFO, message, target.span(len(last) - 1, len(last)))
