"""What works here, and the remedy for what does not."""

import re
import sys
import tempfile
from collections.abc import Iterator
from urllib.parse import urlsplit

from transflow import __version__
from transflow.checks.english import harper
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.language import base
from transflow.newsroom import losses, overview, tryingdestinations, tryingengines, unheeded
from transflow.newsroom.room import Newsroom
from transflow.newsroom.tryingengines import Condition
from transflow.publish import addresses
from transflow.segment import Status
from transflow.workspace import scan


def examine(room: Newsroom) -> tuple[Condition, ...]:
    """Tries the folder, the articles, the termbase, the index, every engine that there is and every destination."""
    version = f"transflow {__version__}, Python {sys.version.split()[0]}"
    return (
        Condition(_("program"), True, version),
        *(_writable(room, name) for name in ("articles", "locales", "journal", "public", ".transflow")),
        _terms(room),
        *_articles(room),
        *_orphans(room),
        *tryingengines.examine(room),
        *tryingdestinations.examine(room),
        *_address(room),
        *_language(room),
    )


def _writable(room: Newsroom, name: str) -> Condition:
    folder = room.workspace.root / name
    while not folder.exists():
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Condition(name, False, error.strerror or str(error), _("ask for the permission to write there"))
    return Condition(name, True, _("can be written"))


def _terms(room: Newsroom) -> Condition:
    try:
        return Condition("locales/terms.csv", True, _("{n} entries").format(n=len(room.terms)))
    except TransflowError as error:
        return Condition("locales/terms.csv", False, error.problem, error.remedy or error.where)


def _articles(room: Newsroom) -> Iterator[Condition]:
    desk = overview.desk(room)
    count = len({row.slug for row in desk.articles})
    yield Condition(_("articles"), not desk.troubles, _("{n} can be read").format(n=count))
    for trouble in desk.troubles:
        yield Condition(trouble.where, False, trouble.problem, trouble.remedy)
    for row in desk.articles:
        lost = losses.lost(room, row.slug, row.target) if row.segments[Status.UNTRANSLATED] else ()
        if lost:
            what = ngettext("{n} segment has lost its text", "{n} segments have lost their text", len(lost))
            remedy = _("take the file back from git, or in the editor each text with Alt+H (earlier texts)")
            name = room.workspace.relative(room.workspace.po_path(row.slug, row.target))
            yield Condition(name, False, what.format(n=len(lost)), remedy)


def _orphans(room: Newsroom) -> Iterator[Condition]:
    """Pages that are live though their article's file is gone."""
    seen = scan.scan(room.workspace.root)
    for slug in sorted({slug for files in seen.catalogs.values() for slug in files} - set(seen.articles)):
        pages = [addresses.page(locale, slug) for locale in (room.settings.source, *room.settings.targets)]
        live = [page for page in pages if scan.stamp(f"{room.workspace.root}/public/{page}")]
        if live:
            remedy = _("restore articles/{slug}.md and withdraw it, or remove the page").format(slug=slug)
            yield Condition(f"public/{live[0]}", False, _("it is live, and its article is gone"), remedy)


def _address(room: Newsroom) -> Iterator[Condition]:
    """Whether the site's address is still the one that `init` has written as an example."""
    host = urlsplit(room.settings.base_url).hostname or ""
    if re.search(r"(?:^|\.)example(?:\.[a-z]+)?$", host):
        problem = _("{address} is an example: feeds and search engines would send readers there")
        remedy = _("write the site’s own address under [publish], as `base_url`")
        yield Condition(
            "publish.base_url", False, problem.format(address=room.settings.base_url), remedy, optional=True
        )


def _language(room: Newsroom) -> Iterator[Condition]:
    """Who reads English for spelling, and whether the settings of the checks are heeded."""
    settings = room.settings
    if any(base(locale) == "en" for locale in (settings.source, *settings.targets)):
        version = harper.installed()
        said = _("spelling and grammar by harper-py {version}").format(version=version)
        missing = _("spelling is not looked at: harper-py is not installed")
        remedy = "" if version else "pip install 'transflow[english]'"
        yield Condition(_("English"), bool(version), said if version else missing, remedy, optional=True)
    for error in unheeded.found(room):
        yield Condition("[checks]", False, f"{error.where}: {error.problem}", error.remedy)
