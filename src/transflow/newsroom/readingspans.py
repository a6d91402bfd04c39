"""The texts of a reading copy: each segment in its anchor, and what stands between them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from transflow import formats, language, own
from transflow.article import Article, Atom, Block, Role, Unit
from transflow.formats import compose
from transflow.formats.pieces import Piece
from transflow.segment import Kind, Segment
from transflow.word import anchors, tagging, writing
from transflow.word.anchors import Side
from transflow.word.paper import Run, Span
from transflow.word.tagging import Stretch
from transflow.workspace.opening import Opened

Told = Mapping[tuple[str, str], str]  # what tags say: see `outline.told`


@dataclass(frozen=True, slots=True)
class Text:
    """An article as it is printed: each of its units with the segment that it is of."""

    article: Article
    pairs: Sequence[tuple[Unit, Segment]]


def placed(opened: Opened) -> Text:
    """The article with what its translation adds and moves, where readers will have it. Raises ArticleError where that
    cannot stand there."""
    made = opened.placed
    known = {one.id: one for one in opened.catalog.segments}
    new = ((unit, known[name]) for index, name in made.added.items() for unit in made.article.blocks[index].cut())
    return Text(made.article, (*zip(made.units, opened.occurrences, strict=True), *new))


def document(opened: Opened, *, source: bool) -> Text:
    """The body of an adapted article, in one of its languages, as the paragraphs that it has: all are parts of the one
    segment that the body is, but a heading with which it begins."""
    made = opened.article if source else opened.target_article
    plain = formats.read(made.path, made.slug, formats.set_meta(made, "mode", None))
    bodily = [one for one in opened.catalog.segments if one.kind in (Kind.HEADING, Kind.BODY) and not one.own]
    there = [block for block in plain.blocks if block.key is None]
    whose = [bodily[0] if number == 0 and bodily else bodily[-1] for number in range(len(there) if bodily else 0)]
    return Text(plain, [(unit, one) for block, one in zip(there, whose, strict=False) for unit in block.cut()])


class Spans:
    """The spans of one text's blocks. `_numbers` are the anchors', `_noted` are the footnotes that have their place:
    Word has each of them once. A file of several texts has them in common (`beside`)."""

    def __init__(self, text: Text, source: str, locale: str) -> None:
        self._article, self._source, self._locale = text.article, source, locale
        self._numbers: Iterator[int] = count(1)
        self._noted: set[str] = set()
        self._units: dict[int, list[tuple[Unit, Segment]]] = {}
        for unit, segment in text.pairs:
            self._units.setdefault(unit.block, []).append((unit, segment))

    def beside(self, text: Text) -> "Spans":
        """The spans of another text of the same file."""
        other = Spans(text, self._source, self._locale)
        other._numbers, other._noted = self._numbers, self._noted
        return other

    def units(self, block: Block) -> Sequence[tuple[Unit, Segment]]:
        """The units of a block, each with its segment."""
        return self._units.get(block.index, ())

    def said(self, block: Block) -> list[str]:
        """What each unit of a block says in the target language, with its tags."""
        return [unit.source if _is_part(one) else one.target or unit.source for unit, one in self.units(block)]

    def of(self, block: Block, told: Told, *, source: bool) -> tuple[Span, ...]:
        """What a block says in the target language, or in that of the source."""
        locale, raw = self._source if source else self._locale, self._article.raw
        joiner = language.joiner(locale)
        setting = compose.Setting(
            raw=raw, same_joiner=source or joiner == language.joiner(self._source), joiner=joiner,
            raw_slice=lambda start, end: raw[start:end], fill=lambda markup: markup,
        )  # fmt: skip
        here = self.units(block)
        segments = {id(unit): segment for unit, segment in here}
        wanted = [(unit, None if source or _is_part(segment) else _shown(segment)) for unit, segment in here]
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
        if _is_part(segment):
            text, side = unit.source, side if source else Side.PART
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
        said = anchors.anchor(side, next(self._numbers), text, segment.id, segment.source)
        return Span(tuple(runs), text, said, _shown_by(runs))

    def _gap(self, pieces: Sequence[Piece], told: Told) -> Iterator[Span]:
        """What stands between two segments: white space, or a dash, a code, a note, which belong to neither."""
        runs = []
        for piece in pieces:
            if piece.role is Role.TEXT:
                runs.append(Run(piece.text))
            elif piece.role is Role.VOID and piece.letters != "img":
                runs.append(_void(piece.letters, piece.text, told, (f"{piece.letters}{next(self._numbers)}",)))
        text = _again([Stretch(run.text, run.tags) for run in runs]) or ""
        if text.strip():
            yield self.fixed(tuple(runs), text)
        elif text:
            yield Span(tuple(runs), text)

    def fixed(self, runs: tuple[Run, ...], text: str) -> Span:
        """What no one can amend in the file."""
        one_line = [replace(run, text=" ".join(re.split(r"[\t\r\n]+", writing.clean(run.text)))) for run in runs]
        said = anchors.anchor(Side.FIXED, next(self._numbers), text.strip())
        return Span(tuple(one_line), text.strip(), said, _shown_by(runs))


def _is_part(segment: Segment) -> bool:
    """Whether what stands in one place is but a part of what the segment says: a paragraph of an adapted body, one of
    the tags that a translation adds."""
    return segment.kind is Kind.BODY or own.name(segment) == own.TAGS


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
