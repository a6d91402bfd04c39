"""Typography that a reader would stumble over: halves of pairs, spaces, Chinese and English punctuation mixed."""

import re
from collections import Counter
from collections.abc import Iterator

from transflow.checks.plain import Plain, plain
from transflow.checks.port import FREE, Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import base, is_chinese
from transflow.script import HAN
from transflow.segment import Segment

# Both widths are one family: which one is right is for `width` to say.
_OPEN = {"“": "”", "《": "》", "（": ")", "(": ")", "「": "」", "『": "』", "【": "】", "〈": "〉", "[": "]"}
_CLOSE = {"）": ")", **{mark: mark for mark in "”》)」』】〉]"}}
_HALF = re.compile("[" + re.escape("".join({*_OPEN, *_CLOSE})) + "]")
_LIST_MARK = re.compile(r"(?:^|(?<=[\s;；,，。:：]))(?:\d{1,2}|[A-Za-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,2})[)）]")
_DOTS = re.compile(r"\.{2,}")
_FACE = re.compile(r"[:;]-?[()]")
_QUOTES = '“”"「」『』'
_STRAIGHT = re.compile(r'"')
_INCHES = re.compile(r'\d"')

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s一-鿿，。；：？！、》）”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_CHINESE_MARKS = re.compile("[，。；：？！、《》（）【】「」]|……|——")
_ENGLISH_MARKS = {
    "，": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!", "、": ",", "（": "(", "）": ")",
    "【": "[", "】": "]", "……": "…", "——": "—",
}  # fmt: skip
_FULL_WIDTH = {",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_ELLIPSIS = re.compile(r"\.{3,}|。{2,}|(?<!…)…(?!…)|(?<![-—])--(?!-)")
_HAN_ASIDE = re.compile(r"\([^()]*\)")
_BEFORE_MARK = re.compile(r"(?<=[\w)”\"'’]) +(?=[,.;:?!](?:\s|$))")
_DOUBLE = re.compile(r"(?<=[^\s\u3000])[ \u00a0]{2,}(?=[^\s\u3000])")
_H = HAN.pattern
_HALF_WIDTH = re.compile(rf"(?<={_H})[,.;:?!()]|[,;:?!()](?={_H})|(?<={_H}[”》）])[,.;:?!]")

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
        skip = {found.end() - 1 for pattern in (_LIST_MARK, _FACE) for found in pattern.finditer(text)}
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


def spaces(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning for two spaces in a row, for one before a mark, and for spaces at an end of the text."""
    target = plain(segment.target)
    text = target.text
    if "  " in text or "\u00a0" in text:
        for found in _DOUBLE.finditer(text):
            yield Finding(
                "spaces", Severity.WARNING, _("more than one space"), target.span(*found.span()), expected=" "
            )
    if base(context.target_locale) == "en":
        for found in _BEFORE_MARK.finditer(text):
            message = _("a space before “{mark}”").format(mark=text[found.end()])
            yield Finding("spaces", Severity.WARNING, message, target.span(*found.span()), expected="")
    stripped = text.strip()
    if stripped and stripped != text:
        lead, tail = len(text) - len(text.lstrip()), len(text.rstrip())
        if lead:
            yield Finding(
                "spaces", Severity.WARNING, _("the text begins with a space"), target.span(0, lead), expected=""
            )
        if tail < len(text):
            place = target.span(tail, len(text))
            yield Finding("spaces", Severity.WARNING, _("the text ends with a space"), place, expected="")


def width(segment: Segment, context: Context) -> Iterator[Finding]:
    """Chinese punctuation in an English target is an error, half-width punctuation beside Han a warning."""
    target = plain(segment.target)
    if is_chinese(context.target_locale):
        yield from _narrow(target)
    elif base(context.target_locale) == "en":
        yield from _wide(target)


def _wide(target: Plain) -> Iterator[Finding]:
    text = target.text
    for found in _CHINESE_MARKS.finditer(text):
        around = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
        if HAN.search(around):  # inside a Chinese gloss; if it should not be there, `han` says so
            continue
        message = _("“{mark}” is Chinese punctuation").format(mark=found[0])
        # Brackets and dashes are taken over as they are by many an editor; a full-width comma or stop is a slip.
        severity = Severity.WARNING if found[0] in "（）【】「」……——" else Severity.ERROR
        expected = _ENGLISH_MARKS.get(found[0])
        if expected in (",", ".", ";", ":", "?", "!") and text[found.end() : found.end() + 1].isalnum():
            expected += " "
        elif expected in ("(", "[") and text[found.start() - 1 : found.start()].isalnum():
            expected = " " + expected
        yield Finding("width", severity, message, target.span(*found.span()), expected=expected)


def _narrow(target: Plain) -> Iterator[Finding]:
    text = target.text
    if not HAN.search(text):
        return
    places = [found.span() for found in ADDRESS.finditer(text)] if "." in text or "@" in text else []
    foreign = [found.span() for found in _HAN_ASIDE.finditer(text) if not HAN.search(found[0])] if "(" in text else []
    hidden = places + [found.span() for pattern in (_LIST_MARK, _DOTS) for found in pattern.finditer(text)]
    for found in _HALF_WIDTH.finditer(text):
        if any(first <= found.start() < last for first, last in hidden):
            continue
        message = _("“{mark}” beside Chinese should be full-width").format(mark=found[0])
        # Between Han characters it may be the dot of a name that was lost on the way: 迈克?泰森.
        dot = found[0] == "?" and HAN.match(text, found.end()) and HAN.match(text, found.start() - 1)
        expected = None if dot else _FULL_WIDTH[found[0]]
        # A house may well set foreign names in half-width brackets: 约翰 (John).
        aside = found[0] in "()" and any(first <= found.start() < last for first, last in foreign)
        severity = Severity.INFO if aside else Severity.WARNING
        end = found.end()
        while found[0] not in "()" and text[end : end + 1] == " ":  # a full-width mark has its space in itself
            end += 1
        yield Finding("width", severity, message, target.span(found.start(), end), expected=expected)
    for found in _ELLIPSIS.finditer(text):
        if any(first <= found.start() < last for first, last in places):
            continue
        expected = "——" if found[0] == "--" else "……"
        message = _("“{mark}” should be “{expected}”").format(mark=found[0], expected=expected)
        yield Finding("width", Severity.INFO, message, target.span(*found.span()), expected=expected)


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
