"""Terms out of what was approved: candidates for the termbase, and taking those that a person accepts.

What was listed last is kept in `.transflow/candidates.json`, so that the numbers that a person has seen stay what they
were, whatever was accepted or approved since.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from transflow import catalog as catalogs
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.memory.entry import Entry
from transflow.newsroom import provenance, termkeeping
from transflow.newsroom.room import Newsroom
from transflow.workspace.folder import decode

if TYPE_CHECKING:
    from transflow.terms.extraction import Candidate, Extracted

_EXTRACTION = "transflow.terms.extraction"  # numpy and a segmenter: only where terms are extracted
_LISTED = ".transflow/candidates.json"
SOURCES = ("articles", "memory", "all")
Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A candidate that a person took: `new` unless the termbase had it already."""

    source: str
    target: str
    kind: str
    new: bool


def extract(
    room: Newsroom, source: str, target: str, *, where: str = "articles", minimum: int = 3, limit: int = 50,
    step: Step = lambda _done, _all: None,
) -> "Extracted":  # fmt: skip
    """The best candidates of terms in what was approved (`where`: articles, memory, all).

    Raises CatalogError or MemoryFileError for a file that cannot be read.
    """
    extraction = import_module(_EXTRACTION)
    choice = provenance.Choice(approved=where != "memory", brought=where != "articles")
    samples = (
        extraction.Sample(entry.source, entry.target, origin, _place(entry))
        for origin, entry in provenance.held(room, source, target, choice)
    )
    found: Extracted = extraction.extract(
        samples, source, target, room.terms.rows, minimum=minimum, limit=limit, step=step
    )
    return cast("Extracted", extraction.placed(found, _ids(room, source, target, found)))


def keep(room: Newsroom, source: str, target: str, listed: "Sequence[Candidate]") -> None:
    """Keeps what is about to be listed, for `accept`. Raises WorkspaceError where nothing can be written."""
    rows = [{"source": one.source, "target": one.target, "kind": one.kind} for one in listed]
    data = json.dumps({"source": source, "target": target, "candidates": rows}, ensure_ascii=False)
    room.workspace.write(_LISTED, data.encode(), durable=False)


def _place(entry: Entry) -> str:
    """Where a brought unit stands in its file; where an approved one does is looked up for those that are shown."""
    return str(entry.line) if entry.line else ""


def _ids(room: Newsroom, source: str, target: str, found: "Extracted") -> dict[tuple[str, str, str], str]:
    """The ids of the segments of articles that are shown, by article and texts."""
    shown = {one.origin for many in (found.new, found.differing) for each in many for one in each.examples}
    ids: dict[tuple[str, str, str], str] = {}
    for origin in sorted(shown):
        folder, _slash, slug = origin.partition("/")
        if folder != "articles":
            continue
        for locale in (target, source):
            name = f"locales/{locale}/LC_MESSAGES/{slug}.po"
            data = room.workspace.read(name)
            if data is not None:
                for one in catalogs.parse(decode(data, name), name).translations:
                    pair = (one.source, one.target) if locale == target else (one.target, one.source)
                    ids.setdefault((origin, *pair), one.id)
    return ids


def accept(room: Newsroom, numbers: Sequence[str]) -> Iterator[Accepted]:
    """Writes the candidates of these numbers (`3`, `5-9`) of the last list into `locales/terms.csv`, one after the
    other. Raises UsageError where there is no list or it has no such number; then nothing has been written."""
    data = room.workspace.read(_LISTED)
    try:
        listed = json.loads(data or b"")
    except ValueError as error:  # no list, or one that somebody has spoilt
        raise UsageError(
            "--accept", _("no candidates have been listed"), remedy=_("run `transflow terms extract` first")
        ) from error
    rows = listed["candidates"]
    chosen = list(dict.fromkeys(number for text in numbers for number in _numbers(text, len(rows))))
    for number in chosen:
        one = rows[number - 1]
        texts, kind = (one["source"], one["target"]), one["kind"]
        new = termkeeping.add(room, listed["source"], listed["target"], texts, kind)
        yield Accepted(*texts, kind, new)


def _numbers(text: str, count: int) -> range:
    """The numbers meant by `7` or by `3-9`."""
    first, dash, last = text.partition("-")
    wanted = (first, last) if dash else (first, first)
    if all(one.isascii() and one.isdigit() for one in wanted) and 1 <= int(wanted[0]) <= int(wanted[1]) <= count:
        return range(int(wanted[0]), int(wanted[1]) + 1)
    raise UsageError(
        text, _("no such candidate was listed"),
        remedy=_("the last list has the numbers 1 to {n}; `transflow terms extract` makes a new one").format(n=count),
    )  # fmt: skip
