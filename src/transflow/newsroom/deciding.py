"""Decisions on an article as a whole, written into its front matter: its source signed off, dropped before publication,
withdrawn after."""

from transflow import catalog as catalogs
from transflow import formats
from transflow.act import Act, Verb
from transflow.article import Article
from transflow.errors import RefusedError, UsageError
from transflow.interface import gettext as _
from transflow.newsroom import building, site, sourcesigning, withdrawing
from transflow.newsroom.acting import act, permit
from transflow.newsroom.editing import one_line
from transflow.newsroom.publication import live
from transflow.newsroom.room import Newsroom, stamp
from transflow.newsroom.sourcesigning import SourceSigned
from transflow.workspace import opening
from transflow.workspace.folder import Commit
from transflow.workspace.opening import Opened


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
    if not why.strip():
        raise UsageError("kill", _("a withdrawal needs a reason"), remedy=_("say it with --why; readers do not see it"))
    with room.workspace.held(slug):
        article = opening.article(room.workspace, slug)
        there = live(room, slug)
        if not there and article.meta.killed:
            raise RefusedError(slug, _("withdrawn: {why}").format(why=article.meta.killed))
        if not there and not article.meta.killed:
            raise RefusedError(
                slug, _("it is not published"), remedy=_("`transflow spike {slug}` drops it").format(slug=slug)
            )
        targets, now = opening.every_target(room.workspace, slug), stamp(room.clock())
        strays = site.strays(room, [site.Going(opened, "", "") for opened in targets])
        building.bring(room, [one for opened in targets for one in withdrawing.notices(room, opened, now)], strays)
        for path in {path for opened in targets for path in site.photographs(room, opened)}:
            room.workspace.remove(f"public/{path}")
        if not article.meta.killed:
            _mark(room, article, "killed", f"{why} ({room.actor}, {now})", Verb.KILL)
        for opened in live(room, slug):
            done = act(room, Verb.KILL, detail=why)
            _commit(room, opened, catalogs.with_published(opened.catalog, None, room.now()), [done])


def sign_source(room: Newsroom, slug: str, name: str, via: str) -> SourceSigned:
    """Records that `name` has signed the present source off; the same once more changes nothing.

    Raises UsageError where nobody is named, RefusedError for who may not record it.
    """
    name, via = (one_line(text).strip() for text in (name, via))
    if not name or not via:
        raise UsageError("signoff", _("say who has signed it off, and how"), remedy="--for NAME --via word")
    permit(room, Verb.SIGNOFF)
    with room.workspace.held(slug):
        article = opening.article(room.workspace, slug)
        found = sourcesigning.decision(room, article)
        if found is None or not found.valid or (found.name, found.via) != (name, via):
            text = formats.set_meta(article, sourcesigning.KEY, sourcesigning.line(room, article, name, via))
            detail = _("the source: {name}, via {via}").format(name=name, via=via)
            decide(room, article, text, Verb.SIGNOFF, detail)
        signed = sourcesigning.decision(room, opening.article(room.workspace, slug))
        assert signed is not None  # it is written, under the lock
        return signed


def _mark(room: Newsroom, article: Article, key: str, value: str | None, verb: Verb) -> None:
    decide(room, article, formats.set_meta(article, key, value), verb, value or "")


def decide(room: Newsroom, article: Article, text: str, verb: Verb, detail: str) -> None:
    """Writes a decision into the front matter (`text` is the article with it), and who made it into the journal."""
    room.workspace.write_article(article.slug, text)
    for opened in opening.every_target(room.workspace, article.slug) if verb is not Verb.KILL else ():
        done = act(room, verb, detail=detail)
        _commit(room, opened, opened.catalog, [done])  # the key has moved the lines that the catalogue names


def _commit(room: Newsroom, opened: Opened, catalog: catalogs.Catalog, acts: list[Act]) -> None:
    po = catalogs.serialize(catalog).encode()
    room.workspace.commit(Commit(opened.article.slug, opened.locale, po, [one.to_json() for one in acts]))
