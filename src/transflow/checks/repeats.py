"""What stands twice: a mark, a word, a clause, a sentence."""

import re
from collections import Counter
from collections.abc import Iterator

from transflow.checks.plain import Plain, plain
from transflow.checks.port import Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import base, is_chinese
from transflow.script import HAN
from transflow.segment import Segment

# Words that may well stand twice in a row: he had had, said that that, very very, no no, bye bye.
_MAY_DOUBLE = "had that very really so no yes bye ha blah many far long knock there now well her"
_TWICE = frozenset(_MAY_DOUBLE.split())
_DOUBLED = re.compile(r"(?<![\w'’.-])([A-Za-z]{1,20})[ \u00a0]+\1(?![\w'’-])", re.IGNORECASE)
# 的的确确, 是是非非, 实实在在, 不了了之, 一对对, 将将; and where one word ends as the next begins: 目的的, 为了了解,
# 现在在, 是是否, 和和平, 对对方, 与与会者, 将将军, 的的士.
_DOUBLED_HAN = re.compile(
    r"的的(?![确確士])|(?<=[^目标標]的)的|了了(?![解然之])|(?<![现現实實存内內潜潛正好外所自])在在|是是(?![否非])"
    r"|和和(?![平谐諧解睦气氣蔼藹])|[与與][与與](?![会會其否])|(?<!一)[对對][对對](?![方手外立等象称稱应應比抗于於])"
    r"|[将將][将將](?![军軍士领領要帅帥])"
)
# Words that no one says twice in a row, and three characters or more, which no verb or adjective doubles: 研究研究 is
# good Chinese, 观察到观察到 is not.
_DOUBLED_WORDS = re.compile(
    "((?:我|你|他|她|它)们|自己|[这那](?:个|种|些)|正在|已经|可以|可能|因为|所以|但是|如果|没有|不是|以及|通过|根据|为了|关于|并且"
    r"|同时|目前|由于|表示|认为|指出|进行)\1|([\u4e00-\u9fff]{3,8})\2"
)
_ECHO = re.compile(r"([a-z]{3,})[ -]?\1", re.IGNORECASE)  # Ngorongoro, Pago Pago
_MASKED = re.compile(r"(?:目的|标的|標的|有的)的")
_NO_LETTER = re.compile(r"[\W_]+")  # nor a digit
_PIECE = re.compile(r"[^。！？；，,;.!?：]+[。！？；，,;.!?：”’\"』」）)]*")
_LEAST = {"zh": 7, "en": 24}  # Han characters, letters: shorter pieces recur for good reason


# A mark twice in a row, or a comma before or behind a stop. “？！”, “!!” and the dots of an ellipsis are meant.
_TWO_MARKS = {
    "zh": re.compile(r"[，、；：]+([。！？])|([，、；：])[，、；：]+|(?<!。)(。)[。，、；](?!。)"),
    "en": re.compile(r"([,;:])(?: ?[,;:])+(?![-)(DPp])|,(\.)(?!\.)|[,;] ([.?!])(?![.\w])|(?<![.\d])(\.)\.(?![./])"),
}


def repeats(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning for a word or a mark that stands twice in a row, and for a clause or sentence that the target has more
    often than the source."""
    source, target = plain(segment.source), plain(segment.target)
    language = base(context.target_locale)
    if is_chinese(context.target_locale):
        yield from _han(target)
        if not _ECHO.search(source.text):
            yield from _han_words(target)
    elif language == "en":
        yield from _words(source, target)
    if language in _LEAST:
        yield from _marks(source, target, language)
        yield from _pieces(source, target, language)


def _words(source: Plain, target: Plain) -> Iterator[Finding]:
    for found in _DOUBLED.finditer(target.text):
        word = found[1].lower()
        name = found[1][0].isupper() and found[0].split()[-1][0].isupper()  # Duran Duran, New New Town
        if word in _TWICE or name or found[0] in source.text:
            continue
        message = _("“{text}” stands twice").format(text=found[1])
        yield Finding("repeats", Severity.WARNING, message, target.span(*found.span()), expected=found[1])


def _marks(source: Plain, target: Plain, language: str) -> Iterator[Finding]:
    for found in _TWO_MARKS[language].finditer(target.text):
        mark = next(filter(None, found.groups()))
        if found[0] not in source.text:
            message = _("“{text}”: one mark too many").format(text=found[0])
            yield Finding("repeats", Severity.WARNING, message, target.span(*found.span()), expected=mark)


def _han(target: Plain) -> Iterator[Finding]:
    text = _MASKED.sub(lambda match: match[0][:2] + " ", target.text)
    for found in _DOUBLED_HAN.finditer(text):
        message = _("“{text}” stands twice").format(text=found[0][0])
        yield Finding("repeats", Severity.WARNING, message, target.span(*found.span()), expected=found[0][0])


def _han_words(target: Plain) -> Iterator[Finding]:
    for found in _DOUBLED_WORDS.finditer(target.text):
        word = found[1] or found[2]
        message = _("“{text}” stands twice").format(text=word)
        yield Finding("repeats", Severity.WARNING, message, target.span(*found.span()), expected=word)


def _pieces(source: Plain, target: Plain, language: str) -> Iterator[Finding]:
    whole = _bare(target.text)
    if _size(whole, language) >= _LEAST[language] and _halved(whole) and not _halved(_bare(source.text)):
        place = target.span(len(target.text) // 2, len(target.text))
        yield Finding("repeats", Severity.WARNING, _("the whole text stands twice"), place)
        return
    pieces = [(found, _bare(found[0])) for found in _PIECE.finditer(target.text)]
    counts = Counter(bare for _found, bare in pieces if _size(bare, language) >= _LEAST[language])
    doubled = {bare for bare, count in counts.items() if count > 1}
    if not doubled:
        return
    most = max(Counter(_bare(found[0]) for found in _PIECE.finditer(source.text)).values(), default=1)
    seen: set[str] = set()
    for found, bare in pieces:
        if bare in doubled and bare in seen and counts[bare] > most:
            message = _("“{text}” stands twice").format(text=found[0].strip())
            yield Finding("repeats", Severity.WARNING, message, target.span(*found.span()), expected="")
            return  # one for the segment: a doubled sentence has many clauses
        seen.add(bare)


def _halved(bare: str) -> bool:
    return bool(bare) and bare[: len(bare) // 2] * 2 == bare


def _bare(piece: str) -> str:
    return _NO_LETTER.sub("", piece.lower())


def _size(bare: str, language: str) -> int:
    return len(HAN.findall(bare)) if language == "zh" else len(bare)
