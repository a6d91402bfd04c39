"""Terms as they stand in a text, and what they are called in the other language.

Rows of one and the same source text belong together: a `forbidden` row says what it is never called.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from transflow import language
from transflow.terms import people, table
from transflow.terms.lexicon import Lexicon, lexicon
from transflow.terms.recognition import longest
from transflow.terms.row import NAMES, PERSONAL, STATUSES, Row, cells


@dataclass(frozen=True, slots=True)
class Term:
    """What one text means: the rows in which it stands, in the order of the file, and its spelling in the first."""

    text: str
    rows: tuple[Row, ...]

    @property
    def kind(self) -> str:
        """term, person, organisation, place or title."""
        return self.rows[0].kind

    @property
    def note(self) -> str:
        """What the house remarks about it."""
        return "; ".join(row.note for row in self.rows if row.note and row.status != "forbidden")

    @property
    def person(self) -> Mapping[str, str]:
        """What the house knows of a person: pronoun, honorific, posts, origin, first and short form, by the names of
        their columns; what it does not know is left out. Nothing of anything else."""
        if self.kind != "person":
            return {}
        said = {
            name: value
            for row in reversed(self.rows)
            if row.status != "forbidden"
            for name, value in cells(row).items()
        }
        return {name: said[name] for name in PERSONAL if name in said}

    def rendering(self, locale: str) -> str:
        """What to call it in `locale`; empty where the termbase does not say."""
        return next(iter(self.renderings(locale)), "")

    def renderings(self, locale: str) -> tuple[str, ...]:
        """All it may be called in `locale`, the preferred first, its abbreviation last."""
        good = sorted((row for row in self.rows if row.status != "forbidden"), key=lambda r: STATUSES.index(r.status))
        names = [name for row in good for name in row.names.get(locale, ())]
        return tuple(dict.fromkeys([*names, *(row.abbreviation for row in good if row.abbreviation and names)]))

    def forbidden(self, locale: str) -> tuple[str, ...]:
        """What it must not be called in `locale`."""
        return tuple(name for row in self.rows if row.status == "forbidden" for name in row.names.get(locale, ()))

    def shorts(self, source: str, target: str) -> tuple[tuple[str, str], ...]:
        """Of a person, each name in `target` with its short form after the first mention (the surname, where the
        termbase has no other); of anything else, and in Chinese, nothing: there the full name is repeated."""
        if language.is_chinese(target):
            return ()
        found = (
            people.person(replace(row, names={**row.names, target: (name,)}), source, target, "")
            for row in self.rows if row.kind == "person" and row.status != "forbidden"
            for name in row.names.get(target, ())
        )  # fmt: skip
        return tuple((one.written, one.short) for one in found if one.short and one.short != one.written)


class Occurrence(NamedTuple):
    """A term in a text, from `start` to `end` (characters). What stands there may be another form of `term.text`:
    Traditional, full-width, a plural, other capitals."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Termbase:
    """All rows, and what finds their texts in each language, made when it is first asked for. A termbase is itself
    alone (not equal to another of the same rows), so that what was looked up in it can be kept."""

    rows: tuple[Row, ...] = ()
    digest: str = ""
    _languages: dict[str, Lexicon] = field(default_factory=dict, compare=False, repr=False)
    _terms: dict[str, dict[int, Term]] = field(default_factory=dict, compare=False, repr=False)  # those found so far

    def __len__(self) -> int:
        return len(self.rows)

    def prepare(self, *locales: str) -> None:
        """Makes what finds terms in texts of `locales`, and loads what cuts Chinese into words if it may be asked: for
        where nobody waits, so that no first look-up takes its 0.1 s (1 s at 50,000 terms)."""
        for locale in locales:
            self._language(locale).prepare()

    def find(self, text: str, locale: str, overlapping: bool = False) -> tuple[Occurrence, ...]:
        """The terms that stand in `text`, the longest at each place, none inside another; `overlapping`: all of them,
        by start, the longest first. What counts as standing in a text is told in `docs/recognition.md`.
        """
        known, terms = self._language(locale), self._terms.setdefault(locale, {})
        hits = [hit for hit in known.all(text) if known.entries[hit.thing].wanted]
        found = []
        for number, start, end in hits if overlapping else longest(hits):
            term = terms.get(number)
            if term is None:
                entry = known.entries[number]
                term = terms[number] = Term(entry.spellings[0], entry.rows)
            found.append(Occurrence(term, start, end))
        return tuple(found)

    def standing(self, text: str, locale: str) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Every text of the termbase that stands in `text`, forbidden ones and abbreviations too, with its places.

        The keys are spelled as in the rows, the places are offsets in `text`, also inside one another.
        """
        known = self._language(locale)
        found: dict[str, list[tuple[int, int]]] = {}
        for hit in known.all(text):
            for spelling in known.entries[hit.thing].spellings:
                found.setdefault(spelling, []).append((hit.start, hit.end))
        return found

    def _language(self, locale: str) -> Lexicon:
        if locale not in self._languages:
            self._languages[locale] = lexicon(self.rows, locale)
        return self._languages[locale]

    def names(self, source: str, target: str) -> Callable[[str], Sequence[tuple[str, str]]]:
        """A function that gives the known names of a text in `source`, as they stand there, each with its rendering in
        `target`."""

        def known(text: str) -> Sequence[tuple[str, str]]:
            return [
                (text[one.start : one.end], one.term.rendering(target))
                for one in self.find(text, source)
                if one.term.kind in NAMES and one.term.rendering(target)
            ]

        return known


def load(text: str, path: str) -> Termbase:
    """The termbase in `text` (CSV with a header). Raises MemoryFileError, naming the line, for what cannot be read."""
    if not text.strip():
        return Termbase()
    return Termbase(table.rows(text, path), hashlib.sha256(text.encode()).hexdigest()[:16])
