"""The quantities of a text in either language, read once for all checks of a segment."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from transflow.checks.quantities import chinese, english
from transflow.checks.quantities.dotted import dated
from transflow.checks.quantities.quantity import Quantity

_READERS: Mapping[str, Callable[[str], list[Quantity]]] = {"zh": chinese.read, "en": english.read}

_SMALLEST_PART = Decimal(10)


def readable(*languages: str) -> bool:
    """Whether the numbers of all these languages (`zh`, `en`) can be read."""
    return all(language in _READERS for language in languages)


@lru_cache(maxsize=64)
def read(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities of `text`, in its order. Raises KeyError where the language is not `readable`."""
    found = _READERS[language](text)
    if text.count(".") > 1:
        found = dated(found, text)
    return tuple(_fractions(found, text) if "/" in text else found)


def _fractions(found: list[Quantity], text: str) -> Iterator[Quantity]:
    """`found` with 2/3 as a fraction, whose two numbers ask for nothing; 9/11 and 24/7 are none."""
    last = None
    for one in found:
        if last is not None and text[last.end : one.start] == "/" and 0 < last.value < one.value <= _SMALLEST_PART:
            yield replace(last, firm=False)
            ratio = last.value / one.value
            yield Quantity((ratio, ratio * 100), last.start, one.end, digits=True)
            last = replace(one, firm=False)
        else:
            if last is not None:
                yield last
            last = one
    if last is not None:
        yield last
