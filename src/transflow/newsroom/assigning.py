"""Who works on an article: a key of the front matter, outside the source digest: assigning makes nothing stale."""

from collections import Counter
from collections.abc import Collection, Iterable

from transflow import catalog as catalogs
from transflow import formats
from transflow.act import Verb
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom.acting import act, permit
from transflow.newsroom.overview import ArticleRow
from transflow.newsroom.room import Newsroom
from transflow.workspace import opening
from transflow.workspace.folder import Commit


def assign(room: Newsroom, slug: str, name: str | None) -> None:
    """Gives an article to `name` (None: to nobody). Everybody may claim what nobody has and give back what is theirs;
    the rest is an editor's, where [people] says who that is. Raises RefusedError, and UsageError as `colleague`."""
    wanted = colleague(room, name or "") or None
    with room.workspace.held(slug):
        article = opening.article(room.workspace, slug)
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


def colleague(room: Newsroom, name: str, known: Collection[str] = ()) -> str:
    """Whom `name` means, as it is written here: the login of a person of [people] by login or by any of their names;
    without that table, one of the `known` names, or else `name` as it stands. Capitals and spaces make no difference,
    "" is nobody, and who acts needs not stand in the table.

    Raises UsageError for a name that is nobody's in [people], or that of several.
    """
    wanted, people = _folded(name), room.settings.people
    if not wanted or name.strip() == room.actor:
        return name.strip()
    if not people:
        return next((one for one in known if _folded(one) == wanted), " ".join(name.split()))
    if name.strip() in people:
        return name.strip()
    meant = [one.login for one in people.values() if wanted in map(_folded, (one.login, *one.names.values()))]
    if len(meant) == 1:
        return meant[0]
    here = _(", ").join(" ".join((one.login, *one.names.values())) for one in people.values())
    problem = _("several people have this name") if meant else _("nobody of this name works here")
    raise UsageError(name, problem, remedy=_("give one of these logins: {people}").format(people=here))


def seen(rows: Iterable[ArticleRow]) -> tuple[str, ...]:
    """The names of those who have worked on these articles or have one, the most frequent first; a PO file's
    Last-Translator without the address."""
    counted: Counter[str] = Counter()
    for row in rows:
        last = (row.work.last_translator or "").partition("<")[0].strip()
        counted.update({*row.work.people, last, row.assignee or ""})
    return tuple(name for name, _n in sorted(counted.items(), key=lambda one: (-one[1], one[0])) if name)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
