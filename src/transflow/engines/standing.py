"""How one engine stands with its service in this process: how many requests are under way, how fast they may follow
one another, and until when it is not to be asked at all.

A standing outlives a run: the next article, and the next run of the process, need not find out again. What the service
said about later, the next process need not find out either (`falls`).
"""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from transflow.engines.falls import LONGEST, Falls
from transflow.engines.trouble import Blow

_LOOK = 0.02  # seconds after which a thread that found all places taken looks again


@dataclass(frozen=True, slots=True)
class Limits:
    """What a service is to bear: requests under way at once, and requests a second with how many of them in one burst
    (a token bucket; `rate` None: as fast as it answers)."""

    in_flight: int
    rate: float | None = None
    burst: int = 1


@dataclass(frozen=True, slots=True)
class Down:
    """The circuit is open: why, and for how many more seconds nothing is sent."""

    blow: Blow
    seconds: float


class Standing:
    """Shared by all threads and runs that ask one engine; `clock` gives seconds and never goes back.

    Where the service says that it is asked too much, the requests under way are halved, and come back one by one as
    answers come (additive increase, multiplicative decrease: Chiu and Jain 1989).
    """

    def __init__(
        self, limits: Limits, clock: Callable[[], float], falls: Falls | None = None, service: str = ""
    ) -> None:
        self.limits, self._clock = limits, clock
        self._falls, self._service = falls, service
        self._lock = threading.Lock()
        self._under_way = 0
        self._allowed = float(limits.in_flight)
        self._tokens, self._filled = float(limits.burst), clock()
        self._rest = 0.0  # nobody sends before this instant
        self._halved = 0.0  # when `_allowed` was last halved
        self._answers = 0
        self._fallen: tuple[Blow, float] | None = None
        self._trying = False

    @property
    def answers(self) -> int:
        """How many good answers there have been: whether a service that refuses some requests is getting on at all."""
        return self._answers

    def admit(self) -> float:
        """0 where the caller may send now (it must call `leave` then), else after how many seconds to ask again."""
        with self._lock:
            now = self._clock()
            if now < self._rest:
                return self._rest - now
            if self._under_way >= int(self._allowed):
                return _LOOK
            if self.limits.rate is not None:
                gained = (now - self._filled) * self.limits.rate
                self._tokens, self._filled = min(float(self.limits.burst), self._tokens + gained), now
                if self._tokens < 1 - 1e-9:  # what is waited for exactly must be enough
                    return (1 - self._tokens) / self.limits.rate
                self._tokens -= 1
            self._under_way += 1
            return 0.0

    def leave(self, sent: float, *, answered: bool, busy: bool = False) -> None:
        """A request that was sent at the instant `sent` is over; `busy`: the service is asked too much."""
        with self._lock:
            self._under_way -= 1
            self._answers += answered
            if busy and sent >= self._halved:  # the others of the same wave tell nothing new
                self._allowed, self._halved = max(1.0, self._allowed / 2), self._clock()
            elif answered and self._allowed < self.limits.in_flight:
                self._allowed = min(float(self.limits.in_flight), self._allowed + 1 / self._allowed)

    def pause(self, seconds: float) -> None:
        """Nobody sends before so many seconds have passed."""
        with self._lock:
            self._rest = max(self._rest, self._clock() + seconds)

    def fall(self, blow: Blow) -> Down | None:
        """Opens the circuit for as long as the blow asks for; None where it says nothing about later."""
        seconds = min(blow.cool if blow.wait is None else max(blow.wait, blow.cool), LONGEST)
        with self._lock:
            left = self._fallen[1] - self._clock() if self._fallen else 0.0
            if self._fallen and left > 0:  # another run has just said so
                return Down(self._fallen[0], left)
            if seconds <= 0:
                return None
            self._fallen = (blow, self._clock() + seconds)
        if self._falls and not blow.mendable:
            self._falls.keep(self._service, blow, seconds)
        return Down(blow, seconds)

    def remember(self) -> None:
        """Takes up what another process has found out."""
        fallen = self._falls.of(self._service) if self._falls and self._fallen is None else None
        if fallen is not None:
            with self._lock:
                self._fallen = self._fallen or (fallen[0], self._clock() + fallen[1])

    def down(self) -> Down | None:
        """Why nothing may be sent, as long as that holds."""
        with self._lock:
            left = self._fallen[1] - self._clock() if self._fallen else 0.0
            return Down(self._fallen[0], left) if self._fallen and left > 0 else None

    def doubtful(self) -> bool:
        """Whether it fell and nobody has tried since: one text goes ahead of the others. True for one caller alone."""
        with self._lock:
            if self._fallen is None or self._trying or self._clock() < self._fallen[1]:
                return False
            self._trying = True
            return True

    def tried(self) -> None:
        """The one that went ahead is done, or was stopped: where nothing came of it, another may go ahead."""
        with self._lock:
            self._trying = False

    def recover(self) -> None:
        """It answers again. What was under way when it fell says nothing about that."""
        with self._lock:
            risen = self._fallen is not None and self._clock() >= self._fallen[1]
            if risen:
                self._fallen = None
        if risen and self._falls:
            self._falls.forget(self._service)


@dataclass(slots=True)
class Standings:
    """The standings of a process, by whatever tells engines apart (name, address, limits; never a key); `falls` is what
    other processes know."""

    falls: Falls | None = None
    _known: dict[Hashable, Standing] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, key: Hashable, limits: Limits, clock: Callable[[], float]) -> Standing:
        """The standing of an engine, a new one the first time."""
        with self._lock:
            made = Standing(limits, clock, self.falls, repr(key))
            standing = self._known.setdefault((key, limits), made)
        standing.remember()
        return standing
