"""People and organisations as values: what a line of the termbase says of them, and what follows from it in the house
style where it does not: the form at first mention and the form after.

Checks and engines use these; nothing here reads files.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transflow.terms import romanisation
from transflow.terms.row import Row

# What may stand before a name in English news (“President WANG Jian”); other posts stand behind it, after a comma.
_BEFORE_NAMES = re.compile(
    r"^(?:(?:Acting|Deputy|Vice|Vice-|Assistant|Associate|Executive|Honorary|Former)[ -]?)*"
    r"(?:President|Prime Minister|Premier|Minister|Secretary|Governor|Mayor|Senator|Ambassador|Consul General|Professor"
    r"|Prof\.?|Dr\.?|Dean|Provost|Chancellor|Rector|Chairman|Chairwoman|Chair|Director|Academician|Judge|General|Colonel"
    r"|Captain|Coach|King|Queen|Prince|Princess|Pope|Party Secretary|Secretary-General|Editor)$",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"^(?P<title>.*?)[\s,(]*(?P<since>\d{4}(?:-\d{2}(?:-\d{2})?)?)?\s*(?P<dash>[-–—~]|to)\s*"
    r"(?P<until>\d{4}(?:-\d{2}(?:-\d{2})?)?)?\)?$"
)
_YEAR = re.compile(r"^(?P<title>.*?)[\s,(]+(?P<since>\d{4})\)?$")
_OF = re.compile(r"\s+(?:of|at|for|in|to)\s+|,\s*")
_GIVEN_LAST = frozenset({"VN"})  # a Vietnamese is called by the last part: Phạm Minh Chính is Chính
_FAMILY_FIRST = frozenset({"", "CN", "TW", "HK", "MO", "SG", "MY", "KR", "KP"})
_EITHER_WAY = frozenset({"JP"})  # Kishida Fumio and Fumio Kishida are both written: only `short` can say

# Words that say whether somebody is a man or a woman, and the pronoun that vouches for them.
GENDERED: Mapping[str, str] = {
    "he": "he", "him": "he", "his": "he", "himself": "he", "mr": "he", "sir": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she", "ms": "she", "mrs": "she", "miss": "she",
    "madam": "she",
}  # fmt: skip
_GENDERED = re.compile(r"(?<![\w’'])(" + "|".join(GENDERED) + r")(?![\w’'-])\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Post:
    """An office that somebody holds or held. `since` and `until` are ISO dates or years as they are written ("" for
    what is not said); `ended` is false for the present one."""

    title: str
    since: str = ""
    until: str = ""

    @property
    def ended(self) -> bool:
        """Whether the post says when it ended."""
        return bool(self.until)

    @property
    def role(self) -> str:
        """The office without the body: President, of “President of Linhai University”."""
        return _OF.split(self.title, maxsplit=1)[0]

    def held(self, day: str) -> bool:
        """Whether the post was held on `day` (ISO 8601: `2026-11-25`), as far as it says."""
        return (not self.since or self.since <= day[: len(self.since)]) and (
            not self.until or day[: len(self.until)] <= self.until
        )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody: `name` in the source language, `written` in the target one in the house style, `others` (further
    spellings that the house accepts), `pronoun` ("" is unknown, which is a state of its own), `posts` in the order of
    the termbase, `origin` (ISO 3166), and the two forms in which an article names the person."""

    name: str
    written: str
    others: tuple[str, ...] = ()
    pronoun: str = ""
    honorific: str = ""
    posts: tuple[Post, ...] = ()
    origin: str = ""
    first: str = ""
    short: str = ""

    @property
    def known_pronoun(self) -> bool:
        """Whether he, she, Mr or Ms may be written of this person."""
        return bool(self.pronoun)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body: its name in the source language, in full and abbreviated in the target one, and the two forms."""

    name: str
    written: str
    abbreviation: str = ""
    first: str = ""
    short: str = ""


def post(text: str) -> Post:
    """A post with its years: `President of Linhai University 2021-`, `Dean (2015–2019)`, `Mayor 2020-03-01 to 2024`.
    A single year is that of the beginning; a text without years is a post of any time."""
    plain = " ".join(text.split())
    found = _YEARS.match(plain)
    if found and (found["since"] or found["until"]) and found["title"].strip(" ,("):
        return Post(found["title"].strip(" ,("), found["since"] or "", found["until"] or "")
    single = _YEAR.match(plain)
    return Post(single["title"].strip(" ,("), single["since"]) if single else Post(plain)


def person(row: Row, source: str, target: str, style: str, day: str = "") -> Person:
    """Somebody as the termbase has the person, in the locales `source` and `target`.

    The person's own spelling wins; where the termbase has none and `target` is not Chinese, the name is romanised if
    nothing speaks against it (an origin elsewhere does). `day` (ISO 8601) says which post is the present one; without
    it, the first that has not ended.
    """
    name, *_more = (*row.names.get(source, ()), "")
    own, *others = (*row.names.get(target, ()), "")
    written = own or romanisation.guess(name, style, origin=row.origin).text
    posts = tuple(post(one) for one in row.posts)
    made = Person(name, written, tuple(filter(None, others)), row.pronoun, row.honorific, posts, row.origin)
    first = row.first or _first(made, day)
    return Person(
        name, written, made.others, row.pronoun, row.honorific, posts, row.origin, first, row.short or surname(made)
    )  # fmt: skip


def organisation(row: Row, source: str, target: str) -> Organisation:
    """A body as the termbase has it: in full with its abbreviation once, by the abbreviation after (DESIGN §8)."""
    name, *_more = (*row.names.get(source, ()), "")
    written, *_others = (*row.names.get(target, ()), "")
    short = row.abbreviation or written
    first = f"{written} ({row.abbreviation})" if row.abbreviation and row.abbreviation != written else written
    return Organisation(name, written, row.abbreviation, row.first or first, row.short or short)


def present_post(one: Person, day: str = "") -> Post | None:
    """The post of a person on `day`, or the first that has not ended; None where there is none."""
    if day:
        return next((post for post in one.posts if post.held(day)), None)
    return next((post for post in one.posts if not post.ended), None)


def surname(one: Person) -> str:
    """By what a person is called after the first mention: `Wang` of WANG Jian, `Whitcombe` of Eleanor Whitcombe,
    `Chính` of Phạm Minh Chính (people of Vietnam are called by the last part); the full name where the order of its
    parts cannot be known."""
    words = one.written.split()
    if len(words) < 2:
        return one.written
    if one.origin in _GIVEN_LAST:
        return words[-1]
    capitals = [word for word in words if word.isupper() and len(word) > 1 and "." not in word]
    if len(capitals) == 1:
        return _plain(capitals[0])
    heads = romanisation.surname_letters(one.name)
    if one.origin in _FAMILY_FIRST and romanisation.fold(words[0]) in {romanisation.fold(head) for head in heads}:
        return _plain(words[0])
    if one.origin in _EITHER_WAY:
        return one.written
    return words[0] if one.origin in ("KR", "KP") else words[-1]


def shorts(everybody: Sequence[Person]) -> dict[str, str]:
    """The short form of each person of one article by name. Two of one surname keep their full names: “Wang” would be
    either."""
    known = {one.name: one for one in everybody}
    forms = Counter(one.short.casefold() for one in known.values())
    return {one.name: one.written if forms[one.short.casefold()] > 1 else one.short for one in known.values()}


def mention(one: Person | Organisation, *, first: bool) -> str:
    """How an article names somebody or something the first time, and after."""
    return one.first if first else one.short


def gendered(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, pronoun that it presumes) of every word of an English text that says he or she of somebody."""
    for found in _GENDERED.finditer(text):
        if found.group(1).islower() or found.group(1).istitle():  # MS and HIS are abbreviations
            yield found.start(), found.end(), GENDERED[found.group(1).casefold()]


def presumed(text: str, everybody: Iterable[Person]) -> tuple[tuple[int, int, str], ...]:
    """The words of `gendered` that nobody's known pronoun vouches for, where a person of unknown pronoun is among
    `everybody` (those whom the segment names): the translator has guessed. Nothing where all pronouns are known."""
    people = list(everybody)
    if all(one.known_pronoun for one in people):
        return ()
    vouched = {one.pronoun for one in people if one.known_pronoun}
    return tuple(one for one in gendered(text) if one[2] not in vouched)


def _first(one: Person, day: str) -> str:
    """The form at first mention: `President WANG Jian`; `WANG Jian, Head of the Library`; `Prof. WANG Jian`."""
    held = present_post(one, day)
    if held is not None and _BEFORE_NAMES.match(held.role):
        return f"{held.role} {one.written}"
    if held is not None:
        named = f"{one.honorific} {one.written}".strip()
        return f"{named}, {held.title}"
    return f"{one.honorific} {one.written}".strip()


def _plain(word: str) -> str:
    """WANG → Wang, ZHENG-LI → Zheng-Li."""
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
