"""What a sentence and its translation have in common whatever the words are: numbers by value, months and days of the
week, Latin letters in Chinese, known names, marks.

A clue is a key that stands in both texts if one translates the other (`n:350000000` in 3.5亿 and in "350 million").
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from transflow.language import is_chinese

# The kinds of clues; how often each is kept is measured (`model`). Words and kinds the caller knows (`align`).
NUMBER, LATIN, NAME, MARK, WORD, KIND = "n", "l", "k", "m", "d", "s"

_TAG = re.compile(r"</?[a-z]+[0-9]+/?>")
# Full-width figures, and the traditional characters of the numbers below.
_PLAIN = str.maketrans("０１２３４５６７８９％．，萬億兩週個禮", "0123456789%.,万亿两周个礼")
_FIGURE = r"(\d+(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_CHINESE = re.compile(_FIGURE + r"\s*(万亿|[十百千]?[万亿]|[千百])?(?:多|余)?(月)?")
_ENGLISH = re.compile(r"(?<![a-z]-)" + _FIGURE + r"(?:(?:-| )?(thousand|million|billion|trillion|bn|m|k)\b)?", re.I)
_UNITS = {
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11,
    "thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12, "万亿": 12,
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may(?=[ ,]+\d)|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_DAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_DAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day")
_CHINESE_DAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])(?![年岁])")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = re.compile(rf"\b({'|'.join(_COUNTS[1:])})\b")
_HAN_COUNTS = "一二三四五六七八九十"
_HAN_COUNT = re.compile(
    r"(?<![一二三四五六七八九十百千万亿第])([二两三四五六七八九十])"
    r"(?=[个位名人年天日次家所项种月周场岁只届艘架座部])"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’\-]*[A-Za-z]")
_MARKS = (("?", "?？"), ("!", "!！"), ('"', '"“”「」'), ("(", "(（"), (":", ":："))


def clues(text: str, locale: str) -> frozenset[str]:
    """The keys of a sentence but for names and Latin letters (`latin`, `words`); its tags say nothing."""
    plain = bare(text).translate(_PLAIN)
    found = set(_chinese(plain) if is_chinese(locale) else _english(plain.lower()))
    found.update(f"{MARK}:{name}" for name, signs in _MARKS if any(sign in plain for sign in signs))
    return frozenset(found)


def bare(text: str) -> str:
    """A text without its inline tags."""
    return _TAG.sub("", text)


def latin(text: str) -> frozenset[str]:
    """The words in Latin letters of a Chinese sentence: they stand in the other language as well."""
    return frozenset(f"{LATIN}:{word}" for word in words(text))


def words(text: str) -> frozenset[str]:
    """The words of a text in Latin letters, in lower case."""
    return frozenset(found.lower() for found in _LATIN.findall(_TAG.sub(" ", text)))


def named(text: str, names: Sequence[str]) -> frozenset[str]:
    """The names in a text, by their number in `names`."""
    plain = text.casefold()
    return frozenset(f"{NAME}:{number}" for number, name in enumerate(names) if name and name.casefold() in plain)


def _chinese(text: str) -> Iterator[str]:
    for found in _CHINESE.finditer(text):
        yield _month(int(found[1])) if found[3] and found[1].isdigit() else _number(found[1], found[2])
    for found in _CHINESE_DAY.finditer(text):
        yield f"{NUMBER}:d{'一二三四五六日天'.index(found[1]) % 7 if found[1] != '天' else 6}"
    for found in _HAN_COUNT.finditer(text):
        yield _number(str(_HAN_COUNTS.index("二" if found[1] == "两" else found[1]) + 1), None)


def _english(text: str) -> Iterator[str]:
    for found in _ENGLISH.finditer(text):
        yield _number(found[1], found[2])
    for found in _MONTH.finditer(text):
        yield _month(_MONTHS.index(found[1][:3]) + 1)
    for found in _DAY.finditer(text):
        yield f"{NUMBER}:d{_DAYS.index(found[1])}"
    for found in _COUNT.finditer(text):
        yield _number(str(_COUNTS.index(found[1]) + 1), None)


def _month(number: int) -> str:
    return f"{NUMBER}:m{number}"


def _number(figure: str, unit: str | None) -> str:
    value = Decimal(figure.replace(",", "").replace("，", ""))
    scaled = value.scaleb(_UNITS[unit.lower()]) if unit else value
    return f"{NUMBER}:{scaled.normalize():f}"
