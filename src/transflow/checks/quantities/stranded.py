"""Units that have lost their number: 月15日, 于年8月, “more than million”, “$ billion”."""

import re
from collections.abc import Iterator, Mapping

_NUMERAL = "0-9０-９零〇一二两三四五六七八九十百千万亿兩萬億"
_LOOSE = "几幾数數多余餘半每整某单單"  # 几分钟, 每个百分点: no number, and yet complete
_YEARS = "今去明同当當次前后後本该該上下翌财財这這那全历歷大"
_MONTHS = "本上下同当當次这這那腊臘正冬个個岁歲翌是"

_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "zh": re.compile(
        rf"(?<![{_NUMERAL}{_LOOSE}{_MONTHS}\s])\s?(?:月(?=\s?\d{{1,2}}\s?[日号號])"
        rf"|(?<![{_YEARS}])年(?=\s?\d{{1,2}}\s?月(?!前|后|後|内|間|间|来|龄|龄|大)))"
        rf"|(?<=[在于自从從至到由])\s?年(?=奥运|奧運|[春夏秋冬]季|全年|上半年|下半年)"
        rf"|(?<![{_NUMERAL}{_LOOSE}个個\s])\s?(?:[%％]|(?<!一)个百分点)"
        rf"|(?<![{_NUMERAL}{_LOOSE}\s以按])\s?分[钟鐘](?!制|数|线|內|内)"
        rf"|(?<=[前近约約过過去])个月",
    ),
    "en": re.compile(
        r"\b(?:than|about|nearly|almost|over|approximately|around|with|by|from|US|RMB|CNY|[$€£])\s(?=(?:[mb]|tr)illion\b)"
        r"|[$€£](?=[mb]illion\b)|(?<![\w)’'%])-(?=(?:year|month|week|day|hour|minute|mile|met(?:er|re)|foot)s?-?(?:old|long)?\b)"
        r"|(?-i:\b[Oo]n (?:January|February|March|April|May|June|July|August|September|October|November|December)"
        r"(?= (?!\d|of\b|and\b|the \d|[A-Z])))"
        r"|\b(?:by|of|to|than|about|nearly|from)\s(?=percent(?:age points?)?\b|per cent\b|%)"
        r"|(?<=\s)\.(?=\s(?:[mb]|tr)illion\b)",
        re.IGNORECASE,
    ),
}


def stranded(text: str, language: str) -> Iterator[tuple[int, int]]:
    """The places (start, end) in a Chinese (`zh`) or English (`en`) text where a number must have stood."""
    for found in _PATTERNS[language].finditer(text):
        yield found.start(), max(found.end(), found.start() + 1)
