"""Engines: what fills untranslated segments. One small batched protocol, one lazy table, one chain.

Text leaves the machine only in `web` and `llm`; every other engine here is local.
"""

from transflow.engines.budget import Budget, Ledger
from transflow.engines.cache import SqliteCache, cached
from transflow.engines.chain import pretranslate
from transflow.engines.conversion import Conversion
from transflow.engines.falls import Falls
from transflow.engines.port import (
    Budgeted,
    Cache,
    Engine,
    Metered,
    Occurrence,
    Outcome,
    Pair,
    Reachable,
    Recalled,
    Resources,
    Terminology,
    Verdict,
    Versioned,
)  # fmt: skip
from transflow.engines.secrets import keys_from
from transflow.engines.standing import Standings
from transflow.engines.story import Place, Sentence, Story
from transflow.engines.table import ENGINES, INSTANT, LOCAL, held, load, names
from transflow.engines.tariff import MICRO, Bill, Bills, Paid, Tariff, Tokens, money

__all__ = [
    "ENGINES",
    "INSTANT",
    "LOCAL",
    "MICRO",
    "Bill",
    "Bills",
    "Budget",
    "Budgeted",
    "Cache",
    "Conversion",
    "Engine",
    "Falls",
    "Ledger",
    "Metered",
    "Occurrence",
    "Outcome",
    "Paid",
    "Pair",
    "Place",
    "Reachable",
    "Recalled",
    "Resources",
    "Sentence",
    "SqliteCache",
    "Standings",
    "Story",
    "Tariff",
    "Terminology",
    "Tokens",
    "Verdict",
    "Versioned",
    "cached",
    "held",
    "keys_from",
    "load",
    "money",
    "names",
    "pretranslate",
]
