"""Adding to the termbase while one translates: one line at the end of `locales/terms.csv`, the rest as it stands."""

import csv
import io

from transflow import terms
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom.room import Newsroom
from transflow.terms import table
from transflow.workspace.folder import decode

FILE = "locales/terms.csv"
_HEAD = ("kind", "status", "abbreviation", "pronoun", "note")  # of a termbase that is made


def add(room: Newsroom, source: str, target: str, texts: tuple[str, str], kind: str = "term", note: str = "") -> bool:
    """Adds a term, person, organisation, place or title by its `texts` in the locales `source` and `target`; False if
    it stands there already. Raises UsageError where a text or the kind will not do."""
    one, two = (" ".join(text.split()) for text in texts)
    if not one or not two:
        raise UsageError(FILE, _("a term needs its text in both languages"))
    if kind not in terms.KINDS:
        raise UsageError(kind, _("one of {choices} is wanted").format(choices=", ".join(terms.KINDS)))
    with room.workspace.held("terms.csv"):
        present = decode(room.workspace.read(FILE) or b"", FILE)
        if any(
            one in row.names.get(source, ()) and two in row.names.get(target, ()) and row.status != "forbidden"
            for row in terms.load(present, FILE).rows
        ):
            return False
        text = present if present.strip() else ",".join((source, target, *_HEAD)) + "\n"
        head = [table.column(FILE, name) for name in next(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))]
        missing = [name for name in (source, target) if name not in head]
        if missing:
            raise UsageError(
                FILE, _("it has no column {names}").format(names=", ".join(missing)),
                remedy=_("add the column to its first line"),
            )  # fmt: skip
        said = {source: one, target: two, "kind": kind, "status": "preferred", "note": note}
        line = io.StringIO()
        ending = "\r\n" if "\r\n" in text else "\n"
        csv.writer(line, lineterminator=ending).writerow(said.get(name, "") for name in head)
        whole = text if text.endswith("\n") else text + ending
        room.workspace.write(FILE, (whole + line.getvalue()).encode())
        return True
