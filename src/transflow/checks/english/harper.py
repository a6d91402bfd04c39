"""Spelling and some grammar by [Harper](https://writewithharper.com), where it is installed (`transflow[english]`).

Harper takes half a second to load and up to a millisecond a sentence, so nobody is kept waiting: `Reader.read` is for
commands and threads, `Reader.known` for the keyboard. Which of its 917 rules are asked was measured
(benchmarks/language.py): those of grammar that were not wrong on news by native writers. Style is for the house.
"""

import re
import threading
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from transflow.checks.english import spelling
from transflow.checks.plain import plain
from transflow.checks.port import Context, Finding, Remark, Severity
from transflow.interface import gettext as _
from transflow.language import base, is_chinese
from transflow.segment import Segment

if TYPE_CHECKING:
    from harper import Linter

PACKAGE = "harper-py"  # the one called `harper` is another
SPELLING = "spelling"
_KEPT = 20_000  # texts whose remarks are remembered
_ONE_AT_A_TIME = threading.Lock()  # a Linter that is asked by two threads at once raises RuntimeError

# Grammar and prepositions; each of these was right, or silent, on 9,450 sentences of news and talks.
_RULES = """
AccuseOf AllowTo AskNoPreposition AspireTo ArriveTo ArriveOnWeekday AwaitFor AwareOf AnAnother AnotherAn
CapitalizeOn ComprisesOf ConstituteAs CompulseToCompel CraveFor CuriousAbout DespiteItIs DespiteOf DidPast Discuss
ExceptOf FascinatedBy FondOn ForFreeOfCharge ForSameReason GoodAt IAmAgreement ImitateFrom ImplementIn InspiredBy
InterestedIn InDetail IsBeenAuxSequence IsKnownFor JealousOf LookForwardTo MoreBetter MostNumber MostOfTheTimes
PassionateAbout PassersBy PluralWrongWordOfPhrase PointsOfView QuiteMany RedundantSuperlatives Respond
ResponsibilityFor ResponsibleFor ReasonForDoing SameAs SimilarLike SimplePastToPastParticiple SinceDuration SingleBe
SupposedTo TakePrideIn TheDifferenceBetween ThenThan VeryKnown VeryLess WillNonLemma WorthToDo WorseOrWorst
UseToUsedTo OnFirstGlance OpenTheLight Payed ThesesThese TheAnother TooTo CorrectNumberSuffix CriteriaPhenomena
AdjectiveDoubleDegree DateBackFrom TillDate RiseTheQuestion ThrowRubbish ThatThis
"""
RULES = frozenset(_RULES.split())

_QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|\"[^\"]*\"")
_FEW = 3  # words in quotes that are named, not said


def harper(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning for a misspelt word, and for what Harper's rules of grammar say; nothing where nobody proofreads.

    Names have capitals, and words with capitals are left alone; so are those that stand in the source, and single
    words in quotation marks (“otaku”).
    """
    told = context.help
    if told is None or told.proofread is None or base(context.target_locale) != "en":
        return
    target = plain(segment.target)
    remarks = told.proofread(target.text, told.english)
    if not remarks:
        return
    latin = () if not is_chinese(context.source_locale) else re.findall(r"[a-z]+", plain(segment.source).text.lower())
    named = [one.span() for one in _QUOTED.finditer(target.text) if len(one[0].split()) <= _FEW]
    for one in remarks:
        word = target.text[one.start : one.end]
        quoted = any(first <= one.start and one.end <= last for first, last in named)
        if one.kind == SPELLING and (word in latin or quoted):
            continue
        place = target.span(one.start, one.end)
        yield Finding("harper", Severity.WARNING, one.said, place, expected=one.put)


class Reader:
    """Harper, loaded when it is first asked; remembers what it said. Any number of threads may ask."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], tuple[Remark, ...]] = {}

    def known(self, text: str, dialect: str) -> tuple[Remark, ...]:
        """The remarks on a text that was read before; none on any other. Never waits."""
        return self._said.get((text, dialect), ())

    def has_read(self, text: str, dialect: str) -> bool:
        """Whether `text` was read."""
        return (text, dialect) in self._said

    def read(self, text: str, dialect: str) -> tuple[Remark, ...]:
        """The remarks on a text. Waits for Harper; without it there are none."""
        said = self._said.get((text, dialect))
        if said is None:
            with _ONE_AT_A_TIME:
                said = _remarks(text, dialect) if installed() else ()
                if len(self._said) >= _KEPT:
                    self._said.clear()
                self._said[text, dialect] = said
        return said


@cache
def installed() -> str:
    """The version of harper-py here; empty where there is none."""
    from importlib.metadata import PackageNotFoundError, version  # 20 ms, which who does not ask need not pay

    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return ""


def unknown(word: str, dialect: str = "either") -> bool:
    """Whether a word in small letters is in no dictionary of a dialect. Waits for Harper."""
    return _suggested(word, dialect) is not None


def _remarks(text: str, dialect: str) -> tuple[Remark, ...]:
    made = [*_misspelt(text, dialect), *_ungrammatical(text)]
    return tuple(sorted(made, key=lambda one: one.start))


def _misspelt(text: str, dialect: str) -> Iterator[Remark]:
    unknown = [(one, _suggested(one[0], dialect)) for one in spelling.WORD.finditer(text)]

    def known(word: str) -> bool:
        return _suggested(word, dialect) is None

    places = {one.start() for one, suggested in unknown if suggested is not None}
    for one, suggested in unknown:
        if suggested is None or _foreign(text, one, places):
            continue
        meant = spelling.slip(one[0], suggested, known, one_dialect=dialect != "either")
        if meant:
            said = _("“{word}” is in no dictionary: “{meant}”?").format(word=one[0], meant="”, “".join(meant[:3]))
            yield Remark(*one.span(), SPELLING, said, meant[0])


_NEXT = re.compile(r"[ ,]{1,2}(?=[a-z]{3})")
_NAME_BEHIND, _NAME_BEFORE = re.compile(r" [A-Z][a-z]"), re.compile(r"\w [A-Z][a-z]+ $")
_LAST = re.compile(r"(?<![\w'’-])[a-z]{3,}(?=[ ,]{1,2}$)")


def _foreign(text: str, word: re.Match[str], unknown: set[int]) -> bool:
    """Whether the word beside an unknown one is unknown too (a phrase of another language, the name of a species), or a
    name stands on either side (Daniel arap Moi)."""
    if _NAME_BEHIND.match(text, word.end()) and _NAME_BEFORE.search(text[max(0, word.start() - 30) : word.start()]):
        return True
    after = _NEXT.match(text, word.end())
    before = _LAST.search(text[max(0, word.start() - 30) : word.start()])
    return bool(
        (after and after.end() in unknown) or (before and before.start() + max(0, word.start() - 30) in unknown)
    )


def _ungrammatical(text: str) -> Iterator[Remark]:
    for lint in _linter("american", grammar=True).lint(text, language="plaintext"):
        if lint.span.start and lint.problem_text[:1].isupper():  # a name: goals from Will Patching
            continue
        put = None
        for one in lint.suggestions[:1]:
            put = {0: one.replacement_text, 1: "", 2: lint.problem_text + one.replacement_text}[int(one.kind)]
        said = lint.message  # English; where it is clear what to write, say that in the person's language
        if put:
            said = _("“{text}”: write “{put}”").format(text=lint.problem_text, put=put)
        yield Remark(lint.span.start, lint.span.end, lint.lint_kind, said, put)


def _suggested(word: str, dialect: str) -> Sequence[str] | None:
    """What Harper offers for a word that the dictionaries of a dialect lack; None for one that they have."""
    if word in spelling.listed():
        return None
    if dialect != "either":
        return _asked(word, dialect)
    american = _asked(word, "american")
    british = None if american is None else _asked(word, "british")
    return None if american is None or british is None else (*american, *british)


@cache
def _asked(word: str, dialect: str) -> tuple[str, ...] | None:
    lints = _linter(dialect, grammar=False).lint(word, language="plaintext")
    return tuple(one.replacement_text for lint in lints for one in lint.suggestions) if lints else None


@cache
def _linter(dialect: str, *, grammar: bool) -> "Linter":
    from harper import Dialect, Linter  # 0.5 s with its dictionary

    linter = Linter(Dialect.BRITISH if dialect == "british" else Dialect.AMERICAN)
    wanted = RULES if grammar else {"SpellCheck"}
    linter.set_lint_config({rule: rule in wanted for rule in linter.get_default_lint_config()})
    return linter
