"""He for 她, 他 for she: a translation that turns a woman into a man, or the reverse."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import base
from transflow.segment import Segment


@dataclass(frozen=True, slots=True)
class _Words:
    """What names a man, and a woman, in Chinese and in English."""

    zh: tuple[re.Pattern[str], re.Pattern[str]]
    en: tuple[re.Pattern[str], re.Pattern[str]]


# 他 for itself: not 其他, 他人, 吉他, nor the many (他们 may be all women in English: they).
_PRONOUNS = _Words(
    (re.compile("(?<![其吉维排利犹无])他(?![们們人国國乡鄉妈媽信杀殺用])"), re.compile("她(?![们們])")),
    (
        re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
        re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE),
    ),
)
_TITLES = _Words(
    (re.compile("先生(?!们|們)"), re.compile("女士(?!们|們)|小姐|太太|夫人")),
    (re.compile(r"\b(?:Mr\b|Mister|Sir\b)"), re.compile(r"\b(?:Ms|Mrs|Miss|Madam|Lady)\b")),
)
_SIGNS = ("他", "她", "先生", "女士", "小姐", "太太", "夫人")


def gender(segment: Segment, context: Context) -> Iterator[Finding]:
    """One text says *she* (or 女士), and only that, the other *he* (or Mr), and only that."""
    languages = base(context.source_locale), base(context.target_locale)
    if set(languages) != {"zh", "en"}:
        return
    source, target = plain(segment.source), plain(segment.target)
    chinese, english = (source.text, target.text) if languages[0] == "zh" else (target.text, source.text)
    if not any(sign in chinese for sign in _SIGNS):
        return
    for words in (_PRONOUNS, _TITLES):
        han, latin = _only(words.zh, chinese), _only(words.en, english)
        if han is None or latin is None or han[0] == latin[0]:
            continue
        ours, theirs = (han[1], latin[1]) if languages[0] == "zh" else (latin[1], han[1])
        message = _("“{ours}” in the source, “{theirs}” in the translation")
        said = message.format(ours=ours[0], theirs=theirs[0])
        yield Finding("gender", Severity.WARNING, said, target.span(*theirs.span()), source.span(*ours.span()))


def _only(ways: tuple[re.Pattern[str], re.Pattern[str]], text: str) -> tuple[int, re.Match[str]] | None:
    """Which of the two a text names, and where; None where it names neither or both."""
    found = [(number, match) for number, way in enumerate(ways) if (match := way.search(text))]
    return found[0] if len(found) == 1 else None
