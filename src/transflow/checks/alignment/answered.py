"""Which words of a Chinese and an English text answer for each other, by the dictionary and by their sound."""

import re
from typing import NamedTuple

from transflow.checks.alignment.words import GRAMMAR, longest, meanings, readings, senses, stem

_WORD = re.compile(r"(?<![A-Za-z\d])[A-Za-z]+")
_TOKEN = re.compile(r"(?<![A-Za-z\d])[A-Za-z]+|\d[\d,]*(?:\.\d+)?")
# What two or three syllables of pinyin may look like; most capitalised words do not.
_SPOKEN = re.compile(r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxzcsrwy])?(?:[aeiouvü]+(?:ng?|r)?|h?ng?|h?m)){1,4}")
_MONTH = re.compile(r"(\d{1,2})月")
_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS = tuple(_MONTH_NAMES.split())
# Three or more of the characters that foreign names are written with are such a name: its characters mean nothing.
TRANSLITERATED = re.compile(
    "[阿埃艾安昂奥巴拜班邦鲍贝本比彼别宾波伯布查茨达戴丹道德登邓迪蒂丁杜敦顿多厄恩尔法范菲费芬弗夫福富盖甘冈戈格哥古圭哈海汉汗赫亨洪胡华"
    "基吉加贾杰金卡凯坎康考柯科克肯孔库夸拉莱赖兰朗劳勒雷里丽利林琳龙卢鲁伦罗洛马麦迈曼芒毛梅门蒙孟米密莫默姆木穆纳娜奈南内嫩尼涅宁纽农"
    "努诺欧帕派潘庞佩彭皮珀普齐奇恰乔切琼丘让萨塞赛桑瑟森沙尚绍舍申什圣史舒朔斯丝苏索塔泰坦汤唐陶特腾提廷图托瓦万旺威韦维魏温文翁沃乌伍"
    "武西希锡夏肖谢辛欣休许逊雅亚延扬耶叶伊因英尤约赞泽扎詹珍朱祖佐]{3,}"
)
# Characters that stand alone for grammar or for a number, and so ask for no word of their own.
_SILENT = frozenset(
    "的了在是和与将对也就都而及或等中上下为有不这那其并但被从把让到着过会要能可以他她它们我你您个一二三四五六七八九十百千万亿"
    "年月日时分号第两几多又再还已之所于由向至最更很被给比跟同每各该此则却即使吗呢吧啊"
)
# Words of two characters that do no more than those: pronouns, auxiliaries, conjunctions, and the light nouns and
# verbs that English does without (介绍情况, 进行访问, 开展工作).
_LIGHT_WORDS = (
    "情况 工作 方面 进行 开展 有关 相关 等等 以及 其中 作为 对于 关于 由于 根据 为了 因为 所以 "
    "但是 而且 并且 或者 如果 虽然 然而 因此 此外 同时 这个 这些 这种 那个 那些 我们 他们 她们 "
    "它们 你们 自己 大家 一个 一些 一种 没有 不是 可以 能够 应该 需要 已经 正在 将会 非常 十分 "
    "更加 之间 之后 之前 以来 以后 以前 左右 问题 来说"
)
LIGHT = frozenset(_LIGHT_WORDS.split())


class Word(NamedTuple):
    """A word that means something: character offsets in its text, and whether the other text has it too."""

    start: int
    end: int
    answered: bool


class Linked(NamedTuple):
    """The words of both texts that mean something, numbers among them, and which may answer for which.

    `links` are pairs (index into `chinese`, index into `english`); a word may have several links, or none.
    """

    chinese: list[Word]
    english: list[Word]
    links: list[tuple[int, int]]


def align(chinese: str, english: str) -> tuple[list[Word], list[Word]]:
    """The words of both texts that mean something, in their order; numbers are none."""
    ours, theirs, _links = linked(chinese, english)
    return [one for one in ours if is_han(chinese[one.start])], [
        one for one in theirs if not english[one.start].isdigit()
    ]


def linked(chinese: str, english: str) -> Linked:
    """The words of both texts as `align` gives them, Latin words of the Chinese text and the numbers of both, in
    digits, at their places among them; with the links."""
    found = [(match[0], _written(match[0]), match.start()) for match in _TOKEN.finditer(english)]
    meaning = [
        (word, written, start)
        for word, written, start in found
        if word[0].isdigit() or (len(word) > 1 and word.lower() not in GRAMMAR)
    ]
    stems = {written for _word, written, _start in found}
    sounds = {word.lower() for word, _written, _start in found if word[0].isupper()}
    by_stem: dict[str, list[int]] = {}
    by_name: dict[str, list[int]] = {}
    for index, (word, written, _start) in enumerate(meaning):
        by_stem.setdefault(written, []).append(index)
        if word[0].isupper():
            by_name.setdefault(word.lower(), []).append(index)
    meant = senses(chinese, stems) | {stem(latin[0]) for latin in _WORD.finditer(chinese)}
    words: list[Word] = []
    links: list[tuple[int, int]] = []
    at, last = 0, len(chinese)
    foreign = {place for name in TRANSLITERATED.finditer(chinese) for place in range(*name.span())}
    sounding = heard(chinese, sounds)
    while at < last:
        if not "\u3400" <= chinese[at] <= "\u9fff":  # written out: this is asked of every character
            latin = _TOKEN.match(chinese, at)
            if latin is None:
                at += 1
                continue
            there = set(by_stem.get(_written(latin[0]), ()))
            month = _MONTH.match(chinese, at)
            if month and 1 <= int(month[1]) <= len(_MONTHS):
                there.update(by_stem.get(stem(_MONTHS[int(month[1]) - 1]), ()))
            links += [(len(words), index) for index in there]
            words.append(Word(at, latin.end(), bool(there)))
            at = latin.end()
            continue
        length = longest(chinese, at)
        word = chinese[at : at + length]
        if word not in LIGHT and (length > 1 or word not in _SILENT) and not (length < 3 and at in foreign):
            answers = stems & meanings(word)
            if length > 2:
                answers = answers.union(*(stems & meanings(word[one : one + 2]) for one in range(length - 1)))
            there = {index for one in answers for index in by_stem.get(one, ())} if answers else set()
            names = False
            if sounding:
                for place in range(at, at + length):
                    for name in sounding.get(place, ()):
                        names = True
                        there.update(by_name.get(name, ()))
            links += [(len(words), index) for index in there]
            words.append(Word(at, at + length, bool(answers) or names))
        at += length
    named = set().union(*sounding.values()) if sounding else set()
    linked_to = {index for _one, index in links}
    others = [
        Word(
            start,
            start + len(word),
            index in linked_to if word[0].isdigit() else written in meant or (bool(named) and word.lower() in named),
        )
        for index, (word, written, start) in enumerate(meaning)
    ]
    return Linked(words, others, links)


def is_han(character: str) -> bool:
    """Whether this is a Chinese character of the common blocks."""
    return "\u3400" <= character <= "\u9fff"


def _written(token: str) -> str:
    """The stem of a word; a number without the commas of its thousands."""
    return token.replace(",", "") if token[0].isdigit() else stem(token)


def words(english: str) -> list[str]:
    """The words of an English text, as they are written."""
    return _WORD.findall(english)


def heard(chinese: str, sounds: set[str]) -> dict[int, set[str]]:
    """Where two or three characters sound like a name of the English text: {offset: names}."""
    found: dict[int, set[str]] = {}
    sounds = {name for name in sounds if _SPOKEN.fullmatch(name)}
    if not sounds:
        return found
    spoken = [readings(character) if character > "\u33ff" else () for character in chinese]
    for at in range(len(chinese)):
        first = spoken[at]
        if not first:
            continue
        here = set(first)
        for length in (1, 2, 3):
            names = here & sounds
            for name in names:
                if len(name) > 1:
                    for place in range(at, at + length):
                        found.setdefault(place, set()).add(name)
            if at + length >= len(chinese) or not spoken[at + length]:
                break
            here = {one + other for one in here for other in spoken[at + length]}
    return found
