"""The forms of verbs: behind a modal verb, behind have and did; and the tense of what was said."""

import re
from collections.abc import Iterator

from transflow.checks.english.lexicon import BASES, PARTICIPLES, PASSIVES, THIRD, VERBS
from transflow.checks.english.slip import Slip, found, words
from transflow.checks.port import FREE, Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.segment import Segment

_ADVERB = r"((?:not |also |still |soon |already |fully |further |never |always |just |actively |only )?)"
_MODAL = re.compile(
    r"(?<![\w’'-])(?<!the )(?<!free )(?<!own )(?<!of )"
    rf"(will|would|can|could|should|must|to further|to better|to also) {_ADVERB}([a-z]+)(?![\w’'-])"
)
_MODALS = frozenset(("will", "would", "can", "could", "should", "must", "to"))
_HAVE = re.compile(rf"(?<![\w’'-])(has|have|had|having) {_ADVERB}([a-z]+)(?![\w’'-])")
_DID = re.compile(r"(?<![\w’'-])(did not|didn['’]t|does not|doesn['’]t|do not|don['’]t) ([a-z]+)(?![\w’'-])")
_BE = re.compile(rf"(?<![\w’'-])(is|are|was|were|be|been) {_ADVERB}([a-z]+)(?![\w’'-])")
_NO_VERB = re.compile(r"[a-z]*(?:ss|us|is|as|ous|ways|wards|times|sides|less|haps|ides|others)|[a-z]{1,3}")
_INVERTED = re.compile(r"\b(?:nor|neither|so|how|what|when|where|why|which|only|and|or|,) $", re.IGNORECASE)
_CLEFT = re.compile(r"\b(?:do|does|did|done|doing)\b")  # what it does is make us think
_HE = re.compile(r"(?:^|(?<=[.!?;:“\"] )|(?<=[“\"]))([Hh]e|[Ss]he|[Ii]t) (?:also |always |often )?([a-z]+)(?![\w’'-])")
_BASE = {verb: third for third, verb in THIRD.items() if verb in VERBS}
_BEHIND_MODAL = {**THIRD, **{past: verb for past, verb in BASES.items() if past in ("was", "were", "became", "went")}}
_NEGATED = {**THIRD, **{past: verb for past, verb in BASES.items() if past not in ("left", "found", "won", "led")}}
# What was said: a verb in the past, perhaps to whom and when, and a subject that no other clause breaks.
_PART = (
    r"(?!(?:and|but|or|if|when|who|which|that|as|is|are|was|were|will|would|can|could|has|have|had|said|to|not)\b)"
    r"[\w’'-]+"
)
_SAID = re.compile(
    r"\b(?:said|announced|stated|added|noted|stressed|explained|reported|promised|warned|claimed|predicted|insisted"
    r"|revealed|confirmed|emphasi[sz]ed|pledged|vowed|argued|told (?:us|me|reporters|the [a-z]+|[A-Z][\w ]{2,30}?))"
    r"(?: (?:on|in|at) (?:(?:an?|the) )?[\w ’']{3,40}?)?(?: [A-Z][a-z]+day| yesterday| today)? "
    rf"(?:(?:that )?(?:he|she|it|they)|that (?:{_PART} ){{0,5}}?{_PART}"
    rf"|(?:(?:the|its|their|his|her|this|these|an?) |(?=[A-Z]))(?:{_PART} ){{0,4}}?{_PART}) "
    r"(will|can|is going to|are going to)\b"
)
_BACK = {"will": "would", "can": "could", "is going to": "was going to", "are going to": "were going to"}


def verbs(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning for a form that cannot stand behind its auxiliary, with the right one."""
    return found("verbs", segment, context, _modals, _perfects, _passives, _negations, _thirds)


def tenses(segment: Segment, context: Context) -> Iterator[Finding]:
    """An info where the tense of reported speech is not shifted: many newspapers keep “he said he will”."""
    if segment.kind in FREE:  # a headline is in the present
        return iter(())
    return found("tenses", segment, context, _reported)


def _form(start: int, end: int, put: str, before: str) -> Slip:
    said = _("behind “{before}”: write “{put}”").format(before=before, put=put)
    return Slip(start, end, put, said)


def _modals(text: str) -> Iterator[Slip]:
    """Will attends; can has; should was."""
    if words(text).isdisjoint(_MODALS):
        return
    for one in _MODAL.finditer(text):
        put = _BEHIND_MODAL.get(one[3])
        if put is None and one[1] in ("will", "would") and one[3].endswith("s") and not _NO_VERB.fullmatch(one[3]):
            put = _unthird(one[3])
        if put is not None and not _INVERTED.search(text, 0, one.start()):
            yield _form(*one.span(3), put, one[1])


def _unthird(verb: str) -> str:
    """The base of a third person: carries, reaches, makes."""
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    return verb[:-2] if re.search("(?:s|x|ch|sh|o)es$", verb) else verb[:-1]


def _perfects(text: str) -> Iterator[Slip]:
    """Has went; have took."""
    if words(text).isdisjoint(PARTICIPLES):
        return
    for one in _HAVE.finditer(text):
        put = PARTICIPLES.get(one[3])
        if put is not None and one[3] != "saw":  # we have saw mills
            yield _form(*one.span(3), put, one[1])


def _passives(text: str) -> Iterator[Slip]:
    """Will be hold; was approve."""
    if words(text).isdisjoint(PASSIVES):
        return
    for one in _BE.finditer(text):
        put = PASSIVES.get(one[3])
        if put is not None and not _CLEFT.search(text, 0, one.start()):
            yield _form(*one.span(3), put, one[1])


def _thirds(text: str) -> Iterator[Slip]:
    """He go."""
    if words(text).isdisjoint(_BASE):
        return
    for one in _HE.finditer(text):
        put = _BASE.get(one[2])
        if put is not None:
            yield _form(*one.span(2), put, one[1])


def _negations(text: str) -> Iterator[Slip]:
    """Did not went; does not has."""
    if words(text).isdisjoint(_NEGATED):
        return
    for one in _DID.finditer(text):
        put = _NEGATED.get(one[2])
        if put is not None:
            yield _form(*one.span(2), put, one[1])


def _reported(text: str) -> Iterator[Slip]:
    if words(text).isdisjoint(("will", "can", "going")):
        return
    for one in _SAID.finditer(text):
        put = _BACK[one[1]]
        said = _("reported speech: “{put}” where the house shifts tenses").format(put=put)
        yield Slip(*one.span(1), put, said, Severity.INFO)
