"""An article as frozen values: its raw text, its front matter, and the blocks in which its words stand.

A *block* holds *atoms* (runs of text, inline tags), each with its place in the raw text; cutting a block yields
*units*, the occurrences of segments. Reading and rendering share this one model (DESIGN §5). Mappings are plain
dicts under a read-only type, because a `MappingProxyType` cannot go to another process.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from transflow.script import has_text
from transflow.segment import Kind

ADAPTED = "adapted"  # the `mode` of an article whose target is a document of its own
VOID_MARK = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: stands for a void tag in `Block.flat`
TAG = re.compile(r"<(/?)([a-z]+)([0-9]+)(/?)>")
_TAG_BODY = r"/?[a-z]+[0-9]+/?>"
_LOOKS_LIKE_TAG = re.compile(rf"<(?={_TAG_BODY})|&(?=(?:amp;)*lt;{_TAG_BODY})")
_MARKED = re.compile("\x00([^\x00]*)\x00")
_ESCAPED = re.compile(rf"&lt;(?={_TAG_BODY})|&amp;(?=(?:amp;)*lt;{_TAG_BODY})")


def escape(text: str) -> str:
    """Plain text as it stands in a msgid: what looks like one of our tags gets `&lt;` for `<`."""
    return _LOOKS_LIKE_TAG.sub(lambda m: "&lt;" if m[0] == "<" else "&amp;", text)


def unescape(text: str) -> str:
    """The inverse of `escape`."""
    return _ESCAPED.sub(lambda m: "<" if m[0] == "&lt;" else "&", text)


class Role(Enum):
    """What an atom is: text, the opening or closing half of a pair, or a tag that stands alone."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Atom:
    """A run of text or an inline tag; `start` and `end` are character offsets in `Article.raw`.

    `text` is the decoded text, or the tag's letters (`b`, `i`, `s`, `a`, `code`, `img`, `url`, `fn`, `br`, `html`).
    A text atom whose length differs from its raw slice (an entity, a soft break) is never cut inside.
    `markup` is what is written for a tag that stands anywhere else: its raw text on one line, a link's reference
    spelt out, and `\x00N\x00` where the text of block N (an alt text, a caption) goes.
    """

    role: Role
    text: str
    start: int
    end: int
    markup: str = ""

    @property
    def literal(self) -> bool:
        """Whether this is text that stands in the raw text character for character."""
        return self.role is Role.TEXT and self.end - self.start == len(self.text)

    def part(self, first: int, last: int) -> "Atom":
        """The characters from `first` to `last` of literal text."""
        return Atom(self.role, self.text[first:last], self.start + first, self.start + last)


@dataclass(frozen=True, slots=True)
class Unit:
    """One occurrence of a segment: its msgid and where it stands.

    `first` and `last` are offsets in the block's `flat` text; `start` and `end` in `Article.raw`. `tags` maps a
    tag's name (`b1`) to its opening (or only) and its closing atom.
    """

    source: str
    kind: Kind
    line: int
    block: int
    first: int
    last: int
    start: int
    end: int
    tags: Mapping[str, tuple[Atom, Atom | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """A translatable piece of the article. `index` is its place in `Article.blocks`, `line` counts from 1.

    `start` and `end` bound its content in `Article.raw`. `key` names the front-matter key of a FIELD, TITLE or
    SUMMARY (`tags.0` for the first of a list). `whole` says that the block is one segment whatever the mode
    (headlines, cells, alt texts, fields).
    """

    kind: Kind
    index: int
    line: int
    start: int
    end: int
    atoms: tuple[Atom, ...]
    key: str | None = None
    whole: bool = False

    @property
    def flat(self) -> str:
        """The text with paired tags taken out and `VOID_MARK` for each void one: what is cut into sentences."""
        return "".join(
            atom.text if atom.role is Role.TEXT else VOID_MARK if atom.role is Role.VOID else "" for atom in self.atoms
        )

    def cut(self, offsets: Iterable[int] = ()) -> tuple[Unit, ...]:
        """The units of this block when cut at `offsets` of `flat`.

        A cut inside a paired tag, or inside an atom that stands for other raw text, is no cut. White space and line
        breaks around a unit belong to no unit, nor does a piece without a letter or digit.
        """
        pieces: list[list[tuple[Atom, int]]] = [[]]
        wanted, depth, at = sorted(set(offsets)), 0, 0
        for atom in self.atoms:
            if depth == 0 and at in wanted:
                pieces.append([])
            width = _width(atom)
            inside = [o for o in wanted if at < o < at + width] if depth == 0 and atom.literal else []
            begin = at
            for offset in [*inside, at + width]:
                if begin > at:
                    pieces.append([])
                pieces[-1].append((atom.part(begin - at, offset - at) if inside else atom, begin))
                begin = offset
            depth += (atom.role is Role.OPEN) - (atom.role is Role.CLOSE)
            at += width
        units = (self._unit(piece) for piece in pieces)
        return tuple(unit for unit in units if unit is not None)

    def _unit(self, piece: list[tuple[Atom, int]]) -> Unit | None:
        atoms = _stripped(piece)
        if not has_text("".join(atom.text for atom, _ in atoms if atom.role is Role.TEXT)):
            return None
        source: list[str] = []
        tags: dict[str, tuple[Atom, Atom | None]] = {}
        stack: list[str] = []
        for atom, _ in atoms:
            if atom.role is Role.TEXT:
                source.append(atom.text)
            elif atom.role is Role.CLOSE:
                name = stack.pop()
                tags[name] = (tags[name][0], atom)
                source.append(f"\x00/{name}\x00")
            else:
                name = f"{atom.text}{len(tags) + 1}"
                tags[name] = (atom, None)
                source.append(f"\x00{name}\x00" if atom.role is Role.OPEN else f"\x00{name}/\x00")
                if atom.role is Role.OPEN:
                    stack.append(name)
        # NUL cannot stand in an article (its reader refuses it), so the marks survive escaping.
        text = _MARKED.sub(r"<\1>", escape("".join(source)))
        first, last = atoms[0], atoms[-1]
        return Unit(
            source=text, kind=self.kind, line=self.line, block=self.index,
            first=first[1], last=last[1] + _width(last[0]), start=first[0].start, end=last[0].end, tags=tags,
        )  # fmt: skip


def _width(atom: Atom) -> int:
    return len(atom.text) if atom.role is Role.TEXT else 1 if atom.role is Role.VOID else 0


def _blank(atom: Atom) -> bool:
    """Whether `atom` is white space or a line break: at the edge of a unit, it belongs to what is around it."""
    return not atom.text.strip() if atom.role is Role.TEXT else atom.role is Role.VOID and atom.text == "br"


def _stripped(piece: list[tuple[Atom, int]]) -> list[tuple[Atom, int]]:
    """`piece` without white space and line breaks at its ends."""
    atoms = list(piece)
    while atoms and _blank(atoms[0][0]):
        del atoms[0]
    while atoms and _blank(atoms[-1][0]):
        del atoms[-1]
    if atoms and atoms[0][0].literal:
        atom, at = atoms[0]
        lead = len(atom.text) - len(atom.text.lstrip())
        atoms[0] = (atom.part(lead, len(atom.text)), at + lead)
    if atoms and atoms[-1][0].literal:
        atom, at = atoms[-1]
        atoms[-1] = (atom.part(0, len(atom.text.rstrip())), at)
    return atoms


@dataclass(frozen=True, slots=True)
class Meta:
    """The front matter, read and validated. Every field is optional; `extra` is what else an editor wrote.

    Dates without a zone are in the newsroom's time zone. `targets` is None where the newsroom's hold, and empty
    for an article published in its own language only. `mode` is ADAPTED where the target is a free document beside the
    source (编译), and None where it is a translation. `spiked`, `killed` and `signed` (the source is signed off) say
    who decided that. `formerly` are slugs under which it was published, the oldest first; its present one may be among
    them. `lines` maps a key to its line in the file.
    """

    title: str | None = None
    lang: str | None = None
    slug: str | None = None
    date: dt.date | dt.datetime | None = None
    summary: str | None = None
    byline: str | None = None
    dateline: str | None = None
    desk: str | None = None
    tags: tuple[str, ...] = ()
    targets: tuple[str, ...] | None = None
    segmentation: str | None = None
    mode: str | None = None
    assignee: str | None = None
    due: dt.date | dt.datetime | None = None
    embargo: dt.date | dt.datetime | None = None
    spiked: str | None = None
    killed: str | None = None
    signed: str | None = None
    confidential: bool = False
    corrections: tuple[Mapping[str, Any], ...] = ()
    formerly: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the source that its editor should know: text in an HTML block, a slug that differs."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article in its source language. `path` is relative to the workspace, with `/`; `raw` is the file's text.

    `images` are the addresses of its images as written (relative ones are files beside it or in `articles/`).
    """

    path: str
    slug: str
    raw: str
    meta: Meta
    blocks: tuple[Block, ...]
    images: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def title(self) -> str:
        """The headline: the front matter's, else the first heading, else the slug (DESIGN §3)."""
        if self.meta.title:
            return self.meta.title
        heading = next((block for block in self.blocks if block.kind is Kind.HEADING), None)
        return heading.flat.replace(VOID_MARK, "").strip() if heading else self.slug
