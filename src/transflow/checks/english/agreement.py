"""Subject and verb, number and noun: what must agree in English, where the words between them leave no doubt."""

import re
from collections.abc import Iterator

from transflow.checks.english.heads import MANY, MEASURES, ONE, disagreements
from transflow.checks.english.lexicon import (
    COLLECTIVE,
    COUNTED,
    MASS,
    PLURALS,
    SINGULARS,
    THIRD,
    looks_plural,
    plural,
    regular,
)
from transflow.checks.english.missing import counted
from transflow.checks.english.slip import Slip, found, words
from transflow.checks.port import Context, Finding, Severity
from transflow.interface import gettext as _
from transflow.segment import Segment

# No adjective and no noun: what stands between determiner and noun is neither of these.
_FUNCTION = (
    r"(?:of|in|on|for|to|at|by|with|from|as|than|and|or|but|who|whom|whose|that|which|what|when|where|how|if|is|are"
    r"|was|were|has|have|had|do|does|did|will|would|can|could|may|might|must|should|not|he|she|it|they|we|you|i|this"
    r"|these|those|there|the|a|an|being|been|be|said|say|says|each|only|one|either|neither|among|between|against)\b"
)
_GAP = rf"(?:(?!{_FUNCTION}|taking )[a-z’'-]+ )"

_RELATIVE = re.compile(r" (who|that|which) ([a-z]+)\b(?! it that)")
_ANTECEDENT = re.compile(r"((?:[\w’'-]+ ){0,5})\b([A-Z]?[a-z-]+)$")
_RELATIVE_ONE = re.compile(rf"\b(?:an?|every|each|another) {_GAP}{{0,2}}([a-z]+) who (have|are|do)\b")
_VERB = re.compile(r"(?<= )(?:has|is|was|does|have|are|were)(?![\w’'-])")
_OTHER_VERB = re.compile(rf"(?<= )(?:{'|'.join(THIRD)})(?![\w’'-])")
# The words before a verb are its subject if they reach back to where a clause begins.
_REACH = 60  # characters before a verb: a determiner, two adjectives and a noun
_CLAUSE = re.compile(
    r"[.!?;:] |, (?=(?:these|those|they|we|the) )|[“\"(]"
    r"| (?:that|and|but|because|while|when|if|although|though|where|whether) (?=[^ ]+ )",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:(?P<many>people|children|they|we)|(?P<one>he|she|it)"
    rf"|(?:these|those|many|several|both|(?:the )?(?:two|three|four|five)) {_GAP}{{0,2}}(?P<counted>[a-z-]+)"
    rf"|(?:the|some|our|their|his|its|this|an?) {_GAP}{{0,2}}(?P<noun>[a-z-]+)"
    rf"|(?:(?P<adjective>[a-z]+) {_GAP}?)?(?P<bare>[a-z-]+)) "
)
_NO_ADJECTIVE = re.compile(  # before a noun that is the subject: not “Hiring workers is”, “Among teachers is”
    r"[a-z]*(?:ing|ed)|if|when|while|as|although|because|since|after|before|until|unless|whether|where|even|given|in|on"
    r"|at|by|for|with|from|during|under|over|to|of|about|despite|without|within|among|between|what|how|who|which|not"
    r"|nothing|everything|something|anything|only|so|no|nor|than|then|but|and|or|like|unlike|one|each|every|all|that|it"
    r"|there|here|why|help|ask|let|put|see|said|per|plus|having|to"
)
_SURNAMES = frozenset(("banks", "fields", "rivers"))
_THERE = re.compile(
    r"\b[Tt]here (is|was|has been) (?=(?:many|several|numerous|various|two|three|four|five|six|seven|eight|nine|ten"
    r"|dozens|hundreds|thousands|\d{2,}) (?!or more\b|a\b|times\b|per\b|percent\b)[a-z]+)"
)
_THE_NUMBER = re.compile(rf"\b[Tt]he number of ((?:{_GAP}){{1,3}})(are|have|were)\b(?! (?:who|that))")
_A_NUMBER = re.compile(rf"\b[Aa] (?:large |small |growing |great |good )?number of ((?:{_GAP}){{1,3}})(is|has|was)\b")
_OF = frozenset(("of", "among", "with", "between", "from", "and", "or", "by", "in", "on", "at"))


def agreement(segment: Segment, context: Context) -> Iterator[Finding]:
    """A warning for a verb that does not agree with its subject, or a noun with its number; with the right form."""
    return found("agreement", segment, context, _relatives, _subjects, _numbers, _heads, _counted, _uncounted)


def _agrees(place: tuple[int, int], put: str, noun: str, severity: Severity = Severity.WARNING) -> Slip:
    said = _("the verb does not agree with “{noun}”: write “{put}”").format(noun=noun, put=put)
    return Slip(*place, put, said, severity)


def _relatives(text: str) -> Iterator[Slip]:
    """Individuals who has; policies that was; a student who have. Of “one of the students who has” both are written:
    an info."""
    if not words(text).isdisjoint(("who", "that", "which")):
        for one in _RELATIVE.finditer(text):
            put = MANY.get(one[2]) or (THIRD.get(one[2]) if one[1] == "who" else None)
            of = _ANTECEDENT.search(text, max(0, one.start() - _REACH), one.start()) if put else None
            if put is None or of is None:
                continue
            noun = of[2] if of[1] else of[2][0].lower() + of[2][1:]  # a capital is a name, but where a text begins
            if not (looks_plural(noun) if one[1] == "who" else plural(noun)):
                continue
            before = of[1].lower()
            if _OF.isdisjoint(before.split()):
                yield _agrees(one.span(2), put, noun)
            elif one[1] == "who" and "one of" in before:  # but not: the leader of the workers who was arrested
                yield _agrees(one.span(2), put, noun, Severity.INFO)
    if " who " in text:
        for one in _RELATIVE_ONE.finditer(text):
            if one[1] in COUNTED and one[1] not in COLLECTIVE:
                yield _agrees(one.span(2), ONE[one[2]], one[1])


def _subjects(text: str) -> Iterator[Slip]:
    """The students is; they has; it have; the news are; there is many."""
    others = () if words(text).isdisjoint(THIRD) else _OTHER_VERB.finditer(text)
    for verb in (*_VERB.finditer(text), *others):
        opening, subject = _before(text, verb.start())
        if subject is not None:
            put = _right(opening, subject, verb[0])
            if put is not None:
                yield _agrees(verb.span(), put, subject[subject.lastgroup or 0])
    if "here " in text:
        for one in _THERE.finditer(text):
            put = {"is": "are", "was": "were", "has been": "have been"}[one[1]]
            yield _agrees(one.span(1), put, text[one.end() :].split()[0])


def _before(text: str, at: int) -> tuple[str, re.Match[str] | None]:
    """What opens the clause of the verb at `at`, and the verb's subject, if nothing else stands between."""
    start = max(0, at - _REACH)
    head = text[start:at]
    opening = None
    for opening in _CLAUSE.finditer(head):  # noqa: B007 - the last one is wanted
        pass
    if opening is None and start:
        return "", None
    said = head[opening.end() :] if opening else head
    subject = _SUBJECT.fullmatch(said[:1].lower() + said[1:])  # another capital is a name
    if subject and subject["bare"] and not said[0].isupper():
        subject = None  # bare words in the middle of a sentence: another noun may stand before them
    return (opening[0].strip() if opening else ""), subject


def _right(opening: str, subject: re.Match[str], verb: str) -> str | None:
    """The form of `verb` that agrees with `subject`; None where it does, or where nobody knows."""
    noun = subject["noun"]
    if verb in MANY or verb in THIRD:
        surely = (
            subject["many"]
            or (subject["counted"] and looks_plural(subject["counted"]))
            or (subject["bare"] and _bare(subject["adjective"], subject["bare"]))
            or (noun and plural(noun))
        )
        return (MANY.get(verb) or THIRD[verb]) if surely else None
    if opening.isalpha():  # they asked that he have a word; the one and the other have
        return None
    if subject["one"]:
        return None if verb == "were" else ONE[verb]
    return ONE[verb] if noun in MASS or (noun in COUNTED and noun not in COLLECTIVE) else None


def _bare(adjective: str | None, noun: str) -> bool:
    """Whether a noun without a determiner, with or without a word before it, is surely a subject in the plural."""
    if adjective is None:
        return noun in SINGULARS and noun not in _SURNAMES
    return plural(noun) and noun not in MEASURES and not _NO_ADJECTIVE.fullmatch(adjective)


def _numbers(text: str) -> Iterator[Slip]:
    """The number of students are; a number of students is."""
    if "umber of " not in text:
        return
    for one in _THE_NUMBER.finditer(text):
        if looks_plural(one[1].split()[-1]):
            yield _agrees(one.span(2), ONE[one[2]], "the number")
    for one in _A_NUMBER.finditer(text):
        if looks_plural(one[1].split()[-1]):
            yield _agrees(one.span(2), MANY[one[2]], "a number of " + one[1].strip())


def _heads(text: str) -> Iterator[Slip]:
    """The quality of products are; the results of the study is."""
    for one in disagreements(text):
        yield _agrees((one.verb.start, one.verb.start + len(one.verb.word)), one.put, one.noun)


_BEFORE_MANY = re.compile(
    r"(?<![\w.,’'-])(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Mm]any|[Ss]everal"
    r"|[Tt]hese|[Tt]hose|[Bb]oth|[Vv]arious|[Oo]ne of (?:the|its|our|their))"
    rf" ((?:{_GAP}){{0,2}}?)([a-z]+)"
    r"(?=[,.;:?!)”\"]|$| (?:of|in|for|to|at|from|with|by|who|that|which|are|were|have|will|can|and|on|won|took"
    r"|came|said|made|held|gave|signed|visited|joined|received|attended)\b)"
)
_BEFORE_ONE = re.compile(
    r"(?<![\w’'-])(?:[Tt]his|an?|(?:^|(?<=[.!?] ))An?|[Ee]very|[Aa]nother|[Ee]ach) ([a-z]+s|people|children|women|men)"
    r"(?![\w’'-])"
)


def _counted(text: str) -> Iterator[Slip]:
    """Two student; one of the best university; this policies; every students."""
    for one in () if words(text).isdisjoint(_MORE) else _BEFORE_MANY.finditer(text):
        noun, gap = one[2], one[1].split()
        if (
            (noun in COUNTED or _surely(text, one))
            and not any(looks_plural(word) for word in gap)
            and not one[0].lower().startswith("many a ")
        ):
            put = PLURALS.get(noun) or regular(noun)
            said = _("more than one: write “{put}”").format(put=put)
            yield Slip(*one.span(2), put, said)
    lower = text.lower()
    for one in (
        _BEFORE_ONE.finditer(text) if any(f"{it} {many}" in lower for many in _plurals(text) for it in _ONLY) else ()
    ):
        single = SINGULARS.get(one[1])
        after = text[one.end() : one.end() + 2]
        if single and (not after[1:].isalpha() or after[0] != " " or _closes(text, one.end())):
            yield Slip(*one.span(1), single, _("only one: write “{put}”").format(put=single))


# Counted, but said of other things in the singular, too: two percent, seven dead, on day one of the match.
_NO_COUNT = frozenset(
    (
        *("percent", "thousand", "hundred", "million", "billion", "dead", "female", "male", "outside", "worth", "mass"),
        *("means", "subject"),
    )
)
_TIMES = frozenset(("year", "month", "week", "day", "hour", "minute", "mile", "time"))


def _surely(text: str, one: re.Match[str]) -> bool:
    """Whether a noun of `nouns.txt` is counted here: not “both home and work”, not “part one of the story”."""
    if one[2] not in counted() or one[2] in _NO_COUNT or one[2] in MASS or text.startswith(" and", one.end()):
        return False
    numbered = one[0].startswith("one of") and text[: one.start()].rstrip(" ")[-1:].isalpha()
    return not numbered and _TIMES.isdisjoint(one[1].split())


_MORE = frozenset(
    (
        *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "many", "several", "these", "those"),
        *("both", "various", "one"),
    )
)
_ONLY = ("this", "a", "an", "every", "another", "each")


def _plurals(text: str) -> Iterator[str]:
    """The nouns in the plural that stand in `text`."""
    return (one for word in words(text) if (one := word.rstrip('.,;:?!)”"')) in SINGULARS)


_CLOSES = re.compile(r" (?:of|in|for|to|at|from|with|by|who|that|which|is|was|has|are|were|have|had|will|can|and|on)\b")


def _closes(text: str, at: int) -> bool:
    """Whether the noun that ends at `at` ends its phrase."""
    return bool(_CLOSES.match(text, at))


_MASS_PLURAL = re.compile(
    r"(?<![\w’'-])(informations|equipments|advices|furnitures|homeworks|knowledges|luggages|softwares|feedbacks|machineries)(?![\w’'-])"
)
_RESEARCHES = re.compile(
    r"(?<![\w’'-])(?:many|some|several|these|those|of|other|recent|scientific|relevant|related|various|further|previous|"
    r"conduct|conducted|more|academic|their|our|his|her|its) (researches|evidences|progresses)(?![\w’'-])"
    r"(?! (?:the|a|an|how|and)\b)"
)
_UNCOUNTED = (
    *("information", "equipment", "advice", "furniture", "homework", "knowledges", "luggage", "software", "feedbacks"),
    *("machineries", "research", "evidence", "progress", "news"),
)
_MASS_ONE = re.compile(
    r"(?<![\w’'-])(an?|[Mm]any|several|few|two|three) (?:(good|great|new|important|useful|recent|more) )?"
    r"(information|equipment|advice|homework|luggage|software|research|evidence|progress|news)"
    r"(?=[,.;:?!)”\"]|$| (?:of|in|for|to|at|from|about|with|by|that|which|on|into|shows?|was|were|have|has)\b)"
)


def _uncounted(text: str) -> Iterator[Slip]:
    """Many informations; these researches; an advice."""
    if not any(stem in text for stem in _UNCOUNTED):
        return
    for one in _MASS_PLURAL.finditer(text):
        put = "machinery" if one[1] == "machineries" else one[1].removesuffix("s")
        yield Slip(*one.span(1), put, _("“{noun}” has no plural: write “{put}”").format(noun=put, put=put))
    for one in _RESEARCHES.finditer(text):
        put = "progress" if one[1] == "progresses" else one[1].removesuffix("es" if one[1] == "researches" else "s")
        yield Slip(*one.span(1), put, _("“{noun}” has no plural: write “{put}”").format(noun=put, put=put))
    for one in _MASS_ONE.finditer(text):
        if one[3] in MASS and not (one[1] in ("a", "an") and one[2] == "more"):
            put = _measured(one[1], one[2] or "", one[3])
            said = _("“{noun}” is not counted").format(noun=one[3])
            yield Slip(one.start(), one.end(), put, said)


def _measured(word: str, adjective: str, noun: str) -> str | None:
    """How much of a thing that is not counted: `many advice` is much advice, `a research` a study."""
    phrase = f"{adjective} {noun}".strip()
    if word.lower() == "many":
        return f"{'M' if word[0] == 'M' else 'm'}uch {phrase}"
    if word in ("a", "an") and noun == "research":
        article = "an" if adjective[:1] in tuple("aeiou") and adjective else "a"
        return f"{article} {adjective} study".replace("  ", " ")
    if word in ("a", "an"):
        return phrase
    return None
