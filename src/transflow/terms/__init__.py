"""The termbase: terms, people, organisations and places with their renderings (DESIGN §3, `locales/terms.csv`)."""

from transflow.terms.termbase import KINDS, Occurrence, Term, Termbase, load

__all__ = ["KINDS", "Occurrence", "Term", "Termbase", "load"]
