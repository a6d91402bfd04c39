"""The engines that send text out of this machine: web services through deep-translator, which needs a tight rein.

Each worker thread has its own translator (a shared one gives answers to the wrong texts); the library's batch call is
never used (one failure would lose all); what comes back is judged before it is called a translation.
"""

import importlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from transflow import language
from transflow.engines import options as opt
from transflow.engines import tags, trouble
from transflow.engines.judging import judge, page
from transflow.engines.lengths import pieces
from transflow.engines.port import Options, Outcome, Pair, Resources
from transflow.engines.services import NO_KEY, SERVICES, Service, build
from transflow.engines.trouble import Blow, Trouble
from transflow.interface import gettext as _

if TYPE_CHECKING:
    from transflow.engines.wire import Line

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
        keys = self._service.keys or {}
        missing = [variable for variable in keys.values() if not self._resources.keys(variable)]
        if missing:
            return _("set {names} in the environment or the keyring").format(names=", ".join(missing))
        if self._service.where[0] == "libre" and self._address() is None:
            return _("write url = \"http://…\" of a LibreTranslate server into [engines.libre]")
        if _library(self._service) is None:
            return _("the installed deep-translator does not have this service")
        return None

    def translate(self, sources: Sequence[str], pair: Pair) -> Iterator[Outcome]:
        """One outcome for each source as it comes; a text without letters or digits is its own translation."""
        wordy = []
        for index, source in enumerate(sources):
            if language.has_text(tags.stripped(source)):
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
        crew = _Crew(self, run, pair)
        pool = ThreadPoolExecutor(min(self._manner.threads, len(wordy)), thread_name_prefix=self.name)
        try:
            futures = {pool.submit(crew.work, sources[index]): index for index in wordy}
            for future in as_completed(futures):
                yield self._outcome(futures[future], future)
        finally:  # also where the caller has had enough: nothing more is sent, and nobody waits for what is under way
            run.closed.set()
            pool.shutdown(wait=False, cancel_futures=True)
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
        """The server of one's own, or the paid one of LibreTranslate where there is a key; None: the library's."""
        if self._manner.url:
            return _folder(self._manner.url)
        if self._service.where[0] == "libre" and self._resources.keys("LIBRE_API_KEY"):
            return self._service.address or "https://libretranslate.com/"
        return self._service.address

    def equip(self, pair: Pair) -> tuple["Line", Any]:
        """A line and a translator for one thread. Raises Trouble."""
        from transflow.engines import wire  # requests: 400 ms

        service, look = self._service, self._resources.keys
        keys = {name: look(variable) or "" for name, variable in (service.keys or {}).items()}
        for name, variable in (service.extras or {}).items():
            value = look(variable)
            if value:
                keys[name] = value
        if service.where[0] == "libre":
            keys.setdefault("api_key", NO_KEY)
        if service.where[0] == "deepl" and not keys["api_key"].endswith(":fx"):
            keys["use_free_api"] = ""  # a paid key is good at another address only
        module = importlib.import_module(f"deep_translator.{service.where[0]}")
        wire.install(module)
        codes = service.code(pair.source, target=False), service.code(pair.target, target=True)
        line = wire.Line(service, self._manner.timeout, self._resources.clock)
        with wire.using(line):
            return line, build(service, codes[0] or "", codes[1] or "", keys, self._address())
