"""What a check is given and what it gives back; the port through which it sees the termbase."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from transflow.segment import Kind, Segment
from transflow.settings.patterns import Pattern

# What is rewritten rather than translated: a fact left out there is information (DESIGN §8).
FREE = frozenset({Kind.TITLE, Kind.SUMMARY, Kind.HEADING, Kind.CAPTION, Kind.ALT})
LOOSE = FREE | {Kind.BODY}  # the body of an adapted article is as free, but no headline


class Severity(StrEnum):
    """How bad a finding is: an error blocks approval, a warning is looked at, an info is only shown."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. Spans are character offsets (start, end) in `Segment.target` and `Segment.source`."""

    check: str
    severity: Severity
    message: str
    span: tuple[int, int] | None = None
    source_span: tuple[int, int] | None = None
    expected: str | None = None


class Term(Protocol):
    """One entry of the termbase."""

    def rendering(self, locale: str) -> str:
        """The preferred text in `locale`; empty where there is none."""

    def renderings(self, locale: str) -> tuple[str, ...]:
        """All allowed texts in `locale`, abbreviations included."""

    def forbidden(self, locale: str) -> tuple[str, ...]:
        """The texts in `locale` that must not be used."""

    def shorts(self, source: str, target: str) -> tuple[tuple[str, str], ...]:
        """Of a person, each name in `target` with the short form after the first mention; of anything else nothing."""


class Occurrence(Protocol):
    """A term where it stands: character offsets in the text that was searched."""

    @property
    def term(self) -> Term: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Terms(Protocol):
    """The termbase, as far as checks need it."""

    def find(self, text: str, locale: str) -> Sequence[Occurrence]:
        """The terms of `locale` that stand in `text`."""

    def standing(self, text: str, locale: str) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Every text of the termbase that stands in `text` (forbidden ones and abbreviations too), with its places."""


@dataclass(frozen=True, eq=False)
class Surnames:
    """The surnames of Chinese people in Han characters with their `readings` in pinyin, the likeliest first. One table
    is itself alone, so that what is made of it can be kept."""

    readings: Mapping[str, Sequence[str]]


class Proofread(Protocol):
    """Somebody who reads English for spelling and grammar, and may need a while (see `checks.english.harper`)."""

    def __call__(self, text: str, dialect: str, /) -> "Sequence[Remark]":
        """The remarks on `text`, in the spelling of `dialect` (one of `settings.DIALECTS`), in its order."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark of a proofreader: the characters from `start` to `end`, and what should stand there, if that is sure.
    `kind` names the rule; `spelling` is that of a word that is in no dictionary."""

    start: int
    end: int
    kind: str
    said: str
    put: str | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """What the checks of a language are told: the spelling of English that the house writes, the lines of the shipped
    lists that it has taken away, and who proofreads English (nobody, where that would keep somebody waiting)."""

    english: str = "either"
    wording_off: frozenset[str] = frozenset()
    proofread: Proofread | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What the checks are told beside the segment. `disabled` names the checks that the newsroom has turned off,
    `patterns` are its own rules; without `surnames` names of people are not looked at, without `help` the
    language of the target is not. Relative days (昨天) are counted from the day that the article's `dateline` names (a
    text that begins with it, in the language of the source), else from its `date`; a pair with a dateline of its own
    needs neither. `han_latin` and `quotes` are
    the house's way with spaces between Chinese and Latin and with English quotation marks (see `settings`),
    `name_style` how it writes Chinese names (`WANG Jian`, `Wang Jian`; "": as one likes)."""

    source_locale: str
    target_locale: str
    terms: Terms | None = None
    disabled: frozenset[str] = frozenset()
    patterns: tuple[Pattern, ...] = ()
    surnames: Surnames | None = None
    han_latin: str = "any"
    quotes: str = "any"
    name_style: str = ""
    help: Help | None = None
    date: dt.date | None = None
    dateline: str = ""


Check = Callable[[Segment, Context], Iterable[Finding]]
