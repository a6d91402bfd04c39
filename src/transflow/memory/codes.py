"""The inline codes of other tools (`<bpt>`, `<ept>`, `<ph>`, `<hi>`) as our inline tags (`<b1>…</b1>`).

A code becomes a tag where it says what it is (bold, italic, struck out, a link, a line break, a picture, a footnote)
and stands in both languages; any other is formatting that is left out. The text is never lost, that in `<sub>`
included.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from transflow import language
from transflow.article import TAG, Role

CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})  # what they hold is the markup of another tool, not text
CHARACTER = "x-char-"  # the type of a `<ph>` that stands for a character which XML cannot hold (its number, in hex)
_PAIRS = {
    "b": "b", "strong": "b", "bold": "b", "i": "i", "em": "i", "italic": "i", "s": "s", "del": "s", "strike": "s",
    "strikethrough": "s", "a": "a", "link": "a",
}  # fmt: skip
_VOIDS = {"br": "br", "lb": "br", "img": "img", "image": "img", "fn": "fn", "fnote": "fn"}
_NAME = re.compile(r"\s*<\s*/?\s*([A-Za-z]+)[\s/>]|\s*\{?\\([bi])(?![a-z])")


@dataclass(frozen=True, slots=True)
class Code:
    """An inline code: whether it opens, closes or stands alone, the letters of its tag ("" where it has none), what
    pairs it within its text (`i`), and what it is known by in both languages (`x`, else `i`)."""

    role: Role
    letters: str = ""
    pair: str = ""
    key: str = ""


class Seam:
    """Where text that was inside a code begins or ends: without a space of its own it gets one."""


Part = str | Code | Seam


@dataclass(slots=True)
class Frame:
    """An element of a segment while it is read: its name and attributes, the parts of its text, or a code's markup
    and the texts within it."""

    name: str
    attributes: Mapping[str, str]
    parts: list[Part] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)

    @property
    def is_code(self) -> bool:
        """Whether what it holds is markup."""
        return self.name in CODES

    def text(self, text: str) -> None:
        """Takes up character data."""
        (self.markup if self.is_code else self.parts).append(text)

    def closed(self, inner: "Frame") -> None:
        """Takes up an element that stood in this one."""
        if inner.name == "sub":
            self.parts += [Seam(), *inner.parts, Seam()]
        elif inner.name == "hi":
            letters = _PAIRS.get(inner.attributes.get("type", "").lower(), "")
            key = inner.attributes.get("x", "")
            self.parts += [Code(Role.OPEN, letters, "hi", key), *inner.parts, Code(Role.CLOSE, "", "hi")]
        elif inner.is_code:
            self.parts += [*_code(inner), *inner.parts]
        else:  # an element that TMX does not have: its text is text
            self.parts += inner.parts


def _code(frame: Frame) -> Iterable[Part]:
    said, markup = frame.attributes.get("type", "").lower(), "".join(frame.markup)
    if TAG.fullmatch(markup):  # a tag of ours that another tool has carried along
        return (markup,)
    if frame.name == "ph" and said.startswith(CHARACTER):
        number = said.removeprefix(CHARACTER)
        return (chr(int(number, 16)),) if re.fullmatch(r"[0-9a-f]{1,4}", number) else ()
    found = _NAME.match(markup + " ")
    name = (found[1] or found[2]).lower() if found else said
    pair = frame.attributes.get("i", "")
    key = frame.attributes.get("x", pair)
    if frame.name == "bpt":
        return (Code(Role.OPEN, _PAIRS.get(name, _PAIRS.get(said, "")), pair, key),)
    if frame.name == "ept":
        return (Code(Role.CLOSE, "", pair),)
    if frame.name == "ph" and (letters := _VOIDS.get(name, _VOIDS.get(said))):
        return (Code(Role.VOID, letters, "", key),)
    return ()


def texts(source: Sequence[Part], target: Sequence[Part], source_locale: str, target_locale: str) -> tuple[str, str]:
    """The two texts of a unit, with our tags numbered as they come in the source, or without any where the two do not
    have the same ones."""
    if all(isinstance(part, str) for part in (*source, *target)):  # nearly every unit of most memories
        return "".join(map(str, source)), "".join(map(str, target))
    one, two = _kept(source), _kept(target)
    names: tuple[list[str], list[str]] | None = None
    if one or two:
        names = _named(one, two)
    return (
        _joined(source, language.joiner(source_locale), dict(zip(one, names[0], strict=True)) if names else {}),
        _joined(target, language.joiner(target_locale), dict(zip(two, names[1], strict=True)) if names else {}),
    )


def _kept(parts: Sequence[Part]) -> dict[int, Code]:
    """The codes that can be tags, by their places: known ones, and of pairs both halves, the first by its place."""
    found: dict[int, Code] = {}
    stack: list[tuple[str, int]] = []
    for place, part in enumerate(parts):
        if not isinstance(part, Code):
            if isinstance(part, str) and TAG.search(part):  # tags of ours are here already: no others beside them
                return {}
            continue
        if part.role is Role.VOID:
            found[place] = part
        elif part.role is Role.OPEN:
            stack.append((part.pair, place))
        elif stack and stack[-1][0] == part.pair:
            first = stack.pop()[1]
            opening = parts[first]
            if isinstance(opening, Code) and opening.letters:
                found[first] = opening
                found[place] = part
        else:  # crossed: it cannot be told what belongs to what
            return {}
    return dict(sorted(found.items()))


def _named(one: Mapping[int, Code], two: Mapping[int, Code]) -> tuple[list[str], list[str]] | None:
    """The tags of the codes of both texts, or None where they are not the same ones."""
    openers = [code for code in one.values() if code.role is not Role.CLOSE]
    others = [code for code in two.values() if code.role is not Role.CLOSE]
    keyed = Counter((code.letters, code.key) for code in openers)
    by_key = keyed == Counter((code.letters, code.key) for code in others) and max(keyed.values(), default=0) == 1
    if not by_key and Counter(code.letters for code in openers) != Counter(code.letters for code in others):
        return None
    numbers: dict[tuple[str, str | int], int] = {}
    sides = []
    for codes in (one, two):
        seen: Counter[str] = Counter()
        stack: list[str] = []
        tags = []
        for code in codes.values():
            if code.role is Role.CLOSE:
                tags.append(f"</{stack.pop()}>")
                continue
            seen[code.letters] += 1
            known = (code.letters, code.key if by_key else seen[code.letters])
            name = f"{code.letters}{numbers.setdefault(known, len(numbers) + 1)}"
            if code.role is Role.OPEN:
                stack.append(name)
            tags.append(f"<{name}/>" if code.role is Role.VOID else f"<{name}>")
        sides.append(tags)
    return sides[0], sides[1]


def _joined(parts: Sequence[Part], joiner: str, tags: Mapping[int, str]) -> str:
    made: list[str] = []
    seam = False
    for place, part in enumerate(parts):
        text = tags.get(place, "") if isinstance(part, Code) else part if isinstance(part, str) else None
        if text is None:
            seam = True
        elif text:
            if seam and made and not made[-1][-1].isspace() and not text[0].isspace():
                made.append(joiner)
            seam = False
            made.append(text)
    return "".join(made)
