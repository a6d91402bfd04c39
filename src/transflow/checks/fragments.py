"""A text that begins or ends in the middle of a sentence: somebody cut away what stood there, and what he cut is gone.

Only the source knows what that was; so a finding shows the place, and has a fix only where a capital letter is all
that is wanting. A source that begins so itself is excused: a sentence may span two segments.
"""

import re
from collections.abc import Iterator

from transflow.checks.alignment import proportion
from transflow.checks.plain import Plain, plain
from transflow.checks.port import FREE, Context, Finding, Severity
from transflow.checks.quantities.items import item
from transflow.interface import gettext as _
from transflow.language import base, is_traditional
from transflow.script import HAN
from transflow.segment import Segment

_EDGE = " \u00a0\u3000\ufffc"
_OPENING = "“\"‘'「『《〈（([【"
_MARK = {
    "en": re.compile(r"[.,;:!?](?=\s|$)|[-–/×*](?=\d)|%"),
    "zh": re.compile(r"[，。、；：！？％%](?![！？…])|[-–/×](?=\d)"),
}
# A word without capitals that is no part of a name or an address: not iPhone, al-Assad, x.com.
_SMALL = re.compile(r"[“\"‘'(\[]*([a-z]+)(?=[\s,;:!?’')]|\.(?!\w)|$)")
_INNER = re.compile(r"\. +([a-z]{2,})(?= [a-z])")
_BEFORE_STOP = re.compile(r"(?<![^\s“\"‘(])[a-z]{4,}$")
_SHORT = frozenset("approx assn capt corp dept govt illus incl prof tech univ".split())  # noqa: SIM905 - a line of them
_SENTENCE = re.compile(r"[。！？!?….；;][”’」』）)》\"'\s]*$")
_LONGEST = 24  # characters before a full stop that are looked at
_CLOSING = "\"”’')]"
_TITLES = frozenset("Mr. Mrs. Ms. Prof. Gen. Sen. Rep. Gov. Lt. Col. Capt. Sgt. vs.".split())  # noqa: SIM905
_OR_ELSE = frozenset("Dr. St. No. Mt. Ft.".split())  # noqa: SIM905 - Park Dr., Wall St., “No.”
# Words that end no sentence; “of”, “in”, “on”, “to” may.
_UNENDING = frozenset(
    "the a an and or nor than because although whose its their our my your every during".split()  # noqa: SIM905
)
_UNENDING_HAN = ("以及", "由于", "并且", "而且", "从而", "以便", "如果", "不仅", "为了", "关于")
# What stands before what it has (the U.S. Navy), if the source does not end with it.
_WHOSE = {"U.S.": "美", "U.K.": "英", "U.N.": "联合国"}
_SOURCE_END = 8  # characters of the source in which it would be its last word
# The log-odds, by what is left out elsewhere (`omissions`, which warns above 0), from which on a small letter at the
# beginning is a cut and not a slip: 64 of 90 cuts that `omissions` does not see, and 18 of 10,996 human translations.
_CUT = -2.6


def fragments(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning where a text begins or ends in the middle of a sentence: with a mark or a small letter, with “Mr.” or
    “the.”. (A number of an item that is lost is the matter of `numbers`.)"""
    source, target = plain(segment.source), plain(segment.target)
    language = base(context.target_locale)
    if language not in _MARK or not source.text.strip(_EDGE):
        return
    ours = source.text.lstrip(_EDGE)
    start = len(target.text) - len(target.text.lstrip(_EDGE))
    whole = ours[:1].isalnum() or ours[:1] in _OPENING
    mark = _MARK[language].match(target.text, start) if whole and item(ours) is None else None
    if mark is not None:
        message = _("the text begins with “{mark}”: what stood before it is gone").format(mark=mark[0])
        yield Finding("fragments", Severity.WARNING, message, target.span(*mark.span()))
    if language == "en":
        if mark is None and whole and not ours.lstrip(_OPENING)[:1].islower() and segment.kind not in FREE:
            yield from _small(source, target, start, context)
        yield from _inner(target)
        yield from _unended(source, target)
    else:
        yield from _unended_han(target)


def _small(source: Plain, target: Plain, start: int, context: Context) -> Iterator[Finding]:
    """A beginning in a small letter: a cut where the rest is short for its source too, else a capital is wanting."""
    small = _SMALL.match(target.text, start)
    if small is None or " " not in target.text[start:] or HAN.search(target.text):
        return
    if not _SENTENCE.search(source.text):  # a line that goes on in the next one
        return
    odds = _odds(source.text, target.text, context)
    place = target.span(small.start(1), small.start(1) + 1)
    if odds is not None and odds >= _CUT:
        message = _("the text begins with “{word}”, in the middle of a sentence, and is short for its source")
        yield Finding("fragments", Severity.WARNING, message.format(word=small[1]), place)
        return
    message = _("the text begins with a small letter: “{word}”").format(word=small[1])
    yield Finding("fragments", Severity.INFO, message, place, expected=small[1][0].upper())


def _odds(source: str, target: str, context: Context) -> float | None:
    """The log-odds that something is left out; None for languages that have no model."""
    pair = base(context.source_locale), base(context.target_locale)
    if pair not in proportion.MODELS or is_traditional(context.source_locale):
        return None
    odds, _place = proportion.left_out(source, target, pair)
    return odds


def _inner(target: Plain) -> Iterator[Finding]:
    for found in _INNER.finditer(target.text):
        word = _BEFORE_STOP.search(target.text, max(0, found.start() - _LONGEST), found.start())
        if word is not None and word[0] not in _SHORT:
            message = _("“{word}” behind a full stop begins with a small letter").format(word=found[1])
            place = target.span(found.start(1), found.start(1) + 1)
            yield Finding("fragments", Severity.WARNING, message, place, expected=found[1][0].upper())


def _unended(source: Plain, target: Plain) -> Iterator[Finding]:
    """A last word that asks for another."""
    text = target.text.rstrip(_EDGE).rstrip(_CLOSING)
    before, _space, word = text.rpartition(" ")
    if before.strip() and _asks(before.rsplit(maxsplit=1)[-1], word, source.text.rstrip(_EDGE)):
        message = _("the text ends with “{word}”: what stood behind it is gone").format(word=word)
        yield Finding("fragments", Severity.WARNING, message, target.span(len(text) - len(word), len(text)))


def _unended_han(target: Plain) -> Iterator[Finding]:
    text = target.text.rstrip(_EDGE + "。！？”’」』）")
    word = next((one for one in _UNENDING_HAN if text.endswith(one)), None)
    if word is not None and len(text) < len(target.text.rstrip(_EDGE)):  # with a mark: no line that goes on
        message = _("the text ends with “{word}”: what stood behind it is gone").format(word=word)
        yield Finding("fragments", Severity.WARNING, message, target.span(len(text) - len(word), len(text)))


def _asks(before: str, word: str, source: str) -> bool:
    """Whether something must stand behind `word`, which ends the text, with the word `before` it."""
    if word in _OR_ELSE:
        return before[0].islower() or before.endswith(",")
    if word in _WHOSE and before.lower() == "the":
        return HAN.search(source) is not None and _WHOSE[word] not in source[-_SOURCE_END:]
    return word in _TITLES or (word[-1:] in ".?!" and word[:-1] in _UNENDING)
