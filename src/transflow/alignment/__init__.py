"""Sentence alignment: which sentences of a text translate which of another, and how surely."""

from transflow.alignment.aligning import Bead, align

__all__ = ["Bead", "align"]
