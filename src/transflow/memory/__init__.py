"""The translation memory: pairs that people have already made, found again by likeness, mended where only a
number, a date or a name differs. Values only: reading files and asking the catalogues is the desk's work."""

from transflow.memory.layered import Layered
from transflow.memory.matching import Match, Memory, Unit
from transflow.memory.repair import NamesIn, repair
from transflow.memory.selecting import Penalties, Selection
from transflow.memory.store import Changed, Store
from transflow.memory.tmx import read_tmx
from transflow.memory.units import ALIGNED, WITHDRAWN

__all__ = [
    "ALIGNED", "WITHDRAWN", "Changed", "Layered", "Match", "Memory", "NamesIn", "Penalties", "Selection", "Store",
    "Unit", "read_tmx", "repair",
]  # fmt: skip
