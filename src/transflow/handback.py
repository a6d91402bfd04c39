"""What comes back of an article that was sent out as a file: values, whatever kind of file it was.

Hand-back is the trade's word for translated or reviewed files that are given back. They are read line by line, each
kind by its own reader, and merged by one verb (`newsroom.merging`), which needs to know nothing of the file.
"""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What somebody has decided about a text in the file, where that is another decision than was sent out."""

    CONFIRMED = "confirmed"  # a person stands behind it
    APPROVED = "approved"  # a second person signs it
    RETURNED = "returned"  # it goes back to its translator
    OPEN = "open"  # it needs work still


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
