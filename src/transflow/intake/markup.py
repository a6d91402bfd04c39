"""Elements of HTML as blocks of a manuscript: what they say and how it is built, nothing of how it looks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from transflow.interface import gettext as _
from transflow.manuscript import (
    Block,
    Break,
    Change,
    Code,
    Heading,
    Image,
    Inline,
    Listing,
    Note,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Run,
    Span,
    Table,
    Text,
    changed,
    dropped,
    plain,
    words,
)
from transflow.script import HAN, has_text

_LETTERS = {"b": "b", "strong": "b", "em": "i", "i": "i", "cite": "i", "s": "s", "del": "s", "strike": "s", "a": "a"}
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table
    tbody td tfoot th thead tr ul""".split()
)
_SILENT = frozenset(
    """applet area audio base button canvas col colgroup datalist embed frame frameset head iframe input link map math
    meta meter noscript object optgroup option param progress rp rt script select source style svg template textarea
    title track video""".split()
)
_TEMPLATE = _SILENT & {"script", "style", "head", "meta", "link", "base", "title", "template", "noscript", "col",
                       "colgroup", "rp", "rt", "param", "source", "track", "area", "map"}  # fmt: skip
_SPACES = re.compile(r"[ \t\n\r\f\v\xa0\u2000-\u200a\u202f\u205f\u3000]+")
_NOTHING = re.compile("[\u200b\u200e\u200f\u2060\ufeff\xad\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_INDENT = re.compile(r"\s*[\u3000\xa0]{2}")
_LINKS = re.compile(r"(?:https?|mailto|tel|ftp):", re.IGNORECASE)
_BREAK = "\n"  # a line break of the source, until it is known what stands on either side
_SCRIPTS = {
    "sup": dict(zip("0123456789+-−=()ni ", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ ", strict=True)),
    "sub": dict(zip("0123456789+-−=() ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ ", strict=True)),
}
_DEEPEST = 200  # elements in one another: a page has some 30
_WIDEST = 1_000  # columns that a cell's `colspan` may claim in all


@dataclass
class Reading:
    """What reading some elements has found so far. `base` is the page's own address, if it is known."""

    base: str = ""
    notes: dict[str, Any] = field(default_factory=dict)  # the id of a footnote → its element
    numbers: dict[str, int] = field(default_factory=dict)  # … → its number, in the order of the calls
    changes: list[Change] = field(default_factory=list)

    def change(self, one: Change) -> None:
        """Takes note of `one`, once."""
        if one not in self.changes:
            self.changes.append(one)


def footnotes(root: Any) -> dict[str, Any]:
    """The footnotes below `root`, by id: elements that link back to what links to them."""
    ids = {one.get("id"): one for one in root.iter() if isinstance(one.tag, str) and one.get("id")}
    found: dict[str, Any] = {}
    for call in root.iter("a"):
        note = ids.get((call.get("href") or "").removeprefix("#")) if (call.get("href") or "").startswith("#") else None
        if note is None or call in note.iter():
            continue
        mine = {call.get("id"), *(parent.get("id") for parent in call.iterancestors("sup"))} - {None}
        if any(
            (one.get("href") or "")[1:] in mine for one in note.iter("a") if (one.get("href") or "").startswith("#")
        ):
            found[note.get("id")] = note
    return found


def blocks(element: Any, reading: Reading) -> tuple[Block, ...]:
    """The blocks in `element`, in order. What is left out or changed is noted in `reading`."""
    return _inside(element, reading, 0)


def notes(reading: Reading) -> tuple[tuple[Block, ...], ...]:
    """The footnotes that were called, in the order of their numbers; their own calls add to them."""
    found: list[tuple[Block, ...]] = []
    while len(found) < len(reading.numbers):
        name = list(reading.numbers)[len(found)]
        found.append(blocks(_without_backlinks(reading.notes[name]), reading))
    return tuple(found)


def _without_backlinks(note: Any) -> Any:
    for link in list(note.iter("a")):
        if (link.get("href") or "").startswith("#") and not has_text(link.text_content()):
            link.drop_tree()
    return note


# ── flow ────────────────────────────────────────────────────────────────────────────────────────────────────────────
Part = Block | Inline


def _children(element: Any, reading: Reading, depth: int) -> Iterator[Part]:
    if element.text:
        yield Text(_text(element.text))
    for child in element:
        yield from _element(child, reading, depth + 1)
        if child.tail:
            if child.tag == "br" and _INDENT.match(child.tail):
                yield Break()  # a second one: an indented line begins a paragraph
            yield Text(_text(child.tail))


def _element(element: Any, reading: Reading, depth: int) -> Iterator[Part]:
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag:  # a comment
        return
    if depth > _DEEPEST:
        reading.change(changed(_("elements that stand too deep in one another became plain text")))
        yield Text(_text(element.text_content()))
        return
    if element.get("id") in reading.notes and tag not in ("sup", "a"):
        return  # it is read where it is called
    if tag in _SILENT:
        _passed_over(element, tag, reading)
    elif tag in ("p", "dt", "figcaption", "caption", "summary", "legend") or re.fullmatch("h[1-6]", tag):
        yield from _leafed(element, tag, reading, depth)
    elif tag in ("ul", "ol", "menu", "dir"):
        yield from _list(element, reading, depth)
    elif tag in ("blockquote", "li"):
        inner = _inside(element, reading, depth)
        if inner:
            yield Quote(inner) if tag == "blockquote" else Listing(False, (inner,))
    elif tag == "table":
        yield from _table(element, reading, depth)
    elif tag == "figure":
        yield from _inside(element, reading, depth)
    elif tag == "pre":
        text = element.text_content().replace("\r", "").strip("\n")
        if text.strip():
            yield Preformatted(_NOTHING.sub("", text))
    elif tag == "hr":
        yield Rule()
    elif tag in _BLOCKS:
        yield _EDGE
        yield from _children(element, reading, depth)
        yield _EDGE
    else:
        yield from _inline(element, tag, reading, depth)


def _inside(element: Any, reading: Reading, depth: int) -> tuple[Block, ...]:
    return tuple(_with_captions(_joined(_children(element, reading, depth))))


_EDGE = Paragraph(())  # where a paragraph ends though none is marked: the edge of a div


def _leafed(element: Any, tag: str, reading: Reading, depth: int) -> Iterator[Part]:
    for block in _joined(_children(element, reading, depth)):
        if isinstance(block, Paragraph) and tag[0] == "h" and tag[1:].isdecimal():
            line = (Text(" ") if isinstance(one, Break) else one for one in block.content)
            yield Heading(int(tag[1]), _tidy(line))
        else:
            yield Caption(block.content) if isinstance(block, Paragraph) and tag == "figcaption" else block


class Caption(Paragraph):
    """A paragraph that is said to be a caption, until it is known of what."""


def _inline(element: Any, tag: str, reading: Reading, depth: int) -> Iterator[Part]:
    if tag == "br":
        yield Break()
    elif tag == "img":
        yield from _image(element, reading)
    elif tag in ("code", "kbd", "samp", "tt"):
        text = _SPACES.sub(" ", _NOTHING.sub("", element.text_content())).strip()
        if text:
            yield Code(text)
    elif tag in ("a", "sup") and (number := _call(element, reading)):
        yield Note(number)
    elif tag in _LETTERS:
        href = _href(element, reading) if tag == "a" else ""
        inner = list(_children(element, reading, depth))
        yield from inner if tag == "a" and not href else _spanned(_LETTERS[tag], inner, href)
    elif tag == "q":
        yield Text("“")
        yield from _children(element, reading, depth)
        yield Text("”")
    else:
        yield from _script(element, tag, reading, depth) if tag in _SCRIPTS else _children(element, reading, depth)


def _script(element: Any, tag: str, reading: Reading, depth: int) -> Iterator[Part]:
    """A subscript or superscript by its own characters (10⁶, CO₂), as 10⁶ must not become 106."""
    text = element.text_content()
    if text.strip() and not len(element) and all(char in _SCRIPTS[tag] for char in text):
        yield Text("".join(_SCRIPTS[tag][char] for char in text))
        return
    if has_text(text):
        reading.change(changed(_("{text}, written above or below the line, stands on it now").format(text=text[:40])))
    yield from _children(element, reading, depth)


def _spanned(letters: str, parts: Sequence[Part], href: str) -> Iterator[Part]:
    """A mark put on each stretch of inline content: HTML lets it reach over blocks, an article does not."""
    stretch: list[Inline] = []
    for part in [*parts, None]:
        if part is not None and not isinstance(part, Block):
            stretch.append(part)
            continue
        if stretch:
            yield Span(letters, tuple(stretch), href)
            stretch = []
        if isinstance(part, Paragraph | Heading) and part.content:
            marked = (Span(letters, part.content, href),)
            yield Heading(part.level, marked) if isinstance(part, Heading) else type(part)(marked)
        elif part is not None:
            yield part


def _call(element: Any, reading: Reading) -> int:
    """The number of the footnote that `element` calls; 0 if it calls none."""
    link = element if element.tag == "a" else next(iter(element), None) if len(element) == 1 else None
    if link is None or link.tag != "a" or (element is not link and (element.text or link.tail or "").strip()):
        return 0
    name = (link.get("href") or "").removeprefix("#")
    if name not in reading.notes or not (link.get("href") or "").startswith("#"):
        return 0
    return reading.numbers.setdefault(name, len(reading.numbers) + 1)


def _href(element: Any, reading: Reading) -> str:
    written = re.sub(r"[\t\r\n]", "", (element.get("href") or "").strip())
    if not written or written.startswith("#"):
        return ""
    try:
        href = urljoin(reading.base, written) if reading.base else written
    except ValueError:
        href = ""
    if _LINKS.match(href):
        return href
    if has_text(element.text_content()) and not written.lower().startswith("javascript:"):
        reading.change(dropped(_("the link to {address}, which leads nowhere from here (its words are kept)").format(
            address=written[:80])))  # fmt: skip
    return ""


def _image(element: Any, reading: Reading) -> Iterator[Inline]:
    # What is loaded late stands in an attribute of the site's own, and `src` is a grey pixel.
    late = next((element.get(name) for name in ("data-src", "data-original", "data-lazy-src") if element.get(name)), "")
    address = re.sub(r"[\t\r\n]", "", (late or element.get("src") or "").strip())
    alt = _text(element.get("alt") or "").replace(_BREAK, " ").strip()
    if address.lower().startswith("data:"):
        reading.change(dropped(_("a picture written into the page itself: {alt}").format(alt=alt or "?")))
    elif address:
        yield Image(address, alt)
    elif alt:
        yield Text(alt)


def _passed_over(element: Any, tag: str, reading: Reading) -> None:
    if tag in _TEMPLATE:
        return
    said = element.get("src") or element.get("data") or ""
    name = f"<{tag}>" + (f" {said[:80]}" if said else "")
    if said or tag not in ("button", "input"):
        reading.change(dropped(_("{element}, which an article cannot hold").format(element=name)))


# ── lists, tables, figures ──────────────────────────────────────────────────────────────────────────────────────────
def _list(element: Any, reading: Reading, depth: int) -> Iterator[Block]:
    items: list[tuple[Block, ...]] = []
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == "li" and child.get("id") not in reading.notes:
            inner = _inside(child, reading, depth)
        else:
            inner = tuple(_with_captions(_joined(_element(child, reading, depth + 1))))
            if items and inner and isinstance(inner[0], Listing):  # a list in a list, not in its item
                items[-1] += inner
                inner = ()
        if inner:
            items.append(inner)
        if child.tail and child.tail.strip():
            items.append((Paragraph(_tidy([Text(_text(child.tail))])),))
    start = element.get("start") or "1"
    if items:
        ordered = element.tag == "ol"
        yield Listing(ordered, tuple(items), int(start) if ordered and re.fullmatch("[0-9]{1,9}", start) else 1)


def _table(element: Any, reading: Reading, depth: int) -> Iterator[Block]:
    rows = [one for one in element.iter("tr") if next(one.iterancestors("table"), None) is element]
    cells = [[one for one in row if one.tag in ("td", "th")] for row in rows]
    for one in element:
        if one.tag == "caption":
            yield from _joined(_children(one, reading, depth))
    if sum(map(len, cells)) <= 1:  # a frame, no table
        for row in cells:
            for cell in row:
                yield from _inside(cell, reading, depth)
        return
    grid = _grid(cells, reading, depth)
    grid = [row for row in grid if any(row)]
    used = [column for column in range(max(map(len, grid), default=0)) if any(row[column] for row in grid)]
    if len(grid) == 1 and len(used) == 1:
        yield Paragraph(grid[0][used[0]])
    elif grid and used:
        yield Table(tuple(tuple(row[column] for column in used) for row in grid))


def _grid(rows: Sequence[Sequence[Any]], reading: Reading, depth: int) -> list[list[Run]]:
    """The cells of a table in their columns; one that reaches over several stands in the first."""
    grid: list[dict[int, Run]] = [{} for _row in rows]
    taken: list[set[int]] = [set() for _row in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in taken[number]:
                column += 1
            across, down = (_reach(cell.get(name)) for name in ("colspan", "rowspan"))
            if across > 1 or down > 1:
                reading.change(changed(_("cells of a table that were merged: the text stands in the first of them")))
            grid[number][column] = _cell(cell, reading, depth)
            for below in range(number, min(number + down, len(rows))):
                taken[below].update(range(column, min(column + across, _WIDEST)))
            column += across
    width = min(max((max(row, default=-1) + 1 for row in grid), default=0), _WIDEST)
    return [[row.get(column, ()) for column in range(width)] for row in grid]


def _reach(written: str | None) -> int:
    return min(max(int(written), 1), _WIDEST) if written and re.fullmatch("[0-9]{1,9}", written.strip()) else 1


def _cell(cell: Any, reading: Reading, depth: int) -> Run:
    """What a cell says, block after block, a line each."""
    lines = list(_lines(_inside(cell, reading, depth), reading))
    run: list[Inline] = []
    for line in lines:
        run += [Break(), *line] if run else line
    return tuple(run)


def _lines(inner: Iterable[Block], reading: Reading) -> Iterator[Run]:
    for block in inner:
        match block:
            case Paragraph(content):
                yield content
            case Heading(content=content):
                yield content
            case Quote(blocks_):
                yield from _lines(blocks_, reading)
            case Rule():
                pass
            case _:
                reading.change(changed(_("lists and tables inside a table’s cell became lines")))
                if isinstance(block, Listing):
                    for item in block.items:
                        yield from _lines(item, reading)
                elif isinstance(block, Table):
                    for row in block.rows:
                        yield from (cell for cell in row if cell)
                else:
                    yield from ((Text(line.strip()),) for line in words((block,)).split("\n") if line.strip())


def _with_captions(found: Iterable[Block]) -> Iterator[Block]:
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


# ── runs ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _text(raw: str) -> str:
    """`raw` with white space as one space, or as a line break where it holds one."""
    return _SPACES.sub(lambda m: _BREAK if "\n" in m[0] or "\r" in m[0] else " ", _NOTHING.sub("", raw))


def _joined(parts: Iterable[Part]) -> Iterator[Block]:
    """Blocks as they are; inline content between them in paragraphs, each picture that stands alone in one of its own."""
    loose: list[Inline] = []
    for part in [*parts, _EDGE]:
        if not isinstance(part, Block):
            loose.append(part)
            continue
        if loose:
            yield from _paragraphs(_tidy(loose))
            loose = []
        if part is not _EDGE:
            yield part


def _paragraphs(run: Run) -> Iterator[Paragraph]:
    """Two line breaks in a row end a paragraph, as pages without `<p>` write it; a picture on a line of its own is a figure."""
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
    """`run` with its white space in order (see `_tidy`)."""
    return _tidy(run)


def _tidy(run: Iterable[Inline]) -> Run:
    """`run` with single spaces and none at its ends or those of its lines; neighbouring texts and marks in one; white
    space out of the ends of marks, for there Markdown would not see them. A line break of the source between two
    Chinese characters is nothing, else a space."""
    flat = list(_flattened(run, ()))
    found: list[tuple[Inline, tuple[tuple[str, str], ...]]] = []
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


def _common(before: tuple[tuple[str, str], ...], after: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    shared = []
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        shared.append(one)
    return tuple(shared)


def _flattened(
    run: Iterable[Inline], marks: tuple[tuple[str, str], ...]
) -> Iterator[tuple[Inline, tuple[tuple[str, str], ...]]]:
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


def _nested(parts: Sequence[tuple[Inline, tuple[tuple[str, str], ...]]], depth: int) -> Run:
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
