"""What TBX calls things, and what the termbase calls them (ISO 30042:2019 and 2008).

A fact that TBX has no category for is a note that says so (`transflow kind: person`): every dialect allows notes on
every level, every tool keeps them, and a person can read them.
"""

import re
from collections.abc import Mapping

from transflow.terms.row import FACTS

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
OWN = "transflow "  # how a note of ours begins, and the description of the source of a file of ours
STATUSES: Mapping[str, str] = {
    "preferred": "preferred", "standardized": "preferred", "legal": "preferred", "regulated": "preferred",
    "admitted": "allowed", "allowed": "allowed",
    "deprecated": "forbidden", "superseded": "forbidden", "obsolete": "forbidden", "notrecommended": "forbidden",
    "forbidden": "forbidden",
}  # fmt: skip
WRITTEN: Mapping[str, str] = {
    "preferred": "preferredTerm-admn-sts", "allowed": "admittedTerm-admn-sts", "forbidden": "deprecatedTerm-admn-sts",
}  # fmt: skip
PARTS: Mapping[str, str] = {
    "noun": "noun", "propernoun": "noun", "verb": "verb", "adjective": "adjective", "adverb": "adverb",
    "phrase": "phrase", "other": "",
}  # fmt: skip
SHORT = frozenset({"abbreviation", "acronym", "initialism", "abbreviatedform"})
FULL = frozenset({"fullform", "entryterm", "variant", "shortform", "shortcut", "synonym"})  # a name like any other
TERM_TYPE = "termType"
_NOTE = re.compile(r"transflow (\w+): (.*)", re.DOTALL)
_SUFFIX = re.compile(r"(term)?(-?admn-?sts)?$")
_KNOWN = frozenset({*FACTS, TERM_TYPE})


def status(text: str) -> str | None:
    """A status by any of its names (`preferredTerm-admn-sts`, `preferred`, `notRecommended`); None for no such one."""
    return STATUSES.get(_SUFFIX.sub("", text.strip().lower()))


def part_of_speech(text: str) -> str | None:
    """A part of speech by its name in any spelling (`Noun`, `proper noun`); None for one that we do not have."""
    return PARTS.get(_letters(text))


def term_type(text: str) -> str | None:
    """Which of "short", "phrase" and "" (a name like any other) a termType is; None for another."""
    plain = _letters(text)
    return "short" if plain in SHORT else "phrase" if plain == "phrase" else "" if plain in FULL else None


def noted(fact: str, text: str) -> str:
    """The note that says a fact."""
    return f"{OWN}{fact}: {text}"


def written_note(text: str) -> str:
    """A person's note as it is written: one that looks like a fact says that it is a note."""
    return noted("note", text) if _NOTE.fullmatch(text) else text


def read_note(text: str) -> tuple[str, str]:
    """What a note says: a fact (or `termType`) and its text; else "note" and the whole."""
    found = _NOTE.fullmatch(text)
    return (found[1], found[2]) if found and found[1] in _KNOWN else ("note", text)


def _letters(text: str) -> str:
    return re.sub(r"[\s_-]", "", text).lower()
