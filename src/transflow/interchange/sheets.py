"""The lines of a table: CSV (RFC 4180), with `,` or `;`, and tab-separated text, which has no quoting."""

import csv
from collections.abc import Iterable, Iterator

from transflow.errors import MemoryFileError
from transflow.interchange import encodings
from transflow.interface import gettext as _

_LONGEST = 8_000_000  # characters of a line


def rows(chunks: Iterable[bytes], path: str, encoding: str, *, tabs: bool) -> Iterator[tuple[int, list[str]]]:
    """Each line with its number (of where it begins, from 1) and its cells.

    Raises MemoryFileError (`path:line`) for quotation marks that do not match, and bytes that are not in `encoding`.
    """
    return _tab_rows(chunks, path, encoding) if tabs else _csv_rows(chunks, path, encoding)


def _lines(chunks: Iterable[bytes], path: str, encoding: str) -> Iterator[str]:
    """The lines of a text with their ends; only `\\n` ends one, for a `\\r` may stand inside quotation marks."""
    rest, number = "", 1
    for text in encodings.decoded(chunks, encoding, path):
        whole = rest + text
        *lines, rest = whole.split("\n")
        for line in lines:
            yield (line.removeprefix("\ufeff") if number == 1 else line) + "\n"
            number += 1
        if len(rest) > _LONGEST:
            raise MemoryFileError(
                f"{path}:{number}", _("a line of more than {n} characters").format(n=_LONGEST),
                remedy=_("look whether this is a table at all"),
            )  # fmt: skip
    if rest:
        yield rest.removeprefix("\ufeff") if number == 1 else rest


def _tab_rows(chunks: Iterable[bytes], path: str, encoding: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(_lines(chunks, path, encoding), 1):
        yield number, line.removesuffix("\n").removesuffix("\r").split("\t")


def _csv_rows(chunks: Iterable[bytes], path: str, encoding: str) -> Iterator[tuple[int, list[str]]]:
    lines = _lines(chunks, path, encoding)
    first = next(lines, "")
    delimiter = ";" if ";" in first and "," not in first else ","
    reader = csv.reader(_again(first, lines), delimiter=delimiter, strict=True)
    while True:
        begun = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise MemoryFileError(
                f"{path}:{begun}", _("not valid CSV: {problem}").format(problem=error),
                remedy=_("a text with a comma, a line break or a quotation mark stands in \"…\", with \"\" for \""),
            ) from error  # fmt: skip
        if row is None:
            return
        yield begun, row


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
