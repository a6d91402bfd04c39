"""Whether words are a whole sentence: a subject, and a finite verb that no conjunction or relative word has taken."""

from collections.abc import Sequence
from itertools import pairwise

from transflow.checks.english.lexicon import REPORTING, listed
from transflow.checks.english.subjects import FINITE, NOUNS, low
from transflow.checks.english.tagger import Token

QUOTES = frozenset(("''", "``"))
SPEAKING = frozenset(("i", "you"))  # what is said aloud is joined as it is said
NEGATED = frozenset(("not", "n't", "no"))
# Words that make of the clause behind them a part of another; the second ones only where a verb follows.
_TAKING = listed("taking")
_TAKING_AT_TIMES = frozenset(("as", "after", "before", "since", "until", "till", "than", "for", "like"))
_RELATIVES = frozenset(("WDT", "WP", "WP$", "WRB"))
_CLOSING = listed("closing")
_PHRASES = frozenset(("as", "after", "before", "since", "until", "till", "like", "for"))
_BEFORE_SUBJECTS = frozenset(("IN", "TO", "RB", "VBG", "VBN", "RBR", "RBS", "WRB", "CC", "UH"))
_TRAILING = frozenset(("IN", "TO", "VBG", "VBN", "RB", "WDT", "WP", "WRB"))
_NO_SUBJECT = frozenset(("VB", "WP", "WRB", "WDT", "MD", "VBZ", "VBP", "VBD"))
_NO_BEGINNING = listed("no_sentence_begins")
_RESUMING = frozenset(
    ("rather", "then", "despite", "without", "with", "by", "regardless")
)  # and despite being late, it
_ASIDE = 4  # words of a piece that belongs to what follows: a minute later, in other words

Words = Sequence[Token]


def bare(words: Words) -> list[Token] | None:
    """The words without what stands in brackets, a quotation as one noun; None where something is open, or a dash or
    a colon stands there."""
    made: list[Token] = []
    depth, quote = 0, -1
    for one in words:
        if one.tag in ("-LRB-", "-RRB-"):
            depth += 1 if one.tag == "-LRB-" else -1
            if depth < 0:
                return None
        elif depth:
            continue
        elif one.tag in QUOTES or (one.word in "'`" and one.tag != "POS"):
            if quote < 0:
                quote = len(made)
                made.append(Token(one.start, "Q", "NN"))
            else:
                del made[quote + 1 :]
                quote = -1
        elif one.tag == ":" or one.word == "-":
            return None
        else:
            made.append(one)
    return None if depth or quote >= 0 else made


def whole(head: Words) -> bool:
    """Whether the words are a sentence that is complete where they end."""
    if low(head, 0) in ("and", "but", "so", "or"):
        head = head[1:]
    if len(head) < 3 or low(head, 0) in SPEAKING or low(head, 0) in ("only", "nor", "yet", "not"):
        return False
    pieces = _pieces(head)
    if not pieces:
        return False
    begin = pieces[0][0]
    if head[begin].tag in _NO_SUBJECT or low(head, begin) in _NO_BEGINNING:
        return False
    if low(head, begin) == "the" and head[begin + 1].tag in ("JJR", "RBR"):
        return False
    verbs = [at for at in range(begin, len(head)) if head[at].tag in FINITE]
    takers = [at for at in range(begin, len(head)) if _takes(head, at)]
    if len(verbs) <= len(takers) or _unfinished(head, verbs, takers):
        return False
    return not (
        (takers and _depends(head, begin, verbs, takers))
        or _resumes(head, begin, verbs)
        or any(_correlates(head, at) for at in range(begin, len(head) - 1))
        or (len(pieces) > 1 and _trails(head, begin, pieces[-1][0], verbs, takers))
    )


def _pieces(head: Words) -> list[tuple[int, int]]:
    """What the commas part, from where the subject stands: not in May, when it opened, speaking in Beijing."""
    commas = [-1, *(at for at, one in enumerate(head) if one.tag == ","), len(head)]
    pieces = [(first + 1, last) for first, last in pairwise(commas)]
    while pieces:
        first, last = pieces[0]
        if first >= last:
            return []
        word, tag = low(head, first), head[first].tag
        finite = any(one.tag in FINITE for one in head[first:last])
        clause = word in _CLOSING or word in _TAKING or word in ("where", "when", "whenever", "no")
        if clause and not finite and tag not in ("VBG", "VBN") and word not in _PHRASES:
            return []  # although, in the end, he came
        if not (
            clause or tag in _BEFORE_SUBJECTS or (not finite and tag not in NOUNS and tag not in ("DT", "PRP", "PRP$"))
        ):
            break
        pieces = pieces[1:]
    return pieces


def _takes(head: Words, at: int) -> bool:
    """Whether a word takes a verb for a clause of its own."""
    word, tag = low(head, at), head[at].tag
    if tag in _RELATIVES:
        return True
    if word in _TAKING:
        return tag in ("IN", "DT", "RB") and not (word in ("so", "even", "that", "once") and tag in ("RB", "DT"))
    if word not in _TAKING_AT_TIMES or tag != "IN":
        return False
    end = next((n for n in range(at, len(head)) if head[n].tag == ","), len(head))
    return any(one.tag in FINITE for one in head[at + 2 : end])


def _unfinished(head: Words, verbs: Sequence[int], takers: Sequence[int]) -> bool:
    """Whether something is still to come: the verb's complement, or what was said."""
    last = head[-1]
    if last.tag in FINITE or last.tag in ("IN", "TO", "DT") or last.word == "not":
        return True
    if low(head, len(head) - 1) in REPORTING or (low(head, verbs[-1]) in REPORTING and verbs[-1] >= len(head) - 2):
        return True
    return low(head, verbs[0]) in REPORTING and len(verbs) > 1 and not takers  # he said he came, she had left


def _depends(head: Words, begin: int, verbs: Sequence[int], takers: Sequence[int]) -> bool:
    """Whether the last clause may belong to what follows: he said that, when it rained, …"""
    first, last = takers[0], takers[-1]
    if verbs[0] > first and low(head, first) != "that" and head[first].tag not in _RELATIVES:
        return True
    if verbs[-1] < last:
        return True
    for at in takers:
        if low(head, at) == "that" and at + 1 < len(head):
            behind = head[at + 1]
            if low(head, at + 1) in _CLOSING:
                return True
            if head[at].tag == "IN" and behind.tag in ("IN", "RB", "VBG", "VBN", "VBD", ",", "WRB"):
                return True
    return low(head, last) in _CLOSING and (_says(head, begin, last, takers) or head[last - 1].tag in ("CC", "IN"))


def _says(head: Words, begin: int, end: int, takers: Sequence[int]) -> bool:
    """Whether somebody says something before `end`, in which all that follows may stand."""
    return any(low(head, at) == "that" for at in takers if at < end) or any(
        low(head, at) in REPORTING for at in range(begin, end)
    )


def _resumes(head: Words, begin: int, verbs: Sequence[int]) -> bool:
    """Whether the last conjunction belongs to what follows: …, and despite the rain, it; …, and so if you are, it."""
    last = max((at for at in range(begin, len(head)) if head[at].tag == "CC"), default=len(head))
    if last + 1 >= len(head):
        return False
    if low(head, last + 1) in _RESUMING or any(low(head, at) in _CLOSING for at in (last + 1, last + 2)):
        return True
    return head[last + 1].tag in ("IN", "WRB", "VBG", "TO", "RB") and verbs[-1] < last


def _correlates(head: Words, at: int) -> bool:
    """Whether the word at `at` asks for another clause: so long, not only, should it, every time he, no matter."""
    word, behind = low(head, at), head[at + 1]
    if word == "so":
        return behind.tag in ("JJ", "RB", "JJR")
    if word == "such":
        return behind.word != "as"
    if word in ("should", "had", "were"):
        return behind.tag in ("DT", "PRP", "PRP$", "NNP")
    if word in ("time", "moment", "day", "year"):
        return behind.tag == "PRP"
    if word in ("only", "just", "merely", "simply"):
        return not NEGATED.isdisjoint((low(head, at - 1), low(head, at - 2)))
    return word in ("neither", "whatever", "however", "either") or (word == "no" and behind.word == "matter")


def _trails(head: Words, begin: int, last: int, verbs: Sequence[int], takers: Sequence[int]) -> bool:
    """Whether the last piece (from `last`) may belong to what follows, or is another's clause."""
    first, own = head[last], [at for at in verbs if at >= last]
    if first.word in ("and", "or", "but") and not own and head[last + 1].tag in ("IN", "VBG", "WRB", "RB", "TO"):
        return True
    if (first.tag in _TRAILING or not own) and (
        _says(head, begin, last, takers) or head[last - 2].tag == "CC" or verbs[0] >= last
    ):
        return True
    if first.tag == "RB" and last == len(head) - 1:
        return True
    if low(head, last) in _CLOSING and own:
        return True
    if not own:
        return len(head) - last <= _ASIDE and first.tag in ("IN", "RB", "TO", "DT", "CD", "JJ")
    return low(head, own[0]) in REPORTING and low(head, own[0] + 1) != "that"
