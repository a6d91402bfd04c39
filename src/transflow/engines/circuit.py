"""A run of an engine that asks a server, and what it means for later runs: the circuit that opens and says until when.

What one run finds out holds for all that share the engine's standing: while the circuit is open nothing is sent, and
after that one job goes ahead of the others.
"""

from collections.abc import Callable, Generator, Iterator, Sequence

from transflow.engines.port import Outcome, Resources
from transflow.engines.standing import Down, Standing
from transflow.engines.trouble import Blow
from transflow.engines.workers import Job, Workers
from transflow.interface import gettext as _

Hiring = Callable[[], Workers]


class Circuit:
    """The runs of the engine whose outcomes are of `origin`."""

    def __init__(self, origin: str, standing: Standing, resources: Resources) -> None:
        self._origin, self._standing, self._resources = origin, standing, resources

    def outcomes(self, jobs: Sequence[Job], hire: Hiring) -> Iterator[Outcome]:
        """One outcome for each index of `jobs`, as it comes from the workers that `hire` gives."""
        down = self._standing.down()
        if down:  # the next article need not find out again
            yield from self.failed(jobs, self._until(down))
            return
        if self._standing.doubtful():  # after a fall one job goes ahead of the others
            told = yield from self._part(jobs[:1], hire, probing=True)
            jobs = jobs[1:]
            if told is not None:
                yield from self.failed(jobs, told)
                return
        if jobs:
            yield from self._part(jobs, hire, probing=False)

    def failed(self, jobs: Sequence[Job], reason: str) -> Iterator[Outcome]:
        """The outcomes of jobs that are not even asked for."""
        for job in jobs:
            for index in job:
                yield Outcome(index, None, reason, self._origin)

    def _part(self, jobs: Sequence[Job], hire: Hiring, *, probing: bool) -> Generator[Outcome, None, str | None]:
        """The outcomes of a part; returns why the rest is not to be asked, if so. `probing`: one failure is enough."""
        workers, told = hire(), None
        try:
            for index, answer in workers.answers(jobs, self._standing.limits.in_flight):
                if isinstance(answer, str):
                    self._standing.recover()
                    yield Outcome(index, answer, None, self._origin)
                    continue
                ended = workers.run.blow or (answer if probing and answer.shaky else None)
                if ended and told is None:
                    told = self._fallen(ended)
                reason = told if told is not None and answer is ended else answer.reason
                yield Outcome(index, None, reason, self._origin)
        finally:  # also where the caller has had enough before it heard of the fall
            if workers.run.blow and told is None:
                self._fallen(workers.run.blow)
            if probing:
                self._standing.tried()
        return told

    def _fallen(self, blow: Blow) -> str:
        """Notes that the service fell; why, and until when."""
        down = self._standing.fall(blow)
        return self._until(down) if down else blow.reason

    def _until(self, down: Down) -> str:
        """Why the engine is not asked, and until when."""
        if self._resources.moment is None:
            return down.blow.reason
        moment = self._resources.moment(down.seconds)
        return _("{reason}; not asked again before {time}").format(reason=down.blow.reason, time=moment)
