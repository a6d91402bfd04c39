"""The Word file of a paper (ECMA-376), by python-docx; what it has no word for (footnotes, fields, lists) as XML."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part as OpcPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu

from transflow import language
from transflow.word import looks
from transflow.word.anchors import NAMESPACE, STYLE, Sent
from transflow.word.paper import Line, Look, Paper, Photograph, Run, Span, Table
from transflow.word.tagging import letters

_TEXT_WIDTH, _PICTURE_HEIGHT = Cm(15.9), Cm(10.5)  # just within 16 cm, of A4 (21 × 29.7 cm) between margins of 2.5 cm
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no character of XML 1.0


def document(paper: Paper, moment: datetime) -> bytes:
    """The Word file of `paper`, made at `moment`: A4, its texts anchored, its language told run by run."""
    made: Document = docx.Document()
    made._body.clear_content()
    looks.put(made, paper.locale)
    _page(made, paper)
    writing = _Writing(made, made.part, paper)
    body = made.element.body
    for part in paper.parts:
        for element in writing.part(part):
            body.insert(len(body) - 1, element)  # the last is the section's properties
    writing.put_notes()
    _put_sent(made, paper.sent)
    properties = made.core_properties
    properties.title, properties.author, properties.comments = clean(paper.title), "", ""
    properties.language = language.bcp47(paper.locale)
    properties.created = properties.modified = moment.astimezone(UTC).replace(tzinfo=None)  # as python-docx wants it
    rels = made.part.package.rels
    for ident in [one for one, relation in rels.items() if relation.reltype == RT.THUMBNAIL]:  # of an empty page
        del rels[ident]
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def clean(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def _page(made: Document, paper: Paper) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.2)
    head = section.header.paragraphs[0]
    head.text = clean(paper.head)
    for warning in paper.warnings:
        section.header.add_paragraph(clean(warning), style=looks.WARNING)
    foot = section.footer.paragraphs[0]
    foot.alignment = 1
    for text in ("PAGE", " / ", "NUMPAGES"):
        if text.isupper():
            foot._p.append(_made("w:fldSimple", _run("1"), instr=text))
        else:
            foot.add_run(text)


def _put_sent(made: Document, sent: Sent) -> None:
    """The texts that go out, in a part of their own (ECMA-376, 22.5)."""
    package = made.part.package
    item = package.next_partname("/customXml/item%d.xml")
    number = re.sub(r"\D", "", item)
    text = clean(sent.to_json()).replace("&", "&amp;").replace("<", "&lt;")
    part = OpcPart(item, "application/xml", f'<sent xmlns="{NAMESPACE}">{text}</sent>'.encode(), package)
    properties = (
        '<ds:datastoreItem ds:itemID="{7A1F6C52-3B0D-4E55-9C66-5D2A0F1E8B77}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    name = PackURI(f"/customXml/itemProps{number}.xml")
    part.relate_to(OpcPart(name, kind, properties.encode(), package), RT.CUSTOM_XML_PROPS)
    made.part.relate_to(part, RT.CUSTOM_XML)


def _made(name: str, /, *children: Any, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    element.extend(children)
    return element


def _run(text: str) -> Any:
    inner = _made("w:t")
    inner.text = text
    inner.set(qn("xml:space"), "preserve")
    return _made("w:r", inner)


@dataclass
class _Writing:
    """One file being written: `part_` is the part in which links are related (the document's, or that of its notes)."""

    made: Document
    part_: Any
    paper: Paper
    numbers: dict[str, int] = field(default_factory=dict)  # of notes, by their labels
    lists: dict[int, str] = field(default_factory=dict)  # numId, by the number of the list
    styles: set[str] = field(default_factory=set)
    marks: int = 0

    def part(self, part: Line | Photograph | Table) -> Iterator[Any]:
        """The elements of one part of the body."""
        if isinstance(part, Line):
            yield self.line(part)
        elif isinstance(part, Table):
            yield self._table(part)
            yield _made("w:p", _made("w:pPr", _made("w:spacing", before="0", after="0", line="120", lineRule="exact")))
        else:
            properties = _made(
                "w:pPr", _made("w:keepNext"), _made("w:spacing", before="120"), _made("w:jc", val="center")
            )
            drawing = _made("w:r", self._picture(part.data, part.alt))
            yield _made("w:p", properties, *self._marked(part.span, [drawing]))

    # ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────
    def line(self, line: Line) -> Any:
        """A paragraph."""
        properties = _made("w:pPr", _made("w:pStyle", val=self._style_id(line)))
        if line.kept:
            properties.append(_made("w:keepNext"))
        if line.marker:
            properties.append(self._numbered(line))
        elif line.depth:
            properties.append(_made("w:ind", left=str(looks.INDENT * line.depth)))
        elif line.running and language.is_chinese(line.locale):
            properties.append(_made("w:ind", firstLineChars="200", firstLine=str(looks.FIRST)))
        paragraph = _made("w:p", properties)
        if line.look is Look.NOTE:
            paragraph.append(
                _made("w:r", _made("w:rPr", _made("w:rStyle", val=looks.NOTE_MARK)), _made("w:footnoteRef"))
            )
            paragraph.append(_run(" "))
        for span in line.spans:
            self._span(paragraph, span, line)
        return paragraph

    def _style_id(self, line: Line) -> str:
        name = f"Heading {line.level}" if line.look is Look.HEADING else line.look.value
        return str(self.made.styles[name].style_id)

    def _span(self, paragraph: Any, span: Span, line: Line) -> None:
        runs = [self._linked(run, self._run(run, line)) for run in span.runs]
        paragraph.extend(self._marked(span, runs))

    def _marked(self, span: Span, runs: Sequence[Any]) -> list[Any]:
        """The runs of a span between the edges of its bookmark."""
        if span.anchor is None:
            return list(runs)
        self.marks += 1
        start = _made("w:bookmarkStart", id=str(self.marks), name=span.anchor.name)
        return [start, *runs, _made("w:bookmarkEnd", id=str(self.marks))]

    def _run(self, run: Run, line: Line) -> Any:
        """A run in its style (its tags), with its language: what is Chinese is told to be, or its quotation marks would
        be those of English."""
        properties = _made("w:rPr")
        if run.tags:
            properties.append(_made("w:rStyle", val=self._tag_style(run)))
        if language.is_chinese(line.locale):
            properties.append(_made("w:rFonts", hint="eastAsia"))
        if line.head:
            properties.append(_made("w:b"))
        properties.append(looks.lang(line.locale))
        return _made("w:r", properties, *self._content(run))

    def _content(self, run: Run) -> Iterator[Any]:
        if run.note and run.note in self.paper.notes:
            number = self.numbers.setdefault(run.note, len(self.numbers) + 1)
            yield _made("w:footnoteReference", id=str(number))
        elif run.tags and letters(run.tags[-1]) == "br":
            yield _made("w:br")
        else:
            for number, text in enumerate(re.split(r"\t", clean(run.text))):
                if number:
                    yield _made("w:tab")
                if text:
                    inner = _made("w:t")
                    inner.text = text
                    inner.set(qn("xml:space"), "preserve")
                    yield inner

    def _linked(self, run: Run, element: Any) -> Any:
        if not run.link:
            return element
        link = _made("w:hyperlink", element, history="1")
        link.set(qn("r:id"), self.part_.relate_to(clean(run.link), RT.HYPERLINK, is_external=True))
        return link

    def _tag_style(self, run: Run) -> str:
        """The character style of a run's tags, made where it is not there yet."""
        name = STYLE + " ".join(run.tags)
        if name not in self.styles:
            self.styles.add(name)
            style: Any = self.made.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
            looks.tagged(style, run.tags)
        return str(self.made.styles[name].style_id)

    def _numbered(self, line: Line) -> Any:
        """A list's number: each numbered list has its own, which begins with its first marker."""
        if line.listing not in self.lists:
            bullet = not line.marker[0].isdigit()
            start = None if bullet else int(line.marker.rstrip("."))
            self.lists[line.listing] = looks.listing(self.made, start, line.depth - 1)
        return _made(
            "w:numPr", _made("w:ilvl", val=str(min(line.depth, 9) - 1)), _made("w:numId", val=self.lists[line.listing])
        )

    # ── pictures, tables, notes ─────────────────────────────────────────────────────────────────────────────────────
    def _picture(self, data: bytes, alt: str) -> Any:
        inline = self.part_.new_pic_inline(BytesIO(data))  # (at 72 dots an inch where the picture names none)
        high, wide = int(inline.extent.cy), int(inline.extent.cx)
        share = min(_TEXT_WIDTH / wide, _PICTURE_HEIGHT / high)
        for extent in (inline.extent, inline.graphic.graphicData.pic.spPr.xfrm.ext):
            extent.cx, extent.cy = Emu(int(wide * share)), Emu(int(high * share))
        inline.docPr.set("descr", clean(alt))
        return _made("w:drawing", inline)

    def _table(self, table: Table) -> Any:
        columns = max(map(len, table.rows))
        made = self.made.add_table(0, columns)
        made.style = "Table Grid"
        element = made._tbl
        self.made.element.body.remove(element)
        for number, row in enumerate(table.rows):
            properties = _made("w:trPr", _made("w:cantSplit"), *([_made("w:tblHeader")] if number == 0 else []))
            line = _made("w:tr", properties)
            for cell in row:
                width = _made("w:tcW", w=str(round(_TEXT_WIDTH.twips / columns)), type="dxa")
                lines = [self.line(one) for one in cell] or [_made("w:p")]
                line.append(_made("w:tc", _made("w:tcPr", width), *lines))
            element.append(line)
        return element

    def put_notes(self) -> None:
        """The footnotes that the text refers to, in a part of their own."""
        if not self.numbers:
            return
        package = self.made.part.package
        part = OpcPart(PackURI("/word/footnotes.xml"), _NOTES, b"", package)
        root = parse_xml(
            f"<w:footnotes {nsdecls('w', 'r')}>"
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
            "</w:footnote></w:footnotes>"
        )
        self.part_ = part
        for label, number in list(self.numbers.items()):
            root.append(_made("w:footnote", *self._note_lines(label), id=str(number)))
        part._blob = _serialized(root)
        self.made.part.relate_to(part, RT.FOOTNOTES)

    def _note_lines(self, label: str) -> Iterable[Any]:
        return [self.line(one) for one in self.paper.notes[label]] or [_made("w:p")]


def _serialized(root: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
