"""What Chinese under the influence of English says too often: 被 and 一个.

Native news has them, too; what is counted is how many stand in one segment (`heavy`), against 20,000 segments of it
(benchmarks/language.py), and in a whole article (`overused`), against the Chinese originals of the news of WMT 2021 to
2023: of 101 articles 4 have so many 被 and one so many 一个, of human translations 12 and 6 in 100, of those of Argos
and NLLB 21 to 25 and 8 to 10.
"""

import re
from collections.abc import Iterator, Sequence

from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.language import is_chinese
from transflow.segment import Segment

_PASSIVE = re.compile("(?<![棉毛绵植夹薄厚])被(?![告子褥动覆窝单套罩面])")
_ONE = re.compile("一(?:个|個)(?![月多半人小星世])")
_MOST = {"被": (_PASSIVE, 2), "一个": (_ONE, 2)}  # so many may stand in a segment
_PER = 60  # characters for each that stands there
_ARTICLE_MOST, _ARTICLE_PER = 3, 250  # the same in an article


def heavy(segment: Segment, context: Context) -> Iterator[Finding]:
    """An info where 被 or 一个 stands in a segment more than twice, and oftener than native writers put it."""
    if not is_chinese(context.target_locale):
        return
    target = plain(segment.target)
    for word, (pattern, most) in _MOST.items():
        places = [found.span() for found in pattern.finditer(target.text)]
        if len(places) > most and len(places) * _PER > len(target.text):
            said = _("“{word}” stands here {n} times").format(word=word, n=len(places))
            yield Finding("heavy", Severity.INFO, said, target.span(*places[-1]))


def overused(texts: Sequence[str]) -> Iterator[tuple[str, int, int, tuple[int, int]]]:
    """Of the texts of an article: each word that stands there oftener than native writers put it, how many times, and
    its last place: the number of the text, and the characters."""
    length = sum(map(len, texts))
    for word, (pattern, _most) in _MOST.items():
        places = [(number, found.span()) for number, text in enumerate(texts) for found in pattern.finditer(text)]
        if len(places) > _ARTICLE_MOST and len(places) * _ARTICLE_PER > length:
            yield word, len(places), *places[-1]
