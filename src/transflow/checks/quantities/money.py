"""Currencies where they are named: 美元, 5亿元, $, RMB, Hong Kong dollars; and the amounts they belong to."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transflow.checks.quantities.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency as a text names it. `codes`: what it may be, ISO 4217 or, where one name serves many, the name.

    `start` and `end` are character offsets. `plain`: named without its country (元, $), so that the codes are those
    that such a name usually stands for.
    """

    codes: frozenset[str]
    start: int
    end: int
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity of money."""

    quantity: Quantity
    currency: Currency


# 元 is the yuan, and in Hong Kong, Macao and Taiwan the local dollar; never the dollar of another country, which is
# 美元, 澳元, … . In English `$` is never the dollar of Hong Kong or Taiwan without HK or NT before it.
_YUAN = frozenset({"CNY", "HKD", "MOP", "TWD"})
_DOLLAR = frozenset({"USD", "AUD", "CAD", "NZD", "SGD"})
WEIGHT = "weight"  # the pound weighs too: a pound that is no money answers for 磅 and conflicts with nothing

_CHINESE: Mapping[str, str] = {
    "CNY": "人民币|人民幣", "USD": "美元|美金", "EUR": "欧元|歐元", "GBP": "英镑|英鎊", "JPY": "日元|日圆|日圓",
    "HKD": "港元|港币|港幣|港纸", "AUD": "澳元|澳币|澳大利亚元", "CAD": "加元|加币|加拿大元",
    "NZD": "纽元|新西兰元", "SGD": "新加坡元|新币|坡币", "TWD": "新台币|新臺幣|台币|臺幣", "KRW": "韩元|韩圆|韩币|韓元",
    "rouble": "卢布", "rupee": "卢比", "peso": "比索(?!契)", "franc": "法郎", "baht": "泰铢",
    "ringgit": "林吉特|马币|令吉", "lira": "里拉",
    "krona": "克朗", "real": "雷亚尔", "rand": "兰特", "dinar": "第纳尔", "riyal": "里亚尔",
    "dirham": "迪拉姆", "dong": "越南盾|越盾", "rupiah": "印尼盾|印尼卢比", "shekel": "谢克尔",
}  # fmt: skip
_ENGLISH: Mapping[str, str] = {
    "USD": r"US ?\$|USD|(?i:(?:US|U\.S\.|American)[ -]dollars?)", "HKD": r"HK ?\$|HKD|(?i:Hong Kong dollars?)",
    "AUD": r"AU? ?\$|AUD|(?i:Australian dollars?)", "CAD": r"CA?N? ?\$|CAD|(?i:Canadian dollars?)",
    "NZD": r"NZ ?\$|NZD|(?i:New Zealand dollars?)", "SGD": r"S ?\$|SGD|(?i:Singapore(?:an)? dollars?)",
    "TWD": r"NT ?\$|TWD|NTD|(?i:(?:New )?Taiwan(?:ese)? dollars?)",
    "EUR": r"€|EUR|[Ee]uros|(?:euro|(?<=the )Euro)(?![ -]?(?:zone|area|\d|[A-Z]))",
    "GBP": r"£|GBP|(?i:(?:pounds? )?sterling|quid|(?:(?<=illion )|(?<=illion-))pounds?)",
    "CNY": r"RMB|CNY|(?:Chinese )?yuan|(?:(?<=\d )|(?<=illion ))Yuan|(?i:renminbi)",
    "JPY": r"JPY|(?i:(?:Japanese )?yen)", "KRW": r"KRW|₩|(?i:(?:South )?Korean won)|(?:(?<=\d )|(?<=illion ))won",
    "rouble": r"RUB|₽|(?i:ro?ubles?)", "rupee": r"INR|₹|Rs\.?(?= ?\d)|(?i:rupees?)", "peso": r"MXN|PHP|(?i:pesos?)",
    "franc": r"CHF|francs?", "baht": r"THB|(?i:baht)", "ringgit": r"MYR|RM(?=\d)|(?i:ringgits?)", "lira": r"TRY|liras?",
    "krona": r"SEK|NOK|DKK|kron(?:a|or|er|e)", "real": r"R\$|BRL|reais", "rand": r"ZAR|(?:(?<=\d )|(?<=illion ))rand",
    "dinar": r"dinars?", "riyal": r"SAR|QAR|IRR|riyals?|rials?", "dirham": r"AED|(?i:dirhams?)",
    "dong": r"VND|(?<=\d )dong",
    "rupiah": r"IDR|(?i:rupiahs?)", "shekel": r"(?i:shekels?)",
}  # fmt: skip
_NUMERAL = "[0-9０-９二两三四五六七八九十百千万亿萬億多余餘几幾数數半]"

_NAMED: Mapping[str, re.Pattern[str]] = {
    "zh": re.compile(
        "|".join(f"(?P<{code}>{words})" for code, words in _CHINESE.items())
        + rf"|(?P<yuan>(?<={_NUMERAL})\s?(?:元(?![（(]?(?:人民币|[美日欧港韩澳]元|英镑))|块钱)"
        rf"(?![旦首素件老宵月气帅化论里次方]))|(?P<pound>(?<={_NUMERAL})\s?磅)"
        r"|(?P<sign>US\$|HK\$|€|£|[¥￥]|RMB)|(?P<dollar>(?<![A-Za-z])\$)"
    ),
    "en": re.compile(
        r"(?<![A-Za-z])(?:"
        + "|".join(f"(?P<{code}>{words})" for code, words in _ENGLISH.items())
        + r"|(?P<dollar>\$|(?i:dollars?|bucks))|(?P<pound>(?i:pounds?))|(?P<sign>[¥￥]))(?![A-Za-z])"
    ),
}
# What the name of a currency has in it, as small letters: the cheap question before the dear one.
_HINTS: Mapping[str, tuple[str, ...]] = {
    "zh": (*"元金镑鎊圆圓币幣纸臺卢索郎铢特吉里克尔姆盾钱磅$€£¥￥", "RMB"),
    "en": (
        *"$€£¥￥₩₹₽", "dollar", "buck", "euro", "pound", "sterling", "quid", "yuan", "renminbi", "yen", "won", "rouble",
        "ruble", "rupee", "peso", "franc", "baht", "ringgit", "lira", "kron", "reais", "rand", "dinar", "rial", "riyal",
        "dirham", "dong", "rupiah", "shekel",
    ),
}  # fmt: skip
_CODE = re.compile(r"Rs|[A-Z]{2}")
_SIGNS: Mapping[str, frozenset[str]] = {
    "US$": frozenset({"USD"}), "HK$": frozenset({"HKD"}), "€": frozenset({"EUR"}), "£": frozenset({"GBP"}),
    "RMB": frozenset({"CNY"}), "¥": frozenset({"CNY", "JPY"}), "￥": frozenset({"CNY", "JPY"}),
}  # fmt: skip
_PLAIN: Mapping[str, frozenset[str]] = {
    "yuan": _YUAN, "dollar": _DOLLAR, "pound": frozenset({"GBP", WEIGHT}),
}  # fmt: skip
# 5亿多元, 5 million yuan, 5-million-dollar, 60多元(美元，下同)
_TO_IT = re.compile(r"[\s\u00a0多余餘-]{0,2}(?:元[（(])?")

_AMOUNT = re.compile(rf"\s?[约近超逾达]?\s?(?:{_NUMERAL}|[,.，．])+\s?")


def currencies(text: str, language: str) -> list[Currency]:
    """The currencies named in a Chinese (`zh`) or English (`en`) text, in its order."""
    found: list[Currency] = []
    if not hinted(text, language):
        return found
    for match in _NAMED[language].finditer(text):
        name = match.lastgroup or ""
        codes = _SIGNS[match[0]] if name == "sign" else _PLAIN.get(name) or frozenset({name})
        if name == "yuan" and found and _AMOUNT.fullmatch(text, found[-1].end, match.start()):
            continue  # 港币500万元: what follows the amount only repeats what stands before it
        found.append(Currency(codes, *match.span(), plain=name in _PLAIN))
    return found


def hinted(text: str, language: str) -> bool:
    """Whether anything in a text may name a currency: where this says no, none does."""
    small = text if language == "zh" else text.lower()
    return any(hint in small for hint in _HINTS[language]) or (language == "en" and _CODE.search(text) is not None)


def amounts(text: str, named: Sequence[Currency], quantities: Sequence[Quantity]) -> list[Amount]:
    """The quantities that stand beside a currency: before a word (5 yuan), after a sign or a code ($5, RMB 5)."""
    found = []
    quantities = [one for one in quantities if not one.word]
    starts = [one.start for one in quantities]
    ends = [one.end for one in quantities]
    for currency in named:
        after = bisect_left(starts, currency.end)
        if after < len(quantities) and _TO_IT.fullmatch(text, currency.end, starts[after]):
            found.append(Amount(quantities[after], currency))
        before = bisect_left(ends, currency.start + 1) - 1
        if before >= 0 and _TO_IT.fullmatch(text, ends[before], currency.start):
            found.append(Amount(quantities[before], currency))
    return found


_NAMES: Mapping[str, tuple[str, str, str]] = {  # in Chinese, in English, as a sign before the number
    "CNY": ("元", "yuan", "RMB"), "USD": ("美元", "dollars", "$"), "EUR": ("欧元", "euros", "€"),
    "GBP": ("英镑", "pounds", "£"), "JPY": ("日元", "yen", "¥"), "HKD": ("港元", "Hong Kong dollars", "HK$"),
    "AUD": ("澳元", "Australian dollars", "A$"), "CAD": ("加元", "Canadian dollars", "C$"),
    "NZD": ("新西兰元", "New Zealand dollars", "NZ$"), "SGD": ("新加坡元", "Singapore dollars", "S$"),
    "TWD": ("新台币", "New Taiwan dollars", "NT$"), "KRW": ("韩元", "won", "₩"),
}  # fmt: skip


def name(currency: Currency, language: str, *, like: str) -> str | None:
    """What `currency` is called in Chinese (`zh`) or English (`en`) where `like` stands: a word, or a sign before the
    number. None where the name alone does not say which currency it is."""
    for code in ("USD", "CNY") if currency.plain else currency.codes:
        if code in currency.codes:
            names = _NAMES.get(code)
            if names is None:
                return None
            return names[0] if language == "zh" else names[2] if not like[-1:].islower() else names[1]
    return None
