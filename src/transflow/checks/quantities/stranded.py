"""Units that have lost their number: 月15日, 于年8月, “more than million”, “$ billion”, “85 miles ( kilometres)”."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

_NUMERAL = "0-9０-９零〇一二两三四五六七八九十百千万亿兩萬億"
_LOOSE = "几幾数數多余餘半每整某单單"  # 几分钟, 每个百分点: no number, and yet complete
_YEARS = "今去明同当當次前后後本该該上下翌财財这這那全历歷大"
_MONTHS = "本上下同当當次这這那腊臘正冬个個岁歲翌是"
_MEASURES = (
    "公里|千米|英里|厘米|毫米|米|英尺|英寸|公斤|千克|磅|公顷|英亩|亩|平方公里|平方英里|平方米|平方英尺|摄氏度|华氏度"
)
# What counts a thing behind a number, and does not begin a word.
_COUNTERS = (
    "个(?![人别性体中案头])|名(?![字为叫单])|件(?!数)|位(?![于置子])|岁(?!月)|年(?![轻份代级初底末度])|月(?![亮球份底初末])"
    "|[日号](?![本常期子前后称召码])|周(?![末围边五六日一二三四期年])|天(?=[，。、内后前])|小时|分钟|世纪|[枚艘辆座吨倍]"
    "|点(?![子评击燃名缀头滴])|种(?![植子族类下])|人(?=死亡|受伤|[，。的])|起(?=[火事案间枪])|次(?![日年月于要序])|条(?![件例约款])"
    "|架(?![构子])|家(?![庭人乡长里])|元(?![旦素首件老宵月])|"
) + _MEASURES
# 为期2天, 约1厘米, 共致1名 (致人死亡 is complete); 近年 needs no number.
_AMOUNTS = (
    "(?:造成|共?致|导致|等|分成|至少有|仅有|发现有|总共|共有|共计|约有)(?:个(?![人别性体中案])|名(?![字为叫单誉声录额人])|家(?=[公企机媒医]))"
    "|造成人(?=死亡|受伤|遇难|失踪)|"
    rf"(?:为期|长达|历时|距今|时隔|年仅|多达|高达)(?:天|年|个|小时|分钟|岁)|(?:约|超过|逾|多达|高达)(?:小时|美元|欧元|吨|[%％]|{_MEASURES})"
    "(?![兰勒歇其尔])"
)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MEASURED = (
    r"(?:kilomet(?:er|re)s?|met(?:er|re)s?|centimet(?:er|re)s?|miles?|feet|inches|yards|acres|hectares|pounds"
    r"|kilograms?|kg|km|cm|square (?:miles|met(?:er|re)s|feet|kilomet(?:er|re)s))"
)
_MONEY = "(?:yuan|dollars|euros)"
_TIMES = "(?:years|months|weeks|days|hours|minutes)"
_DEGREES = "degrees? (?:Celsius|Fahrenheit|centigrade|C|F)"
_MOVED = "(?:[Rr]ose|[Ff]ell|[Gg]rew|[Ii]ncreased|[Dd]ecreased|[Dd]ropped|[Dd]eclined|[Rr]ising|[Ff]alling|up|down)"
_NUMBER_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten"

# A rule is looked for where one of its words stands in the text (always, if it has none).
_RULES: Mapping[str, Sequence[tuple[Sequence[str], str]]] = {
    "zh": (
        (
            (),
            rf"(?<![{_NUMERAL}{_LOOSE}{_MONTHS}\s])\s?(?:月(?=\s?\d{{1,2}}\s?[日号號])"
            rf"|(?<![{_YEARS}])年(?=\s?\d{{1,2}}\s?月(?!前|后|後|内|間|间|来|龄|龄|大)))"
            rf"|(?<=[在于自从從至到由])\s?年(?=奥运|奧運|[春夏秋冬]季|全年|上半年|下半年)"
            rf"|(?<![{_NUMERAL}{_LOOSE}个個\s])\s?(?:[%％]|(?<!一)个百分点)"
            rf"|(?<![{_NUMERAL}{_LOOSE}\s以按])\s?分[钟鐘](?!制|数|线|內|内)"
            rf"|(?<=[前近约約过過去])个月",
        ),
        ((" ", "\u00a0"), rf"(?<=[\u4e00-\u9fff，、])[ \u00a0](?:{_COUNTERS})"),  # 在 世纪 70 年代
        ((), _AMOUNTS),
        (  # 7-个, 2016年月, 3月日, 9点分, 2比，
            (),
            rf"\d\s?(?:[-–—~～至]\s?(?:个|名|岁|天|小时|{_MEASURES})|年\s?月(?![均初末底])|比(?=[，。；])|月\s?日"
            r"|[点时]\s?分(?![之为析享布别化离开]))",
        ),
        (("-", "–", "~", "～"), r"(?<=[\u4e00-\u9fff])[-–~～](?=\d{1,2}\s?(?:个?季度|个?月|日|岁|年|天))"),
        (  # 85英里（公里）, 10点（ GMT）
            ("（", "("),
            rf"(?<=[里尺寸亩磅顷米度处])\s?[（(]\s?(?:{_MEASURES})[）)]|(?<=[点时分])[（(]\s(?=GMT|UTC|BST|EST|ET\b)",
        ),
        (("×", "*"), r"(?<=[\u4e00-\u9fff，。、：（])(?<![米尺寸]) ?[×*]\s?(?=\d)"),
    ),
    "en": (
        (
            ("illion",),
            r"\b(?:[Tt]han|[Aa]bout|[Nn]early|[Aa]lmost|[Oo]ver|[Aa]pproximately|[Aa]round|[Ww]ith|[Bb]y|[Ff]rom|US|RMB|CNY|[$€£])\s"
            r"(?=(?:[MmBb]|[Tt]r)illion\b)|[$€£](?=[mb]illion\b)|(?<=\s)\.(?=\s(?:[mb]|tr)illion\b)",
        ),
        (  # a -channel studio, 50 to-year
            (" -", "(-"),
            r"(?<![\w)’'%])-(?=(?:year|month|week|day|hour|minute|mile|met(?:er|re)|foot)s?-?(?:old|long)?\b)"
            r"|\b(?:an?|the|of|in|with|by|for) -(?=[a-z])",
        ),
        (
            ("percent", "per cent", "%", "basis"),
            r"\b(?:[Bb]y|[Oo]f|[Tt]o|[Tt]han|[Aa]bout|[Nn]early|[Ff]rom)\s(?=percent(?:age points?)?\b|per cent\b|%)"
            rf"|\b{_MOVED} (?:by |to )?(?:percent|per cent|percentage|basis|%)|(?<=[a-z] )%",
        ),
        (("n ",), rf"\b[Oo]n {_MONTH}(?= (?!\d|of\b|and\b|the \d|[A-Z]))"),
        (
            ("ing of ", "noon of ", "ight of "),
            rf"(?:morning|noon|evening|night) of {_MONTH}\b(?!\.? (?:the )?\d| [A-Z])",
        ),
        ((), rf"\A\W{{0,3}}(?:[A-Z][\w .-]{{2,30}}, )?{_MONTH}(?= ?\([A-Z])"),  # HONG KONG, July (Xinhua)
        (
            ("than ", "about ", "early ", "lmost ", "round ", "mately ", "ver ", "nder ", "least "),
            rf"\b(?:[Oo]ver|than|about|[Nn]early|[Aa]lmost|[Aa]round|[Aa]pproximately|under) (?:{_MONEY}|percent"
            rf"|years old|tons|tonnes|{_MEASURED}|{_DEGREES})\b(?! of\b)"
            rf"|\b(?:(?:[Mm]ore|[Ll]ess|fewer) than|[Nn]early|[Aa]lmost|[Aa]pproximately|[Aa]t least) {_TIMES}\b",
        ),
        (("degree",), rf"\b(?:minus|below|above|to|by) {_DEGREES}\b"),
        (("yuan", "dollars", "euros"), rf"\b(?:costs?|worth|earned|paid|pay|spend|spent|just|only) {_MONEY}\b"),
        (  # it has been hour; a by 6 cm format
            (" hour", " week", " month", " mile", " kilo", " by "),
            r"\b(?:been|already|for|in|than|about|nearly|another|within) "
            r"(?:hour|kilomet(?:er|re)|mile|week|month)\b(?!-)|\b(?:an?|the) by (?=\d)",
        ),
        ((" per ",), r"(?<!\bas )\bper (?!ss|cents\b|news|series|species)[a-z]{3,}(?<![sui])s\b"),  # per words
        (
            ("Level ", "Grade ", "Tier ", "Type ", "Volumes ", "Phase "),
            rf"(?<=[a-z,] )(?:Level|Grade|Tier|Type|Volumes|Phase) (?=[a-z&])(?!of\b|in\b|for\b|and\b|{_NUMBER_WORDS})",
        ),
        ((": ",), r"\b\d{1,2}: (?=(?:on|to|and|in|at|until|till|local|GMT|Beijing)\b)"),  # 20: on the 26th
        ((" to ",), rf"(?<=\d) to (?=(?:{_TIMES}|{_MEASURED}|{_MONEY}|percent|people)\b)"),  # 50 to years
        (  # 85 miles (kilometres)
            ("(",),
            r"(?:(?<=miles)|(?<=acres)|(?<=feet)|(?<=inches)|(?<=pounds)|(?<=met[er][er]s)) ?\( ?"
            rf"(?={_MEASURED}(?: per hour)?\))",
        ),
        (("×", "*", " x "), r"(?:(?<=\ba )|(?<=\bthe )|(?<=\bof )|(?<=['’]s ))[×*x] ?(?=\d)"),  # the men's × 200 m
    ),
}
_one = cache(re.compile)  # a short text needs few


def stranded(text: str, language: str) -> Iterator[tuple[int, int]]:
    """The places (start, end) in a Chinese (`zh`) or English (`en`) text where a number must have stood."""
    for words, pattern in _RULES[language]:
        if not words or any(word in text for word in words):
            for found in _one(pattern).finditer(text):
                yield found.start(), max(found.end(), found.start() + 1)
