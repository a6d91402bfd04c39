"""What the styles of a Word file mean: by their names in English and Chinese, and by the styles they are based on."""

import re
from dataclasses import dataclass
from typing import Any

from transflow.interchange.parts import child, local, value

# The name of a style (lower case, no spaces) → what it means. Word keeps the English names of its own styles whatever
# language it speaks; WPS, LibreOffice and templates that were made by hand do not.
_MEANINGS = {
    "title": "title", "标题": "title", "文章标题": "title", "大标题": "title", "主标题": "title",
    "書名": "title", "標題": "title",
    "subtitle": "subtitle", "副标题": "subtitle", "副標題": "subtitle", "导语": "subtitle", "摘要": "subtitle",
    "caption": "caption", "题注": "caption", "標號": "caption", "图注": "caption", "图片说明": "caption",
    "figure": "caption",
    "图题": "caption", "figurecaption": "caption",
    "quote": "quote", "intensequote": "quote", "引用": "quote", "明显引用": "quote", "blocktext": "quote",
    "quotations": "quote",
    "引文": "quote", "鮮明引文": "quote",
    "htmlpreformatted": "code", "plaintextcode": "code", "sourcecode": "code", "preformattedtext": "code",
    "代码": "code",
    "tocheading": "contents", "目录标题": "contents", "目录": "contents",
    "normal": "", "正文": "", "bodytext": "", "正文文本": "", "normal(web)": "", "普通(网站)": "", "内文": "",
}  # fmt: skip
_LEVEL = re.compile(r"(?:heading|标题|標題|überschrift|titre)([1-9])(?:char|字符)?")
_CONTENTS = re.compile(r"(?:toc|目录|目錄)[1-9]")
_DEPTH = re.compile(r"(?:list(?:bullet|number)|列表(?:项目符号|编号))([2-5])")
_RUNS = {"strong": "b", "要点": "b", "emphasis": "i", "强调": "i", "intenseemphasis": "i", "明显强调": "i",
         "subtleemphasis": "i", "不明显强调": "i"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based: str
    number: tuple[str, str] | None
    outline: str
    bold: bool
    italic: bool


class Styles:
    """The styles of one file; `root` is that of its `styles.xml`, None where there is none."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, _Style] = {}
        for one in root if root is not None else ():
            if local(one) == "style":
                paragraph, run = child(one, "pPr"), child(one, "rPr")
                number = child(paragraph, "numPr")
                self._styles[value(one, "styleId")] = _Style(
                    re.sub(r"\s", "", value(child(one, "name"), "val")).lower(), value(child(one, "basedOn"), "val"),
                    None if number is None
                    else (value(child(number, "numId"), "val"), value(child(number, "ilvl"), "val") or "0"),
                    value(child(paragraph, "outlineLvl"), "val"), on(run, "b"), on(run, "i"),
                )  # fmt: skip

    def _chain(self, ident: str) -> list[_Style]:
        """The style and those it is based on; a circle ends."""
        found: list[_Style] = []
        seen: set[str] = set()
        while ident in self._styles and ident not in seen:
            seen.add(ident)
            found.append(self._styles[ident])
            ident = self._styles[ident].based
        return found

    def meaning(self, ident: str) -> str:
        """What paragraphs of this style are: `title`, `subtitle`, `caption`, `quote`, `code`, `contents`, `h1` to `h6`,
        or "" for a paragraph."""
        for style in self._chain(ident):
            if level := _LEVEL.fullmatch(style.name):
                return f"h{min(int(level[1]), 6)}"
            if _CONTENTS.fullmatch(style.name):
                return "contents"
            if style.name in _MEANINGS:
                return _MEANINGS[style.name]
            if style.outline in set("012345"):
                return f"h{int(style.outline) + 1}"
        return ""

    def number(self, ident: str) -> tuple[str, str] | None:
        """The numbering that the style gives: its id and level."""
        return next((one.number for one in self._chain(ident) if one.number), None)

    def depth(self, ident: str) -> int:
        """How deep the style's name says that a list stands in others: 1 for `List Bullet 2`."""
        found = [_DEPTH.fullmatch(one.name) for one in self._chain(ident)]
        return next((int(one[1]) - 1 for one in found if one), 0)

    def marks(self, ident: str) -> set[str]:
        """The marks, `b` and `i`, that a style of characters gives."""
        chain = self._chain(ident)
        found = {_RUNS[one.name] for one in chain if one.name in _RUNS}
        return found | {"b" for one in chain if one.bold} | {"i" for one in chain if one.italic}


def on(properties: Any, name: str) -> bool:
    """Whether a property that is on or off is on (ECMA-376, 17.17.4)."""
    found = child(properties, name) if properties is not None else None
    return found is not None and value(found, "val") not in ("0", "false", "off", "none")
