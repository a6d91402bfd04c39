"""A Word file's text as it reads with all changes accepted, and who changed what: paragraphs of small events.

Unlike `intake`, which wants plain text, this keeps what has come between: tracked changes (ECMA-376, 17.13.5) with
their authors, comments, and our anchors.
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from transflow.interchange.parts import child, local, named, value
from transflow.word.anchors import OBJECT, STYLE, Anchor, read
from transflow.word.tagging import Stretch

NOTE = "fn0"  # a footnote of which is not told which it is: LibreOffice gives all of them its own style
_INSIDE = ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo", "ruby", "rubyBase")
_BLOCKS = ("sdt", "sdtContent", "customXml", "tbl", "tr", "tc", "ins", "moveTo")
_OBJECTS = ("drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference", "AlternateContent")


@dataclass(frozen=True, slots=True)
class Hand:
    """Who made a tracked change, and when (ISO 8601), as the file says."""

    author: str
    at: str


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of text in the same tags; `hand` put it in, or (`gone`) took it out."""

    part: Stretch
    hand: Hand | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """Where an anchored text begins or ends."""

    anchor: Anchor
    opens: bool


@dataclass(frozen=True, slots=True)
class Note:
    """Where a comment's text begins or ends, by the comment's id."""

    id: str
    opens: bool


Event = Bit | Edge | Note


@dataclass
class Paragraph:
    """A paragraph: the number that a person counts to it (paragraphs without text do not count), whether it is one of
    the footnotes', and its events."""

    events: list[Event] = field(default_factory=list)
    number: int = 0
    noted: bool = False

    @property
    def text(self) -> str:
        """What it says, without tags."""
        return "".join(one.part.text for one in self.events if isinstance(one, Bit) and not one.gone)


def styles(root: Any) -> Mapping[str, tuple[str, ...]]:
    """The tags that each of our character styles stands for, by the styles' ids: programs that save the file may give
    them other ids, and keep their names."""
    found = {}
    for style in named(root, "style") if root is not None else ():
        name = value(child(style, "name"), "val")
        if name.startswith(STYLE) and value(style, "type") == "character":
            found[value(style, "styleId")] = tuple(name.removeprefix(STYLE).split())
    return found


def paragraphs(root: Any, known: Mapping[str, tuple[str, ...]], *, noted: bool = False) -> list[Paragraph]:
    """The paragraphs below `root` (the document or its footnotes), in their order; text boxes behind the paragraph that
    they stand in."""
    flow = _Flow(known)
    flow.blocks(root)
    numbers = itertools.count(1)
    for one in flow.found:
        one.noted = noted
        one.number = next(numbers) if one.text.strip() else 0
    return flow.found


@dataclass
class _Flow:
    """One part being read: the paragraphs so far, the open bookmarks, and what the next paragraph begins with."""

    known: Mapping[str, tuple[str, ...]]
    found: list[Paragraph] = field(default_factory=list)
    open: dict[str, Anchor] = field(default_factory=dict)
    before: list[Event] = field(default_factory=list)

    def blocks(self, element: Any, *, joined: bool = False) -> bool:
        """The paragraphs in `element`; `joined`: the first continues the last one, whose end was taken out. Whether the
        next one continues the last of these."""
        for one in element:
            name = local(one)
            if name == "p":
                joined = self._paragraph(one, joined=joined)
            elif name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"):
                self._between(one, name)
            elif name in _BLOCKS:
                if not (name == "tr" and child(one, "trPr", "del") is not None):
                    joined = self.blocks(one, joined=joined) and name not in ("tbl", "tr", "tc")
            elif name in ("body", "footnote", "endnote") and "eparator" not in value(one, "type"):
                joined = self.blocks(one)
        return joined

    def _between(self, one: Any, name: str) -> None:
        """An edge that stands between two paragraphs: an end is the last one's, a beginning the next one's."""
        events = list(self._mark(one, name))
        if name.endswith("End") and self.found:
            self.found[-1].events += events
        else:
            self.before += events

    def _paragraph(self, element: Any, *, joined: bool) -> bool:
        if not (joined and self.found):
            self.found.append(Paragraph())
        paragraph = self.found[-1]
        paragraph.events += self.before
        self.before = []
        paragraph.events += self._inline(element, None, gone=False)
        for box in named(element, "txbxContent"):
            if not any(local(parent) in ("txbxContent", "Fallback") for parent in box.iterancestors()):
                self.blocks(box)
        marks = child(element, "pPr", "rPr")
        return marks is not None and any(child(marks, one) is not None for one in ("del", "moveFrom"))

    def _inline(self, element: Any, hand: Hand | None, *, gone: bool) -> Iterator[Event]:
        for one in element:
            name = local(one)
            if name == "r":
                yield from self._run(one, hand, gone=gone)
            elif name in ("ins", "moveTo", "del", "moveFrom"):
                out = gone or name in ("del", "moveFrom")
                yield from self._inline(one, Hand(value(one, "author"), value(one, "date")), gone=out)
            elif name in _INSIDE:
                yield from self._inline(one, hand, gone=gone)
            elif name in ("oMath", "oMathPara"):
                yield Bit(Stretch(OBJECT), hand, gone)
            else:
                yield from self._mark(one, name)

    def _mark(self, one: Any, name: str) -> Iterator[Event]:
        if name == "bookmarkStart":
            anchor = read(value(one, "name"))
            if anchor is not None:
                self.open[value(one, "id")] = anchor
                yield Edge(anchor, opens=True)
        elif name == "bookmarkEnd":
            ended = self.open.pop(value(one, "id"), None)
            if ended is not None:
                yield Edge(ended, opens=False)
        elif name in ("commentRangeStart", "commentRangeEnd"):
            yield Note(value(one, "id"), opens=name.endswith("Start"))

    def _run(self, run: Any, hand: Hand | None, *, gone: bool) -> Iterator[Event]:
        tags = self.known.get(value(child(run, "rPr", "rStyle"), "val"), ())
        void = Stretch("", tags).void
        for one in run:
            name = local(one)
            text = ""
            if name in ("t", "delText"):
                text = one.text or ""
            elif name in ("br", "cr"):
                text = "" if void else "\n"
            elif name in ("tab", "noBreakHyphen", "softHyphen"):
                text = {"tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}[name]
            elif name == "commentReference":
                yield Note(value(one, "id"), opens=True)
                yield Note(value(one, "id"), opens=False)
                continue
            elif name == "footnoteReference" and not void:
                yield Bit(Stretch("", (*tags, NOTE)), hand, gone)
                continue
            elif name in _OBJECTS:
                text = "" if void else OBJECT
            else:
                continue
            if text or void:
                yield Bit(Stretch(text, tags), hand, gone)
