"""What the checks find in many articles; remembered for the desk."""

from collections.abc import Collection
from dataclasses import dataclass

from transflow.article import Remark
from transflow.errors import TransflowError
from transflow.newsroom import judging
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment
from transflow.workspace import opening


@dataclass(frozen=True, slots=True)
class Found:
    """A finding and where it stands."""

    slug: str
    target: str
    segment: Segment
    judged: judging.Judged


@dataclass(frozen=True, slots=True)
class Checked:
    """All findings, the sums of those that stand, and the articles that could not be read."""

    found: tuple[Found, ...]
    errors: int
    warnings: int
    troubles: tuple[TransflowError, ...]
    remarks: tuple[tuple[str, Remark], ...] = ()  # (slug, what its editor should know of the source)


def check(room: Newsroom, slugs: Collection[str] = (), locale: str | None = None) -> Checked:
    """Runs the checks over the articles named, or over all that are neither spiked nor killed."""
    found: list[Found] = []
    errors = warnings = 0
    troubles: list[TransflowError] = [] if slugs else room.workspace.misnamed()
    remarks: list[tuple[str, Remark]] = []
    for slug in dict.fromkeys(slugs) or room.workspace.slugs():
        try:
            article = opening.article(room.workspace, slug)
            if not slugs and (article.meta.spiked or article.meta.killed):
                continue
            remarks.extend((slug, remark) for remark in article.remarks)
            warnings += len(article.remarks)
            source, targets = opening.languages(room.workspace, article)
            for target in targets:
                if locale is None or target == locale:
                    opened = opening.opened(room.workspace, article, source, target)
                    judged = judging.judge(room, opened)
                    for segment in opened.catalog.segments:
                        found.extend(Found(slug, target, segment, one) for one in judged[segment.id])
                    sums = judging.tally(judged)
                    errors, warnings = errors + sums[0], warnings + sums[1]
        except TransflowError as error:
            if slugs:
                raise
            troubles.append(error)
    return Checked(tuple(found), errors, warnings, tuple(troubles), tuple(remarks))
