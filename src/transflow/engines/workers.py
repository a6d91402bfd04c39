"""The threads of one run of an engine that asks a server: who waits for a place, how often one tries, when all stop.

What is asked is the business of those who build on `Workers`; what one piece of work is called here is a *job*: the
indices of the texts that one request, or one chain of requests, is about. The threads are daemons: a run that was
stopped, and a program that ends, wait for no server.
"""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TypeVar

from transflow.engines import trouble
from transflow.engines.port import Resources
from transflow.engines.standing import Standing
from transflow.engines.trouble import Blow

REST = 2.0  # seconds before a second try, where the service names none; doubled for each further one
LONGEST_REST = 60.0  # seconds; a service that wants more has ended the run
STREAK = 4  # jobs in a row that fail as a sick service fails
_LOOK = 0.05  # seconds within which a run that is to stop has stopped

Answer = str | Blow
Job = Sequence[int]
Settled = tuple[int, Answer]  # the index of a text, and what became of it
_Said = TypeVar("_Said")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one request is tried: `retries` after the first time, none begun later than `deadline` seconds after
    it."""

    retries: int
    deadline: float


@dataclass(slots=True)
class Run:
    """What the threads of one run share: whether there is to be another request, and what ended it."""

    closed: threading.Event = field(default_factory=threading.Event)
    blow: Blow | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _streak: int = 0

    def tell(self, blow: Blow | None) -> None:
        """What came of a job: the run ends at a blow to the whole, or at several signs of sickness in a row."""
        with self._lock:
            self._streak = self._streak + 1 if blow and blow.shaky else 0
            if blow and self.blow is None and (blow.whole or self._streak >= STREAK):
                self.blow = blow
                self.closed.set()


def pause(blow: Blow, tried: int, chance: float) -> float:
    """Seconds before the next try after `tried` ones: never less than the service asks for, and not the same for all
    (`chance` is 0 to 1)."""
    if blow.wait is not None:
        return blow.wait * (1 + 0.1 * chance)
    return REST * 2.0 ** max(0, tried - 1) * (0.5 + chance)


class Workers(ABC):
    """The workers of one run for the engine called `name`."""

    def __init__(self, name: str, patience: Patience, standing: Standing, resources: Resources) -> None:
        self._name, self._patience, self._standing, self._resources = name, patience, standing, resources
        self.run = Run()

    @abstractmethod
    def made(self, job: Job) -> Iterable[Settled]:
        """(index, answer) for each index of a job, as they come. It runs in a thread, and asks by `patiently`."""

    @abstractmethod
    def hang_up(self) -> None:
        """Closes the connections of all threads."""

    def answers(self, jobs: Sequence[Job], threads: int) -> Iterator[Settled]:
        """(index, answer) for each index of the jobs, as they come; closing it sends nothing more and waits for
        nobody."""
        if self._resources.cancelled():
            return
        waiting: SimpleQueue[Job] = SimpleQueue()
        done: SimpleQueue[Settled | Exception] = SimpleQueue()
        for job in jobs:
            waiting.put(job)

        def serve() -> None:
            while True:
                try:
                    job = waiting.get_nowait()
                except Empty:
                    return
                try:
                    for settled in self._settled(job):
                        done.put(settled)
                except Exception as error:  # noqa: BLE001 - a mistake of ours: raised where somebody can see it
                    done.put(error)

        try:
            for number in range(min(threads, len(jobs))):
                threading.Thread(target=serve, name=f"{self._name}-{number}", daemon=True).start()
            for _index in range(sum(map(len, jobs))):
                settled = self._next(done)
                if isinstance(settled, Exception):
                    raise settled
                if settled is None:  # stopped
                    return
                yield settled
        finally:
            self.run.closed.set()
            self.hang_up()

    def _next(self, done: "SimpleQueue[Settled | Exception]") -> Settled | Exception | None:
        """What is done next; None where the run is stopped first."""
        while not self._resources.cancelled():
            try:
                return done.get(timeout=_LOOK)
            except Empty:
                continue
        return None

    def _settled(self, job: Job) -> Iterator[Settled]:
        """What became of each text of a job. Good answers are handed on at once: a run may be stopped any time."""
        if self.run.closed.is_set():
            yield from ((index, self.run.blow or trouble.cut()) for index in job)
            return
        down = self._standing.down()  # another run, of another article, may have found out
        blows: list[tuple[int, Blow]] = []
        for index, answer in ((index, down.blow) for index in job) if down else self.made(job):
            if isinstance(answer, Blow):
                blows.append((index, answer))
            else:
                yield index, answer
        grave = [blow for _index, blow in blows if blow.whole or len(blows) == len(job)]
        self.run.tell(grave[0] if grave else None)
        yield from ((index, self.run.blow or blow) for index, blow in blows)

    def patiently(self, ask: Callable[[], _Said | Blow]) -> _Said | Blow:
        """What `ask` is told at the first try or a later one.

        A try that found the service too busy costs none of the retries as long as others get answers: then it is
        only a question of waiting for a place.
        """
        clock, tried, end = self._resources.clock, 0, None
        while True:
            before = self._standing.answers
            if not self._admitted():
                return self.run.blow or trouble.cut()
            if end is None:  # waiting for one's first turn is no fault of the service
                end = clock() + self._patience.deadline
            answer = self._tried(ask)
            if not isinstance(answer, Blow) or not answer.again:
                return answer
            if not (answer.busy and self._standing.answers > before):
                tried += 1
            rest = pause(answer, tried, self._resources.chance())
            if tried > self._patience.retries or rest > LONGEST_REST or clock() + rest > end:
                return answer
            if answer.whole:
                self._standing.pause(rest)  # it is all of us who ask too much
            elif self.run.closed.wait(rest):
                return self.run.blow or answer

    def _admitted(self) -> bool:
        """Waits for this thread's turn; False if the run has ended meanwhile."""
        while wait := self._standing.admit():
            if self.run.closed.wait(wait):
                return False
        if self.run.closed.is_set():
            self._standing.leave(0.0, answered=False)
            return False
        return True

    def _tried(self, ask: Callable[[], _Said | Blow]) -> _Said | Blow:
        """One question, in the place that was admitted."""
        sent = self._resources.clock()
        answer: _Said | Blow = trouble.cut()
        try:
            answer = ask()
        finally:
            good = not isinstance(answer, Blow)
            self._standing.leave(sent, answered=good, busy=isinstance(answer, Blow) and answer.busy)
        return answer
