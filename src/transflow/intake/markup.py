"""Elements of HTML as blocks of a manuscript: what they say and how it is built, nothing of how it looks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from transflow.intake.footnotes import leads_to, without_backlinks
from transflow.intake.runs import BREAK, EDGE, Caption, Part, clean, joined, spaced, tidy, with_captions
from transflow.intake.tables import table
from transflow.interface import gettext as _
from transflow.manuscript import (
    Block,
    Break,
    Change,
    Code,
    Heading,
    Image,
    Inline,
    Listing,
    Note,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Span,
    Text,
    changed,
    dropped,
)
from transflow.script import has_text

_LETTERS = {"b": "b", "strong": "b", "em": "i", "i": "i", "cite": "i", "s": "s", "del": "s", "strike": "s", "a": "a"}
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
        figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section
        summary table tbody td tfoot th thead tr ul""",
    )
)
_SILENT = frozenset(
    re.findall(
        r"\w+",
        """applet area audio base button canvas col colgroup datalist embed frame frameset head iframe input link map
        math meta meter noscript object optgroup option param progress rp rt script select source style svg template
        textarea title track video""",
    )
)
_TEMPLATE = _SILENT & {"script", "style", "head", "meta", "link", "base", "title", "template", "noscript", "col",
                       "colgroup", "rp", "rt", "param", "source", "track", "area", "map"}  # fmt: skip
_INDENT = re.compile(r"\s*[\u3000\xa0]{2}")
_LINKS = re.compile(r"(?:https?|mailto|tel|ftp):", re.IGNORECASE)
_SCRIPTS = {
    "sup": dict(zip("0123456789+-−=()ni ", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ ", strict=True)),
    "sub": dict(zip("0123456789+-−=() ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ ", strict=True)),
}
_DEEPEST = 200  # elements in one another: a page has some 30


@dataclass
class Reading:
    """What reading some elements has found so far. `base` is the page's own address, if it is known."""

    base: str = ""
    notes: dict[str, Any] = field(default_factory=dict)  # the id of a footnote → its element
    numbers: dict[str, int] = field(default_factory=dict)  # … → its number, in the order of the calls
    changes: list[Change] = field(default_factory=list)

    def change(self, one: Change) -> None:
        """Takes note of `one`, once."""
        if one not in self.changes:
            self.changes.append(one)


def blocks(element: Any, reading: Reading) -> tuple[Block, ...]:
    """The blocks in `element`, in order. What is left out or changed is noted in `reading`."""
    return _inside(element, reading, 0)


def notes(reading: Reading) -> tuple[tuple[Block, ...], ...]:
    """The footnotes that were called, in the order of their numbers; their own calls add to them."""
    found: list[tuple[Block, ...]] = []
    while len(found) < len(reading.numbers):
        name = list(reading.numbers)[len(found)]
        found.append(blocks(without_backlinks(reading.notes[name]), reading))
    return tuple(found)


# ── flow ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _children(element: Any, reading: Reading, depth: int) -> Iterator[Part]:
    if element.text:
        yield Text(spaced(element.text))
    for child in element:
        yield from _element(child, reading, depth + 1)
        if child.tail:
            if child.tag == "br" and _INDENT.match(child.tail):
                yield Break()  # a second one: an indented line begins a paragraph
            yield Text(spaced(child.tail))


def _element(element: Any, reading: Reading, depth: int) -> Iterator[Part]:
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag:  # a comment
        return
    if depth > _DEEPEST:
        reading.change(changed(_("elements that stand too deep in one another became plain text")))
        yield Text(spaced(element.text_content()))
        return
    if element.get("id") in reading.notes and tag not in ("sup", "a"):
        return  # it is read where it is called
    if tag in _SILENT:
        _passed_over(element, tag, reading)
    elif tag in ("p", "dt", "figcaption", "caption", "summary", "legend") or re.fullmatch("h[1-6]", tag):
        yield from _leafed(element, tag, reading, depth)
    elif tag in ("ul", "ol", "menu", "dir"):
        yield from _list(element, reading, depth)
    elif tag in ("blockquote", "li"):
        inner = _inside(element, reading, depth)
        if inner:
            yield Quote(inner) if tag == "blockquote" else Listing(False, (inner,))
    elif tag == "table":
        yield from table(element, lambda one: _inside(one, reading, depth), reading.change)
    elif tag == "figure":
        yield from _inside(element, reading, depth)
    elif tag == "pre":
        text = element.text_content().replace("\r", "").strip("\n")
        if text.strip():
            yield Preformatted(clean(text))
    elif tag == "hr":
        yield Rule()
    elif tag in _BLOCKS:
        yield EDGE
        yield from _children(element, reading, depth)
        yield EDGE
    else:
        yield from _inline(element, tag, reading, depth)


def _inside(element: Any, reading: Reading, depth: int) -> tuple[Block, ...]:
    return tuple(with_captions(joined(_children(element, reading, depth))))


def _leafed(element: Any, tag: str, reading: Reading, depth: int) -> Iterator[Part]:
    for block in joined(_children(element, reading, depth)):
        if isinstance(block, Paragraph) and tag[0] == "h" and tag[1:].isdecimal():
            line = (Text(" ") if isinstance(one, Break) else one for one in block.content)
            yield Heading(int(tag[1]), tidy(line))
        else:
            yield Caption(block.content) if isinstance(block, Paragraph) and tag == "figcaption" else block


def _inline(element: Any, tag: str, reading: Reading, depth: int) -> Iterator[Part]:
    if tag == "br":
        yield Break()
    elif tag == "img":
        yield from _image(element, reading)
    elif tag in ("code", "kbd", "samp", "tt"):
        text = spaced(element.text_content()).replace(BREAK, " ").strip()
        if text:
            yield Code(text)
    elif tag in ("a", "sup") and (number := _call(element, reading)):
        yield Note(number)
    elif tag in _LETTERS:
        href = _href(element, reading) if tag == "a" else ""
        inner = list(_children(element, reading, depth))
        yield from inner if tag == "a" and not href else _spanned(_LETTERS[tag], inner, href)
    elif tag == "q":
        yield Text("“")
        yield from _children(element, reading, depth)
        yield Text("”")
    else:
        yield from _script(element, tag, reading, depth) if tag in _SCRIPTS else _children(element, reading, depth)


def _script(element: Any, tag: str, reading: Reading, depth: int) -> Iterator[Part]:
    """A subscript or superscript by its own characters (10⁶, CO₂), as 10⁶ must not become 106."""
    text = element.text_content()
    if text.strip() and not len(element) and all(char in _SCRIPTS[tag] for char in text):
        yield Text("".join(_SCRIPTS[tag][char] for char in text))
        return
    if has_text(text):
        reading.change(changed(_("{text}, written above or below the line, stands on it now").format(text=text[:40])))
    yield from _children(element, reading, depth)


def _spanned(letters: str, parts: Sequence[Part], href: str) -> Iterator[Part]:
    """A mark put on each stretch of inline content: HTML lets it reach over blocks, an article does not."""
    stretch: list[Inline] = []
    for part in [*parts, None]:
        if part is not None and not isinstance(part, Block):
            stretch.append(part)
            continue
        if stretch:
            yield Span(letters, tuple(stretch), href)
            stretch = []
        if isinstance(part, Paragraph | Heading) and part.content:
            marked = (Span(letters, part.content, href),)
            yield Heading(part.level, marked) if isinstance(part, Heading) else type(part)(marked)
        elif part is not None:
            yield part


def _call(element: Any, reading: Reading) -> int:
    """The number of the footnote that `element` calls; 0 if it calls none."""
    link = element if element.tag == "a" else next(iter(element), None) if len(element) == 1 else None
    if link is None or link.tag != "a" or (element is not link and (element.text or link.tail or "").strip()):
        return 0
    name = leads_to(link)
    if name not in reading.notes:
        return 0
    return reading.numbers.setdefault(name, len(reading.numbers) + 1)


def _href(element: Any, reading: Reading) -> str:
    written = re.sub(r"[\t\r\n]", "", (element.get("href") or "").strip())
    if not written or written.startswith("#"):
        return ""
    try:
        href = urljoin(reading.base, written) if reading.base else written
    except ValueError:
        href = ""
    if _LINKS.match(href):
        return href
    if has_text(element.text_content()) and not written.lower().startswith("javascript:"):
        reading.change(dropped(_("the link to {address}, which leads nowhere from here (its words are kept)").format(
            address=written[:80])))  # fmt: skip
    return ""


def _image(element: Any, reading: Reading) -> Iterator[Inline]:
    # What is loaded late stands in an attribute of the site's own, and `src` is a grey pixel.
    late = next((element.get(name) for name in ("data-src", "data-original", "data-lazy-src") if element.get(name)), "")
    address = re.sub(r"[\t\r\n]", "", (late or element.get("src") or "").strip())
    alt = spaced(element.get("alt") or "").replace(BREAK, " ").strip()
    if address.lower().startswith("data:"):
        reading.change(dropped(_("a picture written into the page itself: {alt}").format(alt=alt or "?")))
    elif re.match(r"(?!https?:)[A-Za-z][A-Za-z0-9+.\-]*:", address, re.IGNORECASE):  # a file of another machine
        reading.change(dropped(_("the picture {address}, which is not beside the file").format(address=address[:80])))
    elif address:
        yield Image(address, alt)
        return
    if alt:
        yield Text(alt)


def _passed_over(element: Any, tag: str, reading: Reading) -> None:
    if tag in _TEMPLATE:
        return
    said = element.get("src") or element.get("data") or ""
    name = f"<{tag}>" + (f" {said[:80]}" if said else "")
    if said or tag not in ("button", "input"):
        reading.change(dropped(_("{element}, which an article cannot hold").format(element=name)))


# ── lists ──────────────────────────────────────────────────────────────────────────────────────────
def _list(element: Any, reading: Reading, depth: int) -> Iterator[Block]:
    items: list[tuple[Block, ...]] = []
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == "li" and child.get("id") not in reading.notes:
            inner = _inside(child, reading, depth)
        else:
            inner = tuple(with_captions(joined(_element(child, reading, depth + 1))))
            if items and inner and isinstance(inner[0], Listing):  # a list in a list, not in its item
                items[-1] += inner
                inner = ()
        if inner:
            items.append(inner)
        if child.tail and child.tail.strip():
            items.append((Paragraph(tidy([Text(spaced(child.tail))])),))
    start = element.get("start") or "1"
    if items:
        ordered = element.tag == "ol"
        yield Listing(ordered, tuple(items), int(start) if ordered and re.fullmatch("[0-9]{1,9}", start) else 1)
