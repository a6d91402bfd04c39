"""Whether what a service sent is a translation at all: never an error page, a quota notice, or the text untouched."""

import re

from transflow import language, script
from transflow.engines import tags, trouble
from transflow.engines.port import Pair
from transflow.engines.trouble import Blow
from transflow.interface import gettext as _

_QUOTA = re.compile(
    r"MYMEMORY WARNING|YOU USED ALL AVAILABLE FREE TRANSLATIONS|QUOTA (?:IS )?(?:EXCEEDED|FINISHED)", re.I
)
_CAPTCHA = re.compile(r"unusual traffic from your|g-recaptcha|/recaptcha/|are you a robot|complete the captcha", re.I)
_BUSY = re.compile(r"too many requests|rate limit exceeded", re.I)
_REFUSED = re.compile(
    r"INVALID LANGUAGE PAIR|PLEASE SELECT TWO DISTINCT LANGUAGES|IS AN INVALID (?:SOURCE|TARGET)", re.I
)
_NOTICE = re.compile(
    r"QUERY LENGTH LIMIT EXCEEDED|NO QUERY SPECIFIED|INVALID EMAIL PROVIDED|Error [45][0-9][0-9] \(|That’s an error\."
    r"|internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|AUTHENTICATION FAILURE",
    re.I,
)
_ELEMENT = re.compile(r"<!doctype|<!--|</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.I)
_SHORT = 40  # characters below which a length says nothing
_NOTICE_LENGTH = 400  # a notice is short; a long article may well speak of a bad gateway


def notice(answer: str, source: str) -> Blow | None:
    """What an answer says that is a service's own words instead of a translation; None for anything else.

    Words that the source holds too are the source's.
    """
    for pattern, blow in (
        (_QUOTA, trouble.quota), (_CAPTCHA, trouble.captcha), (_REFUSED, trouble.unsupported), (_BUSY, trouble.busy)
    ):  # fmt: skip
        if pattern.search(answer) and not pattern.search(source):
            if pattern is _BUSY and len(answer) > _SHORT:  # a news sentence about traffic limits
                continue
            return blow()
    if len(answer) < _NOTICE_LENGTH and _NOTICE.search(answer) and not _alike(source):
        return trouble.garbled()
    return None


def judge(answer: str, source: str, pair: Pair) -> Blow | None:
    """Why `answer` cannot be the translation of `source` (both as targets and sources are written); None if it can."""
    if not script.has_text(tags.stripped(answer)):  # the digits in a tag are no words
        return trouble.empty()
    found = notice(answer, source)
    if found:
        return found
    if _elements(answer) - _elements(source):
        return Blow(_("the answer holds HTML that the text does not"), shaky=True)
    if len(answer) > 12 * len(source) + 100 or (len(source) > _SHORT and len(answer) * 25 < len(source)):
        return Blow(_("the answer is far too long or too short"))
    if _untouched(answer, source, pair):
        return Blow(_("the text came back untranslated"), shaky=True)
    return None


def page(body: str) -> Blow | None:
    """What a web page says that came where an answer should be."""
    if _CAPTCHA.search(body):
        return trouble.captcha()
    if _QUOTA.search(body):
        return trouble.quota()
    return None


def _alike(source: str) -> bool:
    """Whether the source itself speaks of errors and servers, so that its translation may."""
    return bool(
        _NOTICE.search(source) or re.search(r"错误|服务器|网关|不可用|error|server|gateway|unavailable", source, re.I)
    )


def _elements(text: str) -> set[str]:
    return {found[0].lower() for found in _ELEMENT.finditer(text)}


def _untouched(answer: str, source: str, pair: Pair) -> bool:
    """Whether the text was given back as it was, though it has words that must change."""
    if language.is_chinese(pair.source) == language.is_chinese(pair.target) or answer.strip() != source.strip():
        return False
    if language.is_chinese(pair.source):
        return bool(script.HAN.search(source))
    return sum(found[0].islower() for found in re.finditer(r"[A-Za-z]{2,}", source)) >= 4  # not a list of names
