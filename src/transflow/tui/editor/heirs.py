"""An article that is no longer under its slug while a screen shows it: renamed by somebody, or gone."""

from typing import Any

from textual.screen import Screen

from transflow.interface import gettext as _
from transflow.newsroom import succeeding
from transflow.newsroom.room import Newsroom

_READ = 15  # seconds that the word about it stays


def goes_on(screen: Screen[Any], room: Newsroom, slug: str) -> str | None:
    """The slug under which the article `slug` goes on; None where it is gone. Either is said on `screen`."""
    heir = succeeding.heir(room, slug)
    if heir is None:
        said = _(
            "{slug}: this article is gone. What you typed stays here; Esc leaves, and it is back when the article is"
        )
        screen.notify(said.format(slug=slug), severity="error", timeout=_READ, markup=False)
    else:
        said = _("{old} is called {new} now: you go on there, and nothing that you typed is lost")
        screen.notify(said.format(old=slug, new=heir), severity="warning", timeout=_READ, markup=False)
    return heir
