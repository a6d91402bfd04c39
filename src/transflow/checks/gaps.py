"""Gaps: marks and units inside a text from which what belonged to them was cut away.

“(kilometres)” had a number, “7–days” a second one, “a -channel studio” a first one. What the source has itself is
excused, and nothing has a fix: what is gone stands in the source.
"""

import re
from collections.abc import Iterator

from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import base
from transflow.segment import Segment

_MEASURES = {
    "en": "(?:square |cubic )?(?:kilomet(?:er|re)s?|km|miles?|(?:centi|milli)?met(?:er|re)s?|cm|mm|feet|foot"
    "|inch(?:es)?|hectares?|acres?|kilograms?|kg|pounds?|tons?|tonnes?|lit(?:er|re)s?|gallons?"
    "|degrees?(?: [A-Z][a-z]+)?|[A-Za-z. ]{0,12}dollars?|yuan|euros?|yen|percent|per cent|[mb]illion(?: [a-z]+)?)",
    "zh": "(?:平方|立方)?(?:公里|千米|英里|米|英尺|英寸|厘米|毫米)|公顷|英亩|亩|公斤|千克|磅|吨|升|加仑|摄氏度|华氏度"
    "| GMT|[万亿]*(?:[美日欧港澳加新]?元|英镑|人民币)",
}
_IN_BRACKETS = {
    language: re.compile(rf"[(（](?:about |约|近|超过)?(?: ?{units}) ?[)）]") for language, units in _MEASURES.items()
}
_ENDLESS = {
    "en": re.compile(
        r"\d (?:-|–|to) (?=(?:years|days|hours|months|weeks|minutes|people|percent|[mb]illion|[a-z]+ days)\b)"
    ),
    "zh": re.compile(r"\d ?[-–—~～至到] ?(?=[个岁天年月日名人米%％万亿]|小时|公里|分钟)"),
}
_LONGEST = 10  # characters of the word before a suffix that hangs
_SUSPENDED = re.compile(r"\b(?:and|or|to|nor|but|suffix|ending|option|flag|than)$")  # inter-regional and -industry
# Each begins with what it is looked for by, which is quick.
_ORPHANS = (
    re.compile(r" -(?=[a-z]{3})"),
    re.compile(r" the(?= ?[,;:)](?!\w))"),
    re.compile(r" an(?= ?[,;:)](?!\w))"),
    re.compile(r"\$(?<![A-Z]\$)(?=[\s,.;:)]|$)(?! ?\d)"),
)


def gaps(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning where a mark or a unit has lost what belongs to it: a unit alone in brackets, a range without its end,
    the end of a compound, an article before a comma."""
    language = base(context.target_locale)
    if language not in _MEASURES:
        return
    source, target = plain(segment.source).text, plain(segment.target)
    text = target.text
    if "(" in text or "（" in text:
        ours = _IN_BRACKETS.get(base(context.source_locale))
        for found in _IN_BRACKETS[language].finditer(text):
            if found[0][1:-1].strip() not in source and (ours is None or not ours.search(source)):
                message = _("“{text}”: a unit without its number").format(text=found[0])
                yield Finding("gaps", Severity.WARNING, message, target.span(*found.span()))
    for found in _ENDLESS[language].finditer(text):
        message = _("“{text}”: a range without its end").format(text=found[0].strip())
        yield Finding("gaps", Severity.WARNING, message, target.span(*found.span()))
    for pattern in _ORPHANS if language == "en" else ():
        for found in pattern.finditer(text):
            if not _SUSPENDED.search(text, max(0, found.start() - _LONGEST), found.start()):
                message = _("“{text}” has lost what belongs to it").format(text=found[0].strip())
                yield Finding("gaps", Severity.WARNING, message, target.span(*found.span()))
