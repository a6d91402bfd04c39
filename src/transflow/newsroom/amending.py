"""Mending what is live: a typo, of which readers are told nothing; a fact, of which they are told."""

from dataclasses import dataclass

from transflow import catalog as catalogs
from transflow import formats
from transflow.act import Verb
from transflow.errors import RefusedError, UsageError
from transflow.interface import gettext as _
from transflow.newsroom import deciding, editing, hindering, publication
from transflow.newsroom.acting import permit
from transflow.newsroom.editing import Approval
from transflow.newsroom.publication import Publication
from transflow.newsroom.room import Newsroom
from transflow.segment import Status
from transflow.workspace import opening


def amend(
    room: Newsroom, slug: str, prefix: str | None = None, text: str | None = None, locale: str | None = None
) -> tuple[tuple[Approval, ...], Publication]:
    """Mends a typo in a live article and publishes it, without a word to readers: the time on the page stays.

    It needs a second person as everything does. With `prefix` and `text` the actor, who did not translate the segment,
    rewrites and signs it; without, the actor signs what others have mended. Raises RefusedError where the article is
    not live, or where the actor is the segment's translator and another must sign (the text is kept as theirs).
    """
    permit(room, Verb.AMEND)
    _live(room, slug)
    if prefix is not None and text is not None:
        opened = opening.open_target(room.workspace, slug, locale)
        segment = catalogs.find(opened.catalog, prefix)
        try:
            editing.correct(room, slug, prefix, text, locale)
        except RefusedError:
            if segment.by != room.actor:
                raise
            editing.edit(room, slug, prefix, text, locale)
            problem = _("{name} translated it; another person must approve it").format(name=room.actor)
            remedy = _("the text is kept; `transflow amend {slug} --as NAME` signs and publishes it").format(slug=slug)
            raise RefusedError(f"{slug} {segment.id}", problem, remedy=remedy) from None
    waiting = [
        (one.locale, [segment.id for segment in one.catalog.segments if segment.status is Status.TRANSLATED])
        for one in publication.live(room, slug)
    ]
    signed = tuple(editing.approve(room, slug, ids, where) for where, ids in waiting if ids)
    return signed, publication.publish(room, [slug], silently=True)


@dataclass(frozen=True, slots=True)
class Correction:
    """What came of a correction: whether its note was written just now, and of publishing the article then."""

    noted: bool
    publication: Publication


def correct(room: Newsroom, slug: str, note: str) -> Correction:
    """Tells readers that a fact was mended: a dated note in the article, which is translated and approved like any
    other text of it, and then published with what was mended.

    The same note is written once: called again when all is approved, this publishes. Raises RefusedError where the
    article is not live.
    """
    permit(room, Verb.CORRECTION)
    note = editing.one_line(note).strip()
    if not note:
        raise UsageError(
            "correct", _("a correction needs a note that readers understand"), remedy="correct SLUG --note N"
        )
    with room.workspace.held(slug):
        _live(room, slug)
        article = opening.article(room.workspace, slug)
        noted = all(one.get("note") != note for one in article.meta.corrections)
        if noted:
            text = formats.add_correction(article, room.day(room.now()), note)
            deciding.decide(room, article, text, Verb.CORRECTION, note)
    return Correction(noted, publication.publish(room, [slug]))


def _live(room: Newsroom, slug: str) -> None:
    """Raises RefusedError where the article is not live: with what keeps it from being published, or how to do it."""
    if not publication.live(room, slug):
        for opened in opening.every_target(room.workspace, slug):
            if why := hindering.barred(room, opened):
                raise RefusedError(slug, why)
        raise RefusedError(
            slug, _("it is not published"), remedy=_("`transflow publish {slug}` publishes it").format(slug=slug)
        )
