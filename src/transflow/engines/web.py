"""The engines that send text out of this machine: web services through deep-translator, which needs a tight rein.

Each worker thread has its own translator (a shared one gives answers to the wrong texts); the library's batch call is
never used (one failure would lose all); what comes back is judged before it is called a translation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from transflow import script
from transflow.engines import options as opt
from transflow.engines import tags, trouble, wire
from transflow.engines.budget import Budget
from transflow.engines.circuit import Circuit
from transflow.engines.crew import Crew
from transflow.engines.house import nearby
from transflow.engines.port import Options, Outcome, Pair, Resources
from transflow.engines.services import SERVICES, Service, home, there, with_glossary
from transflow.engines.standing import Limits, Standing
from transflow.engines.workers import Patience
from transflow.errors import SettingsError
from transflow.interface import gettext as _

TIMEOUT = 20.0  # seconds
RETRIES = 1
DEADLINE = 120.0  # seconds
NEARBY = 32  # requests at once to a server of one's own


@dataclass(frozen=True, slots=True)
class Manner:
    """How a service is spoken to: seconds of `timeout` of one request and of `deadline` for beginning another try,
    number of `retries` of one text, `threads` (requests at once; None: as the service bears them), `rate` requests a
    second in bursts of `burst`, or `pause` seconds between two; its `url` where it is one's own server; the `glossary`
    that is kept there; its budget."""

    timeout: float = TIMEOUT
    threads: int | None = None
    pause: float = 0.0
    rate: float | None = None
    burst: int | None = None
    retries: int = RETRIES
    deadline: float = DEADLINE
    url: str | None = None
    glossary: str = ""
    characters_per_day: int | None = None
    price_per_million: float | None = None
    price_per_month: float | None = None

    @property
    def budget(self) -> Budget:
        """What the engine may cost."""
        return Budget(self.characters_per_day, self.price_per_million, self.price_per_month)


class Web:
    """One web service."""

    local = False

    def __init__(self, name: str, service: Service, manner: Manner, resources: Resources) -> None:
        self.name = name
        self._service = service
        self._manner = manner
        self._resources = resources
        self._origin = f"engine:{name}"
        self.budget = manner.budget

    def version(self, _pair: Pair) -> str:
        """The glossary with which it translates."""
        return self._manner.glossary

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

    def reach(self, seconds: float) -> str | None:
        """Whether anybody answers where the service is; nothing of an article is sent, and no key."""
        blow = wire.knock(self._address() or home(self.name), seconds)
        return blow.reason if blow else None

    @property
    def limits(self) -> Limits:
        """Requests at once and a second: as the settings say, else as the service bears them."""
        manner, service = self._manner, self._service
        own = nearby(self._address())
        in_flight = manner.threads or (NEARBY if own else service.in_flight)
        if manner.pause:
            return Limits(in_flight, 1 / manner.pause)
        rate = manner.rate or (None if own else service.rate)
        return Limits(in_flight, rate, manner.burst or max(1, min(in_flight, int(rate or 1))))

    def translate(self, sources: Sequence[str], pair: Pair) -> Iterator[Outcome]:
        """One outcome for each source as it comes; a text without letters or digits is its own translation."""
        wordy = []
        for index, source in enumerate(sources):
            if script.has_text(tags.stripped(source)):
                wordy.append(index)
            else:
                yield Outcome(index, source, None, self._origin)
        if not wordy:
            return
        reason = self.available(pair)
        standing, jobs = self._standing(), [(index,) for index in wordy]
        circuit = Circuit(self._origin, standing, self._resources)
        if reason is None:
            yield from circuit.outcomes(jobs, lambda: self._crew(standing, pair, sources))
        else:
            yield from circuit.failed(jobs, reason)

    def _standing(self) -> Standing:
        """How this engine stands with its service, from whichever run."""
        return self._resources.standings.of((self.name, self._address()), self.limits, self._resources.clock)

    def _address(self) -> str | None:
        """Where the service is; None where the library knows it."""
        return self._service.address or self._service.locate(self._manner.url, self._resources.keys)

    def _crew(self, standing: Standing, pair: Pair, sources: Sequence[str]) -> Crew:
        """Workers for one run."""
        service, look = self._service, self._resources.keys
        keys = {name: look(variable) or "" for name, variable in {**service.keys, **service.extras}.items()}
        known = {**service.dummies, **{name: value for name, value in keys.items() if value}}
        source, target = service.code(pair.source, target=False), service.code(pair.target, target=True)
        assert source is not None  # `available` has said so
        assert target is not None

        def equip() -> tuple[wire.Line, Any]:
            line = wire.Line(service, self._manner.timeout, self._resources.clock)
            return line, wire.build(service, source, target, known, self._address(), line)

        patience = Patience(self._manner.retries, self._manner.deadline)
        return Crew(self.name, service, patience, self.budget, standing, pair, self._resources, equip, sources)


def open_engine(name: str, options: Options, resources: Resources) -> Web:
    """The engine called `name`, with the options of `Manner`; `url` for LibreTranslate alone, `glossary` for
    DeepL.

    Raises SettingsError for an option that is not known or will not do.
    """
    service = SERVICES[name]
    known: dict[str, opt.Reader] = {
        "timeout": opt.some_seconds, "threads": opt.whole(1, 64), "pause": opt.seconds, "rate": opt.amount,
        "burst": opt.whole(1, 1000), "retries": opt.whole(0, 5), "deadline": opt.some_seconds,
        "characters_per_day": opt.count, "price_per_million": opt.amount, "price_per_month": opt.amount,
    }  # fmt: skip
    if service.own_server:
        known["url"] = opt.address
    if service.glossaries:
        known["glossary"] = opt.text
    read: dict[str, Any] = opt.read_options(name, options, known)
    if read.get("pause") and ("rate" in read or "burst" in read):
        raise SettingsError(
            f"engines.{name}.pause", _("it says the same as `rate`, differently"), remedy=_("take one of them out")
        )
    if "price_per_month" in read and "price_per_million" not in read:
        raise SettingsError(
            f"engines.{name}.price_per_month", _("what a character costs is not said"),
            remedy=_("add price_per_million, the price of a million characters"),
        )  # fmt: skip
    if "glossary" in read:
        service = with_glossary(service, read["glossary"])
    return Web(name, service, Manner(**read), resources)
