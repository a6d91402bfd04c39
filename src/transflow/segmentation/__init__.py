"""Segmentation: an article's blocks cut into units by sentence or paragraph, and as people join and split them."""

from transflow.segmentation.arranging import Part, Rule, arrange, boundaries, changed, join_next, split_at

__all__ = ["Part", "Rule", "arrange", "boundaries", "changed", "join_next", "split_at"]
