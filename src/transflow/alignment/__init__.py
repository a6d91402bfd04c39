"""Sentence alignment: which sentences of a text translate which of another, and how surely."""

from transflow.alignment.aligning import Bead, align
from transflow.alignment.model import Known
from transflow.alignment.moving import Link, links

__all__ = ["Bead", "Known", "Link", "align", "links"]
