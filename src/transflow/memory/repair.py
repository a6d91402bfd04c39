"""Mending a fuzzy match: where it differs from the text asked for in numbers, dates and known names only, its
translation can be made right by putting the new ones in the place of the old.

Done only where nothing is in doubt: both sources are the same but for those places, the old translation holds exactly
the values of the old source, and what comes out holds exactly the values of the new one. Anything that a changed
value could make wrong elsewhere (a weekday, a pronoun, "a"/"an", one/many) is left to a person.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence, Set

from transflow import language
from transflow.memory.places import Place, Places, places
from transflow.memory.wording import word

NamesIn = Callable[[str], Sequence[tuple[str, str]]]
"""The known names in a source text: (as it stands in the source language, its translation)."""

_WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:星期|周|礼拜)[一二三四五六日天](?![年岁])", re.I
)
_PRONOUN = re.compile(r"\b(?:he|she|his|her|hers|him|himself|herself)\b|[他她]", re.I)
_ARTICLE = re.compile(r"\ban? [$€£¥]?$", re.I)


class Query:
    """A text asked for, of which translations of similar ones are to be made translations: its names and places are
    looked for once. `names` gives the known names in a source text; without it only numbers and dates are mended."""

    def __init__(self, text: str, source_locale: str, target_locale: str, names: NamesIn | None = None) -> None:
        self._text, self._source_locale, self._target_locale, self._names = text, source_locale, target_locale, names
        self._asked = tuple(names(text)) if names else ()
        self._read: dict[frozenset[str], Places] = {}

    def mended(self, source: str, target: str) -> str | None:
        """`target`, a translation of `source`, made one of this text; None where that cannot be done without doubt."""
        held = tuple(self._names(source)) if self._names else ()
        pairs = self._asked + held
        if _ambiguous(pairs):
            return None
        known = {one for one, _ in pairs}
        new = self._places(known)
        if not new.spots or not self._same_around(new.spots, source):
            return None
        old = places(source, self._source_locale, known)
        if len(old.spots) != len(new.spots) or old.frame != new.frame:
            return None
        return _mended(old.spots, new.spots, target, dict(pairs), self._target_locale)

    def _places(self, known: Set[str]) -> Places:
        here = frozenset(name for name in known if name in self._text)
        if here not in self._read:
            self._read[here] = places(self._text, self._source_locale, here)
        return self._read[here]

    def _same_around(self, spots: Sequence[Place], source: str) -> bool:
        """Whether what stands before the first and after the last place is the same: of the similar texts nearly none
        are, and the places of the others need not be looked for."""
        return source.startswith(self._text[: spots[0].start]) and source.endswith(self._text[spots[-1].end :])


def repair(
    query: str, source: str, target: str, source_locale: str, target_locale: str, names: NamesIn | None = None
) -> str | None:
    """`Query.mended` for one match."""
    return Query(query, source_locale, target_locale, names).mended(source, target)


def _mended(
    old: Sequence[Place], new: Sequence[Place], target: str, translations: dict[str, str], locale: str
) -> str | None:
    """`target` with the values of the places `new` for those of `old`."""
    there = places(target, locale, translations.values())
    before = _values(_translated(old, translations))
    changes = _changes(_translated(old, translations), _translated(new, translations))
    if changes is None or _values(there.spots) - before:
        return None
    # What stays may be spelt out in the translation (“five countries”); what changes must stand there to be changed.
    moved = {key for key, spot in changes.items() if spot.value != key[1]}
    if any(_values(there.spots)[key] != before[key] for key in moved):
        return None
    mended = _replaced(target, there.spots, changes, locale)
    if mended is None or _doubtful(target, changes):
        return None
    after = places(mended, locale, translations.values())
    meant = Counter((spot.kind, changes[spot.kind, spot.value].value) for spot in there.spots)
    return mended if _values(after.spots) == meant else None


def _ambiguous(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether a name has two translations, or two names share one."""
    distinct = set(pairs)
    return len({one for one, _ in distinct}) < len(distinct) or len({two for _, two in distinct}) < len(distinct)


def _translated(spots: Sequence[Place], translations: dict[str, str]) -> list[Place]:
    """The places of a source text with the values that its translation should hold."""
    return [spot.holding(translations[spot.text]) if spot.kind == "name" else spot for spot in spots]


def _values(spots: Sequence[Place]) -> Counter[tuple[str, object]]:
    return Counter((spot.kind, spot.value) for spot in spots)


Changes = dict[tuple[str, object], Place]


def _changes(old: Sequence[Place], new: Sequence[Place]) -> Changes | None:
    """What takes the place of each old value; None if one old value would become two different ones."""
    changes: Changes = {}
    for before, after in zip(old, new, strict=True):
        if before.year != after.year:
            return None
        known = changes.setdefault((before.kind, before.value), after)
        if known.value != after.value:
            return None
    return changes


def _replaced(target: str, spots: Sequence[Place], changes: Changes, locale: str) -> str | None:
    """`target` with every changed place written anew, in the manner of the old one."""
    made: list[str] = []
    at = 0
    for spot in spots:
        new = changes[spot.kind, spot.value]
        made.append(target[at : spot.start])
        at = spot.end
        if new.value == spot.value:
            made.append(spot.text)
            continue
        if not language.is_chinese(locale) and _ARTICLE.search(target[: spot.start]):
            return None
        text = word(spot, new, locale)
        if text is None:
            return None
        made.append(text)
    return "".join([*made, target[at:]])


def _doubtful(target: str, changes: Changes) -> bool:
    """Whether some other word of `target` depends on what is changed."""
    changed = {kind for (kind, value), new in changes.items() if new.value != value}
    if "date" in changed and _WEEKDAY.search(target):
        return True
    if "name" not in changed:
        return False
    parts = {part for (kind, value), new in changes.items() if kind == "name" and new.value != value
             for part in str(value).split()}  # fmt: skip
    whole = Counter(re.findall(r"[\w'’-]+", target))
    in_names = Counter(
        part for (kind, value), _new in changes.items() if kind == "name" for part in str(value).split()
        for _ in range(target.count(str(value)))
    )  # fmt: skip
    # A surname that stands alone elsewhere would go on speaking of the old person, and so would a pronoun.
    return bool(_PRONOUN.search(target)) or any(whole[part] > in_names[part] for part in parts)
