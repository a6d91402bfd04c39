"""Tables of translations: CSV (RFC 4180), and TSV, which has no quoting. The first line names the languages."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from transflow import language
from transflow.errors import LanguageError, MemoryFileError
from transflow.interchange import sheets
from transflow.interface import gettext as _
from transflow.memory.entry import Entry, Passed, Reason, serves


def entries(
    chunks: Iterable[bytes], path: str, pairs: Sequence[tuple[str, str]], encoding: str, *, tabs: bool
) -> Iterator[Entry | Passed]:
    """The rows of a table, in each of the `pairs` of languages that it has columns for; other columns are passed over.

    Raises MemoryFileError (`path:line`) for a first line that does not name both languages of any pair, quotation
    marks that do not match, and bytes that are not in `encoding`.
    """
    rows = sheets.rows(chunks, path, encoding, tabs=tabs)
    _line, head = next(rows, (1, []))
    columns = [_locale(name) for name in head]
    found = [
        (source, target, one, two)
        for source, target in pairs
        if (one := _column(columns, source)) is not None and (two := _column(columns, target)) is not None
    ]
    if not found:
        wanted = ("\t" if tabs else ",").join(language.bcp47(one) for one in pairs[0])
        raise MemoryFileError(
            f"{path}:1", _("the first line does not name two languages that are wanted here"),
            remedy=_("write a first line such as {line}").format(line=repr(wanted)),
        )  # fmt: skip
    for line, row in rows:
        if len(row) != len(head):
            if any(one.strip() for one in row):
                yield Passed(line, Reason.COLUMNS)
            continue
        for source, target, one, two in found:
            if row[one].strip() and row[two].strip():
                yield Entry(row[one], row[two], source, target, line)
            else:
                yield Passed(line, Reason.EMPTY)


def document(entries: Iterable[Entry], source_locale: str, target_locale: str, *, tabs: bool) -> Iterator[bytes]:
    """A table of `entries`, piece by piece, in UTF-8. A TSV cannot hold tabs and line breaks: they become spaces
    (`is_bent` says which entries lose something)."""
    head = (language.bcp47(source_locale), language.bcp47(target_locale))
    yield _tab_line(head) if tabs else _csv_line(head)
    for entry in entries:
        row = (entry.source, entry.target)
        yield _tab_line(row) if tabs else _csv_line(row)


def is_bent(entry: Entry) -> bool:
    """Whether a TSV cannot hold `entry` as it is."""
    return any(char in text for text in (entry.source, entry.target) for char in "\t\r\n")


def _tab_line(row: Sequence[str]) -> bytes:
    plain = (text.translate({9: " ", 10: " ", 13: " "}) for text in row)
    return ("\t".join(plain) + "\n").encode("utf-8", "replace")


def _csv_line(row: Sequence[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(row)
    return text.getvalue().encode("utf-8", "replace")


def _locale(name: str) -> str | None:
    try:
        return language.parse(name)
    except LanguageError:
        return None


def _column(columns: Sequence[str | None], wanted: str) -> int | None:
    """The column in the language `wanted`: the very one if there is, else one of its varieties."""
    if wanted in columns:
        return columns.index(wanted)
    return next((place for place, one in enumerate(columns) if one and serves(one, wanted)), None)
