"""A plain text as it comes by mail or from a wire: headline, dateline, paragraphs."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from transflow.errors import ArticleError
from transflow.intake import news, phrases, runs
from transflow.intake.encoding import decoded
from transflow.intake.options import Options
from transflow.interface import gettext as _
from transflow.manuscript import Block, Heading, Manuscript, Paragraph, Run, Text, changed, dropped
from transflow.script import HAN, has_text

_BREAK = re.compile(r"\r\n|\n|\r|\f|\x85|\u2028|\u2029")
_INDENT = re.compile(r"^(?:\u3000+|[ \t\xa0]{2,})")
_END = re.compile(r"[。！？!?.…][”’\"')）】]*\s*$")
_SECTION = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]).{1,30}$")
_RULE = re.compile(r"[-—_=*＊－—─·~\s]{3,}")
_CONTROL = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f]")
_HEADLINE = 80  # characters of a Chinese headline; an English one may have twice as many
_WRAPPED = 40  # columns from which a line may have been broken by a machine


def read(data: bytes, name: str, options: Options) -> list[Manuscript]:
    """The article in the text `data`; `name` is its file's, for messages.

    Raises MemoryFileError where its encoding is in doubt, ArticleError where there is no text.
    """
    text, changes = decoded(data, name, options.encoding)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ArticleError(
            f"{name}:{line}", _("the file holds a NUL character, so it is not text"),
            remedy=_("save it as UTF-8 text, or take the character out"),
        )  # fmt: skip
    if _CONTROL.search(text):
        changes.append(dropped(_("control characters, which mean nothing in a text")))
        text = _CONTROL.sub("", text)
    paragraphs = list(_paragraphs(_BREAK.split(text.replace("\ufeff", ""))))
    if not any(has_text(one) for one in paragraphs):
        raise ArticleError(name, _("there is no text in this file"), remedy=_("look whether it is the right file"))
    rules = [one for one in paragraphs if _RULE.fullmatch(one)]
    if rules:
        changes.append(dropped(_("lines of dashes or stars")))
    words = [one for one in paragraphs if not _RULE.fullmatch(one)]
    blocks: list[Block] = []
    title = words[0] if len(words) > 1 and _is_headline(words[0]) else ""
    for one in words[1:] if title else words:
        run = _run(one)
        blocks.append(Heading(2, run) if _SECTION.fullmatch(one) else Paragraph(run))
    headings = sum(isinstance(one, Heading) for one in blocks)
    if headings:
        changes.append(changed(_("short lines with a Chinese numeral before them are headings now")))
    meta = {"title": title} if title else {}
    return [news.shaped(Manuscript(tuple(blocks), meta, changes=tuple(changes)))]


def _run(line: str) -> Run:
    return runs.tidy((Text(line.replace("\u3000", " ").replace("\xa0", " ").replace("\t", " ")),))


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """The paragraphs of `lines`, however they are marked: by empty lines, by an indent, or a line each.

    Lines that a machine has broken (nearly all of one width, and not at the end of a sentence) are joined again.
    """
    wrapped = _is_wrapped(lines)
    held = ""
    for line in [*lines, ""]:
        bare = line.strip(" \t\u3000\xa0\u200b")
        if held and (not bare or not wrapped or _INDENT.match(line)):
            yield held
            held = ""
        if held:
            tight = HAN.match(bare) or HAN.match(held[-1]) or not held[-1].isascii()
            held = f"{held}{bare}" if tight or (held.endswith("-") and held[-2:-1] == "-") else f"{held} {bare}"
        else:
            held = bare


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether most lines that another follows are about as wide as the widest and end in the middle of a sentence."""
    full = [(one, after) for one, after in pairwise(lines) if one.strip() and after.strip()]
    full = [(one, after) for one, after in full if not _INDENT.match(after)]
    if not full:
        return False
    widest = max(_width(one) for one in lines)
    broken = sum(1 for one, _after in full if not _END.search(one) and _width(one) >= widest * 0.6)
    return _WRAPPED <= widest <= 120 and broken >= len(full) * 0.5


def _width(line: str) -> int:
    return sum(2 if HAN.match(char) or char >= "\u3000" else 1 for char in line.rstrip())


def _is_headline(line: str) -> bool:
    """Whether the first line is a headline: short, and no sentence."""
    longest = _HEADLINE if HAN.search(line) else 2 * _HEADLINE
    return (
        len(line) <= longest and not re.search(r"[。；;：:,，]\s*$|[。.]\W*$", line) and phrases.dateline(line) is None
    )
