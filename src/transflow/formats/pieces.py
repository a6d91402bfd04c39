"""What a block says, in pieces: of atoms of the source, of the target of a unit; and how two such texts compare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from transflow.article import TAG, Atom, Block, Role, Unit, unescape
from transflow.formats.escaping import GUARD_TEXT

Stream = list[tuple[Role, str]]  # what is said, without where: (TEXT, plain text), else (role, letters of the tag)


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to write. `text` is plain for TEXT, Markdown otherwise; `letters` name a tag, `pair` its two halves.

    `atoms` are what a raw piece (role None) reads as.
    """

    role: Role | None
    text: str
    letters: str = ""
    pair: int = -1
    atoms: tuple[Atom, ...] = ()


def clip(block: Block, start: int, end: int) -> tuple[Atom, ...]:
    """The atoms of `block` that stand between two raw offsets; literal text is cut there."""
    found = []
    for atom in block.atoms:
        low, high = max(atom.start, start), min(atom.end, end)
        if low < high:
            found.append(atom.part(low - atom.start, high - atom.start) if atom.literal else atom)
    return tuple(found)


def stream(atoms: Iterable[Atom]) -> Stream:
    """What atoms say, without where: neighbouring texts in one, no white space at the ends."""
    return _joined((atom.role, atom.text) for atom in atoms)


def _joined(parts: Iterable[tuple[Role, str]]) -> Stream:
    joined: Stream = []
    for role, words in parts:
        text = words.replace(GUARD_TEXT, "") if role is Role.TEXT else words
        if role is Role.TEXT and joined and joined[-1][0] is Role.TEXT:
            joined[-1] = (role, joined[-1][1] + text)
        elif role is not Role.TEXT or text:
            joined.append((role, text))
    if joined and joined[0][0] is Role.TEXT:
        joined[0] = (Role.TEXT, joined[0][1].lstrip())
    if joined and joined[-1][0] is Role.TEXT:
        joined[-1] = (Role.TEXT, joined[-1][1].rstrip())
    return [part for part in joined if part[1]]


def target_pieces(unit: Unit, target: str) -> list[Piece]:
    """`target` as pieces: its tags paired and well nested; unknown and unpaired tags dropped, their text kept."""
    pieces: list[Piece] = []
    open_at: list[tuple[str, int]] = []  # the open tags, and where their pieces stand
    dropped: set[int] = set()
    at = 0
    for match in TAG.finditer(target):
        pieces.extend(_plain(target[at : match.start()]))
        at = match.end()
        name = match[2] + match[3]
        opening, closing = unit.tags.get(name, (None, None))
        if opening is None or (match[1] and match[4]):
            continue
        if opening.role is Role.VOID:
            if match[4]:
                pieces.append(Piece(Role.VOID, opening.markup, opening.text))
        elif match[1]:
            if not any(one == name for one, _place in open_at):
                continue
            while open_at[-1][0] != name:
                dropped.add(open_at.pop()[1])
            start = open_at.pop()[1]
            if closing is not None:
                pieces.append(Piece(Role.CLOSE, closing.markup, opening.text, start))
        elif not match[4] and not (opening.text == "a" and any(one[0] == "a" for one, _place in open_at)):
            open_at.append((name, len(pieces)))
            pieces.append(Piece(Role.OPEN, opening.markup, opening.text, len(pieces)))
    pieces.extend(_plain(target[at:]))
    dropped.update(place for _name, place in open_at)
    return [piece for index, piece in enumerate(pieces) if index not in dropped]


def _plain(text: str) -> list[Piece]:
    plain = unescape(text).replace("\0", "\ufffd")
    for newline in ("\r\n", "\n", "\r"):
        plain = plain.replace(newline, " ")
    return [Piece(Role.TEXT, plain)] if plain else []


def atom_pieces(atoms: Sequence[Atom]) -> list[Piece]:
    """Atoms of the source as pieces to be written anew."""
    pieces: list[Piece] = []
    open_at: list[int] = []
    for atom in atoms:
        if atom.role is Role.TEXT:
            pieces.append(Piece(Role.TEXT, atom.text))
        else:
            if atom.role is Role.OPEN:
                open_at.append(len(pieces))
            pair = -1 if atom.role is Role.VOID else open_at.pop() if atom.role is Role.CLOSE else len(pieces)
            pieces.append(Piece(atom.role, atom.markup, atom.text, pair))
    return pieces


def expected(pieces: Sequence[Piece]) -> Stream:
    """What a reader must find in the block that `compose.write` makes of `pieces`."""
    parts: list[tuple[Role, str]] = []
    for piece in pieces:
        if piece.role is None:
            parts.extend((atom.role, atom.text) for atom in piece.atoms)
        else:
            parts.append((piece.role, piece.text if piece.role is Role.TEXT else piece.letters))
    return _joined(parts)


def prepared(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` with neighbouring texts in one and without pairs around nothing, which Markdown cannot write."""
    found = _merged(pieces)
    while True:
        empty = {
            place
            for place, (one, two) in enumerate(pairwise(found))
            if one.role is Role.OPEN and two.role is Role.CLOSE and one.pair == two.pair and one.letters != "a"
        }
        if not empty:
            return found
        found = _merged([one for place, one in enumerate(found) if place not in empty and place - 1 not in empty])


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        if piece.role is Role.TEXT and merged and merged[-1].role is Role.TEXT:
            merged[-1] = replace(merged[-1], text=merged[-1].text + piece.text)
        elif piece.text or piece.role is not Role.TEXT:
            merged.append(piece)
    return merged
