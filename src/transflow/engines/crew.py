"""The workers of one run of a web engine: each thread has a connection and a translator of its own.

The threads are daemons: a run that was stopped, and a program that ends, wait for no server.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any

from transflow import language, script
from transflow.engines import tags, trouble, wire
from transflow.engines.budget import Budget
from transflow.engines.judging import judge, page
from transflow.engines.lengths import pieces
from transflow.engines.port import Pair, Resources
from transflow.engines.services import Service
from transflow.engines.standing import Standing
from transflow.engines.trouble import Blow, TroubleError

REST = 2.0  # seconds before a second try, where the service names none; doubled for each further one
LONGEST_REST = 60.0  # seconds; a service that wants more has ended the run
STREAK = 4  # texts in a row that fail as a sick service fails
_LOOK = 0.05  # seconds within which a run that is to stop has stopped

Equip = Callable[[], tuple[wire.Line, Any]]
Answer = str | Blow


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one text is tried: `retries` after the first time, none begun later than `deadline` seconds after it."""

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
        """What came of a text: the run ends at a blow to the whole, or at several signs of sickness in a row."""
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


class Crew:
    """The workers of one run for the engine called `name`."""

    def __init__(
        self, name: str, service: Service, patience: Patience, budget: Budget, standing: Standing, pair: Pair,
        resources: Resources, equip: Equip,
    ) -> None:  # fmt: skip
        self._name, self._service, self._patience, self._budget = name, service, patience, budget
        self._standing, self._pair, self._resources, self._equip = standing, pair, resources, equip
        self._own = threading.local()
        self._lines: list[wire.Line] = []
        self.run = Run()

    def answers(self, sources: Sequence[str], wanted: Sequence[int], threads: int) -> Iterator[tuple[int, Answer]]:
        """(index, answer) for each index `wanted`, as they come; closing it sends nothing more and waits for nobody."""
        if self._resources.cancelled():
            return
        waiting: SimpleQueue[int] = SimpleQueue()
        done: SimpleQueue[tuple[int, Answer | Exception]] = SimpleQueue()
        for index in wanted:
            waiting.put(index)

        def serve() -> None:
            while True:
                try:
                    index = waiting.get_nowait()
                except Empty:
                    return
                try:
                    done.put((index, self._work(sources[index])))
                except Exception as error:  # noqa: BLE001 - a mistake of ours: raised where somebody can see it
                    done.put((index, error))

        try:
            for number in range(min(threads, len(wanted))):
                threading.Thread(target=serve, name=f"{self._name}-{number}", daemon=True).start()
            for _answer in wanted:
                index, answer = self._next(done)
                if isinstance(answer, Exception):
                    raise answer
                if index < 0:  # stopped
                    return
                yield index, answer
        finally:
            self.run.closed.set()
            for line in list(self._lines):
                line.close()

    def _next(self, done: "SimpleQueue[tuple[int, Answer | Exception]]") -> tuple[int, Answer | Exception]:
        """The next answer; (-1, …) where the run is stopped first."""
        while not self._resources.cancelled():
            try:
                return done.get(timeout=_LOOK)
            except Empty:
                continue
        return -1, trouble.cut()

    def _work(self, source: str) -> Answer:
        """The translation of one source, or what went wrong."""
        if self.run.closed.is_set():
            return self.run.blow or trouble.cut()
        down = self._standing.down()  # another run, of another article, may have found out
        result = down.blow if down else self._translated(source)
        if isinstance(result, str):
            self.run.tell(None)
            return result
        self.run.tell(result)
        return self.run.blow or result

    def _translated(self, source: str) -> Answer:
        """The source piece by piece, where it is too long for the service."""
        made = []
        for piece in pieces(source, self._service.fits):
            if not script.has_text(tags.stripped(piece)):
                made.append(piece.strip())
                continue
            answer = self._patiently(piece)
            if isinstance(answer, Blow):
                return answer
            made.append(answer)
        return language.joiner(self._pair.target).join(filter(None, made))

    def _patiently(self, piece: str) -> Answer:
        """The answer at the first try or a later one.

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
            answer = self._paid(piece)
            if isinstance(answer, str) or not answer.again:
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

    def _paid(self, piece: str) -> Answer:
        """One question within the budget. What the service refused as a whole it did not translate."""
        sent, answer = self._resources.clock(), None
        try:
            answer = self._refusal(piece) or self._ask(piece)
        finally:
            self._standing.leave(
                sent, answered=isinstance(answer, str), busy=isinstance(answer, Blow) and answer.busy
            )  # fmt: skip
        if isinstance(answer, Blow) and answer.whole and self._resources.ledger and self._budget.counted:
            self._resources.ledger.give_back(self._name, len(piece))
        return answer

    def _refusal(self, piece: str) -> Blow | None:
        """What the newsroom's own budget says against sending."""
        if not self._budget.counted or self._resources.ledger is None:
            return None
        return self._resources.ledger.take(self._name, len(piece), self._budget)

    def _ask(self, piece: str) -> Answer:
        """One question, one judged answer."""
        line: wire.Line | None = None
        try:
            line, translator = self._equipment()
            with wire.using(line):
                answer = translator.translate(piece, **self._service.options)
        except TroubleError as error:
            return error.blow
        except StopIteration:  # MyMemory's null without matches
            return trouble.empty()
        # The library lets out whatever its own code trips over (KeyError, JSONDecodeError, …), and the words of it hold
        # the text or the key: it becomes the failure of this segment, told by name and count, in words of our own.
        except Exception:  # noqa: BLE001
            return (line and page(line.body)) or trouble.garbled()
        if isinstance(answer, list):  # Yandex
            answer = "".join(map(str, answer))
        if answer is None:  # Google: nothing in it, or nothing but signs
            return trouble.empty()
        if not isinstance(answer, str):
            return trouble.garbled()
        target = tags.from_plain(answer, piece).strip()
        return judge(target, piece, self._pair) or target

    def _equipment(self) -> tuple[wire.Line, Any]:
        if not hasattr(self._own, "equipment"):
            self._own.equipment = self._equip()
            self._lines.append(self._own.equipment[0])
        equipment: tuple[wire.Line, Any] = self._own.equipment
        return equipment
