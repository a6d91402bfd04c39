"""Publishing: only approved text, a page whole or not at all, the record last (DESIGN §6).

Order: pictures, pages, list and feed, then the PO header. A crash in between leaves a page newer than its record,
which the next `publish` mends; never a record without its page.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from transflow import catalog as catalogs
from transflow import own, workflow
from transflow.act import Verb
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import addressing, building, judging, leaders, overview, site, sourcesigning, standing
from transflow.newsroom.acting import act, permit
from transflow.newsroom.rendition import digest_of, locales, pictures, stage_of
from transflow.newsroom.room import Newsroom
from transflow.publish.record import Record
from transflow.segment import Status
from transflow.workflow import Stage
from transflow.workspace import opening
from transflow.workspace.folder import Commit
from transflow.workspace.opening import Opened

CHUNK = 200  # articles whose pages are printed in one go
_DATE = re.compile(rb"^date:[ \t]*['\"]?([0-9]{4}-[0-9]{2}-[0-9]{2})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An article and target that could not be published, and why."""

    slug: str
    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What came of a `publish`: slugs published, slugs whose pages were as they should be, and refusals; `waiting` are
    live articles with a newer text that is not approved, which a publication of all passes over."""

    published: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[Refusal, ...]
    troubles: tuple[TransflowError, ...] = ()
    waiting: tuple[Refusal, ...] = ()


def publish(
    room: Newsroom,
    slugs: Collection[str] = (),
    *,
    everything: bool = False,
    silently: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Publication:
    """Publishes the articles named, or (`everything`) all that are approved; rewrites pages that are missing.

    With `everything`, an article that is not yet approved is passed over; named, it is refused with the reason.
    `silently`: what is live already keeps the time that its page shows (a typo is mended: see `amending`).
    """
    verb = Verb.AMEND if silently else Verb.PUBLISH
    permit(room, verb)
    wanted = list(dict.fromkeys(slugs)) or (room.workspace.slugs() if everything else [])
    if len(wanted) > CHUNK:
        wanted = sorted(wanted, key=lambda slug: _dated(room, slug))
    done = _Done()
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        with room.workspace.held(*chunk):
            going = []
            for slug in chunk:
                try:
                    going.append(_going(room, slug, done, verb, passing=everything and not slugs))
                except TransflowError as error:
                    if len(wanted) == 1:
                        raise
                    done.troubles.append(error)
            _bring(room, [one for one in going if one])
        if progress:
            progress(min(start + CHUNK, len(wanted)), len(wanted))
    if not wanted:
        building.bring(room)  # templates and settings may have changed
    unchanged = tuple(one for one in done.unchanged if one not in done.published)
    return Publication(tuple(done.published), unchanged, tuple(done.refused), tuple(done.troubles), tuple(done.waiting))


def _dated(room: Newsroom, slug: str) -> bytes:
    """The date that an article seems to have. Only a hint: of many articles, printed in the order of the news, each
    page of a list and each neighbour is printed once."""
    try:
        path = room.workspace.relative(room.workspace.article_path(slug))
    except TransflowError:  # said when it is to be published
        return b""
    found = _DATE.search((room.workspace.read(path) or b"")[:4096])
    return found[1] if found else b""


@dataclass(slots=True)
class _Done:
    """What has come of a publication so far: slugs in order (the values say nothing)."""

    published: dict[str, None] = field(default_factory=dict)
    unchanged: dict[str, None] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    waiting: list[Refusal] = field(default_factory=list)
    troubles: list[TransflowError] = field(default_factory=list)
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)  # (locale, address): whose it is


@dataclass(frozen=True, slots=True)
class _Article:
    """What an article gives to the site: its records, its pictures, and what is to be recorded of each target."""

    records: Sequence[Record]
    photographs: Mapping[str, bytes]
    commits: Sequence[Commit]
    strays: Sequence[tuple[str, str]] = ()  # (locale, slug) of pages that go


def _going(room: Newsroom, slug: str, done: _Done, verb: Verb, *, passing: bool) -> _Article | None:
    """What is to be published of an article; None where there is nothing. `passing`: what is not approved yet is
    passed over."""
    goings: list[site.Going] = []
    commits: list[Commit] = []
    notices: list[Record] = []
    for opened in opening.every_target(room.workspace, slug):
        stage = stage_of(room, opened)
        if stage is Stage.KILLED and catalogs.first_published_at(opened.catalog) and not site.noticed(room, opened):
            notices += withdrawn(room, opened)  # of a `public/` that is made again
        if passing and not workflow.reaches(stage, Stage.APPROVED):
            if catalogs.published(opened.catalog) is not None:
                done.waiting.append(Refusal(slug, opened.locale, _unfit(room, opened)))
            continue
        published = stage is Stage.PUBLISHED
        # What is published was approved and free of errors: only what may have come since can be in the way.
        reason = barred(room, opened) if published else refusal(room, opened)
        here = (opened.locale, site.slug_in(room, opened, opened.locale))
        if not reason and done.addresses.setdefault(here, slug) != slug:
            reason = _("another article has the address “{slug}”").format(slug=here[1])
        if reason:
            done.refused.append(Refusal(slug, opened.locale, reason))
        elif published and site.complete(room, opened):
            done.unchanged[slug] = None
        elif published:  # a page is missing: nothing new is published, and no record of it is made
            at = catalogs.published_at(opened.catalog) or room.now()
            goings.append(site.Going(opened, catalogs.first_published_at(opened.catalog) or at, at))
        else:
            at = (verb is Verb.AMEND and catalogs.published_at(opened.catalog)) or room.now()
            goings.append(site.Going(opened, catalogs.first_published_at(opened.catalog) or at, at))
            commits.append(_published(room, opened, verb, at))
    if not goings:
        return _Article(notices, {}, ()) if notices else None
    done.published[slug] = None
    photographs = site.photographs(room, goings[0].opened)
    return _Article(site.records(room, goings), photographs, commits, site.strays(room, goings))


def _bring(room: Newsroom, going: Sequence[_Article]) -> None:
    """Pictures, pages and all that shows them; then the record in the PO files."""
    for one in going:
        for path, data in one.photographs.items():
            site.put_photograph(room, f"public/{path}", data)
    records = [record for one in going for record in one.records]
    building.bring(room, records, [stray for one in going for stray in one.strays])
    room.workspace.commit(*(commit for one in going for commit in one.commits))


def due(room: Newsroom, slugs: Collection[str] = ()) -> tuple[list[str], tuple[TransflowError, ...]]:
    """The articles (of `slugs`, or of all) whose embargo is over and which are not live yet, approved or not; and what
    could not be read: an article that does not appear when it is due must not be passed over in silence."""
    desk = overview.desk(room, slugs)
    done = (Stage.PUBLISHED, Stage.SPIKED, Stage.KILLED)
    found = [
        one.slug
        for one in desk.articles
        if one.embargo and one.published_at is None and one.stage not in done
        and room.instant(datetime.fromisoformat(one.embargo)) <= room.clock()
    ]  # fmt: skip
    return list(dict.fromkeys(found)), desk.troubles


def refusal(room: Newsroom, opened: Opened) -> str:
    """Why this article may not be published now; empty where it may."""
    return (
        barred(room, opened)
        or _unfit(room, opened)
        or sourcesigning.wanting(room, opened)
        or leaders.wanting(room, opened)
    )


def barred(room: Newsroom, opened: Opened) -> str:
    """What a person has decided against publishing an article now, or taken away from it."""
    meta = opened.article.meta
    if meta.spiked:
        return _("spiked: {why}").format(why=meta.spiked)
    if meta.killed:
        return _("withdrawn: {why}").format(why=meta.killed)
    if meta.embargo and room.instant(meta.embargo) > room.clock():
        said = _("under embargo until {when}").format(when=room.instant(meta.embargo).isoformat())
        out = _("; it is live already, and `transflow kill` takes it away")
        return said + out if catalogs.published(opened.catalog) is not None else said
    missing = [one.address for one in pictures(room, opened) if one.data is None]
    return _("the image {address} is not there").format(address=missing[0]) if missing else ""


def _unfit(room: Newsroom, opened: Opened) -> str:
    """What of the text is in the way."""
    if not opened.catalog.segments and opened.locale != opened.source:
        return _("there is nothing in it to translate")
    open_ones = [one for one in Status if one is not Status.APPROVED]
    counts = workflow.counts(opened.catalog.segments)
    waiting = _(", ").join(f"{_(one.value)} {counts[one]}" for one in open_ones if counts[one])
    if waiting:
        return _("not approved yet: {waiting}").format(waiting=waiting)
    known = catalogs.address(opened.catalog) or opened.article.slug
    wanted = own.text(opened.catalog.segments, own.SLUG) or opened.article.slug
    problem = standing.unmoved(opened, wanted) or addressing.taken(room, opened.article.slug, known, opened.locale)
    if problem:
        return problem
    errors = judging.barring(room, opened)
    return ngettext("{n} error stands", "{n} errors stand", errors).format(n=errors) if errors else ""


def _published(room: Newsroom, opened: Opened, verb: Verb, at: str) -> Commit:
    digest = digest_of(room, opened)
    present = catalogs.with_published(opened.catalog, digest, at)
    acts = [act(room, verb, detail=digest).to_json()]
    return Commit(opened.article.slug, opened.locale, catalogs.serialize(present).encode(), acts)


def withdrawn(room: Newsroom, opened: Opened) -> Iterator[Record]:
    """The records of an article that is withdrawn: that it was, and nothing of what it said."""
    slug, now = opened.article.slug, room.now()
    shown = locales(room, opened)
    for locale in shown:
        here = site.slug_in(room, opened, locale)
        former = site.record(room, locale, here)
        first = former.published if former else catalogs.first_published_at(opened.catalog) or now
        yield Record(
            locale=locale, slug=here, source=opened.source, title="", article="" if here == slug else slug,
            slugs=former.slugs if former else (), date=room.day(first), published=first,
            modified=now, languages=former.languages if former else (locale, *(one for one in shown if one != locale)),
            withdrawn=_day_of(room, opened.article.meta.killed),
        )  # fmt: skip
        yield from site.moved(room, opened, locale, first)


_AT = re.compile(r"(\d{4}-\d\d-\d\dT[\d:]+Z)\)$")


def _day_of(room: Newsroom, killed: str | None) -> str:
    """The day of a withdrawal: what the front matter says of it ends with when it was decided; else today."""
    found = _AT.search(killed or "")
    return room.day(found[1] if found else room.now())


def live(room: Newsroom, slug: str) -> list[Opened]:
    """The targets in which an article is live."""
    return [
        opened
        for opened in opening.every_target(room.workspace, slug)
        if catalogs.published(opened.catalog) is not None
    ]
