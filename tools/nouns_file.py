"""Writes the nouns that need a determiner, `checks/english/nouns.txt`: `tools/nouns_file.py TEXT…`.

Each TEXT is English, a segment a line; of it nothing is kept but which nouns have nearly always a determiner before
them, and which of these have mostly *the*. A word that Harper's dictionary lacks is left out (harper-py must be here).
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path

from transflow.checks.english import harper, missing
from transflow.checks.english.lexicon import MASS, looks_plural
from transflow.checks.english.tagger import tagged

PLACE = Path(missing.__file__).with_name("nouns.txt")
HEAD = """\
# Nouns that in the singular are nearly never without a determiner, made by tools/nouns_file.py. Which of them, and
# where, was counted in news and other English: a noun before *of* (result of) apart from the same one elsewhere. The
# last section are those that have *the* rather than *a*.
"""
# How often with a determiner, at least, and how often without for each time with one, at most: with a word before it or
# anywhere; right behind a verb; right behind a preposition, too.
LEAST = 10
LEAST_ABSTRACT = 40  # of nouns that are counted at times only
_ABSTRACT = re.compile("(?:ness|ity|ism|ance|ence|tion|hood|ship|acy|ure|ery|ment)$")
PLACES = (0.01, 0.01, 0.005)
TITLES = ("with a word before it", "behind a verb, too", "behind a preposition, too")
DEFINITE = 0.9  # of all articles

# Counted, but what reading the alarms taught: idioms (getting word), materials, times of day, British usage (local
# government), verbs.
_LEFT_OUT = """
alarm area audience competition count day difference dissipation discussion enthusiasm evening flood give government
hire hope increase kindness lack mind outlook reservation residence right scene session setting share signing sorrow
south stage tribute urine vote warmth word work
"""
LEFT_OUT = frozenset(_LEFT_OUT.split())
# What newsrooms sign, hold and make: the texts that were counted have it bare too often, in headings and by mistake.
_ADDED = """
agreement celebration ceremony committee competition concert conference contract contribution delegation exhibition
laboratory lecture mechanism medal meeting memorandum partnership platform seminar statement symposium
"""
ADDED = frozenset(_ADDED.split())
_TEXT = re.compile(r"[A-Z“\"][^`<>{}|\\]{20,600}[.!?][”\"]?")


def main() -> None:
    """Reads, counts and writes."""
    known, definite, indefinite = Counter[str](), Counter[str](), Counter[str]()
    bare: tuple[Counter[str], ...] = tuple(Counter[str]() for _place in PLACES)
    for path in sys.argv[1:]:
        for line in dict.fromkeys(Path(path).read_text("utf-8").splitlines()):
            if not _TEXT.fullmatch(line):
                continue
            tokens = tagged(line)
            for phrase in missing.phrases(tokens):
                if phrase.determined:
                    known[phrase.noun] += 1
                    article = _article(tokens, phrase)
                    definite[phrase.noun] += article == "the"
                    indefinite[phrase.noun] += article in ("a", "an")
                elif phrase.opening is not None:
                    bare[missing.place(phrase)][phrase.noun] += 1
    kept = [one for one in known if known[one] >= _least(one) and one.split()[0] not in LEFT_OUT]
    kept = [one for one in kept if not looks_plural(one.split()[0]) and one.split()[0] not in MASS]
    kept = [one for one in kept if not harper.unknown(one.split()[0])]
    sections: dict[str, list[str]] = {}
    for of in (False, True):
        some = [one for one in kept if one.endswith(" of") is of]
        for at in range(len(PLACES)):
            placed = [one for one in some if _place(one, known[one], [count[one] for count in bare]) == at]
            sections[TITLES[at] + (", before of" if of else "")] = placed
    sure = set().union(*sections.values())
    sections["with the"] = [
        one for one in kept if one in sure and definite[one] > max(DEFINITE * (definite[one] + indefinite[one]), LEAST)
    ]
    parts = []
    for title, words in sections.items():
        print(title, len(words))
        whole = title != "with the"
        parts.append(f"# {title}\n" + _wrapped(sorted(one.split()[0] if whole else _written(one) for one in words)))
    PLACE.write_text(HEAD + "".join(parts), "utf-8")


def _least(noun: str) -> int:
    return LEAST_ABSTRACT if _ABSTRACT.search(noun.split()[0]) else LEAST


def _place(noun: str, known: int, bare: list[int]) -> int | None:
    """The last place where a noun asks for a determiner, of how often it had one, and none in each place."""
    placed = 1 if noun in ADDED else None
    for at, count in enumerate(accumulate(bare)):
        if count > PLACES[at] * known:
            break
        placed = max(at, placed or 0)
    return placed


def _article(tokens: Iterable[missing.Token], phrase: missing.Phrase) -> str:
    before = [one.word.lower() for one in tokens if one.start < phrase.tokens[0].start]
    return before[-1] if before else ""


def _written(noun: str) -> str:
    return noun.replace(" ", "_")


def _wrapped(words: Iterable[str]) -> str:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > 118:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
