"""Engines: what fills untranslated segments. One small batched protocol, one lazy table, one chain.

Text leaves the machine only in `web`; every other engine here is local.
"""

from transflow.engines.budget import Budget, Ledger
from transflow.engines.cache import SqliteCache, cached
from transflow.engines.chain import pretranslate
from transflow.engines.falls import Falls
from transflow.engines.port import (
    Budgeted,
    Cache,
    Engine,
    Occurrence,
    Outcome,
    Pair,
    Recalled,
    Resources,
    Terminology,
    Verdict,
    Versioned,
)  # fmt: skip
from transflow.engines.secrets import keys_from
from transflow.engines.standing import Standings
from transflow.engines.table import ENGINES, INSTANT, LOCAL, load, names

__all__ = [
    "ENGINES",
    "INSTANT",
    "LOCAL",
    "Budget",
    "Budgeted",
    "Cache",
    "Engine",
    "Falls",
    "Ledger",
    "Occurrence",
    "Outcome",
    "Pair",
    "Recalled",
    "Resources",
    "SqliteCache",
    "Standings",
    "Terminology",
    "Verdict",
    "Versioned",
    "cached",
    "keys_from",
    "load",
    "names",
    "pretranslate",
]
