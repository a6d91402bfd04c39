"""Two clauses in one sentence: joined by a comma alone, or by two conjunctions where one would do."""

import re
from collections.abc import Iterator

from transflow.checks.english.slip import Slip, found
from transflow.checks.english.splices import splices
from transflow.checks.port import FREE, Context, Finding
from transflow.interface import gettext as _
from transflow.segment import Segment

_DOUBLED = re.compile(
    r"(?:^|(?<=[.!?] ))(Although|Though|Even though|Because|Since|As|Despite|In spite of) [^,.;:?!“”\"]*, (but|so) "
    r"(?!that\b|as\b|far\b|much\b|many\b|too\b|it’s\b)"
)
_PAIRS = {"but": ("Although", "Though", "Even though", "Despite", "In spite of"), "so": ("Because", "Since", "As")}


def clauses(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning for a comma between two sentences, and for “although … but”, “because … so”; not in headlines."""
    if segment.kind in FREE:
        return iter(())
    return found("clauses", segment, context, _splices, _doubled)


def _splices(text: str) -> Iterator[Slip]:
    """The Institute will be a centre, the Institute is in Beijing."""
    for at in splices(text):
        yield Slip(at, at + 1, ";", _("two sentences are joined by a comma: write “;”, or a conjunction"))


def _doubled(text: str) -> Iterator[Slip]:
    """Although it rained, but they went on."""
    for one in _DOUBLED.finditer(text):
        if one[1] in _PAIRS[one[2]]:
            said = _("“{first} … {second}”: one conjunction is enough").format(first=one[1].lower(), second=one[2])
            yield Slip(one.start(2), one.end(2) + 1, "", said)
