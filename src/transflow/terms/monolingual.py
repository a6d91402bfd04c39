"""Names in a Chinese text that has no translation yet, by what stands before and behind them (`borders`)."""

import re
from collections.abc import Iterator, Sequence

from transflow.script import HAN
from transflow.terms.borders import Border, after, before, may_be_given, transliterated, word
from transflow.terms.evidence import Evidence
from transflow.terms.surnames import COMMON, COMPOUND, PARTICLES, SINGLE, WORDS

Borders = tuple[Border, Border]
_PROOF = {Border.TITLE: Evidence.OFFICE, Border.SPEECH: Evidence.SPEECH}
_COMPOUND_NAMES = frozenset(COMPOUND) - {"东方", "百里", "西门", "东门", "南门", "闻人"}  # these are words, too
_BETWEEN = r"[、 \u00a0\u3000]+"
_LIST = re.compile(rf"{HAN.pattern}{{2,8}}(?:{_BETWEEN}{HAN.pattern}{{2,4}})+")


def bordered(texts: Sequence[tuple[str, str]], proven: frozenset[str]) -> Iterator[tuple[str, frozenset[Evidence]]]:
    """(name, evidence) of the names whose borders prove them. `texts`: each segment as it is, and the same with what
    the termbase knows blotted out, where no name is looked for; names `proven` already only gain evidence."""
    seen: dict[str, list[Borders]] = {}
    for text, free in texts:
        for name, at in _places(free):
            seen.setdefault(name, []).append((before(text, at), after(text, at + len(name))))
    whole = {name: [pair for pair in borders if Border.NONE not in pair] for name, borders in seen.items()}
    taken = proven | {name for name, borders in whole.items() if _enough(name, borders)}
    listed = _listed(texts, taken) - taken
    for name in seen:
        if name in taken:
            yield name, _said(seen[name], whole[name])
        elif name in listed:
            yield name, frozenset({Evidence.LISTED})


def _said(borders: Sequence[Borders], whole: Sequence[Borders]) -> frozenset[Evidence]:
    """What borders prove."""
    touched = {border for pair in borders for border in pair}
    said = {kind for border, kind in _PROOF.items() if border in touched}
    return frozenset(said | {Evidence.REPEATED} if len(whole) > 1 else said)


def _listed(texts: Sequence[tuple[str, str]], taken: frozenset[str]) -> set[str]:
    """Names of one list with names that are known: 记者王金金 周喆, 李四、王五等."""
    found: set[str] = set()
    for _text, free in texts:
        for run in _LIST.finditer(free):
            parts = re.split(_BETWEEN, run.group())
            likely = [part for part in parts if _likely(part)]
            if any(part.endswith(name) for part in parts for name in taken) or _cast(likely):
                found.update(likely)
    return found


def _cast(likely: Sequence[str]) -> bool:
    """Whether a list is of people even though none of them is known: three or more with common surnames, two of them
    with two characters behind it."""
    return len(likely) > 2 and all(one[0] in COMMON for one in likely) and sum(len(one) > 2 for one in likely) > 1


def _likely(name: str) -> bool:
    head = 2 if name[:2] in COMPOUND else 1
    given = name[head:]
    known = name[:2] in _COMPOUND_NAMES or (name[0] in SINGLE and (name[0] in COMMON or name[0] not in WORDS))
    return (
        known and 0 < len(given) < 3 and all(map(may_be_given, given)) and not word(name) and not transliterated(given)
    )


def _places(text: str) -> Iterator[tuple[str, int]]:
    """(name, offset) of all that could be one: a surname and characters that may be a given name."""
    for at, char in enumerate(text):
        head = 2 if text[at : at + 2] in COMPOUND else 1 if char in SINGLE else 0
        for size in range(head + 1, head + 3) if head else ():
            name = text[at : at + size]
            if (
                len(name) == size
                and all(HAN.match(one) and may_be_given(one) for one in name[head:])
                and not word(name)
            ):
                yield name, at


def _enough(name: str, whole: Sequence[Borders]) -> bool:
    """Whether borders on both sides prove a name. A short name, a rare surname, and one that is a word, too, need
    more: of what begins with a particle (和, 从) nearly everything is none."""
    if transliterated(name[1:]):
        return False
    strong = sum(Border.TITLE in pair or Border.SPEECH in pair for pair in whole)
    titled = sum(left is Border.TITLE for left, _right in whole)
    firm = sum(left is Border.TITLE and right is not Border.WEAK for left, right in whole)
    long, common = len(name) > 2, name[0] in COMMON
    if long and (common or name[:2] in _COMPOUND_NAMES):
        return strong > 0
    if name[0] in PARTICLES and not common:
        return firm > 1
    if long:
        return titled > 0 or (strong > 1 and name[0] not in WORDS)
    return titled > 0 or strong > 1 if common else firm > 1
