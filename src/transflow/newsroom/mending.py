"""The safe fixes of the checks, over many articles: shown by count, recorded as acts of the person who asks."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from transflow import workflow
from transflow.act import Verb
from transflow.checks import Context
from transflow.checks.mending import Fix, fixes, mended
from transflow.errors import TransflowError
from transflow.newsroom import choosing, judging, proofreading, reading, unheeded
from transflow.newsroom.acting import act, permit, writing
from transflow.newsroom.reading import Sheet, View
from transflow.newsroom.room import Newsroom
from transflow.segment import UNKNOWN_HAND, Status
from transflow.workspace import opening


@dataclass(frozen=True, slots=True)
class Mended:
    """How many segments were put right, how many approved ones were left as they are, and what could not be read."""

    segments: int
    left: int
    troubles: tuple[TransflowError, ...]


def mend(room: Newsroom, slugs: Collection[str] = (), locale: str | None = None) -> Mended:
    """Applies the safe fixes to the articles named, or to all that are neither spiked nor killed.

    What is approved stays as its reviewer signed it, and so does what an unknown hand has written. A machine's text
    stays one that needs a person, a translator's stays that translator's. Raises TransflowError for a named article
    that cannot be read; of the others one failure does not lose the rest. Raises SettingsError where a setting of the
    checks would be heeded by no text (what it meant to keep would be put right), UsageError as `checking.check`.
    """
    permit(room, Verb.EDIT)
    choosing.refuse(room, slugs, locale)
    for wrong in unheeded.found(room):
        raise wrong
    done = left = 0
    troubles: list[TransflowError] = []
    for slug in dict.fromkeys(slugs) or room.workspace.slugs():
        try:
            article = opening.article(room.workspace, slug)
            if not slugs and (article.meta.spiked or article.meta.killed):
                continue
            source, targets = choosing.languages(room, article, locale)
            for target in targets:
                put_right, kept = _mended(room, slug, target, judging.context(room, source, target, article))
                done, left = done + put_right, left + kept
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
    told = judging.context(room, present.source, present.locale, present.article, proofreading.known)
    return fixes(draft, told, standing, lambda text: reading.beyond(room, present, replace(draft, target=text), told))


def _mended(room: Newsroom, slug: str, locale: str, told: Context) -> tuple[int, int]:
    """How many segments of one article were put right, and how many that could be were left."""
    with writing(room, slug, locale) as (opened, save):
        acts, left = [], 0
        for before in opened.catalog.segments:
            text = mended(before, told)
            if text == before.target:
                continue
            if before.status is Status.APPROVED or before.by == UNKNOWN_HAND:
                left += 1
            else:
                acts.append(act(room, Verb.EDIT, before, workflow.mended(before, text, room.now())))
        if acts:
            save(acts)
        return len(acts), left
