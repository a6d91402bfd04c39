"""Who works on an article: a key of the front matter, outside the source digest: assigning makes nothing stale."""

from transflow import catalog as catalogs
from transflow import formats
from transflow.newsroom.acting import act, permit
from transflow.newsroom.room import Newsroom
from transflow.workflow import Verb
from transflow.workspace import opening
from transflow.workspace.folder import Commit


def assign(room: Newsroom, slug: str, name: str | None) -> None:
    """Gives an article to `name` (None: to nobody). Everybody may claim what nobody has and give back what is theirs;
    the rest is an editor's, where [people] says who that is. Raises RefusedError."""
    with room.workspace.held(slug):
        article = opening.article(room.workspace, slug)
        wanted = name.strip() or None if name is not None else None
        if article.meta.assignee == wanted:
            return
        if {article.meta.assignee, wanted} != {None, room.actor}:
            permit(room, Verb.ASSIGN)
        room.workspace.write_article(slug, formats.set_meta(article, "assignee", wanted))
        for opened in opening.every_target(room.workspace, slug):
            done = act(room, Verb.ASSIGN, detail=wanted or "")
            # A new line in the front matter moves the lines that the catalogue names.
            po = catalogs.serialize(opened.catalog).encode()
            room.workspace.commit(Commit(slug, opened.locale, po, [done.to_json()]))
