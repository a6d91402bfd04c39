"""One way to act on an article: lock, read what is on disk now, decide, record, save (DESIGN §6.3)."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from transflow import catalog as catalogs
from transflow.act import Act, Verb
from transflow.errors import RefusedError
from transflow.interface import gettext as _
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment
from transflow.workflow import PERMITTED
from transflow.workspace import opening
from transflow.workspace.folder import Commit
from transflow.workspace.opening import Opened

if TYPE_CHECKING:
    from transflow.catalog import Catalog


def act(
    room: Newsroom,
    verb: Verb,
    before: Segment | None = None,
    after: Segment | None = None,
    *,
    actor: str | None = None,
    detail: str = "",
) -> Act:
    """The value of one act, done now by the actor of `room` (or by `actor`, an engine). Without a segment it is an
    act on the article."""
    changed = after or before
    return Act(
        uuid=str(uuid.uuid4()), verb=verb, at=room.now(), actor=actor or room.actor,
        segment=changed.id if changed else "", before=before, after=after, detail=detail,
    )  # fmt: skip


@contextmanager
def writing(room: Newsroom, slug: str, locale: str | None) -> Iterator[tuple[Opened, Callable[..., None]]]:
    """The article as it is on disk now, held for one writer, and the function that saves a changed catalog."""
    room.workspace.article_path(slug)  # an unknown slug is refused before a lock is made for it
    with room.workspace.held(slug):
        opened = opening.open_target(room.workspace, slug, locale)

        def save(acts: Iterable[Act], catalog: "Catalog | None" = None) -> None:
            done = list(acts)
            spliced = _spliced(room, opened, done) if catalog is None else None
            if spliced:
                po = spliced[0]
            else:
                po = catalogs.serialize(catalog or catalogs.apply(opened.catalog, *done)).encode()
            room.workspace.commit(Commit(slug, opened.locale, po, [one.to_json() for one in done]))
            if spliced:
                opening.keep(room.workspace, opened, spliced[1], po)

        yield opened, save


def _spliced(room: Newsroom, opened: Opened, acts: Iterable[Act]) -> "tuple[bytes, Catalog] | None":
    """The PO file after `acts` and its catalog, where only their entries need to be written and parsed."""
    if opened.po is None or not opened.as_read:
        return None
    name = room.workspace.relative(room.workspace.po_path(opened.article.slug, opened.locale))
    return catalogs.splice(opened.catalog, opened.po, catalogs.changes(opened.catalog, acts), name)


def change(
    room: Newsroom,
    slug: str,
    prefix: str,
    locale: str | None,
    verb: Verb,
    decide: Callable[[Segment, Opened], Segment],
    *,
    detail: str = "",
    follow: Callable[[Segment, Opened], Iterable[Act]] = lambda _after, _opened: (),
) -> Segment:
    """One act on one segment, given by any unique prefix of its id; the segment as it is afterwards.

    Nothing is written where `decide` changes nothing. `follow` gives what else is saved with it, in one commit.
    """
    permit(room, verb)
    with writing(room, slug, locale) as (opened, save):
        before = catalogs.find(opened.catalog, prefix)
        after = decide(before, opened)
        if after != before:
            save([act(room, verb, before, after, detail=detail), *follow(after, opened)])
        return after


def permit(room: Newsroom, verb: Verb) -> None:
    """Raises RefusedError if `[people]` says that the actor may not do `verb`."""
    people = room.settings.people
    if not people:
        return
    needed = PERMITTED.get(verb)
    person = people.get(room.actor)
    if needed and not (person and person.roles & needed):
        raise RefusedError(
            room.actor,
            _("“{verb}” is for {roles}").format(verb=_(verb.value), roles=", ".join(sorted(needed))),
            remedy=_("the [people] table of transflow.toml says who may; --as NAME says who you are"),
        )


def may(room: Newsroom, verb: Verb) -> bool:
    """Whether `[people]` lets the actor do `verb`."""
    try:
        permit(room, verb)
    except RefusedError:
        return False
    return True
