"""Publishing: only approved text, a page whole or not at all, the record last (DESIGN §6).

Order: pictures, pages, list and feed, then the PO header. A crash in between leaves a page newer than its record,
which the next `publish` mends; never a record without its page.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from transflow import catalog as catalogs
from transflow import formats, workflow
from transflow.article import Article
from transflow.errors import RefusedError, TransflowError
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import judging, site
from transflow.newsroom.acting import act, permit
from transflow.newsroom.rendition import digest_of, pictures, stage_of
from transflow.newsroom.room import Newsroom, stamp
from transflow.segment import Status
from transflow.workflow import Stage, Verb
from transflow.workspace import opening
from transflow.workspace.folder import Commit
from transflow.workspace.opening import Opened


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
    progress: Callable[[int, int], None] | None = None,
) -> Publication:
    """Publishes the articles named, or (`everything`) all that are approved; rewrites pages that are missing.

    With `everything`, an article that is not yet approved is passed over; named, it is refused with the reason.
    """
    permit(room, Verb.PUBLISH)
    wanted = list(dict.fromkeys(slugs)) or (room.workspace.slugs() if everything else [])
    published: dict[str, None] = {}
    unchanged: dict[str, None] = {}
    refused: list[Refusal] = []
    troubles: list[TransflowError] = []
    for number, slug in enumerate(wanted):
        try:
            with room.workspace.held(slug):
                for opened in opening.every_target(room.workspace, slug):
                    stage = stage_of(room, opened)
                    if everything and not slugs and not workflow.reaches(stage, Stage.APPROVED):
                        continue
                    reason = refusal(room, opened)
                    if reason:
                        refused.append(Refusal(slug, opened.locale, reason))
                    elif stage is Stage.PUBLISHED and site.complete(room, opened):
                        unchanged[slug] = None
                    elif stage is Stage.PUBLISHED:
                        _rewrite(room, opened)
                        published[slug] = None
                    else:
                        _publish(room, opened)
                        published[slug] = None
        except TransflowError as error:
            if len(wanted) == 1:
                raise
            troubles.append(error)
        if progress:
            progress(number + 1, len(wanted))
    return Publication(
        tuple(published), tuple(one for one in unchanged if one not in published), tuple(refused), tuple(troubles)
    )


def refusal(room: Newsroom, opened: Opened) -> str:
    """Why this article may not be published now; empty where it may."""
    meta = opened.article.meta
    if meta.spiked:
        return _("spiked: {why}").format(why=meta.spiked)
    if meta.killed:
        return _("withdrawn: {why}").format(why=meta.killed)
    if not opened.catalog.segments and opened.locale != opened.source:
        return _("there is nothing in it to translate")
    open_ones = [one for one in Status if one is not Status.APPROVED]
    counts = workflow.counts(opened.catalog.segments)
    waiting = _(", ").join(f"{_(one.value)} {counts[one]}" for one in open_ones if counts[one])
    if waiting:
        return _("not approved yet: {waiting}").format(waiting=waiting)
    if meta.embargo and room.instant(meta.embargo) > room.clock():
        return _("under embargo until {when}").format(when=room.instant(meta.embargo).isoformat())
    errors, _warnings = judging.tally(judging.judge(room, opened, archive=False))
    if errors:
        return ngettext("{n} error stands", "{n} errors stand", errors).format(n=errors)
    missing = [one.address for one in pictures(room, opened.article) if one.data is None]
    if missing:
        return _("the image {address} is not there").format(address=missing[0])
    return ""


def _rewrite(room: Newsroom, opened: Opened) -> None:
    """Writes pages that are missing: nothing new is published, so no time changes and no record is made."""
    at = catalogs.published_at(opened.catalog) or room.now()
    site.write(room, opened, published_at=catalogs.first_published_at(opened.catalog) or at, modified_at=at)


def _publish(room: Newsroom, opened: Opened) -> None:
    digest, now = digest_of(room, opened), room.now()
    first = catalogs.first_published_at(opened.catalog) or now
    site.write(room, opened, published_at=first, modified_at=now)
    present = catalogs.with_published(opened.catalog, digest, now)
    done = act(room, Verb.PUBLISH, detail=digest)
    _commit(room, opened, present, [done])


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
        if _live(room, slug):
            raise RefusedError(
                slug, _("it is published"), remedy=_("`transflow kill {slug} --why W` withdraws it").format(slug=slug)
            )
        _decide(room, article, "spiked", why or _("dropped by {name}").format(name=room.actor), Verb.SPIKE)


def unspike(room: Newsroom, slug: str) -> None:
    """Takes a dropped article up again."""
    permit(room, Verb.UNSPIKE)
    with room.workspace.held(slug):
        article = opening.article(room.workspace, slug)
        if not article.meta.spiked:
            raise RefusedError(slug, _("it is not spiked"))
        _decide(room, article, "spiked", None, Verb.UNSPIKE)


def kill(room: Newsroom, slug: str, why: str) -> None:
    """Withdraws a published article: its pages go first, then the record. Raises RefusedError if it is not live."""
    permit(room, Verb.KILL)
    with room.workspace.held(slug):
        article = opening.article(room.workspace, slug)
        live = _live(room, slug)
        if not live and article.meta.killed:
            raise RefusedError(slug, _("withdrawn: {why}").format(why=article.meta.killed))
        if not live and not article.meta.killed:
            raise RefusedError(
                slug, _("it is not published"), remedy=_("`transflow spike {slug}` drops it").format(slug=slug)
            )
        for opened in opening.every_target(room.workspace, slug):
            site.remove(room, opened)
        if not article.meta.killed:
            _decide(room, article, "killed", f"{why} ({room.actor}, {stamp(room.clock())})", Verb.KILL)
        for opened in _live(room, slug):
            done = act(room, Verb.KILL, detail=why)
            _commit(room, opened, catalogs.with_published(opened.catalog, None, room.now()), [done])


def _live(room: Newsroom, slug: str) -> list[Opened]:
    return [
        opened
        for opened in opening.every_target(room.workspace, slug)
        if catalogs.published(opened.catalog) is not None
    ]


def _decide(room: Newsroom, article: Article, key: str, value: str | None, verb: Verb) -> None:
    """Writes a decision into the front matter."""
    room.workspace.write_article(article.slug, formats.set_meta(article, key, value))
    for opened in opening.every_target(room.workspace, article.slug) if verb is not Verb.KILL else ():
        done = act(room, verb, detail=value or "")
        _commit(room, opened, opened.catalog, [done])  # the key has moved the lines that the catalogue names
