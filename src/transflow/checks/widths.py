"""The width of marks, letters and digits: Chinese has full-width marks and half-width letters and digits (GB/T 15834,
GB/T 15835), English has nothing full-width."""

import re
import unicodedata
from collections.abc import Iterator

from transflow.checks.enumeration import commas
from transflow.checks.halves import LIST_MARK
from transflow.checks.plain import ADDRESS, Plain, plain
from transflow.checks.port import Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import base, is_chinese
from transflow.script import HAN
from transflow.segment import Segment

_CHINESE_MARKS = re.compile("[，。；：？！、《》（）【】「」『』〈〉]|……|——")
_TITLE = re.compile("《([^《》]*)》|「([^「」]*)」|『([^『』]*)』|〈([^〈〉]*)〉")
_ENGLISH_MARKS = {
    "，": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!", "、": ",", "（": "(", "）": ")",
    "【": "[", "】": "]", "……": "…", "——": "—",
}  # fmt: skip
_FULL_WIDTH = {",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
# Full-width letters, digits and signs; half-width katakana and its marks (which are no Chinese at all); a wide space.
_FORMS = re.compile("[＂-＇＊＋－．-９＜-＞＠-［＼-｠]+|[\uff61-\uff9f￠-￦]+|(?<=[^\\s\u3000])\u3000(?=[^\\s\u3000])")
_CHINESE_FORMS = re.compile("(?:[０-９Ａ-Ｚａ-ｚ]+(?:[．，][０-９]+)*)|[\uff61-\uff9f]+")
_DOTS = re.compile(r"\.{2,}")
# GB/T 15834: an ellipsis is six dots, a dash two characters long; a single — joins (1949—2024, 北京—上海).
_DRAWN = re.compile(
    r"\.{3,}|。{3,}|(?<!…)…(?!…)|(?<![-—])--(?!-)"
    r"|(?<=[一-鿿”》）])(?: [-–] |—)(?=[一-鿿“《])"
)
_HYPHENS = re.compile(r"(?<=[\w”\"’)]) ?--(?!-) ?(?=[\w“\"‘(])")
_HAN_ASIDE = re.compile(r"\([^()]*\)")
_H = HAN.pattern
_HALF_WIDTH = re.compile(rf"(?<={_H})[,.;:?!()]|[,;:?!()](?={_H})|(?<={_H}[”》）])[,.;:?!]")


def width(segment: Segment, context: Context) -> Iterator[Finding]:
    """Chinese punctuation in an English target is an error, half-width punctuation beside Han a warning."""
    target = plain(segment.target)
    english = base(context.target_locale) == "en"
    if english and "--" in target.text:
        yield from _drawn(target)
    if target.text.isascii():
        return
    if is_chinese(context.target_locale):
        yield from _narrow(target)
        if base(context.source_locale) == "en":
            for at in commas(plain(segment.source).text, target.text):
                message = _("“{mark}” between the items of a list should be “{expected}”").format(
                    mark="，", expected="、"
                )
                yield Finding("width", Severity.INFO, message, target.span(at, at + 1), expected="、")
    elif english:
        quotes = '""' if context.quotes == "straight" else "“”"
        yield from _wide(segment.target, target, quotes)


def _wide(tagged: str, target: Plain, quotes: str) -> Iterator[Finding]:
    """What is Chinese in an English text. `tagged` is the text with its inline tags."""
    text = target.text
    whole: set[int] = set()
    for found in _TITLE.finditer(text):
        if HAN.search(_around(text, found) + found[0]):  # a Chinese gloss
            continue
        whole |= {found.start(), found.end() - 1}
        message = _("“{text}”: English has no such marks; titles are in italics or quotation marks")
        place = target.span(*found.span())
        expected = quotes[0] + tagged[place[0] + 1 : place[1] - 1] + quotes[1]
        yield Finding("width", Severity.ERROR, message.format(text=found[0]), place, expected=expected)
    for found in _CHINESE_MARKS.finditer(text):
        if found.start() in whole or HAN.search(_around(text, found)):  # in a gloss; if that is wrong, `han` says so
            continue
        message = _("“{mark}” is Chinese punctuation").format(mark=found[0])
        # Brackets and dashes are taken over as they are by many an editor; a full-width comma or stop is a slip.
        severity = Severity.WARNING if found[0] in "（）【】「」……——" else Severity.ERROR
        put = _ENGLISH_MARKS.get(found[0])
        if put in (",", ".", ";", ":", "?", "!") and text[found.end() : found.end() + 1].isalnum():
            put += " "
        elif put in ("(", "[") and text[found.start() - 1 : found.start()].isalnum():
            put = " " + put
        yield Finding("width", severity, message, target.span(*found.span()), expected=put)
    for found in _FORMS.finditer(text):
        if not HAN.search(_around(text, found)):
            expected = unicodedata.normalize("NFKC", found[0])
            message = _("“{text}” is not in English letters: “{expected}”").format(text=found[0], expected=expected)
            yield Finding("width", Severity.WARNING, message, target.span(*found.span()), expected=expected)


def _drawn(target: Plain) -> Iterator[Finding]:
    """A dash that is drawn with hyphens in English, as on a typewriter."""
    for found in _HYPHENS.finditer(target.text):
        message = _("“{mark}” should be “{expected}”").format(mark=found[0].strip(), expected="—")
        yield Finding("width", Severity.INFO, message, target.span(*found.span()), expected="—")


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]


def _narrow(target: Plain) -> Iterator[Finding]:
    """What is half-width in a Chinese text and should not be, and the reverse."""
    text = target.text
    if not HAN.search(text):
        return
    places = [found.span() for found in ADDRESS.finditer(text)] if "." in text or "@" in text else []
    foreign = [found.span() for found in _HAN_ASIDE.finditer(text) if not HAN.search(found[0])] if "(" in text else []
    hidden = places + [found.span() for pattern in (LIST_MARK, _DOTS) for found in pattern.finditer(text)]
    for found in _HALF_WIDTH.finditer(text):
        if any(first <= found.start() < last for first, last in hidden):
            continue
        message = _("“{mark}” beside Chinese should be full-width").format(mark=found[0])
        # Between Han characters it may be the dot of a name: lost on the way (迈克?泰森), or another one (约翰.史密斯).
        dot = found[0] in "?." and HAN.match(text, found.end()) and HAN.match(text, found.start() - 1)
        expected = None if dot else _FULL_WIDTH[found[0]]
        # A house may well set foreign names in half-width brackets: 约翰 (John).
        aside = found[0] in "()" and any(first <= found.start() < last for first, last in foreign)
        severity = Severity.INFO if aside else Severity.WARNING
        end = found.end()
        while found[0] not in "()" and text[end : end + 1] == " ":  # a full-width mark has its space in itself
            end += 1
        yield Finding("width", severity, message, target.span(found.start(), end), expected=expected)
    for found in _DRAWN.finditer(text):
        if any(first <= found.start() < last for first, last in places):
            continue
        expected = "……" if found[0][0] in ".。…" else "——"
        message = _("“{mark}” should be “{expected}”").format(mark=found[0], expected=expected)
        yield Finding("width", Severity.INFO, message, target.span(*found.span()), expected=expected)
    for found in _CHINESE_FORMS.finditer(text):
        expected = unicodedata.normalize("NFKC", found[0])
        message = _("“{mark}” should be “{expected}”").format(mark=found[0], expected=expected)
        # Agencies send full-width digits (in 46 of 10,000 references); half-width katakana marks are a broken encoding.
        severity = Severity.INFO if found[0][0] < "\uff61" else Severity.WARNING
        yield Finding("width", severity, message, target.span(*found.span()), expected=expected)
