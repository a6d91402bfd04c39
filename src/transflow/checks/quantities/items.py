"""The number that an item of a list begins with: 三、, （四）, 2., ①; First, (b), IV."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from transflow.checks.quantities.numerals import numeral
from transflow.checks.quantities.quantity import Kind, Quantity

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMERAL = r"[一二三四五六七八九十]{1,3}|[1-9]\d?|[１-９][０-９]?"
# Two digits at most: 2026. is a year. 1.本店 is an item, 1.5倍 a number, and so is 三、四.
_ITEM = re.compile(
    rf"\W{{0,2}}(?:[（(](?P<bracketed>{_NUMERAL})[）)]、?|(?P<plain>{_NUMERAL})(?:、(?![一二三四五六七八九十\d])|[.．](?!\s?\d))"
    rf"|(?P<circled>[{_CIRCLED}]))"
)
# Whatever an item may begin with, in either language: a number, a letter, “First,”, “Item”, 第三, 其一, a bullet.
_MARKED = re.compile(
    rf"\W*(?:[（(]?(?:(?:[A-Za-z]|[IVXivx]{{1,5}})[）).．、:：]|(?:{_NUMERAL})(?:[）).．、:：]|\s))"
    rf"|[{_CIRCLED}•·\-–—*]|第|其[一二三四五六七八九]|首先|其次|再次|最后"
    r"|(?:item|article|part|point|section|chapter|no|number|step|rule|firstly|secondly|finally|lastly)\b)",
    re.IGNORECASE,
)
_HEAD = 40  # characters within which the number may stand in other words


@dataclass(frozen=True, slots=True)
class Item:
    """The number of an item, and how far it reaches with its mark; `start` and `end` are character offsets."""

    value: Decimal
    start: int
    end: int


def item(text: str) -> Item | None:
    """The item's number that a text of either language begins with, if it does."""
    found = _ITEM.match(text)
    if found is None:
        return None
    name = found.lastgroup or ""
    if name == "circled":
        value = Decimal(_CIRCLED.index(found[name]) + 1)
    elif found[name][0].isdigit():
        value = Decimal(int(found[name]))
    else:
        values = numeral(found[name])
        if len(values) != 1:
            return None
        value = values[0]
    return Item(value, found.start(name), found.end())


def numbered(one: Item, text: str, quantities: Sequence[Quantity]) -> bool:
    """Whether a text of these quantities begins as the item `one` may, with any mark or with its number in words."""
    if _MARKED.match(text):
        return True
    near = (two for two in quantities if two.start < _HEAD and (not two.word or two.kind is Kind.ORDINAL))
    return any(one.value in two.readings for two in near)
