"""The engines that send text out of this machine: web services through deep-translator, which needs a tight rein.

Each worker thread has its own translator (a shared one gives answers to the wrong texts); the library's batch call is
never used (one failure would lose all); what comes back is judged before it is called a translation.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import Any

from transflow import language, script
from transflow.engines import options as opt
from transflow.engines import tags, trouble, wire
from transflow.engines.judging import judge, page
from transflow.engines.lengths import pieces
from transflow.engines.port import Options, Outcome, Pair, Resources
from transflow.engines.services import SERVICES, Service, there
from transflow.engines.trouble import Blow, TroubleError
from transflow.engines.wire import build
from transflow.interface import gettext as _

TIMEOUT = 20.0  # seconds
THREADS = 4
RETRIES = 1
REST = 2.0  # seconds before a second try, where the service names none
LONGEST_REST = 60.0  # seconds; a service that wants more has ended the run
STREAK = 4  # texts in a row that fail as a sick service fails
COOL = 60.0  # seconds for which an engine that failed as a whole is not tried again


@dataclass(frozen=True, slots=True)
class Manner:
    """How a service is spoken to: seconds of `timeout`, number of `threads`, seconds of `pause` between two requests,
    number of `retries` of one, its `url` where it is one's own server."""

    timeout: float = TIMEOUT
    threads: int = THREADS
    pause: float = 0.0
    retries: int = RETRIES
    url: str | None = None


@dataclass(slots=True)
class _Run:
    """What the threads of one run share: when the next request may start, and whether there is to be one."""

    clock: Callable[[], float]
    pause: float
    closed: threading.Event = field(default_factory=threading.Event)
    blow: Blow | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _next: float = 0.0
    _streak: int = 0

    def ready(self) -> bool:
        """Waits for this thread's turn; False if the run has ended meanwhile."""
        with self._lock:
            now = self.clock()
            start = max(now, self._next)
            self._next = start + self.pause
        return not self.closed.wait(max(0.0, start - now))

    def rest(self, seconds: float) -> None:
        """No thread asks before so many seconds have passed."""
        with self._lock:
            self._next = max(self._next, self.clock() + seconds)

    def tell(self, blow: Blow | None) -> None:
        """What came of a text: the run ends at a blow to the whole, or at several signs of sickness in a row."""
        with self._lock:
            self._streak = self._streak + 1 if blow and blow.shaky else 0
            if blow and self.blow is None and (blow.whole or self._streak >= STREAK):
                self.blow = blow
                self.closed.set()


class Web:
    """One web service."""

    local = False

    def __init__(self, name: str, service: Service, manner: Manner, resources: Resources) -> None:
        self.name = name
        self._service = service
        self._manner = manner
        self._resources = resources
        self._origin = f"engine:{name}"
        self._fallen: tuple[Blow, float] | None = None

    def available(self, pair: Pair) -> str | None:
        """Whether the library, the languages, the keys and the address are there; nothing is sent."""
        source = self._service.code(pair.source, target=False)
        target = self._service.code(pair.target, target=True)
        if source is None or target is None or source == target:
            return trouble.unsupported().reason
        missing = [variable for variable in self._service.keys.values() if not self._resources.keys(variable)]
        if missing:
            return _("set {names} in the environment or the keyring").format(names=", ".join(missing))
        if self._service.own_server and self._address() is None:
            return _("write the url of a server into the table [engines.{name}]").format(name=self.name)
        if not there(self._service):
            return _("the installed deep-translator does not have this service")
        return None

    def translate(self, sources: Sequence[str], pair: Pair) -> Iterator[Outcome]:
        """One outcome for each source as it comes; a text without letters or digits is its own translation."""
        wordy = []
        for index, source in enumerate(sources):
            if script.has_text(tags.stripped(source)):
                wordy.append(index)
            else:
                yield Outcome(index, source, None, self._origin)
        reason = self.available(pair) if wordy else None
        if reason is None:
            reason = self._still_down()
        if reason is not None:
            for index in wordy:
                yield Outcome(index, None, reason, self._origin)
        elif wordy:
            yield from self._run(sources, wordy, pair)

    def _run(self, sources: Sequence[str], wordy: Sequence[int], pair: Pair) -> Iterator[Outcome]:
        run = _Run(self._resources.clock, self._manner.pause)
        crew = self.crew(run, pair)
        pool = ThreadPoolExecutor(min(self._manner.threads, len(wordy)), thread_name_prefix=self.name)
        try:
            futures = {pool.submit(crew.work, sources[index]): index for index in wordy}
            for future in as_completed(futures):
                yield self._outcome(futures[future], future)
        finally:  # also where the caller has had enough: nothing more is sent, and nobody waits for what is under way
            run.closed.set()
            pool.shutdown(wait=False, cancel_futures=True)
            crew.dismiss()
            if run.blow:
                self._fallen = (run.blow, self._resources.clock())

    def _outcome(self, index: int, future: "Future[str | Blow]") -> Outcome:
        result = future.result()
        if isinstance(result, Blow):
            return Outcome(index, None, result.reason, self._origin)
        return Outcome(index, result, None, self._origin)

    def _still_down(self) -> str | None:
        """The reason of a failure as a whole, as long as it is fresh: the next article need not find out again."""
        if self._fallen and self._resources.clock() - self._fallen[1] < COOL:
            return self._fallen[0].reason
        return None

    def _address(self) -> str | None:
        """Where the service is; None where the library knows it."""
        return self._service.address or self._service.locate(self._manner.url, self._resources.keys)

    def crew(self, run: _Run, pair: Pair) -> "_Crew":
        """Workers for one run."""
        service, look = self._service, self._resources.keys
        keys = {name: look(variable) or "" for name, variable in {**service.keys, **service.extras}.items()}
        known = {**service.dummies, **{name: value for name, value in keys.items() if value}}
        source, target = service.code(pair.source, target=False), service.code(pair.target, target=True)
        assert source is not None  # `available` has said so
        assert target is not None

        def equip() -> tuple[wire.Line, Any]:
            line = wire.Line(service, self._manner.timeout, self._resources.clock)
            return line, build(service, source, target, known, self._address(), line)

        return _Crew(service, self._manner, run, pair, equip)


class _Crew:
    """The workers of one run; each thread has a line and a translator of its own."""

    def __init__(
        self, service: Service, manner: Manner, run: _Run, pair: Pair, equip: Callable[[], tuple[wire.Line, Any]]
    ) -> None:
        self._service, self._manner, self._run, self._pair, self._equip = service, manner, run, pair, equip
        self._own = threading.local()
        self._lines: list[wire.Line] = []

    def work(self, source: str) -> str | Blow:
        """The translation of one source, or what went wrong; never raises."""
        if self._run.closed.is_set():
            return self._run.blow or trouble.cut()
        result = self._translated(source)
        if isinstance(result, str):
            self._run.tell(None)
            return result
        self._run.tell(result)
        return self._run.blow or result

    def dismiss(self) -> None:
        """Hangs up on every line that is not in use."""
        for line in list(self._lines):
            line.close()

    def _translated(self, source: str) -> str | Blow:
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

    def _patiently(self, piece: str) -> str | Blow:
        """The answer at the first try or a later one."""
        for left in range(self._manner.retries, -1, -1):
            if not self._run.ready():
                break
            answer = self._ask(piece)
            if isinstance(answer, str) or not answer.again or not left:
                return answer
            rest = REST if answer.wait is None else answer.wait
            if rest > LONGEST_REST:
                return answer
            if answer.whole:
                self._run.rest(rest)  # it is all of us who ask too much
            else:
                self._run.closed.wait(rest)
        return self._run.blow or trouble.cut()

    def _ask(self, piece: str) -> str | Blow:
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


def open_engine(name: str, options: Options, resources: Resources) -> Web:
    """The engine called `name`, with its options `timeout`, `threads`, `pause`, `retries`; `url` for LibreTranslate.

    Raises SettingsError for an option that is not known or will not do.
    """
    service = SERVICES[name]
    known: dict[str, opt.Reader] = {
        "timeout": opt.some_seconds, "threads": opt.whole(1, 8), "pause": opt.seconds, "retries": opt.whole(0, 5),
    }  # fmt: skip
    if service.own_server:
        known["url"] = opt.address
    read: dict[str, Any] = opt.read_options(name, options, known)
    return Web(name, service, Manner(**read), resources)
