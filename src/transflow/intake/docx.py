"""Word files (.docx, ECMA-376 and ISO 29500 strict), read by mammoth from XML that is made plain first."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from posixpath import basename
from typing import Any

import lxml.etree
import lxml.html
import mammoth

from transflow.errors import ArticleError
from transflow.intake import footnotes, markup, news, wordbeside, wordtext
from transflow.intake.options import Options
from transflow.intake.wordnumbers import Numbering
from transflow.intake.wordstyles import Styles, on
from transflow.intake.wordtree import short, text_of
from transflow.interchange import parts, worddocument
from transflow.interchange.parts import child, local, named, value
from transflow.interface import gettext as _
from transflow.manuscript import Change, Manuscript, changed, dropped, images, words
from transflow.script import has_text

# What mammoth makes of the meanings that `wordtext` writes into paragraphs.
_STYLES = "\n".join(
    (
        "p.tf-title => h1.title:fresh",
        "p.tf-subtitle => p.subtitle:fresh",
        *(f"p.tf-h{level} => h{level}:fresh" for level in range(1, 7)),
        "p.tf-caption => figcaption:fresh",
        "p.tf-quote => blockquote > p:fresh",
        r"p.tf-code => pre:separator('\n')",
        *(
            f"p:{kind}-list({level}) => {'ul|ol > li > ' * (level - 1)}{tag} > li:fresh"
            for level in range(1, 10)
            for kind, tag in (("unordered", "ul"), ("ordered", "ol"))
        ),
        "u =>",
        "strike => s",
    )
)
_LISTS = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{levels}
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>"""
_MOST_LOST = 20  # lost paragraphs that are named
_HEADLINE = 60  # characters of a first line that is centred and no sentence


def read(data: bytes, name: str, options: Options) -> list[Manuscript]:
    """The article in the Word file `data`; `name` is its file's, for messages. Raises ArticleError for a file that is
    damaged, protected, larger than it may be, with macros, or no Word document."""
    there = parts.opened(data, name)
    main = worddocument.main(there, name)
    folder = main.rpartition("/")[0]
    tidying = wordtext.Tidying(
        Styles(parts.part(there, f"{folder}/styles.xml", name)),
        Numbering(parts.part(there, f"{folder}/numbering.xml", name)),
    )
    roots = {one: parts.part(there, one, name) for one in (main, f"{folder}/footnotes.xml", f"{folder}/endnotes.xml")}
    document = roots[main]
    worddocument.judge(document, name)
    said: list[str] = []
    for root in roots.values():
        if root is not None:
            wordtext.tidy(root, tidying)
            said += wordtext.words(root)
    _headline(document, tidying)
    changes = [*tidying.changes, *wordbeside.remarks(there, folder, name)]
    html, pictures = _converted(_repacked(there, main, roots), changes, name)
    manuscript = _article(html, pictures, changes)
    if not has_text(words(manuscript.blocks)) and not any(True for _one in images(manuscript)):
        raise ArticleError(name, _("there is no text in this file"), remedy=_("look whether it is the right file"))
    manuscript = news.with_change(manuscript, *_lost(said, manuscript))
    return [wordbeside.described(news.shaped(manuscript), parts.part(there, "docProps/core.xml", name), options)]


# ── the parts ───────────────────────────────────────────────────────────────────────────────────────────────────────
def _repacked(there: Mapping[str, bytes], main: str, roots: Mapping[str, Any]) -> BytesIO:
    """A ZIP of what mammoth needs, and of nothing else: no style map of the file's own, no part that was not judged."""
    folder = main.rpartition("/")[0]
    relations = f"{folder}/_rels/{basename(main)}.rels"
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for part, data in there.items():
            keep = part in ("[Content_Types].xml", "_rels/.rels", relations) or part.startswith(f"{folder}/_rels/") \
                or not part.lower().endswith((".xml", ".rels"))  # fmt: skip
            if keep:
                archive.writestr(part, data)
        for part, root in roots.items():
            if root is not None:
                archive.writestr(part, lxml.etree.tostring(root, encoding="utf-8", xml_declaration=True))
        levels = "".join(
            f'<w:abstractNum w:abstractNumId="{ident}">'
            + "".join(f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="{kind}"/></w:lvl>' for n in range(9))
            + "</w:abstractNum>"
            for ident, kind in ((1, "bullet"), (2, "decimal"))
        )
        archive.writestr(f"{folder}/numbering.xml", _LISTS.format(levels=levels))
        if f"{folder}/styles.xml" in there:
            archive.writestr(f"{folder}/styles.xml", _NO_STYLES)
    packed.seek(0)
    return packed


_NO_STYLES = '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


def _converted(packed: BytesIO, changes: list[Change], name: str) -> tuple[str, dict[str, bytes]]:
    """The document as HTML, and its pictures by the names that stand there."""
    pictures: dict[str, bytes] = {}
    known: dict[bytes, str] = {}

    def picture(image: Any) -> dict[str, str]:
        with image.open() as file:
            data = bytes(file.read())
        if data not in known:
            known[data] = f"picture-{len(known) + 1}.{(image.content_type or 'image/x').rpartition('/')[2]}"
            pictures[known[data]] = data
        return {"src": known[data]}

    try:
        done = mammoth.convert_to_html(
            packed, style_map=_STYLES, include_default_style_map=False, include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(picture),
        )  # fmt: skip
    except (KeyError, ValueError, AttributeError, IndexError, TypeError, OSError, RecursionError) as error:
        # mammoth trusts what a file says of itself: a part or attribute that is not there is the file's broken promise.
        raise ArticleError(
            name, _("the file is damaged or breaks off ({problem})").format(problem=f"{type(error).__name__}: {error}"),
            remedy=_("get the file once more, or open it in Word and save it as a new .docx"),
        ) from error  # fmt: skip
    for message in done.messages:
        if "image file" in message.message:
            changes.append(dropped(_("a picture that the file names and does not hold")))
    return done.value, pictures


# ── the article ─────────────────────────────────────────────────────────────────────────────────────────────────────
def _headline(document: Any, tidying: wordtext.Tidying) -> None:
    """Where no style says which line is the headline, a first line that is centred and short is one: so it is typed."""
    lines = [one for one in named(document, "p") if has_text(text_of([one]))]
    marked = [value(child(one, "pPr", "pStyle"), "val") for one in lines]
    if "tf-title" in marked or not lines or any(re.match("tf-h", one) for one in marked[:2]):
        return
    first = lines[0]
    text = text_of([first]).strip()
    centred = value(child(first, "pPr", "jc"), "val") in ("center", "centre")
    bold = all(on(child(run, "rPr"), "b") for run in named(first, "r") if has_text(text_of([run])))
    inside = any(local(parent) == "tbl" for parent in first.iterancestors())
    if (
        marked[0]
        or inside
        or not (centred or bold)
        or len(text) > _HEADLINE * (1 if re.search("[\u4e00-\u9fff]", text) else 2)
    ):
        return
    if re.search(r"[。；;：:,，.]$", text):
        return
    properties = child(first, "pPr")
    space = parts.namespace(first)
    properties.insert(0, properties.makeelement(f"{{{space}}}pStyle", {f"{{{space}}}val": "tf-title"}))
    tidying.changes.append(changed(_("the first line, “{text}”, is the headline now").format(text=short(text))))


def _article(html: str, pictures: Mapping[str, bytes], changes: list[Change]) -> Manuscript:
    root = lxml.html.document_fromstring(f"<html><body>{html}</body></html>")
    reading = markup.Reading(notes=footnotes.found_in(root), changes=changes)
    meta: dict[str, str | tuple[str, ...]] = {}
    for element in list(root.find("body")):
        kind = "title" if element.get("class") == "title" else "summary" if element.get("class") == "subtitle" else ""
        text = " ".join(element.text_content().split())
        if kind and kind not in meta and text and element.find(".//img") is None and element.find(".//a") is None:
            meta[kind] = text
            element.drop_tree()
    for one in list(root.iter("ol")):
        _numbered(one)
    blocks = markup.blocks(root.find("body"), reading)
    return Manuscript(blocks, meta, markup.notes(reading), pictures, tuple(reading.changes))


def _numbered(listing: Any) -> None:
    """Gives a list the numbers that its items had; where they do not follow each other, a new list begins."""
    at, expected = listing, 0
    for item in [one for one in listing if one.tag == "li"]:
        anchor = next((one for one in item.iter("a") if (one.get("id") or "").startswith(wordtext.NUMBER)), None)
        number = int((anchor.get("id") or "").removeprefix(wordtext.NUMBER)) if anchor is not None else expected
        if anchor is not None:
            anchor.drop_tree()
        if not expected:
            listing.set("start", str(number))
        elif number != expected:
            fresh = listing.makeelement("ol", {"start": str(number)})
            at.addnext(fresh)
            at = fresh
        if at is not listing:
            at.append(item)
        expected = number + 1


def _lost(said: list[str], manuscript: Manuscript) -> list[Change]:
    """The paragraphs of the file whose words are not in the article: none, unless there is an element that nobody here
    knows. It is better named than missed."""
    whole = "".join(
        f"{words(manuscript.blocks)}{''.join(words(note) for note in manuscript.notes)}"
        f"{manuscript.meta.get('title', '')}{manuscript.meta.get('summary', '')}".split()
    )
    bare = re.sub(r"\W", "", whole)
    found: list[Change] = []
    at = 0
    for one in said:
        place = whole.find(one, at)  # paragraphs come in their order, nearly
        if place < 0:
            place = whole.find(one)
        if place >= 0:
            at = place
        elif re.sub(r"\W", "", one) not in bare:
            found.append(dropped(_("words that could not be read: “{text}”").format(text=short(one))))
            if len(found) == _MOST_LOST:
                break
    return found
