"""Brackets and quotation marks of which half is lost, or what they held."""

import re
from collections.abc import Iterator

from transflow.checks.halves import QUOTES, Half, lone
from transflow.checks.plain import Plain, plain
from transflow.checks.port import Context, Finding, Severity
from transflow.checks.turning import righted, turned
from transflow.interface import gettext as _
from transflow.language import is_chinese, is_traditional
from transflow.segment import Segment

_QUOTED = re.compile("[" + QUOTES + "‘]|(?<![A-Za-z])['’]|['’](?![A-Za-z])")  # any mark but an apostrophe
_HOLLOW = re.compile(r"\( *\)|（ *）|“ *”|《 *》|「 *」|\[ *\]")
_EDGE = " \u00a0\u3000\ufffc"


def brackets(segment: Segment, context: Context) -> Iterator[Finding]:
    """An error for half of a pair in the target, unless the source has the same half: quotations span sentences.

    A warning only where the source quotes nothing: the quotation began in another segment. A quotation mark that is
    turned the wrong way, or is of another kind than its mate, is for `quotes`.
    """
    target = plain(segment.target)
    whole = plain(segment.source)
    source = whole.text
    yield from _hollow(source, target)
    alone = _alone(target.text, context.target_locale)
    if not alone:
        yield from _unquoted(whole, target, context)
        return
    excused = _alone(source, context.source_locale)
    begins = _begins(target.text), _begins(source)
    for half in alone:
        same = next((one for one in excused if half.answers(one) or _in_front(half, one, begins)), None)
        if same is not None:
            excused.remove(same)
            continue
        # The quotation may have begun in another segment, or the source have lost its other half: he said, “… is lost.
        doubtful = half.family == "quote" and (
            not any(mark in source for mark in QUOTES) or any(one.family == "quote" for one in excused)
        )
        severity = Severity.WARNING if doubtful else Severity.ERROR
        message = _("“{mark}” stands alone: its other half is missing").format(mark=half.mark)
        yield Finding("brackets", severity, message, target.span(half.at, half.at + 1))


def _begins(text: str) -> int:
    return len(text) - len(text.lstrip(_EDGE))


def _in_front(half: Half, other: Half, begins: tuple[int, int]) -> bool:
    """Whether both begin their texts, and one of them is straight: `"(End)` for `”（完）` closes a quotation."""
    return half.mark == '"' and half.family == other.family and (half.at, other.at) == begins


def _hollow(source: str, target: Plain) -> Iterator[Finding]:
    """A pair with nothing in it: a cut took away what it held."""
    for found in _HOLLOW.finditer(target.text):
        if not _HOLLOW.search(source):
            message = _("there is nothing in “{pair}”").format(pair=found[0])
            yield Finding("brackets", Severity.WARNING, message, target.span(*found.span()))


def _unquoted(source: Plain, target: Plain, context: Context) -> Iterator[Finding]:
    """A quotation that comes from the segment before or goes on into the next one in the source alone: a warning where
    its end is lost, an info where its beginning is. (12 human translations of 21,390 have lost that, each really; but
    hardly ever does a cut take it away.)"""
    bare = source.text.rstrip(_EDGE)
    first = _begins(bare)
    if not bare or not (bare[first] in QUOTES or bare[-1] in QUOTES) or _QUOTED.search(target.text):
        return
    text = target.text.rstrip(_EDGE)
    for half in _alone(source.text, context.source_locale):
        place = source.span(half.at, half.at + 1)
        if half.at == len(bare) - 1 and half.opens is False and text:
            message = _("the source ends a quotation with “{mark}”, the translation does not").format(mark=half.mark)
            put = "」" if is_traditional(context.target_locale) else '"' if context.quotes == "straight" else "”"
            end = target.span(len(text) - 1, len(text))
            severity = Severity.INFO if half.mark == '"' else Severity.WARNING  # a straight one may be a stray
            yield Finding("brackets", severity, message, end, place, text[-1] + put)
        elif half.at == first and half.opens:
            message = _("the source begins a quotation with “{mark}”, the translation does not").format(mark=half.mark)
            yield Finding("brackets", Severity.INFO, message, None, place)


def _alone(text: str, locale: str) -> list[Half]:
    """The halves in `text` that are alone when those that are turned are turned right."""
    halves = lone(text)
    turns = turned(text, not is_chinese(locale)) if halves else ()
    return lone(righted(text, turns)) if turns else halves
