"""What answers for an item of a list in the other text: names that are known, places and foreign names by their sound,
countries and the like by what they mean, words in Latin letters."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from transflow.checks.alignment.answered import TRANSLITERATED, Word, align
from transflow.checks.alignment.words import LONGEST, meanings, readings, stem
from transflow.checks.alignment.words import known as a_word
from transflow.checks.countries import known as known_country
from transflow.checks.listing import naming, sound
from transflow.checks.listing.pieces import Item
from transflow.checks.pinyin import SYLLABLE
from transflow.checks.port import Surnames

_CAPITAL = re.compile(r"[A-ZÀ-Þ][\wÀ-ÿ’'-]+")
_RUN = re.compile(r"[A-ZÀ-Þ][\wÀ-ÿ’'-]*(?: [A-ZÀ-Þ][\wÀ-ÿ’'-]*)*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.&-]+")
_DOT = re.compile("[·‧・•]")
_SOUND = TRANSLITERATED.pattern.removesuffix("]{3,}") + "莉蕾娅茜薇妮瑞珊黛琪莎翠露芙萝绮婕嘉姬艳芬蒂缇洁]"
_TRANSLITERATED = re.compile(f"{_SOUND}{{3,}}|(?<={_DOT.pattern}){_SOUND}{{2,}}|{_SOUND}{{2,}}(?={_DOT.pattern})")
_FOREIGN = re.compile(f"{_SOUND}{{2,}}")
_TRANSLITERATED_END = re.compile(f"(?:{_SOUND}|{_DOT.pattern}){{3,}}$")
_TRANSLITERATED_START = re.compile(f"^(?:{_SOUND}|{_DOT.pattern}){{3,}}")
_BESIDE = re.compile("(?<=_)[和与及]|[和与及](?=_)")  # which are read like names, too
_AREAS = frozenset("省市县区州镇乡村河江湖山岛")
_PINYIN = re.compile(rf"(?:{SYLLABLE.pattern}[’' -]?)+", re.IGNORECASE)
_OF_CHINA = frozenset({"china", "chine"})  # in the dictionary's words on every province
_LETTERS = re.compile("[^A-Za-z]+")
_PAIR = 2  # characters of a name whose given name is one
_SHORT = 3  # capitalised words in a row, of which one may be what a single Chinese word means
_PLACE = 4  # letters of the name of a place, from which its sound is proof
# Shares of the consonants that a foreign name and its Han characters have in common.
_MAYBE_ALIKE, _SURELY_ALIKE = 0.6, 0.75

Known = tuple[int, int, int, int]  # a name: from where to where in the Chinese text, from where to where in the English


@dataclass(frozen=True, slots=True)
class Answer:
    """The piece (its number) that answers for an item, and the place of the words that do."""

    piece: int
    start: int
    end: int


def surely(items: Sequence[Item], pieces: Sequence[Item], known: Sequence[Known]) -> Mapping[int, tuple[Answer, ...]]:
    """What surely answers for each item (by its number) that has an answer, from left to right: the names that are
    `known`; words in Latin letters, also in its gloss; names of places in pinyin; capitalised words that it means
    (叙利亚, Syria), or, of a foreign name, that sound like it and like no other item."""
    capitals = [
        (word[0], answer)
        for number, piece in enumerate(pieces)
        for word in _CAPITAL.finditer(piece.text)
        for answer in [Answer(number, piece.start + word.start(), piece.start + word.end())]
        if not any(answer.start < last and first < answer.end for _start, _end, first, last in known)
    ]
    found = {}
    heads = [tuple(_heads(items, number)) for number in range(len(items))]
    sounding = dict(_by_sound(heads, capitals))
    for number, item in enumerate(items):
        own = {
            answer for one in known if item.start <= one[0] and one[1] <= item.end for answer in _at(pieces, *one[2:])
        }
        if not own:
            latin = frozenset(_LATIN.findall(item.text + item.gloss))
            heard = frozenset(reading for head in heads[number] for reading in _heard(head))
            meant = frozenset(
                one for head in heads[number] if head == item.text or _foreign(head) for one in meanings(head)
            ) - (_OF_CHINA if "中" not in item.text else frozenset())
            own = {answer for word, answer in capitals if len(word) >= _PLACE and word.lower() in heard}
            own = own or {
                answer
                for word, answer in capitals
                if word in latin or (stem(word) in meant and _run(pieces[answer.piece], answer) <= _SHORT)
            }
            own |= {answer for answer, owner in sounding.items() if owner == number}
        if own:
            found[number] = tuple(sorted(own, key=lambda one: one.start))
    return found


def _heads(items: Sequence[Item], number: int) -> Iterator[str]:
    """What an item may name: all of it; of the first item also its ends, of the last also its beginnings, for what
    leads up to a list and what goes on behind it is in those."""
    text = items[number].text
    yield text
    for size in range(2, min(LONGEST + 1, len(text))):
        if number == 0:
            yield text[-size:]
        if number == len(items) - 1:
            yield text[:size]
    for found in (_TRANSLITERATED_END.search(text) if number == 0 else None, _TRANSLITERATED_START.search(text)):
        if found is not None and number in (0, len(items) - 1):
            yield found[0]


def _run(piece: Item, answer: Answer) -> int:
    """How many capitalised words stand together where an answer stands."""
    at = answer.start - piece.start
    return next((len(found[0].split()) for found in _RUN.finditer(piece.text) if found.start() <= at < found.end()), 1)


def _at(pieces: Sequence[Item], start: int, end: int) -> Iterator[Answer]:
    for number, piece in enumerate(pieces):
        if piece.start <= start and end <= piece.end:
            yield Answer(number, start, end)


def _by_sound(heads: Sequence[Sequence[str]], capitals: Sequence[tuple[str, Answer]]) -> Iterator[tuple[Answer, int]]:
    """The capitalised words that sound like a foreign name among the items, and like no other of these."""
    foreign = {
        number: [sound.spoken(name) for text in own if not known_country(text) for name in _foreign(text)]
        for number, own in enumerate(heads)
    }
    for word, answer in capitals if any(foreign.values()) else ():
        consonants = sound.sounding(word)
        like = {
            number: max((sound.likeness(one, consonants) for one in names), default=0.0)
            for number, names in foreign.items()
        }
        best = max(like, key=like.__getitem__)
        others = [one for number, one in like.items() if number != best]
        if len(consonants) > 1 and like[best] >= _SURELY_ALIKE and max(others, default=0.0) < _MAYBE_ALIKE:
            yield answer, best


def _foreign(text: str) -> list[str]:
    """The parts of a foreign name, if a text is one."""
    parts = _DOT.split(text)
    return parts if all(map(_FOREIGN.fullmatch, parts)) else []


def missing(
    chinese: str,
    english: str,
    known: Sequence[Known],
    items: Sequence[Item],
    names: Sequence[Item],
    surnames: Surnames | None,
    *,
    latin: bool,
) -> Iterator[Item]:
    """Those of `names`, in the items of the Chinese text (`latin`: of the English one), of which the other text has
    nothing: no word but those that several items have, and nothing that sounds like them. What is `known` answers for
    itself alone (the Li of Zhang Li not for Li Ming), and of a Chinese person the whole name must be read there, not
    one of its characters (the Bao of Mao Buyi not for 陈宝国)."""
    chinese = _BESIDE.sub("_", _masked(chinese, [one[:2] for one in known]))
    english = _masked(english, [one[2:] for one in known])
    ours, theirs = align(chinese, english)
    words, text, other = (theirs, english, chinese) if latin else (ours, chinese, english)
    several = Counter(one for item in items for one in {text[word.start : word.end] for word in _inside(words, item)})
    places = [one[2:] if latin else one[:2] for one in known]
    written = "" if latin else _LETTERS.sub("", english).lower()
    people = {item.start for item in items if naming.is_person(item.text, surnames) and not a_word(item.text)}
    for name in names:
        if any(name.start < end and start < name.end for start, end in places):
            continue  # it is there, if not in the list
        spoken = _spoken(name.text) if not latin and people - {name.start} else ()
        if spoken and naming.is_person(name.text, surnames) and not a_word(name.text):
            if not any(one in written for one in spoken):
                yield name
            continue
        own = [word for word in _inside(words, name) if several[text[word.start : word.end]] == 1]
        # Of a name in pinyin both words must be there: 校长 reads zhang, too.
        there = all if len(own) > 1 and _PINYIN.fullmatch(name.text) else any
        if not there(word.answered for word in own) and not _sounds(name.text, other):
            yield name


def _spoken(name: str) -> tuple[str, ...]:
    """The given name of a Chinese person in all its readings, with the surname on either side where it is of one
    character."""
    spoken = [readings(char) for char in name]
    if not all(spoken):
        return ()
    given = ["".join(map(str, one)) for one in product(*spoken[-2:])]
    return (
        tuple(given)
        if len(name) > _PAIR
        else tuple(two for one in product(*spoken) for two in ("".join(one), "".join(one[::-1])))
    )


def _masked(text: str, places: Iterable[tuple[int, int]]) -> str:
    for start, end in places:
        text = text[:start] + "_" * (end - start) + text[end:]
    return text


def _inside(words: Iterable[Word], item: Item) -> list[Word]:
    return [word for word in words if item.start <= word.start and word.end <= item.end]


def _sounds(name: str, text: str) -> bool:
    """Whether a text has something in the other script that may sound like a name."""
    if name.isascii():
        ours = [sound.sounding(word) for word in _CAPITAL.findall(name)]
        theirs = [sound.spoken(one) for one in _TRANSLITERATED.findall(text)]
    else:
        ours = [sound.spoken(one) for one in _TRANSLITERATED.findall(name)]
        theirs = [sound.sounding(word) for word in _CAPITAL.findall(text)]
    return any(sound.likeness(*sorted((one, other))) >= _MAYBE_ALIKE for one in ours for other in theirs)


@lru_cache(maxsize=4096)
def _heard(text: str) -> frozenset[str]:
    """What a name of two or three characters reads, in small letters, without what it is (北京市): beijing."""
    name = text[:-1] if len(text) > 2 and text[-1] in _AREAS else text
    spoken = [readings(char) for char in name]
    return frozenset(map("".join, product(*spoken))) if 2 <= len(name) <= 3 and all(spoken) else frozenset()
