"""Who is counted with those that are named: 王健等5人 are Wang Jian and four others, for 等 counts the named too."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transflow.checks.quantities.quantity import Kind, Quantity

# 高等3所 names nobody, and 王健等另外5人 counts the others alone.
_NAMED = re.compile(r"([^，。；：！？,;:!?\s“”（）()]{1,40})(?<![高平同上中下初优劣])等(?:一?共|约)?\s?$")
_CHINESE_AND = re.compile("[、和与及]")
_ENGLISH_AND = re.compile(r",? (?:and|plus|along with|together with|as well as) (?:the )?$")
_OTHER = re.compile(r" (?:[a-z]+ )?others?\b")
_CLAUSE = re.compile(r"[.;:!?—–“”()]\s")
_COMMA = re.compile(r",? and |, ")
_REACH = 120  # characters before a number in which the names stand

Text = tuple[Sequence[Quantity], str]  # the quantities of a text, and the text


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are; `start` and `end`: with the names (王健等5) or the word “others” (four others). `named`: how
    many names stand there."""

    quantity: Quantity
    start: int
    end: int
    named: int


@dataclass(frozen=True, slots=True)
class Group:
    """Some who are named and some who are not: `whole` counts all of them in the Chinese text, `rest` in the English
    one those who are not named."""

    whole: Count
    rest: Count

    @property
    def right(self) -> bool:
        """Whether the named and the others are all. A list of names may be read wrongly (记者、作家王健 is one man), so
        either text may say how many they are."""
        return self.whole.quantity.value - self.rest.quantity.value in (self.whole.named, self.rest.named)


def groups(chinese: Text, english: Text) -> list[Group]:
    """The groups that the two texts count in these two ways. A number that the other text has as well, apart from such
    counts, is counted alike there (王健等5人, five people including Wang Jian)."""
    if "等" not in chinese[1] or " other" not in english[1]:
        return []
    wholes, rests = list(_wholes(*chinese)), list(_rests(*english))
    wholes, rests = _not_in(english[0], wholes, rests), _not_in(chinese[0], rests, wholes)
    found = []
    for whole in wholes:
        some = [Group(whole, rest) for rest in rests]
        best = next((one for one in some if one.right), some[0] if some else None)
        if best is not None:
            found.append(best)
            rests.remove(best.rest)
    return found


def _not_in(quantities: Sequence[Quantity], counts: Sequence[Count], apart: Sequence[Count]) -> list[Count]:
    """Those of `counts` whose value is not among the `quantities` of the other text, but for its counts `apart`."""
    others = {id(one.quantity) for one in apart}
    values = {value for one in quantities if id(one) not in others for value in one.readings}
    return [one for one in counts if one.quantity.value not in values]


def _wholes(quantities: Sequence[Quantity], text: str) -> Iterator[Count]:
    for one in quantities:
        found = _NAMED.search(text, max(0, one.start - _REACH), one.start) if _counts(one) else None
        if found is not None:
            yield Count(one, found.start(), one.end, 1 + len(_CHINESE_AND.findall(found[1])))


def _rests(quantities: Sequence[Quantity], text: str) -> Iterator[Count]:
    for one in quantities:
        other = _OTHER.match(text, one.end) if _counts(one) else None
        joint = _ENGLISH_AND.search(text, max(0, one.start - _REACH), one.start) if other else None
        if other is not None and joint is not None:
            yield Count(one, one.start, other.end(), _names(text[max(0, one.start - _REACH) : joint.start()]))


def _counts(one: Quantity) -> bool:
    whole = one.value == one.value.to_integral_value()
    return (one.firm or one.value == 1) and whole and one.kind is Kind.PLAIN and not one.word and one.lasts is None


def _names(head: str) -> int:
    """How many names a list ends with."""
    parts = _COMMA.split(_CLAUSE.split(head)[-1])
    number = next((at for at, part in enumerate(reversed(parts)) if not part[:1].isupper()), len(parts))
    return max(1, number)
