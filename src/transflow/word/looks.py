"""How the Word file looks: fonts of both languages, styles, lists. Nothing of what stands in it."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from transflow import language
from transflow.word.paper import Look
from transflow.word.tagging import letters

WARNING = "transflow Warning"
NOTE_MARK = "transflowNoteMark"
INDENT = 420  # twentieths of a point, of each depth of a list
FIRST = 440  # the same, of a Chinese paragraph's first line: two characters of 11 points
_GREY = RGBColor(0x59, 0x59, 0x59)  # 7:1 on white: it must be read on paper too
_RED = RGBColor(0xB0, 0x12, 0x12)
_LATIN, _LATIN_HEAD = "Times New Roman", "Arial"
# What Word and WPS on Windows and Mac have, and others replace by what they have of the kind: serif, and for headings
# sans.
_HAN = {"zh_TW": ("PMingLiU", "Microsoft JhengHei"), "zh_HK": ("PMingLiU", "Microsoft JhengHei")}
_HAN_ELSE = ("SimSun", "SimHei")

# What stands behind a paragraph's borders (ECMA-376, 17.3.1.26: the order of a paragraph's properties is fixed).
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")

# name: (points, bold, sans, colour, space before, space after, centred)
_LOOKS: dict[str, tuple[float, bool, bool, RGBColor | None, int, int, bool]] = {
    Look.TITLE.value: (20, True, True, None, 6, 6, False),
    Look.SUMMARY.value: (12.5, False, False, _GREY, 0, 6, False),
    Look.BYLINE.value: (10, False, False, _GREY, 0, 6, False),
    Look.BODY.value: (11.5, False, False, None, 0, 7, False),
    Look.ITEM.value: (11.5, False, False, None, 0, 4, False),
    Look.QUOTE.value: (11.5, False, False, None, 0, 7, False),
    Look.CAPTION.value: (9.5, False, False, _GREY, 2, 9, True),
    Look.CELL.value: (10, False, False, None, 2, 2, False),
    Look.CODE.value: (9.5, False, False, None, 0, 7, False),
    Look.RULE.value: (6, False, False, None, 0, 6, False),
    Look.NOTE.value: (9, False, False, None, 0, 2, False),
    Look.SOURCE.value: (9.5, False, False, _GREY, 0, 9, False),
    WARNING: (10, True, True, _RED, 2, 2, True),
    "Header": (8.5, False, False, _GREY, 0, 2, False),
    "Footer": (8.5, False, False, _GREY, 0, 0, False),
    "Heading 1": (16, True, True, None, 12, 6, False),
    "Heading 2": (14, True, True, None, 12, 5, False),
    "Heading 3": (12.5, True, True, None, 10, 4, False),
    "Heading 4": (11.5, True, True, None, 8, 4, False),
    "Heading 5": (11.5, True, True, None, 8, 4, False),
    "Heading 6": (11.5, True, True, None, 8, 4, False),
}


def put(made: Document, locale: str) -> None:
    """The styles of a file in `locale`, made or changed."""
    for name, (points, bold, sans, colour, before, after, centred) in _LOOKS.items():
        known = {style.name for style in made.styles}
        style: Any = made.styles[name] if name in known else made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if name not in known:
            style.base_style = made.styles["Normal"]
        font, paragraph = style.font, style.paragraph_format
        font.size, font.bold, font.italic = Pt(points), bold, False
        font.color.rgb = colour or RGBColor(0, 0, 0)
        _fonts(style.element, locale, sans=sans)
        paragraph.space_before, paragraph.space_after = Pt(before), Pt(after)
        paragraph.line_spacing = 1.25 if name in (Look.BODY.value, Look.ITEM.value, Look.QUOTE.value) else 1.1
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
        for path in ("w:pPr/w:pBdr", "w:rPr/w:spacing", "w:rPr/w:kern"):  # the template's ideas of a title
            for one in style.element.xpath(path):
                one.getparent().remove(one)
    made.styles[Look.QUOTE.value].paragraph_format.left_indent = Pt(21)
    made.styles[Look.CODE.value].font.name = "Consolas"
    for name, where, ink in ((Look.RULE.value, "bottom", "BFBFBF"), (WARNING, "box", "B01212")):
        properties = made.styles[name].element.get_or_add_pPr()
        properties.insert_element_before(_border(where, ink), *_AFTER_BORDERS)
    normal: Any = made.styles["Normal"]
    _fonts(normal.element, locale, sans=False)
    normal.element.get_or_add_rPr().append(lang(locale))
    mark: Any = made.styles.add_style("transflow Note Mark", WD_STYLE_TYPE.CHARACTER)
    mark.element.set(qn("w:styleId"), NOTE_MARK)
    mark.font.superscript = True


def _fonts(style: Any, locale: str, *, sans: bool) -> None:
    """The fonts of both scripts. What the template says of themes would win over them, and goes."""
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    latin, han = _LATIN_HEAD if sans else _LATIN, _HAN.get(locale, _HAN_ELSE)[sans]
    for key, name in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", han)):
        fonts.set(qn(f"w:{key}"), name)


def lang(locale: str) -> Any:
    """The language of a run: by it Word checks spelling, and chooses the forms of characters."""
    element = OxmlElement("w:lang")
    tag = {"en": "en-US"}.get(locale, language.bcp47(locale))
    chinese = language.is_chinese(locale)
    element.set(qn("w:val"), "en-US" if chinese else tag)
    element.set(qn("w:eastAsia"), tag if chinese else "zh-CN")
    return element


def _border(where: str, colour: str) -> Any:
    sides = ("top", "left", "bottom", "right") if where == "box" else (where,)
    lines = "".join(f'<w:{one} w:val="single" w:sz="6" w:space="3" w:color="{colour}"/>' for one in sides)
    return parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>")


def tagged(style: Any, tags: tuple[str, ...]) -> None:
    """What a character style that stands for tags looks like. It is offered in no list of styles."""
    said = {letters(tag) for tag in tags}
    style.hidden, style.unhide_when_used, style.quick_style = True, False, False
    font = style.font
    font.bold, font.italic, font.strike = ("b" in said) or None, ("i" in said) or None, ("s" in said) or None
    if said & {"a", "url"}:
        font.underline, font.color.rgb = True, RGBColor(0x0B, 0x4F, 0x9E)
    if "code" in said:
        font.name = "Consolas"
    font.superscript = ("fn" in said) or None
    font.hidden = ("html" in said) or None  # markup that a reader of the page does not see either


def listing(made: Document, start: int | None, level: int) -> str:
    """A new list of the file: bullets, or numbers from `start` on at `level`; what a paragraph names it by."""
    numbering = made.part.numbering_part.element
    known = [int(one.get(qn("w:abstractNumId"))) for one in numbering.findall(qn("w:abstractNum"))]
    ident = max(known, default=0) + 1
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{(start if n == level else 1) or 1}"/>'
        f'<w:numFmt w:val="{"bullet" if start is None else "decimal"}"/>'
        f'<w:lvlText w:val="{"•" if start is None else f"%{n + 1}."}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{INDENT * (n + 1)}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
        for n in range(9)
    )
    made_ = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{ident}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    numbering.insert(len(known), made_)  # all of them stand before the first `num`
    return str(numbering.add_num(ident).numId)
