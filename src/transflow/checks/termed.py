"""What the termbase knows in two texts: it says how these are written."""

from collections.abc import Iterable

from transflow.checks.port import Context
from transflow.language import is_chinese


class Known:
    """The places of all that the termbase knows in a Chinese and an English text."""

    def __init__(self, chinese: str, english: str, context: Context) -> None:
        both = (context.source_locale, context.target_locale)
        han, latin = both if is_chinese(both[0]) else both[::-1]
        self._han = _places(context, chinese, han)
        self._latin = _places(context, english, latin)

    def covers(self, place: tuple[int, int], *words: tuple[int, int]) -> bool:
        """Whether the termbase knows the name, at its place in the Chinese text or in a word of the English one."""
        return any(start < place[1] and place[0] < end for start, end in self._han) or any(
            start < word[1] and word[0] < end for start, end in self._latin for word in words
        )


def _places(context: Context, text: str, locale: str) -> Iterable[tuple[int, int]]:
    if context.terms is None:
        return ()
    return [place for places in context.terms.standing(text, locale).values() for place in places]
