"""Terms as they stand in a text, and what they are called in the other language.

Rows of one and the same source text belong together: a `forbidden` row says what it is never called.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from transflow import language, script
from transflow.terms import table
from transflow.terms.row import NAMES, STATUSES, Row

_HEAD = 2  # characters by which terms are looked up


@dataclass(frozen=True, slots=True)
class Term:
    """What one text means: the rows in which it stands, in the order of the file."""

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


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term in a text, from `start` to `end` (characters)."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True)
class Termbase:
    """All rows, and the texts by which they are found in each language."""

    rows: tuple[Row, ...] = ()
    digest: str = ""
    _tables: dict[str, dict[str, list[Term]]] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.rows)

    def find(self, text: str, locale: str) -> tuple[Occurrence, ...]:
        """The terms that stand in `text`, the longest at each place, none inside another."""
        known = self._table(locale)
        if not known:
            return ()
        spaced = not language.is_chinese(locale)
        folded = text.casefold() if len(text.casefold()) == len(text) else text
        found: list[Occurrence] = []
        at = 0
        while at < len(text):
            here = known.get(folded[at : at + _HEAD], ())
            term = next((one for one in here if _stands(one, text, folded, at, spaced)), None)
            if term is None:
                at += 1
                continue
            found.append(Occurrence(term, at, at + len(term.text)))
            at += len(term.text)
        return tuple(found)

    def _table(self, locale: str) -> dict[str, list[Term]]:
        """Terms by their first characters, the longest first."""
        if locale not in self._tables:
            rows: dict[str, list[Row]] = {}
            for row in self.rows:
                for name in row.names.get(locale, ()):
                    rows.setdefault(name, []).append(row)
            table: dict[str, list[Term]] = {}
            for name, own in rows.items():
                if any(row.status != "forbidden" for row in own):
                    term = Term(name, tuple(own))
                    if len(name) >= _HEAD:
                        table.setdefault(name.casefold()[:_HEAD], []).append(term)
            for terms in table.values():
                terms.sort(key=lambda term: -len(term.text))
            self._tables[locale] = table
        return self._tables[locale]

    def names(self, source: str, target: str) -> Callable[[str], Sequence[tuple[str, str]]]:
        """A function that gives the known names of a text in `source`, each with its rendering in `target`."""

        def known(text: str) -> Sequence[tuple[str, str]]:
            return [
                (one.term.text, one.term.rendering(target))
                for one in self.find(text, source)
                if one.term.kind in NAMES and one.term.rendering(target)
            ]

        return known


def _stands(term: Term, text: str, folded: str, at: int, spaced: bool) -> bool:
    """Whether `term` stands at `at`, as a whole word where words have ends."""
    end = at + len(term.text)
    if not folded.startswith(term.text.casefold(), at):
        return False
    if term.text.isupper() and text[at:end] != term.text:  # an abbreviation is not a word: WHO, who
        return False
    if not spaced and script.HAN.match(term.text[0]):
        return True
    before, after = text[at - 1 : at] if at else "", text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


def load(text: str, path: str) -> Termbase:
    """The termbase in `text` (CSV with a header). Raises MemoryFileError, naming the line, for what cannot be read."""
    if not text.strip():
        return Termbase()
    return Termbase(table.rows(text, path), hashlib.sha256(text.encode()).hexdigest()[:16])
