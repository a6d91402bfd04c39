"""What is no translation though a model wrote it: chatter, another language, several lines, lost tags, a length that
cannot be. Measured on human references and good engines' outputs of WMT21–24 news (14,835 segments into English, 12,052
into Chinese); the figures stand beside the rules.
"""

import re
from collections.abc import Sequence

from transflow import language, script
from transflow.engines import judging, tags
from transflow.engines.port import Occurrence, Pair
from transflow.engines.trouble import Blow
from transflow.interface import gettext as _

_LONG = 20  # characters of a source from which on its length says something
# Characters of the target for one of the source; beyond these lie fewer than one in 2,000 of the outputs measured.
_INTO_ENGLISH = (1.1, 9.5)
_INTO_CHINESE = (0.11, 1.1)
_ALIKE = (0.3, 3.0)  # between two languages of the same kind of writing
# Of both languages: where the source says such a thing too, so may its translation.
_CHATTER = re.compile(
    r"^\W*(?:sure|certainly|okay|ok|好的|没问题)[,.!，。！]"
    r"|^\W*here(?:'s|’s| is| are)\b.{0,60}\btranslat|^\W*(?:以下|下面|这)是.{0,12}(?:译文|翻译)"
    r"|^\W*(?:the )?(?:english |chinese )?translat(?:ion|ed text)(?: \w+){0,3}\s*[:：]"
    r"|^\W*(?:译文|翻译)(?:如下)?\s*[:：]"
    r"|\bas an ai\b|\bI (?:cannot|can't|can’t) (?:translate|help with|assist)|我(?:无法|不能)(?:翻译|协助)"
    r"|[(（\[【]\s*(?:translator['’]s note|editor['’]s note|note|译者注|编者注|编者按|备注|译注|注)\s*[:：]"
    r"|```|</?think>|\"source_start\"",
    re.IGNORECASE,
)
_KANA, _HANGUL = re.compile(r"[\u3040-\u30ff]"), re.compile(r"[\uac00-\ud7a3]")
_NO_TAG = re.compile(r"&(?:amp;)*lt;/?[a-z]+[0-9]+/?>")  # what looks like a tag, and is none of the source's
_WORD = re.compile(r"[A-Za-z]+")
_OTHER = re.compile(r"[\u0370-\u05ff\u0600-\u06ff\u0900-\u0e7f]")  # Greek, Cyrillic, Hebrew, Arabic, Indic, Thai
_SHARE = 0.4  # Han characters among Han and words in English: 3 of 14,835 have more
_WORDS = 15  # from so many words on, an English sentence without any of those below is none: 12 of 14,835
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|with|by|from|that|has|have|its|their|are|were|said|this|for|at|an|as|who|not|but|been|which|more"
    r"|also|after|into|years?|other|between|than|it|they|be|would|over|new|first|out|up|about|two|before|through|during)\b",
    re.IGNORECASE,
)


def fault(answer: str, source: str, pair: Pair) -> Blow | None:
    """Why `answer` cannot be the translation of `source` (both as targets and sources are written); None if it can."""
    if "\n" in answer or "\r" in answer:
        return Blow(_("the answer has several lines"))
    if _CHATTER.search(answer) and not _CHATTER.search(source):
        return Blow(_("the answer says more than the translation"))
    return (
        judging.judge(answer, source, pair)
        or _foreign(tags.stripped(answer), tags.stripped(source), pair)
        or _lost(answer, source)
        or _length(tags.stripped(answer), tags.stripped(source), pair)
    )


def called(answer: str, terms: Sequence[Occurrence]) -> Blow | None:
    """Which of the terms in its source an answer calls otherwise; None if none. It is a translation all the same: the
    checks, which know inflections, have the last word."""
    said = tags.stripped(answer).casefold()
    wrong = [
        one.source for one in terms
        if (one.accepted and not any(name.casefold() in said for name in one.accepted))
        or any(name.casefold() in said for name in one.forbidden)
    ]  # fmt: skip
    if not wrong:
        return None
    return Blow(_("these are not called what they must be: {terms}").format(terms=", ".join(dict.fromkeys(wrong))))


def _lost(answer: str, source: str) -> Blow | None:
    if tags.whole(answer, source) and not set(_NO_TAG.findall(answer)) - set(_NO_TAG.findall(source)):
        return None
    wanted = ", ".join(tags.tags(source)) or "–"
    return Blow(_("the tags are not those of the source ({tags})").format(tags=wanted))


def _length(answer: str, source: str, pair: Pair) -> Blow | None:
    one, two = language.is_chinese(pair.source), language.is_chinese(pair.target)
    least, most = _ALIKE if one == two else _INTO_CHINESE if two else _INTO_ENGLISH
    if len(source) < _LONG or least * len(source) <= len(answer) <= most * len(source):
        return None
    return Blow(_("the answer is far too long or too short"))


def _foreign(answer: str, source: str, pair: Pair) -> Blow | None:
    """Whether the answer is in another language than it should be, as far as letters and small words tell."""
    han, words = len(script.HAN.findall(answer)), _WORD.findall(answer)
    if language.is_chinese(pair.target):
        small = sum(word.islower() for word in _WORD.findall(source))
        wrong = bool(_new(_KANA, answer, source)) or (han == 0 and (small >= 4 or bool(script.HAN.search(source))))
    elif language.base(pair.target) == "en":
        wrong = han > _SHARE * (han + len(words)) or (len(words) >= _WORDS and not _ENGLISH.search(answer))
    else:
        wrong = False
    if wrong or _new(_HANGUL, answer, source) or _new(_OTHER, answer, source):
        return Blow(_("the answer is in another language"), shaky=True)
    return None


def _new(letters: re.Pattern[str], answer: str, source: str) -> bool:
    """Whether the answer has several letters of a script of which the source has none."""
    return len(letters.findall(answer)) >= 3 and not letters.search(source)
