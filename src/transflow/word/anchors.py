"""How a text in a Word file says which segment it is: a bookmark around it, which its reader does not see.

Bookmarks are what Word, WPS and LibreOffice all keep when text in them is edited, and what Word hides where the name
begins with `_`. A name has at most 40 characters (ECMA-376, 17.13.6.2), so the text that went out is in it as its sum.
The texts themselves lie in a part of their own (`Sent`), which a program may lose: then the sums alone must do.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from transflow.segment import text_sum

NAMESPACE = "urn:transflow:reading-copy"
STYLE = "transflow "  # begins the name of a character style that stands for a segment's tags: `transflow b1 i2`
OBJECT = "\ufffc"  # stands for what is no text: a picture, a formula, a note that was put in there
_NAME = re.compile(r"_tf_([tuspf])(\d{1,5})_([0-9a-f]{10})_([0-9a-f]{10})")
_NOBODY = "0" * 10


class Side(StrEnum):
    """What kind of text is marked."""

    TRANSLATED = "t"
    UNTRANSLATED = "u"  # the source stands in the place of a translation
    SOURCE = "s"  # the source beside the translation
    PART = "p"  # of a longer text, which is amended as a whole elsewhere
    FIXED = "f"  # what belongs to no segment: a code, a dash between two sentences


@dataclass(frozen=True, slots=True)
class Anchor:
    """The mark of one text: `number` is its own in the file, `id` the segment's (empty: none).

    `sum` is the `text_sum` of the source and the translation that went out; for what is no translation, of the text
    and nothing.
    """

    side: Side
    number: int
    id: str
    sum: str

    @property
    def name(self) -> str:
        """The bookmark's name."""
        return f"_tf_{self.side.value}{self.number}_{self.id or _NOBODY}_{self.sum}"


def anchor(side: Side, number: int, text: str, segment_id: str = "", source: str = "") -> Anchor:
    """The anchor of `text`, which is a translation of `source` (TRANSLATED), or else what it says itself."""
    said = text_sum(source, text) if side is Side.TRANSLATED else text_sum(text, "")
    return Anchor(side, number, segment_id, said)


def read(name: str) -> Anchor | None:
    """The anchor that a bookmark's name is; None for somebody else's bookmark."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    return Anchor(Side(found[1]), int(found[2]), "" if found[3] == _NOBODY else found[3], found[4])


@dataclass(frozen=True, slots=True)
class Sent:
    """The texts that went out, line by line (a paragraph each): an anchor's name (empty: what stands between two
    anchored texts), the text with its tags, and what its codes and addresses show. `head` is what the pages' head
    says."""

    head: str = ""
    lines: tuple[tuple[tuple[str, str, str], ...], ...] = ()

    def ids(self) -> Iterator[str]:
        """The segments whose translations went out, each once."""
        names = (read(name) for line in self.lines for name, _text, _shown in line)
        sides = (Side.TRANSLATED, Side.UNTRANSLATED)
        yield from dict.fromkeys(one.id for one in names if one is not None and one.side in sides)

    def to_json(self) -> str:
        """The texts as the part of the file holds them."""
        return json.dumps({"head": self.head, "lines": self.lines}, ensure_ascii=False, separators=(",", ":"))


def sent(text: str) -> Sent:
    """The inverse of `Sent.to_json`; nothing where somebody else has written it."""
    try:
        value = json.loads(text)
        return Sent(str(value["head"]), tuple(tuple(map(_three, line)) for line in value["lines"]))
    except (ValueError, KeyError, TypeError):
        return Sent()


def _three(value: Sequence[Any]) -> tuple[str, str, str]:
    name, text, shown = value
    return str(name), str(text), str(shown)
