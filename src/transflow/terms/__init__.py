"""The termbase: terms, people, organisations and places with their renderings (DESIGN §3, `locales/terms.csv`)."""

from transflow.terms.termbase import Occurrence, Term, Termbase, load

__all__ = ["Occurrence", "Term", "Termbase", "load"]
