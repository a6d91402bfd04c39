"""One block written anew: what its units say in the target language, as Markdown that reads back the same."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from transflow.article import Atom, Block, Role, Unit
from transflow.formats.escaping import DELIMITERS, escape_text, flanks, line_end, line_start
from transflow.formats.pieces import Piece, atom_pieces, clip, target_pieces
from transflow.segment import Kind

_HTML = {"b": "strong", "i": "em", "s": "s"}


class Care(Enum):
    """How a block is written: with raw units among the new ones, all anew, or all anew with emphasis as HTML."""

    RAW = 0
    NEW = 1
    HTML = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a block: the raw text, its joiners, and how the blocks nested in it are written."""

    raw: str
    same_joiner: bool
    joiner: str
    raw_slice: Callable[[int, int], str]
    fill: Callable[[str], str]
    setext: bool = False
    bare_start: bool = True  # a block could open where this one begins (not in an ATX heading, or after a `|`)


def block_pieces(block: Block, units: Sequence[tuple[Unit, str | None]], setting: Setting, care: Care) -> list[Piece]:
    """Everything that `block` will say, in order; empty if all of it is left out."""
    pieces: list[Piece] = []
    for _unit, part in block_parts(block, units, setting, care):
        _extend(pieces, part)
    return pieces


def block_parts(
    block: Block, units: Sequence[tuple[Unit, str | None]], setting: Setting, care: Care
) -> Iterator[tuple[Unit | None, list[Piece]]]:
    """The same unit by unit, with what stands between them (None); what is left out is not there."""
    gaps: list[tuple[int, int]] = []
    at, was_raw, begun = block.start, True, False
    for unit, target in units:
        gaps.append((at, unit.start))
        at = unit.end
        if target == "":
            continue
        is_raw = care is Care.RAW and target in (None, unit.source)
        raw_gap = len(gaps) == 1 and was_raw and is_raw
        yield None, _gap(block, gaps, setting, first=not begun, last=False, raw=raw_gap)
        if is_raw:
            yield unit, [_raw(block, unit.start, unit.end, setting)]
        else:
            yield unit, target_pieces(unit, (unit.source if target is None else target).strip())
        gaps, was_raw, begun = [], is_raw, True
    gaps.append((at, block.end))
    raw_gap = len(gaps) == 1 and was_raw and begun
    yield None, _gap(block, gaps, setting, first=not begun, last=True, raw=raw_gap)


def _extend(pieces: list[Piece], more: Iterable[Piece]) -> None:
    """Append, with the numbers of pairs made unique."""
    shift = len(pieces) + 1000 * len(pieces)
    pieces.extend(replace(piece, pair=piece.pair + shift) if piece.pair >= 0 else piece for piece in more)


def _raw(block: Block, start: int, end: int, setting: Setting) -> Piece:
    return Piece(None, setting.raw_slice(start, end), atoms=clip(block, start, end))


def _gap(
    block: Block, gaps: list[tuple[int, int]], setting: Setting, *, first: bool, last: bool, raw: bool
) -> list[Piece]:
    """What stands between two units that are written: white space, and what is no segment (an image, a `——`).

    More than one gap means that units between them are left out.
    """
    if raw:
        start, end = gaps[0]
        return [_raw(block, start, end, setting)] if start < end else []
    atoms = [atom for start, end in gaps for atom in clip(block, start, end)]
    solid = [atom for atom in atoms if not _is_blank(atom)]
    breaks = [atom for atom in atoms if atom.role is Role.VOID and atom.text == "br"]
    if not solid:
        if first or last:
            lone = first and len(gaps) == 1
            return atom_pieces([atom for atom in breaks if lone or atom.markup.startswith("<")])
        if breaks:
            return atom_pieces(breaks[:1])
        spaces = max(("".join(atom.text for atom in clip(block, *gap)) for gap in gaps), key=len)
        return [Piece(Role.TEXT, spaces if setting.same_joiner else setting.joiner)]
    while atoms and _is_edge(atoms[0], first or not setting.same_joiner):
        del atoms[0]
    while atoms and _is_edge(atoms[-1], last or not setting.same_joiner):
        del atoms[-1]
    pieces = atom_pieces(atoms)
    if not setting.same_joiner:
        before = [] if first or atoms[0].text == "br" else [Piece(Role.TEXT, setting.joiner)]
        after = [] if last or atoms[-1].text == "br" else [Piece(Role.TEXT, setting.joiner)]
        return [*before, *pieces, *after]
    return pieces


def _is_blank(atom: Atom) -> bool:
    return not atom.text.strip() if atom.role is Role.TEXT else atom.role is Role.VOID and atom.text == "br"


def _is_edge(atom: Atom, edge: bool) -> bool:
    return edge and atom.role is Role.TEXT and not atom.text.strip()


def write(block: Block, pieces: Sequence[Piece], setting: Setting, care: Care) -> str:
    """`pieces` (prepared) as the Markdown of `block`: on one line, but for hard breaks and what is raw."""
    cell = block.kind is Kind.CELL
    texts = [_written(piece, setting, cell) for piece in pieces]
    _choose_delimiters(pieces, texts, care)
    if cell:
        texts = [
            text if piece.role is None else text.replace("|", "\\|") for piece, text in zip(pieces, texts, strict=True)
        ]
    lines: list[list[int]] = [[]]
    breaks: list[str] = []
    for index, piece in enumerate(pieces):
        if _breaks_line(piece):
            lines.append([])
            breaks.append(texts[index])
        else:
            lines[-1].append(index)
    written: list[str] = []
    for number, line in enumerate(lines):
        text = "".join(texts[index] for index in line).strip(" \t\r\n")
        as_it_stood = number == 0 and bool(line) and _begins_raw(block, pieces[line[0]], setting)
        if setting.bare_start and not as_it_stood:
            place, mark = line_start(text, continues=number > 0)
            text = text[:place] + mark + text[place:]
        written.append(text)
    result = written[0] + "".join(mark + line for mark, line in zip(breaks, written[1:], strict=True))
    return result if setting.bare_start or block.kind is not Kind.HEADING else line_end(result)


def _written(piece: Piece, setting: Setting, cell: bool) -> str:
    if piece.role is None:
        return piece.text
    if piece.role is Role.TEXT:
        return escape_text(piece.text, setext=setting.setext, cell=cell)
    return setting.fill(piece.text)


def _breaks_line(piece: Piece) -> bool:
    return piece.letters == "br" and piece.role is Role.VOID and ("\n" in piece.text or "\r" in piece.text)


def _begins_raw(block: Block, piece: Piece, setting: Setting) -> bool:
    """Whether the block begins as it did in the source, so that what follows cannot be a new kind of block."""
    return piece.role is None and bool(piece.text) and setting.raw.startswith(piece.text, block.start)


def _choose_delimiters(pieces: Sequence[Piece], texts: list[str], care: Care) -> None:
    """Puts `**` and the like into `texts` where CommonMark will read them, `<strong>` where it would not."""
    halves: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        if piece.role is Role.OPEN:
            halves[piece.pair] = index
        elif piece.role is Role.CLOSE and piece.pair in halves and piece.letters in DELIMITERS:
            first, last = halves[piece.pair], index
            if texts[first].startswith("<"):
                continue  # written as HTML in the source
            mark = DELIMITERS[piece.letters]
            fits = care is not Care.HTML and (
                flanks(_last(texts, first), _first(texts, first), mark, opens=True)
                and flanks(_last(texts, last), _first(texts, last), mark, opens=False)
            )
            name = _HTML[piece.letters]
            texts[first], texts[last] = (mark, mark) if fits else (f"<{name}>", f"</{name}>")


def _last(texts: Sequence[str], index: int) -> str:
    """The character before the text at `index`, "" at the beginning."""
    return next((text[-1] for text in reversed(texts[:index]) if text), "")


def _first(texts: Sequence[str], index: int) -> str:
    """The character after the text at `index`, "" at the end."""
    return next((text[0] for text in texts[index + 1 :] if text), "")
