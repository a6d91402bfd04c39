"""Two clauses in one sentence: joined by a comma alone, or by two conjunctions where one would do."""

import re
from collections.abc import Iterator

from transflow.checks.english.slip import Slip, found
from transflow.checks.port import FREE, Context, Finding
from transflow.interface import gettext as _
from transflow.segment import Segment

_FINITE = r"(?:is|are|was|were|has|have|will|would|can|could|should|must|may|might)"
_OPENING = re.compile(
    r"(?:^|(?<=[.!?] ))(?=[A-Z])((?:The|This|That|These|Those|An?|Our|Its|His|Her|Their|My)(?: [\w’'-]+){1,9}?"
    rf"|He|She|It|They|We|I|You|[A-Z][\w-]+(?: [A-Z][\w-]+){{0,3}}) {_FINITE}\b"
    r"(?:[^,;:.?!“”\"()—–…]|\.(?=\d))*(?<! )(,) "
    rf"((?:he|she|it|they|we|this|these|there"
    rf"|(?:the|its|their|our) (?:(?!of |to |in |for )[a-z-]+ ){{0,2}}?(?!which|who)[A-Za-z-]+) ({_FINITE})\b"
    r"|(?:he|she|it|they|we) ([a-z]{3,}ed)\b)"
    r"(?! (?:not |also )?(?:said|told|reported|announced|added|claimed|warned|believed|argued|heard|thought|understood"
    r"|hoped|feared|felt|noted|learned|learnt|found|suggested|estimated|expected|alleged|promised|shown|revealed)\b)"
    r"([^.!?]*)"
)
# What makes of the first clause a part of the second, or of the comma one of a list.
_JOINED = re.compile(
    r"\b(?:if|when|while|whenever|although|though|because|since|unless|until|once|whether|what|how|who|which|where|that"
    r"|as|so|such|more|less|better|sooner|longer|not only|either|neither|no matter|[a-z]*ever|than|before|after"
    r"|says?|said|believes?|thinks?|hopes?)\b",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"(?:If|When|While|As|Although|Though|Because|Since|After|Before|Once|Until|Unless|Whether|Where|Whenever"
    r"|Even|Given|In|On|At|By|For|With|From|During|Under|Over|To|Of|About|Despite|Without|Within|Among"
    r"|Between|What|How|Who|Which|Had|Were|Should|Not|Only|So|No|Nor|Than|Then|But|And|Or|Yet|Whatever"
    r"|However|Wherever|Whoever|Like|Unlike|Amid)"
)
_LATER = re.compile(r", (?:and|or|but|nor)\b")
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
    if ", " not in text:
        return
    for one in _OPENING.finditer(text):
        first = text[one.start() : one.start(2)]
        if _NO_SUBJECT.fullmatch(one[1].split()[0]) or _JOINED.search(first) or _LATER.search(one[6]):
            continue
        if first.lower().startswith(one[3]) or " not " in first:  # it is not the end, it is the beginning: a figure
            continue
        said = _("two sentences are joined by a comma: write “;”, or a conjunction")
        yield Slip(*one.span(2), ";", said)


def _doubled(text: str) -> Iterator[Slip]:
    """Although it rained, but they went on."""
    for one in _DOUBLED.finditer(text):
        if one[1] in _PAIRS[one[2]]:
            said = _("“{first} … {second}”: one conjunction is enough").format(first=one[1].lower(), second=one[2])
            yield Slip(one.start(2), one.end(2) + 1, "", said)
