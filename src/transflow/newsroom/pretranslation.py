"""Machine translation of what is left: by the newsroom's engines, in their order, saved as it goes (DESIGN §6)."""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from transflow import catalog as catalogs
from transflow import engines, segmentation, workflow
from transflow.article import Article
from transflow.errors import RefusedError, TransflowError, UsageError
from transflow.interface import gettext as _
from transflow.newsroom import modelkeeping, remembering
from transflow.newsroom.acting import act, permit, writing
from transflow.newsroom.pretranslated import Failure, Part, Pretranslation, Stop
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment, Status
from transflow.workflow import Verb
from transflow.workspace import opening
from transflow.workspace.opening import Opened

if TYPE_CHECKING:
    from transflow.memory import Unit

# Texts of several articles are under way at once, so that a short article does not leave a fast engine idle; only the
# caller saves. An article is saved when all of it is settled, or whenever so many of its texts have come: a crash costs
# no more, and the cache keeps even that from being paid twice.
BATCH = 400
CHUNK = 50
# How engines stand with their services, for as long as the process lives: the next run need not find out again.
_STANDINGS = engines.Standings()


def translate(
    room: Newsroom,
    slugs: Collection[str] = (),
    locale: str | None = None,
    chosen: Sequence[str] = (),
    redo: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Pretranslation:
    """Fills what is untranslated (`redo`: and what a machine said) in the articles named, or in all.

    `chosen` runs only those engines. A machine never overwrites a person, even one who typed while it ran.
    """
    permit(room, Verb.FILL)
    names = tuple(chosen) or room.settings.engines
    _allowed(room, names, asked=bool(chosen))
    run = _Run(room, names, bool(chosen), redo, cancelled or (lambda: False))
    jobs = run.jobs(slugs, locale)
    total = sum(len(job.ids) for job in jobs)
    for batch in _batches(jobs):
        if run.cancelled():
            break
        run.fill(batch, lambda: progress(run.settled, total) if progress else None)
    filled = sum(run.by_engine.values())
    return Pretranslation(
        filled, total - filled, total, tuple(run.failures), dict(run.by_engine), run.stop(jobs), tuple(run.troubles)
    )


def _batches(jobs: Sequence[Part]) -> Iterator[list[Part]]:
    """The jobs in order, in batches of `BATCH` segments; a long article is cut."""
    batch: list[Part] = []
    free = BATCH
    for job in jobs:
        ids = job.ids
        while ids:
            batch.append(replace(job, ids=ids[:free]))
            ids, free = ids[free:], free - len(batch[-1].ids)
            if not free:
                yield batch
                batch, free = [], BATCH
    if batch:
        yield batch


def suggest(room: Newsroom, slug: str, locale: str, segment_id: str) -> list["engines.Outcome"]:
    """What each of the newsroom's engines but the memory says of one segment; nothing is saved. An engine that may not
    have the article, or cannot work here, says so in its outcome."""
    names = [name for name in room.settings.engines if name != "memory"]
    run = _Run(room, names, asked=False, redo=False, cancelled=lambda: False)
    opened = opening.open_target(room.workspace, slug, locale)
    source = catalogs.find(opened.catalog, segment_id).source
    pair = engines.Pair(opened.source, opened.locale)
    able = run.engines(opened.source, opened.locale, opened.article)
    said = [outcome for engine in able for outcome in engines.pretranslate([engine], [source], pair)]
    if len(able) < len(names):
        said.append(engines.Outcome(0, None, run.withheld(opened.article), ""))
    return said


def answers(
    room: Newsroom,
    opened: Opened,
    names: Sequence[str],
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> dict[str, tuple["engines.Outcome", ...]]:
    """What each of the engines called says of every segment of an article, in the segments' order; no segment is
    changed. The rules are those of `translate`: what the settings do not name is refused, a confidential text stays
    here, answers are kept and counted against the budget. The memory does not tell what it has from this article."""
    _allowed(room, names, asked=True)
    stop = cancelled or (lambda: False)
    run = _Run(room, names, asked=True, redo=False, cancelled=stop, leaving_out=opened.article.slug)
    able = {one.name: one for one in run.engines(opened.source, opened.locale, opened.article)}
    sources = [segment.source for segment in opened.catalog.segments]
    pair, total, settled = engines.Pair(opened.source, opened.locale), len(names) * len(sources), 0
    said: dict[str, tuple[engines.Outcome, ...]] = {}
    for name in names:
        origin = f"engine:{name}"
        why = _("stopped") if name in able else run.withheld(opened.article)
        found = [engines.Outcome(index, None, why, origin) for index in range(len(sources))]
        for outcome in engines.pretranslate([able[name]], sources, pair, cancelled=stop) if name in able else ():
            found[outcome.index] = outcome
            settled += 1
            if progress:
                progress(settled, total)
        said[name] = tuple(found)
    return said


def _allowed(room: Newsroom, names: Sequence[str], *, asked: bool) -> None:
    """Raises RefusedError for an engine that the settings do not name: text must not leave unasked (DESIGN §6.6)."""
    known = engines.names()
    for name in names:
        if asked and name not in known:
            raise UsageError(
                "--engine",
                _("there is no engine “{name}”").format(name=name),
                remedy=_("the engines are {names}").format(names=", ".join(known)),
            )
        if name in known and name not in engines.LOCAL and name not in room.settings.named_engines:
            raise RefusedError(
                name, _("the settings do not name this engine, and it sends text out of this machine"),
                remedy=_("add it to translate.engines, or write a table [engines.{name}]").format(name=name),
            )  # fmt: skip


def spending(room: Newsroom) -> "engines.Ledger":
    """The count of what the newsroom's engines were sent, by days of its time zone."""
    path = room.workspace.derived / "spending.sqlite"
    return engines.Ledger(path, lambda: room.clock().astimezone(room.settings.tz).date())


class _Run:
    """One `translate`: its engines are made once, and what they did is counted here."""

    def __init__(
        self, room: Newsroom, names: Sequence[str], asked: bool, redo: bool, cancelled: Callable[[], bool],
        leaving_out: str = "",
    ) -> None:  # fmt: skip
        self.room, self.names, self.asked, self.redo, self.cancelled = room, names, asked, redo, cancelled
        self.failures: list[Failure] = []
        self.troubles: list[TransflowError] = []
        self.by_engine: dict[str, int] = {}
        self.settled = 0
        self._tried: set[tuple[str, str, str]] = set()  # (slug, target, segment) of which one knows what became
        self._engine = ""  # the one at work
        self._made: dict[tuple[str, str], list[engines.Engine]] = {}
        self._own = remembering.origin(leaving_out) if leaving_out else None  # whose units the memory is silent about

    def jobs(self, slugs: Collection[str], locale: str | None) -> list[Part]:
        """The segments to fill, of each article and target that has any."""
        fillable = {Status.UNTRANSLATED, Status.MACHINE} if self.redo else {Status.UNTRANSLATED}
        found = []
        for slug in slugs or self.room.workspace.slugs():
            try:
                article = opening.article(self.room.workspace, slug)
                source, targets = opening.languages(self.room.workspace, article)
                for target in targets:
                    if locale is None or target == locale:
                        opened = opening.opened(self.room.workspace, article, source, target)
                        ids = [one.id for one in opened.catalog.segments if one.status in fillable]
                        if ids and not (article.meta.spiked or article.meta.killed):
                            found.append(Part(slug, target, tuple(ids)))
            except TransflowError as error:
                if slugs:
                    raise
                self.troubles.append(error)
        return found

    def stop(self, jobs: Sequence[Part]) -> Stop | None:
        """Where the run was stopped, if it was before its end."""
        if not self.cancelled():
            return None
        waiting = []
        for job in jobs:
            ids = tuple(one for one in job.ids if (job.slug, job.target, one) not in self._tried)
            if ids:
                waiting.append(replace(job, ids=ids))
        return Stop(self._engine, tuple(waiting)) if waiting else None

    def fill(self, batch: Sequence[Part], report: Callable[[], None]) -> None:
        """Translates some segments of some articles and saves them; `report` is called as each is settled."""
        groups: dict[tuple[str, str, bool], list[tuple[Opened, Segment]]] = {}
        for part in batch:
            try:
                opened = opening.open_target(self.room.workspace, part.slug, part.target)
            except TransflowError as error:  # taken away meanwhile: the other articles lose nothing
                self._give_up(error)
                continue
            group = groups.setdefault((opened.source, part.target, self._may_leave(opened.article)), [])
            wanted = set(part.ids)
            group += [(opened, segment) for segment in opened.catalog.segments if segment.id in wanted]
        for (source, target, _leaves), work in groups.items():
            if not self.cancelled():
                self._fill(source, target, work, report)

    def _fill(
        self, source: str, target: str, work: "Sequence[tuple[Opened, Segment]]", report: Callable[[], None]
    ) -> None:
        """Translates segments of one pair of languages that the same engines may have."""
        able = self.engines(source, target, work[0][0].article)
        left = Counter(opened.article.slug for opened, _segment in work)
        texts: dict[str, dict[str, engines.Outcome]] = {slug: {} for slug in left}
        outcomes = engines.pretranslate(
            able, [segment.source for _opened, segment in work], engines.Pair(source, target),
            cancelled=self.cancelled, asking=self._asking,
        )  # fmt: skip
        try:
            for outcome in outcomes:
                opened, segment = work[outcome.index]
                slug = opened.article.slug
                self._tried.add((slug, target, segment.id))
                self.settled, left[slug] = self.settled + 1, left[slug] - 1
                if outcome.text:
                    texts[slug][segment.id] = outcome
                elif len(able) < len(self.names):
                    self.failures.append(Failure(slug, segment.id, self.withheld(opened.article)))
                elif outcome.failure:  # an engine that merely had nothing to offer has not failed
                    self.failures.append(Failure(slug, segment.id, outcome.failure))
                if not left[slug] or len(texts[slug]) >= CHUNK:
                    self._save(slug, target, texts.pop(slug))
                    texts[slug] = {}
                report()
        finally:  # whatever ended it: what has come is kept
            for slug, some in texts.items():
                self._save(slug, target, some)

    def _asking(self, name: str) -> None:
        self._engine = name

    def _give_up(self, error: TransflowError) -> None:
        """An article that cannot be read or saved: told once."""
        if str(error) not in {str(one) for one in self.troubles}:
            self.troubles.append(error)

    def _save(self, slug: str, target: str, texts: Mapping[str, "engines.Outcome"]) -> None:
        """Saves the texts of one article; if that cannot be done, the others lose nothing."""
        if texts:
            try:
                self._commit(slug, target, texts)
            except TransflowError as error:
                self._give_up(error)

    def _commit(self, slug: str, target: str, texts: Mapping[str, "engines.Outcome"]) -> None:
        with writing(self.room, slug, target) as (opened, save):
            acts = []
            for before in opened.catalog.segments:
                outcome = texts.get(before.id)
                if outcome is None or outcome.text is None:
                    continue
                after: Segment | workflow.Refusal = workflow.filled(
                    before, outcome.text, outcome.origin, self.room.now()
                )
                if isinstance(after, workflow.Refusal):
                    continue  # a person was faster, and a machine never overwrites a person
                name = outcome.origin.split(":")[1] if outcome.origin.startswith("engine:") else "memory"
                self.by_engine[name] = self.by_engine.get(name, 0) + 1
                if after != before:
                    acts.append(act(self.room, Verb.FILL, before, after, actor=outcome.origin))
            if acts:
                save(acts)

    def engines(self, source: str, target: str, article: Article) -> list["engines.Engine"]:
        """The engines that may have this article, in order. Raises RefusedError if none of those asked for may."""
        key = (source, target)
        if key not in self._made:
            recall = cache(lambda: remembering.memory(self.room, source, target))  # read when it is first asked
            resources = engines.Resources(
                memory=lambda texts, _pair, minimum: recall().search_batch(texts, minimum, 1, skip=self._skipped),
                cache=engines.SqliteCache(self.room.workspace.derived / "engines.sqlite"),
                keys=engines.keys_from(os.environ),
                models=modelkeeping.folder(),
                sentences=segmentation.sentences,
                ledger=spending(self.room),
                standings=_STANDINGS,
                moment=self._moment,
                cancelled=self.cancelled,
            )
            options = self.room.settings.engine_options
            self._made[key] = [
                engines.load(name, options.get(name, {}), resources, refresh=self.redo) for name in self.names
            ]
        return [engine for engine in self._made[key] if engine.local or self._may_leave(article)]

    def _skipped(self, unit: "Unit") -> bool:
        return self._own is not None and unit.document == self._own

    def _moment(self, seconds: float) -> str:
        """When so many seconds have passed, in the newsroom's time zone, to the minute that is then over."""
        now = self.room.clock().astimezone(self.room.settings.tz)
        then = now + timedelta(seconds=seconds + 60)
        return then.strftime("%H:%M" if then.date() == now.date() else "%Y-%m-%d %H:%M")

    def withheld(self, article: Article) -> str:
        """Why the engines that are elsewhere did not get the text."""
        why = _("confidential") if article.meta.confidential else _("under embargo")
        return _('{why}: only engines on this machine get it (translate.confidential = "any" lets it out)').format(
            why=why
        )

    def _may_leave(self, article: Article) -> bool:
        """Whether the article's text may go to another machine: not while confidential or under embargo."""
        if self.room.settings.confidential == "any":
            return True
        embargo = article.meta.embargo
        return not article.meta.confidential and not (embargo and self.room.instant(embargo) > self.room.clock())
