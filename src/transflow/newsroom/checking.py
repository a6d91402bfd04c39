"""What the checks find in many articles; remembered for the desk."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from transflow import checks
from transflow.article import Remark
from transflow.errors import TransflowError
from transflow.newsroom import choosing, gathering, judging, overview, proofreading, telling, unheeded
from transflow.newsroom.overview import Desk
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment
from transflow.workspace import opening, scan
from transflow.workspace.scan import Scan

_Sums = dict[tuple[str, str], tuple[int, int]]  # errors and warnings that stand, by slug and target


@dataclass(frozen=True, slots=True)
class Found:
    """A finding and where it stands."""

    slug: str
    target: str
    segment: Segment
    judged: judging.Judged


@dataclass(frozen=True, slots=True)
class Checked:
    """All findings, the sums of those that stand, the articles that could not be read, and those that were checked."""

    found: tuple[Found, ...]
    errors: int
    warnings: int
    troubles: tuple[TransflowError, ...]
    remarks: tuple[tuple[str, Remark], ...] = ()  # (slug, what its editor should know of the source)
    read: tuple[tuple[str, str], ...] = ()  # (slug, target)


def check(room: Newsroom, slugs: Collection[str] = (), locale: str | None = None) -> Checked:
    """Runs the checks over the articles named, or over all that are neither spiked nor killed, and their translations
    into `locale` (None: all). Raises UsageError where there are none into it."""
    choosing.refuse(room, slugs, locale)
    found: list[Found] = []
    errors = warnings = 0
    troubles: list[TransflowError] = [*unheeded.found(room), *([] if slugs else room.workspace.misnamed())]
    remarks: list[tuple[str, Remark]] = []
    counted: _Sums = {}
    gathering.refresh(room)  # a PO file that is no good is told of where its article is read
    seen, key = scan.scan(room.workspace.root), _key(room)
    for slug in dict.fromkeys(slugs) or room.workspace.slugs():
        try:
            article = opening.article(room.workspace, slug)
            if not slugs and (article.meta.spiked or article.meta.killed):
                continue
            said = dict.fromkeys(article.remarks)
            source, targets = choosing.languages(room, article, locale)
            for target in targets or (source,):  # its links lead somewhere even where nobody translates it
                opened = opening.opened(room.workspace, article, source, target)
                said |= dict.fromkeys(telling.unlinked(room, opened, coming=True))
                if target not in targets:
                    continue
                judged = judging.judge(room, opened, proofreading.read)
                for segment in opened.catalog.segments:
                    found.extend(Found(slug, target, segment, one) for one in judged[segment.id])
                counted[slug, target] = judging.tally(judged, (*checks.ARCHIVE, proofreading.CHECK))
                sums = judging.tally(judged)
                errors, warnings = errors + sums[0], warnings + sums[1]
            remarks.extend((slug, remark) for remark in said)
            warnings += len(said)
        except TransflowError as error:
            if slugs:
                raise
            troubles.append(error)
    _remember(room, seen, key, counted)
    return Checked(tuple(found), errors, warnings, tuple(troubles), tuple(remarks), tuple(counted))


def complete(room: Newsroom, desk: Desk, stopped: Callable[[], bool] = lambda: False) -> tuple[TransflowError, ...]:
    """Finds what `desk` does not know the findings of, and remembers it for the next one: `overview.EAGER` articles, so
    that a desk of any size goes on, or fewer where it is `stopped`; what is still to be done first, what was dropped
    last. What cannot be got over is given back, and the rows stay as they are."""
    unknown = [row for row in desk.articles if row.errors is None]
    unknown.sort(key=lambda row: overview.STAGES.index(row.stage))
    counted: _Sums = {}
    seen, key = scan.scan(room.workspace.root), _key(room)
    try:
        for slug in list(dict.fromkeys(row.slug for row in unknown))[: overview.EAGER]:
            if stopped():
                break
            if slug in seen.articles:
                for opened in opening.every_target(room.workspace, slug):
                    counted[slug, opened.locale] = judging.tally(judging.judge(room, opened, archive=False))
    except TransflowError as error:
        return (error,)
    finally:
        _remember(room, seen, key, counted)
    return ()


def _key(room: Newsroom) -> str:
    """What findings depend on; taken before anything is read, so that what changes meanwhile is looked at again."""
    return overview.findings_key(scan.stamp(f"{room.workspace.root}/locales/terms.csv"))


def _remember(room: Newsroom, seen: Scan, key: str, counted: Mapping[tuple[str, str], tuple[int, int]]) -> None:
    """Puts sums into the index where its rows are those of the files that were `seen` before they were counted."""
    known = room.index.known()
    good = {slug for slug in {slug for slug, _target in counted} if overview.good(room, seen, slug, known.get(slug))}
    room.index.store_findings((*name, key, *sums) for name, sums in counted.items() if name[0] in good)
