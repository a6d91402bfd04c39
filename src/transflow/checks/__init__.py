"""Checks of one segment: what a careful reader would stop at. One lazy table; each check is a plain function."""

from transflow.checks.names import NAMES, named, told
from transflow.checks.port import (
    Check,
    Context,
    Finding,
    Help,
    Occurrence,
    Proofread,
    Severity,
    Surnames,
    Term,
    Terms,
)
from transflow.checks.table import ADVISORY, ARCHIVE, ARTICLE, CHECKS, LANGUAGE, known, pairs, run

__all__ = [
    "ADVISORY",
    "ARCHIVE",
    "ARTICLE",
    "CHECKS",
    "LANGUAGE",
    "NAMES",
    "Check",
    "Context",
    "Finding",
    "Help",
    "Occurrence",
    "Proofread",
    "Severity",
    "Surnames",
    "Term",
    "Terms",
    "known",
    "named",
    "pairs",
    "run",
    "told",
]
