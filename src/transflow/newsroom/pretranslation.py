"""Machine translation of what is left: by the newsroom's engines, in their order, saved as it goes (DESIGN §6)."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from transflow import catalog as catalogs
from transflow import engines, workflow
from transflow.errors import RefusedError, TransflowError, UsageError
from transflow.interface import gettext as _
from transflow.newsroom import accounts, quoting
from transflow.newsroom.acting import act, permit, writing
from transflow.newsroom.pretranslated import Failure, Fault, Part, Pretranslation, Share, Stop
from transflow.newsroom.room import Newsroom
from transflow.newsroom.staffing import Staff
from transflow.newsroom.wording import NewName
from transflow.segment import Segment, Status
from transflow.workflow import Verb
from transflow.workspace import opening
from transflow.workspace.opening import Opened

# Texts of several articles are under way at once, so that a short article does not leave a fast engine idle; only the
# caller saves. An article is saved when all of it is settled, or whenever so many of its texts have come: a crash costs
# no more, and the cache keeps even that from being paid twice.
BATCH = 400
CHUNK = 50


def translate(
    room: Newsroom,
    slugs: Collection[str] = (),
    locale: str | None = None,
    chosen: Sequence[str] = (),
    redo: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    pairs: Collection[tuple[str, str]] = (),
) -> Pretranslation:
    """Fills what is untranslated (`redo`: and what a machine said) in the articles named, or in all.

    `chosen` runs only those engines; `pairs` (slug, target) are the only articles and languages, and what of them
    cannot be read is told like what cannot be read among all. A machine never overwrites a person, even one who typed
    while it ran.
    """
    permit(room, Verb.FILL)
    names = tuple(chosen) or room.settings.engines
    _allowed(room, names, asked=bool(chosen))
    run = _Run(room, names, redo, cancelled or (lambda: False))
    jobs = run.jobs(slugs, locale, pairs)
    total = sum(len(job.ids) for job in jobs)
    for batch in _batches(jobs):
        if run.cancelled():
            break
        run.fill(batch, lambda: progress(run.settled, total) if progress else None)
    filled = run.filled.total()
    return Pretranslation(
        filled, total - filled, total, tuple(run.failures), dict(run.by_engine), run.stop(jobs),
        tuple(run.lost.values()), tuple(run.faults), tuple(run.unknown),
        {(job.slug, job.target): Share(len(job.ids), run.filled[job.slug, job.target]) for job in jobs}, run.lost,
        run.staff.bills.paid(),
    )  # fmt: skip


def plan(
    room: Newsroom,
    slugs: Collection[str] = (),
    locale: str | None = None,
    chosen: Sequence[str] = (),
    redo: bool = False,
) -> quoting.Plan:
    """What `translate` would do and cost, if no engine failed and nothing had been kept; nothing is sent or changed."""
    names = tuple(chosen) or room.settings.engines
    _allowed(room, names, asked=bool(chosen))
    run = _Run(room, names, redo, lambda: False)
    parts = []
    for (source, target, _leaves), work in run.groups(run.jobs(slugs, locale)).items():
        run.staff.show(list({opened.article.slug: opened for opened, _segment in work}.values()))
        able = run.staff.bare(source, target, work[0][0].article)
        sources = [segment.source for _opened, segment in work]
        parts.append((len(sources), quoting.quotes(able, sources, engines.Pair(source, target))))
    quotes, left = quoting.together([part for _total, part in parts])
    return quoting.Plan(sum(total for total, _part in parts), quotes, left)


def warning(room: Newsroom, slugs: Collection[str], locale: str | None, chosen: Sequence[str], redo: bool) -> list[str]:
    """What a run is about to cost, where an engine by the token has a price: one line each, else none."""
    names = tuple(chosen) or room.settings.engines
    if not any(accounts.by_the_token(room.settings.engine_options.get(name, {}), name) for name in names):
        return []
    quotes = plan(room, slugs, locale, chosen, redo).quotes
    return [quoting.planned(one) for one in quotes if one.tokens is not None and one.micros is not None]


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
    staff = Staff(room, names, redo=False, cancelled=lambda: False)
    opened = opening.open_target(room.workspace, slug, locale)
    staff.show([opened])
    source = catalogs.find(opened.catalog, segment_id).source
    pair = engines.Pair(opened.source, opened.locale)
    able = staff.able(opened.source, opened.locale, opened.article)
    said = [outcome for engine in able for outcome in engines.pretranslate([engine], [source], pair)]
    if len(able) < len(names):
        said.append(engines.Outcome(0, None, staff.withheld(opened.article), ""))
    return said


def _allowed(room: Newsroom, names: Sequence[str], *, asked: bool) -> None:
    """Raises RefusedError for an engine that the settings do not name: text must not leave unasked (DESIGN §6.6)."""
    known = (*engines.names(), *room.settings.engine_options)  # a table may be that of an engine of one's own naming
    for name in names:
        if asked and name not in known:
            raise UsageError(
                "--engine",
                _("there is no engine “{name}”").format(name=name),
                remedy=_("the engines are {names}").format(names=", ".join(dict.fromkeys(known))),
            )
        if name in known and name not in engines.LOCAL and name not in room.settings.named_engines:
            raise RefusedError(
                name, _("the settings do not name this engine, and it sends text out of this machine"),
                remedy=_("add it to translate.engines, or write a table [engines.{name}]").format(name=name),
            )  # fmt: skip


class _Run:
    """One `translate`: its engines are made once, and what they did is counted here."""

    def __init__(self, room: Newsroom, names: Sequence[str], redo: bool, cancelled: Callable[[], bool]) -> None:
        self.room, self.names, self.redo, self.cancelled = room, names, redo, cancelled
        self.staff = Staff(room, names, redo, cancelled)
        self.failures: list[Failure] = []
        self.lost: dict[str, TransflowError] = {}  # what could not be read or saved, by slug
        self.by_engine: Counter[str] = Counter()
        self.filled: Counter[tuple[str, str]] = Counter()
        self.faults: list[Fault] = []
        self.unknown: dict[NewName, None] = {}  # names in the segments that engines have filled, in order
        self.settled = 0
        self._tried: set[tuple[str, str, str]] = set()  # (slug, target, segment) of which one knows what became
        self._engine = ""  # the one at work

    def jobs(self, slugs: Collection[str], locale: str | None, pairs: Collection[tuple[str, str]] = ()) -> list[Part]:
        """The segments to fill, of each article and target that has any."""
        fillable = {Status.UNTRANSLATED, Status.MACHINE} if self.redo else {Status.UNTRANSLATED}
        found = []
        for slug in slugs or dict.fromkeys(slug for slug, _target in pairs) or self.room.workspace.slugs():
            try:
                article = opening.article(self.room.workspace, slug)
                source, targets = opening.languages(self.room.workspace, article)
                for target in targets:
                    if locale in (None, target) and (not pairs or (slug, target) in pairs):
                        opened = opening.opened(self.room.workspace, article, source, target)
                        ids = [one.id for one in opened.catalog.segments if one.status in fillable]
                        if ids and not (article.meta.spiked or article.meta.killed):
                            found.append(Part(slug, target, tuple(ids)))
            except TransflowError as error:
                if slugs:
                    raise
                self.lost[slug] = error
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
        for (source, target, _leaves), work in self.groups(batch).items():
            if not self.cancelled():
                self._fill(source, target, work, report)

    def groups(self, batch: Sequence[Part]) -> "dict[tuple[str, str, bool], list[tuple[Opened, Segment]]]":
        """The segments of a batch by source, target, and whether their article may leave the house."""
        groups: dict[tuple[str, str, bool], list[tuple[Opened, Segment]]] = {}
        for part in batch:
            try:
                opened = opening.open_target(self.room.workspace, part.slug, part.target)
            except TransflowError as error:  # taken away meanwhile: the other articles lose nothing
                self.lost[part.slug] = error
                continue
            group = groups.setdefault((opened.source, part.target, self.staff.may_leave(opened.article)), [])
            wanted = set(part.ids)
            group += [(opened, segment) for segment in opened.catalog.segments if segment.id in wanted]
        return groups

    def _fill(
        self, source: str, target: str, work: "Sequence[tuple[Opened, Segment]]", report: Callable[[], None]
    ) -> None:
        """Translates segments of one pair of languages that the same engines may have."""
        able = self.staff.able(source, target, work[0][0].article)
        self.staff.show(list({opened.article.slug: opened for opened, _segment in work}.values()))
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
                # An engine that merely had nothing to offer has not failed.
                reason = self.staff.withheld(opened.article) if len(able) < len(self.names) else outcome.failure
                if outcome.text:
                    texts[slug][segment.id] = outcome
                elif reason:
                    self.failures.append(Failure(slug, segment.id, reason, target))
                if not left[slug] or len(texts[slug]) >= CHUNK:
                    self._save(slug, target, texts.pop(slug))
                    texts[slug] = {}
                report()
        finally:  # whatever ended it: what has come is kept
            for slug, some in texts.items():
                self._save(slug, target, some)

    def _asking(self, name: str) -> None:
        self._engine = name

    def _save(self, slug: str, target: str, texts: Mapping[str, "engines.Outcome"]) -> None:
        """Saves the texts of one article; if that cannot be done, the others lose nothing."""
        if texts:
            try:
                self._commit(slug, target, texts)
            except TransflowError as error:
                self.lost[slug] = error

    def _commit(self, slug: str, target: str, texts: Mapping[str, "engines.Outcome"]) -> None:
        with writing(self.room, slug, target) as (opened, save):
            acts, said = [], Counter[str]()
            faults: list[Fault] = []
            words = self.staff.wording(opened.source, target)
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
                said[name] += 1
                if found := words.errors(after):
                    faults.append(Fault(slug, after.id, found, target))
                if name not in engines.INSTANT:
                    self.unknown.update(dict.fromkeys(words.names(after.source)))
                if after != before:
                    acts.append(act(self.room, Verb.FILL, before, after, actor=outcome.origin))
            if acts:
                save(acts)
            self.by_engine += said
            self.faults += faults
            self.filled[slug, target] += said.total()
