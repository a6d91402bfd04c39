"""The mark that ends a sentence, lost or another one."""

import re
from collections.abc import Iterator
from functools import cache

from transflow.checks.plain import plain
from transflow.checks.port import FREE, Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import base, is_chinese
from transflow.segment import Segment

_ENDS = {
    "?": "?", "？": "?", "!": "!", "！": "!", ".": ".", "。": ".", "…": "…", ":": ":", "：": ":", ";": ";", "；": ";",
}  # fmt: skip
_SIGNS = "%％‰°℃℉"  # what a number has behind it, as letters
_SMALL = re.compile(r"[a-z]+(?!\w)")
_STRONG = re.compile(r"？[？！?!]*|[?!]+(?=[\s\"”’)]|$)")
_SENTENCE = re.compile(r"[。！？][。！？]*|[.!?]+(?=[\"”’)]*(?:\s|$))")
_FULL = {".": "。", "?": "？", "!": "！"}
# A text that asks by its words in its last sentence, whatever mark it ends with: 谁来买单, Who will pay for it. What
# only tells of a question does not: he asked who would pay.
_compiled = cache(re.compile)  # when first looked for: most texts have none, and starting must not wait
_VERB = "is|are|was|were|do|does|did|can|could|will|would|should|has|have|had"
_ASKED_IN = (
    rf"(?:(?:^|[.!?:][\"”’)]* +|[“\"‘(])(?:(?:And|But|So|Then|Yet),? )?"
    rf"(?:who|what|when|where|why|how|which|whose|{_VERB})(?:n['’]t)?\b(?! not\b)"
    rf"|, (?:(?:what|when|where|why|how|which|who) (?:{_VERB})"
    rf"|(?:{_VERB})(?:n['’]t)? (?:it|this|that|they|he|she|you|we|i|there))\b)"
)
_ASKING = {
    "zh": (
        "[吗嗎嘛][。？”’」]*$|(?:谁|誰|啥|有何|何来|什么|什麼|怎么|怎麼|怎样|如何|为何|為何|哪|几|多少|是否|能否|可否|何时|何時|难道|難道|是不是|有没有)[^。！？]*呢?[。？”’」]*$"
        "|呢[。？”’」]*$|([\u4e00-\u9fff])不\\1[^，。]{0,4}[。？”’」]*$"
    ),
    "en": rf"(?i){_ASKED_IN}[^.!?]*[.?][\"”’)]*$",
}
_TRAILING = "\"'”’」』）)》】] \u00a0\u3000\ufffc"


def ends(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning where the source ends a sentence and the target does not, an info for any other difference."""
    source, target = plain(segment.source).text, plain(segment.target)
    yield from _unasked(source, target.text)
    last = target.text.rstrip(_TRAILING)
    first = source.rstrip(_TRAILING)[-1:]
    ours, theirs = _ENDS.get(first, ""), _ENDS.get(last[-1:], "")
    if ours == theirs or not last:
        return
    if ours and theirs:
        said = _("the source ends with “{ours}”, the translation with “{theirs}”")
        message = said.format(ours=first, theirs=last[-1:])
        if ours == "?" and theirs == "." and _asked(source, target.text, context) and segment.kind not in FREE:
            mark = "？" if is_chinese(context.target_locale) else "?"
            place = target.span(len(last) - 1, len(last))
            yield Finding("ends", Severity.WARNING, message, place, expected=mark)
            return
    elif ours:
        message = _("the source ends with “{ours}”, the translation with no such mark").format(ours=first)
        # A part of a sentence, which began before; eBay and nubia手机 begin one.
        fragment = _SMALL.match(source.lstrip(_TRAILING)) is not None
        broken = (
            (last[-1:].isalnum() or last[-1:] in _SIGNS) and ours in ".?!" and segment.kind not in FREE and not fragment
        )
        if broken:
            mark = _FULL[ours] if is_chinese(context.target_locale) else ours
            yield Finding(
                "ends", Severity.WARNING, message, target.span(len(last) - 1, len(last)), expected=last[-1] + mark
            )
            return
    else:
        message = _("the translation ends with “{theirs}”, the source with no such mark").format(theirs=last[-1:])
    yield Finding("ends", Severity.INFO, message, target.span(len(last) - 1, len(last)))


def _unasked(source: str, target: str) -> Iterator[Finding]:
    """A question too few, where a sentence is, too: “Could you ask?” is too short for `omissions` to miss."""
    if "？" not in source and "?" not in source:
        return
    ours, theirs = _questions(source), _questions(target)
    if ours > max(1, theirs) and len(_SENTENCE.findall(target)) < len(_SENTENCE.findall(source)):
        message = _("the source has {ours} questions, the translation {theirs}").format(ours=ours, theirs=theirs)
        yield Finding("ends", Severity.WARNING, message)


def _asked(source: str, target: str, context: Context) -> bool:
    """Whether both texts ask by their words at their end, though the target has no mark for it."""
    sides = (source, context.source_locale), (target, context.target_locale)
    patterns = [(_ASKING.get(base(locale)), text) for text, locale in sides]
    return not _questions(target) and all(
        one is not None and _compiled(one).search(text.rstrip()) for one, text in patterns
    )


def _questions(text: str) -> int:
    return sum("?" in mark or "？" in mark for mark in _STRONG.findall(text))
