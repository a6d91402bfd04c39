"""Mistakes that ../shared/bench/checks/corrupt.py does not seed; `benchmarks/checks.py` measures them.

A kind is a pattern for each language of the target and what stands in the place of its first group. It is seeded only
where the source says the right thing: where a pattern of the source's language, or the very number, stands there.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Pair = tuple[str, str]

_HAN = "零一二三四五六七八九十"
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()  # noqa: SIM905
_UNITS = {
    "kilometres": "miles", "kilometers": "miles", "km": "miles", "miles": "kilometres", "kilograms": "pounds",
    "kg": "lb",
    "hectares": "acres", "acres": "hectares", "metres": "feet", "meters": "feet", "feet": "metres", "公里": "英里",
    "英里": "公里", "公斤": "磅", "公顷": "英亩", "英亩": "公顷", "英尺": "米",
}  # fmt: skip


def _next_digit(text: str) -> str:
    """The number with its last digit one higher: 30 is 31, 39 is 38."""
    last = int(text[-1])
    return text[:-1] + str(last + 1 if last < 9 else 8)


def _next_ten(text: str) -> str:
    """Two digits with the first one higher: 30 is 40, 50 (of minutes) is 40."""
    return str(int(text[0]) + 1 if text[0] in "1234" else 4) + text[1:]


def _next_han(text: str) -> str:
    at = _HAN.index("二" if text == "两" else text)
    return _HAN[at + 1 if at < len(_HAN) - 1 else at - 1]


def _next_word(text: str) -> str:
    at = _WORDS.index(text.lower())
    word = _WORDS[at + 1 if at < len(_WORDS) - 1 else at - 1]
    return word.capitalize() if text[0].isupper() else word


def _nothing(_text: str) -> str:
    return ""


def _other(*words: str) -> Callable[[str], str]:
    """Each of `words` becomes the next, the last one the first; capitals are kept."""

    def change(text: str) -> str:
        at = words.index(text.lower())
        new = words[(at + 1) % len(words)]
        return new.capitalize() if text[0].isupper() else new

    return change


@dataclass(frozen=True)
class Seed:
    """Where a mistake may be made: `pattern` in the target; `change` makes its first group wrong; `source` must match
    the source (`{0}` in it is the group)."""

    pattern: str
    change: Callable[[str], str]
    source: str | Mapping[str, str]


_COUNTRIES = {
    "法国": "France", "德国": "Germany", "日本": "Japan", "俄罗斯": "Russia", "印度": "India", "意大利": "Italy",
    "英国": "Britain", "巴西": "Brazil", "西班牙": "Spain", "加拿大": "Canada", "澳大利亚": "Australia",
    "韩国": "South Korea",
    "伊朗": "Iran", "土耳其": "Turkey", "埃及": "Egypt", "墨西哥": "Mexico", "乌克兰": "Ukraine", "泰国": "Thailand",
}  # fmt: skip
_HEADS = "president|premier|minister|chair|director|mayor|governor|head"
_PEOPLE = {
    "法国": "French", "德国": "German", "日本": "Japanese", "俄罗斯": "Russian", "美国": "American", "英国": "British",
    "意大利": "Italian", "加拿大": "Canadian", "巴西": "Brazilian", "伊朗": "Iranian", "以色列": "Israeli",
}  # fmt: skip

SEEDS: Mapping[str, Mapping[str, Seed]] = {
    "year": {
        "en": Seed(r"(?<![\d,.$-])((?:19|20)\d\d)(?![\d,.]*\d|s)", _next_digit, "{0}"),
        "zh": Seed(r"(?<!\d)((?:19|20)\d\d)年(?!代)", _next_digit, "{0}"),
    },
    "decade or century": {
        "en": Seed(r"\b(?:19|20)?([2-8])0s\b", _next_digit, "年代"),
        "zh": Seed(r"(?<!\d)([2-8])0年代", _next_digit, r"\d0s|eighties|nineties|seventies|sixties"),
    },
    "fraction": {
        "en": Seed(r"\b(two|three|one)[ -](?:thirds?|quarters?|fifths?)\b", _other("two", "three", "one"), "分之"),
        "zh": Seed(f"分之([一二三四])(?![{_HAN}百千])", _next_han, r"third|quarter|fifth|in (?:five|four|ten)|\d/\d"),
    },
    "half": {
        "en": Seed(r"(?<!first )(?<!second )\b([Hh]alf) (?:of|the)\b",
                   lambda text: "a third" if text == "half" else "A third", "半"),
        "zh": Seed("(一半|半数)", lambda _text: "三分之一", r"\bhalf\b|50"),
    },
    "tenths": {
        "en": Seed(r"\b([3-8])0(?:%| percent| per cent)", _next_digit, "成"),
        "zh": Seed("([二三四五六七八])成(?![为功员立])", _next_han, r"\d0"),
    },
    "score": {
        "en": Seed(r"(?<![\d-])\d{1,2}[-–:]([0-8])(?![\d-]| ?[ap]\.?m)", _next_digit, r"\d ?[比:-] ?{0}"),
        "zh": Seed(r"(?<!\d)\d{1,2} ?比 ?([0-8])(?!\d)", _next_digit, r"\d ?(?:-|–|to) ?{0}"),
    },
    "time": {
        "en": Seed(r"\b\d{1,2}[:.]([0-5]\d)(?= ?(?:[ap]\.?m|GMT|BST))", _next_ten, "{0}"),
        "zh": Seed(r"\d{1,2}[:：时点] ?([0-5]\d)(?:分|(?!\d))", _next_ten, "{0}"),
    },
    "hour": {
        "en": Seed(r"\b([1-8])(?::00)? ?[ap]\.?m\b", _next_digit, "{0}"),
        "zh": Seed(r"(?<![\d第])([1-8])[点时](?![间候\d])", _next_digit, "{0}"),
    },
    "multiple": {
        "en": Seed(r"\b(doubled|tripled|quadrupled|double|triple|two|three|four|five) times\b|\b(doubled|tripled)\b",
                   lambda text: {"doubled": "tripled", "tripled": "quadrupled"}.get(text.lower()) or _next_word(text),
                   "倍|翻"),
        "zh": Seed(r"([两三四五六七八])倍", _next_han, r"times|fold|doubl|tripl"),
    },
    "end of a range": {
        "en": Seed(r"(?<![\d.,-])\d{1,3} ?(?:-|–|to) ?(\d{1,3})(?![\d,.:-]*\d)", _next_digit, "{0}"),
        "zh": Seed(r"(?<![\d.,-])\d{1,3} ?[-–—~至到] ?(\d{1,3})(?![\d,.:-]*\d)", _next_digit, "{0}"),
    },
    "ten to fifteen": {
        "en": Seed(r"\b(ten|eleven|twelve|thirteen|fourteen|fifteen)\b(?!-| (?:hundred|thousand|million))", _next_word,
                   "1[0-5]|十"),
        "zh": Seed(f"(?<![{_HAN}百千万第\\d])十([一二三四五])(?=[个名位人年天次家项座条])", _next_han,
                   r"\b(?:eleven|twelve|thirteen|fourteen|fifteen|1[1-5])\b"),
    },
    "unit": {
        "en": Seed(r"\d (kilometres|kilometers|km|miles|kilograms|kg|hectares|acres|metres|meters|feet)\b",
                   _UNITS.__getitem__,
                   "[0-9一-十][多余]?(?:公里|英里|千克|公斤|公顷|英亩|亩|米|英尺)"),
        "zh": Seed(r"\d[多余]? ?(公里|英里|公斤|公顷|英亩|英尺)", _UNITS.__getitem__,
                   r"\d(?: |-)?(?:km|kilomet|mile|kg|kilogram|hectare|acre|f[eo]+t)"),
    },
    "quarter of a year": {
        "en": Seed(r"\b(first|second|third|fourth) quarter\b", _other("first", "second", "third", "fourth"), "季度"),
        "zh": Seed("([一二三])季度", _next_han, "quarter"),
    },
    "half of a year": {
        "en": Seed(r"\b(first|second) half\b(?= of (?:the year|20|this|last))", _other("first", "second"), "半年"),
        "zh": Seed("([上下])半年", _other("上", "下"), "half"),
    },
    "relative day": {
        "en": Seed(r"\b(yesterday|today|tomorrow)\b", _other("yesterday", "today", "tomorrow"),
                   "昨[天日]|今[天日]|明[天日]"),
        "zh": Seed("(昨天|今天|明天|昨日|今日)", _other("昨天", "今天", "明天", "昨日", "今日", "昨天"),
                   r"(?i)\byesterday|today|tomorrow"),
    },
    "relative year": {
        "en": Seed(r"\b(last|this|next) year\b", _other("last", "this", "next"), "[去今明]年"),
        "zh": Seed("([去今明])年", _other("去", "今", "明"), r"(?i)\b(?:last|this|next) year"),
    },
    "relative week or month": {
        "en": Seed(r"\b(?:last|next) (week|month)\b", _other("week", "month"), "[上下]周|[上下]个?(?:星期|月)"),
        "zh": Seed("[上下]个?(周|月|星期)", lambda text: "星期" if text == "月" else "月",
                   r"(?i)\b(?:last|next) (?:week|month)"),
    },
    "country": {
        "en": Seed(rf"\b({'|'.join(_COUNTRIES.values())})\b", _other(*(one.lower() for one in _COUNTRIES.values())),
                   {english: han for han, english in _COUNTRIES.items()}),
        "zh": Seed(f"({'|'.join(_COUNTRIES)})", _other(*_COUNTRIES), _COUNTRIES),
    },
    "people of a country": {
        "en": Seed(rf"\b({'|'.join(_PEOPLE.values())})\b", _other(*(one.lower() for one in _PEOPLE.values())),
                   {english: han for han, english in _PEOPLE.items()}),
        "zh": Seed(f"({'|'.join(_PEOPLE)})", _other(*_PEOPLE), _PEOPLE),
    },
    "deputy for head": {
        "en": Seed(rf"(?i)\b((?:vice|deputy)[- ])(?:[a-z]+ )?(?:{_HEADS})", lambda _text: "", "副"),
        "zh": Seed("(副)(?:主席|总统|总理|部长|主任|市长|省长|校长|院长|会长|局长|总裁|教授)", lambda _text: "",
                   r"(?i)\b(?:vice|deputy|associate)\b"),
    },
    "former for present": {
        "en": Seed(rf"(?i)\b((?:former |ex-))(?:[a-z.]+ )?(?:{_HEADS})", lambda _text: "", "[前原]"),
        "zh": Seed("(?<![之以此目提面日])(前)(?:任|..国)?(?:主席|总统|总理|部长|主任|市长|省长|校长|国务卿)",
                   lambda _text: "", r"(?i)\b(?:former|ex)\b"),
    },
    "hundreds, thousands": {
        "en": Seed(r"\b(dozens|hundreds|thousands|millions)\b(?! of (?:thous|mill|bill))",
                   _other("dozens", "hundreds", "thousands", "millions"), "[数几上成][十百千万]"),
        "zh": Seed("[数几上]([百千])(?![万亿])", _other("百", "千"), r"(?i)hundreds|thousands"),
    },
    "more for less": {
        "en": Seed(r"\b(more than|over) \d", lambda _text: "nearly", "[超逾多余]"),
        "zh": Seed(r"(超过?|逾)\d", lambda _text: "近", r"(?i)more than|over|above|exceed"),
    },
    "number of an item": {
        "en": Seed(r"^\W?(\d{1,2}\W)(?! ?\d)", lambda _text: "", r"^\W?(?:[一-十]{1,3}|\d{1,2})[、.）)]"),
        "zh": Seed(r"^\W?((?:[一-十]{1,3}|\d{1,2})[、.）)])(?! ?\d)", lambda _text: "", r"^\W?\d{1,2}[.)]"),
    },
    "basis points": {
        "en": Seed(r"\d (basis) points", _other("basis", "percentage"), "基点"),
        "zh": Seed(r"\d个?(基点)", _other("基点", "百分点"), "basis"),
    },
    "cardinal for an ordinal": {
        "en": Seed(r"(?<!\d)(\d+(?:st|nd|rd|th))(?= (?:anniversary|National|China|session|meeting|annual|conference))",
                   lambda text: text[:-2], r"第|周年|\d+届|大|[一-十]届"),
    },
    "number added": {
        "en": Seed(r"(?<=[a-z] )([a-z]{4,}s)(?= (?:in|of|and|from|at|for)\b)", lambda text: f"37 {text}", "."),
        "zh": Seed("(?<=[\u4e00-\u9fff])(学生|记者|国家|企业|公司|专家|城市|学校|工人|警察)",
                   lambda text: f"37{text}", "."),
    },
    "quotation mark turned": {
        "en": Seed("“[^“”]+(”)", lambda _text: "“", "[”」]"),
        "zh": Seed("“[^“”]+(”)", lambda _text: "“", '[”"]'),
    },
    "beginning cut": {
        "en": Seed(r"^([^,.:;“”\"]{20,90}, )(?=[a-z])", _nothing, "^[^，。]+，.*[。！？”]$"),
        "zh": Seed("^([^，。“”《（]{6,40})(?=，)", _nothing, r"^[A-Z][^,.]+,"),
    },
    "end cut": {
        "en": Seed(r" (?:the|an?|and|or|Mr\.|Mrs\.|St\.)( [^.?!,]{8,80})(?=[.?!][\"”]?$)", _nothing, "."),
    },
    "brackets emptied": {
        "en": Seed(r"\(([^()]{2,40})\)", _nothing, "[(（]"),
        "zh": Seed(r"（([^（）]{2,40})）", _nothing, r"\("),
    },
    "number lost in brackets": {
        "en": Seed(r"\(((?:about )?[\d.,]+ )(?:kilomet|km|mile|met|feet|foot|inch|kg|pound|ton|hectare|acre)[a-z]*\)",
                   _nothing, r"\d|[一二三四五六七八九十]"),
        "zh": Seed(r"（((?:约 ?)?[\d.,]+ ?)(?:公里|英里|米|英尺|英寸|厘米|毫米|公斤|磅|吨|公顷|英亩|美元|英镑|欧元)）",
                   _nothing, r"\("),
    },
    "space before a mark": {
        "en": Seed(r"([a-z%])(?=[,.;:?!](?: |$))", lambda text: f"{text} ", "."),
        "zh": Seed(r"([\u4e00-\u9fff])(?=[，。；：？！、])", lambda text: f"{text} ", "."),
    },
    "question dropped": {
        "en": Seed(r"\?( [A-Z][^?.!]{4,80}\?)", _nothing, "？.*？"),
        "zh": Seed("？([^？。！“”]{3,40}？)", _nothing, r"\?.*\?"),
    },
}  # fmt: skip


def generate(
    pairs: Sequence[Pair], seed: int, most: int, kinds: Sequence[str] | None = None
) -> Iterator[tuple[int, str, str, str]]:
    """(index in `pairs`, source, target with the mistake, kind), at most `most` of a kind, drawn by `seed`."""
    for kind, languages in SEEDS.items():
        if kinds is not None and kind not in kinds:
            continue
        chance = random.Random(f"{seed}/{kind}")
        order = list(range(len(pairs)))
        chance.shuffle(order)
        made = 0
        for index in order:
            source, target = pairs[index]
            language = "zh" if len(re.findall("[\u3400-\u9fff]", target)) * 4 > len(target) else "en"
            broken = _seeded(languages[language], source, target, chance) if language in languages else None
            if broken is not None and broken != target:
                yield index, source, broken, kind
                made += 1
            if made == most:
                break


def _seeded(seed: Seed, source: str, target: str, chance: random.Random) -> str | None:
    places = []
    for found in re.finditer(seed.pattern, target):
        text = next(group for group in found.groups() if group is not None)
        number = next(at for at, group in enumerate(found.groups(), 1) if group is not None)
        wanted = seed.source if isinstance(seed.source, str) else seed.source[text]
        if re.search(wanted.replace("{0}", re.escape(text)), source):
            places.append((found.span(number), text))
    if not places:
        return None
    (start, end), text = chance.choice(places)
    return target[:start] + seed.change(text) + target[end:]
