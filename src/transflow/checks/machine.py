"""What a machine leaves in a translation: chatter, notices, entities, words over and over, the other script."""

import html
import re
from collections.abc import Iterator

from transflow.checks.plain import Plain, plain
from transflow.checks.port import Context, Finding, Severity
from transflow.checks.tongues import other_than_english
from transflow.interface import gettext as _
from transflow.language import base, is_chinese, is_traditional
from transflow.script import HAN, told_apart, written
from transflow.segment import Segment

_CHATTER = re.compile(
    r"\W*(?:(?:sure|certainly|of course|absolutely|okay)\b[,!.:]\s*(?:here|the translat|i['’]d|i can|i will|let me)"
    r"|(?:please )?translate (?:the following|this|the (?:text|sentence|passage))\b"
    r"|here(?: is|['’]s| are)\b[^.\n]{0,40}\btranslat\w+"
    r"|\W*(?:the )?(?:english |chinese )?translat(?:ion|ed text)\s*(?:is\s*)?\**\s*[:：]"
    r"|as an? (?:ai|language model)\b|i(?: am|['’]m) (?:sorry|unable)\b[^.\n]{0,60}\btranslat\w+"
    r"|i (?:cannot|can['’]t) (?:assist|help|translate)\b)"
    r"|\W*(?:好的|当然(?:可以)?|没问题)?[，,！!。]?\s*(?:以下|下面)(?:是|为)[^。\n]{0,20}(?:翻译|译文)"
    r"|\W*(?:当然可以|没问题|好的)[！!]|\W*(?:中文|英文)?(?:翻译|译文)(?:如下|结果)?\s*\**\s*[:：]"
    r"|\W*请?[将把](?:以下|下面|下列)[^。\n]{0,16}(?:翻译|译)[成为]"
    r"|\W*作为一?[个名]?\s?(?:ai|人工智能)(?:助手|语言模型|模型)|\W*(?:抱歉|对不起)[，,]我(?:无法|不能)",
    re.IGNORECASE,
)
_OF_TRANSLATION = re.compile("translat|译|譯|翻訳", re.IGNORECASE)
# What an obliging engine begins with, and what in a source may be meant by it.
_OBLIGING = re.compile(r"\W*(?:sure|certainly|of course|absolutely|okay|ok|好的|好|当然|没问题)\s*[!！]", re.IGNORECASE)
_MEANT = re.compile(
    r"sure|certain|course|absolut|\bok|当然|好的|没问题|可以|没错|肯定|绝对"
    r"|(?:^|[“\"‘'：:，,])\W*(?:yes|fine|great|good|right|well|好|行|是|对|嗯|哦)",
    re.IGNORECASE,
)
# What an engine adds behind, or around: a remark of its own, an offer, a fence of Markdown, the marks of its format.
_REMARK = re.compile(
    r"(?:^|[\n(（\[*]\s*|(?<=[.!?”\"])\s+|(?<=[。！？”])\s*)(?:\**\s*)(?:note\s*\**\s*:|translat(?:or|ion)['’]?s?\s+notes?\b"
    r"|(?:let me know|feel free|please let me know)\b[^.\n]{0,60}(?:!|\.|$)|i hope this (?:helps|translation)"
    r"|(?:注|译注|译者注|请注意)\s*\**\s*[:：]|(?:希望|如果)[^。\n]{0,20}(?:对您有|帮助到您|请随时))",
    re.IGNORECASE,
)
_REMARKED = re.compile(r"\bnot(?:e|es|ice)\b|aware|attention|caution|注|let me|feel free|hope|希望|随时", re.IGNORECASE)
_FORMAT = re.compile(
    r"```\w*|</?(?:think|translation|translated|output|answer|source|target|text|result)>|<\|[a-z_]+\|>"
    r"|\[/?INST\]|<(?:unk|pad|s)>|</s>|⁇|▁|@-@|@@(?=\s|$)",
    re.IGNORECASE,
)
_FORMAT_SIGNS = ("```", "<", "[", "⁇", "▁", "@-@", "@@")
_NOTICE = re.compile(
    r"MYMEMORY WARNING|YOU USED ALL AVAILABLE FREE TRANSLATIONS|QUERY LENGTH LIMIT EXCE?EDED"
    r"|INVALID (?:SOURCE|TARGET) LANGUAGE"
    r"|PLEASE SELECT TWO DISTINCT LANGUAGES|Too Many Requests|Error \d{3} \("
    r"|(?:rate|quota) limit (?:is )?(?:reached|exceeded)"
    r"|daily quota|Internal Server Error|Service Unavailable",
    re.IGNORECASE,
)
_SIGNS = (
    "memory warning",
    "free translation",
    "limit",
    "language",
    "requests",
    "error ",
    "quota",
    "server",
    "service un",
)
_ENTITY = re.compile(r"&(?!lt;|gt;)(?:[a-z][a-z0-9]{1,20}|#x?[0-9a-f]{2,5});", re.IGNORECASE)
_LOOP = re.compile(r"(\S.{0,24}?)(?:[\s,，、]*\1){3,}")
_LOOP_LEAST = 12  # characters of a loop: 哈哈哈哈 and “ha ha ha ha” are none

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u11ff]")
# A の or a short brand stays in many a Chinese text.
_FOREIGN_LEAST = 3
# Characters that only one of the scripts has, the commonest of both (frequency order of modern Chinese).
_PAIRS = (
    "这這来來个個们們国國为為说說时時会會对對过過还還后後发發经經动動产產业業义義现現实實进進学學关關点點从從无無长長头頭"
    "开開问問样樣种種机機应應东東两兩与與权權报報党黨战戰认認华華万萬条條题題决決结結设設际際济濟总總务務张張议議导導领領"
    "员員记記门門车車书書术術见見场場边邊电電军軍师師达達办辦变變数數选選运運团團该該让讓连連给給称稱标標单單热熱"
)
_ONLY = {"simplified": frozenset(_PAIRS[0::2]), "traditional": frozenset(_PAIRS[1::2])}
_ENOUGH = 2  # a single one may stand in a name
_LATIN_WORDS = re.compile(r"\b[a-z]{2,}\b")


def machine(segment: Segment, context: Context) -> Iterator[Finding]:
    """An error for an engine's notice, chatter or wrong language; a warning for entities, loops, the other script."""
    source, target = plain(segment.source), plain(segment.target)
    text = target.text
    found = _CHATTER.match(text)
    of_it = found and _OF_TRANSLATION.search(found[0]) and _OF_TRANSLATION.search(source.text)
    if found and not of_it and not _CHATTER.match(source.text):
        message = _("this is what an engine says about the translation, not the translation")
        yield Finding("machine", Severity.ERROR, message, target.span(*found.span()))
    obliging = _OBLIGING.match(text)
    if obliging and not found and not _MEANT.search(source.text):
        message = _("“{text}” is not in the source").format(text=obliging[0].strip())
        yield Finding("machine", Severity.WARNING, message, target.span(*obliging.span()), expected="")
    yield from _added(source, target)
    found = _notice(text)
    if found and not _notice(source.text):
        message = _("this is a notice of an engine, no translation")
        yield Finding("machine", Severity.ERROR, message, target.span(*found.span()))
    if "&" in text:
        for found in _ENTITY.finditer(text):
            meant = html.unescape(found[0].lower() if found[0].isupper() else found[0])
            if meant != found[0] and found[0] not in source.text:
                message = _("“{text}” is an HTML entity").format(text=found[0])
                expected = meant.replace("\u00a0", " ")
                yield Finding("machine", Severity.WARNING, message, target.span(*found.span()), expected=expected)
    loop = _LOOP.search(text) if _monotonous(text) else None
    if loop and len(loop[0]) >= _LOOP_LEAST and any(map(str.isalpha, loop[1])) and not _LOOP.search(source.text):
        message = _("“{text}” stands there over and over").format(text=loop[1].strip())
        yield Finding("machine", Severity.WARNING, message, target.span(*loop.span()), expected=loop[1].strip())
    if is_chinese(context.target_locale):
        yield from _script(target, context.target_locale)
        if base(context.source_locale) != "zh" and not HAN.search(text) and len(_LATIN_WORDS.findall(text)) > 3:
            yield Finding("machine", Severity.ERROR, _("this is not Chinese"))
    elif base(context.target_locale) == "en" and other_than_english(text) and not other_than_english(source.text):
        yield Finding("machine", Severity.ERROR, _("this is not English"))
    if not text.isascii():
        yield from _neighbours(source.text, target, context.target_locale)


def _added(source: Plain, target: Plain) -> Iterator[Finding]:
    """What stands beside the translation: an engine's remark, and the marks of its format."""
    text = target.text
    found = _REMARK.search(text) if _REMARKED.search(text) else None
    if found and not _REMARKED.search(source.text):
        message = _("this is what an engine says about the translation, not the translation")
        yield Finding("machine", Severity.WARNING, message, target.span(found.start(), len(text)))
    if any(sign in text for sign in _FORMAT_SIGNS):
        for found in _FORMAT.finditer(text):
            if found[0] not in source.text:
                message = _("“{text}” is left from the engine’s format").format(text=found[0])
                yield Finding("machine", Severity.ERROR, message, target.span(*found.span()), expected="")


def _neighbours(source: str, target: Plain, locale: str) -> Iterator[Finding]:
    """Japanese or Korean in the place of Chinese or English: an error for more than a sign or two that the
    source does not have."""
    for pattern, message in ((_KANA, _("“{text}” is Japanese")), (_HANGUL, _("“{text}” is Korean"))):
        places = [found.start() for found in pattern.finditer(target.text)]
        if len(places) < _FOREIGN_LEAST or pattern.search(source) or base(locale) not in ("zh", "en"):
            continue
        text = "".join(target.text[at] for at in places[:6])
        yield Finding("machine", Severity.ERROR, message.format(text=text), target.span(places[0], places[-1] + 1))


def _notice(text: str) -> re.Match[str] | None:
    low = text.lower()
    return _NOTICE.search(text) if any(sign in low for sign in _SIGNS) else None


def _monotonous(text: str) -> bool:
    """Whether few words, or characters of a text without spaces, make up much of it: a cheap question before a costly
    one."""
    parts = text.split() if text.count(" ") * 12 > len(text) else text
    return len(text) >= _LOOP_LEAST and len(set(parts)) * 3 < len(parts) * 2


def _script(target: Plain, locale: str) -> Iterator[Finding]:
    traditional = is_traditional(locale)
    wrong = _ONLY["simplified" if traditional else "traditional"]
    places = [at for at, char in enumerate(target.text) if char in wrong]
    if len(places) < _ENOUGH:  # none, or one that may stand in a name
        places = _rarer(target.text, locale)
    if len(places) >= _ENOUGH:
        shown = "".join(dict.fromkeys(target.text[at] for at in places[:6]))
        message = _("“{text}” is Traditional Chinese").format(text=shown)
        if traditional:
            message = _("“{text}” is Simplified Chinese").format(text=shown)
        yield Finding("machine", Severity.WARNING, message, target.span(places[0], places[0] + 1))


def _rarer(text: str, locale: str) -> list[int]:
    """The places of characters that only the other script has, where these are more than the locale's own."""
    if written(text, locale):
        return []
    right, wrong = told_apart(text, locale, "zh_CN" if is_traditional(locale) else "zh_TW")
    return wrong if len(wrong) > len(right) else []
