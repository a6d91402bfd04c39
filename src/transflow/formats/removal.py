"""Taking blocks out of a Markdown text without a trace: their lines, and the list items and quotes they leave empty."""

import re
from collections.abc import Sequence

from transflow.article import Block
from transflow.formats.parsing import Container, Document, Leaf, Places, parse

Edit = tuple[int, int, str]
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
NOTHING = "<!-- -->"  # where the first block of an item goes and others stay: the item's marker needs something


def without(raw: str, start: int, gone: Sequence[Block]) -> list[Edit]:
    """What to replace in `raw` (whose body begins at `start`) so that the blocks `gone` are no longer there."""
    document = parse(raw, start)
    lines = _lines(raw, start)
    leaves = [leaf for leaf in document.leaves if leaf.content]
    starts = {block.start for block in gone}
    left = [leaf for leaf in leaves if Places(leaf, document).start(0) in starts]
    kept = [leaf for leaf in leaves if leaf not in left]
    edits: list[Edit] = []
    for leaf in left:
        empty = _emptied(leaf, kept, document)
        first, last = (empty.first, empty.last) if empty else (leaf.first, leaf.last)
        begins = [one for one in leaf.containers if one.first == leaf.first and one is not empty]
        if empty is None and begins:
            places = Places(leaf, document)
            edits.append((places.start(0), places.end(len(leaf.content)), NOTHING))
            continue
        while last > first + 1 and not _text(raw, lines, last - 1):
            last -= 1  # the blank lines after a list item are counted to it
        while last < len(lines) - 1 and not _text(raw, lines, last) and not _text(raw, lines, first - 1):
            last += 1
        edits.append((lines[first], lines[last] if last < len(lines) else len(raw), _between(raw, lines, first, last)))
    return edits


def _lines(raw: str, start: int) -> list[int]:
    """Where each line of the body begins, and the end of the text."""
    found = [match.start() for match in _LINES.finditer(raw, start) if match[0] or match.start() == start]
    return [*found, len(raw)]


def _text(raw: str, lines: Sequence[int], number: int) -> str:
    return raw[lines[number] : lines[number + 1]].strip(" \t\r\n>") if 0 <= number < len(lines) - 1 else ""


def _emptied(leaf: Leaf, kept: Sequence[Leaf], document: Document) -> Container | None:
    """The outermost container of `leaf` in which nothing stays."""
    for container in leaf.containers:
        starts = [*(one.first for one in kept), *(one.first for one in document.others)]
        inside = any(container.first <= first < container.last for first in starts)
        if not inside:
            return container
    return None


def _between(raw: str, lines: Sequence[int], first: int, last: int) -> str:
    """What must stand between the lines that become neighbours: a blank line, if neither of them is one."""
    if not _text(raw, lines, first - 1) or not _text(raw, lines, last):
        return ""
    newline = "\r\n" if "\r\n" in raw else "\n"
    prefix = re.match(r"[ \t>]*", raw[lines[first] :])
    return (prefix[0].rstrip() if prefix else "") + newline
