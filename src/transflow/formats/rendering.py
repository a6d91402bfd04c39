"""Writing an article anew with its translations in place (DESIGN §4, "Rendering").

What stands as it was is emitted as its raw bytes; what is written is read back, and a block that does not say what it
should is written again with more care.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from transflow import language
from transflow.article import ADAPTED, Article, Block, Unit, unescape
from transflow.formats import markdown, matter
from transflow.formats.compose import Care, Setting, block_pieces, write
from transflow.formats.escaping import escape_title
from transflow.formats.pieces import Piece, Stream, atom_pieces, expected, prepared, stream, target_pieces
from transflow.formats.removal import without
from transflow.formats.scalars import encode
from transflow.segment import Kind

_HOLE = re.compile("\x00([0-9]+)\x00")
_CARES = tuple(Care)
Edit = tuple[int, int, str]  # what stands from start to end becomes text


def render(
    article: Article, pieces: Sequence[tuple[Unit, str | None]], locale: str, *,
    source: str | None = None, shortcut: bool = True,
) -> str:  # fmt: skip
    """The text of `article` in `locale` (see `formats.render`)."""
    sheet = _Sheet(article, pieces, locale, source, shortcut)
    if sheet.untouched:
        return sheet.finished(article.raw, 0)
    cares = dict.fromkeys(sheet.written, 0 if shortcut else 1)
    for _attempt in range(2 * len(_CARES)):
        text, body = sheet.text({index: _CARES[care] for index, care in cares.items()})
        wrong = [index for index in sheet.misread(text, body) if cares[index] + 1 < len(_CARES)]
        if not wrong:
            break
        for index in wrong:
            cares[index] += 1
    return sheet.finished(text, body)


class _Sheet:
    """One article being written: its blocks, what each will say, and how."""

    def __init__(
        self, article: Article, pieces: Sequence[tuple[Unit, str | None]], locale: str, source: str | None,
        shortcut: bool,
    ) -> None:  # fmt: skip
        self._article = article
        self._locale = locale
        self._named = article.meta.lang
        self._source = article.meta.lang or source or locale
        self._shortcut = shortcut
        self._units: dict[int, list[tuple[Unit, str | None]]] = {}
        for unit, target in pieces:
            self._units.setdefault(unit.block, []).append((unit, target))
        self._changed = {
            index
            for index, units in self._units.items()
            if not shortcut or any(target is not None and target != unit.source for unit, target in units)
        }
        self._front = matter.read(article.path, article.raw)
        self._words = {block.index for block in article.blocks if block.key is not None}
        self._documents = {block.index for block in article.blocks if block.kind is Kind.BODY} & self._changed
        self._parents = _parents(article.blocks)
        self._new = dict[int, list[Piece]]()
        self.untouched = not self._changed
        # A block is written anew if it has changed, or if something in it has.
        self.written = [
            block.index for block in article.blocks
            if block.key is None and block.index in self._changed - self._documents
        ]  # fmt: skip
        self._gone = self._left_out()

    def _left_out(self) -> frozenset[int]:
        """The body's blocks of which nothing remains (a table's cell stays, empty)."""
        return frozenset(
            index for index in self.written
            if self._article.blocks[index].kind not in (Kind.CELL, Kind.ALT, Kind.CAPTION)
            and not self._said(self._article.blocks[index])
        )  # fmt: skip

    # ── one block ───────────────────────────────────────────────────────────────────────────────────────────────
    def _setting(self, block: Block, nested: Mapping[int, str]) -> Setting:
        raw = self._article.raw
        line = raw[max(raw.rfind("\n", 0, block.start), raw.rfind("\r", 0, block.start)) + 1 : block.start]
        atx = block.kind is Kind.HEADING and "#" in line

        def raw_slice(start: int, end: int) -> str:
            edits = [
                (one.start, one.end, nested[one.index])
                for one in self._article.blocks
                if one.index in nested and start <= one.start and one.end <= end
            ]
            return _edited(raw, edits, start, end)

        return Setting(
            raw=raw, same_joiner=language.joiner(self._source) == language.joiner(self._locale),
            joiner=language.joiner(self._locale), raw_slice=raw_slice,
            fill=lambda markup: _HOLE.sub(lambda hole: self._in_hole(int(hole[1]), nested), markup),
            setext=block.kind is Kind.HEADING and not atx,
            bare_start=not (atx or block.kind in (Kind.ALT, Kind.CAPTION) or (block.kind is Kind.CELL and "|" in line)),
        )  # fmt: skip

    def _in_hole(self, index: int, nested: Mapping[int, str]) -> str:
        """The text of a nested block where its image is written anew."""
        if index in nested:
            return nested[index]
        block = self._article.blocks[index]
        if block.kind is Kind.CAPTION:
            return escape_title(block.flat, self._article.raw[block.end])
        return write(block, prepared(atom_pieces(block.atoms)), self._setting(block, {}), Care.NEW)

    def _pieces(self, block: Block, care: Care, nested: Mapping[int, str]) -> list[Piece]:
        return block_pieces(block, self._units.get(block.index, []), self._setting(block, nested), care)

    def _said(self, block: Block) -> list[Piece]:
        """What a block of words will say, however it is written."""
        if block.index not in self._new:
            self._new[block.index] = prepared(self._pieces(block, Care.NEW, {}))
        return self._new[block.index]

    def _block(self, block: Block, care: Care, nested: Mapping[int, str]) -> str:
        if block.kind is Kind.CAPTION:
            ((unit, target),) = self._units[block.index]
            words = "".join(piece.text for piece in target_pieces(unit, unit.source if target is None else target))
            return escape_title(words, self._article.raw[block.end])
        return write(block, prepared(self._pieces(block, care, nested)), self._setting(block, nested), care)

    # ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────
    def text(self, cares: Mapping[int, Care]) -> tuple[str, int]:
        """The article written with these cares, and where its body begins."""
        raw, blocks = self._article.raw, self._article.blocks
        nested: dict[int, str] = {}
        edits: list[Edit] = []
        for index in self.written:
            if index in self._parents:
                nested[index] = self._block(blocks[index], cares[index], {})
        for index in self.written:
            if index not in self._parents and index not in self._gone:
                block = blocks[index]
                edits.append((block.start, block.end, self._block(block, cares[index], nested)))
        anew = {index for index in self.written if index not in self._parents}
        edits += [(blocks[i].start, blocks[i].end, text) for i, text in nested.items() if self._parents[i] not in anew]
        edits += [self._document(index) for index in self._documents]
        if self._gone:
            edits += without(raw, self._front.end, [blocks[index] for index in self._gone])
        body = _edited(raw, edits, self._front.end, len(raw))
        front = self._front_text()
        return front + body, len(front)

    def _document(self, index: int) -> Edit:
        """The body of an adapted article: Markdown that takes the place of Markdown, in the file's own line ends."""
        block = self._article.blocks[index]
        _unit, target = _spoken(self._units[index][0])
        newline = "\r\n" if "\r\n" in self._article.raw else "\n"
        return block.start, block.end, unescape(target).replace("\n", newline)

    def _front_text(self) -> str:
        raw, edits = self._article.raw, list[Edit]()
        by_key = {value.key: value for value in self._front.values}
        for index in sorted(self._words & self._changed):
            block = self._article.blocks[index]
            value = by_key[block.key or ""]
            ((unit, target),) = self._units[index]
            said = unit.source if target is None else target
            words = "".join(piece.text for piece in target_pieces(unit, said))
            edits.append((value.start, value.end, encode(words, value.style, flow=value.flow or self._front.flow)))
        return _edited(raw, edits, 0, self._front.end)

    def misread(self, text: str, body: int) -> list[int]:
        """The written blocks that a reader of `text` would not find as they are meant (all, if blocks went missing)."""
        again = markdown.blocks(text, body, adapted=self._article.meta.mode == ADAPTED).blocks
        still = [b for b in self._article.blocks if b.key is None and b.index not in self._gone and self._stays(b)]
        mine = [b for b in again if stream(b.atoms)]
        if [b.kind for b in mine] != [b.kind for b in still]:
            return list(self.written)
        return [
            block.index for block, found in zip(still, mine, strict=True)
            if block.index in self._changed - self._documents and stream(found.atoms) != self._meant(block)
        ]  # fmt: skip

    def _stays(self, block: Block) -> bool:
        return bool(self._meant(block)) and self._parents.get(block.index) not in self._gone

    def _meant(self, block: Block) -> Stream:
        if block.index not in self._changed - self._documents:
            return stream(block.atoms)
        if block.kind is Kind.CAPTION:
            return expected(target_pieces(*_spoken(self._units[block.index][0])))
        return expected(self._said(block))

    def finished(self, text: str, _body: int) -> str:
        """`text` with its `lang` set, where it says one and is now in another."""
        if self._named in (None, self._locale) or "lang" not in self._article.meta.lines:
            return text
        return matter.set_meta(replace(self._article, raw=text), "lang", self._locale)


def _spoken(piece: tuple[Unit, str | None]) -> tuple[Unit, str]:
    unit, target = piece
    return unit, unit.source if target is None else target


def _parents(blocks: Sequence[Block]) -> dict[int, int]:
    """The block in which each nested one (an image's alt text or caption) stands."""
    parents: dict[int, int] = {}
    outer: Block | None = None
    for block in blocks:
        if block.kind in (Kind.ALT, Kind.CAPTION) and outer and outer.start <= block.start and block.end <= outer.end:
            parents[block.index] = outer.index
        elif block.key is None:
            outer = block
    return parents


def _edited(raw: str, edits: Sequence[Edit], start: int, end: int) -> str:
    parts: list[str] = []
    at = start
    for first, last, text in sorted(edits):
        if first < at:
            continue  # inside what is already replaced
        parts += [raw[at:first], text]
        at = last
    return "".join([*parts, raw[at:end]])
