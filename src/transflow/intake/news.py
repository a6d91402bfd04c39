"""What a piece of news says of itself in its own words: dateline, byline, date, source, editors, captions.

Formats mark none of this in the documents that newsrooms get, so it is known by how it is written; what is taken out of
the text into the front matter, or left out, is said.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from transflow.intake.runs import alone, captioned
from transflow.interface import gettext as _
from transflow.manuscript import (
    Block,
    Break,
    Change,
    Heading,
    Inline,
    Manuscript,
    Paragraph,
    Run,
    Span,
    Text,
    changed,
    dropped,
    inlines,
    plain,
)
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
_CAPTION = re.compile(
    r"(?:图为|图片?[\d一二三四五六七八九十]*\s*[：:]|上图|下图|左图|右图|△|▲|▼|图[\d一二三四五六七八九十]+[\s．.：:、]|"
    r"Photo\b|Figure \d|Fig\. ?\d|Pictured)|.*[（(](?:摄影|图片来源|本报记者|记者|Photo|Credit)[^）)]{0,30}[摄）)]\W*$"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST_CAPTION = 200  # characters


def shaped(manuscript: Manuscript) -> Manuscript:
    """`manuscript` with its headline, dateline, byline, date and captions where an article has them, and without the
    line of its editors; each step that changes something says so."""
    for step in (_headed, _signed, _datelined, _pictured, _edited, _levelled):
        manuscript = step(manuscript)
    return manuscript


def with_change(manuscript: Manuscript, *changes: Change) -> Manuscript:
    """`manuscript`, and what was done to it."""
    return replace(manuscript, changes=(*manuscript.changes, *changes))


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


def is_dateline(text: str) -> bool:
    """Whether `text` begins with a dateline, and so with the story itself."""
    pattern = _DATELINE_ZH if HAN.match(text.lstrip("（(【[")) else _DATELINE_EN
    return pattern.match(text) is not None


def information(text: str) -> bool:
    """Whether `text` is the line of date, source, author and clicks that a page prints under its headline."""
    if len(text) > 200:
        return False
    rest = _LABELLED.sub("", _DATE.sub(" ", text))
    if rest.strip() == text.strip():
        return False
    return len(re.sub(r"[\W\d_]+", "", rest)) <= 2 or byline(rest.strip(" |丨·,，-—")) is not None


# ── steps ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def _headed(manuscript: Manuscript) -> Manuscript:
    """The headline: what is marked as one, else the first heading if it stands before all text. It is said once."""
    blocks = list(manuscript.blocks)
    place = next((n for n, block in enumerate(blocks[:4]) if isinstance(block, Heading)), None)
    title = manuscript.meta.get("title")
    if place is None:
        return manuscript
    heading = blocks[place]
    if not isinstance(heading, Heading) or any(not isinstance(one, Text | Span) for one in inlines(heading.content)):
        return manuscript
    words = plain(heading.content).strip()
    alike = isinstance(title, str) and _bare(title) == _bare(words)
    above = all(alone(block) or byline(_words(block)) or information(_words(block)) for block in blocks[:place])
    if not words or not (alike or (title is None and above and _is_first(blocks, place))):
        return manuscript
    del blocks[place]
    return replace(manuscript, blocks=tuple(blocks), meta={**manuscript.meta, "title": words})


def _is_first(blocks: Sequence[Block], place: int) -> bool:
    """Whether the heading at `place` is above all others: the only one of its level or higher."""
    mine = blocks[place]
    return isinstance(mine, Heading) and not any(
        isinstance(one, Heading) and one.level <= mine.level for one in blocks[place + 1 :]
    )


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _signed(manuscript: Manuscript) -> Manuscript:
    """Lines above the text that say who wrote it, when and where it comes from go into the front matter."""
    blocks, meta, changes = list(manuscript.blocks), dict(manuscript.meta), list(manuscript.changes)
    at = 0
    while at < min(len(blocks), 5):
        words = _words(blocks[at])
        found: dict[str, str | None] = {"byline": byline(words)}
        if not found["byline"] and information(words):
            author = re.search(r"(?:作者|记者|供稿|Author)\s*[：:]\s*(?P<name>[^\s|丨]{2,20})", words)
            writer = author["name"] if author else byline(_DATE.sub("", words).strip(" |丨·,，-—"))
            found = {"date": date(words), "source": source(words), "byline": writer}
        if "summary" in meta and _bare(words) == _bare(str(meta["summary"])):
            found["summary"] = words
        if not words or not any(found.values()):
            at += 1
            continue
        for key, value in found.items():
            if value:
                meta.setdefault(key, value)
        changes.append(changed(_("“{text}” stands in the front matter now").format(text=_short(words))))
        del blocks[at]
    return replace(manuscript, blocks=tuple(blocks), meta=meta, changes=tuple(changes))


def _datelined(manuscript: Manuscript) -> Manuscript:
    """The dateline of the first paragraph goes into the front matter, and with it the byline in brackets behind it."""
    place = next((n for n, one in enumerate(manuscript.blocks) if isinstance(one, Paragraph) and _words(one)), None)
    if place is None or "dateline" in manuscript.meta:
        return manuscript
    block = manuscript.blocks[place]
    words = _words(block)
    match = (_DATELINE_ZH if HAN.match(words.lstrip("（(【[")) else _DATELINE_EN).match(words)
    rest = _without_start(block.content, match.end()) if match and isinstance(block, Paragraph) else None
    if match is None or not rest:
        return manuscript
    meta = {**manuscript.meta, "dateline": match["line"].strip()}
    if match["by"]:
        meta.setdefault("byline", match["by"].strip())
    blocks = (*manuscript.blocks[:place], Paragraph(rest), *manuscript.blocks[place + 1 :])
    moved = changed(_("“{text}” stands in the front matter now").format(text=match[0].strip()))
    return with_change(replace(manuscript, blocks=blocks, meta=meta), moved)


def _pictured(manuscript: Manuscript) -> Manuscript:
    """What is written under a picture in a paragraph of its own is its caption, if it reads like one."""
    blocks: list[Block] = []
    changes: list[Change] = []
    for block in manuscript.blocks:
        picture = alone(blocks[-1]) if blocks else None
        words = _words(block)
        if picture and not picture.caption and words and len(words) <= _LONGEST_CAPTION and _CAPTION.match(words):
            blocks[-1] = captioned(picture, block.content if isinstance(block, Paragraph) else ())
            changes.append(changed(_("“{text}” is the caption of the picture above it now").format(text=_short(words))))
        else:
            blocks.append(block)
    return with_change(replace(manuscript, blocks=tuple(blocks)), *changes)


def _edited(manuscript: Manuscript) -> Manuscript:
    """The line of editors at the end is the house's own business."""
    blocks, changes = list(manuscript.blocks), []
    for place in range(len(blocks) - 1, max(len(blocks) - 5, 0), -1):
        if editors(_words(blocks[place])):
            changes.append(dropped(_("the line of editors, “{text}”").format(text=_short(_words(blocks[place])))))
            del blocks[place]
    if blocks and isinstance(blocks[-1], Paragraph):
        words = _words(blocks[-1])
        tail = re.search(r"\s*[\[【（(]\s*(?:责任?编辑?|编辑|责编)[^\]】）)]{0,60}[\]】）)]\s*$", words)
        rest = _without_end(blocks[-1].content, len(words) - tail.start()) if tail and tail.start() else None
        if tail and rest:
            blocks[-1] = Paragraph(rest)
            changes.append(dropped(_("the line of editors, “{text}”").format(text=tail[0].strip())))
    return with_change(replace(manuscript, blocks=tuple(blocks)), *reversed(changes))


def _levelled(manuscript: Manuscript) -> Manuscript:
    """Headings begin at the second level: the headline is the first, and a page has one."""
    if "title" not in manuscript.meta or not any(
        isinstance(one, Heading) and one.level == 1 for one in manuscript.blocks
    ):
        return manuscript
    blocks = tuple(
        Heading(min(one.level + 1, 6), one.content) if isinstance(one, Heading) else one for one in manuscript.blocks
    )
    lower = changed(_("headings are one level lower, for the headline has the first"))
    return with_change(replace(manuscript, blocks=blocks), lower)


def _words(block: Block) -> str:
    return plain(block.content).strip() if isinstance(block, Paragraph) else ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _without_start(run: Run, count: int) -> Run | None:
    """`run` without its first `count` characters; None where they are not all plain or marked text."""
    return _cut(run, count, lambda text, number: text[number:], forward=True)


def _without_end(run: Run, count: int) -> Run | None:
    return _cut(run, count, lambda text, number: text[: len(text) - number], forward=False)


def _cut(run: Run, count: int, kept: Callable[[str, int], str], *, forward: bool) -> Run | None:
    rest = list(run if forward else reversed(run))
    while rest and count:
        one = rest[0]
        if isinstance(one, Break):
            return None
        if not isinstance(one, Text | Span):
            return None
        size = len(plain((one,)))
        if size <= count:
            del rest[0]
            count -= size
        elif isinstance(one, Text):
            rest[0], count = Text(kept(one.text, count)), 0
        else:
            inner = _cut(one.content, count, kept, forward=forward)
            if inner is None:
                return None
            rest[0], count = Span(one.letters, inner, one.href), 0
    found: list[Inline] = rest if forward else list(reversed(rest))
    edge = 0 if forward else -1
    if found and isinstance(text := found[edge], Text):
        trimmed = text.text.lstrip() if forward else text.text.rstrip()
        found[edge : edge + 1 or None] = [Text(trimmed)] if trimmed else []
    return tuple(found)
