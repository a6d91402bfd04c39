"""What there is for engines to translate: segments of articles, in batches, and what each is translated or made of."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transflow import engines
from transflow.errors import TransflowError
from transflow.newsroom import choosing, deriving, leaving
from transflow.newsroom.pretranslated import Part
from transflow.newsroom.staffing import Staff
from transflow.segment import Kind, Segment, Status
from transflow.workspace import opening
from transflow.workspace.opening import Opened

# Texts of several articles are under way at once, so that a short article does not leave a fast engine idle.
BATCH = 400

Lost = Mapping[str, TransflowError]
"""What could not be read, by slug."""


@dataclass(frozen=True, slots=True)
class Task:
    """Segments into one language that the same engines may have. `texts` are what each of `work` is made of, in the
    languages of `pair`: its source, or for a kind of Chinese its text in another one. `waiting` are the segments for
    which nobody stands behind such a text yet."""

    pair: "engines.Pair"
    work: deriving.Work
    texts: Sequence[str]
    waiting: deriving.Work = ()

    @property
    def articles(self) -> list[Opened]:
        """The articles of `work`, each once."""
        return list({opened.article.slug: opened for opened, _segment in self.work}.values())


def parts(
    staff: Staff, slugs: Collection[str], locale: str | None, pairs: Collection[tuple[str, str]] = ()
) -> tuple[list[Part], Lost]:
    """The segments to fill, of each article and target that has any: of `slugs`, or of the (slug, target) `pairs`, or
    of all. The body of an adapted article is none: a person writes it. Of articles that are not named in `slugs`, what
    cannot be read is returned instead of raised."""
    room = staff.room
    fillable = {Status.UNTRANSLATED, Status.MACHINE} if staff.redo else {Status.UNTRANSLATED}
    choosing.refuse(room, slugs, locale)
    found, lost = [], {}
    for slug in slugs or dict.fromkeys(slug for slug, _target in pairs) or room.workspace.slugs():
        try:
            article = opening.article(room.workspace, slug)
            source, targets = choosing.languages(room, article, locale)
            for target in targets:
                if not pairs or (slug, target) in pairs:
                    opened = opening.opened(room.workspace, article, source, target)
                    variant = staff.variant(target)
                    if variant and not staff.redo:
                        ids = [one.id for one in deriving.open_ones(room, opened, variant)]
                    else:
                        ids = [
                            one.id
                            for one in opened.catalog.translations
                            if one.status in fillable and one.kind is not Kind.BODY
                        ]
                    if ids and not (article.meta.spiked or article.meta.killed):
                        found.append(Part(slug, target, tuple(ids)))
        except TransflowError as error:
            if slugs:
                raise
            lost[slug] = error
    return found, lost


def batches(some: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts in order, in batches of `BATCH` segments; a long article is cut."""
    batch: list[Part] = []
    free = BATCH
    for part in some:
        ids = part.ids
        while ids:
            batch.append(replace(part, ids=ids[:free]))
            ids, free = ids[free:], free - len(batch[-1].ids)
            if not free:
                yield batch
                batch, free = [], BATCH
    if batch:
        yield batch


def tasks(staff: Staff, some: Sequence[Part]) -> tuple[list[Task], Lost]:
    """The segments of some parts by their languages, and by whether their article may leave the house."""
    groups: dict[tuple[str, str, bool], list[tuple[Opened, Segment]]] = {}
    lost = {}
    for part in some:
        try:
            opened = opening.open_target(staff.room.workspace, part.slug, part.target)
        except TransflowError as error:  # taken away meanwhile: the other articles lose nothing
            lost[part.slug] = error
            continue
        group = groups.setdefault((opened.source, part.target, leaving.may(staff.room, opened.article)), [])
        wanted = set(part.ids)
        group += [(opened, segment) for segment in opened.catalog.segments if segment.id in wanted]
    return [task(staff, source, target, work) for (source, target, _leaves), work in groups.items()], lost


def task(staff: Staff, source: str, target: str, work: deriving.Work) -> Task:
    """What the segments `work`, of articles in `source` and in `target`, are translated or made of."""
    variant = staff.variant(target)
    if variant is None:
        return Task(engines.Pair(source, target), work, [segment.source for _opened, segment in work])
    ready, texts = deriving.ready(staff.room, variant, work)
    able = {(opened.article.slug, segment.id) for opened, segment in ready}
    waiting = [(opened, segment) for opened, segment in work if (opened.article.slug, segment.id) not in able]
    return Task(engines.Pair(variant.origin, target), ready, texts, waiting)
