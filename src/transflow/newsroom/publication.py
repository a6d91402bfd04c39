"""Publishing: only approved text, a page whole or not at all, the record last (DESIGN §6).

Order: pictures, pages, list and feed, then the PO header. A crash in between leaves a page newer than its record,
which the next `publish` mends; never a record without its page.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from transflow import catalog as catalogs
from transflow import workflow
from transflow.act import Verb
from transflow.article import Remark
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom import building, hindering, overview, site, telling, withdrawing
from transflow.newsroom.acting import act, permit
from transflow.newsroom.rendition import digest_of, stage_of
from transflow.newsroom.room import Newsroom
from transflow.publish.record import Record
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
    live articles with a newer text that is not approved, which a publication of all passes over; `unlinked` are
    (slug, which link leads nowhere and is left out) of what was published."""

    published: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[Refusal, ...]
    troubles: tuple[TransflowError, ...] = ()
    waiting: tuple[Refusal, ...] = ()
    unlinked: tuple[tuple[str, Remark], ...] = ()


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
    run = _Run(room, verb, passing=everything and not slugs, alone=len(wanted) == 1)
    tell = progress or (lambda _done, _of: None)
    left = wanted
    if len(wanted) > CHUNK and building.unmade(room):
        left = _made_again(run, wanted, lambda number: tell(number, len(wanted)))
    for start in range(0, len(left), CHUNK):
        chunk = left[start : start + CHUNK]
        with room.workspace.held(*chunk):
            _bring(room, list(_each(run, chunk)))
        tell(len(wanted) - len(left) + start + len(chunk), len(wanted))
    if not wanted:
        building.bring(room)  # templates and settings may have changed
    done = run.done
    unchanged = tuple(one for one in done.unchanged if one not in done.published)
    # Some articles were looked at twice.
    refused, waiting = tuple(dict.fromkeys(done.refused)), tuple(dict.fromkeys(done.waiting))
    # What is linked to may have come after what links to it: only now is known which links lead nowhere.
    lost = ((one.article.slug, remark) for one in done.linking for remark in telling.unlinked(room, one))
    return Publication(
        tuple(done.published), unchanged, refused, tuple(done.troubles), waiting, tuple(dict.fromkeys(lost))
    )


def _made_again(run: "_Run", wanted: Sequence[str], tell: Callable[[int], None]) -> list[str]:
    """Makes again what is live and has lost its pages, printing once what is made of many articles; gives back the
    articles in which something new is to be published (the site must show that before it is recorded, step by step).

    Nothing is recorded here: whoever stops in the middle leaves records that belong to pages, and a site that the next
    publication of whatever makes from them.
    """
    room = run.room
    live = [slug for slug in wanted if _seems_live(room, slug)]
    left = set(wanted).difference(live)
    for start in range(0, len(live), CHUNK):
        chunk = live[start : start + CHUNK]
        with room.workspace.held(*chunk):
            found = list(_each(run, chunk))
            again = [one for one in found if not one.commits]
            left.update(one.slug for one in found if one.commits)
            _put_photographs(room, again)
            building.lay(room, *_shown(again))
        tell(start + len(chunk))
    building.bring(room)
    return [slug for slug in wanted if slug in left]


def _seems_live(room: Newsroom, slug: str) -> bool:
    """Whether an article seems to have been published, by the heads of its PO files: a hint, so that it goes first."""
    settings = room.settings
    tongues = (settings.source, *settings.targets, *settings.variants)
    files = (room.workspace.relative(room.workspace.po_path(slug, locale)) for locale in tongues)
    return any(catalogs.seems_published(room.workspace.read(name) or b"") for name in files)


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
    linking: list[Opened] = field(default_factory=list)  # what is published and links to others
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)  # (locale, address): whose it is


@dataclass(frozen=True, slots=True)
class _Run:
    """One publication: whose, as which verb, and what has come of it. `passing`: what is not approved yet is passed
    over; `alone`: it is of one article, whose troubles are the command's."""

    room: Newsroom
    verb: Verb
    passing: bool
    alone: bool
    done: _Done = field(default_factory=_Done)


@dataclass(frozen=True, slots=True)
class _Article:
    """What an article gives to the site: its records, its pictures, and what is to be recorded of each target."""

    slug: str
    records: Sequence[Record]
    photographs: Mapping[str, bytes]
    commits: Sequence[Commit]
    strays: Sequence[tuple[str, str]] = ()  # (locale, slug) of pages that go


def _each(run: _Run, slugs: Sequence[str]) -> Iterator[_Article]:
    """What each article gives to the site, for those that give anything; what is in the way is noted."""
    for slug in slugs:
        try:
            going = _going(run, slug)
        except TransflowError as error:
            if run.alone:
                raise
            run.done.troubles.append(error)
        else:
            if going:
                yield going


def _going(run: _Run, slug: str) -> _Article | None:
    """What is to be published of an article; None where there is nothing."""
    room, done, verb, passing = run.room, run.done, run.verb, run.passing
    goings: list[site.Going] = []
    commits: list[Commit] = []
    notices: list[Record] = []
    for opened in opening.every_target(room.workspace, slug):
        stage = stage_of(room, opened)
        if stage is Stage.KILLED and catalogs.first_published_at(opened.catalog) and not site.noticed(room, opened):
            notices += withdrawing.notices(room, opened)  # of a `public/` that is made again
        if passing and not workflow.reaches(stage, Stage.APPROVED):
            if catalogs.published(opened.catalog) is not None:
                done.waiting.append(Refusal(slug, opened.locale, hindering.unfit(room, opened)))
            continue
        published = stage is Stage.PUBLISHED
        # What is published was approved and free of errors: only what may have come since can be in the way.
        reason = hindering.barred(room, opened) if published else hindering.refusal(room, opened)
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
            known = catalogs.published_at(opened.catalog)
            at = known if known and (verb is Verb.AMEND or _says_the_same(room, opened, known)) else room.now()
            goings.append(site.Going(opened, catalogs.first_published_at(opened.catalog) or at, at))
            commits.append(_published(room, opened, verb, at))
    if not goings:
        return _Article(slug, notices, {}, ()) if notices else None
    done.published[slug] = None
    done.linking += [one.opened for one in goings if telling.links(one.opened)]
    photographs = site.photographs(room, goings[0].opened)
    return _Article(slug, site.records(room, goings), photographs, commits, site.strays(room, goings))


def _bring(room: Newsroom, going: Sequence[_Article]) -> None:
    """Pictures, pages and all that shows them; then the record in the PO files."""
    _put_photographs(room, going)
    building.bring(room, *_shown(going))
    room.workspace.commit(*(commit for one in going for commit in one.commits))


def _put_photographs(room: Newsroom, going: Sequence[_Article]) -> None:
    for one in going:
        for path, data in one.photographs.items():
            site.put_photograph(room, f"public/{path}", data)


def _shown(going: Sequence[_Article]) -> tuple[list[Record], list[tuple[str, str]]]:
    """The records of articles, and what pages of theirs go."""
    return [record for one in going for record in one.records], [stray for one in going for stray in one.strays]


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


def _published(room: Newsroom, opened: Opened, verb: Verb, at: str) -> Commit:
    digest = digest_of(room, opened)
    present = catalogs.with_published(opened.catalog, digest, at)
    acts = [act(room, verb, detail=digest).to_json()]
    return Commit(opened.article.slug, opened.locale, catalogs.serialize(present).encode(), acts)


def _says_the_same(room: Newsroom, opened: Opened, at: str) -> bool:
    """Whether readers of the source and of the target have had what would be published of it now since `at`, its last
    publication: then only what is converted of them has changed, which has their times. (What a run has brought that
    was stopped before its end is younger.)"""
    made = {one.locale: one for one in site.records(room, [site.Going(opened, at, at)]) if not one.notice}
    for locale in (opened.source, opened.locale):
        live = site.record(room, locale, made[locale].slug)
        if live is None or _words(live) != _words(made[locale]):
            return False
        if locale == opened.locale and live.modified != at:
            return False
    return True


def _words(one: Record) -> Record:
    """A record without its times and the languages that stand beside it."""
    return replace(one, published="", modified="", languages=(), slugs=(), firsts=())


def live(room: Newsroom, slug: str) -> list[Opened]:
    """The targets in which an article is live."""
    return [
        opened
        for opened in opening.every_target(room.workspace, slug)
        if catalogs.published(opened.catalog) is not None
    ]
