"""Numbers that are said to be more, or less, than they are: 超5万, more than 50,000; 近5万, nearly 50,000.

Approximate numbers come and go (some 50,000 for 5万); but what is more than 50,000 is not nearly so many.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from transflow.checks.quantities.quantity import CALENDAR, Kind, Quantity

Text = tuple[Sequence[Quantity], str, str]  # the quantities of a text, the text, its language

_AROUND = 24  # characters before a number, and behind it, in which such a word stands
_SIGN = r"(?:US|HK|A|RMB|CNY|USD)? ?[$€£¥]?\s?"
# Per language: what says more before the number and behind it, what says less.
# Per language: what says more before the number and behind it, what says less. What is denied (不超过, no less than,
# 不会超过) says neither.
_WORDS: Mapping[str, tuple[tuple[re.Pattern[str], re.Pattern[str]], tuple[re.Pattern[str], re.Pattern[str]]]] = {
    "zh": (
        (re.compile(rf"(?:超过?|逾|[多大高]于|突破){_SIGN}$"), re.compile(r"\s?[多余]|[\u4e00-\u9fff]{1,3}以上")),
        (
            re.compile(rf"(?:近|接近|不到|不足|[少低小]于|未满){_SIGN}$"),
            re.compile("[\u4e00-\u9fff]{1,3}以下"),
        ),
    ),
    "en": (
        (
            re.compile(
                rf"\b(?:(?:[Mm]ore|greater|higher) than|[Oo]ver|above|exceed(?:s|ed|ing)?|upwards of) (?:an? )?{_SIGN}$"
            ),
            re.compile(r"-?(?: [a-z]+)? (?:or|and) (?:more|above|over)\b|-?odd\b|\+"),
        ),
        (
            re.compile(
                r"\b(?:[Nn]early|[Aa]lmost|[Cc]lose to|(?:[Ll]ess|[Ff]ewer|lower) than|under|below|just short of"
                rf"|approaching) (?:an? )?{_SIGN}$"
            ),
            re.compile(r"-?(?: [a-z]+)? (?:or|and) (?:less|fewer|below|under)\b"),
        ),
    ),
}
_LESS: Mapping[str, Sequence[str]] = {  # one of these stands where a text says less
    "zh": ("近", "不到", "不足", "于", "未满", "以下"),
    "en": ("early ", "lmost ", "lose to ", "han ", "nder", "elow", "short of ", "pproaching ", " less", " fewer"),
}
_DENIED = re.compile(
    r"[不没沒未非勿莫].{0,4}$|\b(?:no|not|never|cannot|without)\b[\w ]{0,12}$|n['’]t\b[\w ]{0,12}$", re.IGNORECASE
)


def contradicting(ours: Text, theirs: Text) -> tuple[Quantity, Quantity] | None:
    """The first number that both sides have once, of which the one says more and the other less."""
    if not any(word in text for _quantities, text, language in (ours, theirs) for word in _LESS[language]):
        return None
    for one in _once(ours[0]):
        said = _bound(one, *ours[1:])
        other = next((two for two in _once(theirs[0]) if two.value == one.value), None) if said else None
        if other is not None and said * _bound(other, *theirs[1:]) < 0:
            return one, other
    return None


def _once(quantities: Sequence[Quantity]) -> list[Quantity]:
    """The numbers of things that stand there once."""
    counts: Counter[Decimal] = Counter(one.value for one in quantities)
    return [
        one
        for one in quantities
        if counts[one.value] == 1 and not one.word and one.kind not in (*CALENDAR, Kind.ORDINAL, Kind.WEEKDAY)
    ]


def _bound(one: Quantity, text: str, language: str) -> int:
    """1 where a number is said to be more, -1 where less, 0 where neither."""
    head = text[max(0, one.start - _AROUND) : one.start]
    for sign, (before, behind) in zip((1, -1), _WORDS[language], strict=True):
        found = before.search(head)
        if found is not None:
            return 0 if _DENIED.search(head, 0, found.start()) else sign
        if behind.match(text, one.end):
            return sign
    return 0


def reach(one: Quantity, text: str, language: str) -> tuple[int, int]:
    """From where to where the number stands with the word that says more or less."""
    first = max(0, one.start - _AROUND)
    pairs = [
        (before.search(text[first : one.start]), behind.match(text, one.end)) for before, behind in _WORDS[language]
    ]
    starts = [first + before.start() for before, _behind in pairs if before]
    ends = [behind.end() for _before, behind in pairs if behind]
    return min(starts, default=one.start), max(ends, default=one.end)
