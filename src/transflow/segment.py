"""The unit of translation and what is known of it: frozen values; a change is a copy."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache


class Status(StrEnum):
    """Where a segment stands (DESIGN §2), in the order in which work flows."""

    UNTRANSLATED = "untranslated"
    MACHINE = "machine"
    STALE = "stale"
    RETURNED = "returned"
    TRANSLATED = "translated"
    APPROVED = "approved"


class Kind(StrEnum):
    """What a segment is in the article; headlines, standfirsts and captions are rewritten more freely."""

    TITLE = "title"
    SUMMARY = "summary"
    FIELD = "field"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    ALT = "alt"
    FOOTNOTE = "footnote"
    QUOTE = "quote"  # only of what a translation adds
    MOVE = "move"  # no text of the article: a block stands elsewhere in the translation
    BODY = "body"  # all of an adapted article's body, as Markdown: a document of its own beside the source


HUMAN = "human"  # an origin is "human", "memory:87" or "engine:google" (DESIGN §2)
OWN = "own"  # the msgctxt of what a translation has of its own (see `own`); that of others is an id, ten digits
UNKNOWN_HAND = "?"  # `by` of a text that somebody changed outside transflow


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment stands in its source file; `line` counts from 1."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Return:
    """A reviewer's return: who, when (ISO 8601, UTC) and what is to be mended."""

    by: str
    at: str
    note: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A check's findings on this segment are accepted, until the text changes."""

    check: str
    by: str
    why: str
    sum: str = ""  # text_sum of the text that was waived


@dataclass(frozen=True, slots=True)
class Segment:
    """One source text and its translation in one target language.

    `source` and `target` are plain text with numbered inline tags (DESIGN §4); `context` is the msgctxt.
    `by` stands behind the target (`?`: an unknown hand), `approver` signed it, `at` is when it was last changed
    (ISO 8601, UTC). `after` and `moves` are of a translation's own entries (`own`): the id of the segment behind whose
    block this stands, and of the last segment of the block that is moved there. `recorded_by` is the last known
    hand where `by` is `?`. `joined` counts the sentences joined into this one (0: none); `split` holds the offsets in
    the uncut source at which it was cut, on its first part. `doubts` are the sums (`remark_sum`) of those remarks in
    which the program asks a reviewer something; they go with the answer.
    """

    source: str
    target: str = ""
    context: str | None = None
    status: Status = Status.UNTRANSLATED
    origin: str | None = None
    by: str | None = None
    approver: str | None = None
    at: str | None = None
    kind: Kind = Kind.PARAGRAPH
    places: tuple[Place, ...] = ()
    remarks: tuple[str, ...] = ()  # translator comments: a person's are never touched but by `comment`
    doubts: tuple[str, ...] = ()
    previous: str | None = None  # the source this target was made for, where the source has changed
    returned: Return | None = None
    waivers: tuple[Waiver, ...] = ()
    omitted: str | None = None  # why this segment is left out on purpose
    joined: int = 0
    split: tuple[int, ...] = ()
    whole: str = ""  # the id of the uncut source, where this is the first part of a split
    after: str = ""
    moves: str = ""
    recorded_by: str | None = None
    flags: tuple[str, ...] = field(default=())  # PO flags other than fuzzy, kept as they stand

    @property
    def id(self) -> str:
        """The first ten hex digits of SHA-256(msgctxt U+0004 msgid)."""
        return segment_id(self.source, self.context)

    @property
    def questions(self) -> tuple[str, ...]:
        """What the program has asked a reviewer here and nobody has answered: remarks of its own that still stand."""
        return tuple(one for one in self.remarks if self.doubts and remark_sum(one) in self.doubts)

    @property
    def own(self) -> bool:
        """Whether this is the translation's own, and translates no source text."""
        return self.context == OWN


def remark_sum(remark: str) -> str:
    """What a remark is known by: another tool that writes it otherwise has made it its own."""
    return text_sum("", remark)


@lru_cache(maxsize=1 << 16)  # asked for at every look at an article, of the same texts
def segment_id(source: str, context: str | None = None) -> str:
    """The id of a source text: 10 hex digits (DESIGN §4)."""
    return hashlib.sha256(f"{context or ''}\x04{source}".encode()).hexdigest()[:10]


def text_sum(source: str, target: str) -> str:
    """The sum that says a recorded state belongs to this very text: 10 hex digits over msgid and msgstr."""
    return hashlib.sha256(f"{source}\x04{target}".encode()).hexdigest()[:10]
