"""What is looked for in a text of one language: each entry with its spellings, its rows and the forms it may take."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from transflow import language
from transflow.script import HAN
from transflow.terms import inflection
from transflow.terms.folding import cased, fold
from transflow.terms.recognition import Form, Hit, Recogniser, short_word
from transflow.terms.row import NAMES, Row

_SHORTEST = 2  # characters of a term: a single one stands in every other word
_UNCOUNTED = frozenset({"person", "place"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What is one thing in a text, however it is typed: its spellings and rows, in the order of the file.

    `folded` is what is looked for, `exact` the same with its capitals where these matter. `wanted`: whether it is a
    term of the language; a forbidden rendering, an abbreviation or a single character is known and no term.
    """

    folded: str
    exact: str
    spellings: tuple[str, ...]
    rows: tuple[Row, ...]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries of a language, and what finds them (None: there are none)."""

    entries: tuple[Entry, ...]
    recogniser: Recogniser | None

    def prepare(self) -> None:
        """Loads what the first look-up would load."""
        if self.recogniser:
            self.recogniser.prepare()

    def all(self, text: str) -> list[Hit]:
        """Every entry that stands in `text`, by its number (see `Recogniser.all`)."""
        return self.recogniser.all(text) if self.recogniser else []


def lexicon(rows: Sequence[Row], locale: str) -> Lexicon:
    """What `rows` say of `locale`. Texts that fold to the same are one entry."""
    entries = tuple(_entries(rows, locale))
    forms: dict[str, tuple[Form, ...]] = {}

    def add(text: str, own: tuple[Form, ...]) -> None:
        known = forms.setdefault(text, own)
        if known is not own:
            forms[text] = known + own

    for number, entry in enumerate(entries):
        add(entry.folded, (_form(entry, number),))
    if not language.is_chinese(locale):
        # Behind all that are spelled so: “analyses” is itself before it is the plural of another.
        for number, entry in enumerate(entries):
            others = (replace(_form(entry, number), own=False),)
            for text in _inflected(entry):
                if entry.exact:
                    add(fold(text).text, (Form(number, False, text),))
                else:
                    add(text, others)
    return Lexicon(entries, Recogniser(forms) if forms else None)


def _entries(rows: Sequence[Row], locale: str) -> Iterable[Entry]:
    known: dict[tuple[str, str], Entry] = {}
    base = language.base(locale)
    for row in rows:
        good = row.status != "forbidden"
        # A termbase of zh_CN serves zh_TW, one of en serves en_US, where a row says nothing of its own for these.
        names = row.names.get(locale) or next((own for one, own in row.names.items() if language.base(one) == base), ())
        # An abbreviation is a rendering and no term: of 206 new warnings on real news, 125 came of CPC, CCTV and the
        # like in English.
        for name in (*names, row.abbreviation) if good else names:
            folded = fold(name).text.strip()
            if not folded:
                continue
            wanted = good and name in names and len(folded) >= _SHORTEST
            key = folded, cased(name).strip() if _is_exact(row, name) else ""
            before = known.get(key)
            if before is None:
                known[key] = Entry(*key, (name,), (row,), wanted)
            else:
                spellings = before.spellings if name in before.spellings else (*before.spellings, name)
                own = before.rows if before.rows[-1] is row else (*before.rows, row)
                known[key] = Entry(*key, spellings, own, before.wanted or wanted)
    return known.values()


def _is_exact(row: Row, name: str) -> bool:
    """Whether other capitals would be another word: WHO is not who. A person in capitals is a manner of writing."""
    if row.case == "exact":
        return True
    return name.isupper() and " " not in name and row.kind != "person" and not HAN.search(name)


def _form(entry: Entry, number: int) -> Form:
    named = all(row.kind in NAMES for row in entry.rows)
    # A name of one word has its capital: Turkey is not turkey.
    capital = named and not entry.exact and " " not in entry.folded and entry.spellings[0][:1].isupper()
    short = short_word(entry.folded)
    person = short and all(row.kind == "person" for row in entry.rows)
    return Form(number, True, entry.exact, capital, short and not named, person)


def _inflected(entry: Entry) -> Iterator[str]:
    """The forms of an entry but its own, with its capitals where they matter.

    A name has no singular: the Academy of Science is not the Academy of Sciences.
    """
    text, name, first = entry.exact or entry.folded, entry.spellings[0], entry.rows[0]
    kinds = {row.kind for row in entry.rows}
    told = (first.pos, not kinds <= _UNCOUNTED, not kinds <= NAMES)
    yield from inflection.forms(text, *told)[1:]
    if "-" in name:  # co-operation, co operation, cooperation
        joined = name.replace("-", "")
        yield from inflection.forms(cased(joined) if entry.exact else fold(joined).text, *told)
