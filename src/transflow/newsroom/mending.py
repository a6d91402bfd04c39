"""The safe fixes of the checks, over many articles: shown by count, done as edits of the person who asks."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from transflow.checks import Context
from transflow.checks.mending import Fix, fixes, mended
from transflow.errors import TransflowError
from transflow.newsroom import judging, replacing
from transflow.newsroom.reading import Sheet, View, sheet
from transflow.newsroom.replacing import Replacement
from transflow.newsroom.room import Newsroom
from transflow.segment import Status
from transflow.workspace import opening


@dataclass(frozen=True, slots=True)
class Mended:
    """How many segments were put right, how many approved ones were left as they are, and what could not be read."""

    segments: int
    left: int
    troubles: tuple[TransflowError, ...]


def mend(room: Newsroom, slugs: Collection[str] = (), locale: str | None = None) -> Mended:
    """Applies the safe fixes to the articles named, or to all that are neither spiked nor killed.

    What is approved stays as its reviewer signed it. A machine's text stays one that needs a person. Raises
    TransflowError for a named article that cannot be read; of the others one failure does not lose the rest.
    """
    done = left = 0
    troubles: list[TransflowError] = []
    for slug in dict.fromkeys(slugs) or room.workspace.slugs():
        try:
            article = opening.article(room.workspace, slug)
            if not slugs and (article.meta.spiked or article.meta.killed):
                continue
            source, targets = opening.languages(room.workspace, article)
            for target in targets:
                if locale is None or target == locale:
                    told = judging.context(room, source, target)
                    views = sheet(room, slug, target).views
                    fixes = [one for one in (_fix(view, told) for view in views) if one is not None]
                    free = [one for one in fixes if one.segment.status is not Status.APPROVED]
                    left += len(fixes) - len(free)
                    done += replacing.carry_out(room, slug, free, target) if free else 0
        except TransflowError as error:
            if slugs:
                raise
            troubles.append(error)
    return Mended(done, left, tuple(troubles))


def offered(room: Newsroom, present: Sheet, view: View, text: str) -> tuple[Fix, ...]:
    """What would put right each finding of `view`, a segment of `present` with `text` as it is typed, that is not
    waived and has a fix; nothing is changed."""
    standing = [one.finding for one in view.findings if not one.waived]
    draft = replace(view.segment, target=text, status=Status.TRANSLATED)
    return fixes(draft, judging.context(room, present.source, present.locale), standing)


def _fix(view: View, told: Context) -> Replacement | None:
    segment = view.segment
    text = mended(segment, told)
    return Replacement(segment, text) if text != segment.target else None
