"""The texts of a reading copy: each segment in its anchor, and what stands between them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from transflow import language
from transflow.article import Atom, Block, Role, Unit
from transflow.formats import compose
from transflow.formats.pieces import Piece
from transflow.segment import Segment
from transflow.word import anchors, tagging, writing
from transflow.word.anchors import Side
from transflow.word.paper import Run, Span
from transflow.word.tagging import Stretch
from transflow.workspace.opening import Opened

Told = Mapping[tuple[str, str], str]  # what tags say: see `outline.told`


class Spans:
    """The spans of one article's blocks. `_count` numbers the anchors, `_noted` are the footnotes that have their
    place: Word has each of them once."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._count = 0
        self._noted: set[str] = set()
        self._units: dict[int, list[tuple[Unit, Segment]]] = {}
        for unit, segment in zip(opened.units, opened.occurrences, strict=True):
            self._units.setdefault(unit.block, []).append((unit, segment))

    def units(self, block: Block) -> Sequence[tuple[Unit, Segment]]:
        """The units of a block, each with its segment."""
        return self._units.get(block.index, ())

    def of(self, block: Block, told: Told, *, source: bool) -> tuple[Span, ...]:
        """What a block says in the target language, or in that of the source."""
        locale, raw = self._opened.source if source else self._opened.locale, self._opened.article.raw
        joiner = language.joiner(locale)
        setting = compose.Setting(
            raw=raw, same_joiner=source or joiner == language.joiner(self._opened.source), joiner=joiner,
            raw_slice=lambda start, end: raw[start:end], fill=lambda markup: markup,
        )  # fmt: skip
        here = self.units(block)
        segments = {id(unit): segment for unit, segment in here}
        wanted = [(unit, None if source else _shown(segment)) for unit, segment in here]
        found: list[Span] = []
        for unit, pieces in compose.block_parts(block, wanted, setting, compose.Care.NEW):
            if unit is None:
                found += self._gap(pieces, told)
            else:
                found.append(self._unit(unit, segments[id(unit)], told, source=source))
        return tuple(found)

    def _unit(self, unit: Unit, segment: Segment, told: Told, *, source: bool) -> Span:
        """One segment in one of the languages, anchored. One whose tags do not pair, or with characters that Word has
        no place for, is shown and cannot be amended there."""
        text = segment.source if source or not segment.target else segment.target
        side = Side.SOURCE if source else Side.TRANSLATED if segment.target else Side.UNTRANSLATED
        runs = []
        for part in tagging.stretches(text):
            atoms = [unit.tags[tag] for tag in part.tags if tag in unit.tags]
            links = [told.get(("a", end.markup), "") for start, end in atoms if start.text == "a" and end is not None]
            if part.void:
                opening = atoms[-1][0] if part.void in unit.tags else Atom(Role.VOID, "", 0, 0)
                run = _void(opening.text, opening.markup, told, part.tags)
                if run.note and (source or run.note in self._noted):
                    run = Run(f"[{run.note}]", part.tags)
                self._noted.add(run.note)
            else:
                run = Run(part.text, part.tags)
            runs.append(replace(run, link=links[-1]) if links else run)
        again = [Stretch(run.text, run.tags) for run in runs]
        whole = set(tagging.names(text)) <= set(unit.tags) and _again(again) == text
        if not whole or writing.clean(text) != text or any(char in text for char in "\n\r\t"):
            plain = "".join(run.text for run in runs)
            return self.fixed((Run(plain),), plain)
        self._count += 1
        return Span(
            tuple(runs), text, anchors.anchor(side, self._count, text, segment.id, segment.source), _shown_by(runs)
        )

    def _gap(self, pieces: Sequence[Piece], told: Told) -> Iterator[Span]:
        """What stands between two segments: white space, or a dash, a code, a note, which belong to neither."""
        runs = []
        for piece in pieces:
            if piece.role is Role.TEXT:
                runs.append(Run(piece.text))
            elif piece.role is Role.VOID and piece.letters != "img":
                self._count += 1
                runs.append(_void(piece.letters, piece.text, told, (f"{piece.letters}{self._count}",)))
        text = _again([Stretch(run.text, run.tags) for run in runs]) or ""
        if text.strip():
            yield self.fixed(tuple(runs), text)
        elif text:
            yield Span(tuple(runs), text)

    def fixed(self, runs: tuple[Run, ...], text: str) -> Span:
        """What no one can amend in the file."""
        self._count += 1
        one_line = [replace(run, text=" ".join(re.split(r"[\t\r\n]+", writing.clean(run.text)))) for run in runs]
        said = anchors.anchor(Side.FIXED, self._count, text.strip())
        return Span(tuple(one_line), text.strip(), said, _shown_by(runs))


def _shown(segment: Segment) -> str | None:
    """What stands for a segment: None is its source, nothing that it is left out."""
    return "" if segment.omitted is not None else segment.target or None


def _void(letters: str, markup: str, told: Told, tags: tuple[str, ...]) -> Run:
    """What is shown for a tag that stands for something by itself."""
    said = told.get((letters, markup), "")
    if letters == "fn":
        return Run("", tags, note=said)
    if letters == "img":
        return Run("▣", tags)
    if letters == "html":  # as the page does, the file shows nothing of it
        return Run(markup, tags)
    return Run("" if letters == "br" else said, tags, link=said if letters == "url" else "")


def _again(parts: Sequence[Stretch]) -> str | None:
    """The text that a reader will make of these; None where there is none to be made."""
    try:
        return tagging.tagged(parts)
    except tagging.TornError:
        return None


def _shown_by(runs: Sequence[Run]) -> str:
    """What codes and addresses show, which nobody may amend in the text."""
    return "".join(run.text for run in runs if Stretch(run.text, run.tags).void)
