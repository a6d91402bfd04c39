"""The XML of a Word file made plain before mammoth reads it: changes accepted, text boxes in the text, styles told.

mammoth 1.13 leaves out what it has no element for. Measured on files of Word and WPS: the text of DrawingML text boxes
without a fallback, of simple fields (`SEQ`, the number of a caption), of formulas and of ruby; pictures in groups; the
numbers of headings; styles that are based on others. Here each of these is turned into what it does read, or named.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import lxml.etree

from transflow.intake.wordnumbers import Numbering
from transflow.intake.wordstyles import Styles, on
from transflow.intake.wordtree import element, remove, short, text_run, unwrap
from transflow.interchange.parts import child, local, named, value
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.manuscript import Change, changed, dropped
from transflow.script import has_text

NUMBER = "transflow-number-"  # a bookmark of this name carries the number of a list's item through mammoth
_UNWRAPPED = (
    "ins",
    "moveTo",
    "fldSimple",
    "smartTag",
    "customXml",
    "dir",
    "bdo",
    "ruby",
    "rubyBase",
    "sdtContent",
    "sdt",
)
_GONE = (
    "del", "moveFrom", "commentRangeStart", "commentRangeEnd", "commentReference", "rt", "rubyPr", "sdtPr", "sdtEndPr",
    "fldData", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "lastRenderedPageBreak",
    "smartTagPr", "customXmlPr", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange",
    "numberingChange", "annotationRef", "softHyphen",
)  # fmt: skip
_PICTURES = "http://schemas.openxmlformats.org/drawingml/2006/picture"


@dataclass
class Tidying:
    """One file being tidied: what its styles and numbering say, and what was changed or dropped so far."""

    styles: Styles
    numbering: Numbering
    changes: list[Change] = field(default_factory=list)


def tidy(root: Any, tidying: Tidying) -> None:
    """Makes the document, footnotes or endnotes at `root` plain, in place."""
    _revisions(root, tidying)
    _alternatives(root)
    _drawings(root, tidying)
    _text_boxes(root, tidying)
    _hidden(root, tidying)
    _formulas(root, tidying)
    _left_out(root, tidying)
    for one in named(root, *_GONE):
        remove(one)
    for one in named(root, *_UNWRAPPED):
        unwrap(one)
    for paragraph in named(root, "p"):
        _paragraph(paragraph, tidying)


def words(root: Any) -> Iterator[str]:
    """The words of each paragraph below `root` that has any, without white space."""
    for paragraph in named(root, "p"):
        text = "".join("".join((one.text or "") for one in named(paragraph, "t")).split())
        if has_text(text):
            yield text


# ── steps ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def _revisions(root: Any, tidying: Tidying) -> None:
    """Tracked changes, accepted as Word's “Accept all” does."""
    count = 0
    for paragraph in named(root, "p"):
        if child(paragraph, "pPr", "rPr", "del") is not None:  # its end was struck out: it runs on into the next one
            _run_on(paragraph)
    for one in named(root, "ins", "del", "moveFrom", "moveTo"):
        if local(one.getparent()) == "trPr":
            if local(one) == "del":
                remove(one.getparent().getparent())
            count += 1
        elif local(one.getparent()) != "rPr":
            count += 1
    if count:
        tidying.changes.append(changed(ngettext(
            "{n} tracked change was accepted; what it struck out is left out",
            "{n} tracked changes were accepted; what they struck out is left out", count).format(n=count)))  # fmt: skip


def _run_on(paragraph: Any) -> None:
    after = paragraph.getnext()
    if after is None or local(after) != "p":
        return
    properties = child(after, "pPr")
    place = 0 if properties is None else after.index(properties) + 1
    after[place:place] = [one for one in paragraph if local(one) != "pPr"]
    remove(paragraph)


def _alternatives(root: Any) -> None:
    """Of two forms of one thing (`mc:AlternateContent`), the newer one where it holds text or a picture."""
    for one in named(root, "AlternateContent"):
        choice, fallback = child(one, "Choice"), child(one, "Fallback")
        new = choice is not None and (fallback is None or next(named(choice, "txbxContent", "pic"), None) is not None)
        kept = choice if new else fallback
        parent = one.getparent()
        if parent is None:
            continue
        for inner in kept if kept is not None else ():
            one.addprevious(inner)
        remove(one)


def _drawings(root: Any, tidying: Tidying) -> None:
    """Each picture of a group or canvas in a drawing of its own; charts and diagrams have no words to keep."""
    for drawing in named(root, "drawing"):
        data = next(named(drawing, "graphicData"), None)
        if data is None:
            continue
        pictures = [one for one in named(drawing, "pic") if lxml.etree.QName(one).namespace == _PICTURES]
        direct = [one for one in data if local(one) == "pic"]
        for picture in [one for one in pictures if one not in direct]:
            again = copy.deepcopy(drawing)
            inner = next(named(again, "graphicData"))
            inner[:] = [copy.deepcopy(picture)]
            drawing.addprevious(again)
        for one in named(data, "chart", "relIds"):
            kind = _("a chart") if local(one) == "chart" else _("a diagram (SmartArt)")
            tidying.changes.append(dropped(_("{thing}: save it as a picture and insert that").format(thing=kind)))
    for blip in named(root, "blip"):
        if value(blip, "embed") == "" and value(blip, "link"):
            tidying.changes.append(dropped(_("a picture that is not in the file but linked to it; it is not fetched")))
            remove(next((one for one in blip.iterancestors() if local(one) == "drawing"), blip))
    for one in named(root, "altChunk", "subDoc"):
        tidying.changes.append(dropped(_("a document inside the document: add it on its own")))
        remove(one)


def _text_boxes(root: Any, tidying: Tidying) -> None:
    """The text of boxes behind the paragraph that they are anchored to, in their order."""
    count = 0
    after: dict[Any, Any] = {}
    for box in named(root, "txbxContent"):
        if box.getparent() is None:
            continue
        host = None
        for parent in box.iterancestors():
            if local(parent) == "p":
                host = parent
        if host is None or not any(has_text(one.text or "") for one in named(box, "t")):
            continue
        count += 1
        for block in [one for one in box if local(one) in ("p", "tbl", "sdt")]:
            after.get(host, host).addnext(block)
            after[host] = block
    for shape in named(root, "drawing", "pict"):
        # What is left of a box is its frame; one that holds a picture stays.
        if next(named(shape, "txbx", "textbox"), None) is not None:
            for box in named(shape, "txbx", "textbox"):
                remove(box)
    if count:
        said = ngettext(
            "the text of {n} text box stands behind the paragraph it was anchored to",
            "the text of {n} text boxes stands behind the paragraphs they were anchored to",
            count,
        )
        tidying.changes.append(changed(said.format(n=count)))


def _hidden(root: Any, tidying: Tidying) -> None:
    """Text that Word does not print."""
    said = []
    for run in named(root, "r"):
        properties = child(run, "rPr")
        if properties is not None and on(properties, "vanish"):
            said += [one.text or "" for one in named(run, "t")]
            remove(run)
    if has_text("".join(said)):
        tidying.changes.append(dropped(_("hidden text: “{text}”").format(text=short("".join(said)))))


def _formulas(root: Any, tidying: Tidying) -> None:
    """Formulas as the letters that stand in them."""
    for one in named(root, "oMathPara", "oMath"):
        if one.getparent() is None or any(local(parent) == "oMath" for parent in one.iterancestors()):
            continue
        if local(one) == "oMathPara":
            unwrap(one)
            continue
        text = "".join(part.text or "" for part in named(one, "t"))
        run = element(root, "r")
        run.append(element(root, "t"))
        run[0].text = text
        one.addprevious(run)
        remove(one)
        tidying.changes.append(changed(_("a formula became plain text: {text}").format(text=short(text))))


def _left_out(root: Any, tidying: Tidying) -> None:
    """The table of contents: page numbers mean nothing here."""
    for one in named(root, "sdt"):
        gallery = child(one, "sdtPr", "docPartObj", "docPartGallery")
        if "Table of Contents" in value(gallery, "val"):
            remove(one)
            tidying.changes.append(dropped(_("the table of contents")))
    lines = [
        one for one in named(root, "p")
        if tidying.styles.meaning(value(child(one, "pPr", "pStyle"), "val")) == "contents"
    ]  # fmt: skip
    for one in lines:
        remove(one)
    if lines and not any(one.message == _("the table of contents") for one in tidying.changes):
        tidying.changes.append(dropped(_("the table of contents")))


def _paragraph(paragraph: Any, tidying: Tidying) -> None:
    """A paragraph's style by its meaning, its number as text or as a list's, its runs' marks where mammoth looks."""
    properties = child(paragraph, "pPr")
    style = value(child(properties, "pStyle"), "val")
    meaning = tidying.styles.meaning(style)
    outline = value(child(properties, "outlineLvl"), "val")
    if not meaning and outline in set("012345"):
        meaning = f"h{int(outline) + 1}"
    written = child(properties, "numPr")
    own = (value(child(written, "numId"), "val"), value(child(written, "ilvl"), "val"))
    inherited = tidying.styles.number(style)
    ident, level = own if own[0] else inherited or ("", "")
    number = tidying.numbering.next(ident, level or (inherited[1] if inherited else "0")) if ident else None
    for one in [*named(properties, "pStyle", "numPr")] if properties is not None else ():
        remove(one)
    if properties is None:
        properties = element(paragraph, "pPr")
        paragraph.insert(0, properties)
    listed = number is not None and (number.bullet or number.plain) and meaning in ("", "quote")
    if listed and number is not None:
        _mark_listed(
            paragraph, properties, number.level or tidying.styles.depth(style), number.number, bullet=number.bullet
        )
    elif number is not None and number.label:
        label = number.label + (" " if number.label.isascii() else "")
        _insert(paragraph, properties, text_run(paragraph, label))
    if meaning and not listed:
        properties.insert(0, element(paragraph, "pStyle", val=f"tf-{meaning}"))
    for run in named(paragraph, "r"):
        _run_marks(run, tidying.styles)


def _mark_listed(paragraph: Any, properties: Any, level: int, number: int, *, bullet: bool) -> None:
    numbering = element(paragraph, "numPr")
    numbering.append(element(paragraph, "ilvl", val=str(level)))
    numbering.append(element(paragraph, "numId", val="1" if bullet else "2"))
    properties.append(numbering)
    if not bullet:
        _insert(paragraph, properties, element(paragraph, "bookmarkStart", name=f"{NUMBER}{number}", id="0"))


def _insert(paragraph: Any, properties: Any, element: Any) -> None:
    paragraph.insert(paragraph.index(properties) + 1, element)


def _run_marks(run: Any, styles: Styles) -> None:
    properties = child(run, "rPr")
    if properties is None:
        return
    style = child(properties, "rStyle")
    for mark in sorted(styles.marks(value(style, "val"))) if style is not None else ():
        if child(properties, mark) is None:
            properties.append(element(run, mark))
    if on(properties, "dstrike") and child(properties, "strike") is None:
        properties.append(element(run, "strike"))
    if style is not None:
        remove(style)
