"""Two sentences joined by a comma: what stands before it is a whole sentence, and so is what stands behind it.

A whole sentence opens with a subject and has a finite verb that no conjunction or relative word has taken. Where that
is not sure, nothing is said: in lists of clauses, figures (it is not the end, it is the beginning), where somebody is
quoted (the plan is good, he said).
"""

import re
from collections.abc import Iterator, Sequence

from transflow.checks.english.lexicon import FINITE, REPORTING, THIRD, VERBS, listed
from transflow.checks.english.missing import PREPOSITIONS

_WORD = re.compile(r"[\w’'-]+")
_PAST = re.compile(r"[a-z]{2,}ed")
_SHORT = re.compile(r"(?:it|he|she|there)['’]s|(?:they|we|you)['’](?:re|ve)|i['’]m")
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i", "you", "there"))
_MANY = frozenset(("they", "we", "i", "you"))
_ALONE = frozenset(("this", "these", "those", "both", "all", "everyone", "everything", "nobody", "others"))
_DETERMINERS = listed("before_subjects")
_ADVERBS = listed("before_verbs")
_LINK = re.compile(
    r"(?:(?:however|therefore|meanwhile|moreover|furthermore|in addition|besides|thus|then|now|instead|nevertheless"
    r"|consequently|as a result|at present|at the same time|in fact|so far|currently),? )?"
)
# What no noun phrase goes over.
_BROKEN = listed("no_subject_goes_over")
_OBJECT = listed("objects")
_DAYS = frozenset(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
# Words that make of the clause behind them a part of another; some do so only before a subject.
_SUBJECT = r"(?:he|she|it|they|we|i|you|there|[A-Z]\w+|the \w+|this|his|her|their|its)\b"
_TAKING = re.compile(
    r"\b(?:(?i:if|when|whenever|while|although|though|because|unless|till|once|whether|whatever|whoever|wherever|however"
    r"|not only|neither|either|no matter|lest|provided|hardly|scarcely|so|should|that|who|which|what|where|how|whose"
    rf"|whom|why|than)\b|(?i:as|after|before|since|until) (?={_SUBJECT})"
    rf"|(?:{'|'.join(sorted(REPORTING))}) (?=(?:{'|'.join(sorted(PREPOSITIONS))})\b))"
)
_SENTENCE = re.compile(r"(?:^|(?<=[.!?;:] )|(?<=[.!?][”\"’'] ))[“\"‘']?")
_END = re.compile(r"[.!?](?: |$|[”\"])|;|$")
_SET_APART = re.compile(r"“[^“”]*”|\"[^\"]*\"|\([^()]*\)")
_OPEN = re.compile(r"[“”\"()—–…]|\s[-‘']|[‘']\s")
# A sentence that begins with one of these has no subject there.
_NO_SUBJECT = listed("no_subject")
_JOINING = frozenset(("and", "or", "but", "nor", "yet", "than", "then", "not", "only"))
_SUBORDINATE = frozenset(
    ("if", "when", "while", "although", "though", "because", "unless", "whether", "where", "whenever", "once")
)
_AHEAD = listed("ahead")
_LOOSE = frozenset(("especially", "particularly", "such", "both", "then", "not", "right", "likewise"))
_SPEAKING = frozenset(("i", "you"))  # what is said aloud is joined as it is said
_AGAIN = re.compile(rf"\b(?:and|but|or) (?:{'|'.join(sorted(PREPOSITIONS))})\b[^,]*$")  # …, and despite the rain, it
_CLOSING = frozenset(
    (
        *("if", "when", "whenever", "while", "although", "though", "because", "unless", "till", "once", "whether"),
        *("as", "after", "before", "since", "until", "provided", "should"),
    )
)
_LATER = re.compile(r", (?:and|or)\b")
_INSERTED = re.compile(r"[^,]{0,40}, (?:is|are|was|were|has|have|had|will|would|can|could|may)\b")
_NOT = re.compile(r" not |n[’']t | no longer ")


def splices(text: str) -> Iterator[int]:
    """Where a comma stands that should be a full stop or a semicolon."""
    at = text.find(", ")
    while at >= 0:
        verb = _second(text, at + 2)
        if verb is not None and _first(text, at, verb):
            yield at
        at = text.find(", ", at + 2)


def _second(text: str, at: int) -> str | None:
    """The finite verb of the sentence that may begin at `at`; None where none does."""
    if not text[at : at + 1].isalpha():  # a quotation begins
        return None
    link = _LINK.match(text, at)
    tail = text[link.end() if link else at :][:140]
    words = [one[0] for one in _WORD.finditer(_END.split(tail, maxsplit=1)[0].split(",")[0])]
    if len(words) < 2:
        return None
    opening = words[0].lower() if words[0] != words[0].upper() or words[0] == "I" else words[0]
    if opening.lower().partition("’")[0].partition("'")[0] in _SPEAKING:
        return None
    if _SHORT.fullmatch(opening):
        return None if _reported(words, 0) else opening
    where = _verb(words, opening)
    return None if where is None or _reported(words, where) else words[where].lower()


def _verb(words: Sequence[str], opening: str) -> int | None:
    """Where the finite verb stands that goes with the subject that words begin with."""
    if opening in _PRONOUNS or opening in _ALONE:
        at = 1
        while at < len(words) - 1 and (words[at] in _ADVERBS or words[at].endswith("ly")):
            at += 1
        verb = words[at].lower()
        if verb in FINITE:
            return at
        if opening in _PRONOUNS and opening != "there":
            if verb in THIRD or _PAST.fullmatch(verb) or (opening in _MANY and verb in VERBS):
                return at
            return None
        if opening not in _DETERMINERS:
            return None
    if opening not in _DETERMINERS and not words[0][0].isupper():
        return None
    for at, word in enumerate(words[1:9], 1):
        verb = word.lower()
        if verb in _BROKEN:
            return None
        if verb in FINITE and at > 0:
            return at
        if _PAST.fullmatch(word) and words[at + 1 : at + 2] and words[at + 1] in _OBJECT:
            return at
        if (
            opening in _DETERMINERS
            and word[0].isupper()
            and words[at - 1] not in _DETERMINERS
            and words[at - 1].islower()
        ):
            return None  # the firm Tom Hanks has founded
        if opening not in _DETERMINERS and not word[0].isupper() and not word.endswith("ly") and word not in _ADVERBS:
            return None
    return None


def _reported(words: Sequence[str], verb: int) -> bool:
    """Whether the clause only says who said so: “he said”, “the minister has said”, not “he said that …”."""
    at = verb
    while at < len(words) - 1 and (words[at] in FINITE or words[at] in _ADVERBS) and words[at] not in REPORTING:
        at += 1
    while at < len(words) - 1 and words[at] in ("not", "been", "be", "previously", "earlier", "recently"):
        at += 1
    if words[at] not in REPORTING:
        return False
    if at + 1 >= len(words):
        return True
    behind = words[at + 1]
    return behind not in _OBJECT and (not behind[0].isupper() or behind in _DAYS)


def _first(text: str, comma: int, verb: str) -> bool:
    """Whether what stands before the comma is a whole sentence, and no figure is made of it and what follows."""
    start = 0
    for one in _SENTENCE.finditer(text, 0, comma):
        start = one.end()
    if text.count("“", 0, comma) > text.count("”", 0, comma) or text.count('"', 0, comma) % 2:
        return False  # somebody is speaking
    bare = _SET_APART.sub(lambda one: "Q" * len(one[0]), text[start:comma])
    if _OPEN.search(bare) or not bare[:1].isupper():
        return False
    pieces = bare.split(", ")
    while pieces and _introduces(pieces[0]):
        pieces = pieces[1:]
    head = ", ".join(pieces)
    words = [one[0] for one in _WORD.finditer(head)]
    if words[:1] and words[0].lower().partition("’")[0].partition("'")[0] in _SPEAKING:
        return False
    if len(words) < 3 or words[0].lower() in _NO_SUBJECT or words[-1] in REPORTING or not _whole(head, words):
        return False
    rest = _END.split(text[comma + 2 :], maxsplit=1)[0]
    if _LATER.search(rest) or _INSERTED.match(rest) or (re.search('[”"]', rest) and not _SET_APART.search(rest)):
        return False
    same = rest.split()[0].lower()
    if same == words[0].lower() and same not in ("the", "he", "she", "they", "its", "his", "their", "this"):
        return False
    if _NOT.search(head + " ") and (
        verb in ("is", "are", "was", "were", "has", "have", "had") or _SHORT.fullmatch(verb)
    ):
        return False
    return not (re.search(r"\bone\b", head, re.IGNORECASE) and rest.startswith("the other"))


def _introduces(piece: str) -> bool:
    """Whether the subject of the sentence is still to come: in May, when it opened, meanwhile, speaking in Beijing."""
    first, *words = piece.lower().split(" ")
    if first in _SUBORDINATE:
        return any(one in FINITE or _PAST.fullmatch(one) for one in words)  # and not: although, in the end, he came
    return (first in _NO_SUBJECT and first not in _JOINING) or first in _AHEAD or first.endswith(("ly", "ing", "ed"))


def _whole(head: str, words: Sequence[str]) -> bool:
    """Whether a verb of `head` is its own: there are more finite verbs than words that take one, and the last such word
    has one behind it."""
    last = [one[0].lower() for one in _WORD.finditer(head.rpartition(", ")[2])]
    if last[:1] and last[0] in ("and", "or", "but"):
        last = last[1:] if any(map(_finite, last)) else []
    if ", " in head and (
        not last
        or last[0] in PREPOSITIONS
        or last[0] in _LOOSE
        or _TAKING.match(last[0])
        or last[0].endswith("ing")
        or last[-1] == "ago"
    ):
        return False
    if _AGAIN.search(head):
        return False
    count = sum(_finite(one) or _past(words, at) for at, one in enumerate(words))
    taking = list(_TAKING.finditer(head))
    if count <= len(taking) or (taking and taking[-1][0].strip().lower() in _CLOSING):
        return False
    return not taking or any(_finite(one[0]) for one in _WORD.finditer(head, taking[-1].end()))


def _past(words: Sequence[str], at: int) -> bool:
    """Whether a word that may be a participle or a noun is the verb: he visited, Li Wei visited, published a list; they
    hope, students hope."""
    word, before = words[at], words[at - 1] if at else ""
    if _PAST.fullmatch(word):
        if words[at + 1 : at + 2] and words[at + 1] in _OBJECT and before.lower() not in FINITE:
            return True
        return before.lower() in _PRONOUNS or (
            at < 5 and before[:1].isupper() and all(one[0].isupper() for one in words[:at])
        )
    return word in VERBS and (
        before.lower() in _MANY or (before.endswith("s") and not before.endswith(("ss", "’s", "'s")))
    )


def _finite(word: str) -> bool:
    lower = word.lower()
    return lower in FINITE or bool(_SHORT.fullmatch(lower))
