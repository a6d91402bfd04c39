"""Making one article's rows of the desk from its files: where every trade is needed (see `overview`)."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from transflow import catalog as catalogs
from transflow import script, workflow
from transflow.article import Article
from transflow.index import Row
from transflow.newsroom import deriving, judging, leaders, overview
from transflow.newsroom.rendition import picture_name, stage_of
from transflow.newsroom.room import TERMS, Newsroom, stamp
from transflow.publish import addresses
from transflow.segment import UNKNOWN_HAND, Segment, Status
from transflow.workspace import opening, scan
from transflow.workspace.opening import Opened


def make(room: Newsroom, slug: str, *, check: bool) -> tuple[list[Row], list[str]]:
    """The rows of `slug`, one a target, and the names of what else they are made of: its images, perhaps the termbase.
    `check` says whether to compute its findings too."""
    article = opening.article(room.workspace, slug)
    source, targets = opening.languages(room.workspace, article)
    every = [opening.opened(room.workspace, article, source, one) for one in targets or (source,)]
    names = [picture_name(article.path, address) for address in dict.fromkeys(article.images)]
    if any(deriving.pages(room, opened) for opened in every):  # whose words are those of the termbase
        names.append(TERMS)
    return [_row(room, opened, check) for opened in every], [name for name in names if name]


def _row(room: Newsroom, opened: Opened, check: bool) -> Row:
    article, meta, slug = opened.article, opened.article.meta, opened.article.slug
    stage = stage_of(room, opened)
    counts = workflow.counts(opened.catalog.segments)
    live = catalogs.published(opened.catalog) is not None
    body: dict[str, object] = {
        "slug": slug,
        "title": article.title,
        "source": opened.source,
        "target": opened.locale,
        "stage": stage.value,
        "segments": {"total": len(opened.catalog.segments), **{one.value: counts[one] for one in Status}},
        "update_pending": live and stage is not workflow.Stage.PUBLISHED,
        "source_changed": opened.changed,
        "assignee": meta.assignee,
        "due": _moment(room, meta.due),
        "embargo": _moment(room, meta.embargo),
        "published_at": catalogs.published_at(opened.catalog) if live else None,
        "modified_at": _modified(room, article, opened),
    }
    signed = leaders.decisions(room, opened)
    if signed:  # else the key is not there: most newsrooms never see it
        body["signed_off"] = [
            {
                "name": one.signed.name,
                "by": one.signed.by,
                "via": one.signed.via,
                "at": one.signed.at,
                "valid": one.valid,
            }
            for one in signed
        ]
    page = addresses.page(opened.locale, catalogs.address(opened.catalog) or slug) if live else ""
    key, errors, warnings = None, None, None
    if check:
        errors, warnings = judging.tally(judging.judge(room, opened, archive=False))
        key = overview.findings_key(scan.stamp(f"{room.workspace.root}/{TERMS}"))
    text, more = (json.dumps(one, ensure_ascii=False) for one in (body, _work(opened)))
    return Row(slug, opened.locale, stage.value, page, text, key, errors, warnings, more)


def _work(opened: Opened) -> dict[str, object]:
    """What `overview.Work` holds; what is empty is left out."""
    segments = opened.catalog.segments
    left = [one for one in segments if one.status is Status.UNTRANSLATED or one.status in workflow.NEEDS_PERSON]
    waiting = [one for one in segments if one.status is Status.TRANSLATED]
    value = {
        "tags": opened.article.meta.tags,
        "left": sum(script.count(one.source, opened.source) for one in left if not one.own),
        "awaiting": sum(script.count(one.source, opened.source) for one in waiting if not one.own),
        "returned": _hands(one for one in left if one.status is Status.RETURNED),
        "stale": _hands(one for one in left if one.status is Status.STALE),
        "translated": _hands(waiting),
        "last_translator": catalogs.last_translator(opened.catalog),
        "people": sorted(
            {name for one in segments for name in (one.by, one.approver) if name and name != UNKNOWN_HAND}
        ),
    }
    return {name: one for name, one in value.items() if one}


def _hands(segments: Iterable[Segment]) -> list[tuple[str | None, str | None, int]]:
    counted = Counter((one.by, one.recorded_by) for one in segments)
    return [(by, recorded, number) for (by, recorded), number in counted.items()]


def _moment(room: Newsroom, moment: date | datetime | None) -> str | None:
    if moment is None:
        return None
    return room.instant(moment).isoformat() if isinstance(moment, datetime) else moment.isoformat()


def _modified(room: Newsroom, article: Article, opened: Opened) -> str | None:
    """When the text was last changed: the newest of the segments' records, else the source file's own time."""
    times = [segment.at for segment in opened.catalog.segments if segment.at]
    if times:
        return max(times)
    found = scan.stamp(f"{room.workspace.root}/{article.path}")
    return stamp(datetime.fromtimestamp(found.mtime / 1e9).astimezone()) if found else None
