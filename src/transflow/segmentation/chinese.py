"""Where Chinese sentences end: linear, by GB/T 15834's marks, with quotations and brackets kept in mind.

sentencex is quadratic on Chinese and misses `。` before a digit, so this one is our own.
"""

import re
from collections.abc import Iterator

_ENDS = re.compile(r"(?:[。！？]|[!?](?=[\s”’」』）)】》\"]|[㐀-鿿“‘「『]|$)|…{1,2})+[。！？!?…]*")
_CLOSERS = "”’」』）)】》\"'"
_OPENERS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "【": "】"}
_BRACKETS = "（(《【"  # what stands in these is no sentence of its own
_GOES_ON = re.compile(r"\s*(?:[，、；：,;:的]|(?:等|之)[^，。]{0,4}[，。])")
# “……。”他说 goes on: who spoke stands behind what was said.
_SAID = re.compile(
    r"[^，。！？；“”]{0,18}?(?:说|表示|称|道|指出|介绍|认为|强调|写道|问|回答|告诉|透露|坦言|感叹|回忆|解释|补充)(?:[^，。！？；“”]{0,6})?[，。：]"
)


def boundaries(text: str) -> Iterator[int]:
    """The offsets in `text` at which a new sentence begins; never 0 or the end."""
    stack: list[tuple[str, int]] = []
    at = 0
    for found in _ENDS.finditer(text):
        _follow(text, at, found.start(), stack)
        at = found.end()
        closed: list[tuple[str, int]] = []
        while at < len(text) and text[at] in _CLOSERS:
            if stack and _OPENERS[stack[-1][0]] == text[at]:
                closed.append(stack.pop())
            at += 1
        rest = text[at:].lstrip()
        if not rest or any(opener in _BRACKETS for opener, _place in stack):
            continue
        if rest[0] in "，、；：,;:" or ((closed or found[0].startswith("…")) and _GOES_ON.match(text, at)):
            continue
        if closed and not stack and not _ends_with_quotation(text, closed[-1], at):
            continue
        yield at + (len(text) - at - len(rest))


def _follow(text: str, start: int, end: int, stack: list[tuple[str, int]]) -> None:
    """Keeps `stack` (opening marks not yet closed) up from `start` to `end`."""
    for place in range(start, end):
        char = text[place]
        if char in _OPENERS:
            stack.append((char, place))
        elif stack and _OPENERS[stack[-1][0]] == char:
            stack.pop()


def _ends_with_quotation(text: str, opener: tuple[str, int], at: int) -> bool:
    """Whether the sentence is over with a closing mark at `at`, whose opening mark is `opener`."""
    mark, place = opener
    before = text[:place].rstrip()
    if mark in _BRACKETS:
        return bool(before) and before[-1] in "。！？"  # a whole sentence in brackets stands for itself
    if before and before[-1] in "：:，,；;—":
        return True
    if not before or before[-1] in "。！？!?…”」":
        return not _SAID.match(text, at)
    return not ("㐀" <= text[at : at + 1] <= "鿿")  # 展出“你好！”展览: a phrase, not a sentence
