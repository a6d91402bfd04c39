"""Taking what people stand behind into the index: pairs of texts, and how names are written in them."""

import time
from collections.abc import Iterable, Iterator

from transflow import catalog as catalogs
from transflow import index as indexes
from transflow.checks.personal import spelt
from transflow.checks.plain import plain
from transflow.errors import TransflowError
from transflow.language import is_chinese
from transflow.newsroom import dropping, judging, pairing, precedents
from transflow.newsroom.room import Newsroom
from transflow.segment import Kind, Segment, Status
from transflow.workflow import Stage
from transflow.workspace import scan as scans


def refresh(room: Newsroom, but: str | None = None) -> tuple[TransflowError, ...]:
    """Takes the pairs of changed PO files (`but` those of one article) into the index; gives the trouble with those
    that cannot be read, of which the index knows what it knew.

    What is dropped gives nothing, and what is withdrawn nothing but pairs of which the status says so: these are no
    precedents, and nobody's name is spelt as they spell it
    (docs/decisions/0031-what-was-spiked-is-not-remembered.md).
    """
    troubles: list[TransflowError] = []
    seen, known = scans.scan(room.workspace.root), room.index.catalogs()
    present = {
        (slug, locale): _both(mark, seen.articles.get(slug))
        for locale, files in seen.catalogs.items()
        for slug, mark in files.items()
    }
    for slug, locale in known.keys() - present.keys():
        room.index.forget_pairs(slug, locale)
    for (slug, locale), mark in present.items():
        signature, read_at = known.get((slug, locale), ("", 0))
        if slug == but or slug not in seen.articles or (signature == mark.sign and indexes.fresh(read_at, mark.mtime)):
            continue
        name = f"locales/{locale}/LC_MESSAGES/{slug}.po"
        now, data, stage = time.time_ns(), room.workspace.read(name), dropping.dropped(room, slug)
        try:
            catalog = catalogs.parse((data or b"").decode("utf-8", "replace"), name)
        except TransflowError as error:
            troubles.append(error)
            continue
        source = catalogs.source_locale(catalog)
        found, names = _given(catalog.translations, source, locale, stage)
        room.index.store_pairs(slug, locale, mark.sign, now, source, found, names)
    return tuple(troubles)


def _both(po: scans.Stamp, article: scans.Stamp | None) -> scans.Stamp:
    """The stamp of what is known of a PO file: the article's front matter may say that it is dropped."""
    if article is None:
        return po
    return scans.Stamp(f"{po.sign}/{article.sign}", max(po.mtime, article.mtime))


def _given(
    segments: tuple[Segment, ...], source: str, locale: str, stage: Stage | None
) -> tuple[list[indexes.Pair], Iterable[tuple[str, str]]]:
    """The pairs of a PO file and the names in it."""
    if stage is Stage.SPIKED:
        return [], ()
    if stage is Stage.KILLED:
        return [indexes.Pair([*pair[:5], stage.value, *pair[6:]]) for pair in pairs(segments)], ()
    found = [findable(pair) for pair in pairs(segments)]
    if not source:
        return found, ()
    found += [indexes.Pair(pair) for pair in aligned(segments, source, locale)]
    return found, spellings(segments, source, locale)


def aligned(segments: Iterable[Segment], source: str, target: str) -> Iterator[list[object]]:
    """The sentences that can be told apart in what people stand behind, as `pairs`."""
    for one in segments:
        if _said(one) and one.kind is not Kind.BODY:
            for text, translation in pairing.aligned(one.source, one.target, source, target):
                yield [one.id, text, translation, one.by, one.at, one.status.value, None, True]


def pairs(segments: Iterable[Segment], only: Segment | None = None) -> Iterator[list[object]]:
    """What people stand behind (`only`: that one), in article order: id, source, target, by, at, status, the source
    before it, and whether it was found by alignment. A document beside a document (`Kind.BODY`) is no pair of texts."""
    before: str | None = None
    for one in segments:
        if _said(one) and one.kind is not Kind.BODY and only in (None, one):
            yield [one.id, one.source, one.target, one.by, one.at, one.status.value, before, False]
        before = one.source


def _said(segment: Segment) -> bool:
    """Whether somebody stands behind a text of this segment."""
    return bool(segment.target) and segment.status in (Status.APPROVED, Status.TRANSLATED)


def findable(pair: list[object]) -> indexes.Pair:
    """A pair of the index that is found by its source and by its translation."""
    return indexes.Pair(pair, precedents.number(str(pair[1])), precedents.number(str(pair[2])))


def spellings(segments: Iterable[Segment], source: str, target: str) -> Iterator[tuple[str, str]]:
    """The Chinese people in what somebody stands behind, each with how the name is written in English."""
    if is_chinese(source) != is_chinese(target):
        for one in segments:
            if not _said(one):
                continue
            both = plain(one.source).text, plain(one.target).text
            chinese, english = both if is_chinese(source) else both[::-1]
            for name, written, _start, _end in spelt(chinese, english, judging.SURNAMES):
                yield name, written
