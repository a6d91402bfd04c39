"""What Word does to a paragraph when somebody types in it, with changes tracked or not."""

import copy
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from tests.wordfiles import repacked

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = "word/document.xml"


def w(name: str) -> str:
    """A name in Word's namespace."""
    return f"{{{SPACE}}}{name}"


def edited(data: bytes, change: Callable[[Any], None], part: str = DOCUMENT) -> bytes:
    """The Word file with the XML of one part changed."""

    def whole(parts: dict[str, bytes]) -> dict[str, bytes]:
        root = etree.fromstring(parts[part])
        change(root)
        return {**parts, part: etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)}

    return repacked(data, whole)


def document(data: bytes, part: str = DOCUMENT) -> Any:
    """The XML of the document, or of another part."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(part))


def text_of(paragraph: Any) -> str:
    """What a paragraph says, struck-out text left out."""
    return "".join(one.text or "" for one in paragraph.iter(w("t")))


def saying(root: Any, text: str) -> Any:
    """The first paragraph with this text in it."""
    return next(one for one in root.iter(w("p")) if text in text_of(one))


@dataclass(frozen=True)
class Edit:
    """The characters from `start` to `end` of a paragraph become `text`; `outside`: at the edge of a bookmark, what is
    typed stands outside of it. With an author the change is tracked."""

    start: int
    end: int
    text: str
    author: str = ""
    outside: bool = True


def typed(paragraph: Any, edit: Edit) -> None:
    """Does `edit` in a paragraph, as Word does: runs are cut where it begins and ends."""
    at = 0
    before: Any = None
    struck: list[Any] = []
    for run in [one for one in paragraph.iter(w("r")) if one.find(w("t")) is not None]:
        text = run.find(w("t"))
        size = len(text.text or "")
        first, last = max(edit.start - at, 0), min(edit.end - at, size)
        if at + size >= edit.start and at < edit.start:
            before = run
        if first < last and first < size:
            middle = _cut(run, first, last)
            struck.append(middle)
            if first:
                before = run
        elif 0 < edit.start - at < size and edit.start == edit.end:
            _cut(run, edit.start - at, edit.start - at)
            before = run
        at += size
    if edit.text:
        _put(paragraph, before, struck, edit)
    for one in struck:
        if edit.author:
            _wrap(one, "del", edit.author)
            text = one.find(w("t"))
            text.tag = w("delText")
        else:
            one.getparent().remove(one)
    if not edit.author:
        _forget_bookmarks(paragraph, edit)


def _cut(run: Any, first: int, last: int) -> Any:
    """Cuts a run in three, and gives the middle one (of no length: nothing is put in for it)."""
    text = run.find(w("t")).text or ""
    middle, rest = copy.deepcopy(run), copy.deepcopy(run)
    run.find(w("t")).text, middle.find(w("t")).text, rest.find(w("t")).text = (
        text[:first],
        text[first:last],
        text[last:],
    )
    if text[last:]:
        run.addnext(rest)
    if first < last:
        run.addnext(middle)
    if not text[:first]:
        run.getparent().remove(run)
    return middle


def _put(paragraph: Any, before: Any, struck: list[Any], edit: Edit) -> None:
    model = struck[0] if struck else before if before is not None else next(paragraph.iter(w("r")))
    made = copy.deepcopy(model)
    made.find(w("t")).text = edit.text
    if struck:
        struck[-1].addnext(made)
    elif before is not None:
        before.addnext(made)
    else:
        model.addprevious(made)
    if edit.outside:  # to the other side of the bookmark's end, or its beginning
        while made.getnext() is not None and made.getnext().tag == w("bookmarkEnd"):
            made.getnext().addnext(made)
    if edit.author:
        _wrap(made, "ins", edit.author)


def _wrap(run: Any, name: str, author: str) -> None:
    mark = etree.Element(w(name), {w("id"): "900", w("author"): author, w("date"): "2026-11-25T09:30:00Z"})
    run.addprevious(mark)
    mark.append(run)


def _forget_bookmarks(paragraph: Any, edit: Edit) -> None:
    """A bookmark all of whose text was deleted, and nothing typed in it, is gone."""
    for start in list(paragraph.iter(w("bookmarkStart"))):
        inside, one = "", start.getnext()
        while one is not None and not (one.tag == w("bookmarkEnd") and one.get(w("id")) == start.get(w("id"))):
            inside += "".join(each.text or "" for each in one.iter(w("t")))
            one = one.getnext()
        if one is not None and not inside and edit.end > edit.start:
            one.getparent().remove(one)
            start.getparent().remove(start)
