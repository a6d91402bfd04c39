"""Machine translation of what is left: by the newsroom's engines, in their order, saved as it goes (DESIGN §6)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from transflow import engines, workflow
from transflow.act import Verb
from transflow.errors import TransflowError
from transflow.newsroom import leaving, staffing, workload
from transflow.newsroom.acting import act, permit, writing
from transflow.newsroom.pretranslated import Failure, Fault, Part, Pretranslation, Share, Stop
from transflow.newsroom.room import Newsroom
from transflow.newsroom.staffing import Staff
from transflow.newsroom.wording import NewName
from transflow.newsroom.workload import Task
from transflow.segment import Segment

# Only the caller saves: an article when all of it is settled, or whenever so many of its texts have come. A crash costs
# no more, and the cache keeps even that from being paid twice.
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
    staff = staffing.called(room, chosen, redo=redo, cancelled=cancelled)
    parts, lost = workload.parts(staff, slugs, locale, pairs)
    run = _Run(staff, lost)
    total = sum(len(part.ids) for part in parts)
    for batch in workload.batches(parts):
        if staff.cancelled():
            break
        run.fill(batch, lambda: progress(run.settled, total) if progress else None)
    return run.result(parts)


class _Run:
    """One `translate`: its engines are made once, and what they did is counted here."""

    def __init__(self, staff: Staff, lost: workload.Lost) -> None:
        self.room, self.staff = staff.room, staff
        self.failures: list[Failure] = []
        self.lost: dict[str, TransflowError] = dict(lost)  # what could not be read or saved, by slug
        self.by_engine: Counter[str] = Counter()
        self.filled: Counter[tuple[str, str]] = Counter()
        self.faults: list[Fault] = []
        self.unknown: dict[NewName, None] = {}  # names in the segments that engines have filled, in order
        # By slug and target: the segments that wait for their text in a language, by that language.
        self.waiting: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.settled = 0
        self._tried: set[tuple[str, str, str]] = set()  # (slug, target, segment) of which one knows what became
        self._engine = ""  # the one at work

    def result(self, parts: Sequence[Part]) -> Pretranslation:
        """What came of all of `parts`."""
        total, filled = sum(len(part.ids) for part in parts), self.filled.total()
        names = {(part.slug, part.target): len(part.ids) for part in parts}
        shares = {name: Share(count, self.filled[name], self.waiting[name]) for name, count in names.items()}
        return Pretranslation(
            filled, total - filled, total, tuple(self.failures), dict(self.by_engine), self.stop(parts),
            tuple(self.lost.values()), tuple(self.faults), tuple(self.unknown), shares, self.lost,
            self.staff.bills.paid(), sum(self.waiting.values(), Counter()),
        )  # fmt: skip

    def stop(self, parts: Sequence[Part]) -> Stop | None:
        """Where the run was stopped, if it was before its end."""
        if not self.staff.cancelled():
            return None
        waiting = []
        for part in parts:
            ids = tuple(one for one in part.ids if (part.slug, part.target, one) not in self._tried)
            if ids:
                waiting.append(replace(part, ids=ids))
        return Stop(self._engine, tuple(waiting)) if waiting else None

    def fill(self, batch: Sequence[Part], report: Callable[[], None]) -> None:
        """Translates some segments of some articles and saves them; `report` is called as each is settled."""
        tasks, lost = workload.tasks(self.staff, batch)
        self.lost |= lost
        for task in tasks:
            if not self.staff.cancelled():
                self._wait(task)
                if task.work:
                    self._fill(task, report)

    def _wait(self, task: Task) -> None:
        """Counts what waits for a person."""
        self.settled += len(task.waiting)
        for opened, segment in task.waiting:
            name = opened.article.slug, task.pair.target
            self._tried.add((*name, segment.id))
            self.waiting[name][task.pair.source] += 1

    def _fill(self, task: Task, report: Callable[[], None]) -> None:
        """Translates the segments of a task."""
        work, target = task.work, task.pair.target
        able = self.staff.able(task.pair, work[0][0].article)
        self.staff.show(task.articles)
        left = Counter(opened.article.slug for opened, _segment in work)
        texts: dict[str, dict[str, engines.Outcome]] = {slug: {} for slug in left}
        outcomes = engines.pretranslate(
            able, task.texts, task.pair, cancelled=self.staff.cancelled, asking=self._asking,
        )  # fmt: skip
        try:
            for outcome in outcomes:
                opened, segment = work[outcome.index]
                slug = opened.article.slug
                self._tried.add((slug, target, segment.id))
                self.settled, left[slug] = self.settled + 1, left[slug] - 1
                withheld = len(able) < len(self.staff.names_for(target))
                # An engine that merely had nothing to offer has not failed.
                reason = leaving.withheld(opened.article) if withheld else outcome.failure
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
