"""An article as it is read: its blocks as paragraphs without tags, each character knowing its segment. Pure: values in,
values out (`lines` breaks and draws them).

What a text says, and what stands between two, is what the renderer would write (`formats.compose`, `language.joiner`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from rich.text import Text

from transflow import language
from transflow.article import TAG, Article, Block, Role, Unit
from transflow.formats.pieces import Piece, atom_pieces, clip, target_pieces
from transflow.interface import gettext as _
from transflow.interface import mark
from transflow.newsroom.reading import Sheet, View
from transflow.segment import Kind, Segment
from transflow.tui.editor.stopping import stops

OMITTED = "[…]"

_STYLES = {"b": "bold", "i": "italic", "s": "strike", "a": "underline", "url": "underline", "code": "cyan"}
# What tells one kind of block from another where its own mark in the file does not.
_LEADS = {
    Kind.TITLE: "# ", Kind.SUMMARY: "~ ", Kind.HEADING: "## ", Kind.ITEM: "- ", Kind.CAPTION: "! ", Kind.ALT: "! ",
    Kind.CELL: "| ", Kind.FOOTNOTE: "^ ",
}  # fmt: skip
_FIELDS = {
    "tags": mark("tag"), "byline": mark("byline"), "dateline": mark("dateline"), "desk": mark("desk"),
    "credit": mark("credit"),
}  # fmt: skip
_OWN_MARK = re.compile(r"(?:[ \t]|>|[-*+](?=[ \t])|[0-9]{1,4}[.)](?=[ \t])|#{1,6}(?=[ \t]))+")
_CODE = re.compile(r"(`+) ?(.*?) ?\1", re.DOTALL)
Span = tuple[int, int, str]  # from, to (characters), style


@dataclass(frozen=True, slots=True)
class Run:
    """The characters of a paragraph that belong to one occurrence of a segment: the one at `stop` in reading order.
    `place` is the segment's in the sheet."""

    start: int
    end: int
    stop: int
    place: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block in one language: its text without tags, the styles in it, and whose characters they are. `findings` are
    spans with a severity for a style; `remarks` (offset, severity, message) are what is said of them."""

    kind: Kind
    lead: str
    text: str
    runs: tuple[Run, ...]
    spans: tuple[Span, ...]
    findings: tuple[Span, ...]
    remarks: tuple[tuple[int, str, str], ...]

    def at(self, offset: int) -> Run:
        """The run to which a character belongs; what stands between two belongs to the one before."""
        return self.runs[max(0, bisect_right(self.runs, offset, key=lambda run: run.start) - 1)]


def paragraphs(sheet: Sheet, *, target: bool, gaps: bool = False) -> list[Paragraph]:
    """The article's blocks in the target (or source) language, in reading order; `gaps` marks what is left out."""
    made: list[Paragraph] = []
    joint = language.joiner(sheet.locale if target else sheet.source)
    same = not target or joint == language.joiner(sheet.source)
    for _index, group in groupby(enumerate(stops(sheet)), key=lambda one: one[1].block.index):
        numbered = list(group)
        block = numbered[0][1].block
        setter = _Setter(block, joint, same)
        for number, stop in numbered:
            view = sheet.views[stop.place]
            if view.segment.own:
                said, style = (block.flat if target else ""), ""
            else:
                said, style = _said(view.segment, target, gaps)
            setter.put(stop.unit, view, number, stop.place, said, style)
        made.append(setter.paragraph(_lead(sheet.opened.placed.article, block)))
    return made


def _said(segment: Segment, target: bool, gaps: bool) -> tuple[str, str]:
    """What a segment says in one language, and how that is shown where it is no translation."""
    if not target:
        return segment.source, ""
    if segment.omitted is not None:
        return (OMITTED, "dim") if gaps else ("", "")
    return (segment.target, "") if segment.target.strip() else (segment.source, "dim italic")


def plain(unit: Unit, text: str) -> Text:
    """A text of `unit` without its tags, in the styles that they give."""
    shown, spans = _set(target_pieces(unit, text.strip()))
    made = Text(shown.replace("\n", " "))
    for start, end, style in spans:
        made.stylize(style, start, end)
    return made


@dataclass(slots=True)
class _Setter:
    """Sets the units of one block, one after another."""

    block: Block
    joint: str
    same: bool  # whether both languages put the same between two sentences: then what stands there is kept
    size: int = 0  # characters set so far
    at: int = -1  # up to where the block is set, in the raw text
    runs: list[Run] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    findings: list[Span] = field(default_factory=list)
    remarks: list[tuple[int, str, str]] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _gap: list[str] = field(default_factory=list)  # what stands before each unit since the last text
    _raw: bool = True  # whether the last text is the source's own

    def put(self, unit: Unit, view: View, stop: int, place: int, said: str, style: str) -> None:
        """Sets `said` in `unit`'s place."""
        self._skip(unit.start)
        self.at = unit.end
        indent = len(said) - len(said.lstrip())
        shown, spans = _shown(unit, said.strip())
        raw = said in ("", unit.source)
        if shown:
            self._fill(last=False, kept=raw and self._raw)
            self._raw = raw
        start, end = self.size, self.size + len(shown)
        self._add(shown)
        self.runs.append(Run(start, end, stop, place))
        self.spans += [(start + one, start + two, name) for one, two, name in spans]
        if style:
            self.spans.append((start, end, style))
        for one in view.findings:
            if one.waived:
                continue
            severity, first = one.finding.severity.value, start
            if one.finding.span and said == view.segment.target and end > start:
                first, last = (start + _reached(unit, said.strip(), at - indent) for at in one.finding.span)
                first = min(first, end - 1)
                self.findings.append((first, max(last, first + 1), severity))
            self.remarks.append((first, severity, one.finding.message))

    def paragraph(self, lead: str) -> Paragraph:
        """All of it."""
        self._skip(self.block.end)
        self._fill(last=True, kept=self._raw)
        return Paragraph(
            self.block.kind, lead, "".join(self._parts), tuple(self.runs), tuple(self.spans), tuple(self.findings),
            tuple(self.remarks),
        )  # fmt: skip

    def _skip(self, end: int) -> None:
        """Notes what stands before `end` and is no segment: white space, a line break, an image, a lone mark."""
        start = max(self.at, self.block.start)
        self._gap.append(_set(atom_pieces(clip(self.block, start, end)))[0] if start < end else "")

    def _fill(self, *, last: bool, kept: bool) -> None:
        """Sets what stands between two texts, as the renderer does: as it is where that is `kept`."""
        kept = self.same or (kept and len(self._gap) == 1)
        first, words = not self.size, "".join(one for one in self._gap if one.strip()).strip(" \t")
        if words and kept:
            whole = "".join(self._gap)
            self._add(whole.lstrip() if first else whole.rstrip() if last else whole)
        elif words:
            self._add(("" if first else self.joint) + words + ("" if last else self.joint))
        elif not first and not last:
            whole = max(self._gap, key=len, default="")
            self._add("\n" if "\n" in whole else whole if kept else self.joint)
        self._gap.clear()

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self.size += len(text)


def _shown(unit: Unit, said: str) -> tuple[str, list[Span]]:
    """What `said` in `unit`'s place shows, and the styles in it; the body of an adapted article is shown as written."""
    return (said, []) if unit.kind is Kind.BODY else _set(target_pieces(unit, said))


def _set(pieces: Iterable[Piece]) -> tuple[str, list[Span]]:
    """What pieces say to a reader, and the styles in it."""
    text, spans = "", list[Span]()
    opened: dict[int, int] = {}
    for piece in pieces:
        if piece.role is Role.TEXT:
            text += piece.text
        elif piece.role is Role.OPEN:
            opened[piece.pair] = len(text)
        elif piece.role is Role.CLOSE:
            if piece.letters in _STYLES and piece.pair in opened:
                spans.append((opened[piece.pair], len(text), _STYLES[piece.letters]))
        else:
            alone = _alone(piece)
            spans.append((len(text), len(text) + len(alone), _STYLES.get(piece.letters, "dim")))
            text += alone
    return text, spans


def _alone(piece: Piece) -> str:
    """What a tag that stands alone shows; an HTML tag shows nothing."""
    if piece.letters == "code":
        match = _CODE.fullmatch(piece.text)
        return " ".join((match[2] if match else piece.text).split())
    if piece.letters == "url":
        return piece.text.strip("<>")
    if piece.letters == "fn":
        return f"[{piece.text.strip('[]^')}]"
    return {"br": "\n", "img": _("[image]")}.get(piece.letters, "")


def _reached(unit: Unit, said: str, at: int) -> int:
    """How many characters of `said` as it is shown stand before `at`."""
    inside = next((tag.start() for tag in TAG.finditer(said) if tag.start() < at < tag.end()), at)
    return len(_shown(unit, said[: max(0, inside)])[0])


def _lead(article: Article, block: Block) -> str:
    """What stands before the first line: the block's own mark as in the file (`> `, `1. `), or that of its kind."""
    if block.kind is Kind.FIELD:
        name = (block.key or "").partition(".")[0]  # `tags.0`: the first of them
        return _("{field}: ").format(field=_(_FIELDS[name]))
    begin = max(article.raw.rfind("\n", 0, block.start), article.raw.rfind("\r", 0, block.start)) + 1
    own = article.raw[begin : block.start]
    if block.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING) and _OWN_MARK.fullmatch(own):
        return own.expandtabs(4)
    return _LEADS.get(block.kind, "")
