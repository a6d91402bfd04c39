"""A pair of texts on its way into a memory or out of one, and why one does not go in."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from transflow import language
from transflow.article import TAG
from transflow.language import is_chinese
from transflow.script import HAN


class Reason(StrEnum):
    """Why a pair is passed over."""

    EMPTY = "empty"  # one of the two texts is blank
    SAME = "same"  # both texts are the same: nobody has translated it
    TAGS = "tags"  # the inline tags of one are not those of the other
    LANGUAGE = "language"  # it is not in the two languages that are wanted
    FUZZY = "fuzzy"  # the PO file says that nobody stands behind it
    PLURAL = "plural"  # an entry with plural forms, which are no sentences
    SWAPPED = "swapped"  # the Chinese stands under the other language, and the other way round
    COLUMNS = "columns"  # a line of a table with another number of columns than the first


@dataclass(frozen=True, slots=True)
class Entry:
    """A pair of texts as a file holds it, and where it stands there.

    `line` counts from 1 (0: unknown). `by` and `at` (ISO 8601, UTC) say who translated it when, `before` is the source
    text before it, `file` where it came from first. `written_in` is the language in which it was written, where that
    is known. `own`: out of a file that this program wrote, of which a person has approved what it holds. `penalty`:
    what is taken off the scores of its matches.
    """

    source: str
    target: str
    source_locale: str
    target_locale: str
    line: int = 0
    by: str | None = None
    at: str | None = None
    before: str | None = None
    file: str | None = None
    written_in: str | None = None
    own: bool = False
    penalty: int = 0


@dataclass(frozen=True, slots=True)
class Passed:
    """Something in a file that is not taken: where, why, and the languages it has if those are the reason."""

    line: int
    reason: Reason
    languages: tuple[str, ...] = ()


def objection(entry: Entry) -> Reason | None:
    """Why `entry` should not go into a memory; None if it may. What a person approved here may be the same text in
    both languages (a name), or have its tags broken on purpose."""
    if not entry.source.strip() or not entry.target.strip():
        return Reason.EMPTY
    if entry.own:
        return None
    if entry.source == entry.target:
        return Reason.SAME
    if _swapped(entry):
        return Reason.SWAPPED
    return None if whole(entry.source, entry.target) else Reason.TAGS


def _swapped(entry: Entry) -> bool:
    """Whether the text that should be Chinese has no Han while the other is written in it."""
    ours, theirs = is_chinese(entry.source_locale), is_chinese(entry.target_locale)
    if ours == theirs:
        return False
    chinese, other = (entry.source, entry.target) if ours else (entry.target, entry.source)
    return not HAN.search(chinese) and len(HAN.findall(other)) > len(other) // 2


def whole(source: str, target: str) -> bool:
    """Whether both texts have the same inline tags, and those of `target` are nested if those of `source` are."""
    if Counter(found[0] for found in TAG.finditer(source)) != Counter(found[0] for found in TAG.finditer(target)):
        return False
    return _nested(target) or not _nested(source)


def _nested(text: str) -> bool:
    stack: list[str] = []
    for found in TAG.finditer(text):
        name = found[2] + found[3]
        if found[1]:
            if not stack or stack.pop() != name:
                return False
        elif not found[4]:
            stack.append(name)
    return not stack


@lru_cache(maxsize=1000)  # asked for every text of a memory, of the same few languages
def serves(locale: str, wanted: str) -> bool:
    """Whether a text in `locale` is one in `wanted`: the scripts of Chinese are kept apart, varieties are not."""
    return locale == wanted or (not language.is_chinese(locale) and language.base(locale) == language.base(wanted))
