"""The rank of a post: a deputy who became the head, a former or acting head who became the head, and the reverse."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transflow.checks.plain import plain
from transflow.checks.port import FREE, Context, Finding, Severity
from transflow.checks.simplified import simplified
from transflow.interface import gettext as _
from transflow.language import base
from transflow.segment import Segment

_HAN = (
    "(?:主席|主任|总统|总理|首相|[部省市县区州镇乡村局厅司处科署校院所馆站台社行会议队团组班]长|董事长|理事长|委员长|秘书长"
    "|检察长|审计长|参谋长|[外防财]长|总?书记|总裁|总?经理|总监|总编辑?|主编|总工程师|总指挥|司令员?|大使|国务卿|教授|研究员)"
)
_LATIN = (
    r"(?:presidents?|premiers?|chair(?:man|men|woman|person|s)?|chiefs?|directors?(?:[- ]general)?|(?:prime )?minister"
    r"s?|governors?|mayors?|secretar(?:y|ies)(?:[- ]general)?|deans?|heads?|managers?|editors?|commanders?|ambassadors?"
    r"|professors?|principals?|captains?|rectors?|chancellors?|provosts?|speakers?|commissioners?|curators?"
    r"|prosecutors?|leaders?)"
)
_BETWEEN = r"(?:[A-Z]?[a-z.]+ ){0,2}?"  # deputy general manager, former US president
_BEFORE = "[之以此目提面日年月天战赛选会台跟先当眼从生午餐饭届周岁时秒钟期史]"  # 目前, 之前, 三年前


_POSTS = {"zh": re.compile(_HAN), "en": re.compile(rf"\b{_LATIN}\b", re.IGNORECASE)}
_SHOWN = 10  # characters of the post that a message quotes
# One of which stands wherever a rank is said; quicker to look for than the ranks.
_SIGNS = {
    "zh": ("副", "前", "时任", "代", "当选", "候任"),
    "en": ("vice", "deputy", "associate", "assistant", "former", "ex-", "then-", "one-time", "onetime", "acting",
           "interim", "caretaker", "-elect"),
}  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class _Rank:
    """What says a rank before a post in Chinese and in English, and all that may say it in either."""

    said: Mapping[str, re.Pattern[str]]
    answers: Mapping[str, re.Pattern[str]]


def _rank(han: str, latin: str, han_answers: str, latin_answers: str) -> _Rank:
    return _Rank(
        {"zh": re.compile(han), "en": re.compile(latin, re.IGNORECASE)},
        {"zh": re.compile(han_answers), "en": re.compile(latin_answers, re.IGNORECASE)},
    )


_RANKS = (
    _rank(
        f"副(?={_HAN})",
        rf"\b(?:vice|deputy|associate|assistant)[- ](?={_BETWEEN}{_LATIN}\b)",
        "副|次[长官卿]|助理|代表|候补|常务|协理|帮办|助教|二把手|二号",
        r"\b(?:vice|sub|co|no\. ?2|[es]?vp|second|junior|ministers? of state|parliamentary)\b|deput|associate|assistant"
        r"|under-? ?secretar|lieutenant|number two",
    ),
    _rank(
        rf"(?<!{_BEFORE})前(?:任|[\u4e00-\u9fff]{{1,3}}国)?(?={_HAN})|时任(?=[\u4e00-\u9fff]{{0,8}}{_HAN})",
        rf"\b(?:former(?: |-)|ex-|then-|one-?time )(?={_BETWEEN}{_LATIN}\b)",
        "前|原|曾|时任|当时|卸任|离任|退休|退役|昔|老|旧|已故|下台|先后",
        r"\b(?:former(?:ly)?|ex|then|late|previous(?:ly)?|past|old|one-?time|erstwhile|retired|outgoing|ousted|deposed"
        r"|predecessors?|served|emeritus|turned|earlier|prior|(?:who|which) (?:was|were|had)|at th(?:e|at) time)\b",
    ),
    _rank(
        f"代理(?={_HAN})|(?<![0-9一二三四五六七八九十年时古当现近后历世朝取替换交二三])代(?=[省市县区州校院部]长|主席|总理|总统)",
        rf"\b(?:acting|interim|caretaker) (?={_BETWEEN}{_LATIN}\b)",
        "代|临时|署理|暂|看守|过渡",
        r"\b(?:acting|interim|caretaker|provisional|temporary|temporarily|agents?|stand-?in|pro tem(?:pore)?)\b",
    ),
    _rank(
        "(?:当选|候任)(?=总统|总理|主席|州长|市长|首相)",
        rf"\b{_LATIN}(?=-elect\b)",
        "选|候任|新任|上任|就任",
        r"elect|\b(?:incoming|designate|won|wins?|winning|victory|became|becomes?|becoming)\b"
        rf"|\b(?:new|next) (?={_BETWEEN}{_LATIN}\b)",
    ),
)


def posts(segment: Segment, context: Context) -> Iterator[Finding]:
    """A post is that of a deputy, of somebody's past, of one who acts or is only elected, and the other text says
    nothing of the kind: 副部长, minister.

    A warning; an info in a headline, standfirst or caption that leaves it out. Only that the rank is there at all is
    looked at, for two vice presidents may share one “vice”, and only where the other text names a post.
    """
    languages = base(context.source_locale), base(context.target_locale)
    if set(languages) != {"zh", "en"}:
        return
    source, target = plain(segment.source), plain(segment.target)
    here, there = simplified(source.text, context.source_locale), simplified(target.text, context.target_locale)
    ours, theirs = _ranked(here, languages[0]), _ranked(there, languages[1])
    for rank in dict.fromkeys((*ours, *theirs)):
        lost, new = ours.get(rank), theirs.get(rank)
        if lost and not rank.answers[languages[1]].search(there) and _POSTS[languages[1]].search(there):
            severity = Severity.INFO if segment.kind in FREE else Severity.WARNING
            message = _("“{rank}” of “{post}” is not in the translation")
            text = source.text[lost.start() : lost.end() + _SHOWN].strip()
            said = message.format(rank=lost[0].strip(" -"), post=text)
            yield Finding("posts", severity, said, None, source.span(*lost.span()))
        elif new and not rank.answers[languages[0]].search(here) and _POSTS[languages[0]].search(here):
            message = _("“{rank}” is not in the source").format(rank=new[0].strip(" -"))
            yield Finding("posts", Severity.WARNING, message, target.span(*new.span()))


def _ranked(text: str, language: str) -> dict[_Rank, re.Match[str]]:
    """The ranks of posts that a text says, each where it is first said."""
    small = text.lower()
    if not any(sign in small for sign in _SIGNS[language]):
        return {}
    found = ((rank, rank.said[language].search(text)) for rank in _RANKS)
    return {rank: match for rank, match in found if match is not None}
