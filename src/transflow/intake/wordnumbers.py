"""The numbers that Word puts before paragraphs (ECMA-376, 17.9): they stand nowhere in the text of the file."""

import re
from dataclasses import dataclass
from typing import Any

from transflow.interchange.parts import child, local, value

_DIGITS = "〇一二三四五六七八九"
_CHINESE = re.compile(
    "chineseCounting(?:Thousand)?|chineseLegalSimplified|ideographDigital|taiwanese(?:Counting(?:Thousand)?|Digital)|"
    "japanese(?:Counting|DigitalTenThousand)"
)
_PLAIN = re.compile(r"%\d[.)．）、]?\s*")


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph's place in a list: `level` from 0, its `label` as it is printed, its `number`, and whether that is
    all that Markdown would print (`plain`: `3.`), or nothing but a `bullet`."""

    level: int
    label: str
    number: int
    plain: bool
    bullet: bool


class Numbering:
    """The numbering of one file, counting as its paragraphs go by; `root` is that of `numbering.xml`, or None."""

    def __init__(self, root: Any) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}  # several numberings may count one list on
        self._counts: dict[str, dict[int, int]] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        for one in root if root is not None else ():
            if local(one) == "abstractNum":
                abstract[value(one, "abstractNumId")] = dict(_level(level) for level in one if local(level) == "lvl")
        for one in root if root is not None else ():
            if local(one) == "num":
                ident, base = value(one, "numId"), value(child(one, "abstractNumId"), "val")
                self._levels[ident] = dict(abstract.get(base, {}))
                self._lists[ident] = base
                for override in (child_ for child_ in one if local(child_) == "lvlOverride"):
                    at = _int(value(override, "ilvl"), 0)
                    if (level := child(override, "lvl")) is not None:
                        self._levels[ident][at] = _level(level)[1]
                    if (start := child(override, "startOverride")) is not None:
                        self._overrides.setdefault(ident, {})[at] = _int(value(start, "val"), 1)

    def next(self, ident: str, level: str) -> Numbered | None:
        """The number of the next paragraph of numbering `ident` at `level`; None where there is none."""
        at = min(_int(level, 0), 8)
        levels = self._levels.get(ident, {})
        if ident == "0" or at not in levels:
            return None
        counts = self._counts.setdefault(self._lists[ident], {})
        overrides = self._overrides.get(ident, {})
        if at in overrides:
            counts[at] = overrides.pop(at) - 1
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [one for one in counts if one > at]:
            del counts[deeper]
        mine = levels[at]
        if mine.style == "bullet":
            return Numbered(at, "", 0, plain=False, bullet=True)

        def shown(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            style = levels[other].style if other in levels else "decimal"
            return written(counts.get(other, levels[other].start if other in levels else 1), style)

        label = re.sub(r"%(\d)", shown, mine.text)
        plain = mine.style == "decimal" and _PLAIN.fullmatch(mine.text) is not None
        return Numbered(at, label.strip(), counts[at], plain=plain, bullet=False)


def _level(element: Any) -> tuple[int, _Level]:
    return _int(value(element, "ilvl"), 0), _Level(
        value(child(element, "numFmt"), "val") or "decimal", value(child(element, "lvlText"), "val"),
        _int(value(child(element, "start"), "val"), 1),
    )  # fmt: skip


def _int(text: str, other: int) -> int:
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else other


def written(number: int, style: str) -> str:
    """`number` in one of Word's number formats; decimal for those that are not known here."""
    if style == "none":
        return ""
    if _CHINESE.fullmatch(style) and 0 <= number < 10_000:
        return _chinese(number)
    if style in ("upperLetter", "lowerLetter") and number > 0:
        letters = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if style == "upperLetter" else letters.lower()
    if style in ("upperRoman", "lowerRoman") and 0 < number < 4_000:
        roman = _roman(number)
        return roman if style == "upperRoman" else roman.lower()
    if style == "decimalZero":
        return f"{number:02}"
    if style.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    return str(number)


def _chinese(number: int) -> str:
    if number < 10:
        return _DIGITS[number]
    parts, zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            parts += ("〇" if zero and parts else "") + _DIGITS[digit] + unit
            zero = False
        else:
            zero = bool(parts)
    return parts[1:] if 10 <= number < 20 else parts


def _roman(number: int) -> str:
    found = ""
    for amount, letters in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
        (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        while number >= amount:
            found, number = found + letters, number - amount
    return found
