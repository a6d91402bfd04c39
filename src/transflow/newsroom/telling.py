"""What a page would tell of another article before its time: a link names it."""

import posixpath
import re

from transflow import catalog as catalogs
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom.room import Newsroom
from transflow.workspace import opening
from transflow.workspace.opening import Opened

_FILE = re.compile(r"[^\s()<>\"']+?\.md(?=[\s#?)>\"']|$)", re.MULTILINE)


def told(room: Newsroom, opened: Opened) -> str:
    """Why an article may not be published: it links to one that is under an embargo and that readers do not know yet.
    Empty where it may. One that cannot be read keeps nobody from publishing this."""
    texts = [one for one in (opened.article.raw, opened.target_text) if ".md" in one]
    names = dict.fromkeys(name for text in texts for name in _FILE.findall(text))
    slugs = (posixpath.basename(one.removesuffix("/index.md").removesuffix(".md")) for one in names)
    known = {*room.workspace.slugs()} if names else set()
    for slug in dict.fromkeys(one for one in slugs if one in known and one != opened.article.slug):
        try:
            there = opening.every_target(room.workspace, slug)
        except TransflowError:
            continue
        embargo = there[0].article.meta.embargo
        if embargo is None or room.instant(embargo) <= room.clock():
            continue
        if not any(catalogs.first_published_at(one.catalog) for one in there):
            said = _("it links to {slug}, which is under embargo until {when}: publish it then, or take the link out")
            return said.format(slug=slug, when=room.instant(embargo).isoformat())
    return ""
