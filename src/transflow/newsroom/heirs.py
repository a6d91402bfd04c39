"""Which article has taken over from a slug that is gone: `formerly` in its front matter says so."""

from transflow.newsroom.room import Newsroom
from transflow.workspace import opening


def heir(room: Newsroom, slug: str) -> str | None:
    """The slug of the article that was called `slug` before; None where none was. Every source is looked at, and only
    those are parsed in which both words stand. Raises ArticleError for such a one that cannot be read."""
    known = slug.encode()
    for one in room.workspace.slugs():
        data = room.workspace.read(room.workspace.relative(room.workspace.article_path(one))) or b""
        if b"formerly" in data and known in data and slug in opening.article(room.workspace, one).meta.formerly:
            return one
    return None
