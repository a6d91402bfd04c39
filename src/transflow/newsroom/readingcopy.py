"""An article as a Word file for a leader who reads there: running text, one language or both, every text anchored."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from transflow import language, pictures, workflow
from transflow.article import Article, Atom, Block, Role, Unit
from transflow.formats import compose, outline
from transflow.handback import Sent
from transflow.interchange import wordmark
from transflow.interface import gettext as _
from transflow.newsroom import leaders, rendition
from transflow.newsroom.room import Newsroom
from transflow.segment import Kind, Segment, Status
from transflow.word import anchors, tagging, writing
from transflow.word.anchors import OBJECT, Side
from transflow.word.paper import Line, Look, Paper, Part, Photograph, Run, Span, Table
from transflow.word.tagging import Stretch
from transflow.workspace import opening
from transflow.workspace.opening import Opened

KIND = "reading"  # what `wordmark` says of such a file
PICTURE_WIDTH = 1_400  # pixels: 220 an inch over the width of the text
_KEPT = (Look.TITLE, Look.HEADING)  # on the page of what follows


def write(room: Newsroom, slug: str, locale: str | None = None, *, both: bool = False) -> bytes:
    """The Word file of an article in `locale` (None: its only target), with `both` the source under each paragraph.

    What nobody has translated stands there in the source language. Raises UsageError as `opening.open_target` does,
    ArticleError for a picture that is damaged.
    """
    opened = opening.open_target(room.workspace, slug, locale)
    made = paper(room, opened, both=both)
    ids = set(made.sent.ids())
    sent = tuple(Sent.of(one) for one in opened.catalog.segments if one.id in ids)
    return wordmark.marked(writing.document(made), wordmark.Mark(KIND, slug, opened.locale, room.now(), sent))


def paper(room: Newsroom, opened: Opened, *, both: bool = False) -> Paper:
    """What stands in that file."""
    return _Setting(room, opened, both).paper()


def version(room: Newsroom, opened: Opened) -> str:
    """The version of the text as it is shown: the first digits of what would be published (`rendition.digest_of`)."""
    return rendition.digest_of(room, opened)[: leaders.SHOWN]


def _warnings(room: Newsroom, opened: Opened) -> Iterator[str]:
    """What a reader must know before anything else."""
    meta = opened.article.meta
    if meta.killed:
        yield _("WITHDRAWN: {why}").format(why=meta.killed)
    if meta.spiked:
        yield _("DROPPED: {why}").format(why=meta.spiked)
    if meta.confidential:
        yield _("CONFIDENTIAL")
    if meta.embargo and room.instant(meta.embargo) > room.clock():
        when = room.instant(meta.embargo).astimezone(room.settings.tz).strftime("%Y-%m-%d %H:%M")
        zone = room.settings.timezone
        yield _("EMBARGO until {when} ({zone}): not to be published or passed on before").format(when=when, zone=zone)
    counts = workflow.counts(opened.catalog.segments)
    waiting = _(", ").join(f"{_(one.value)} {counts[one]}" for one in Status if counts[one])
    if any(counts[one] for one in Status if one is not Status.APPROVED):
        yield _("DRAFT, not approved: {waiting}").format(waiting=waiting)


@dataclass
class _Setting:
    """One article being set: what stands where, and the anchors given so far."""

    room: Newsroom
    opened: Opened
    both: bool
    count: int = 0
    units: dict[int, list[tuple[Unit, Segment]]] = field(default_factory=dict)
    nested: dict[int, list[Block]] = field(default_factory=dict)
    images: dict[str, bytes | None] = field(default_factory=dict)  # as they are printed, by their addresses

    def paper(self) -> Paper:
        """The whole."""
        article, room = self.opened.article, self.room
        for unit, segment in zip(self.opened.units, self.opened.occurrences, strict=True):
            self.units.setdefault(unit.block, []).append((unit, segment))
        self.nested = outline.nested(article)
        self.images = {one.address: _printed(one.data) for one in rendition.pictures(room, article)}
        notes: dict[str, tuple[Line, ...]] = {}
        parts: list[Part] = list(self._front(article))
        for part in outline.outline(article):
            if isinstance(part, outline.Row) and part.note is not None:
                notes[part.note] = (*notes.get(part.note, ()), *self._row(part))
            else:
                parts += self._part(part)
        parts += self._back(article)
        now = room.local(room.now())
        head = _("{slug} · {source} → {target} · {when} · version {version}").format(
            slug=article.slug, source=self.opened.source, target=self.opened.locale, when=now,
            version=version(room, self.opened),
        )  # fmt: skip
        title = self.opened.target_article.title
        return Paper(title, self.opened.locale, head, tuple(_warnings(room, self.opened)), tuple(parts), notes)

    # ── the front matter ────────────────────────────────────────────────────────────────────────────────────────────
    def _front(self, article: Article) -> Iterator[Part]:
        """Headline, standfirst, byline and dateline."""
        looks = {"title": Look.TITLE, "summary": Look.SUMMARY, "byline": Look.BYLINE, "dateline": Look.BYLINE}
        for block in article.blocks:
            if block.key in looks:
                yield from self._lines(outline.Row(block.index), looks[block.key])

    def _back(self, article: Article) -> Iterator[Part]:
        """What else of the front matter readers see, under its name: desk, tags, credit, corrections."""
        labels = {"desk": _("desk"), "tags": _("tags"), "credit": _("credit"), "corrections": _("corrections")}
        found: dict[str, list[Line]] = {}
        for block in article.blocks:
            if block.key and block.key not in ("title", "summary", "byline", "dateline"):
                key = block.key.partition(".")[0]
                found.setdefault(key, []).extend(self._lines(outline.Row(block.index), Look.BYLINE))
        for key, lines in found.items():
            for look in (Look.BYLINE, Look.SOURCE):
                alike = [line for line in lines if line.look is look]
                if alike:
                    yield replace(alike[0], spans=tuple(self._listed(labels.get(key, key), alike)))

    def _listed(self, label: str, lines: Sequence[Line]) -> Iterator[Span]:
        """Several lines as one: `tags: steel · hydrogen`."""
        for number, line in enumerate(lines):
            between = " · " if number else _("{label}: ").format(label=label)
            yield self._fixed((Run(between),), between)
            yield from line.spans

    # ── the body ────────────────────────────────────────────────────────────────────────────────────────────────────
    def _part(self, part: outline.Part) -> Iterator[Part]:
        if isinstance(part, outline.Grid):
            yield Table(
                tuple(tuple(self._cell(cell, head=number == 0) for cell in row) for number, row in enumerate(part.rows))
            )
            for cell in (cell for row in part.rows for cell in row if cell.block is not None):
                yield from self._pictures(cell)
        elif isinstance(part, outline.Fixed):
            look = Look.CODE if part.text else Look.RULE
            for text in part.text.split("\n"):
                yield Line((self._fixed((Run(text),), text),) if text else (), look, self.opened.locale)
        elif not self._is_headline(part):
            yield from self._row(part)
            yield from self._pictures(part)

    def _is_headline(self, row: outline.Row) -> bool:
        """Whether a heading says the headline once more, which stands above it all already."""
        article = self.opened.article
        block = article.blocks[row.block or 0]
        return row.level == 1 and bool(article.meta.title) and block.flat.strip() == article.title.strip()

    def _cell(self, row: outline.Row, *, head: bool) -> tuple[Line, ...]:
        return tuple(replace(line, head=head and line.look is Look.CELL) for line in self._lines(row, Look.CELL))

    def _row(self, row: outline.Row) -> list[Line]:
        """The lines of a row of the body that is no cell."""
        if row.level:
            return self._lines(row, Look.HEADING, level=row.level)
        if row.note is not None:
            return self._lines(row, Look.NOTE)
        if row.depth:
            return self._lines(row, Look.ITEM, marker=row.marker, depth=row.depth, listing=row.listing)
        return self._lines(row, Look.QUOTE if row.quoted else Look.BODY, running=True)

    def _pictures(self, row: outline.Row) -> Iterator[Part]:
        """The photographs of a row, each with its caption."""
        article, block = self.opened.article, row.block or 0
        told = outline.told(article, row)
        for atom in article.blocks[block].atoms:
            if atom.role is not Role.VOID or atom.text != "img":
                continue
            address = told.get(("img", atom.markup), "")
            inside = {one.kind: one for one in self.nested.get(block, ()) if atom.start <= one.start < atom.end}
            data = self.images.get(address)
            alt = self._said(inside[Kind.ALT]) if Kind.ALT in inside else ""
            if data is None:
                text = _("[picture: {address}]").format(address=address)
                yield Line((self._fixed((Run(text),), text),), Look.CAPTION, self.opened.locale)
            else:
                yield Photograph(data, alt, self._fixed((), OBJECT))
            if Kind.CAPTION in inside:
                yield from self._lines(outline.Row(inside[Kind.CAPTION].index), Look.CAPTION)

    def _said(self, block: Block) -> str:
        """What a block says in the target language, without its tags."""
        texts = [segment.target or unit.source for unit, segment in self.units.get(block.index, [])]
        return "".join(one.text for text in texts for one in tagging.stretches(text))

    # ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────
    def _lines(self, row: outline.Row, look: Look, **how: Any) -> list[Line]:
        """A row in the target language, and under it in that of the source, if both are wanted."""
        if row.block is None:
            return []
        block = self.opened.article.blocks[row.block]
        told = outline.told(self.opened.article, row)
        found = []
        spans = self._spans(block, told, source=False)
        if any(span.anchor for span in spans):
            found.append(Line(spans, look, self.opened.locale, **how))
        there = [segment for _unit, segment in self.units.get(block.index, [])]
        if self.both and any(segment.target or segment.omitted is not None for segment in there):
            depth, running = how.get("depth", 0), how.get("running", False)
            spans = self._spans(block, told, source=True)
            found.append(Line(spans, Look.SOURCE, self.opened.source, depth=depth, running=running))
        return [replace(line, kept=line.look in _KEPT or line is not found[-1]) for line in found]

    def _spans(self, block: Block, told: Mapping[tuple[str, str], str], *, source: bool) -> tuple[Span, ...]:
        locale, raw = self.opened.source if source else self.opened.locale, self.opened.article.raw
        joiner = language.joiner(locale)
        setting = compose.Setting(
            raw=raw, same_joiner=source or joiner == language.joiner(self.opened.source), joiner=joiner,
            raw_slice=lambda start, end: raw[start:end], fill=lambda markup: markup,
        )  # fmt: skip
        here = self.units.get(block.index, [])
        segments = {id(unit): segment for unit, segment in here}
        wanted = [(unit, None if source else _shown(segment)) for unit, segment in here]
        found: list[Span] = []
        for unit, pieces in compose.block_parts(block, wanted, setting, compose.Care.NEW):
            if unit is None:
                found += self._gap(pieces, told)
            else:
                found.append(self._unit(unit, segments[id(unit)], told, source=source))
        return tuple(found)

    def _unit(self, unit: Unit, segment: Segment, told: Mapping[tuple[str, str], str], *, source: bool) -> Span:
        """One segment in one of the languages, anchored. One whose tags do not pair, or with characters that Word has no
        place for, is shown and cannot be amended there."""
        text = segment.source if source or not segment.target else segment.target
        side = Side.SOURCE if source else Side.TRANSLATED if segment.target else Side.UNTRANSLATED
        runs = []
        for part in tagging.stretches(text):
            atoms = [unit.tags[tag] for tag in part.tags if tag in unit.tags]
            links = [told.get(("a", end.markup), "") for start, end in atoms if start.text == "a" and end is not None]
            if part.void:
                opening = atoms[-1][0] if part.void in unit.tags else Atom(Role.VOID, "", 0, 0)
                run = _void(opening.text, opening.markup, told, part.tags)
                if source and run.note:  # the note stands once, under the translation
                    run = Run(f"[{run.note}]", part.tags)
            else:
                run = Run(part.text, part.tags)
            runs.append(replace(run, link=links[-1]) if links else run)
        again = [Stretch(run.text, run.tags) for run in runs]
        whole = set(tagging.names(text)) <= set(unit.tags) and _again(again) == text
        if not whole or writing.clean(text) != text or any(char in text for char in "\n\r\t"):
            plain = "".join(run.text for run in runs)
            return self._fixed((Run(plain),), plain)
        self.count += 1
        return Span(
            tuple(runs), text, anchors.anchor(side, self.count, text, segment.id, segment.source), _shown_by(runs)
        )

    def _gap(self, pieces: Sequence[compose.Piece], told: Mapping[tuple[str, str], str]) -> Iterator[Span]:
        """What stands between two segments: white space, or a dash, a code, a note, which belong to neither."""
        runs = []
        for piece in pieces:
            if piece.role is Role.TEXT:
                runs.append(Run(piece.text))
            elif piece.role is Role.VOID and piece.letters != "img":
                self.count += 1
                runs.append(_void(piece.letters, piece.text, told, (f"{piece.letters}{self.count}",)))
        text = _again([Stretch(run.text, run.tags) for run in runs]) or ""
        if text.strip():
            yield self._fixed(tuple(runs), text)
        elif text:
            yield Span(tuple(runs), text)

    def _fixed(self, runs: tuple[Run, ...], text: str) -> Span:
        """What no one can amend in the file."""
        self.count += 1
        one_line = [replace(run, text=" ".join(re.split(r"[\t\r\n]+", writing.clean(run.text)))) for run in runs]
        said = anchors.anchor(Side.FIXED, self.count, text.strip())
        return Span(tuple(one_line), text.strip(), said, _shown_by(runs))


def _shown(segment: Segment) -> str | None:
    """What stands for a segment: None is its source, nothing that it is left out."""
    return "" if segment.omitted is not None else segment.target or None


def _void(letters: str, markup: str, told: Mapping[tuple[str, str], str], tags: tuple[str, ...]) -> Run:
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


def _printed(data: bytes | None) -> bytes | None:
    """A picture as Word prints it; None where it cannot: a drawing, or none there."""
    return None if data is None else pictures.printed(data, PICTURE_WIDTH)
