"""Which articles are related: those that share tags and names of the termbase, among the news of the time before.

Only what is older can be related to an article, so that nothing changes on old pages when news comes in.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence

from transflow.publish.released import Entry

WINDOW = 200  # articles looked back
MOST = 3
_TAG, _NAME, _LEAST = 2, 1, 2  # what a shared tag and a shared name count, and how much is enough


def related(run: Sequence[Entry], start: int = 0) -> Iterator[tuple[Entry, list[str]]]:
    """Each entry of `run` (neighbours in the news, the oldest first) from place `start` on, with the slugs of at most
    three that are nearest to it among the `WINDOW` before it in `run`; of the same nearness the newest."""
    holding: dict[tuple[int, str], deque[int]] = defaultdict(deque)  # feature → places of those before that have it
    for place, one in enumerate(run):
        shared = [*((_TAG, tag) for tag in dict.fromkeys(one.tags)), *((_NAME, name) for name in set(one.subjects))]
        if place >= start:
            scores: Counter[int] = Counter()
            for feature in shared:
                places = holding[feature]
                while places and places[0] < place - WINDOW:
                    places.popleft()
                for other in places:
                    scores[other] += feature[0]
            near = sorted((score, other) for other, score in scores.items() if score >= _LEAST)
            yield one, [run[other].slug for _score, other in reversed(near[-MOST:])]
        for feature in shared:
            holding[feature].append(place)
