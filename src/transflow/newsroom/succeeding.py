"""What has become of an article that is no longer under its slug: who renamed it has left word of that.

Its front matter says so where readers knew the former slug (`formerly`); the journal of each language does for any.
"""

from transflow.act import Verb
from transflow.errors import TransflowError
from transflow.newsroom.room import Newsroom
from transflow.workspace import moving, opening


def step(old: str, new: str) -> str:
    """How the journal words a renaming (`Act.detail`)."""
    return f"{old} → {new}"


def heir(room: Newsroom, slug: str) -> str | None:
    """The slug under which the article `slug` goes on, after one renaming or several; None where it does not, or
    nothing was ever done to it. Reads every article and journal that names `slug`: nothing to do at each key."""
    return formerly(room, slug) or next((one for one in room.workspace.slugs() if _came_from(room, one, slug)), None)


def formerly(room: Newsroom, slug: str) -> str | None:
    """The article that says in its front matter that readers knew it by this slug."""
    for one in room.workspace.slugs():
        try:
            data = room.workspace.read(room.workspace.relative(room.workspace.article_path(one))) or b""
            named = b"formerly" in data and slug.encode() in data  # else it need not be parsed
            if named and one != slug and slug in opening.article(room.workspace, one).meta.formerly:
                return one
        except TransflowError:  # said when that article itself is worked on
            continue
    return None


def _came_from(room: Newsroom, slug: str, former: str) -> bool:
    """Whether the journals of `slug` lead from `former` to it. Those of articles that link to `former` tell of the
    renaming too, and lead elsewhere."""
    for locale in moving.locales(room.workspace, slug):
        told = room.workspace.read(room.workspace.relative(room.workspace.journal_path(slug, locale))) or b""
        if step(former, "").encode() not in told:
            continue
        present = former
        for line in room.workspace.acts(slug, locale):
            before, _arrow, after = str(line.act.get("detail", "")).partition(step("", ""))
            if line.act.get("verb") == Verb.RENAME.value and before == present:
                present = after
        if present == slug:
            return True
    return False
