"""Checks of one segment: what a careful reader would stop at. One lazy table; each check is a plain function."""

from transflow.checks.port import Check, Context, Finding, Occurrence, Severity, Term, Terms
from transflow.checks.table import CHECKS, known, pairs, run

__all__ = [
    "CHECKS",
    "Check",
    "Context",
    "Finding",
    "Occurrence",
    "Severity",
    "Term",
    "Terms",
    "known",
    "pairs",
    "run",
]
