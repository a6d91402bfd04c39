"""One kind of Chinese made of another (Simplified and Traditional): OpenCC, the terms of the house, quotation marks.

No translation: nothing is lost but what the two scripts do not tell apart, and text that is in the other kind already
comes back as it is.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import Any

from transflow import language, script
from transflow.article import TAG, VOID_MARK
from transflow.engines.port import Pair

_OPENCC = "opencc"  # 15 ms with its tables, at the first text

# The configurations of OpenCC: characters (with the phrases that tell 头发 from 出发), and the region's words too.
CONFIGURATIONS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("zh_CN", "zh_TW"): ("s2tw", "s2twp"),
    ("zh_CN", "zh_HK"): ("s2hk", "s2hkp"),
    ("zh_TW", "zh_CN"): ("tw2s", "tw2sp"),
    ("zh_HK", "zh_CN"): ("hk2s", "hk2sp"),
}
_PASSES = 4
_CURLIES = {corner: curly for curly, corner in script.CORNERS.items()}

# What OpenCC takes for the rarer word where it knows no phrase around it. 签 is 簽 (to sign, visa) in news, unless it
# is a slip of wood or paper; 胡同 and 冬冬 (a name) are written so in Taiwan and Hong Kong, too.
_RARER: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile("(?<![標書抽竹牙求中棉浮便上下題掣吉凶靈神銅鐵])籤(?![詩文筒條子語牌王])"), "簽"),
    (re.compile("衚衕"), "胡同"),
    (re.compile("鼕鼕"), "冬冬"),
)

House = Callable[[str], Sequence[tuple[int, int, str]]]
"""Text → what the house calls things in it in the other kind: (start, end, what to put there), in order, apart."""


def nothing(_text: str) -> Sequence[tuple[int, int, str]]:
    """A house without terms."""
    return ()


class Conversion:
    """Texts of `pair.source` into `pair.target`, one of `CONFIGURATIONS`. `words`: see there."""

    def __init__(self, pair: Pair, *, words: bool = False, house: House = nothing) -> None:
        self._pair, self._house = pair, house
        self._configuration = CONFIGURATIONS[pair.source, pair.target][words]

    def __call__(self, text: str) -> str:
        """`text` with its inline tags, each where it was. One without Chinese comes back as it is."""
        tags = list(TAG.finditer(text))
        plain = TAG.sub(lambda tag: VOID_MARK if tag[4] else "", text)
        if not script.HAN.search(plain):
            return text
        convert = self._punctuated if self._already(plain) else self._converted
        after = self._housed(plain, convert)
        if not tags:
            return after
        if len(after) != len(plain):  # no telling where a tag belongs: what stands between two is converted alone
            ends = [0, *(place for tag in tags for place in tag.span()), len(text)]
            pieces = [text[start:end] for start, end in pairwise(ends)]
            return "".join(one if number % 2 else self._housed(one, convert) for number, one in enumerate(pieces))
        made: list[str] = []
        at = before = 0  # in `after`, in `text`
        for tag in tags:
            length = tag.start() - before
            made += [after[at : at + length], tag[0]]
            at, before = at + length + bool(tag[4]), tag.end()
        return "".join([*made, after[at:]])

    def _housed(self, text: str, convert: Callable[[str], str]) -> str:
        """The terms of the house as they are to be, and what is between them converted."""
        made, last = [], 0
        for start, end, put in self._house(text):
            made += [convert(text[last:start]), put]
            last = end
        return "".join([*made, convert(text[last:])])

    def _converted(self, text: str) -> str:
        """Until it is in the target's kind, or stays as it is: a text all of whose characters both kinds have (后程序)
        may become one that OpenCC reads in another way."""
        for _pass in range(_PASSES):
            after = _commoner(text, str(_opencc(self._configuration).convert(text)))
            if after == text or self._already(after):
                return self._punctuated(after)
            text = after
        return self._punctuated(text)

    def _punctuated(self, text: str) -> str:
        if language.is_traditional(self._pair.target):
            return script.CURLY.sub(lambda mark: script.CORNERS[mark[0]], text)
        return script.CORNER.sub(lambda mark: _CURLIES[mark[0]], text)

    def _already(self, text: str) -> bool:
        """Whether `text` is in the target's kind: it has characters of that alone, and none of the origin's alone."""
        own, other = script.told_apart(text, self._pair.target, self._pair.source)
        return bool(own) and not other


def _commoner(before: str, after: str) -> str:
    """`after` with the commoner word where `before`, in Simplified Chinese, leaves open which is meant."""
    if before == after:
        return after
    for rarer, word in _RARER:
        written = {found[0] for found in rarer.finditer(after)} & set(rarer.findall(before))
        after = after if written else rarer.sub(word, after)
    return after


@cache
def _opencc(configuration: str) -> Any:
    return import_module(_OPENCC).OpenCC(configuration)
