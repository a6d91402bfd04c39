"""How news says where it is from, who wrote it and when: the phrases by which these are known in any text."""

import datetime as dt
import re

from transflow.script import HAN

# 新华社北京11月23日电（记者李岚） / 本报讯（记者 李岚） / （新华社北京11月23日电）
_DATELINE_ZH = re.compile(
    r"[（(【\[]?(?P<line>(?:[\u4e00-\u9fff]{1,8}(?:社|网|报|台|新闻)|本报|本网|本台|本刊)"
    r"[\u4e00-\u9fff/、·]{0,16}?(?:(?:\s*\d{1,4}年)?\s*\d{1,2}月\s*\d{1,2}日\s*(?:专?电|讯|消息)|(?:专?电|讯|消息)(?![\u4e00-\u9fff])))"
    r"[】\])）]?\s*"
    r"(?:[（(]\s*(?P<by>(?:[\u4e00-\u9fff]{0,6}记者|通讯员|作者|见习记者)[^）)]{1,60})[）)])?[：:]?\s*"
)
# BEIJING, Nov. 23 (Xinhua) -- / LINHAI, China, November 23, 2026 (Reuters) — / WANGCHAO —
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE_EN = re.compile(
    rf"(?P<line>[A-Z][A-Z.'’\- ]{{2,40}}(?:, [A-Z][\w.'’\- ]{{1,30}}?)?"
    rf"(?:, {_MONTH} \d{{1,2}}(?:, \d{{4}})?)?(?: \([A-Z][\w' ./-]{{1,30}}\))?)"
    r"\s*(?:--+|[—–]+|(?<=[\d)]) -)\s*(?P<by>)"
)
_NAME = r"[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){1,4}"
_BYLINE = re.compile(
    r"[（(【\[]?(?:(?P<name>(?:(?:本报|本网|本台|新华社|见习|特约|实习)*记者|通讯员|撰稿|供稿|文|作者|撰文)"
    r"\s*[：:/|丨 ]\s*"
    r"[\u4e00-\u9fff·]{2,4}(?:[、，,/ ]+(?:(?:通讯员|记者|摄影)\s*)?[\u4e00-\u9fff·]{2,4}){0,6})"
    rf"|(?P<by>[Bb]y {_NAME}(?:(?:,| and| &) {_NAME}){{0,4}}))[）)】\]]?"
)
_EDITORS = re.compile(
    r"[\[【（(]?\s*(?:责任?编辑?|编辑|责编|校对|审核|审校|初审|复审|终审|监制|值班编委|网络编辑|"
    r"Editor|Edited by|Web editor)\s*[：:丨|/]"
    r".{0,80}"
)
_SOURCE = re.compile(
    r"(?:(?:信息|稿件|文章|新闻)?来源|Source)\s*[：:]\s*(?P<name>[^\s|丨]{2,30}?|[A-Z][\w .'-]{2,30}?)"
    r"(?=\s|[|丨]|$|浏览|点击|阅读|访问|作者|编辑|发布|日期|时间|字[号体])"
)
_DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d)\s*[-/年.]\s*(?P<m>\d{1,2})\s*[-/月.]\s*(?P<d>\d{1,2})(?!\d)\s*日?(?:[T\s]+(?P<t>\d{1,2}:\d\d)(?::\d\d)?)?"
    rf"|(?P<me>{_MONTH})\s+(?P<de>\d{{1,2}}),?\s+(?P<ye>(?:19|20)\d\d)|(?P<db>\d{{1,2}})\s+(?P<mb>{_MONTH})\s+(?P<yb>(?:19|20)\d\d)"
)
_LABELLED = re.compile(
    r"(?:(?:(?:发布|更新|发表)?(?:时间|日期)|(?:信息|稿件|文章|新闻)?来源|作者|记者|供稿|字[号体]|"
    r"(?:责任)?编辑|审核|(?:浏览|点击|阅读|访问)(?:次数|量|数|率)?|Date|Source|Views?|Author|Editor)\s*[：:]|"
    r"(?:Published|Updated|Posted)(?: on)?:?)"
    r"\s*(?:[A-Z][\w.'-]*(?:\s[A-Z][\w.'-]*){0,4}|[^\s|丨]*)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EDGES = " |丨·,，-—"


def date(text: str) -> str | None:
    """The first date in `text` as the front matter writes it, with its time if it has one: `2026-11-23 09:30`."""
    for match in _DATE.finditer(text):
        year = match["y"] or match["ye"] or match["yb"]
        month = match["m"] or str(_MONTHS.index((match["me"] or match["mb"] or "")[:3].lower()) + 1)
        day = match["d"] or match["de"] or match["db"]
        try:
            found = dt.date(int(year), int(month), int(day)).isoformat()
            if match["t"]:
                hour, minute = match["t"].split(":")
                return f"{found} {dt.time(int(hour), int(minute)).isoformat('minutes')}"
            return found
        except ValueError:
            continue
    return None


def byline(text: str) -> str | None:
    """`text` as a byline, if it is one and nothing else: `记者 李岚`, `By Daniel Ashcombe`."""
    match = _BYLINE.fullmatch(text.strip())
    return (match["name"] or match["by"]).strip() if match else None


def source(text: str) -> str | None:
    """Whom `text` names as the source: `来源：新华社` → `新华社`."""
    match = _SOURCE.search(text)
    return match["name"].strip() if match else None


def editors(text: str) -> bool:
    """Whether `text` is nothing but a line of editors: `[责编：李岚]`."""
    return _EDITORS.fullmatch(text.strip()) is not None


def dateline(text: str) -> re.Match[str] | None:
    """The dateline (group `line`) with which `text` begins, and the byline in brackets behind it (`by`)."""
    pattern = _DATELINE_ZH if HAN.match(text.lstrip("（(【[")) else _DATELINE_EN
    return pattern.match(text)


def author(text: str) -> str | None:
    """The author in a line of information: `作者：李岚`, or the byline that it is but for its date."""
    match = re.search(r"(?:作者|记者|供稿|Author)\s*[：:]\s*(?P<name>[^\s|丨]{2,20})", text)
    return match["name"] if match else byline(_DATE.sub("", text).strip(_EDGES))


def information(text: str) -> bool:
    """Whether `text` is the line of date, source, author and clicks that a page prints under its headline."""
    if len(text) > 200 or text.rstrip().endswith(("。", "！", "？")):  # a sentence: it is the text
        return False
    rest = _LABELLED.sub("", _DATE.sub(" ", text))
    if rest.strip() == text.strip():
        return False
    return len(re.sub(r"[\W\d_]+", "", rest)) <= 2 or byline(rest.strip(_EDGES)) is not None
