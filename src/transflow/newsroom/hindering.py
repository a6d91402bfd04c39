"""What is in the way of publishing an article: what a person has decided, what is not ready, who has not signed."""

from transflow import catalog as catalogs
from transflow import own, workflow
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import addressing, judging, leaders, sourcesigning, standing, telling
from transflow.newsroom.rendition import pictures
from transflow.newsroom.room import Newsroom
from transflow.segment import Status
from transflow.workspace.opening import Opened


def refusal(room: Newsroom, opened: Opened) -> str:
    """Why this article may not be published now; empty where it may."""
    return (
        barred(room, opened)
        or unfit(room, opened)
        or sourcesigning.wanting(room, opened)
        or leaders.wanting(room, opened)
        or telling.told(room, opened)
    )


def barred(room: Newsroom, opened: Opened) -> str:
    """What a person has decided against publishing an article now, or taken away from it."""
    meta = opened.article.meta
    if meta.spiked:
        return _("spiked: {why}").format(why=meta.spiked)
    if meta.killed:
        return _("withdrawn: {why}").format(why=meta.killed)
    if meta.embargo and room.instant(meta.embargo) > room.clock():
        said = _("under embargo until {when}").format(when=room.local(room.instant(meta.embargo).isoformat()))
        out = _("; it is live already, and `transflow kill` takes it away")
        return said + out if catalogs.published(opened.catalog) is not None else said
    missing = [one.address for one in pictures(room, opened) if one.data is None]
    return _("the image {address} is not there").format(address=missing[0]) if missing else ""


def unfit(room: Newsroom, opened: Opened) -> str:
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
