"""The terms and names of the house in a source text, as engines are told them."""

from collections.abc import Iterator

from transflow import engines
from transflow.checks.plain import plain
from transflow.terms import Termbase


def occurrences(base: Termbase, text: str, pair: "engines.Pair") -> "Iterator[engines.Occurrence]":
    """What the termbase knows of `text` (with its tags), in order, none inside another: all that has a rendering in
    the target language, or a forbidden one."""
    bare = plain(text)
    for one in base.find(bare.text, pair.source):
        term, said = one.term, bare.text[one.start : one.end]
        accepted, forbidden = term.renderings(pair.target), term.forbidden(pair.target)
        if accepted or forbidden:
            yield engines.Occurrence(
                *bare.span(one.start, one.end), said, term.rendering(pair.target), accepted, forbidden, term.kind,
                pronoun=term.person.get("pronoun", ""), note=term.note,
            )  # fmt: skip
