"""The review table: a Word file (ECMA-376) on A4 across, for people who read on paper or in Word, WPS or LibreOffice.

One row a segment. Number, source and findings are locked; in the target each inline tag is a locked content control,
so that it can be moved or taken out but not garbled. Column headings are repeated on each page, no row is torn in two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm, Pt

from transflow import language
from transflow.article import Role
from transflow.bilingual import codes
from transflow.bilingual import reviewwords as words
from transflow.bilingual.parcel import Parcel, Piece, notes
from transflow.handback import Sent
from transflow.interchange import wordmark, xml
from transflow.segment import Segment

KIND = "review"
CHARACTER = "transflow:char:"  # the tag of a content control that stands for a character which XML cannot hold
# Of 26.7 cm between the margins, in twentieths of a point: number, source, target, status, findings, remark.
_WIDTHS = tuple(round(cm * 567) for cm in (2.0, 7.8, 7.8, 2.7, 3.2, 3.2))
_STYLES = {"b": "<w:b/>", "i": "<w:i/>", "s": "<w:strike/>"}
_TAG = '<w:color w:val="7F7F7F"/><w:sz w:val="15"/>'
_SMALL = '<w:sz w:val="16"/>'


def document(parcel: Parcel) -> bytes:
    """The whole file."""
    made = docx.Document()
    parcel = replace(parcel, title=_shown(parcel.title), newsroom=_shown(parcel.newsroom))
    _paper(made, parcel)
    made.add_heading(parcel.title, 1)
    for line in words.HOW:
        made.add_paragraph(line)
    pieces = [piece for piece in parcel.pieces if not piece.again]
    body = made.element.body
    body.insert(len(body) - 1, parse_xml(_table(parcel, pieces)))
    made.add_paragraph()
    body.insert(len(body) - 1, parse_xml(_sign_off()))
    out = BytesIO()
    made.save(out)
    sent = tuple(Sent.of(piece.segment) for piece in pieces)
    return wordmark.marked(out.getvalue(), wordmark.Mark(KIND, parcel.slug, parcel.target, parcel.at, sent))


def _shown(text: str) -> str:
    """A heading or a name without what XML cannot hold."""
    return xml.BARRED.sub("\ufffd", text)


# ── the paper ───────────────────────────────────────────────────────────────────────────────────────────────────
def _paper(made: Document, parcel: Parcel) -> None:
    """A4 across, fonts and languages, header and footer, properties."""
    section = made.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.8)
    chinese = next((one for one in (parcel.target, parcel.source) if language.is_chinese(one)), "zh_CN")
    far_east = "PMingLiU" if language.is_traditional(chinese) else "SimSun"
    for name in ("Normal", "Heading 1"):
        style = made.styles[name]
        style.font.size = Pt(9.5 if name == "Normal" else 15)
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{key}"), "Calibri")
        fonts.set(qn("w:eastAsia"), far_east)
        latin = next((one for one in (parcel.target, parcel.source) if not language.is_chinese(one)), "en")
        said = f'w:val="{language.bcp47(latin)}" w:eastAsia="{language.bcp47(chinese)}"'
        properties.append(parse_xml(f"<w:lang {nsdecls('w')} {said}/>"))
    made.styles["Normal"].paragraph_format.space_after = Pt(2)
    _edges(section, parcel)
    properties_ = made.core_properties
    properties_.title, properties_.author, properties_.comments = parcel.title, parcel.newsroom, ""
    properties_.language = language.bcp47(parcel.target)
    properties_.created = properties_.modified = datetime.fromisoformat(parcel.at).replace(tzinfo=None)


def _edges(section: Section, parcel: Parcel) -> None:
    """The header says what this is and which version, the footer which page of how many."""
    version = f"Version 版本 {parcel.version} · {parcel.day}"
    pair = f"{language.bcp47(parcel.source)} → {language.bcp47(parcel.target)}"
    head = section.header.paragraphs[0]
    head.text = f"{parcel.newsroom} · {parcel.slug} · {pair} · {version}"
    banner = [words.CONFIDENTIAL] if parcel.confidential else []
    banner += [words.EMBARGO.format(until=parcel.embargo)] if parcel.embargo else []
    if banner:
        head.add_run(" · " + " · ".join(banner)).bold = True
    foot = section.footer.paragraphs[0]
    foot.text = f"{version} · Page 页 "
    for number, what in enumerate(("PAGE", "NUMPAGES")):
        if number:
            foot.add_run(" / ")
        field = f'<w:fldSimple {nsdecls("w")} w:instr="{what}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        foot._p.append(parse_xml(field))


# ── the table ───────────────────────────────────────────────────────────────────────────────────────────────────
def _table(parcel: Parcel, pieces: Sequence[Piece]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    head = "".join(
        _cell(width, _paragraph(_run(heading, "<w:b/>")), '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>')
        for width, heading in zip(_WIDTHS, words.HEADINGS, strict=True)
    )
    rows = "".join(_row(parcel, number, piece) for number, piece in enumerate(pieces, 1))
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr>{_BORDERS}"
        f'<w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
    )


_BORDERS = '<w:tblStyle w:val="TableGrid"/>'


def _row(parcel: Parcel, number: int, piece: Piece) -> str:
    segment = piece.segment
    omitted = segment.omitted is not None
    found = [*piece.findings, *notes(segment)] or [words.UNDECIDED]
    findings = "".join(_paragraph(_locked(_run(one, _SMALL))) for one in found)
    number_ = _paragraph(_locked(_run(f"{number} ", "") + _run(segment.id, _TAG)))
    source = _paragraph(_locked("".join(_text(segment.source, parcel.source))))
    target = _paragraph("".join(_text(segment.target, parcel.target, control=True)))
    cells = (number_, source, target, _status(segment, omitted), findings, _paragraph(""))
    made = "".join(_cell(width, content) for width, content in zip(_WIDTHS, cells, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{made}</w:tr>"


def _status(segment: Segment, omitted: bool) -> str:
    """Where it stands, and below it a list to choose a decision from, which may be written over too."""
    said = words.OMITTED if omitted else words.STATUSES[segment.status]
    items = "".join(
        f'<w:listItem w:displayText="{one}" w:value="{one}"/>' for one in (words.UNDECIDED, words.APPROVE, words.RETURN)
    )
    choice = (
        f'<w:sdt><w:sdtPr><w:tag w:val="decision"/><w:comboBox>{items}</w:comboBox></w:sdtPr>'
        f"<w:sdtContent>{_run(words.UNDECIDED, '')}</w:sdtContent></w:sdt>"
    )
    return _paragraph(_run(said, _SMALL)) + _paragraph(choice)


def _text(text: str, locale: str, *, control: bool = False) -> Iterator[str]:
    """The runs of a text: tags in grey (with `control`, each a locked control), what they enclose as it will look."""
    around: list[str] = []
    said = f'<w:lang w:val="{language.bcp47(locale)}" w:eastAsia="{language.bcp47(locale)}"/>'
    hint = '<w:rFonts w:hint="eastAsia"/>' if language.is_chinese(locale) else ""
    for token in codes.tokens(text):
        kinds = {codes.letters(name) for name in around}
        style = "".join(properties for kind, properties in _STYLES.items() if kind in kinds)
        if token.barred:
            yield _locked(_run("\ufffd", _TAG), f"{CHARACTER}{ord(token.text):x}")
        elif token.role is Role.TEXT:
            for number, part in enumerate(token.text.split("\r")):
                if number:
                    yield _locked(_run("\ufffd", _TAG), f"{CHARACTER}d")
                yield _run(part, hint + style + said) if part else ""
        else:
            yield _locked(_run(token.tag, _TAG), "tag") if control else _run(token.tag, _TAG)
            if token.paired and token.role is Role.OPEN:
                around.append(token.text)
            elif token.paired and token.text in around:
                around.remove(token.text)


def _locked(content: str, tag: str = "source") -> str:
    """A content control whose content cannot be changed; one in the target can be deleted as a whole."""
    lock = "sdtContentLocked" if tag == "source" else "contentLocked"
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:lock w:val="{lock}"/></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _run(text: str, properties: str) -> str:
    """A run; tabs and line breaks are elements of their own."""
    made = []
    for line_number, line in enumerate(text.split("\n")):
        made += ["<w:br/>"] if line_number else []
        for number, part in enumerate(line.split("\t")):
            made += ["<w:tab/>"] if number else []
            made += [f'<w:t xml:space="preserve">{xml.plain(part)}</w:t>'] if part else []
    return f"<w:r><w:rPr>{properties}</w:rPr>{''.join(made)}</w:r>"


def _paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def _cell(width: int, content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def _sign_off() -> str:
    """Who signs the printed page; kept together on one."""
    widths = (3400, 4400, 3000, 4300)
    rows = [words.SIGN_OFF, *((role, "", "", "") for role in words.ROLES)]
    made = "".join(
        '<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="480"/></w:trPr>'
        + "".join(
            _cell(width, f"<w:p><w:pPr><w:keepNext/></w:pPr>{_run(text, '') if text else ''}</w:p>")
            for width, text in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl {nsdecls('w')}><w:tblPr>{_BORDERS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"
