"""Machine translation of what is left: by the newsroom's engines, in their order, saved as it goes (DESIGN §6)."""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from transflow import catalog as catalogs
from transflow import engines, segmentation, workflow
from transflow.article import Article
from transflow.errors import RefusedError, TransflowError, UsageError
from transflow.interface import gettext as _
from transflow.newsroom import modelkeeping, remembering
from transflow.newsroom.acting import act, permit, writing
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment, Status
from transflow.workflow import Verb
from transflow.workspace import opening

# Chunk by chunk, so that a stop in the middle costs one chunk at most; the cache keeps even that from being paid twice.
CHUNK = 50


@dataclass(frozen=True, slots=True)
class Failure:
    """A segment that no engine could translate, and why."""

    slug: str
    segment_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pretranslation:
    """What came of it: segments filled, those still untranslated, all that were tried; who filled how many."""

    filled: int
    left: int
    total: int
    failures: tuple[Failure, ...]
    by_engine: Mapping[str, int]
    stopped: bool = False
    troubles: tuple[TransflowError, ...] = ()


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
    total, done = sum(len(ids) for _slug, _target, ids in jobs), 0
    for slug, target, ids in jobs:
        for start in range(0, len(ids), CHUNK):
            if run.cancelled():
                break
            part = ids[start : start + CHUNK]
            run.fill(slug, target, part, _from(done, total, progress))
            done += len(part)
            if progress:
                progress(done, total)
    return Pretranslation(
        sum(run.by_engine.values()), total - sum(run.by_engine.values()), total, tuple(run.failures),
        dict(run.by_engine), run.cancelled(), tuple(run.troubles),
    )  # fmt: skip


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


def _from(base: int, total: int, progress: Callable[[int, int], None] | None) -> Callable[[int], None]:
    """`progress`, told how many are done of this part."""
    return lambda number: progress(base + number, total) if progress else None


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


class _Run:
    """One `translate`: its engines are made once, and what they did is counted here."""

    def __init__(
        self, room: Newsroom, names: Sequence[str], asked: bool, redo: bool, cancelled: Callable[[], bool]
    ) -> None:
        self.room, self.names, self.asked, self.redo, self.cancelled = room, names, asked, redo, cancelled
        self.failures: list[Failure] = []
        self.troubles: list[TransflowError] = []
        self.by_engine: dict[str, int] = {}
        self._made: dict[tuple[str, str], list[engines.Engine]] = {}

    def jobs(self, slugs: Collection[str], locale: str | None) -> list[tuple[str, str, list[str]]]:
        """(slug, target, ids of the segments to fill) of each article and target."""
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
                            found.append((slug, target, ids))
            except TransflowError as error:
                if slugs:
                    raise
                self.troubles.append(error)
        return found

    def fill(self, slug: str, target: str, ids: Sequence[str], report: Callable[[int], None]) -> None:
        """Translates some segments of one article and saves them."""
        opened = opening.open_target(self.room.workspace, slug, target)
        wanted = [segment for segment in opened.catalog.segments if segment.id in set(ids)]
        able = self.engines(opened.source, target, opened.article)
        pair = engines.Pair(opened.source, target)
        texts: dict[str, engines.Outcome] = {}
        sources = [segment.source for segment in wanted]
        for outcome in engines.pretranslate(able, sources, pair, cancelled=self.cancelled):
            segment = wanted[outcome.index]
            if outcome.text:
                texts[segment.id] = outcome
                report(len(texts))
            elif len(able) < len(self.names):
                self.failures.append(Failure(slug, segment.id, self.withheld(opened.article)))
            elif outcome.failure:  # an engine that merely had nothing to offer has not failed
                self.failures.append(Failure(slug, segment.id, outcome.failure))
        self._save(slug, target, texts)

    def _save(self, slug: str, target: str, texts: Mapping[str, "engines.Outcome"]) -> None:
        if not texts:
            return
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
                memory=lambda texts, _pair, minimum: recall().search_batch(texts, minimum, 1),
                cache=engines.SqliteCache(self.room.workspace.derived / "engines.sqlite"),
                keys=engines.keys_from(os.environ),
                models=modelkeeping.folder(),
                sentences=segmentation.sentences,
            )
            options = self.room.settings.engine_options
            self._made[key] = [
                engines.load(name, options.get(name, {}), resources, refresh=self.redo) for name in self.names
            ]
        return [engine for engine in self._made[key] if engine.local or self._may_leave(article)]

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
