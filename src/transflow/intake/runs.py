"""Inline content in order: single spaces, marks that hold words, paragraphs where lines end, captions to pictures."""

import re
from collections.abc import Iterable, Iterator, Sequence

from transflow.manuscript import Block, Break, Code, Image, Inline, Paragraph, Run, Span, Text, plain
from transflow.script import HAN

BREAK = "\n"  # a line break of the source, until it is known what stands on either side
_SPACES = re.compile(r"[ \t\n\r\f\v\xa0\u2000-\u200a\u202f\u205f\u3000]+")
_NOTHING = re.compile("[\u200b\u200e\u200f\u2060\ufeff\xad\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

Part = Block | Inline
EDGE = Paragraph(())  # where a paragraph ends though none is marked: the edge of a div
Marks = tuple[tuple[str, str], ...]  # the marks around some content, from the outside in: letters and address


class Caption(Paragraph):
    """A paragraph that is said to be a caption, until it is known of what."""


def clean(raw: str) -> str:
    """`raw` without characters that show nothing."""
    return _NOTHING.sub("", raw)


def with_captions(found: Iterable[Block]) -> Iterator[Block]:
    """Captions put under the picture they follow, or before which they stand; others are paragraphs."""
    waiting: Block | None = None
    for block in found:
        if isinstance(waiting, Caption) and (picture := alone(block)) and not picture.caption:
            block, waiting = captioned(picture, waiting.content), None
        elif isinstance(block, Caption) and waiting and (picture := alone(waiting)) and not picture.caption:
            block, waiting = captioned(picture, block.content), None
        if waiting:
            yield Paragraph(waiting.content) if isinstance(waiting, Caption) else waiting
        waiting = block
    if waiting:
        yield Paragraph(waiting.content) if isinstance(waiting, Caption) else waiting


def alone(block: Block) -> Image | None:
    """The picture that is all of a paragraph."""
    if isinstance(block, Paragraph) and len(block.content) == 1 and isinstance(block.content[0], Image):
        return block.content[0]
    return None


def captioned(picture: Image, caption: Run) -> Paragraph:
    """A figure: `picture` with the words of `caption` under it."""
    return Paragraph((Image(picture.address, picture.alt, plain(caption).strip()),))


def spaced(raw: str) -> str:
    """`raw` with white space as one space, or as a line break where it holds one."""
    return _SPACES.sub(lambda m: BREAK if "\n" in m[0] or "\r" in m[0] else " ", clean(raw))


def joined(parts: Iterable[Part]) -> Iterator[Block]:
    """Blocks as they are; inline content between them in paragraphs, each picture that stands alone in its own."""
    loose: list[Inline] = []
    for part in [*parts, EDGE]:
        if not isinstance(part, Block):
            loose.append(part)
            continue
        if loose:
            yield from _paragraphs(tidy(loose))
            loose = []
        if part is not EDGE:
            yield part


def _paragraphs(run: Run) -> Iterator[Paragraph]:
    """Two line breaks in a row end a paragraph, as pages without `<p>` write it; a picture alone in a line is one."""
    lines: list[list[Inline]] = [[]]
    for one in run:
        if isinstance(one, Break):
            lines.append([])
        else:
            lines[-1].append(one)
    paragraph: list[Inline] = []
    for line in lines:
        figures = line and all(isinstance(one, Image) for one in _solid(line))
        if not line or figures:
            if paragraph:
                yield Paragraph(tuple(paragraph))
                paragraph = []
            for one in _solid(line):
                yield Paragraph((one,))
        else:
            paragraph += [Break(), *line] if paragraph else line
    if paragraph:
        yield Paragraph(tuple(paragraph))


def _solid(line: Sequence[Inline]) -> list[Inline]:
    return [one for one in line if not _is_blank(one)]


def _is_blank(part: Part) -> bool:
    return isinstance(part, Text) and not part.text.strip()


def tidy(run: Iterable[Inline]) -> Run:
    """`run` with single spaces and none at its ends or those of its lines; neighbouring texts and marks in one; white
    space out of the ends of marks, for there Markdown would not see them. A line break of the source between two
    Chinese characters is nothing, else a space."""
    flat = list(_flattened(run, ()))
    found: list[tuple[Inline, Marks]] = []
    space: str = ""
    for one, marks in flat:
        if isinstance(one, Break):
            space = ""
            found.append((one, ()))
            continue
        if not isinstance(one, Text):
            if space and found and not isinstance(found[-1][0], Break):
                found.append((Text(" "), _common(found[-1][1], marks)))
            space = ""
            found.append((one, marks))
            continue
        for piece in re.split("([ \n])", one.text):
            if not piece:
                continue
            if piece in " \n":
                space = piece if space != " " else space
                continue
            if space and found and not isinstance(found[-1][0], Break):
                last = found[-1][0]
                before = last.text[-1] if isinstance(last, Text) else "x"
                if space == " " or not (_wide(before) and _wide(piece[0])):
                    found.append((Text(" "), _common(found[-1][1], marks)))
            space = ""
            found.append((Text(piece), marks))
    while found and isinstance(found[-1][0], Break):
        found.pop()
    while found and isinstance(found[0][0], Break):
        found.pop(0)
    return _nested([(one, marks) for one, marks in found], 0)


def _wide(char: str) -> bool:
    return bool(HAN.match(char)) or "\u3000" <= char <= "\u303f" or "\uff01" <= char <= "\uff60" or char in "“”‘’—…·"


def _common(before: Marks, after: Marks) -> Marks:
    shared = []
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        shared.append(one)
    return tuple(shared)


def _flattened(run: Iterable[Inline], marks: Marks) -> Iterator[tuple[Inline, Marks]]:
    """Each inline value with the marks it stands in: one of a kind (bold in bold is bold)."""
    for one in run:
        if isinstance(one, Span):
            own = (one.letters, one.href)
            inner = marks if any(letters == one.letters for letters, _href_ in marks) else (*marks, own)
            yield from _flattened(one.content, inner)
        elif isinstance(one, Image):  # a picture cannot be bold
            yield one, tuple(mark for mark in marks if mark[0] == "a")
        else:
            yield one, marks


def _nested(parts: Sequence[tuple[Inline, Marks]], depth: int) -> Run:
    """The inverse of `_flattened`: neighbours of the same marks in one span, neighbouring texts in one."""
    found: list[Inline] = []
    at = 0
    while at < len(parts):
        one, marks = parts[at]
        end = at + 1
        if len(marks) > depth:
            while end < len(parts) and len(parts[end][1]) > depth and parts[end][1][depth] == marks[depth]:
                end += 1
            inner = _nested(parts[at:end], depth + 1)
            # A link around nothing but pictures leads to a larger one, or to the picture itself.
            found += (
                inner
                if all(isinstance(part, Image) for part in inner)
                else [Span(marks[depth][0], inner, marks[depth][1])]
            )
        elif isinstance(one, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].text + one.text)
        elif isinstance(one, Code) and found and isinstance(found[-1], Code):
            found[-1] = Code(found[-1].text + one.text)
        else:
            found.append(one)
        at = end
    return tuple(found)
