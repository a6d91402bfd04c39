"""What a piece of news says of itself in its own words: dateline, byline, date, source, editors, captions.

Formats mark none of this in the documents that newsrooms get, so it is known by how it is written; what is taken out of
the text into the front matter, or left out, is said.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from transflow.intake import phrases
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

_CAPTION = re.compile(
    r"(?:图为|图片?[\d一二三四五六七八九十]*\s*[：:]|上图|下图|左图|右图|△|▲|▼|图[\d一二三四五六七八九十]+[\s．.：:、]|"
    r"Photo\b|Figure \d|Fig\. ?\d|Pictured)|.*[（(](?:摄影|图片来源|本报记者|记者|Photo|Credit)[^）)]{0,30}[摄）)]\W*$"
)
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
    above = all(
        alone(block) or phrases.byline(_words(block)) or phrases.information(_words(block)) for block in blocks[:place]
    )
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
        found: dict[str, str | None] = {"byline": phrases.byline(words)}
        if not found["byline"] and phrases.information(words):
            found = {"date": phrases.date(words), "source": phrases.source(words), "byline": phrases.author(words)}
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
    match = phrases.dateline(words)
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
        if phrases.editors(_words(blocks[place])):
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
