"""A manuscript written as Markdown that our reader reads back as the same (see `formats.write`).

Each block is written with the means of `compose` and read back on the spot; what does not say what it should is
written again with more care, at last with every mark as an entity, which nothing can misread.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from urllib.parse import quote

from transflow.article import Block as Place
from transflow.article import Role
from transflow.formats import markdown
from transflow.formats.compose import Care, Setting, write
from transflow.formats.escaping import DELIMITERS, escape_text, escape_title
from transflow.formats.pieces import Piece, Stream, expected, prepared, stream
from transflow.formats.scalars import encode
from transflow.manuscript import (
    Block,
    Break,
    Code,
    Heading,
    Image,
    Inline,
    Listing,
    Manuscript,
    Note,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Run,
    Span,
    Table,
    Text,
)
from transflow.segment import Kind

_ORDER = ("title", "lang", "date", "summary", "byline", "dateline", "desk", "tags", "credit")
_TYPED = frozenset({"date"})
_MARKS = {"b": ("<strong>", "</strong>"), "i": ("<em>", "</em>"), "s": ("<s>", "</s>")}
_BULLETS = ("-", "+")
_NUMBERS = (".", ")")
_LAST_NUMBER = 999_999_999  # CommonMark 5.2: a list's number has nine digits at most
# An address keeps what RFC 3986 reserves; brackets, quotes and what Markdown would read are written as %XX.
_SAFE = "/?:@!$&+,;=%#-._~"


def text(manuscript: Manuscript) -> str:
    """The whole article: front matter (if there is any), body, footnotes."""
    lines = list(_blocks(manuscript.blocks))
    for number, note in enumerate(manuscript.notes, 1):
        inner = list(_blocks(note))
        if inner and inner[0].startswith("[^"):
            inner[0] = f"\\{inner[0]}"
        lines += ["", *_prefixed(inner or [""], f"[^{number}]: ", "    ")]
    return _front(manuscript.meta) + "\n".join(lines).lstrip("\n") + "\n"


def _front(meta: Mapping[str, str | tuple[str, ...]]) -> str:
    if not meta:
        return ""
    keys = [key for key in _ORDER if key in meta] + [key for key in meta if key not in _ORDER]
    return "---\n" + "".join(f"{key}: {_value(key, meta[key])}\n" for key in keys) + "---\n\n"


def _value(key: str, value: str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(encode(one, flow=True) for one in value)}]"
    return encode(value, typed=key in _TYPED)


# ── blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def _blocks(blocks: Sequence[Block], *, tight: bool = False) -> Iterator[str]:
    """The lines of `blocks`, an empty one between two (none if `tight`). Lists that follow each other take
    turns with their markers, for two of one kind would be read as one."""
    before: Listing | None = None
    turn, begun = 0, False
    for block in blocks:
        same = isinstance(block, Listing) and before is not None and before.ordered == block.ordered
        turn = 1 - turn if same else 0
        lines = list(_block(block, turn))
        if not lines:
            continue
        if begun and not tight:
            yield ""
        yield from lines
        begun, before = True, block if isinstance(block, Listing) else None


def _block(block: Block, turn: int) -> Iterable[str]:
    match block:
        case Paragraph(content):
            return _leaf(content, Kind.PARAGRAPH).split("\n") if content else ()
        case Heading(level, content):
            line = _leaf(content, Kind.HEADING) if content else ""
            return (f"{'#' * level} {line}",) if line else ()
        case Listing():
            return _list(block, turn)
        case Quote(inner):
            return [f"> {line}".rstrip(" ") if not line else f"> {line}" for line in _blocks(inner)]
        case Table(rows):
            return _table(rows)
        case Preformatted(text):
            return _fence(text)
        case Rule():
            return ("***",)


def _list(block: Listing, turn: int) -> Iterator[str]:
    tight = all(item and _is_tight(item) for item in block.items)
    items = [list(_blocks(item, tight=tight)) for item in block.items]
    # Ordinals that would pass what Markdown can count begin at 1 again.
    start = block.start if 0 <= block.start <= _LAST_NUMBER - len(items) else 1
    for number, lines in enumerate(items):
        mark = f"{start + number}{_NUMBERS[turn]} " if block.ordered else f"{_BULLETS[turn]} "
        if number and not tight:
            yield ""
        yield from _prefixed(lines or [""], mark, " " * len(mark))


def _is_tight(item: Sequence[Block]) -> bool:
    """Whether an item is a line, and perhaps a list that may follow a line directly (one from 1 on: CommonMark 5.3)."""
    inner = item[1:]
    return isinstance(item[0], Paragraph) and (
        not inner
        or (
            len(inner) == 1 and isinstance(inner[0], Listing) and (not inner[0].ordered or inner[0].start == 1)
            and all(one and _is_tight(one) for one in inner[0].items)
        )
    )  # fmt: skip


def _prefixed(lines: Sequence[str], first: str, rest: str) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield (first if number == 0 else rest if line else "") + line


def _table(rows: Sequence[Sequence[Run]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        cells = [_leaf(cell, Kind.CELL) if cell else "" for cell in row]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{' --- |' * len(cells)}"


def _fence(text: str) -> list[str]:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence, *text.split("\n"), fence]


# ── runs ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _leaf(run: Run, kind: Kind) -> str:
    """`run` as the Markdown of a paragraph, heading or cell."""
    pieces = prepared(_trimmed(list(_pieces(run, kind, count()))))
    if not pieces:
        return ""
    wanted = expected(pieces)
    for care in (Care.NEW, Care.HTML):
        text = write(_place(kind), pieces, _setting(kind), care)
        if _read(text, kind) == [(kind, wanted)]:
            return text
    return _entities(pieces, kind)


def _place(kind: Kind) -> Place:
    return Place(kind, 0, 1, 0, 0, ())


def _setting(kind: Kind) -> Setting:
    return Setting(
        raw="", same_joiner=True, joiner="", raw_slice=lambda _start, _end: "", fill=lambda markup: markup,
        bare_start=kind is Kind.PARAGRAPH,
    )  # fmt: skip


def _read(text: str, kind: Kind) -> list[tuple[Kind, Stream]]:
    """What our reader finds in `text` where it stands alone; the words of pictures are blocks of their own."""
    raw = {Kind.HEADING: f"# {text}", Kind.CELL: f"| {text} |\n| --- |"}.get(kind, text)
    # What a footnote is called for must be there, or the call is plain text.
    notes = "".join(f"\n[^{number}]: x" for number in sorted(set(re.findall(r"\[\^([0-9]+)\]", text))))
    found = markdown.blocks(f"{raw}\n{notes}", 0).blocks
    return [(one.kind, stream(one.atoms)) for one in found if one.kind not in (Kind.ALT, Kind.CAPTION, Kind.FOOTNOTE)]


def _pieces(run: Iterable[Inline], kind: Kind, numbers: Iterator[int]) -> Iterator[Piece]:
    """`run` as pieces; each span takes its number from `numbers`."""
    for one in run:
        match one:
            case Text(text):
                yield Piece(Role.TEXT, text)
            case Span(letters, content, href):
                own = next(numbers)
                mark = DELIMITERS.get(letters)
                yield Piece(Role.OPEN, mark or "[", letters, own)
                yield from _pieces(content, kind, numbers)
                yield Piece(Role.CLOSE, mark or f"]({_address(href)})", letters, own)
            case Code(text):
                yield Piece(Role.VOID, _code(text), "code")
            case Image(address, alt, caption):
                title = f' "{escape_title(caption, chr(34))}"' if caption else ""
                words = escape_text(alt, cell=kind is Kind.CELL)
                yield Piece(Role.VOID, f"![{words}]({_address(address)}{title})", "img")
            case Note(number_):
                yield Piece(Role.VOID, f"[^{number_}]", "fn")
            case Break():
                if kind is Kind.HEADING:
                    yield Piece(Role.TEXT, " ")
                else:
                    yield Piece(Role.VOID, "<br>" if kind is Kind.CELL else "\\\n", "br")


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """`pieces` without line breaks at either end, where Markdown has none."""
    while pieces and pieces[0].letters == "br":
        del pieces[0]
    while pieces and pieces[-1].letters == "br":
        del pieces[-1]
    return pieces


def _address(address: str) -> str:
    return quote(address, safe=_SAFE).replace("&", "&amp;")


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{space}{text}{space}{fence}"


def _entities(pieces: Sequence[Piece], kind: Kind) -> str:
    """`pieces` with every mark of their texts as an entity and emphasis as HTML."""
    parts = []
    for piece in pieces:
        if piece.role is Role.TEXT:
            parts.append("".join(one if one.isalnum() or one == " " or ord(one) > 127 else f"&#{ord(one)};"
                                 for one in piece.text))  # fmt: skip
        elif piece.letters in _MARKS:
            parts.append(_MARKS[piece.letters][piece.role is Role.CLOSE])
        else:
            parts.append(piece.text.replace("|", "\\|") if kind is Kind.CELL else piece.text)
    text = "".join(parts).strip()
    # A line must not begin with a tag that would open a block of HTML.
    return f"&#8288;{text}" if text.startswith("<") and kind is Kind.PARAGRAPH else text
