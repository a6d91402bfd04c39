"""Articles as bilingual files for people and tools outside: what goes out, and what reads it when it comes back.

Formats are one lazy table, name by name; what came back is merged by `merging`, whatever it was.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module

from transflow import catalog as catalogs
from transflow import checks
from transflow.article import VOID_MARK, Unit
from transflow.bilingual.parcel import Parcel, Piece
from transflow.errors import UsageError
from transflow.handback import Handback, Sent
from transflow.interface import gettext as _
from transflow.memory import tmxwriting
from transflow.memory.entry import Entry
from transflow.newsroom import judging
from transflow.newsroom.room import Newsroom
from transflow.segment import UNKNOWN_HAND, Kind
from transflow.workflow import TRANSLATED
from transflow.workspace import opening
from transflow.workspace.opening import Opened

# name → (the article as it goes out) → the file's bytes; TMX and PO are made of what stands in the catalog
WRITERS: Mapping[str, str] = {
    "review": "transflow.bilingual.review:document",
    "xliff": "transflow.bilingual.xliff1:document",
    "xliff2": "transflow.bilingual.xliff2:document",
}
FORMATS = (*WRITERS, "tmx", "po")


def document(room: Newsroom, slug: str, locale: str | None, kind: str) -> bytes:
    """The article `slug` in the language `locale` (None: its only one) as a file of the format `kind`.

    Raises UsageError for an article that is not there, or is not translated.
    """
    opened = opening.open_target(room.workspace, slug, locale)
    if opened.locale == opened.source:
        raise UsageError(slug, _("it goes to no other language: there are no two texts to send out"))
    if kind == "po":
        return opened.po if opened.po and opened.as_read else catalogs.serialize(opened.catalog).encode()
    if kind == "tmx":
        return b"".join(_tmx(room, opened))
    module, function = WRITERS[kind].split(":")
    write: Callable[[Parcel], bytes] = getattr(import_module(module), function)
    return write(parcel(room, opened))


def _tmx(room: Newsroom, opened: Opened) -> Iterator[bytes]:
    """What a person stands behind, each text once, in its order: others take a memory for granted. A document beside a
    document (`Kind.BODY`) is no pair of texts."""
    about = {"x-transflow-newsroom": room.settings.name, "x-transflow-exported-at": room.now()}
    entries, before = [], None
    for one in opened.catalog.translations:
        if one.target and one.status in TRANSLATED and one.kind is not Kind.BODY:
            by = None if one.by == UNKNOWN_HAND else one.by
            entries.append(
                Entry(
                    one.source, one.target, opened.source, opened.locale, by=by, at=one.at, before=before,
                    file=opened.article.path, written_in=opened.source,
                )
            )  # fmt: skip
        before = one.source
    return tmxwriting.document(entries, opened.source, opening.mode(room.workspace, opened.article), about)


def parcel(room: Newsroom, opened: Opened) -> Parcel:
    """An article as it goes out: its segments in the order of the text, with what the checks find in them."""
    at, segments = room.now(), opened.catalog.translations
    value = hashlib.sha256("".join(str(Sent.of(one)) for one in segments).encode())
    article = opened.article
    embargo = article.meta.embargo and room.instant(article.meta.embargo)
    return Parcel(
        room.settings.name, article.slug, article.path, article.title, opened.source, opened.locale, at,
        room.local(at), value.hexdigest()[:8], tuple(_pieces(room, opened)),
        article.meta.confidential, room.local(embargo.isoformat()) if embargo and embargo > room.clock() else "",
    )  # fmt: skip


def _pieces(room: Newsroom, opened: Opened) -> Iterator[Piece]:
    judged = judging.judge(room, opened, archive=False)
    seen: set[str] = set()
    before: Unit | None = None
    for unit, segment in zip(opened.units, opened.occurrences, strict=True):
        found = tuple(
            checks.told(one.finding)
            for one in judged[segment.id]
            if not one.waived and one.finding.severity is not checks.Severity.INFO
        )
        yield Piece(
            segment, unit.block, _gap(opened, before, unit), segment.id in seen, _codes(opened, unit),
            () if segment.id in seen else found,
        )  # fmt: skip
        seen.add(segment.id)
        before = unit


def _gap(opened: Opened, before: Unit | None, unit: Unit) -> str:
    """What stands between two units of a block: a space, a dash, nothing; codes there belong to neither."""
    if before is None or before.block != unit.block:
        return ""
    return opened.article.blocks[unit.block].flat[before.last : unit.first].replace(VOID_MARK, "")


def _codes(opened: Opened, unit: Unit) -> dict[str, tuple[str, str]]:
    raw = opened.article.raw
    return {
        name: (raw[first.start : first.end], raw[last.start : last.end] if last else "")
        for name, (first, last) in unit.tags.items()
    }


# ── coming back ─────────────────────────────────────────────────────────────────────────────────────────────────
_REVIEW, _XLIFF = "transflow.bilingual.reviewreading:read", "transflow.bilingual.xliffreading:read"


def read_review(_room: Newsroom, data: bytes, name: str) -> Sequence[Handback]:
    """The review table."""
    return _read(_REVIEW, data, name)


def read_xliff(_room: Newsroom, data: bytes, name: str) -> Sequence[Handback]:
    """XLIFF 1.2 and 2.x."""
    return _read(_XLIFF, data, name)


def _read(reader: str, data: bytes, name: str) -> Sequence[Handback]:
    module, function = reader.split(":")
    read: Callable[[bytes, str], Sequence[Handback]] = getattr(import_module(module), function)
    return read(data, name)
