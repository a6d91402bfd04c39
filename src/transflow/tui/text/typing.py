"""What a key writes, where that is not the key itself: quotation marks and punctuation by the target's own standard,
and what the source still has to give (its next tag, term or number). Pure: texts in, texts out."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence

from transflow.article import TAG
from transflow.language import is_chinese
from transflow.memory.places import places
from transflow.memory.wording import anew, nth
from transflow.script import HAN
from transflow.terms import Occurrence

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", "\\": "、"}
_QUOTES = {'"': ("“", "”"), "'": ("‘", "’")}
_CORNERS = {'"': ("「", "」"), "'": ("『", "』")}  # in traditional characters
_OPENS_AFTER = frozenset(" \u3000([{（【《“‘—-/")
_BEGINS_AFTER = frozenset(" \u3000([{（【《〈“‘「『：")  # a quotation within a Chinese one; —— and ， may end one
_AFTER_LATIN = re.compile(r"[A-Za-z0-9%][,;:?!(]$")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def typed(char: str, before: str, after: str, locale: str, lead: str = "") -> str:
    """What to write for the key `char` between the texts `before` and `after` of a target in `locale`. `lead` is what
    stands before it in the same paragraph: a quotation opened there is closed here.

    GB/T 15834 and English typography agree on curly quotation marks; traditional characters have 「」, and 『』 within
    them. In Chinese a comma and its like are of full width after Han or a full-width mark, but never before a digit
    (1,200).
    """
    if char in _QUOTES:
        if char == "'" and before[-1:].isalpha() and not HAN.match(before[-1:]):
            return "’"  # an apostrophe
        if is_chinese(locale):
            return _quoted(char, lead + before, _CORNERS if _is_traditional(locale) else _QUOTES)
        opening, closing = _QUOTES[char]
        return opening if not before or before[-1] in _OPENS_AFTER else closing
    if char == ")" and is_chinese(locale):  # it closes what was opened, whatever stands between
        return "）" if before.count("（") > before.count("）") else char
    if is_chinese(locale) and char in _WIDE and before and not after[:1].isdigit():
        last = before[-1]
        if HAN.match(last) or last in "”’」』》）】％" or "\uff00" <= last <= "\uffef":
            return _WIDE[char]
    return char


def _quoted(char: str, before: str, marks: Mapping[str, tuple[str, str]]) -> str:
    """The Chinese quotation mark for `"` or `'`: closes the one that was opened last, or begins one within it."""
    inside: list[str] = []  # the keys of the quotations that are open
    for mark in before:
        for key, (opening, closing) in marks.items():
            if mark == opening:
                inside.append(key)
            elif mark == closing and inside[-1:] == [key]:
                inside.pop()
    if not inside:
        return marks[char][0]
    last = inside[-1]
    other = "'" if last == '"' else '"'
    begins = before[-1] in _BEGINS_AFTER if char == '"' else last == '"'
    return marks[other][0] if begins and other not in inside else marks[last][1]


def _is_traditional(locale: str) -> bool:
    return locale in ("zh_TW", "zh_HK") or "Hant" in locale


def composed(char: str, before: str, locale: str) -> tuple[int, str] | None:
    """What `char` makes of the characters before it: how many of them go, and what is written for them and it.

    `--` is a dash: —— in Chinese (GB/T 15834), — in English; `...` after Han is the Chinese ellipsis. In English three
    full stops stay, as AP style has them. A half-width mark between a Latin letter or digit and Han is of full width
    (iPhone，比例): that is known only when the Han comes. A quotation mark before a decade is an apostrophe (’90s).
    """
    if HAN.match(char) and is_chinese(locale) and _AFTER_LATIN.search(before):
        return 1, _WIDE[before[-1]] + char
    if char.isdigit() and before[-1:] == "‘" and not is_chinese(locale):
        return 1, "’" + char
    if char == "-" and before.endswith("-") and not before.endswith("--"):
        return 1, "——" if is_chinese(locale) else "—"
    if char == "." and before.endswith("..") and is_chinese(locale) and HAN.match(before[-3:-2] or " "):
        return 2, "……"
    return None


def one_line(text: str) -> str:
    """`text` on one line: a line break, with the white space around it, is a space, or nothing between Han."""

    def joined(match: re.Match[str]) -> str:
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        tight = bool(HAN.match(before) or before in "，。；：！？、”」』") and bool(
            HAN.match(after) or after in "“「『《（"
        )
        return "" if tight or not before or not after else " "

    return re.sub(r"[ \t]*[\r\n][ \t\r\n]*", joined, text).replace("\t", " ")


def next_tag(source: str, target: str) -> tuple[str, str] | None:
    """The first tag of `source` that `target` lacks: what to write before and after the selected words."""
    here = Counter(found[0] for found in TAG.finditer(target))
    for found in TAG.finditer(source):
        if here[found[0]]:
            here[found[0]] -= 1
        elif found[4]:
            return found[0], ""
        elif not found[1]:
            closing = f"</{found[2]}{found[3]}>"
            return found[0], "" if closing in target else closing
        else:
            return "", found[0]
    return None


def next_term(terms: Sequence[Occurrence], standing: Container[str], locale: str) -> str | None:
    """The preferred rendering of the first term of which no rendering is `standing` in the target."""
    for one in terms:
        allowed = one.term.renderings(locale)
        if allowed and not any(name in standing for name in allowed):
            return allowed[0]
    return None


def next_number(source: str, target: str, source_locale: str, locale: str) -> str | None:
    """The first number, percentage or date of `source` that `target` lacks, as `locale` writes it: the value counts, so
    that 3.5亿 is 350 million, and is there already where that stands. Digits in anything else (a model, a time) come
    as they are."""
    plain_source = TAG.sub(" ", source)
    there, here = places(plain_source, source_locale), places(TAG.sub(" ", target), locale)
    known = Counter((spot.kind, spot.value) for spot in here.spots)
    for spot in there.spots:
        if not known[spot.kind, spot.value]:
            made = anew(spot, locale)
            ranked = not is_chinese(locale) and made.isdecimal() and _is_ordinal(plain_source, spot.start, spot.end)
            return made + nth(int(made)) if ranked else made
        known[spot.kind, spot.value] -= 1
    plain = Counter(_numbers(here.frame))
    for number in _numbers(there.frame):
        if not plain[number]:
            return number
        plain[number] -= 1
    return None


def _is_ordinal(source: str, start: int, end: int) -> bool:
    """Whether the number at a place of a Chinese text is one in a row: 第3届, 60周年."""
    return source[:start].rstrip().endswith("第") or source[end:].lstrip().startswith(("周年", "届", "屆", "週年"))


def apart(before: str, words: str, locale: str) -> str:
    """`words`, with a space in front where they would run into what ends `before` (never in Chinese)."""
    close = before[-1:].isalnum() or before[-1:] in tuple(",.;:!?%)”’")
    return f" {words}" if close and not is_chinese(locale) else words


def _numbers(text: str) -> Iterator[str]:
    return (found[0] for found in _NUMBER.finditer(text))
