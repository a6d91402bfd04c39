"""Segmentation: an article's blocks cut into units by sentence or paragraph, and as people join and split them; and the
sentences of a segment that is longer."""

from transflow.segmentation.arranging import Part, Rule, arrange, boundaries, changed, join_next, split_at
from transflow.segmentation.sentences import sentences

__all__ = ["Part", "Rule", "arrange", "boundaries", "changed", "join_next", "sentences", "split_at"]
