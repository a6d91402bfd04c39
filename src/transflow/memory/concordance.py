"""Finding words anywhere in a memory, in either language: where and how was this said before?"""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

_END = b"\xff"  # in no UTF-8 text, so nothing is found across two texts


class Concordance:
    """Pairs of texts as one piece of memory that is searched from its start: the order of the pairs is that of the
    finds. In UTF-8, which is the smallest for two languages and in which a part is found only where it stands.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        texts = [_END.join((_bytes(source), _bytes(target), b"")) for source, target in pairs]
        self._text = b"".join(texts)
        self._ends = list(accumulate(map(len, texts)))

    def find(self, words: str, limit: int) -> list[int]:
        """The numbers of the first `limit` pairs that hold `words` in any case. White space alone is nowhere."""
        wanted, found, start = _bytes(words), list[int](), 0
        if not words.strip():
            return found
        while len(found) < limit and (at := self._text.find(wanted, start)) >= 0:
            found.append(bisect_right(self._ends, at))
            start = self._ends[found[-1]]
        return found


def _bytes(text: str) -> bytes:
    return text.casefold().encode("utf-8", "surrogatepass")
