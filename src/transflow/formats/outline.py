"""How an article's body is built: its lines, lists, tables, quotations and notes, by the numbers of its blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from transflow.article import Article, Atom, Block, Role
from transflow.formats import matter
from transflow.formats.grammar import parser
from transflow.formats.inline import address
from transflow.segment import Kind


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the body: `block` is its number in `Article.blocks` (None: a cell without text).

    `level` is a heading's (0: none); `marker` a list item's (`•`, or its number as `3.`; empty: none, or the item goes
    on), `depth` how many lists it stands in, `listing` the number of its list in the article; `note` is the label of
    the footnote it belongs to. `told` is what each of its codes, addresses (links, pictures) and footnotes says, in
    their order.
    """

    block: int | None
    level: int = 0
    marker: str = ""
    depth: int = 0
    listing: int = 0
    quoted: bool = False
    note: str | None = None
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows of cells, the first of them its head."""

    rows: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is the same in every language: a stretch of code; the empty text is a rule."""

    text: str


Part = Row | Grid | Fixed


def nested(article: Article) -> dict[int, list[Block]]:
    """The alt texts and captions of each block's pictures, by the block's number."""
    found: dict[int, list[Block]] = {}
    outer = 0
    for block in article.blocks:
        if block.kind in (Kind.ALT, Kind.CAPTION):
            found.setdefault(outer, []).append(block)
        else:
            outer = block.index
    return found


TOLD = ("code", "a", "url", "img", "fn")  # letters of the tags of which `Row.told` speaks


def _told(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "code_inline":
            yield token.content
        elif token.type == "link_open":
            yield str(token.attrGet("href") or "")
        elif token.type == "image":
            yield address(unquote(str(token.attrGet("src") or "")))
        elif token.type == "footnote_ref":
            yield str(token.meta["label"])


def told(article: Article, row: Row) -> dict[tuple[str, str], str]:
    """What the tags of a line say, by their letters and their markup (of a link: that of its end)."""
    atoms = article.blocks[row.block].atoms if row.block is not None else ()
    stack: list[Atom] = []
    found: list[tuple[int, Atom]] = []  # in the order of what opens
    for atom in atoms:
        if atom.role is Role.OPEN:
            stack.append(atom)
        elif atom.role is Role.CLOSE:
            opening = stack.pop()
            found += [(opening.start, atom)] if atom.text == "a" else []
        elif atom.role is Role.VOID and atom.text in TOLD:
            found.append((atom.start, atom))
    ordered = [atom for _start, atom in sorted(found, key=lambda one: one[0])]
    return {(atom.text, atom.markup): text for atom, text in zip(ordered, row.told, strict=False)}


def outline(article: Article) -> tuple[Part, ...]:
    """The parts of the body in their order. HTML blocks are no part of it: their text is not translated.

    `article` is not an adapted one: the body of that is one block, whatever stands in it.
    """
    start = matter.bounds(article.path, article.raw)[2]
    body = article.raw[start:].replace("\r\n", "\n").replace("\r", "\n")
    numbers = iter(
        [one.index for one in article.blocks if one.key is None and one.kind not in (Kind.ALT, Kind.CAPTION)]
    )
    return tuple(_Walk(numbers).parts(parser().parse(body, {})))


@dataclass
class _Walk:
    """The tokens of a body gone through once: what is open where."""

    numbers: Iterator[int]
    lists: list[tuple[int, int | None]] = field(default_factory=list)  # (number of the list, next number or None)
    markers: list[str] = field(default_factory=list)  # of the open items; taken by an item's first line
    count: int = 0
    quotes: int = 0
    level: int = 0
    note: str | None = None
    rows: list[list[Row]] | None = None

    def parts(self, tokens: list[Token]) -> Iterator[Part]:
        """The parts that `tokens` make."""
        for token in tokens:
            step = getattr(self, f"_{token.type}", None)
            if step is not None:
                step(token)
            elif token.type == "inline":
                row = self._row(token)
                if self.rows is not None:
                    self.rows[-1].append(row)
                elif row.block is not None:
                    yield row
            elif token.type == "table_close":
                yield Grid(tuple(tuple(row) for row in self.rows or ()))
                self.rows = None
            elif token.type in ("fence", "code_block"):
                yield Fixed(token.content.rstrip("\n"))
            elif token.type == "hr":
                yield Fixed("")

    def _row(self, token: Token) -> Row:
        block = next(self.numbers) if token.content else None
        marker = self.markers[-1] if self.markers else ""
        if self.markers:
            self.markers[-1] = ""
        listing = self.lists[-1][0] if self.lists else 0
        told = tuple(_told(token.children or ()))
        return Row(block, self.level, marker, len(self.lists), listing, self.quotes > 0, self.note, told)

    def _heading_open(self, token: Token) -> None:
        self.level = int(token.tag[1])

    def _heading_close(self, _token: Token) -> None:
        self.level = 0

    def _bullet_list_open(self, _token: Token) -> None:
        self.count += 1
        self.lists.append((self.count, None))

    def _ordered_list_open(self, token: Token) -> None:
        self.count += 1
        start: Any = token.attrGet("start")
        self.lists.append((self.count, int(start) if start is not None else 1))

    def _bullet_list_close(self, _token: Token) -> None:
        self.lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, _token: Token) -> None:
        listing, number = self.lists[-1]
        self.markers.append("•" if number is None else f"{number}.")
        self.lists[-1] = (listing, None if number is None else number + 1)

    def _list_item_close(self, _token: Token) -> None:
        self.markers.pop()

    def _blockquote_open(self, _token: Token) -> None:
        self.quotes += 1

    def _blockquote_close(self, _token: Token) -> None:
        self.quotes -= 1

    def _footnote_reference_open(self, token: Token) -> None:
        self.note = str(token.meta["label"])

    def _footnote_reference_close(self, _token: Token) -> None:
        self.note = None

    def _table_open(self, _token: Token) -> None:
        self.rows = []

    def _tr_open(self, _token: Token) -> None:
        if self.rows is not None:
            self.rows.append([])
