"""The engine `llm`, and every `[engines.NAME]` with `kind = "llm"`: one model behind an OpenAI-compatible endpoint."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlsplit

from transflow import script
from transflow.engines import options as opt
from transflow.engines import tags, wire
from transflow.engines.circuit import Circuit
from transflow.engines.house import nearby
from transflow.engines.llm import chat, prompts
from transflow.engines.llm.asking import Asker, Question
from transflow.engines.llm.grouping import Asked, Size, groups
from transflow.engines.llm.writers import Work, Writers
from transflow.engines.port import Options, Outcome, Pair, Recalled, Resources, Terminology
from transflow.engines.standing import Limits
from transflow.engines.tariff import Tariff, Tokens
from transflow.engines.workers import Patience
from transflow.errors import SettingsError
from transflow.interface import gettext as _

IN_FLIGHT = 4  # requests at once: what Ollama works on at most without being told, and few services refuse
TIMEOUT = 300.0  # seconds for one answer: a model on a machine without a graphics card writes some words a second
DEADLINE = 600.0
NEAREST = 60  # the score from which on a match of the memory is worth showing
_MATCHES = 3  # of one segment
_KNOWN = 4096  # texts whose matches are remembered


@dataclass(frozen=True, slots=True)
class Manner:
    """What the table says: see `open_engine`. `context` is the number of tokens that question and answer may have
    together, `paragraphs` how many go into one request, `mends` how often a broken answer is asked for again."""

    url: str
    model: str
    prompt: str | None = None
    context: int = 4096
    paragraphs: int = 4
    temperature: float = 0.0
    structured: str | None = None
    max_tokens: int | None = None
    mends: int = 2
    timeout: float = TIMEOUT
    threads: int = IN_FLIGHT
    rate: float | None = None
    burst: int | None = None
    retries: int = 1
    deadline: float = DEADLINE
    local: bool | None = None
    keyless: bool = False
    per_million_sent: float | None = None
    per_million_received: float | None = None
    tokens_per_day: int | None = None
    price_per_month: float | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def tariff(self) -> Tariff:
        """What it costs, and how much it may."""
        return Tariff(self.per_million_sent, self.per_million_received, self.tokens_per_day, self.price_per_month)


class LanguageModel:
    """One model."""

    terminology = Terminology.OWN  # they stand in the prompt

    def __init__(self, name: str, manner: Manner, resources: Resources) -> None:
        self.name = name
        self.tariff = manner.tariff
        self._manner, self._resources = manner, resources
        self._origin = f"engine:{name}"
        self._address = address(manner.url)
        self._abilities = chat.Abilities(manner.structured)
        self._examples = lru_cache(_KNOWN)(self._recalled)  # asked for by the cache, and again for the model
        self._askers: dict[Pair, Asker] = {}

    @cached_property
    def local(self) -> bool:
        """Whether the text stays in the house: the address is this machine's or a private one, and neither the settings
        nor the model's name (Ollama's `…-cloud`) say that it is sent on from there."""
        if self._manner.local is not None:
            return self._manner.local and nearby(self._address)
        return nearby(self._address) and not self._manner.model.lower().endswith(("-cloud", ":cloud"))

    @property
    def variable(self) -> str:
        """The variable that holds the key."""
        return f"{self.name.upper().replace('-', '_')}_API_KEY"

    def available(self, pair: Pair) -> str | None:
        """Whether the languages differ and the key is there; nothing is sent. Raises SettingsError where the prompt
        will not do."""
        self._asker(pair)
        if pair.source == pair.target:
            return _("both languages are the same")
        if not (nearby(self._address) or self._manner.keyless or self._resources.keys(self.variable)):
            return _("set {names} in the environment or the keyring").format(names=self.variable)
        return None

    def reach(self, seconds: float) -> str | None:
        """Whether the server is there and has the model; no text is sent, the key to where it belongs alone."""
        line = wire.Line(chat.Talk(), seconds, self._resources.clock, proxied=not nearby(self._address))
        blow = chat.knock(self._endpoint(), line)
        line.close()
        return blow.reason if blow else None

    def version(self, pair: Pair) -> str:
        """The digest of the prompt with the house style, the model and how it is asked."""
        asker, manner = self._asker(pair), self._manner
        facts = [
            asker.prompt.system, asker.prompt.user, sorted(asker.house.items()), manner.model, self._address,
            manner.temperature, sorted((name, repr(value)) for name, value in manner.extra.items()),
        ]  # fmt: skip
        return _digest(facts)

    def flavour(self, source: str, pair: Pair) -> str:
        """The digest of the examples that a text is asked with."""
        examples = [(one.source, one.target) for one in self._examples(source, pair)]
        return _digest(examples) if examples else ""

    def quote(self, sources: Sequence[str], pair: Pair) -> Tokens:
        """About how many tokens `sources` would cost: those of the requests that would be sent, and of the answers."""
        return sum((Tokens(one.sent, one.expected) for one in self.questions(sources, pair)), Tokens())

    def questions(self, sources: Sequence[str], pair: Pair) -> Iterator[Question]:
        """The requests that would be sent for `sources`, if each were answered well at once."""
        asker = self._asker(pair)
        for group in self._groups([self._asked(index, text, pair) for index, text in self._wordy(sources)], pair):
            question = asker.question(group, self._manner.context)
            if question:
                yield question
            else:
                yield from filter(None, (asker.question([one], self._manner.context) for one in group))

    def translate(self, sources: Sequence[str], pair: Pair) -> Iterator[Outcome]:
        """One outcome for each source as it comes; a text without letters or digits is its own translation."""
        wordy = self._wordy(sources)
        for index in sorted(set(range(len(sources))) - {index for index, _text in wordy}):
            yield Outcome(index, sources[index], None, self._origin)
        if not wordy:
            return
        texts = {index: self._asked(index, text, pair) for index, text in wordy}
        jobs = [[one.index for one in group] for group in self._groups(texts.values(), pair)]
        limits = Limits(self._manner.threads, self._manner.rate, self._manner.burst or 1)
        standing = self._resources.standings.of((self.name, self._address), limits, self._resources.clock)
        circuit = Circuit(self._origin, standing, self._resources)
        reason = self.available(pair)
        if reason is not None:
            yield from circuit.failed(jobs, reason)
            return
        manner = self._manner
        work = Work(texts, pair, self._asker(pair), manner.context, manner.mends, self.tariff)
        patience = Patience(manner.retries, manner.deadline)

        def hire() -> Writers:
            return Writers(
                self.name, self._endpoint(), self._abilities, manner.timeout, nearby(self._address), patience, standing,
                self._resources, work,
            )  # fmt: skip

        yield from circuit.outcomes(jobs, hire)

    def _endpoint(self) -> chat.Endpoint:
        manner = self._manner
        return chat.Endpoint(
            self._address, manner.model, self._resources.keys(self.variable), manner.structured, manner.temperature,
            manner.max_tokens, manner.extra,
        )  # fmt: skip

    def _wordy(self, sources: Sequence[str]) -> list[tuple[int, str]]:
        return [(index, text) for index, text in enumerate(sources) if script.has_text(tags.stripped(text))]

    def _asked(self, index: int, source: str, pair: Pair) -> Asked:
        # Here, and not in the threads that ask: neither the memory nor the termbase is for several at once.
        place, terms = self._resources.places(source, pair), tuple(self._resources.terms(source, pair))
        return Asked(index, source, place, terms, self._examples(source, pair))

    def _groups(self, texts: Iterable[Asked], pair: Pair) -> list[list[Asked]]:
        fixed = sum(one.sent for one in [self._asker(pair).question((), self._manner.context)] if one)
        size = Size(self._manner.paragraphs, max(1, self._manner.context - fixed))
        return groups(texts, size, pair.target)

    def _recalled(self, source: str, pair: Pair) -> tuple[Recalled, ...]:
        if self._resources.examples is None:
            return ()
        (found,) = self._resources.examples([source], pair, NEAREST)
        return tuple(found[:_MATCHES])

    def _asker(self, pair: Pair) -> Asker:
        """What fills the prompt for a pair. Raises SettingsError where a file of it is missing or will not do."""
        if pair not in self._askers:
            read, house = self._resources.read, self._resources.house
            name, text = prompts.found("translate", pair.target, read, self._manner.prompt)
            values = {
                "newsroom": house.get("newsroom", ""), "name_style": house.get("name_style", ""),
                "source_language": prompts.spoken(pair.source, pair.target),
                "target_language": prompts.spoken(pair.target, pair.target),
                "style": prompts.found("style", pair.target, read)[1].strip(),
            }  # fmt: skip
            prompt = prompts.parse(text, name)
            if not prompt.again:  # the same question would get the same answer
                shipped = prompts.parse(prompts.shipped("translate", pair.target), name)
                prompt = replace(prompt, again=shipped.again)
            self._askers[pair] = Asker(prompt, values, pair.target)
        return self._askers[pair]


def _digest(facts: object) -> str:
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()[:32]


def address(url: str) -> str:
    """Where the endpoint is, with its version: `http://127.0.0.1:11434` and `…/v1/chat/completions` are `…/v1`."""
    plain = url.rstrip("/").removesuffix("/chat/completions").rstrip("/")
    return plain if urlsplit(plain).path.strip("/") else f"{plain}/v1"


def open_engine(name: str, options: Options, resources: Resources) -> LanguageModel:
    """The engine called `name`, with the options of `Manner`. `url` and `model` are needed.

    Raises SettingsError for an option that is missing, not known, or will not do.
    """
    read: dict[str, Any] = opt.read_options(name, options, _OPTIONS)
    for needed, remedy in (
        ("url", _("write the url of a server into the table [engines.{name}]")),
        ("model", _("write the name of a model into the table [engines.{name}]")),
    ):
        if needed not in read:
            raise SettingsError(f"engines.{name}.{needed}", _("it is not said"), remedy=remedy.format(name=name))
    if "price_per_month" in read and not {"per_million_sent", "per_million_received"} & read.keys():
        raise SettingsError(
            f"engines.{name}.price_per_month", _("what a token costs is not said"),
            remedy=_("add per_million_sent and per_million_received, the prices of a million tokens"),
        )  # fmt: skip
    return LanguageModel(name, Manner(**read), resources)


def _degree(value: object) -> float:
    """A temperature, 0 to 2."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 2:
        raise ValueError(_("a number from 0 to 2 is wanted"))
    return float(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(_("true or false is wanted"))
    return value


def _form(value: object) -> str | None:
    """How strictly the form of the answer is asked for; None for `auto`."""
    if value not in ("auto", *chat.FORMS):
        raise ValueError(_("one of {choices} is wanted").format(choices=", ".join(("auto", *chat.FORMS))))
    return None if value == "auto" else str(value)


def _extra(value: object) -> dict[str, Any]:
    """What else the body of a request is to say; what we say ourselves cannot be said again."""
    if not isinstance(value, Mapping):
        raise ValueError(_("a table like { top_p = 0.9 } is wanted"))
    taken = {"model", "messages", "stream", "temperature", "response_format", "n"} & value.keys()
    if taken:
        raise ValueError(_("{name} cannot be said here").format(name=", ".join(sorted(taken))))
    if any(part in str(key).lower() for key in value for part in ("api_key", "secret", "password", "authorization")):
        raise opt.SecretError(_("a key or a password stands in the settings, and the file is committed"))
    return dict(value)


_OPTIONS: Mapping[str, opt.Reader] = {
    "url": opt.address, "model": opt.text, "prompt": opt.text, "context": opt.whole(1024, 2_000_000),
    "paragraphs": opt.whole(1, 50), "temperature": _degree, "structured": _form, "max_tokens": opt.count,
    "mends": opt.whole(0, 4), "timeout": opt.some_seconds, "threads": opt.whole(1, 64), "rate": opt.amount,
    "burst": opt.whole(1, 1000), "retries": opt.whole(0, 5), "deadline": opt.some_seconds, "local": _flag,
    "keyless": _flag, "per_million_sent": opt.amount, "per_million_received": opt.amount,
    "tokens_per_day": opt.count, "price_per_month": opt.amount, "extra": _extra,
}  # fmt: skip
