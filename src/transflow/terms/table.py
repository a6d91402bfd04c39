"""The termbase as a table: CSV (RFC 4180) with a header of languages and facts, as `locales/terms.csv` is one."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from transflow import language
from transflow.errors import LanguageError, MemoryFileError
from transflow.interface import gettext as _
from transflow.terms.row import CHOICES, FACTS, Row, from_cells, spellings


def rows(text: str, path: str) -> tuple[Row, ...]:
    """The lines of a table. Raises MemoryFileError, naming the line, for what cannot be read."""
    if not text.strip():
        return ()
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        head = [column(path, name) for name in next(reader)]
        return tuple(_rows(path, head, reader))
    except csv.Error as error:
        raise MemoryFileError(
            f"{path}:{reader.line_num}", _("not a CSV table: {problem}").format(problem=error),
            remedy=_("put values that hold a comma or a quotation mark between quotation marks"),
        ) from error  # fmt: skip


def column(path: str, name: str) -> str:
    """What a heading names: a fact, or a language as its locale. Raises MemoryFileError for anything else."""
    plain = name.strip()
    if plain.lower() in FACTS:
        return plain.lower()
    try:
        return language.parse(plain)
    except LanguageError as error:
        raise MemoryFileError(
            f"{path}:1", _("there is no column “{name}”").format(name=plain),
            remedy=_("columns are languages (zh_CN, en) and {facts}").format(facts=", ".join(FACTS)),
        ) from error  # fmt: skip


def _rows(path: str, head: Sequence[str], reader: Any) -> Iterator[Row]:
    after = reader.line_num
    for line in reader:
        here, after = after + 1, reader.line_num
        found = [cell.strip() for cell in line]
        if not any(found):
            continue
        if len(found) > len(head):
            raise MemoryFileError(
                f"{path}:{here}", _("this line has {n} values for {m} columns").format(n=len(found), m=len(head)),
                remedy=_("put a value that holds a comma between quotation marks"),
            )  # fmt: skip
        said = dict(zip(head, found, strict=False))
        check(f"{path}:{here}", said)
        names = {locale: own for locale, cell in said.items() if locale not in FACTS and (own := spellings(cell))}
        yield from_cells(names, said, here)


def check(where: str, said: Mapping[str, str]) -> None:
    """Refuses a value that a fact cannot have (MemoryFileError at `where`)."""
    for key, known in CHOICES.items():
        if said.get(key) and said[key] not in known:
            raise MemoryFileError(
                where, _("{key}: {value} will not do").format(key=key, value=said[key]),
                remedy=_("one of {choices} is wanted").format(choices=", ".join(known)),
            )  # fmt: skip
