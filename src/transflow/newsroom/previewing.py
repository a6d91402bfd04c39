"""The pages of an article as they would be published now, for the eyes of those who work on it."""

import webbrowser
from pathlib import Path

from transflow.interface import gettext as _
from transflow.newsroom import site
from transflow.newsroom.rendition import open_edition, stage_of
from transflow.newsroom.room import Newsroom
from transflow.publish import addresses
from transflow.workflow import Stage

FOLDER = ".transflow/preview"  # derived: ignored by git, never published, always safe to delete
# Browsers that run in a terminal, the last of Python's list: they would write over our screen.
_IN_TERMINAL = frozenset({"www-browser", "links", "elinks", "lynx", "w3m"})


def page(room: Newsroom, slug: str, locale: str | None = None) -> Path:
    """Where the page of `slug` in `locale` is: the published one if it is live and says the same, else one that is
    written now under `.transflow/preview/`, marked as a draft. Nothing in `public/` or in a PO file is touched.

    What nobody has translated stands there in the source language. Raises ArticleError, SettingsError (a template) or
    WorkspaceError (the disk).
    """
    opened, shown = open_edition(room, slug, locale)
    name = addresses.page(shown, site.slug_in(room, opened, shown))
    if stage_of(room, opened) is Stage.PUBLISHED and room.workspace.read(f"public/{name}") is not None:
        return room.workspace.root / "public" / name
    for path, data in site.draft(room, opened, _("draft, not published")).items():
        room.workspace.write(f"{FOLDER}/{path}", data, durable=False)
    for path, data in site.photographs(room, opened).items():
        site.put_photograph(room, f"{FOLDER}/{path}", data)
    return room.workspace.root / FOLDER / name


def show(path: Path) -> bool:
    """Opens the page in a file (see `visit`)."""
    return visit(path.as_uri())


def visit(address: str) -> bool:
    """Opens a page in the person's browser; False where there is none (a server, a session over SSH). Takes as long as
    the browser does to start."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    # Not `webbrowser.open`: where a browser fails that goes on to the next, in the end to those of the terminal.
    return getattr(browser, "basename", "") not in _IN_TERMINAL and browser.open(address)
