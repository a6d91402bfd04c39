"""The seasons of a date: 1937年冬, 今夏, in the summer of 1937, last winter. A summer camp is none."""

import re
from collections.abc import Iterator
from functools import cache

_compiled = cache(re.compile)  # when first looked for: most texts have none, and starting must not wait
_HAN = "春夏秋冬"
_CHINESE = (
    rf"(?:年|[今去明昨])的?(?:初|早|晚|深|隆|盛|仲|末)?(?P<dated>[{_HAN}])(?![{_HAN}]|节|运|晚会|令营|奥|招|考(?!入|取|上)|装|耕|种|粮|收|播|训)"
    rf"|(?<![{_HAN}])(?P<bare>[{_HAN}])[季天](?!奥|残奥|学期|运动|赛|达沃斯|论坛|转会|新品|系列|时装|时间|攻势|联赛|档|[款装号粮])"
)
_NAMES = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
_ENGLISH = (
    r"\b(?:(?:in|during|over|of|by|since|until|through(?:out)?) (?:the |a )?|(?:last|this|next|every|each|past|the) )"
    r"(?:early |late |mid-?|coming |following |previous )?(?P<name>spring|summer|autumn|fall|winter)"
    r"(?! (?:and|or|to) (?:spring|summer|autumn|fall|winter))"
    r"(?=[,.;:!?)]|$| (?:of|and|or|in|to|is|was|has|had|when|as|because|by|with|after|before|months?|(?:19|20)\d\d)\b)"
    r"|\b(?P<dated>spring|summer|autumn|fall|winter) (?:of )?(?:19|20)\d\d\b"
)


def seasons(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """(season, start, end) of each that a text dates something with, in its order: 0 is the spring, 3 the winter;
    `start` and `end` are character offsets of its name. The text is Chinese (`zh`), or English in small letters
    (`en`)."""
    if not any(name in text for name in (_HAN if language == "zh" else _NAMES)):
        return
    pattern = _compiled(_CHINESE if language == "zh" else _ENGLISH)
    for found in pattern.finditer(text):
        name = found.lastgroup or ""
        word = found[name]
        yield (_HAN.index(word) if language == "zh" else _NAMES[word]), *found.span(name)
