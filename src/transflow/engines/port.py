"""The words of the engines: what they are given, what they answer, and what they may use."""

import random
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Protocol, runtime_checkable

from transflow.engines.budget import Budget, Ledger
from transflow.engines.standing import Standings
from transflow.engines.story import Place
from transflow.engines.tariff import Bills, Tariff, Tokens


@dataclass(frozen=True, slots=True)
class Pair:
    """Two locales (Babel identifiers): from which, into which."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of `sources[index]`: a text, a failure (a short reason that holds neither text nor key), or
    neither, where an engine has nothing to offer and nothing went wrong. `origin` is `memory:87`, `engine:google`."""

    index: int
    text: str | None
    failure: str | None
    origin: str


class Engine(Protocol):
    """A source of translations. `local`: the text never leaves this machine."""

    @property
    def name(self) -> str: ...

    @property
    def local(self) -> bool: ...

    def translate(self, sources: Sequence[str], pair: Pair) -> Iterator[Outcome]:
        """One outcome for each source, in any order, each as soon as it is known.

        A failed segment costs that segment alone. Where the engine fails as a whole, every outcome that is left
        carries the same reason; nothing is raised.
        """
        ...

    def available(self, pair: Pair) -> str | None:
        """None if it works as far as can be known without the network; else the reason and what to do."""
        ...


@runtime_checkable
class Budgeted(Protocol):
    """An engine that costs something by the character."""

    @property
    def budget(self) -> Budget: ...


@runtime_checkable
class Reachable(Protocol):
    """An engine that asks a server, which can be knocked at."""

    def reach(self, seconds: float) -> str | None:
        """None if it is there within so many seconds and has what is wanted; else why not. No text is sent."""
        ...


@runtime_checkable
class Metered(Protocol):
    """An engine that is paid by the token, or would be."""

    @property
    def tariff(self) -> Tariff: ...

    def quote(self, sources: Sequence[str], pair: Pair) -> Tokens:
        """About how many tokens `sources` would cost, if none of its answers had to be asked for again."""
        ...


@runtime_checkable
class Flavoured(Protocol):
    """An engine that is told of more than the text and its terms: of earlier translations that are like it."""

    def flavour(self, source: str, pair: Pair) -> str:
        """What tells these apart, "" where there are none; kept answers of another flavour are not used."""
        ...


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term of the house, or somebody whom it knows, where it stands in a source text.

    `start`, `end`: characters of the text with its tags. `source`: what stands there, without tags. `target`: what to
    call it in the target language; "" where the house only knows what not to. `accepted`: all that it may be called,
    the preferred first; `forbidden`: what it must never be called. `kind`: term, person, organisation, place or title.
    `pronoun` (he, she, they) of a person, "" where nobody knows; `note`: what the house remarks. `guess`: a name that
    the termbase does not know, romanised by rule.
    """

    start: int
    end: int
    source: str
    target: str
    accepted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    kind: str = "term"
    pronoun: str = ""
    note: str = ""
    guess: bool = False

    @property
    def person(self) -> bool:
        """Whether it is somebody's name."""
        return self.kind == "person"


class Terminology(StrEnum):
    """How the house's terms reach an engine; it says so in an attribute `terminology`, else they are WRITTEN."""

    OWN = "own"  # it asks for them itself (`Resources.terms`), or wants none
    WRITTEN = "written"  # they are written into the text: it leaves words of the target language as they are
    MARKED = "marked"  # void tags stand for them: it knows no words of the target language, and carries marks along


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks say of a translation: how many errors and warnings, and which terms of the source it lacks."""

    errors: int = 0
    warnings: int = 0
    missing: frozenset[Occurrence] = frozenset()

    @property
    def weight(self) -> tuple[int, int]:
        """How bad it is: an error weighs more than any warnings."""
        return self.errors, self.warnings


@runtime_checkable
class Versioned(Protocol):
    """An engine whose answers depend on more than text and languages: its model, a prompt."""

    def version(self, pair: Pair) -> str:
        """What tells its answers from those of another version; kept answers of another one are not used."""
        ...


class Recalled(Protocol):
    """A match of the translation memory, as engines need it."""

    @property
    def source(self) -> str: ...

    @property
    def target(self) -> str: ...

    @property
    def score(self) -> int: ...


class Cache(Protocol):
    """Answers kept, by key."""

    def get_many(self, keys: Iterable[str]) -> dict[str, str]:
        """The texts of those keys that are known."""
        ...

    def put(self, key: str, text: str) -> None:
        """Keeps an answer; it is safe when this returns."""
        ...


MemorySearch = Callable[[Sequence[str], Pair, int], Sequence[Sequence[Recalled]]]
"""(texts, pair, minimum score) → for each text its matches, best first."""

TermSearch = Callable[[str, Pair], Sequence[Occurrence]]
"""(source text, pair) → the terms and names of the house that stand in it, in order, none inside another."""

Judge = Callable[[str, str, Pair], Verdict]
"""(source, translation, pair) → what the checks of the house say of it."""


def one_sentence(text: str, _locale: str) -> Sequence[str]:
    """A text as it is, where nobody can tell its sentences."""
    return (text,)


def library(name: str) -> bool:
    """Whether a library is installed, found without importing it."""
    return PathFinder.find_spec(name) is not None


def no_terms(_text: str, _pair: Pair) -> Sequence[Occurrence]:
    """The terms of a house that has no termbase."""
    return ()


def nowhere(_text: str, _pair: Pair) -> Place | None:
    """Where a text stands, if nobody knows."""
    return None


def no_file(_name: str) -> str | None:
    """The files of a newsroom that has none."""
    return None


def never() -> bool:
    """Nobody stops the run."""
    return False


def no_keys(_name: str) -> str | None:
    """The keys of a newsroom that has none."""
    return None


@dataclass(frozen=True, slots=True)
class Resources:
    """What an engine may use of the rest: the memory, what converts texts of a pair (kinds of Chinese), the terms that
    stand in a text, the checks, the cache, the keys of services (by variable name), the folder of the offline models,
    what cuts a text of a locale into its sentences, a clock in seconds that never goes back; the count of what was
    spent, how engines stand with their services, the time of day in so many seconds, whether the run is to stop, and
    chance (0 to 1).

    For a language model: earlier translations as examples (never of an article that must not leave the house), where a
    text stands in its article, the text of a file of the newsroom by its relative name, facts of the house by the names
    that prompts have for them, and what has been paid for in this run."""

    memory: MemorySearch | None = None
    conversion: Callable[[Pair], Callable[[str], str]] | None = None
    terms: TermSearch = no_terms
    judge: Judge | None = None
    cache: Cache | None = None
    keys: Callable[[str], str | None] = no_keys
    models: Path | None = None
    sentences: Callable[[str, str], Sequence[str]] = one_sentence
    clock: Callable[[], float] = time.monotonic
    ledger: Ledger | None = None
    standings: Standings = field(default_factory=Standings)
    moment: Callable[[float], str] | None = None
    cancelled: Callable[[], bool] = never
    chance: Callable[[], float] = random.random
    examples: MemorySearch | None = None
    places: Callable[[str, Pair], Place | None] = nowhere
    read: Callable[[str], str | None] = no_file
    house: Mapping[str, str] = field(default_factory=dict)
    bills: Bills = field(default_factory=Bills)


def closable(outcomes: Iterator[Outcome]) -> Generator[Outcome, None, None]:
    """The same outcomes as a generator: closing it ends the engine's work, whatever kind of iterator it gave."""
    yield from outcomes


Options = Mapping[str, object]
Factory = Callable[[str, Options, Resources], Engine]
"""What an entry of the table names: (engine's name, its table in the settings, resources) → engine."""
