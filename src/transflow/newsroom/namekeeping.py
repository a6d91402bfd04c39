"""Keeping people in the termbase: lines at the end of `locales/terms.csv`, the rest as it stands, in one write."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from transflow import terms
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom.room import Newsroom
from transflow.terms import table
from transflow.terms.row import CHOICES, Row, cells
from transflow.workspace.folder import decode

FILE = "locales/terms.csv"


def keep(room: Newsroom, people: Sequence[Row]) -> list[Row]:
    """Adds people to the termbase: one line each at its end, the rest as it stands, all in one write. Gives those that
    were not there already.

    Raises UsageError where a text is missing, a pronoun will not do, or the table has no column for what is said.
    """
    rows = [
        replace(row, names={locale: tuple(map(_plain, own)) for locale, own in row.names.items()}) for row in people
    ]
    for row in rows:
        if row.pronoun and row.pronoun not in CHOICES["pronoun"]:
            known = ", ".join(CHOICES["pronoun"])
            raise UsageError(row.pronoun, _("one of {choices} is wanted").format(choices=known))
        if not all(row.names.values()) or not all(name for own in row.names.values() for name in own):
            raise UsageError(FILE, _("a term needs its text in both languages"))
    with room.workspace.held("terms.csv"):
        text = decode(room.workspace.read(FILE) or b"", FILE)
        present = [row for row in terms.load(text, FILE).rows if row.status != "forbidden"]
        new = [row for row in rows if not any(_says(old, row) for old in present)]
        if new:
            room.workspace.write(FILE, _appended(text, new).encode())
        return new


def _plain(text: str) -> str:
    return " ".join(text.split())


def _says(old: Row, row: Row) -> bool:
    """Whether a line has the names of another already."""
    return all(set(own) <= set(old.names.get(locale, ())) for locale, own in row.names.items())


def _appended(text: str, rows: Sequence[Row]) -> str:
    """The table with lines at its end, in its own columns and with its own line ends."""
    if not text.strip():
        locales = dict.fromkeys(locale for row in rows for locale in row.names)
        text = ",".join((*locales, "kind", "status", "abbreviation", "pronoun", "note")) + "\n"
    head = [table.column(FILE, name) for name in next(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))]
    said = [cells(row) for row in rows]
    missing = {name for one in said for name in one} - set(head) - {"status"}  # an empty status is “preferred”
    if missing:
        raise UsageError(
            FILE, _("it has no column {names}").format(names=", ".join(sorted(missing))),
            remedy=_("add the column to its first line"),
        )  # fmt: skip
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator=ending)
    writer.writerows([one.get(name, "") for name in head] for one in said)
    return (text if text.endswith("\n") else text + ending) + lines.getvalue()
