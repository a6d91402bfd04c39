"""Which text of a Word file is which anchor's: by the anchors, by what stood between them, by what is missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from transflow.interface import gettext as _
from transflow.word import anchors, seams
from transflow.word.anchors import OBJECT, Anchor, Sent, Side
from transflow.word.flow import Bit, Edge, Event, Paragraph
from transflow.word.tagging import Stretch, letters, stretches

_TEXTS = (Side.TRANSLATED, Side.UNTRANSLATED)


@dataclass(frozen=True, slots=True)
class Placed:
    """Bits of text and whose they are (None: nobody's, and `fault` says why). `place` is what a person finds it by."""

    place: str
    bits: tuple[Bit, ...] = ()
    anchor: Anchor | None = None
    fault: str = ""


@dataclass
class _Piece:
    """An anchored text in a paragraph, or (None) what stands between two; `part`: it goes on in another paragraph."""

    anchor: Anchor | None
    bits: list[Bit] = field(default_factory=list)
    part: bool = False

    @property
    def text(self) -> str:
        """What it says now, with a character for what is no text."""
        parts = (one.part for one in self.bits if not one.gone)
        return "".join(part.text or (OBJECT if part.void else "") for part in parts)


class Placing:
    """One file: what each paragraph holds, and what stood where when it was sent."""

    def __init__(self, paragraphs: Sequence[Paragraph], sent: Sent) -> None:
        self._paragraphs = paragraphs
        self._sent = [[(name, text) for name, text, _shown in line] for line in sent.lines]
        self._line_of = {name: number for number, line in enumerate(self._sent) for name, _text in line if name}
        self._texts = {name: text for line in self._sent for name, text in line if name}
        ends: dict[str, int] = {}
        for paragraph in paragraphs:
            for event in paragraph.events:
                if isinstance(event, Edge):
                    ends[event.anchor.name] = ends.get(event.anchor.name, 0) + 1
        self._there = {
            name for name, count in ends.items() if count == 2
        }  # what has lost an edge is no anchor any more
        self._tangled: set[str] = set()  # one inside another
        self._open: Anchor | None = None
        self._pieces = [self._cut(paragraph) for paragraph in paragraphs]
        self._lines = [
            list(dict.fromkeys(self._line_of.get(one.anchor.name, -1) for one in here if one.anchor))
            for here in self._pieces
        ]
        self._told: set[str] = set()  # anchors whose text was found, or of which is said why it was not

    def placed(self) -> Iterator[Placed]:
        """Every text of the file: those of anchors, and nobody's if they are new; then what is missing."""
        replaced = self._replaced()
        for number, paragraph in enumerate(self._paragraphs):
            place, here = _place(paragraph), self._pieces[number]
            if number in replaced:
                yield self._found(Placed(place, _all(here), replaced[number]))
            elif any(one.anchor for one in here):
                yield from self._paragraph(place, here)
            elif paragraph.text.strip():
                yield Placed(place, _all(here), fault=_("a paragraph that was not sent out"))
        yield from self._structure()
        yield from self._missing()

    def _found(self, placed: Placed) -> Placed:
        if placed.anchor is not None:
            self._told.add(placed.anchor.name)
        return placed

    # ── one paragraph ───────────────────────────────────────────────────────────────────────────────────────────────
    def _cut(self, paragraph: Paragraph) -> list[_Piece]:
        """The anchored texts of a paragraph and what is between them: a gap first, then by turns. A text that was open
        at the end of the last paragraph goes on in this one."""
        found = [_Piece(None)]
        if self._open is not None:
            found.append(_Piece(self._open, part=True))
        for event in _ordered(paragraph.events):
            if isinstance(event, Bit):
                found[-1].bits.append(event)
            elif event.anchor.name not in self._there:
                continue
            elif event.opens and self._open is not None:
                self._tangled |= {event.anchor.name, self._open.name}
            elif event.opens:
                self._open = event.anchor
                found.append(_Piece(event.anchor))
            elif self._open is not None and event.anchor.name == self._open.name:
                self._open = None
                found.append(_Piece(None))
        if self._open is not None:
            found[-1].part = True
            found.append(_Piece(None))
        return found

    def _paragraph(self, place: str, pieces: list[_Piece]) -> Iterator[Placed]:
        """The texts of a paragraph with anchors."""
        own = [one for one in pieces if one.anchor is not None]
        loose: list[Placed] = []
        for number, gap in enumerate(pieces[::2]):
            left = own[number - 1] if number else None
            right = own[number] if number < len(own) else None
            loose += self._gap(place, gap, left, right)
        for one in own:
            if one.anchor is not None and one.anchor.name not in self._told:
                yield self._found(self._own(place, one, one.anchor))
        yield from loose

    def _own(self, place: str, one: _Piece, anchor: Anchor) -> Placed:
        if anchor.name in self._tangled:
            return Placed(place, tuple(one.bits), anchor, _("it stands inside another segment, or another in it"))
        if one.part:
            every = [piece for here in self._pieces for piece in here if piece.anchor is anchor]
            return Placed(place, _all(every), anchor, _("its paragraph was divided in the middle of it"))
        return Placed(place, tuple(one.bits), anchor)

    def _gap(self, place: str, gap: _Piece, left: _Piece | None, right: _Piece | None) -> Iterator[Placed]:
        """Gives what stands between two anchored texts to the one it belongs to, or to nobody."""
        self._take_notes(gap, left)
        text, missing = gap.text, self._between(left, right)
        if not text.strip():
            return
        texts = [one for one in missing if one.side in _TEXTS]
        if len(missing) == len(texts) == 1:
            yield self._found(Placed(place, tuple(gap.bits), texts[0]))
            return
        if missing:
            self._told |= {one.name for one in missing}
            fault = _("it cannot be told to which of these segments it belongs: {ids}")
            yield Placed(place, tuple(gap.bits), fault=fault.format(ids=", ".join(one.id for one in texts)))
            return
        seam = seams.Seam(self._expected(left, right), self._beside(left), self._beside(right))
        side = seams.side(text, seam) if text != seam.expected else "nothing"
        if side == "left" and left is not None:
            left.bits += gap.bits
        elif side == "right" and right is not None:
            right.bits[:0] = gap.bits
        elif side != "nothing":
            ids = _(", ").join(one.anchor.id for one in (left, right) if one and one.anchor)
            yield Placed(place, tuple(gap.bits), fault=_("added between two segments ({ids})").format(ids=ids))

    def _take_notes(self, gap: _Piece, left: _Piece | None) -> None:
        """Gives a text the footnotes that it was sent with and that stand behind it now: LibreOffice ends the anchor
        before them."""
        if left is None or left.anchor is None:
            return
        sent = sum(_is_note(one) for one in stretches(self._texts.get(left.anchor.name, "")))
        for bit in list(gap.bits):
            if not _is_note(bit.part) or sent <= sum(_is_note(one.part) for one in left.bits if not one.gone):
                break
            left.bits.append(bit)
            gap.bits.remove(bit)

    def _beside(self, one: _Piece | None) -> seams.Beside | None:
        """A neighbour of a seam; None where there is none, or none that may be amended."""
        if one is None or one.anchor is None:
            return None
        whole = one.anchor.side in _TEXTS and not one.part and one.anchor.name not in self._tangled
        before = "".join(part.text for part in stretches(self._texts.get(one.anchor.name, "")))
        return seams.Beside(before, one.text, whole)

    def _between(self, left: _Piece | None, right: _Piece | None) -> list[Anchor]:
        """The anchors that stood between two texts of one line (or between one of them and its end) and are gone."""
        names = [one.anchor.name for one in (left, right) if one and one.anchor]
        lines = {self._line_of.get(name, -1) for name in names}
        if len(lines) != 1 or -1 in lines:
            return []
        line = [name for name, _text in self._sent[lines.pop()] if name]
        first = line.index(names[0]) + 1 if left else 0
        last = line.index(names[-1]) if right else len(line)
        return list(_anchors(name for name in line[first:last] if name not in self._there))

    def _expected(self, left: _Piece | None, right: _Piece | None) -> str:
        """What stood between two texts that were neighbours."""
        if left is None or right is None or left.anchor is None or right.anchor is None:
            return ""
        line = self._sent[self._line_of[left.anchor.name]] if left.anchor.name in self._line_of else []
        names = [name for name, _text in line]
        at = names.index(left.anchor.name) + 1 if line else 0
        return line[at][1] if line[at : at + 1] and not line[at][0] else ""

    # ── the whole file ──────────────────────────────────────────────────────────────────────────────────────────────
    def _replaced(self) -> Mapping[int, Anchor]:
        """The paragraphs without anchors that stand in the place of one that is gone: one paragraph for one, between
        the same two neighbours, and of one segment."""
        gone = [n for n, line in enumerate(self._sent) if not any(name in self._there for name, _text in line)]
        found: dict[int, Anchor] = {}
        strange: list[int] = []
        last = -1
        for number, lines in enumerate([*self._lines, [len(self._sent)]]):
            if not lines:
                strange += [number] if self._paragraphs[number].text.strip() else []
            elif -1 not in lines:
                missing = [line for line in gone if last < line < lines[0]]
                if len(missing) == len(strange) == 1:
                    own = list(_anchors(name for name, _text in self._sent[missing[0]]))
                    if len(own) == 1 and own[0].side in _TEXTS:
                        found[strange[0]] = own[0]
                strange, last = [], max(last, lines[-1])
        return found

    def _structure(self) -> Iterator[Placed]:
        """Paragraphs that were moved, joined or divided: their texts are taken, their places are the source's."""
        last, seen = -1, set[int]()
        for paragraph, lines, here in zip(self._paragraphs, self._lines, self._pieces, strict=True):
            known = [line for line in lines if line >= 0]
            fault = ""
            if any(one.part for one in here):
                pass  # it was said of the segment
            elif seen.intersection(known):
                fault = _("a paragraph was divided here; the article’s stays whole")
            elif len(known) > 1:
                fault = _("paragraphs were joined here; the article’s stay apart")
            elif known and known[0] < last:
                fault = _("it was moved here; the article’s order stays")
            if fault:
                yield Placed(_place(paragraph), _all(here), fault=fault)
            seen.update(known)
            last = max([last, *known])

    def _missing(self) -> Iterator[Placed]:
        """What went out and is no longer there: each segment without a text, what belongs to none with its fault."""
        for line in self._sent:
            for name, text in line:
                for anchor in _anchors([name] if name not in self._told else []):
                    place = _("deleted: {text}").format(text=_short(text))
                    if anchor.side in _TEXTS:
                        yield Placed(place, (), anchor)
                    else:
                        yield Placed(place, fault=kept(anchor.side))


def kept(side: Side) -> str:
    """Why a text that is no segment's translation stays as it is, whatever was done to it."""
    if side is Side.SOURCE:
        return _("the source language was amended here, which changes nothing; it is amended in its own file")
    if side is Side.PART:
        return _("it is part of a longer text, which is amended as a whole: F2 in the editor, or `transflow edit`")
    return _("it is no translation, and stays as it is")


def _ordered(events: Iterable[Event]) -> Iterator[Bit | Edge]:
    """Bits and edges; of edges at one place, those come first that end a text. (LibreOffice begins the next anchor
    before it ends the last one.)"""
    edges: list[Edge] = []
    for event in events:
        if isinstance(event, Edge):
            edges.append(event)
        elif isinstance(event, Bit):
            yield from _ends_first(edges)
            edges.clear()
            yield event
    yield from _ends_first(edges)


def _ends_first(edges: Sequence[Edge]) -> Iterator[Edge]:
    begun = {edge.anchor.name for edge in edges if edge.opens}
    yield from (edge for edge in edges if not edge.opens and edge.anchor.name not in begun)
    for edge in edges:
        if edge.opens:
            yield edge
            yield from (other for other in edges if not other.opens and other.anchor.name == edge.anchor.name)


def _is_note(part: Stretch) -> bool:
    return letters(part.void) == "fn"


def _anchors(names: Iterable[str]) -> Iterator[Anchor]:
    return (one for name in names if (one := anchors.read(name)) is not None)


def _all(pieces: Sequence[_Piece]) -> tuple[Bit, ...]:
    return tuple(bit for piece in pieces for bit in piece.bits)


def _place(paragraph: Paragraph) -> str:
    """What a person finds a paragraph by."""
    if paragraph.noted:
        return _("footnote {n}").format(n=paragraph.number)
    return _("paragraph {n}").format(n=paragraph.number)


def _short(text: str) -> str:
    plain = "".join(one.text for one in stretches(text))
    return plain if len(plain) <= 40 else f"{plain[:39]}…"
