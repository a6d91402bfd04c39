"""The termbase: terms, people, organisations and places with their renderings (DESIGN §3, `locales/terms.csv`)."""

from transflow.terms.row import FACTS, KINDS, Row
from transflow.terms.termbase import Occurrence, Term, Termbase, load

__all__ = ["FACTS", "KINDS", "Occurrence", "Row", "Term", "Termbase", "load"]
