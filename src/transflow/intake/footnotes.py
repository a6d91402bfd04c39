"""Footnotes of a web page: which elements are some, by the links that lead there and back."""

import re
from typing import Any

from transflow.script import has_text

_NOTES = ("li", "p", "div", "dd", "td", "aside", "span")
_MARK = re.compile(
    r"\s*[\[（(〔]?\s*(?:注\s*)?(?:\d{1,4}|[a-z]{1,3}|[*†‡§]{1,4}|[①-⑳])\s*[\]）)〕]?\s*"
)  # 1, [1], *, 注1


def found_in(root: Any) -> dict[str, Any]:
    """The footnotes below `root`, by id: elements that link back to the mark (`[1]`, `*`) that links to them."""
    ids = {one.get("id"): one for one in root.iter() if isinstance(one.tag, str) and one.get("id")}
    backs: dict[Any, set[str]] = {}  # where the links in an element lead
    found: dict[str, Any] = {}
    for call in root.iter("a"):
        note = ids.get(leads_to(call))
        if note is None or note.tag not in _NOTES or not _MARK.fullmatch(call.text_content()):
            continue
        if note not in backs:
            backs[note] = {leads_to(link) for link in note.iter("a")}
        mine = {call.get("id"), *(parent.get("id") for parent in call.iterancestors("sup"))} - {None}
        if mine & backs[note] and not any(parent is note for parent in call.iterancestors()):
            found[note.get("id")] = note
    return found


def leads_to(link: Any) -> str:
    """Where on its own page `link` leads."""
    href = link.get("href") or ""
    return href[1:] if href.startswith("#") else ""


def without_backlinks(note: Any) -> Any:
    """`note` without the links by which a reader goes back (`↩`, `[1]`); it is changed in place."""
    for link in list(note.iter("a")):
        if leads_to(link) and not has_text(link.text_content()):
            link.drop_tree()
    return note
