"""One line of the termbase: what one thing is called in several languages, and what a newsroom knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from transflow.interface import gettext as _

STATUSES = ("preferred", "allowed", "forbidden")
KINDS = ("term", "person", "organisation", "place", "title")
PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "phrase")
PRONOUNS = ("he", "she", "they")
CASES = ("any", "exact")
NAMES = frozenset({"person", "organisation", "place"})
YES = "yes"

PERSONAL = ("pronoun", "honorific", "posts", "origin", "first", "short")  # facts of people alone

# What a line may say beside the names, in the order in which the program writes its columns; and the only values of
# those that have few.
FACTS = (
    "kind", "status", "abbreviation", "pronoun", "note", "pos", "domain", "definition", "dnt", "case", "honorific",
    "posts", "origin", "first", "short", "reference",
)  # fmt: skip
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS, "status": STATUSES, "pos": PARTS_OF_SPEECH, "pronoun": PRONOUNS, "case": CASES, "dnt": (YES, "no"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the termbase. `names` maps a locale to its spellings, the preferred one first.

    Of anything: `pos` (part of speech), `domain` (subject field), `dnt` (whether it stays untranslated), `case`
    ("exact": other capitals are another word), `reference` (where the rendering comes from). Of people: `pronoun`,
    `honorific` (`Prof.`, put before the name), `posts` (`President of Linhai University 2021-`, each with its years,
    the present one first), `origin` (ISO 3166 code of the country whose way of writing names holds), `first` and
    `short` (the form at first mention, and after).
    """

    names: Mapping[str, tuple[str, ...]]
    kind: str = "term"
    status: str = "preferred"
    abbreviation: str = ""
    pronoun: str = ""
    note: str = ""
    pos: str = ""
    domain: str = ""
    definition: str = ""
    dnt: bool = False
    case: str = ""
    honorific: str = ""
    posts: tuple[str, ...] = ()
    origin: str = ""
    first: str = ""
    short: str = ""
    reference: str = ""
    line: int = field(default=0, compare=False)  # in the file it was read from; 0: in none


def from_cells(names: Mapping[str, tuple[str, ...]], facts: Mapping[str, str], line: int = 0) -> Row:
    """A line from what stands in its cells (`facts` by the names of `FACTS`)."""
    said = {name: facts.get(name, "") for name in FACTS if name not in ("kind", "status", "dnt", "posts")}
    return Row(
        names, kind=facts.get("kind") or "term", status=facts.get("status") or "preferred",
        dnt=facts.get("dnt") == YES, posts=spellings(facts.get("posts", "")), line=line, **said,
    )  # fmt: skip


def cells(row: Row) -> dict[str, str]:
    """What stands in the cells of a line, by locale and by the names of `FACTS`; empty ones are left out."""
    said = {name: getattr(row, name) for name in FACTS if name not in ("dnt", "posts")}
    facts = {**said, "dnt": YES if row.dnt else "", "posts": "|".join(row.posts)}
    names = {locale: "|".join(own) for locale, own in row.names.items()}
    return {name: value for name, value in {**names, **facts}.items() if value}


def kind_name(kind: str) -> str:
    """One of KINDS in the reader's words (a title of a person is not that of an article)."""
    return {
        "term": _("term"), "person": _("person"), "organisation": _("organisation"), "place": _("place"),
        "title": _("office or title"),
    }[kind]  # fmt: skip


def spellings(cell: str) -> tuple[str, ...]:
    """The several texts of one cell, parted by `|`."""
    return tuple(filter(None, (one.strip() for one in cell.split("|"))))
