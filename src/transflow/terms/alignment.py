"""Names that stand in both languages of a segment: a Han name whose readings are capitalised words of the translation,
and a foreign name with · beside words that may sound so."""

import re
from collections.abc import Iterator

from transflow.script import HAN
from transflow.terms import romanisation
from transflow.terms.borders import no_person
from transflow.terms.surnames import COMPOUND, SINGLE, TRANSLITERATION

DOT = "[·‧・•]"
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w’'ʼ‘-]*(?:[ \u00a0]+[A-ZÀ-Þ][\w’'ʼ‘-]*)*")
_WORD = re.compile(r"[A-ZÀ-Þ][\w’'ʼ‘-]*")
_PART = rf"(?:[{TRANSLITERATION}]{{1,8}}|[A-Z][A-Z.]{{0,4}})"
_DOTTED = re.compile(rf"{_PART}(?:{DOT}{_PART}(?:[-－–][{TRANSLITERATION}]{{1,8}})?)+")
# Ends of ordinary words that are also characters of names: 妻子埃莉诺, 主席托马斯, 林德瓦尔日前.
_LEAD = re.compile(r"[妻儿弟王孙]子|[球巨影歌明]星|主席|[总经助护]理")
_TAIL = re.compile(r"本[周月地人]|日前|星期|大学|因[为对此受在涉其]")


def spelt(english: str) -> dict[tuple[str, str], str]:
    """Every run of two or three capitalised words of a text by the letters of (surname, given name) that it may be:
    the surname first or last."""
    found: dict[tuple[str, str], str] = {}
    for run in _CAPITALISED.finditer(english):
        words = [one.group() for one in _WORD.finditer(run.group())]
        letters = [romanisation.fold(word.removesuffix("’s").removesuffix("'s")) for word in words]
        for size in (2, 3):
            for at in range(len(words) - size + 1):
                text = " ".join(words[at : at + size]).removesuffix("’s").removesuffix("'s")
                first, last = letters[at], letters[at + size - 1]
                found.setdefault((first, "".join(letters[at + 1 : at + size])), text)
                found.setdefault((last, "".join(letters[at : at + size - 1])), text)
                if size == 3:  # Ou Yang Xiu, Xiu Ou Yang
                    found.setdefault((first + letters[at + 1], last), text)
    return found


def aligned(chinese: str, english: str) -> Iterator[tuple[str, str]]:
    """(name, as it is spelt) for each Han name in `chinese` whose readings stand in `english`, wrong ones included."""
    written = spelt(english) if english else {}
    if not written:
        return
    heads = {surname for surname, _given in written}
    for name in names_at_surnames(chinese):
        if no_person(name) or not any(surname in heads for surname in romanisation.surname_letters(name)):
            continue
        for key in romanisation.ways(name, misread=True):
            if key in written and not _stuck(name, written[key]):
                yield name, written[key]
                break


def _stuck(name: str, spelling: str) -> bool:
    """Whether a name of four characters with two surnames is spelt with one word for both: it is a place then
    (宁夏银川, Ningxia Yinchuan)."""
    found = romanisation.parts(name)
    return found is not None and len(found.surnames) > 1 and "-" not in spelling and len(spelling.split()) < 3


def names_at_surnames(text: str) -> Iterator[str]:
    """Everything in a Chinese text that could be a surname with one or two characters of a given name."""
    for at, char in enumerate(text):
        for size in (2,) if text[at : at + 2] in COMPOUND else ():
            yield from (
                text[at : at + size + given] for given in (1, 2) if _han(text[at : at + size + given], size + given)
            )
        if char in SINGLE:
            yield from (text[at : at + 1 + given] for given in (1, 2, 3) if _han(text[at : at + 1 + given], 1 + given))


def _han(text: str, size: int) -> bool:
    return len(text) == size and all(HAN.match(char) for char in text)


def dotted(chinese: str) -> Iterator[str]:
    """The foreign names with · of a Chinese text, each once."""
    yield from dict.fromkeys(map(_trimmed, _DOTTED.finditer(chinese)))


def _trimmed(found: re.Match[str]) -> str:
    """A name with ·, without characters that belong to the words beside it (妻子埃莉诺, 林德瓦尔星期天)."""
    name, text = found.group(), found.string
    start = 1 if name[0] == "当" or _LEAD.match(text[: found.start()][-1:] + name[0]) else 0
    end = len(name) - 1 if _TAIL.match(name[-1] + text[found.end() : found.end() + 1]) else len(name)
    return name[start:end]


def called(name: str, english: str) -> str:
    """What a name with · is called in the translation: the one run of as many capitalised words whose initials may
    sound so; "" where none or several are."""
    parts = re.split(DOT, name)
    fitting = []
    for run in _CAPITALISED.finditer(english):
        words = run.group().split()
        for at in range(len(words) - len(parts) + 1):
            some = [word.rstrip(".,") for word in words[at : at + len(parts)]]
            if all(romanisation.sounds_like(part, word) for part, word in zip(parts, some, strict=True)):
                fitting.append(" ".join(some).removesuffix("’s").removesuffix("'s"))
    return fitting[0] if len(set(fitting)) == 1 else ""
