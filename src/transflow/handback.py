"""What comes back of an article that was sent out as a file: values, whatever kind of file it was.

Hand-back is the trade's word for translated or reviewed files that are given back. They are read line by line, each
kind by its own reader, and merged by one verb (`newsroom.merging`), which needs to know nothing of the file.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from transflow.segment import Segment, Status, text_sum

_ARTICLE = re.compile(r"articles/([^/]+?)(?:\.md|/index\.md)")
_SENT = re.compile(r"([0-9a-f]{10})([0-9a-f]{10})([a-z])")
_LETTERS = {status.value[0]: status for status in Status}  # no two begin alike


class Verdict(StrEnum):
    """What somebody has decided about a text in the file, where that is another decision than was sent out."""

    CONFIRMED = "confirmed"  # a person stands behind it
    APPROVED = "approved"  # a second person signs it
    RETURNED = "returned"  # it goes back to its translator
    OPEN = "open"  # it needs work still


@dataclass(frozen=True, slots=True)
class Sent:
    """What went out of one segment: its id, the `text_sum` of source and translation, its status. As text it is 21
    letters and digits, which stand wherever a file lets a tool keep something."""

    id: str
    sum: str
    status: Status

    def __str__(self) -> str:
        return f"{self.id}{self.sum}{self.status.value[0]}"

    @classmethod
    def of(cls, segment: Segment) -> "Sent":
        """What goes out of `segment`."""
        return cls(segment.id, text_sum(segment.source, segment.target), segment.status)

    @classmethod
    def parse(cls, text: str) -> "Sent | None":
        """The inverse of `str`; None for what is none."""
        found = _SENT.fullmatch(text.strip())
        return cls(found[1], found[2], _LETTERS[found[3]]) if found and found[3] in _LETTERS else None


def article_slug(path: str) -> str | None:
    """The slug of an article by its file (`articles/SLUG.md`, `articles/SLUG/index.md`), wherever that lay; None for
    another file."""
    found = _ARTICLE.search(path.replace("\\", "/"))
    return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark in the file; `author` and `at` (ISO 8601) as the file has them."""

    text: str
    author: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One segment as it came back, or (`id` None) a text of the file that says of no segment that it is its own.

    `place` is where it stands in the file, in the reader's words (`row 3`, `line 14`). `source` is the source text that
    stands there now (None: none does). `sent` is the `text_sum` of the source and the translation that went out (None:
    the file no longer says). `text` is the translation there now, with our tags (None: the file has none). `author` and
    `at` (ISO 8601) are those of the text, where the file has them. `fault` says why the text cannot be taken as it
    stands there (empty: it can).
    """

    place: str
    id: str | None = None
    source: str | None = None
    sent: str | None = None
    text: str | None = None
    verdict: Verdict | None = None
    remarks: tuple[Remark, ...] = ()
    author: str | None = None
    at: str | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Handback:
    """A file, or the part of one, that is about one article in one language.

    `kind` is the kind of file (a name of `newsroom.importing.KINDS`). `ids` are the segments that went out, where the
    file says so: those without a line are missing. `said` are messages to whoever brings the file.
    """

    file: str
    kind: str
    slug: str
    locale: str
    lines: tuple[Line, ...]
    ids: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
