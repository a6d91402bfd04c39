"""The shipped lists of wordings, one TOML file a language, and the check that reads them.

A line is a rule of the same form as the newsroom's own `[checks] patterns` (`settings.patterns`), under a name: the
words that stand in any text the rule is about. It is looked for only in a text that has them all, so that a hundred
rules cost little more than one.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from transflow.checks.house import ruled
from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding
from transflow.interface import gettext as _
from transflow.language import base
from transflow.segment import Segment
from transflow.settings.patterns import Pattern, pattern

LANGUAGES = ("en", "zh")


def wording(segment: Segment, context: Context) -> Iterator[Finding]:
    """What a line of the shipped list finds in the target, but for those that the newsroom has taken away."""
    language = base(context.target_locale)
    if language not in LANGUAGES:
        return
    off = context.help.wording_off if context.help else frozenset()
    for name in _listed(language, plain(segment.target).text):
        if name not in off:
            line = rule(language, name)
            yield from ruled("wording", replace(line, say=_(line.say)) if line.say else line, segment)


def names() -> frozenset[str]:
    """The names of all lines of all lists, as `[checks] wording_off` takes them."""
    return frozenset(name for language in LANGUAGES for name in lines(language))


@cache
def lines(language: str) -> Mapping[str, Mapping[str, str]]:
    """The list of a language as it is written: rules by their names."""
    text = (files("transflow.checks.wording") / f"{language}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def rule(language: str, name: str) -> Pattern:
    """One line, ready to be looked for: compiled when it is first needed."""
    return pattern(lines(language)[name])


def _listed(language: str, text: str) -> Iterator[str]:
    """The names of the lines all of whose words stand in `text`, in the order of the list."""
    words, search, needing = _search(language)
    standing = {words[index] for index, _start, _end in search.find_matches_as_indexes(text.lower(), overlapping=True)}
    for number in sorted({one for word in standing for one in needing.get(word, ())}):
        name, needed = _names(language)[number]
        if needed <= standing:
            yield name


@cache
def _names(language: str) -> Sequence[tuple[str, frozenset[str]]]:
    """The lines by number: a name, and its words."""
    return [(name, frozenset(name.split()) if name.strip() == name else frozenset((name,))) for name in lines(language)]


@cache
def _search(language: str) -> tuple[list[str], AhoCorasick, Mapping[str, Sequence[int]]]:
    """All words of the names, how they are found in one pass, and the lines by the longest of their words."""
    needing: dict[str, list[int]] = {}
    for number, (_name, needed) in enumerate(_names(language)):
        needing.setdefault(max(needed, key=len), []).append(number)
    words = sorted({word for _name, needed in _names(language) for word in needed})
    return words, AhoCorasick(words, matchkind=MatchKind.Standard), needing
