"""The paragraphs of a target that is a Markdown document of its own (`Kind.BODY`)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from transflow.segment import Kind, Segment

_LINE = re.compile(r"[^\n]+")
_START = re.compile(r"[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)]|#{1,6})[ \t]+)*")  # of a quotation, a list, a heading
_RULE = re.compile(r"[ \t]*(?:([-=_*~`])[ \t]*(?:\1[ \t]*)+.*|\|.*)$")  # a line across, a fence, a row of a table

# Fenced code (CommonMark 0.31, 4.5), to its end or that of the text.
_CODE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*$.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)


def prose(segment: Segment) -> Segment:
    """The segment with blanks, character for character, in the place of code: nobody's language, and no safe fix may
    touch it."""
    source, target = (_CODE.sub(_blank, text) for text in (segment.source, segment.target))
    return replace(segment, source=source, target=target) if target.strip() else segment


def _blank(code: "re.Match[str]") -> str:
    return re.sub(r"[^\n]", " ", code[0])


def paragraphs(segment: Segment) -> Iterator[tuple[int, Segment]]:
    """Each line of the target that holds words, as a segment without a source, and where it begins in the target."""
    for line in _LINE.finditer(segment.target):
        if _RULE.match(line[0]):
            continue
        begin = _START.match(line[0])
        at = begin.end() if begin else 0
        kind = Kind.HEADING if line[0].lstrip().startswith("#") else Kind.PARAGRAPH
        if line[0][at:].strip():
            yield line.start() + at, replace(segment, source="", target=line[0][at:].rstrip(), kind=kind)
