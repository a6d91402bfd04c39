"""The memory as a newsroom has it: everything approved in its articles, and `memory/*.tmx`."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from transflow import catalog as catalogs
from transflow import index as indexes
from transflow import memory as memories
from transflow.newsroom.room import Newsroom
from transflow.segment import Status
from transflow.workspace import scan as scans

if TYPE_CHECKING:
    from transflow.memory import Memory


def origin(slug: str) -> str:
    """Where a match comes from, for one out of this newsroom's own articles."""
    return f"articles/{slug}"


def memory(room: Newsroom, source: str, target: str) -> "Memory":
    """The memory of two languages: what was approved this way, then the other way round, then what was brought."""
    _refresh(room)
    units = [
        *(_unit(slug, pair, reverse=False) for slug, pair in room.index.pairs(source, target)),
        *(_unit(slug, pair, reverse=True) for slug, pair in room.index.pairs(target, source)),
        *_brought(room, source, target),
    ]
    return memories.Memory(units, source, target, names=room.terms.names(source, target))


def _unit(slug: str, pair: list[object], *, reverse: bool) -> "memories.Unit":
    """A pair of the index as a unit; one read the other way round was never approved that way."""
    _segment_id, text, translation, by, at = pair
    one, two = (translation, text) if reverse else (text, translation)
    return memories.Unit(str(one), str(two), origin(slug), str(by or ""), str(at or ""), approved=not reverse)


def _brought(room: Newsroom, source: str, target: str) -> Iterator["memories.Unit"]:
    folder = room.workspace.root / "memory"
    for path in sorted(folder.glob("*.tmx")) if folder.is_dir() else ():
        name = room.workspace.relative(path)
        yield from memories.read_tmx(room.workspace.read(name) or b"", name, source, target)


def _refresh(room: Newsroom) -> None:
    """Takes the approved pairs of changed PO files into the index."""
    seen, known = scans.scan(room.workspace.root), room.index.catalogs()
    present = {(slug, locale): mark for locale, files in seen.catalogs.items() for slug, mark in files.items()}
    for slug, locale in known.keys() - present.keys():
        room.index.forget_pairs(slug, locale)
    for (slug, locale), mark in present.items():
        signature, read_at = known.get((slug, locale), ("", 0))
        if slug not in seen.articles or (signature == mark.sign and indexes.fresh(read_at, mark.mtime)):
            continue
        name = f"locales/{locale}/LC_MESSAGES/{slug}.po"
        now, data = time.time_ns(), room.workspace.read(name)
        catalog = catalogs.parse((data or b"").decode("utf-8", "replace"), name)
        approved: list[list[object]] = [
            [segment.id, segment.source, segment.target, segment.by, segment.at]
            for segment in catalog.segments
            if segment.status is Status.APPROVED and segment.target
        ]
        room.index.store_pairs(slug, locale, mark.sign, now, catalogs.source_locale(catalog), approved)
