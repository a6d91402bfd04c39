"""Which articles are related: those that share tags and names of the termbase, among the news of the time before.

Only what is older can be related to an article, so that nothing changes on old pages when news comes in.
"""

from collections.abc import Sequence

from transflow.publish.released import Entry

WINDOW = 200  # articles looked back
MOST = 3
_TAG, _NAME, _LEAST = 2, 1, 2  # what a shared tag and a shared name count, and how much is enough


def related(one: Entry, earlier: Sequence[Entry]) -> list[str]:
    """The slugs of at most three of `earlier` that are nearest to `one`; of the same nearness the newest."""
    tags, names = set(one.tags), set(one.subjects)
    found = [
        (_TAG * len(tags.intersection(other.tags)) + _NAME * len(names.intersection(other.subjects)), other)
        for other in earlier
    ]
    near = sorted((score, other.sort, other.slug) for score, other in found if score >= _LEAST)
    return [slug for _score, _sort, slug in reversed(near[-MOST:])]
