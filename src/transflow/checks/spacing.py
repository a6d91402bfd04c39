"""Spaces: two in a row, before a mark, at an end of the text, and between Chinese and Latin as the house decides."""

import re
from collections.abc import Iterator

from transflow.checks.plain import ADDRESS, Plain, plain
from transflow.checks.port import FREE, Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import base, is_chinese
from transflow.script import HAN
from transflow.segment import Segment

_BEFORE_MARK = re.compile(r"(?<=[\w)”\"'’%]) +(?=[,.;:?!](?:\s|$))")
_BEHIND_OPENING = re.compile(r"[(\[“] +(?=\S)")
_BEFORE_CLOSING = re.compile(r" +(?=[)\]”](?!\w))")
# “industry,and”, “learn.Learning”; but not Asp.Net, HowMuch.Com.
_BEHIND_MARK = re.compile(r"(?<=[a-z]{2})(?:,(?=[A-Za-z]{2})|[.?!](?=[A-Z][a-z])(?!(?:Net|Com|Org|Js|Io)\b))", re.ASCII)
_AROUND_WIDE = re.compile(r"(?<=[（《“]) +(?=\S)|(?<=\S) +(?=[，。、；：？！）》”])")
_DOUBLE = re.compile(r"(?<=[^\s\u3000])[ \u00a0]{2,}(?=[^\s\u3000])")
_H = HAN.pattern
_AMID_HAN = re.compile(rf"(?<={_H})[ \u00a0](?={_H})")
# What stands before a space that keeps two things apart: a dateline, the names of a list, a label that begins the text.
_APART_FROM = re.compile(
    r"(?:[电電讯訊]|报道|報道|報導|消息|(?:记者|記者|通讯员|通訊員|作者|编辑|編輯|摄影|攝影|编译|編譯|主持人|[图圖文])[^，。；：]{0,12})$|^\W*\w{1,5}$"
)
_ASIDE = re.compile(r"[（(][^（）()]*[）)]|“[^“”]*”|《[^《》]*》|「[^「」]*」")
_SPACED = 2  # such spaces in a text that is no running one
_MET = re.compile(rf"(?<={_H})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%℃])(?={_H})")
_APART = re.compile(rf"(?<={_H})[ \u00a0](?=[A-Za-z0-9])|(?<=[A-Za-z0-9%℃])[ \u00a0](?={_H})")


def spaces(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning for two spaces in a row, one before a mark, none behind it, and for spaces at an end of the text."""
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
        yield from _inside(target)
        yield from _run_on(target)
    elif is_chinese(context.target_locale) and " " in text:
        yield from _around_wide(target)
        yield from _amid_han(segment, target)
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
    if context.han_latin != "any" and is_chinese(context.target_locale):
        yield from _between(target, context.han_latin)


def _inside(target: Plain) -> Iterator[Finding]:
    """Spaces inside of a pair of English marks: behind the opening one, where a number may have stood, a warning,
    before the closing one an info, unless the pair has both. A quotation mark that is turned the wrong way is for
    `quotes`."""
    text = target.text
    spaced = set[int]()  # where a pair ends that has a space behind its opening mark, too: one fix for both
    for found in _BEHIND_OPENING.finditer(text):
        if text[found.start()] != "“" or not text[: found.start()].strip(" (") or text[found.start() - 1] in " (":
            message = _("a space behind “{mark}”").format(mark=text[found.start()])
            place = target.span(found.start() + 1, found.end())
            spaced.add(text.find({"(": ")", "[": "]", "“": "”"}[text[found.start()]], found.end()))
            yield Finding("spaces", Severity.WARNING, message, place, expected="")
    for found in _BEFORE_CLOSING.finditer(text):
        message = _("a space before “{mark}”").format(mark=text[found.end()])
        severity = Severity.WARNING if found.end() in spaced else Severity.INFO
        yield Finding("spaces", severity, message, target.span(*found.span()), expected="")


def _around_wide(target: Plain) -> Iterator[Finding]:
    """Spaces beside a Chinese mark, which has its own in itself. Beside Latin, which many a house keeps apart, and
    before a closing mark an info: it tells of no word that is gone."""
    text = target.text
    hidden = {end for _start, end in _addresses(text)}  # there the space keeps the mark out of the link
    for found in _AROUND_WIDE.finditer(text):
        if found.start() in hidden:
            continue
        before, behind = text[found.start() - 1], text[found.end()]
        if before in "（《“":
            severe, message = not behind.isascii() or behind.isdigit(), _("a space behind “{mark}”").format(mark=before)
        else:
            severe = HAN.match(before) is not None and behind not in "）》”"
            message = _("a space before “{mark}”").format(mark=behind)
        severity = Severity.WARNING if severe else Severity.INFO
        yield Finding("spaces", severity, message, target.span(*found.span()), expected="")


def _amid_han(segment: Segment, target: Plain) -> Iterator[Finding]:
    """A space between two Chinese characters in a sentence that its full stop shows to be running text. Headlines,
    labels, datelines, lists of names and whatever stands in brackets are set so."""
    text = target.text
    if segment.kind in FREE or not text.rstrip("”’）」 ").endswith("。") or _AMID_HAN.search(segment.source):
        return
    places = list(_AMID_HAN.finditer(text))
    if len(places) > _SPACED:
        return
    aside = [found.span() for found in _ASIDE.finditer(text)] if places else []
    for found in places:
        start, end = target.span(*found.span())
        tagged = segment.target[start - 1] == ">" or segment.target[end : end + 1] == "<"
        if tagged or _APART_FROM.search(text, 0, found.start()):
            continue
        if not any(first < found.start() < last for first, last in aside):
            message = _("a space amid Chinese")
            yield Finding("spaces", Severity.WARNING, message, (start, end), expected="")


def _run_on(target: Plain) -> Iterator[Finding]:
    """English marks with no space behind them."""
    for found in _BEHIND_MARK.finditer(target.text):
        if not any(start < found.end() < end for start, end in _addresses(target.text)):
            message = _("no space behind “{mark}”").format(mark=found[0])
            yield Finding("spaces", Severity.WARNING, message, target.span(*found.span()), expected=found[0] + " ")


def _addresses(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in ADDRESS.finditer(text)] if "." in text or "@" in text else []


def _between(target: Plain, wanted: str) -> Iterator[Finding]:
    """What does not keep to the house's way: `space` or `none` between Han and Latin letters or digits."""
    text = target.text
    hidden = _addresses(text)
    for found in (_MET if wanted == "space" else _APART).finditer(text):
        start, end = found.span()
        if any(first < start < last for first, last in hidden):
            continue
        if wanted == "space":  # a place without width has no span: it goes to the Han character, outside of a tag
            message = _("no space between Chinese and Latin")
            after = HAN.match(text, start - 1) is not None
            place, expected = (
                ((start - 1, start), text[start - 1] + " ") if after else ((end, end + 1), " " + text[end])
            )
        else:
            message, place, expected = _("a space between Chinese and Latin"), (start, end), ""
        yield Finding("spaces", Severity.WARNING, message, target.span(*place), expected=expected)
