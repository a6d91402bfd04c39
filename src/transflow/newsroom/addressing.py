"""Whose the addresses of the site are."""

from transflow.interface import gettext as _
from transflow.newsroom import site
from transflow.newsroom.room import Newsroom


def taken(room: Newsroom, slug: str, wanted: str, locale: str) -> str:
    """Why the article `slug` cannot have the address `wanted`, which is one, in a language: it is another article's.
    Empty where it can."""
    live = site.record(room, locale, wanted)
    if (wanted != slug and wanted in room.workspace.slugs()) or (live and (live.article or live.slug) != slug):
        return _("another article has the address “{slug}”").format(slug=wanted)
    return ""
