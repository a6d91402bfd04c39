"""First mentions: abbreviations that a text declares itself, and where an article forgets that it has (DESIGN §8).

An organisation is written in full with its abbreviation once, and by the abbreviation after; `以下简称“X”` makes a term
of that article.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from transflow.script import HAN
from transflow.terms.people import Organisation

_DECLARED = re.compile(
    rf"(?P<run>{HAN.pattern}[\w·]*?)\s*[（(]\s*(?:以下|下文|下)?(?:统一|统|均)?简称(?:为)?\s*[:：]?\s*[“\"「『]?"
    rf"(?P<short>[\w·\-]{{1,20}}?)[”\"」』]?\s*[）)]"
)
_HEREINAFTER = re.compile(
    r"(?P<full>(?:[A-Z][\w’'&.-]*|of|and|for|the|in|on|at)(?:\s+(?:[A-Z][\w’'&.-]*|of|and|for|the|in|on|at))*)\s+"
    r"\((?:hereinafter(?:\s+referred\s+to\s+as)?\s+|hereafter\s+|the\s+)?[“\"‘']?(?P<short>[A-Z][\w&.-]*)[”\"’']?\)"
)


@dataclass(frozen=True, slots=True)
class Declared:
    """An abbreviation that a text declares: what is short for what, and where it says so (offsets)."""

    full: str
    short: str
    start: int
    end: int


class Fault(StrEnum):
    """What is wrong with a mention of an organisation."""

    EARLY = "early"  # the abbreviation stands before it is introduced
    BARE = "bare"  # the first mention in full does not give the abbreviation that is used later
    AGAIN = "again"  # in full with its abbreviation, or in full, after it was introduced


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention that is not as the house has it: in which of the texts, where, and what is wrong."""

    text: int
    start: int
    end: int
    fault: Fault


def declared(text: str) -> Iterator[Declared]:
    """The abbreviations that a Chinese or an English text declares: X（以下简称“Y”）, X (hereinafter “Y”), X (Y).

    Chinese does not say where X begins: as late as it may, with the characters of Y in it in their order
    (低碳冶金研究院, of 临海大学低碳冶金研究院 with 低碳院); where they are not in it, all that stands before.
    """
    for found in _DECLARED.finditer(text):
        run, short = found["run"], found["short"]
        at = max((at for at in range(len(run)) if run[at] == short[0] and _within(short, run[at:])), default=0)
        yield Declared(run[at:], short, found.start("run") + at, found.end())
    for found in _HEREINAFTER.finditer(text):
        full = re.sub(r"^(?:(?:of|and|for|the|The|in|on|at)\s+)+", "", found["full"])
        if len(full.split()) > 1:
            yield Declared(full, found["short"], found.end("full") - len(full), found.end())


def faults(texts: Sequence[str], one: Organisation) -> Iterator[Mention]:
    """The mentions of an organisation in the texts of an article (in order) that are not in full with the abbreviation
    once and by the abbreviation after. Nothing for one without an abbreviation, or which the article names once."""
    if not one.abbreviation or one.abbreviation == one.written or not one.written:
        return
    pattern = re.compile(
        rf"(?<!\w)(?:(?P<full>{re.escape(one.written)})(?P<with>\s*[（(]{re.escape(one.abbreviation)}[)）])?"
        rf"|(?P<short>{re.escape(one.abbreviation)}))(?!\w)"
        if one.written[-1].isascii()
        else rf"(?P<full>{re.escape(one.written)})(?P<with>\s*[（(]{re.escape(one.abbreviation)}[)）])?"
        rf"|(?P<short>{re.escape(one.abbreviation)})"
    )
    found = [(number, mention) for number, text in enumerate(texts) for mention in pattern.finditer(text)]
    introduced = False
    for number, mention in found:
        fault = None
        if mention["short"]:
            fault = None if introduced else Fault.EARLY
        elif introduced:
            fault = Fault.AGAIN
        elif mention["with"]:
            introduced = True
        elif len(found) > 1:
            fault, introduced = Fault.BARE, True
        if fault is not None:
            yield Mention(number, *mention.span(), fault)


def _within(short: str, run: str) -> bool:
    """Whether the characters of `short` stand in `run` in their order."""
    rest = iter(run)
    return all(char in rest for char in short)
