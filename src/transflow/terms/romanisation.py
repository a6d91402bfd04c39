"""Chinese personal names in pinyin, by GB/T 28039-2011 and the house's style (`WANG Jian` or `Wang Jian`).

The rules of the standard: surname and given name stand apart, the surname first (5.1.1); a compound surname is written
together (OUYANG), two surnames (3.3) with a hyphen (ZHENG-LI); the given name is written together; a syllable that
begins with a, o or e has an apostrophe before it; without tone marks, as clause 6 allows. ü after l and n is `yu`
(clause 6: where there is no Ü), and `lüe`, `nüe` are `lue`, `nue`, as the passport offices have had it since 2012.

What cannot be known is never guessed in silence. Names of other countries that happen to be written in Han
characters are romanised by other rules (范明政 is Phạm Minh Chính, 岸田文雄 is Kishida Fumio): a guess says so in its
`doubts`, and where the name certainly is not to be read in Mandarin there is no guess.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import product

from transflow.script import HAN
from transflow.terms.surnames import ABROAD, COMMON, COMPOUND, GIVEN, JAPANESE, MISREAD, OTHERWISE, SINGLE, UNSURE

STYLES = ("WANG Jian", "Wang Jian")
APOSTROPHE = "’"
LONGEST = 3  # characters of a given name that is romanised: 司马 + two, and three are rare

# The countries whose names are not read in Mandarin, or not spelt in pinyin, and what stands beside such names.
_NEAR: Mapping[str, str] = {
    "VN": "越南|越共|河内|胡志明市|岘港",
    "KR": "韩国|韓國|首尔|首爾|釜山|青瓦台|大韩|韩方|韩联社",
    "KP": "朝鲜(?!族)|朝鮮(?!族)|平壤|朝中社|劳动新闻",
    "JP": "日本|东京|東京|大阪|日方|自民党|共同社|日经|京都|冲绳|广岛",
    "HK": "香港|港府|行政长官|立法会|港媒|港警|港大",
    "MO": "澳门|澳門",
    "TW": "台湾|台灣|臺灣|台北|臺北|高雄|台中|台方|台媒|民进党|民進黨|台积电|台当局|国民党",
    "SG": "新加坡",
    "MY": "马来西亚|馬來西亞|大马|吉隆坡|马华|槟城",
    "US": "华裔|美籍",
}
_HOME = re.compile("中国|我国|中共|中方|全国|国务院|外交部|北京|上海|新华社")
_PLACES = re.compile("|".join(f"(?P<{country}>{words})" for country, words in _NEAR.items()))
_FOREIGN = re.compile(r"[·‧・•∙]")
_KANA = re.compile(r"[぀-ヺー-ヿ]")
_BINDING = 9  # characters before a name within which a country is the person's own: 越南总理范明政
# What parts a country from a person behind it: another clause or person, and what one may study of it (日本问题专家).
_APART = re.compile(r"[，。；！？：、“”‘’（）()\n,;与同跟和]|会见|会晤|访问|对|^(?:问题|研究|事务|历史|文学|[语史])")


class Doubt(StrEnum):
    """Why a guess may be wrong."""

    NEAR = "near"  # another country is named near it, or as the person's own
    SURNAME = "surname"  # families of this surname read it in two ways, or it is one of another country
    GIVEN = "given"  # a character of the given name is read in two ways
    DOUBLE = "double"  # it may be two surnames, or one and a long given name
    ORIGIN = "origin"  # the termbase says that the person is from elsewhere
    FOREIGN = "foreign"  # it is a transliteration, or no surname is known in it


@dataclass(frozen=True, slots=True)
class Name:
    """A Han name in its parts: `surnames` (one, or two of a double surname), `given` (may be empty)."""

    surnames: tuple[str, ...]
    given: str


@dataclass(frozen=True, slots=True)
class Guess:
    """How a name may be romanised. `text` is empty where nothing should be guessed; `country` (ISO 3166) is the one
    that the doubt NEAR or ORIGIN is about; `others` are spellings by the other readings."""

    text: str
    doubts: tuple[Doubt, ...] = ()
    country: str = ""
    others: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether nothing speaks against it."""
        return bool(self.text) and not self.doubts


def parts(name: str) -> Name | None:
    """Surname and given name of a Han name; None where it has no known surname or is too long.

    A compound surname goes before a single one (欧阳文 is OUYANG Wen); four characters behind a single surname that
    go on with a common one are a double surname (郑李淑芳), by the standard's 3.3.
    """
    if not name or not all(HAN.match(char) for char in name):
        return None
    if name[:2] in COMPOUND:
        rest = name[2:]
        if len(rest) >= 3 and rest[0] in SINGLE and rest[0] in COMMON:
            return Name((name[:2], rest[0]), rest[1:]) if len(rest) <= LONGEST else None
        return Name((name[:2],), rest) if len(rest) <= LONGEST else None
    if name[0] not in SINGLE:
        return None
    if len(name) >= 4 and name[1:3] in COMPOUND and len(name) - 3 <= LONGEST:
        return Name((name[0], name[1:3]), name[3:])
    if len(name) == 4 and name[1] in COMMON:
        return Name((name[0], name[1]), name[2:])
    return Name((name[0],), name[1:]) if len(name) - 1 <= LONGEST else None


def romanise(name: str, style: str = STYLES[0]) -> str:
    """`name` (Han characters) in pinyin; empty where it has no known surname. For a name that may be of another
    country, use `guess`."""
    found = parts(name)
    return "" if found is None else _written(found, [_surname(one) for one in found.surnames], style)


def guess(name: str, style: str = STYLES[0], *, text: str = "", origin: str = "") -> Guess:
    """How `name` may be romanised, standing in `text` (its segment; what is named there counts), and what speaks
    against it. `origin` is what the termbase says of the person's country.

    Nothing is guessed for a transliteration (·, kana), for a person of another country by `origin`, for one whom
    `text` calls so right before the name (越南总理范明政), and for a Japanese surname with a given name behind it.
    """
    if origin and origin != "CN":
        return Guess("", (Doubt.ORIGIN,), origin)
    found = parts(name)
    if name[:2] in JAPANESE and len(name) >= 4:
        return Guess("", (Doubt.NEAR,), "JP")
    if found is None or _FOREIGN.search(name) or _KANA.search(text):
        return Guess("", (Doubt.FOREIGN,))
    country, own = ("", False) if origin else near(name, text)
    if own:
        return Guess("", (Doubt.NEAR,), country)
    written = romanise(name, style)
    doubts = [Doubt.NEAR] if country else []
    abroad = "" if origin else ABROAD.get(found.surnames[0], "JP" if name[:2] in JAPANESE else "")
    if abroad or any(OTHERWISE.get(one) for one in found.surnames):
        doubts.append(Doubt.SURNAME)
    if any({*UNSURE.get(char, ())} - {one} for char, one in zip(found.given, syllables(found.given), strict=True)):
        doubts.append(Doubt.GIVEN)
    if len(found.surnames) > 1 or len(found.given) > 2:
        doubts.append(Doubt.DOUBLE)
    others = tuple(one for one in spellings(name, style) if one != written)
    return Guess(written, tuple(doubts), country or abroad, others)


def near(name: str, text: str) -> tuple[str, bool]:
    """The country other than China that `text` names nearest before or behind `name` ("" for none), and whether it is
    the person's own: right before the name, in the same clause."""
    place = text.find(name)
    named = list(_PLACES.finditer(text))
    if not named or place < 0 or _bound(list(_HOME.finditer(text, 0, place)), text, place):
        return "", False
    own = _bound([one for one in named if one.end() <= place], text, place)
    if own:
        return str(own.lastgroup), True
    nearest = min(named, key=lambda one: min(abs(one.start() - place), abs(one.end() - place)))
    return str(nearest.lastgroup), False


def _bound(found: list[re.Match[str]], text: str, place: int) -> re.Match[str] | None:
    """The last of `found` if it stands right before `place`, in the same clause."""
    last = found[-1] if found else None
    between = text[last.end() : place] if last else ""
    return last if last and len(between) <= _BINDING and not _APART.search(between) else None


def named(text: str) -> str:
    """The first country other than China that `text` names ("" for none)."""
    found = _PLACES.search(text)
    return str(found.lastgroup) if found else ""


def doubtful(one: Guess, country: str) -> Guess:
    """`one` with the doubt that its article is about `country`, where it is not in doubt for a country already."""
    if not country or one.country or not one.text:
        return one
    return replace(one, doubts=(Doubt.NEAR, *one.doubts), country=country)


def spellings(name: str, style: str = STYLES[0]) -> tuple[str, ...]:
    """Every spelling in pinyin that the readings of `name` allow, the likeliest first."""
    found = parts(name)
    if found is None:
        return ()
    surnames = [(_surname(one), *OTHERWISE.get(one, ())) for one in found.surnames]
    usual = syllables(found.given)
    given = [(one, *UNSURE.get(char, ())) for char, one in zip(found.given, usual, strict=True)]
    ways = product(product(*surnames), product(*given))
    return tuple(dict.fromkeys(_joined(list(first), list(last), style) for first, last in ways))


def fold(text: str) -> str:
    """A spelling reduced to its letters: WANG Jian-guo, Wang Jianguo and Wang Jian Guo are one (and ü is yu)."""
    plain = text.replace("lü", "lyu").replace("nü", "nyu").replace("Lü", "lyu").replace("Nü", "nyu")
    bare = "".join(one for one in unicodedata.normalize("NFD", plain) if not unicodedata.combining(one))
    return "".join(char for char in bare.casefold() if char.isalpha())


@lru_cache(maxsize=8192)
def syllables(given: str) -> tuple[str, ...]:
    """The reading of each character of a given name, ü as `v` after l and n."""
    from pypinyin import Style, lazy_pinyin  # 440 ms, and only a new name needs it

    read = lazy_pinyin(given, style=Style.NORMAL, v_to_u=False)
    if len(read) != len(given):  # a character that is in no dictionary stands as it is, several together
        read = [lazy_pinyin(char, style=Style.NORMAL, v_to_u=False)[0] for char in given]
    return tuple(GIVEN.get(char, one) for char, one in zip(given, read, strict=True))


def _surname(surname: str) -> str:
    return COMPOUND.get(surname) or SINGLE[surname]


def _written(name: Name, surnames: list[str], style: str) -> str:
    return _joined(surnames, list(syllables(name.given)), style)


def _joined(surnames: list[str], given: list[str], style: str) -> str:
    head = "-".join(_cased(_umlaut(one), style) for one in surnames)
    tail = ""
    for syllable in given:
        tail += (APOSTROPHE if tail and syllable[0] in "aoe" else "") + _umlaut(syllable)
    return f"{head} {tail[:1].upper()}{tail[1:]}".strip()


def _cased(surname: str, style: str) -> str:
    return surname.upper() if style == STYLES[0] else surname[:1].upper() + surname[1:].lower()


def _umlaut(syllable: str) -> str:
    """lv → lyu, nv → nyu; lve → lue, nve → nue."""
    return re.sub(r"^([ln])ve$", r"\1ue", syllable).replace("v", "yu")


def ways(name: str, *, misread: bool = False) -> Iterator[tuple[str, str]]:
    """The letters of surname and given name by every reading (with `misread` also by those that machines give)."""
    found = parts(name)
    if found is None or not found.given:
        return
    surnames = [
        (_surname(one), *OTHERWISE.get(one, ()), *(MISREAD.get(one, ()) if misread else ())) for one in found.surnames
    ]
    given = [(one, *UNSURE.get(char, ())) for char, one in zip(found.given, syllables(found.given), strict=True)]
    for first, last in product(product(*surnames), product(*given)):
        yield "".join(map(_umlaut, first)), "".join(map(_umlaut, last))


def surname_letters(name: str) -> tuple[str, ...]:
    """The letters by which the surname of `name` may be written, wrong readings included."""
    found = parts(name)
    if found is None:
        return ()
    if len(found.surnames) > 1:
        return tuple(dict.fromkeys(surname for surname, _given in ways(name, misread=True)))
    (one,) = found.surnames
    return tuple(map(_umlaut, (_surname(one), *OTHERWISE.get(one, ()), *MISREAD.get(one, ()))))


# Which Latin initials the first syllable of a transliteration stands for, by its first letter in pinyin, as Xinhua's
# tables of names have them (约翰 John, 惠特科姆 Whitcombe, 维 V, 加 G and C, 西 S and C, 休 Hugh).
_INITIALS: Mapping[str, str] = {
    "a": "aeiou", "b": "bpv", "c": "cst", "d": "dt", "e": "eauo", "f": "fvp", "g": "gcqk", "h": "hwjkg",
    "j": "gjckd", "k": "ckqhx", "l": "lrw", "m": "m", "n": "nk", "o": "oeau", "p": "pb", "q": "cjtg",
    "r": "rjz", "s": "sczt", "t": "td", "w": "wvuo", "x": "schxj", "y": "jyiueahg", "z": "zjsgctx",
}  # fmt: skip


def sounds_like(part: str, word: str) -> bool:
    """Whether a part of a transliterated name may stand for an English word, by how both begin."""
    if not word or not HAN.match(part[:1]):
        return part[:1].casefold() == word[:1].casefold() != ""
    reading = syllables(part[0])[0]
    return fold(word)[:1] in tuple(_INITIALS.get(reading[0], ""))
