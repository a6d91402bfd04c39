"""Who is named in an item of a list, without the words around: offices, what leads up to the list, what follows it."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from transflow.checks.listing.pieces import LEAST, Item, masked
from transflow.checks.mentions import TITLE
from transflow.checks.pinyin import SYLLABLE, families, letters_of
from transflow.checks.port import Surnames

_SYLLABLES = re.compile(rf"(?:{SYLLABLE.pattern}){{1,2}}")

_LONGEST = 10  # characters of a Chinese item that is taken for a name
# What leads up to the first item of a Chinese list, and what goes on behind the last one.
_LEAD = re.compile(r".*(?:[为是有括于由对向将把让与同跟及了者]|其中|例如|比如|陪同|会见)(?=.{2})")
_TAIL = re.compile(
    r"(?<=..)(?:等|的|这|[在为是将被对与向也都分即正已曾还就]|出席|参加|陪同|会见|表示|参与|以及|共同|一同|一起|荣获|获得|当选|担任|发言|致辞)"
)
_OFFICE_ENDS = re.compile("[长任席员委师监理裁官授士者]|书记|总理|代表|博士|董事|秘书|先生|女士")
_HAN_OFFICE = re.compile(rf".*(?:{_OFFICE_ENDS.pattern})(?=..|$)")
_OPENERS_OF_SENTENCES = (
    "Moreover Meanwhile However Today Yesterday Besides Furthermore Finally Recently Later Earlier Also Then Thus"
    " Therefore Previously Currently Nevertheless Additionally Now Here"
)
_OPENERS = frozenset(_OPENERS_OF_SENTENCES.split())
_SENTENCE = re.compile(r"[^。！？；：:\n“”]+")
_PART = re.compile(r"(?P<text>[^，、]+?)(?P<mark>，|、|以及|[和与及](?=[^，、和与及]{3})|$)")
_COMPANY = re.compile(r"(?:Co|Ltd|Inc|Corp|LLC|PLC|Jr|Sr)\.?")
_NAME = re.compile(r"[A-ZÀ-Þ][\wÀ-ÿ’'-]+(?: [A-ZÀ-Þ][\wÀ-ÿ.’'-]*){0,2}")
_NAME_AT_END = re.compile(rf"{_NAME.pattern}$")
_NAMES = re.compile(r"(?:(?:the|of|de|von|van|al|bin|[A-ZÀ-Þ][\wÀ-ÿ.’'-]*)(?: |$))+")
# An office behind a name is no item of its own: Wang Jian, President of Linhai University, and …
_LESSER = r"(?:(?:the|a|an|its|their|former|acting|deputy|vice|executive|assistant|associate|honorary)[ -])*"
_RANK = rf"{_LESSER}(?:{TITLE.pattern}|member|head)(?:-general)?"
_OFFICE = re.compile(rf"(?:{_RANK} )+", re.IGNORECASE)
_POST = re.compile(rf"{_RANK}(?: (?:of|for|at|in|to) .*)?", re.IGNORECASE)


def names_only(piece: str) -> bool:
    """Whether a piece of an English text has nothing but capitalised words and what stands between them in names."""
    return bool(_NAMES.fullmatch(piece))


def ends_in_name(piece: str) -> bool:
    """Whether a piece of an English text ends in a capitalised word."""
    return bool(_NAME_AT_END.search(piece))


def tail(text: str) -> int | None:
    """Where what follows the last item of a Chinese list begins in it, if anything does."""
    found = _TAIL.search(text)
    return found.start() if found else None


def opens(piece: str) -> bool:
    """Whether a piece is a word that opens a sentence, with a comma behind it."""
    return piece in _OPENERS


def nobody(piece: str) -> bool:
    """Whether a piece of an English text is an office that somebody holds, or the end of a company's name."""
    return bool(_POST.fullmatch(piece) or _COMPANY.fullmatch(piece))


def latin_name(items: Mapping[int, Item], number: int) -> Item | None:
    """The name in an item of an English list; of the first and the last one what the words around it leave. The first
    word of a sentence may be any."""
    item = items[number]
    office = _OFFICE.match(item.text)
    text = item.text[office.end() :] if office else item.text
    found = _NAME.match(text) if number == max(items) else None
    found = found or (_NAME_AT_END.search(text) if number == min(items) else _NAME.fullmatch(text))
    if found is None or TITLE.search(found[0]) or _COMPANY.fullmatch(found[0]) or not (item.after or " " in found[0]):
        return None
    start = item.end - len(text) + found.start()
    return replace(item, text=found[0], start=start, end=start + len(found[0]))


def han_name(items: Mapping[int, Item], number: int, surnames: Surnames | None) -> Item | None:
    """The name in an item of a Chinese list, if there is one: of the first and the last one what the words around it
    leave; of an office with a name the name (副校长李明)."""
    item = items[number]
    text, start = item.text, item.start
    lead = _LEAD.match(text) if number == min(items) else None
    tail = _TAIL.search(text) if number == max(items) else None
    if tail is not None:
        text = text[: tail.start()]
    if lead is not None and lead.end() < len(text) - 1:
        start, text = start + lead.end(), text[lead.end() :]
    office = _HAN_OFFICE.match(text)
    if office is not None and _family(text[office.end() :], surnames.readings if surnames else ()):
        start, text = start + office.end(), text[office.end() :]
    if not 2 <= len(text) <= _LONGEST or "的" in text or _HAN_OFFICE.fullmatch(text):
        return None
    return replace(item, text=text, start=start, end=start + len(text))


def officials(chinese: str, surnames: Surnames | None) -> Iterator[tuple[Item, ...]]:
    """The lists of three people or more between commas, each behind an office or several (委员、副总理张三，部长李四，
    校长王健): their names alone. What stands between 、 alone is a list like any other (`pieces.lists`)."""
    if len(_OFFICE_ENDS.findall(chinese)) < LEAST:  # each has its own
        return
    families = surnames.readings if surnames else ()
    for sentence in _SENTENCE.finditer(masked(chinese)):
        run: list[Item] = []
        commas = 0
        for part in _PART.finditer(sentence[0]):
            text, start = part["text"], sentence.start() + part.start("text")
            name = _behind_office(text, families)
            if name is not None:
                run.append(Item(name, start + text.index(name, len(text) - len(name)), start + len(text)))
            elif not _HAN_OFFICE.fullmatch(text):
                cut = _TAIL.search(text)
                last = _behind_office(text[: cut.start()], families) if cut else None
                if last is not None and cut is not None:
                    run.append(Item(last, start + cut.start() - len(last), start + cut.start()))
                if len(run) >= LEAST and commas:
                    yield tuple(run)
                run, commas = [], 0
                continue
            commas += part["mark"] == "，"
        if len(run) >= LEAST and commas > (sentence[0][-1:] == "，"):
            yield tuple(run)


def _behind_office(text: str, families: Container[str]) -> str | None:
    """The name behind an office, if a text is an office with a name."""
    office = _HAN_OFFICE.match(text)
    name = text[office.end() :] if office else ""
    return name if name and _family(name, families) else None


def is_person(name: str, surnames: Surnames | None) -> bool:
    """Whether a name is that of a Chinese person: a surname and one or two characters, or their pinyin."""
    if surnames is None:
        return False
    if not name.isascii():
        return _family(name, surnames.readings)
    words = [letters_of(word) for word in name.split()]
    given = [word for word in words if word not in families(surnames)]
    return len(words) == 2 and len(given) < 2 and all(_SYLLABLES.fullmatch(word) for word in words)


def _family(name: str, families: Container[str]) -> bool:
    """Whether a text of two to four characters may be a surname with a given name of one or two."""
    return any(name[:size] in families and len(name) - size in (1, 2) for size in (1, 2))
