"""What is said of time and of size in words alone: 昨天, last year, the second half of 2020, dozens, 数百万.

Such a word may well be missing on one side, or be said in another way. Only where both sides say something of the same
topic, and each says what the other does not, or not as often, is one of them wrong.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from transflow.checks.quantities.seasons import seasons


@dataclass(frozen=True, slots=True)
class Phrase:
    """`value`: how many days, weeks, months, years from now; the half of a year; how many times; the power of ten.

    `start` and `end` are character offsets.
    """

    topic: str
    value: int
    start: int
    end: int


_HALF_OF = r" half(?= of (?:the|this|last|next) year\b| of (?:19|20)\d\d\b| year\b)"
_SEASON = "(?:year|spring|summer|autumn|winter)"
# Which one: 第一, 二等奖, the first; but not 第一财经, second-hand and the like.
_RANKED = "(?=等奖|等功|级谋杀|期(?:工程|项目|建设)|审)"
_WHICH = (
    "第一(?!财经|时间|夫人|线|产业|生产力|手|次世界大战)|首(?=[次个届位轮例家座枚条批场部名])|(?<![一二三四五六七八九十])一"
    + _RANKED,
    "first(?![ -](?:lady|aid|hand|half|ever|world|time|place|name|of all))",
    "第二(?!天|年|次世界大战|产业|日)|(?<![一二三四五六七八九十])二" + _RANKED,
    "second(?![ -](?:half|world war|hand|home|thoughts?|nature))",
)
_EARLY = "(?:early |mid-?|middle |late )?"
_DECADES = tuple(
    zip(
        "二三四五六七八九",
        ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"),
        strict=True,
    )
)
# For every topic and value the words of Chinese and of English, the longer ones before those that they begin with.
_WORDS: Mapping[str, Mapping[int, tuple[str, str]]] = {
    "day": {
        -2: ("前天", "the day before yesterday"), -1: ("昨[天日晚夜晨]|昨(?=[下上]午)", "yesterday|last night"),
        2: ("(?<![年月日天周期])后天(?!性)", "the day after tomorrow"),
        1: ("明[天日晚早晨](?!报|新闻|会更好)", "tomorrow"),
        0: ("今[天日晚晨早](?!头条)", "today(?!['’]s (?:world|society))|tonight"),
    },
    "week": {
        -1: ("上(?:周|个?星期|个?礼拜)", "last week"), 0: ("(?:本|这)(?:周|个?星期)", "this week"),
        1: ("下(?:周|个?星期|个?礼拜)", "next week"),
    },
    "month": {
        -1: ("上个?月", "last month"), 0: ("本月|这个月", "this month"), 1: ("下个?月", "next month"),
    },
    "year": {
        -2: ("前年", "the year before last"), -1: ("去年", f"last {_SEASON}"), 0: ("今年|本年度", f"this {_SEASON}"),
        1: ("明年", f"next {_SEASON}"),
    },
    "multiple": {
        2: ("翻了?一?[番倍]|[增涨升高超多][长加了幅过]{0,2}一倍", "doubl(?:e|es|ed|ing)|twofold"),
        3: ("翻了?[两二]倍", "tripl(?:e|es|ed|ing)|threefold"),
        4: ("翻了?[两二]番", "quadrupl(?:e|es|ed|ing)|fourfold"),
    },
    "dozen": {
        1: ("(?<![一二三四五六七八九十百千万亿])十[几多余来](?![百千万亿])", "(?:a|one|another) dozen"),
        2: (
            "[几数]十(?![百千万亿])",
            "dozens|scores(?= of )|tens(?= of (?!thous|mill|bill))|(?:several|a few|many) dozen",
        ),
    },
    # Half of a unit of time and a whole one, each in all that it may be said in.
    "century": {
        1: (
            r"半个?世纪|五(?<![一二三四五六七八九百零]五)十年|5(?<!\d5)0年",
            r"half an? century|half[ -]century|5(?<![\d,.]5)0 years|fifty years",
        ),
        2: (
            r"一个?世纪|百(?<![数几千二三四五六七八九]百)年|1(?<!\d1)00年",
            r"a century|one century|1(?<![\d,.]1)00 years|a hundred years|one hundred years|centenary",
        ),
    },
    "hour": {
        1: (
            r"半个?小时|半个?钟头|3(?<!\d3)0分钟|三十分钟",
            r"half an? hour|half[ -]hour|3(?<![\d,.]3)0[ -]minutes?|thirty[ -]minutes?",
        ),
        2: ("一(?<![十百零]一)个?(?:小时|钟头)(?!半)", "an hour(?! and a half)|one hour(?! and a half)"),
    },
    "half year": {
        1: (
            r"半(?<![上下前后每]半)年(?![报度])|6(?<!\d6)个月|六(?<!十六)个月",
            r"half an? year|half[ -]year|6(?<![\d,.]6)[ -]months?|six[ -]months?",
        ),
        2: ("一(?<![十百第零]一)年(?![半一级前四二三多])|12个月", "one year|12 months|twelve months"),
    },
    "half": {1: ("上半年", f"first{_HALF_OF}"), 2: ("下半年", f"(?:second|latter|last){_HALF_OF}")},
    "period": {1: ("上半[场时](?!间)", "first[ -]half"), 2: ("下半[场时](?!间)", "second[ -]half")},
    "round": {
        2: ("半决赛|四强", "semi-?finals?|last four"), 4: ("四分之一决赛|1/4决赛|八强", "quarter-?finals?|last eight"),
    },
    "which": {1: (_WHICH[0], _WHICH[1]), 2: (_WHICH[2], _WHICH[3])},
    "rate": {
        1: ("年均|每年|(?<=[元吨次])/年", "(?:an?|per|every|each) year|annual(?:ly)?|yearly"),
        2: ("月均|每个?月|(?<=[元吨次])/月", "(?:a|per|every|each) month|monthly"),
        3: ("周均|每周|每个?星期|(?<=[元吨次])/周", "(?:a|per|every|each) week|weekly"),
        4: ("日均|每[天日]|(?<=[元吨次])/[天日]", "(?:a|per|every|each) day|daily"),
    },
    "age": {
        decade: (
            f"{han}(?:旬(?=[老高夫妇的父母])|十(?:出头|[多来几]岁|岁出头|有余|开外))|(?<![0-9.]){decade}0(?:出头|[多来几]岁|岁出头)",
            f"(?<=in h(?:is|er) ){_EARLY}{word}|(?<=in their ){_EARLY}{word}"
            f"|{word[:-3]}y-?somethings?|{decade}0-?somethings?",
        )
        for decade, (han, word) in enumerate(_DECADES, 2)
    },
}  # fmt: skip
# How they are usually said.
_SAID: Mapping[tuple[str, int], tuple[str, str]] = {
    ("day", -1): ("昨天", "yesterday"), ("day", 0): ("今天", "today"), ("day", 1): ("明天", "tomorrow"),
    ("week", -1): ("上周", "last week"), ("week", 0): ("本周", "this week"), ("week", 1): ("下周", "next week"),
    ("month", -1): ("上月", "last month"), ("month", 0): ("本月", "this month"), ("month", 1): ("下月", "next month"),
    ("year", -1): ("去年", "last year"), ("year", 0): ("今年", "this year"), ("year", 1): ("明年", "next year"),
    ("half", 1): ("上半年", "first half"), ("half", 2): ("下半年", "second half"),
}  # fmt: skip
_RELATIVE = ("day", "week", "month", "year")
_POWERS = ("十", "百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿")
_SIZES: Mapping[str, int] = {
    "ten": 1, "dozen": 1, "score": 1, "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
}  # fmt: skip
_SOME_ZH = re.compile(
    r"(?:数以|[数几]|(?<![以之千])上(?=[百千万][名家个人位座所条次辆件余多元]))(?P<size>[十百千]?(?:万亿|[万亿])|[十百千])(?!分)"
)
_SOME_EN = re.compile(
    r"\b(?:(?:several|a few|many|(?:more than|over|upwards of|nearly|almost) an?)"
    r" (?P<one>dozen|hundred|thousand|million|billion)"
    r"(?: (?P<more>thousand|million|billion))?"
    r"|(?P<size>ten|dozen|score|hundred|thousand|million|billion|trillion)s"
    r"(?: (?:and|or) \w+s)?(?: of (?P<times>thousand|million|billion)s?\b)?)\b(?! (?:percent|per cent))",
    re.IGNORECASE,
)


@cache
def _patterns(language: int) -> tuple[re.Pattern[str], Sequence[tuple[str, int, str]]]:
    """What finds any of the phrases of a language, which is quick without groups, and what tells which one it is."""
    border = r"\b" if language else ""
    each = [
        (topic, value, f"{border}(?:{words[language]}){border}")
        for topic, values in _WORDS.items()
        for value, words in values.items()
    ]
    anything = "|".join(words[language] for values in _WORDS.values() for words in values.values())
    return re.compile(f"{border}(?:{anything}){border}"), each


_one = cache(re.compile)  # forty patterns, of which a short run needs few


def phrases(text: str, language: str) -> list[Phrase]:
    """The phrases of a Chinese (`zh`) or English (`en`) text, topic by topic."""
    found = []
    anything, each = _patterns(language == "en")
    small = text.lower()
    plain = small if len(small) == len(text) else text  # a dotted İ is two characters when small
    for match in anything.finditer(plain):
        at = match.start()
        topic, value, same = next((*one[:2], same) for one in each if (same := _one(one[2]).match(plain, at)))
        found.append(Phrase(topic, value, *same.span()))
    for match in (_SOME_ZH if language == "zh" else _SOME_EN).finditer(text):
        found.append(Phrase("size", _power(match, language), *match.span()))
    found += [Phrase("season", *one) for one in seasons(plain, language)]
    return found


def _power(match: re.Match[str], language: str) -> int:
    if language == "zh":
        size = match["size"]
        return _POWERS.index(size) + 1 if size in _POWERS else _POWERS.index(size[0]) + 1 + 12
    size = (match["one"] or match["size"]).lower()
    times = match["more"] or match["times"]
    return _SIZES[size] + (_SIZES[times.lower()] if times else 0)


def said(one: Phrase, language: str) -> str | None:
    """How Chinese (`zh`) or English (`en`) says it; None where that depends on the words around it."""
    words = _SAID.get((one.topic, one.value))
    return words[language == "en"] if words else None


def disagreeing(ours: Sequence[Phrase], theirs: Sequence[Phrase]) -> list[tuple[Phrase, Phrase]]:
    """What both sides say differently, at most once a topic: (phrase of `ours`, of `theirs`)."""
    found = []
    for topic in dict.fromkeys(one.topic for one in ours):
        here, there = ([one for one in side if one.topic == topic] for side in (ours, theirs))
        lost, new = _beyond(here, there), _beyond(there, here)
        if lost and new:
            found.append((lost[0], new[0]))
    return found or _of_another_unit(ours, theirs)


def _of_another_unit(ours: Sequence[Phrase], theirs: Sequence[Phrase]) -> list[tuple[Phrase, Phrase]]:
    """Last month for 上周, where neither side counts from today in any other words. 今天 may well be this week."""
    here, there = ({one.topic: one for one in side if one.topic in _RELATIVE} for side in (ours, theirs))
    if len(here) != 1 or len(there) != 1 or here.keys() == there.keys():
        return []
    (one,), (other,) = here.values(), there.values()
    return [(one, other)] if one.value and other.value else []


def _beyond(some: Sequence[Phrase], others: Sequence[Phrase]) -> list[Phrase]:
    """The phrases of `some` that have no partner of their own among `others`."""
    free = [one.value for one in others]
    alone = []
    for one in some:
        if one.value in free:
            free.remove(one.value)
        else:
            alone.append(one)
    return alone
