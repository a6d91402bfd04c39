"""Mistakes of language that `benchmarks/language.py` seeds into good text, one at a time."""

import random
import re
from collections.abc import Callable

import rjieba

from transflow.checks.english import harper

Seed = Callable[[str, random.Random], str | None]


def one_of(pattern: str, put: Callable[[re.Match[str], random.Random], str]) -> Seed:
    """A mistake made at one of the places of a pattern, at random."""
    compiled = re.compile(pattern)

    def seed(text: str, chance: random.Random) -> str | None:
        places = list(compiled.finditer(text))
        if not places:
            return None
        place = chance.choice(places)
        return text[: place.start()] + put(place, chance) + text[place.end() :]

    return seed


def turned(place: re.Match[str], chance: random.Random) -> str:
    """Two letters changed over."""
    word = place[0]
    at = chance.choice([n for n in range(len(word) - 1) if word[n] != word[n + 1]] or [0])
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def dropped(place: re.Match[str], chance: random.Random) -> str:
    """A letter left out."""
    at = chance.randrange(len(place[0]))
    return place[0][:at] + place[0][at + 1 :]


def unknown(place: re.Match[str], chance: random.Random) -> str:
    """Either of these, but no word that Harper knows; the word itself where there is no such."""
    for _try in range(8):
        made = chance.choice((turned, dropped))(place, chance)
        if harper.unknown(made):
            return made
    return place[0]


def token(wanted: str, put: str, before: str = "", behind: str = "") -> Seed:
    """One of three particles, where it is a word of its own, as another; `before` and `behind` are the first letters of
    the kinds of words (of jieba's dictionary) on either side."""

    def seed(text: str, chance: random.Random) -> str | None:
        at, places = 0, []
        words = rjieba.tag(text)
        for number, (word, _kind) in enumerate(words[:-1]):
            if word == wanted and number:
                sides = words[number - 1][1], words[number + 1][1]
                if sides[0].startswith(tuple(before) or "") and sides[1].startswith(tuple(behind) or ""):
                    places.append(at)
            at += len(word)
        if not places:
            return None
        place = chance.choice(places)
        return text[:place] + put + text[place + len(wanted) :]

    return seed


_ONE = {"are": "is", "were": "was", "have": "has"}
_PAST = {
    "taken": "took", "gone": "went", "given": "gave", "begun": "began", "written": "wrote", "chosen": "chose",
    "become": "became", "come": "came", "risen": "rose", "grown": "grew", "seen": "saw",
}  # fmt: skip
_WORD = r"(?<![\w'’&.@/-])[a-z]{4,}(?![\w@/'’-])"
SEEDS: dict[str, dict[str, Seed]] = {
    "en": {
        "two letters changed over": one_of(_WORD, turned),
        "a letter left out": one_of(_WORD, dropped),
        "either, where no other English word comes of it": one_of(_WORD, unknown),
        "*a* for *an*, *an* for *a*": one_of(
            r"(?<![\w.’'])(an?)(?= [a-z])", lambda p, _c: "an" if p[1] == "a" else "a"
        ),
        "*a*, *an* left out": one_of(r"(?<![\w.’'])an? (?=[a-z])", lambda _p, _c: ""),
        "*a*, *an* left out before a noun that ends its phrase": one_of(
            r"(?<![\w.’'])an? (?=(?:[a-z-]+ ){0,2}[a-z]+[.,;:?!])", lambda _p, _c: ""
        ),
        "*the* left out": one_of(r"(?<![\w.’'])the (?=[a-z])", lambda _p, _c: ""),
        "*who have* → *who has*": one_of(r"(?<=s who )(are|were|have)\b", lambda p, _c: _ONE[p[1]]),
        "*are* → *is*, *have* → *has*": one_of(r"(?<=s )(are|were|have)\b", lambda p, _c: _ONE[p[1]]),
        "a noun in the singular (two student)": one_of(
            r"\b((?:two|three|four|five|many|several|these|those|both) (?:[a-z]+ )?)([a-z]{3,}[^s\Ws])s\b(?!['’-])",
            lambda p, _c: p[1] + p[2],
        ),
        "*will make* → *will makes*": one_of(r"(?<=\bwill )([a-z]+[dklmnprtw])\b", lambda p, _c: p[1] + "s"),
        "*has taken* → *has took*": one_of(
            rf"\b(ha[sd] |have )({'|'.join(_PAST)})\b", lambda p, _c: p[1] + _PAST[p[2]]
        ),
        "*information* → *informations*": one_of(
            r"\b(information|equipment|advice|furniture|knowledge|software|feedback)\b(?! [a-z]+s\b)",
            lambda p, _c: p[1] + "s",
        ),
        "two sentences joined by a comma": one_of(
            r"(?<=[a-z])\. (The|It|He|She|They|This|We)\b(?= [a-z])", lambda p, _c: ", " + p[1].lower()
        ),
        "the same, of segments in a row": one_of(
            r"(?<=[a-z])\. (The|It|He|She|They|This|We|These|There|His|Her|Its|Their|Our|Many|Some) (?=[a-z])",
            lambda p, _c: f", {p[1].lower()} ",
        ),
        "the same, with *however*, *therefore* …": one_of(
            r"(?<=[a-z])\. (However|Therefore|Meanwhile|Moreover|Furthermore|In addition|At the same time), (?=[a-z])",
            lambda p, _c: f", {p[1].lower()}, ",
        ),
        "*and*, *but*, *so* left out between two sentences": one_of(
            r", (?:and|but|so) (?=(?:it|he|she|they|we|this|these|there|the) [a-z]+ )", lambda _p, _c: ", "
        ),
        "*would* → *will* in reported speech (an info)": one_of(
            r"(?<=said )((?:that )?[^.;,“”\"]{2,60}? )would\b(?! have| be able)", lambda p, _c: p[1] + "will"
        ),
        "*although …, but*": one_of(
            r"^((?:Although|Though|Because) [^,.;:]*, )(?=[a-z])",
            lambda p, _c: p[1] + ("so " if p[1].startswith("B") else "but "),
        ),
        "*discuss about*, *return back*": one_of(
            r"\b(discuss(?:ed|ing)?|return(?:ed|ing)?|mention(?:ed|ing)?)(?= (?:the|a|his|its|their|to|from)\b)",
            lambda p, _c: p[1] + (" back" if p[1].startswith("r") else " about"),
        ),
        "*on the morning of* → *in*": one_of(
            r"\bon (?=the (?:morning|afternoon|evening) of (?:[A-Z]|\d|the \d))", lambda _p, _c: "in "
        ),
        "*more* before a comparative": one_of(
            r"\b(higher|lower|larger|bigger|better|stronger|faster|easier|smaller|longer)\b(?= than)",
            lambda p, _c: "more " + p[1],
        ),
    },
    "zh": {
        "得 → 的 (all words)": one_of("得(?![了意奖分到罪票主])", lambda _p, _c: "的"),
        "得 → 的 (a word of its own)": token("得", "的"),
        "得 → 的 (behind a verb or an adjective)": token("得", "的", "va"),
        "地 → 的": token("地", "的"),
        "地 → 的 (before a verb)": token("地", "的", "adzilvn", "vpd"),
        "的 → 地": token("的", "地"),
        "· → . (foreign name)": one_of("(?<=[\u4e00-\u9fff])·(?=[\u4e00-\u9fff])", lambda _p, c: c.choice(".•")),
        "· left out": one_of("(?<=[\u4e00-\u9fff])·(?=[\u4e00-\u9fff])", lambda _p, _c: ""),
        "截至 → 截止, 即使 → 既使, 毕竟 → 必竟": one_of(
            "截至|即使|毕竟", lambda p, _c: {"截至": "截止", "即使": "既使", "毕竟": "必竟"}[p[0]]
        ),
        "名 … 们": one_of(
            "(?<=[两三四五六七八九十几百0-9])名(学生|记者|教师|工人|游客|运动员|科学家|专家|居民|官员)(?!们)",
            lambda p, _c: p[0] + "们",
        ),
    },
}  # fmt: skip

NEIGHBOURS = ("the same, of segments in a row", "the same, with *however*, *therefore* …")
