"""The pairs of a PO file, ours or anybody's."""

import re
from collections.abc import Iterator, Sequence

from transflow import catalog as catalogs
from transflow import language
from transflow.catalog import Catalog
from transflow.errors import LanguageError
from transflow.interchange import encodings
from transflow.memory.entry import Entry, Passed, Reason, serves
from transflow.segment import UNKNOWN_HAND, Status
from transflow.workflow import TRANSLATED

_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
Pairs = Sequence[tuple[str, str]]


def entries(data: bytes, path: str, pairs: Pairs, encoding: str | None = None) -> Iterator[Entry | Passed]:
    """The entries of a PO file, ours or anybody's: what is translated and not fuzzy. Raises CatalogError or
    MemoryFileError (`path:line`)."""
    catalog = parsed(data, path, encoding)
    languages = [_locale(catalogs.source_locale(catalog)), _locale(catalog.locale)]
    pair, turned = _direction(pairs, languages[0], languages[1])
    before: str | None = None
    for (obsolete, _context, _source), chunk in catalog.read.items():
        segment, line = chunk.segment, int(chunk.entry.linenum or 0)
        if obsolete or segment.own:
            continue
        if pair is None:
            yield Passed(line, Reason.LANGUAGE, tuple(one for one in languages if one))
        elif segment.status not in TRANSLATED or not segment.target:
            untranslated = segment.status is Status.UNTRANSLATED or not segment.target
            yield Passed(line, Reason.EMPTY if untranslated else Reason.FUZZY)
        else:
            texts = (segment.target, segment.source) if turned else (segment.source, segment.target)
            by = None if segment.by == UNKNOWN_HAND else segment.by
            context = before if languages[0] and not turned else None
            approved = segment.status is Status.APPROVED
            yield Entry(
                *texts,
                *pair,
                line,
                by,
                segment.at,
                context,
                written_in=pair[turned],
                own=approved and bool(languages[0]),
            )
        before = segment.source
    for _text in catalog.foreign:
        yield Passed(0, Reason.PLURAL)


def parsed(data: bytes, path: str, encoding: str | None = None) -> Catalog:
    """The catalog of a PO file in `encoding` (None: the one that its header names). Raises CatalogError or
    MemoryFileError (`path:line`)."""
    said = _CHARSET.search(data[:8192])
    codec = encoding or encodings.known(said[1].decode() if said and said[1] != b"CHARSET" else "utf-8", path)
    return catalogs.parse("".join(encodings.decoded((data,), codec, path)), path)


def _direction(pairs: Pairs, source: str | None, target: str | None) -> tuple[tuple[str, str] | None, bool]:
    """The pair that a PO file's languages are (None: unknown), and whether it goes from the second to the first. A
    file that names neither is taken for the first."""
    if source is None and target is None:
        return pairs[0], False
    for one, two in pairs:
        for first, second, turned in ((one, two, False), (two, one, True)):
            if (source is None or serves(source, first)) and (target is None or serves(target, second)):
                return (one, two), turned
    return None, False


def _locale(tag: str) -> str | None:
    try:
        return language.parse(tag) if tag.strip() else None
    except LanguageError:
        return tag
