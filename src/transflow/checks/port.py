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


@dataclass(frozen=True, slots=True)
class Context:
    """What the checks are told beside the segment. `disabled` names the checks that the newsroom has turned off,
    `patterns` are its own rules; without `surnames` names of people are not looked at, without the `date` of the
    article no relative day (昨天) is."""

    source_locale: str
    target_locale: str
    terms: Terms | None = None
    disabled: frozenset[str] = frozenset()
    patterns: tuple[Pattern, ...] = ()
    surnames: Surnames | None = None
    date: dt.date | None = None


Check = Callable[[Segment, Context], Iterable[Finding]]
