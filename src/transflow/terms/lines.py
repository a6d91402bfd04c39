"""The lines of `locales/terms.csv`, changed one at a time: every other byte of the file stays as it was."""

import csv
import io
from collections.abc import Mapping, Sequence

from transflow.terms import table
from transflow.terms.row import FACTS, Row, cells

_HEAD = ("kind", "status", "abbreviation", "pronoun", "note")  # the columns of a termbase that is made
_DEFAULT = {"kind": "term", "status": "preferred"}  # what a line means that does not say it
_MARK = "\ufeff"


def edited(
    text: str, path: str, locales: Sequence[str], added: Sequence[Row], changed: Mapping[int, Row | None] | None = None
) -> str:
    """`text` with rows at its end (`added`) and others in the place of those that begin at a line (`changed`; None
    takes the line out). A column that is missing is added to the first line alone: a shorter line has nothing in it.

    `locales` are the first columns where `text` is empty. Raises MemoryFileError for a first line that is none.
    """
    if not text.strip():
        text = ",".join((*locales, *_HEAD)) + "\n"
    changed = changed or {}
    mark = _MARK if text.startswith(_MARK) else ""
    lines = list(io.StringIO(text.removeprefix(_MARK), newline=""))
    reader = csv.reader(iter(lines))
    head = [table.column(path, name) for name in next(reader)]
    first = reader.line_num
    new = [row for row in (*changed.values(), *added) if row is not None]
    missing = _missing(head, new)
    ending = _ending(lines[first - 1]) or "\n"
    pieces = [mark, *lines[: first - 1], _with_columns(lines[first - 1], missing)]
    head += missing
    begun = first
    for _cells in reader:
        here, begun = begun, reader.line_num
        if here + 1 not in changed:
            pieces += lines[here:begun]
        elif (row := changed[here + 1]) is not None:
            pieces.append(_line(row, head, _ending(lines[begun - 1])))
    if added and not (pieces[-1] and _ending(pieces[-1])):
        pieces.append(ending)
    pieces += [_line(row, head, ending) for row in added]
    return "".join(pieces)


def document(rows: Sequence[Row], heading: Mapping[str, str]) -> str:
    """A table of `rows` with all columns in which something stands (RFC 4180); `heading` is what the column of each
    locale is called, in their order."""
    said = [cells(row) for row in rows]
    used = {name for one in said for name, text in one.items() if text != _DEFAULT.get(name)}
    head = [*heading, *(name for name in FACTS if name in used)]
    first = _record([heading.get(name, name) for name in head], "\r\n")
    return first + "".join(_line(row, head, "\r\n") for row in rows)


def _missing(head: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """The columns that `rows` need and `head` lacks: languages as they come, facts in the order of FACTS."""
    needed = {name for row in rows for name, text in cells(row).items() if text != _DEFAULT.get(name)} - {*head}
    names = dict.fromkeys(name for row in rows for name in row.names if name in needed)
    return [*names, *(name for name in FACTS if name in needed)]


def _with_columns(line: str, names: Sequence[str]) -> str:
    ending = _ending(line)
    return line[: len(line) - len(ending)] + "".join(f",{name}" for name in names) + ending


def _ending(line: str) -> str:
    return next((one for one in ("\r\n", "\n", "\r") if line.endswith(one)), "")


def _line(row: Row, head: Sequence[str], ending: str) -> str:
    said = cells(row)
    return _record([said.get(name, "") for name in head], ending)


def _record(values: Sequence[str], ending: str) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(values)  # which quotes both kinds of line break
    return line.getvalue().removesuffix("\r\n") + ending
