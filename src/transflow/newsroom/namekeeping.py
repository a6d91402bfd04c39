"""Keeping people in the termbase: lines at the end of `locales/terms.csv`, the rest as it stands, in one write."""

from collections.abc import Sequence

from transflow import terms
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom.room import Newsroom
from transflow.newsroom.termkeeping import FILE, LOCK
from transflow.terms import lines
from transflow.terms.row import CHOICES, Row
from transflow.workspace.folder import decode


def keep(room: Newsroom, people: Sequence[Row]) -> list[Row]:
    """Adds people, all or none of them; gives those that were not there already.

    Raises UsageError where a pronoun will not do, or where the termbase says that a name is never rendered so.
    """
    for row in people:
        if row.pronoun and row.pronoun not in CHOICES["pronoun"]:
            known = ", ".join(CHOICES["pronoun"])
            raise UsageError(row.pronoun, _("one of {choices} is wanted").format(choices=known))
    with room.workspace.held(LOCK):
        text = decode(room.workspace.read(FILE) or b"", FILE)
        present = terms.load(text, FILE).rows
        barred = next((old for old in present for row in people if old.status == "forbidden" and _says(old, row)), None)
        if barred is not None:
            raise UsageError(
                f"{FILE}:{barred.line}", _("it says that this is never called “{name}”").format(
                    name=" / ".join(name for own in barred.names.values() for name in own)
                ),
                remedy=_("take that out first, if it is wrong"),
            )  # fmt: skip
        new = [row for row in people if not any(_says(old, row) for old in present)]
        if new:
            locales = tuple(dict.fromkeys(locale for row in new for locale in row.names))
            room.workspace.write(FILE, lines.edited(text, FILE, locales, new).encode())
        return new


def _says(old: Row, row: Row) -> bool:
    """Whether a line has the names of another already."""
    return all(set(own) <= set(old.names.get(locale, ())) for locale, own in row.names.items())
