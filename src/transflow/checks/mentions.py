"""A person by surname alone: “Wang” after WANG Jian has been named, unless the whole name was meant and misspelt."""

import re
from collections.abc import Sequence

from transflow.segment import Kind

# What stands before a surname and is no given name.
TITLE = re.compile(
    r"(?:Mr|Ms|Mrs|Miss|Dr|Prof|Professor|President|Premier|Minister|Secretary|Governor|Mayor|Senator|Ambassador|Dean|Rector"
    r"|Chancellor|Provost|Chairman|Chairwoman|Chair|Director|Academician|Judge|General|Colonel|Captain|Coach|Manager"
    r"|Officer|Engineer|Editor|Reporter|Sir|Lord|Lady|King|Queen|Prince|Princess|Pope|And|But|While|When|As|The)\.?"
)
_WORD_BEFORE, _WORD_AFTER = re.compile(r"([\w’'.-]+)[ \u00a0]$"), re.compile(r"^[ \u00a0]([\w’'-]+)")
_HEADLINES = frozenset({Kind.TITLE, Kind.HEADING, Kind.SUMMARY})
_LIKE = 0.5  # share of letters in common from which two words are meant to be one name


def called(short: str, full: str, text: str, kind: Kind) -> bool:
    """Whether `short`, a word of the name `full`, stands in `text` for itself.

    Not where a word beside it, on the side of the given name, is capitalised as a name is: then the full name was
    meant, and is another one. In headlines, where every word is capitalised, that word must resemble the given name.
    """
    words = full.split()
    given = [word for word in words if word.casefold() != short.casefold()]
    first = words[0].casefold() == short.casefold()
    for found in re.finditer(rf"(?<!\w)(?:{re.escape(short)}|{re.escape(short.upper())})(?!\w)", text):
        beside = _WORD_AFTER.search(text[found.end() :]) if first else _WORD_BEFORE.search(text[: found.start()])
        word = beside[1] if beside else ""
        if not word[:1].isupper() or TITLE.fullmatch(word):
            return True
        if kind in _HEADLINES and not _resembles(word, given):
            return True
    return False


def _resembles(word: str, given: Sequence[str]) -> bool:
    from difflib import SequenceMatcher  # 5 ms, and only a surname beside a capital needs it

    return any(SequenceMatcher(None, word.casefold(), one.casefold()).ratio() >= _LIKE for one in given)
