"""Finding words anywhere in a memory, in either language: where and how was this said before?"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

END = b"\xff"  # in no UTF-8 text, so nothing is found across two texts


class Concordance:
    """Pairs of texts as one piece of memory that is searched from its start: the order of the pairs is that of the
    finds. In UTF-8, which is the smallest for two languages and in which a part is found only where it stands.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        texts = [folded(source, target) for source, target in pairs]
        self._text = b"".join(texts)
        self._ends = list(accumulate(map(len, texts)))

    def find(self, words: str) -> Iterator[int]:
        """The numbers of the pairs that hold `words` in any case, in their order. White space alone is nowhere."""
        wanted, start = sought(words), 0
        while wanted and (at := self._text.find(wanted, start)) >= 0:
            number = bisect_right(self._ends, at)
            yield number
            start = self._ends[number]


def folded(source: str, target: str) -> bytes:
    """A pair as it is searched: without case, each text ended by `END`."""
    return END.join((_bytes(source), _bytes(target), b""))


def sought(words: str) -> bytes:
    """What is looked for; nothing, where there is only white space."""
    return _bytes(words) if words.strip() else b""


def _bytes(text: str) -> bytes:
    return text.casefold().encode("utf-8", "surrogatepass")
