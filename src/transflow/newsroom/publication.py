"""Publishing: only approved text, a page whole or not at all, the record last (DESIGN §6).

Order: pictures, pages, list and feed, then the PO header. A crash in between leaves a page newer than its record,
which the next `publish` mends; never a record without its page.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from transflow import catalog as catalogs
from transflow import formats, workflow
from transflow.article import Article
from transflow.errors import RefusedError, TransflowError
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import building, judging, overview, site
from transflow.newsroom.acting import act, permit
from transflow.newsroom.rendition import digest_of, locales, pictures, stage_of
from transflow.newsroom.room import Newsroom, stamp
from transflow.publish.record import Record
from transflow.segment import Status
from transflow.workflow import Stage, Verb
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
    """What came of a `publish`: slugs published, slugs whose pages were as they should be, and refusals."""

    published: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[Refusal, ...]
    troubles: tuple[TransflowError, ...] = ()


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
    return Publication(tuple(done.published), unchanged, tuple(done.refused), tuple(done.troubles))


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
    troubles: list[TransflowError] = field(default_factory=list)


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
            notices += _withdrawn(room, opened)  # of a `public/` that is made again
        if passing and not workflow.reaches(stage, Stage.APPROVED):
            continue
        published = stage is Stage.PUBLISHED
        # What is published was approved and free of errors: only what may have come since can be in the way.
        reason = _barred(room, opened) if published else refusal(room, opened)
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
            site.put_photograph(room, path, data)
    records = [record for one in going for record in one.records]
    building.bring(room, records, [stray for one in going for stray in one.strays])
    room.workspace.commit(*(commit for one in going for commit in one.commits))


def due(room: Newsroom, slugs: Collection[str] = ()) -> list[str]:
    """The approved articles (of `slugs`, or of all) that were under an embargo which is over, and wait for that."""
    return [
        one.slug
        for one in overview.desk(room, slugs).articles
        if one.embargo
        and one.stage == Stage.APPROVED
        and room.instant(datetime.fromisoformat(one.embargo)) <= room.clock()
    ]


def refusal(room: Newsroom, opened: Opened) -> str:
    """Why this article may not be published now; empty where it may."""
    return _barred(room, opened) or _unfit(room, opened)


def _barred(room: Newsroom, opened: Opened) -> str:
    """What a person has decided against publishing an article now, or taken away from it."""
    meta = opened.article.meta
    if meta.spiked:
        return _("spiked: {why}").format(why=meta.spiked)
    if meta.killed:
        return _("withdrawn: {why}").format(why=meta.killed)
    if meta.embargo and room.instant(meta.embargo) > room.clock():
        return _("under embargo until {when}").format(when=room.instant(meta.embargo).isoformat())
    missing = [one.address for one in pictures(room, opened.article) if one.data is None]
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
    errors, _warnings = judging.tally(judging.judge(room, opened, archive=False))
    return ngettext("{n} error stands", "{n} errors stand", errors).format(n=errors) if errors else ""


def _published(room: Newsroom, opened: Opened, verb: Verb, at: str) -> Commit:
    digest = digest_of(room, opened)
    present = catalogs.with_published(opened.catalog, digest, at)
    acts = [act(room, verb, detail=digest).to_json()]
    return Commit(opened.article.slug, opened.locale, catalogs.serialize(present).encode(), acts)


def _commit(room: Newsroom, opened: Opened, catalog: catalogs.Catalog, acts: list[workflow.Act]) -> None:
    po = catalogs.serialize(catalog).encode()
    room.workspace.commit(Commit(opened.article.slug, opened.locale, po, [one.to_json() for one in acts]))


def spike(room: Newsroom, slug: str, why: str = "") -> None:
    """Drops an article before publication. Raises RefusedError if it is live: that needs `kill`."""
    permit(room, Verb.SPIKE)
    with room.workspace.held(slug):
        article = opening.article(room.workspace, slug)
        if article.meta.killed:
            raise RefusedError(slug, _("withdrawn: {why}").format(why=article.meta.killed))
        if article.meta.spiked and not why:
            return
        if live(room, slug):
            raise RefusedError(
                slug, _("it is published"), remedy=_("`transflow kill {slug} --why W` withdraws it").format(slug=slug)
            )
        _mark(room, article, "spiked", why or _("dropped by {name}").format(name=room.actor), Verb.SPIKE)


def unspike(room: Newsroom, slug: str) -> None:
    """Takes a dropped article up again."""
    permit(room, Verb.UNSPIKE)
    with room.workspace.held(slug):
        article = opening.article(room.workspace, slug)
        if not article.meta.spiked:
            raise RefusedError(slug, _("it is not spiked"))
        _mark(room, article, "spiked", None, Verb.UNSPIKE)


def kill(room: Newsroom, slug: str, why: str) -> None:
    """Withdraws a published article: its pages go first, then the record. Raises RefusedError if it is not live."""
    permit(room, Verb.KILL)
    with room.workspace.held(slug):
        article = opening.article(room.workspace, slug)
        there = live(room, slug)
        if not there and article.meta.killed:
            raise RefusedError(slug, _("withdrawn: {why}").format(why=article.meta.killed))
        if not there and not article.meta.killed:
            raise RefusedError(
                slug, _("it is not published"), remedy=_("`transflow spike {slug}` drops it").format(slug=slug)
            )
        targets = opening.every_target(room.workspace, slug)
        strays = site.strays(room, [site.Going(opened, "", "") for opened in targets])
        building.bring(room, [one for opened in targets for one in _withdrawn(room, opened)], strays)
        for path in {path for opened in targets for path in site.photographs(room, opened)}:
            room.workspace.remove(f"public/{path}")
        if not article.meta.killed:
            _mark(room, article, "killed", f"{why} ({room.actor}, {stamp(room.clock())})", Verb.KILL)
        for opened in live(room, slug):
            done = act(room, Verb.KILL, detail=why)
            _commit(room, opened, catalogs.with_published(opened.catalog, None, room.now()), [done])


def _withdrawn(room: Newsroom, opened: Opened) -> Iterator[Record]:
    """The records of an article that is withdrawn: that it was, and nothing of what it said."""
    slug, now = opened.article.slug, room.now()
    for locale in locales(room, opened):
        former = site.record(room, locale, slug)
        first = former.published if former else catalogs.first_published_at(opened.catalog) or now
        yield Record(
            locale=locale, slug=slug, source=opened.source, title="", date=room.day(first), published=first,
            modified=now, languages=former.languages if former else (locale,), withdrawn=room.day(now),
        )  # fmt: skip


def live(room: Newsroom, slug: str) -> list[Opened]:
    """The targets in which an article is live."""
    return [
        opened
        for opened in opening.every_target(room.workspace, slug)
        if catalogs.published(opened.catalog) is not None
    ]


def _mark(room: Newsroom, article: Article, key: str, value: str | None, verb: Verb) -> None:
    decide(room, article, formats.set_meta(article, key, value), verb, value or "")


def decide(room: Newsroom, article: Article, text: str, verb: Verb, detail: str) -> None:
    """Writes a decision into the front matter (`text` is the article with it), and who made it into the journal."""
    room.workspace.write_article(article.slug, text)
    for opened in opening.every_target(room.workspace, article.slug) if verb is not Verb.KILL else ():
        done = act(room, verb, detail=detail)
        _commit(room, opened, opened.catalog, [done])  # the key has moved the lines that the catalogue names
