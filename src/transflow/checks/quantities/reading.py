"""The quantities of a text in either language, read once for all checks of a segment."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from transflow.checks.quantities import chinese, english
from transflow.checks.quantities.quantity import Quantity

_READERS: Mapping[str, Callable[[str], list[Quantity]]] = {"zh": chinese.read, "en": english.read}


def readable(*languages: str) -> bool:
    """Whether the numbers of all these languages (`zh`, `en`) can be read."""
    return all(language in _READERS for language in languages)


@lru_cache(maxsize=64)
def read(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities of `text`, in its order. Raises KeyError where the language is not `readable`."""
    return tuple(_READERS[language](text))
