"""An article as a Word file for a leader who reads there: running text, one language or both, every text anchored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from transflow import pictures, workflow
from transflow.article import ADAPTED, Article, Block, Role
from transflow.formats import outline
from transflow.handback import Sent
from transflow.interchange import wordmark
from transflow.interface import gettext as _
from transflow.newsroom import leaders, readingspans, rendition
from transflow.newsroom.readingspans import Spans, Text
from transflow.newsroom.room import Newsroom
from transflow.segment import Kind, Status
from transflow.word import tagging, writing
from transflow.word.anchors import OBJECT
from transflow.word.paper import Line, Look, Paper, Part, Photograph, Run, Span, Table
from transflow.workspace import opening
from transflow.workspace.opening import Opened

KIND = "reading"  # what `wordmark` says of such a file
PICTURE_WIDTH = 1_400  # pixels: 220 an inch over the width of the text
_KEPT = (Look.TITLE, Look.HEADING)  # on the page of what follows


def write(room: Newsroom, slug: str, locale: str | None = None, *, both: bool = False) -> bytes:
    """The Word file of an article in `locale` (None: its only target), with `both` the source under each paragraph.

    What nobody has translated stands there in the source language; of an adapted article, the source stands behind the
    whole. Raises UsageError as `opening.open_target` does, ArticleError for a picture that is damaged, or where what
    the translation adds cannot stand in its place.
    """
    opened = opening.open_target(room.workspace, slug, locale)
    made = paper(room, opened, both=both)
    ids = set(made.sent.ids())
    sent = tuple(Sent.of(one) for one in opened.catalog.segments if one.id in ids)
    return wordmark.marked(
        writing.document(made, room.clock()), wordmark.Mark(KIND, slug, opened.locale, room.now(), sent)
    )


def paper(room: Newsroom, opened: Opened, *, both: bool = False) -> Paper:
    """What stands in that file."""
    images = {one.address: _printed(one.data) for one in rendition.pictures(room, opened)}
    text = readingspans.placed(opened)
    spans = Spans(text, opened.source, opened.locale)
    return _Setting(room, opened, text.article, spans, images, (False, True) if both else (False,)).paper()


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
    """One text being set: what stands where."""

    room: Newsroom
    opened: Opened
    article: Article
    spans: Spans
    images: Mapping[str, bytes | None]  # as they are printed, by their addresses
    sides: Sequence[bool]  # of each row: False its target, True its source

    @cached_property
    def nested(self) -> Mapping[int, list[Block]]:
        """The alt texts and captions of each block's pictures."""
        return outline.nested(self.article)

    def paper(self) -> Paper:
        """The whole."""
        article, room = self.article, self.room
        notes: dict[str, tuple[Line, ...]] = {}
        parts: list[Part] = list(self._front(article))
        for text in self._bodies():
            for part in outline.outline(text.article):
                if isinstance(part, outline.Row) and part.note is not None:
                    notes[part.note] = (*notes.get(part.note, ()), *text._row(part))
                else:
                    parts += text._part(part)
        parts += self._back(article)
        now = room.local(room.now())
        head = _("{slug} · {source} → {target} · {when} · version {version}").format(
            slug=article.slug, source=self.opened.source, target=self.opened.locale, when=now,
            version=version(room, self.opened),
        )  # fmt: skip
        title = self.opened.target_article.title
        return Paper(title, self.opened.locale, head, tuple(_warnings(room, self.opened)), tuple(parts), notes)

    def _bodies(self) -> "Iterator[_Setting]":
        """What the body is made of: the text itself; where it is adapted, its two languages one behind the other."""
        if self.article.meta.mode != ADAPTED:
            yield self
            return
        for source in self.sides:
            text: Text = readingspans.document(self.opened, source=source)
            yield replace(self, article=text.article, spans=self.spans.beside(text), sides=(source,))

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
            yield self.spans.fixed((Run(between),), between)
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
                yield Line((self.spans.fixed((Run(text),), text),) if text else (), look, self.opened.locale)
        elif not self._is_headline(part):
            yield from self._row(part)
            yield from self._pictures(part)

    def _is_headline(self, row: outline.Row) -> bool:
        """Whether a heading says the headline once more, which stands above it all already."""
        article = self.article
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
        article, block = self.article, row.block or 0
        if self.sides == (True,):  # they stand with the target's text
            return
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
                yield Line((self.spans.fixed((Run(text),), text),), Look.CAPTION, self.opened.locale)
            else:
                yield Photograph(data, alt, self.spans.fixed((), OBJECT))
            if Kind.CAPTION in inside:
                yield from self._lines(outline.Row(inside[Kind.CAPTION].index), Look.CAPTION)

    def _said(self, block: Block) -> str:
        """What a block says in the target language, without its tags."""
        texts = self.spans.said(block)
        return "".join(one.text for text in texts for one in tagging.stretches(text))

    # ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────
    def _lines(self, row: outline.Row, look: Look, **how: Any) -> list[Line]:
        """A row in the target language, and under it in that of the source, if both are wanted."""
        if row.block is None:
            return []
        block = self.article.blocks[row.block]
        told = outline.told(self.article, row)
        found = []
        there = [segment for _unit, segment in self.spans.units(block)]
        if False in self.sides:
            spans = self.spans.of(block, told, source=False)
            if any(span.anchor for span in spans):
                found.append(Line(spans, look, self.opened.locale, **how))
        # Of what nobody has translated the source stands there already; what the translation adds has none.
        said = any(not one.own and (one.target or one.omitted is not None) for one in there)
        if True in self.sides and (said or self.sides == (True,)):
            depth, running = how.get("depth", 0), how.get("running", False)
            spans = self.spans.of(block, told, source=True)
            found.append(Line(spans, Look.SOURCE, self.opened.source, depth=depth, running=running))
        return [replace(line, kept=line.look in _KEPT or line is not found[-1]) for line in found]


def _printed(data: bytes | None) -> bytes | None:
    """A picture as Word prints it; None where it cannot: a drawing, or none there."""
    return None if data is None else pictures.printed(data, PICTURE_WIDTH)
