"""The words that the rules of English know (`lexicon.toml`), and what is made of them."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_WORDS: dict[str, Any] = tomllib.loads((files("transflow.checks.english") / "lexicon.toml").read_text("utf-8"))
_IRREGULAR: dict[str, str] = _WORDS["plurals"]


def listed(name: str) -> frozenset[str]:
    """The words of one of the lists."""
    return frozenset(_WORDS[name].split())


def regular(noun: str) -> str:
    """The plural of a noun as most make theirs."""
    if re.search("[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search("(?:s|x|ch|sh|hero)$", noun) else "s")


def _third(verb: str) -> str:
    if re.search("[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if re.search("(?:s|x|ch|sh|o)$", verb) else "s")


PLURALS = {noun: _IRREGULAR.get(noun) or regular(noun) for noun in _WORDS["counted"].split()}
SINGULARS = {many: noun for noun, many in PLURALS.items() if many != noun}
COUNTED = frozenset(SINGULARS.values())
MASS = listed("mass")
COLLECTIVE = listed("collective")
VERBS = listed("verbs")
THIRD = {_third(verb): verb for verb in VERBS} | {"has": "have", "is": "be", "does": "do"}  # goes → go
REPORTING = listed("reporting")
PARTICIPLES: dict[str, str] = _WORDS["participles"]  # went → gone
BASES: dict[str, str] = _WORDS["bases"]  # went → go
PASSIVES: dict[str, str] = _WORDS["passives"]  # hold → held

_NO_PLURAL = listed("no_plural")
_PEOPLE = frozenset(("people", "children", "women", "men", "police"))
_MADE = re.compile(
    r"[a-z-]+(?:[^aeiou]ers|ors|ists|eers|ians|ities|ments|tions|sions|ships|ances|ences|cies|lties|graphs|ages"
    r"|ures|ees|dents|ants)"
)


@cache
def plural(word: str) -> bool:
    """Whether `word` is surely a noun in the plural."""
    return word not in _NO_PLURAL and (word in _PEOPLE or word in SINGULARS or bool(_MADE.fullmatch(word)))


@cache
def looks_plural(word: str) -> bool:
    """Whether `word` is a noun in the plural where nothing but a noun can stand."""
    if plural(word):
        return True
    return len(word) > 3 and word.endswith("s") and word not in _NO_PLURAL and not word.endswith(("ss", "us", "is"))
