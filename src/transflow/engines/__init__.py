"""Engines: what fills untranslated segments. One small batched protocol, one lazy table, one chain.

Text leaves the machine only in `web`; every other engine here is local.
"""

from transflow.engines.budget import Budget, Ledger
from transflow.engines.cache import SqliteCache, cached, kept
from transflow.engines.chain import pretranslate
from transflow.engines.port import Budgeted, Cache, Engine, Outcome, Pair, Recalled, Resources
from transflow.engines.secrets import keys_from
from transflow.engines.standing import Standings
from transflow.engines.table import ENGINES, LOCAL, load, names

__all__ = [
    "ENGINES",
    "LOCAL",
    "Budget",
    "Budgeted",
    "Cache",
    "Engine",
    "Ledger",
    "Outcome",
    "Pair",
    "Recalled",
    "Resources",
    "SqliteCache",
    "Standings",
    "cached",
    "kept",
    "keys_from",
    "load",
    "names",
    "pretranslate",
]
