"""Taking up what has changed in the sources of articles."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from transflow import catalog as catalogs
from transflow.act import Verb
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.newsroom.acting import act
from transflow.newsroom.room import Newsroom
from transflow.workspace import opening
from transflow.workspace.folder import Commit
from transflow.workspace.opening import Opened

CHUNK = 64  # articles held and written together


@dataclass(frozen=True, slots=True)
class Synced:
    """What a changed source did to one article and target: numbers of segments."""

    slug: str
    locale: str
    kept: int
    stale: int
    new: int
    gone: int

    @property
    def quiet(self) -> bool:
        """Whether nothing has changed."""
        return not (self.stale or self.new or self.gone)


@dataclass(frozen=True, slots=True)
class Report:
    """What a `sync` did, article by article, and the trouble of those that could not be read."""

    done: tuple[Synced, ...]
    troubles: tuple[TransflowError, ...] = ()


def sync(room: Newsroom, slugs: Collection[str] = (), progress: Callable[[int, int], None] | None = None) -> Report:
    """Re-reads changed sources (all, if no slug is named) and writes what has become of their segments.

    One article that cannot be read costs that article alone.
    """
    wanted = list(dict.fromkeys(slugs)) or room.workspace.slugs()
    for slug in slugs:
        room.workspace.article_path(slug)
    report: list[Synced] = []
    troubles: list[TransflowError] = [] if slugs else room.workspace.misnamed()
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        with room.workspace.held(*chunk):
            commits = []
            for slug in chunk:
                try:
                    targets = opening.every_target(room.workspace, slug)
                except TransflowError as error:
                    troubles.append(error)
                    continue
                for opened in targets:
                    done = _synced(opened)
                    report.append(done)
                    acts = [] if done.quiet else [act(room, Verb.SYNC, detail=_words(done)).to_json()]
                    commits.append(Commit(slug, opened.locale, catalogs.serialize(opened.catalog).encode(), acts))
            room.workspace.commit(*commits)
        if progress:
            progress(min(start + CHUNK, len(wanted)), len(wanted))
    return Report(tuple(report), tuple(troubles))


def _synced(opened: Opened) -> Synced:
    merged = opened.merged
    return Synced(
        opened.article.slug, opened.locale, len(merged.kept) + len(merged.revived), len(merged.stale),
        len(merged.new), len(merged.gone),
    )  # fmt: skip


def worded(opened: Opened) -> str:
    """What the journal would say of a sync now (`counted`)."""
    return _words(_synced(opened))


def _words(done: Synced) -> str:
    """What the journal says of a sync: data, and so in no reader's language."""
    return f"kept {done.kept}, stale {done.stale}, new {done.new}, gone {done.gone}"


def numbers(detail: str) -> dict[str, int]:
    """What the journal says of a sync, as numbers; none where another version of transflow wrote it."""
    found = re.fullmatch(r"kept (\d+), stale (\d+), new (\d+), gone (\d+)", detail)
    return dict(zip(("kept", "stale", "new", "gone"), map(int, found.groups()), strict=True)) if found else {}


def counted(detail: str) -> str:
    """What the journal says of a sync, in the language of the person at the terminal."""
    counts = numbers(detail)
    return _("{kept} kept, {stale} stale, {new} new, {gone} gone").format(**counts) if counts else detail
