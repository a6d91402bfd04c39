"""Quantities of Chinese text: 3.5亿, 1200万, 三成, 百分之五, 第69周年, 11月20日, 二〇二六年, 两名, 十几, 三分之一.

Han numerals stand in many words that count nothing (一带一路, 十四五, 双一流, 统一), so they are firm only before a
measure word, after 第 or around 分之; everywhere else they merely answer for a number of the other side.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from transflow.checks.quantities.chinese_dates import feast, of_a_century, since_january
from transflow.checks.quantities.counters import counts
from transflow.checks.quantities.durations import lasting
from transflow.checks.quantities.mixed import glyph
from transflow.checks.quantities.numerals import DIGITS, digits_of, numeral
from transflow.checks.quantities.quantity import ADDRESS, CALENDAR, DAY, RATES, Kind, Quantity
from transflow.checks.quantities.rows import row

_FOLD = str.maketrans("０１２３４５６７８９．％兩億萬個點餘週號幾①②③④⑤⑥⑦⑧⑨", "0123456789.%两亿万个点余周号几123456789")
_SCALE = {
    "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
    "十万亿": 10**13, "百万亿": 10**14, "千万亿": 10**15,
}  # fmt: skip

# Words that are worth a number and never ask for one.
_WORTH = {
    word: tuple(Decimal(value) for value in values.split())
    for word, values in {
        "半": "0.5 50 5", "半年": "0.5 50", "全天候": "1", "全天": "1", "昼夜": "1", "双": "2", "俩": "2", "仨": "3",
        "而立": "30", "不惑": "40", "花甲": "60", "古稀": "70", "耄耋": "80 90",
        "刻": "15 4", "对": "2", "翻番": "2 100", "翻一番": "2 100", "百分百": "100", "旬": "10", "首": "1",
    }.items()
}  # fmt: skip

# Minutes behind an hour: 两点半, 三点一刻, 三点三刻.
_MINUTES = {"半": (Decimal(30),), "刻": (Decimal(15), Decimal(45))}
_HOURS = {"半": ("点", "时"), "刻": ("一", "三", "点")}

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALES = r"(?:[十百千]?万亿|[十百千]?亿|[十百千]?万|千(?![克米瓦卡赫伏])|百(?!分))"
_HAN = rf"[{DIGITS}十百千万亿]+(?:点[{DIGITS}]+(?:万亿|[万亿])?|[多余几来](?:万亿|[万亿]))?"
_IN_CASE = rf"(?:万一|(?<=万)一)(?![{DIGITS}十百千万亿])"  # 万一, and its second half
_TOKEN = re.compile(
    rf"(?P<over>{_HAN}|{_NUMBER})分之(?P<under>{_HAN}|{_NUMBER})"
    rf"|(?P<number>{_NUMBER})(?:\s?[多余几来]?(?:个(?=万?亿))?(?P<scale>{_SCALES})"
    rf"(?P<rest>(?:(?:{_NUMBER}){_SCALES})*(?:(?<=[万亿])\d{{3,8}})?))?"
    r"|(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?![带边围全身岁年])"
    r"|(?P<word>半年|全天候?|昼夜|半|双|俩|仨|(?<=[点一三])刻|(?<=[一几数成])对|对(?=[夫父母兄姐恋新]|情侣)|翻番|翻一番|百分百|旬|而立|不惑|花甲|古稀|耄耋|首(?=[次个届位轮例家日座枚条批场部名]))"
    rf"|(?P<han>(?!{_IN_CASE}){_HAN})",
    re.ASCII,
)
_PART = re.compile(rf"({_NUMBER})({_SCALES})?", re.ASCII)
_RANGE = re.compile(r"\s?[-–—~～至到、]{1,2}\s?", re.ASCII)
_LETTER_O = re.compile(f"(?<=[{DIGITS}])[OoＯ](?=[{DIGITS}])")
_HUNDREDTHS = re.compile(r"[秒米](\d{1,2})(?![\d.])", re.ASCII)  # 57秒79 is 57.79 seconds, 1米8 is 1.8 metres
_HAN_HUNDREDTHS = re.compile(f"米([{DIGITS}]{{1,2}})(?![{DIGITS}十百千])")  # 一米七八
_PLAN = re.compile("十([一二三四五])五(?![个名岁人天年万千百位次件条座家])")  # 十四五 is the 14th Five-Year Plan
_EVENT = re.compile("双[ ]?$")  # 双11 is a day of shopping
_TIMES = re.compile("[次天节场]")
_WHICH = re.compile(
    r"\s?(?:季度|周年|届|次(?:全体)?会议|[中全]全会|大(?=[以召开报精的作代部闭之前后会]))"
)  # 三季度, 十九大
_LISTED = re.compile(r"个?\s?(?:[-–—~～至到、和与及或]|以?及)\s?", re.ASCII)
_LATIN = re.compile(r"[A-Za-z_]")

_AFTER = re.compile(
    r"\s?[多余几]?\s?(?P<points>个?百分点)|\s?[多余几]?(?P<basis>个?基点)|\s?(?P<percent>%)|\s?(?P<mille>‰)"
    r"|\s?(?P<tenths>成(?![为立员长功本都就果分交熟人年绩]))|[多余]?(?P<times>倍)"
    r"|\s?(?P<decades>年代)|\s?(?P<century>世纪)|\s?(?P<year>年|财年)"
    r"|\s?(?P<measure>英里|英尺|英寸|英亩|公顷|[亩里斤尺寸磅]|华氏)|\s?(?P<month>月)(?!球)|\s?(?P<day>[日号])"
    r"|\s?(?P<hour>[点时](?!间|代|候|期|尚|刻))|\s?(?P<clock>:\d{2})|\s?(?P<minute>分(?![之子布析别享钟]))|(?P<off>折)|(?P<tenth>[毛角]钱|毛(?![利病重巾衣发笔驴坯孩线绒豆皮茸主泽]))"
)
_ROSE = re.compile("增|升|涨|翻|超|提高|扩大|扩张|高出|多出|多了|快了|大了")
_TAIL = re.compile(r"(?:万亿|[万亿])$")
_LONGEST = 16  # characters; what is longer is the number of a file or an account


def read(text: str) -> list[Quantity]:
    """The quantities of a Chinese text, in its order."""
    folded = _LETTER_O.sub("〇", text.translate(_FOLD))
    hidden = [found.span() for found in ADDRESS.finditer(folded)] if "." in folded or "&#" in folded else []
    found: list[Quantity] = []
    for match in _TOKEN.finditer(folded):
        weak = any(first <= match.start() < last for first, last in hidden)
        for one in _token(match, folded):
            found.append(replace(one, firm=False) if weak else one)
        if len(found) > 1:
            _share(found, match, folded)
    return found


def _share(found: list[Quantity], match: re.Match[str], text: str) -> None:
    """In 20至30万 the first number has the unit of the second, or none: it gets both readings."""
    here, before = found[-1], found[-2]
    year = of_a_century(before, here, text)
    if year is not None:  # 20世纪70年代 is the 1970s
        found[-2:] = [replace(before, firm=False), replace(here, readings=(year,))]
        return
    if here.kind in RATES and before.kind is Kind.PLAIN and _LISTED.fullmatch(text, before.end, here.start):
        before = found[-2] = replace(before, kind=here.kind)  # 3至5个百分点, 1.1个和0.2个百分点
    lasts = since_january(before, here, text)
    if lasts is not None:  # 1-9月 are the first nine months
        found[-1] = here = replace(here, lasts=lasts)
    if not _RANGE.fullmatch(text, before.end, here.start):
        return
    scale = match["scale"] or (_TAIL.search(match[0]) or ("",))[0]
    tenths = here.kind is Kind.PERCENT and text[here.end : here.end + 1] == "成"
    if tenths and before.value < 10:  # 五至七成
        found[-2] = replace(before, readings=(before.value * 10, *before.readings), firm=True)
    elif scale and before.value < 1000 and before.kind not in (*CALENDAR, Kind.WEEKDAY):
        found[-2] = replace(before, readings=(before.value * _SCALE[scale], *before.readings))


def _token(match: re.Match[str], text: str) -> Iterator[Quantity]:
    start, end = match.span()
    if match["over"]:
        final = text.startswith("决赛", end)  # 四分之一决赛 is a quarter-final
        yield from (replace(one, firm=one.firm and not final) for one in _fraction(match))
    elif match["number"]:
        yield _arabic(match, text)
    elif match["weekday"]:
        day = "一二三四五六日天".index(match["weekday"]) + 1
        yield Quantity((Decimal(min(day, 7)),), start, end, Kind.WEEKDAY)
        if day < 7 and _TIMES.match(text, end):  # 下周三 is Wednesday, 每周三次 is three times
            yield Quantity((Decimal(day),), end - 1, end, firm=False)
    elif match["word"]:
        yield _word(match["word"], start, end, text)
    elif row(match[0], text, end):
        yield from _row(match, text)
    else:
        yield _han(match, text)


def _word(word: str, start: int, end: int, text: str) -> Quantity:
    kind = {"半": Kind.PART, "半年": Kind.PART, "刻": Kind.PART, "百分百": Kind.PERCENT, "首": Kind.ORDINAL}.get(
        word, Kind.PLAIN
    )
    if word in _MINUTES and text[start - 1 : start] in _HOURS[word]:
        return Quantity(_MINUTES[word], start, end, Kind.TIME, firm=False, word=True)
    if word == "半" and text.startswith("个百分点", end):
        return Quantity((Decimal("0.5"),), start, end, Kind.POINTS)
    unit = {"半年": end - 1, "全天": end - 1, "全天候": end - 2, "昼夜": start}.get(word, end)
    lasts = lasting(Decimal("0.5") if word[0] == "半" else Decimal(1), text, unit, "zh")
    return Quantity(_WORTH[word], start, end, kind, firm=False, word=True, lasts=lasts)


def _fraction(match: re.Match[str]) -> Iterator[Quantity]:
    over, under = _any(match["over"]), _any(match["under"])
    digits = match["under"][0].isdigit()
    if not over or not under or not over[0]:
        for name in ("over", "under"):
            yield Quantity(_any(match[name]) or (Decimal(0),), *match.span(name), firm=False)
    elif match["over"] == "百":
        yield Quantity(under, *match.span(), Kind.PERCENT, digits=digits)
    elif match["over"] == "千":
        yield Quantity(under, *match.span(), Kind.MILLE, firm=under[0] > 1, digits=digits)
    elif match["over"] == "万":
        yield Quantity((under[0] * 100 / over[0], *under, under[0] / over[0]), *match.span(), firm=False)
    else:
        ratio = under[0] / over[0]
        yield Quantity((ratio, ratio * 100), *match.span(), digits=False)
        yield Quantity(over, *match.span("over"), firm=False)
        yield Quantity(under, *match.span("under"), firm=False)


def _any(text: str) -> tuple[Decimal, ...]:
    return (Decimal(text.replace(",", "")),) if text[0].isdigit() and text.isascii() else numeral(text)


def _arabic(match: re.Match[str], text: str) -> Quantity:
    start, end = match.span()
    number = Decimal(match["number"].replace(",", ""))
    if len(match["number"]) > _LONGEST:  # no quantity
        return Quantity((number,), start, end, firm=False, digits=True)
    scale = match["scale"]
    more = glyph(text, end) if scale is None else None
    if more is not None:
        number, end = number + more, end + 1
    value = number * _SCALE[scale] if scale else number
    least = _SCALE[scale] if scale else 1
    for part in _PART.finditer(match["rest"] or ""):
        size = _SCALE[part[2]] if part[2] else 1
        if size >= least:  # 3万5万: two numbers run together
            break
        value, least = value + Decimal(part[1].replace(",", "")) * size, size
    before, after = text[start - 1 : start], text[end : end + 1]
    named = bool(_LATIN.match(after) or _LATIN.match(before))
    if before in ("-", "–") and start > 1 and _LATIN.match(text[start - 2]):
        named = True  # Covid-19, F-16
    if (
        named
        and scale is None
        and not re.match(
            r"%|个?百分点|(?:k?m|kg|g|cm|mm|km/h|GW|MW|kW|W|h|p\.?m|a\.?m)(?![A-Za-z])", text[end : end + 5]
        )
    ):
        return Quantity(
            (value,),
            start,
            end,
            firm=bool(re.search(r"(?:US|RMB|EUR|USD|HK|CNY)\s?$", text[max(0, start - 4) : start])),
            digits=True,
        )
    readings: tuple[Decimal, ...] = (value,)
    if scale and "个" in match[0]:  # 20个亿元项目 are two billion, or twenty of a hundred million
        readings = (value, number, Decimal(_SCALE[scale]))
    day = DAY.match(text, start)
    if day and day.end() == end:
        readings = (value, *map(Decimal, day.groups()))
    hundredths = _HUNDREDTHS.match(text, end)
    if hundredths and value == int(value):
        readings = (Decimal(f"{value}.{hundredths[1]}"), value)
    elif text[start - 1 : start] in ("秒", "米") and text[start - 2 : start - 1].isdigit() and value < 100:
        return Quantity(readings, start, end, firm=False, digits=True)
    firm = not _EVENT.search(text, max(0, start - 2), start)
    return _unit(Quantity(readings, start, end, firm=firm, digits=True), text, plain=scale is None)


def _unit(one: Quantity, text: str, *, plain: bool) -> Quantity:
    """`one` with what the word after it says about its kind and its other readings."""
    value, readings, kind, end, firm = one.value, one.readings, one.kind, one.end, one.firm
    before = text[one.start - 1 : one.start]
    after = _AFTER.match(text, end)
    name = after.lastgroup if after else None
    if name in ("percent", "points"):
        kind = Kind.PERCENT if name == "percent" else Kind.POINTS
    elif name == "mille":
        kind = Kind.MILLE
    elif name == "basis":
        readings, kind = (value, value / 100), Kind.BASIS
    elif name == "tenths" and plain and value < 10:
        readings, kind, firm = (value * 10, *readings, value / 10), Kind.PERCENT, firm or value > 1
    elif name == "times":
        kind = Kind.TIMES
        if before != "的" and _ROSE.search(
            text, max(0, one.start - 8), one.start
        ):  # 增长2倍 is three times, by some two
            readings = (*readings, value + 1, value - 1)
    elif name == "off" and plain:
        readings = (*readings, value * 10, 100 - value * 10, 100 - value)
    elif name == "tenth":  # 两毛钱 are 0.2 yuan, 20 cents
        readings = (value / 10, value * 10, value)
    elif name == "measure":
        kind = Kind.MEASURE
    elif name in ("year", "decades", "month", "day", "century") and plain and not (before == "第" and name == "day"):
        kind = {"year": Kind.YEAR, "month": Kind.MONTH}.get(name, Kind.DATE)
        if name == "year" and value < 100:
            kind = Kind.PLAIN
        if name in ("year", "decades") and value < 100 and value == int(value):
            readings = (*readings, 1900 + value, 2000 + value)
        elif name == "year" and value >= 1000:
            readings = (*readings, value % 100)
    elif plain and one.digits and name is None and 1900 <= value <= 2100 and one.end - one.start == 4:
        kind, readings = Kind.YEAR, (value, value % 100)
    elif name in ("hour", "clock", "minute") and plain:
        kind = Kind.TIME
        if name != "minute":
            readings = (*readings, value - 12) if value > 12 else (*readings, value + 12)
    elif before == "第" or (plain and before not in ("前", "头") and _WHICH.match(text, end)):
        kind = Kind.ORDINAL
    lasts = lasting(value, text, end, "zh") if name != "times" else None
    return Quantity(readings, one.start, end, kind, firm, one.digits, lasts=lasts)


def _row(match: re.Match[str], text: str) -> Iterator[Quantity]:
    """Each digit of a row, which tell one from another; a translation may say from the first to the last."""
    start, end = match.span()
    last = _unit(Quantity(numeral(text[end - 1]), end - 1, end), text, plain=True)
    last = replace(last, kind=Kind.ORDINAL) if last.kind is Kind.PLAIN else last
    for at in range(start, end - 1):
        firm = at == start and text[at] != "一"
        yield Quantity(numeral(text[at]), at, at + 1, last.kind, firm)
    yield last


def _han(match: re.Match[str], text: str) -> Quantity:
    start, end = match.span()
    run = match[0]
    plan = _PLAN.match(text, start)
    if plan:
        return Quantity((numeral("十" + plan[1])[0], Decimal(5)), start, end, firm=False)
    readings = numeral(run)
    if not readings:
        return Quantity(digits_of(run) or (Decimal(1),), start, end, firm=False)
    firm = counts(run, readings, text, start, end)
    hundredths = _HAN_HUNDREDTHS.match(text, end)
    if hundredths and readings[0] == int(readings[0]):
        parts = "".join(str(digit) for digit in digits_of(hundredths[1]))
        readings = (Decimal(f"{readings[0]}.{parts}"), *readings)
    if feast(text, start, end):
        return Quantity(readings, start, end, Kind.DATE)
    one = Quantity(readings, start, end, firm=firm)
    return _unit(one, text, plain=not set(run) & set("万亿"))
