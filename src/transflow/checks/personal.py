"""Chinese names of people in pinyin, against the characters that they are spelt from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from transflow.checks.alignment.words import readings
from transflow.checks.pinyin import SYLLABLE, bare, families, letters_of, one_slip
from transflow.checks.plain import Plain, plain
from transflow.checks.port import Context, Finding, Severity, Surnames
from transflow.checks.termed import Known
from transflow.checks.titled import changed
from transflow.interface import gettext as _
from transflow.language import is_chinese, is_traditional
from transflow.segment import Segment

_WORD = re.compile(r"[A-Z][A-Za-zÜü]*(?:[-’'ʼ‘][A-Za-zü]+)*")
_POSSESSIVE = re.compile(r"[’'ʼ‘]s$")
_APART = re.compile(r"(?:^|[^㐀-鿿]|[和与及由长任席记理授员师士手练])$")  # before a name that stands by itself
_LONGEST = 2  # characters of a given name


@dataclass(frozen=True, slots=True)
class _Word:
    """A capitalised word of the English text: how it is written, its letters in the way of the dictionary, and as they
    stand (Jinyue is no jinue), its place."""

    text: str
    letters: str
    bare: str
    start: int
    end: int

    @property
    def spellings(self) -> tuple[str, str]:
        """Both ways of its letters."""
        return self.letters, self.bare


@dataclass(frozen=True, slots=True)
class _Name:
    """What may be a name in the Chinese text: its place, and the letters of surname and given name by one reading;
    `family`, where that is how the dictionary of words reads the surname, but no family does, is how families do."""

    start: int
    end: int
    surname: str
    given: tuple[str, ...]
    family: str = ""

    @property
    def letters(self) -> str:
        """The given name's."""
        return "".join(self.given)


@dataclass(frozen=True, slots=True)
class _Slip:
    """A name that is nearly what characters of the Chinese text read: its words, the characters' place, the ways in
    which they do read (see `_proper`), and whether the surname stands first."""

    surname: _Word
    given: _Word
    place: tuple[int, int]
    ways: tuple[tuple[str, str], ...]
    first: bool


def names(segment: Segment, context: Context) -> Iterator[Finding]:
    """The name of a Chinese person is spelt nearly, but not quite, as its characters read.

    A surname that stands in the Chinese text is taken for one where a capitalised word beside its reading differs by
    a single slip from the reading of the characters behind it: a letter more, less or another, two letters changed
    over, or one syllable of two another; or where the surname is read as no family reads it (Dan Zhiyuan for 单知远).
    Names that are spelt as they read, or that the termbase knows, are right.
    """
    target_chinese = is_chinese(context.target_locale)
    if context.surnames is None or target_chinese == is_chinese(context.source_locale):
        return
    if is_traditional(context.source_locale) or is_traditional(context.target_locale):
        return  # spelt by other rules (Tsai Ing-wen, Li Ka-shing)
    source, target = plain(segment.source), plain(segment.target)
    chinese, english = (target, source) if target_chinese else (source, target)
    slips = list(_slips(chinese.text, english.text, context.surnames))
    called = list(changed(chinese.text, english.text, context.surnames))
    if not slips and not called:
        return
    known = Known(chinese.text, english.text, context)
    for slip in slips:
        if not known.covers(slip.place, *((word.start, word.end) for word in (slip.surname, slip.given))):
            yield _finding(slip, chinese, english, chinese_target=target_chinese)
    for han, latin, reading in called:
        if not known.covers(han, latin):
            yield _called(chinese, han, english, latin, reading, chinese_target=target_chinese)


@lru_cache(maxsize=10_000)  # an article that is being worked on is asked for at every change
def spelt(chinese: str, english: str, surnames: Surnames) -> tuple[tuple[str, str, int, int], ...]:
    """Every full mention of a Chinese person in an English text that is spelt as the name in the Chinese text reads:
    the name in Han characters, as it is written, from where to where. Both are texts without tags."""
    pairs = [pair for pair in _side_by_side(english) if _heads(pair, surnames)]
    if not pairs:
        return ()
    heads = {word.letters for pair in pairs for word in pair}
    known = {
        (name.surname, name.letters): chinese[name.start : name.end]
        for name in _standing(chinese, surnames)
        if name.surname in heads and not name.family
    }
    found: list[tuple[str, str, int, int]] = []
    for one, other in pairs:
        both = ((one, other), (other, one))
        keys = ((first.letters, own) for first, last in both for own in last.spellings)
        name = next((known[key] for key in keys if key in known), None)
        if name and (not found or one.start >= found[-1][3]):
            found.append((name, english[one.start : other.end], one.start, other.end))
    return tuple(found)


def _slips(chinese: str, english: str, surnames: Surnames) -> Iterator[_Slip]:
    pairs = [pair for pair in _side_by_side(english) if _heads(pair, surnames)]
    if not pairs:
        return
    heads = {word.letters for pair in pairs for word in pair}
    every = list(_standing(chinese, surnames))
    standing = [name for name in every if name.surname in heads]
    exact = {(name.surname, name.letters) for name in standing if not name.family}
    right: set[int] = set()
    for one, other in pairs:
        if any((first.letters, own) in exact for first, last in ((one, other), (other, one)) for own in last.spellings):
            right |= {one.start, other.start}
    for one, other in pairs:
        if one.start in right or other.start in right:
            continue
        for surname, given in ((one, other), (other, one)):
            if len(given.letters) < 2:  # an initial
                continue
            read = [name for name in standing if name.surname == surname.letters]
            wrong = (
                [name for name in read if name.family and name.letters in given.spellings]
                or [name for name in read if not name.family and _near(given, name)]
                or [name for name in read if not name.family and _another_syllable(given.bare, name)]
            )
            if wrong:
                place = (wrong[0].start, wrong[0].end)
                ways = dict.fromkeys(_proper(name) for name in wrong if (name.start, name.end) == place)
                yield _Slip(surname, given, place, tuple(ways), surname is one)
                right |= {one.start, other.start}
                break
        else:
            yield from _of_another_family(one, other, chinese, every, surnames)


def _of_another_family(
    one: _Word, other: _Word, chinese: str, every: Sequence[_Name], surnames: Surnames
) -> Iterator[_Slip]:
    """Zhao Weiguo for 周卫国: the given name is right, and nobody of the Chinese text has the surname. Behind a given
    name that may be any word (Yu’e Bao), and a name of two characters any two (管控), unless it stands by itself."""
    for surname, given in ((one, other), (other, one)):
        if not surname.text.isalpha() or surname.letters not in families(surnames):
            continue
        read = {name.surname for name in every}
        if surname is other:
            read |= {letters_of(reading) for char in chinese for reading in readings(char)}
        right = [name for name in every if not name.family and name.letters in given.spellings]
        names = [
            name
            for name in right
            if len(name.given) == _LONGEST or (surname is one and _APART.search(chinese, 0, name.start))
        ]
        if names and surname.letters not in read:
            place = (names[0].start, names[0].end)
            ways = dict.fromkeys((name.surname, name.letters) for name in names if (name.start, name.end) == place)
            yield _Slip(surname, given, place, tuple(ways), surname is one)
            return


def _proper(name: _Name) -> tuple[str, str]:
    """Surname ("" where it is written rightly) and given name as they should be."""
    return name.family, "".join(name.given)


def _side_by_side(english: str) -> Iterator[tuple[_Word, _Word]]:
    """Capitalised words with a space between them, two by two."""
    last: _Word | None = None
    for found in _WORD.finditer(english):
        text = _POSSESSIVE.sub("", found[0])
        word = _Word(text, letters_of(text), bare(text), found.start(), found.start() + len(text))
        if last is not None and found.start() == last.end + 1 and english[last.end] in " \u00a0":
            yield last, word
        last = word


def _heads(pair: tuple[_Word, _Word], surnames: Surnames) -> bool:
    return any(word.letters in _spellings(surnames) for word in pair)


@cache  # of the one table of surnames that a process has
def _spellings(surnames: Surnames) -> frozenset[str]:
    """The letters of every reading of every surname, those that no family uses included."""
    read = {one for each in surnames.readings.values() for one in each}
    read |= {one for family in surnames.readings for one in _misread(family, surnames)}
    return frozenset(map(letters_of, read))


def _misread(family: str, surnames: Surnames) -> tuple[str, ...]:
    """How the dictionary of words reads a surname and no family does (单 dan, 曾 ceng)."""
    rightly = {letters_of(one) for one in surnames.readings[family]}
    return tuple(one for one in readings(family) if letters_of(one) not in rightly)


def _standing(chinese: str, surnames: Surnames) -> Iterator[_Name]:
    """All that may be names in a Chinese text: a surname with one or two characters behind it, by every reading."""
    for at in range(len(chinese) - 1):
        for size in (2, 1):
            family = chinese[at : at + size]
            if family not in surnames.readings:
                continue
            begin = at + size
            for length in range(1, _LONGEST + 1):
                spoken = [readings(char) for char in chinese[begin : begin + length]]
                if len(spoken) < length or not all(spoken):
                    break
                for given in product(*spoken):
                    for surname in surnames.readings[family]:
                        yield _Name(at, begin + length, letters_of(surname), given)
                    for surname in _misread(family, surnames):
                        yield _Name(at, begin + length, surname, given, surnames.readings[family][0])


def _near(given: _Word, name: _Name) -> bool:
    """Whether a given name is spelt with one slip, whichever way its yu is read (Donyu lacks a g, and has no ü)."""
    return any(one_slip(own, name.letters) for own in given.spellings)


def _another_syllable(letters: str, name: _Name) -> bool:
    """Whether a given name of two syllables is spelt with another one in the place of one of them."""
    if len(name.given) < _LONGEST:
        return False
    first, last = name.given
    rest = (
        letters[len(first) :] if letters.startswith(first) else letters[: -len(last)] if letters.endswith(last) else ""
    )
    return bool(SYLLABLE.fullmatch(rest))


def _finding(slip: _Slip, chinese: Plain, english: Plain, *, chinese_target: bool) -> Finding:
    words = sorted((slip.surname, slip.given), key=lambda word: word.start)
    written = " ".join(word.text for word in words)
    name = chinese.text[slice(*slip.place)]
    proper = [_spelt(slip, *way) for way in slip.ways]
    reading = " / ".join(proper)
    latin, han = english.span(words[0].start, words[-1].end), chinese.span(*slip.place)
    if chinese_target:
        message = _("{name} reads {reading}; the source has {written}")
        said = message.format(name=name, reading=reading, written=written)
        return Finding("names", Severity.WARNING, said, han, latin)
    said = _("{name} reads {reading}, not {written}").format(name=name, reading=reading, written=written)
    return Finding("names", Severity.WARNING, said, latin, han, proper[0] if len(proper) == 1 else None)


def _called(
    chinese: Plain, han: tuple[int, int], english: Plain, latin: tuple[int, int], reading: str, *, chinese_target: bool
) -> Finding:
    """Somebody is called by another surname."""
    name, written = chinese.text[slice(*han)], english.text[slice(*latin)]
    if chinese_target:
        said = _("{name} reads {reading}; the source has {written}").format(name=name, reading=reading, written=written)
        return Finding("names", Severity.WARNING, said, chinese.span(*han), english.span(*latin))
    said = _("{name} reads {reading}, not {written}").format(name=name, reading=reading, written=written)
    return Finding("names", Severity.WARNING, said, english.span(*latin), chinese.span(*han), reading)


def _spelt(slip: _Slip, family: str, given: str) -> str:
    """A name as it should be, in the order and the capitals of the one that is written."""
    surname = slip.surname.text
    if family:
        surname = family.upper() if surname.isupper() and len(surname) > 1 else family.capitalize()
    return f"{surname} {given.capitalize()}" if slip.first else f"{given.capitalize()} {surname}"
