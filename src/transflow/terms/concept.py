"""A concept as other tools think of terms (ISO 30042): what one thing is called, each name with a status of its own.

The termbase thinks in lines: a source text, and renderings that share a status. Both ways of turning the one into the
other stand here, so that what is written comes back as it was:

- the preferred and unmarked names of a concept are one line, with all that is said of the concept;
- its admitted, and its deprecated, names in a language are a line each beside that, with their own note;
- a concept that says a status of its own (`facts["status"]`, which only this program writes) is one line as it is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from transflow import language, script
from transflow.errors import LanguageError
from transflow.terms.row import Row, cells, from_cells

_BESIDE = frozenset({"kind", "status", "pos", "note"})  # what a line beside the main one may say


@dataclass(frozen=True, slots=True)
class Name:
    """One name: its status ("" where nothing is said), part of speech, note, and whether it is an abbreviation."""

    text: str
    status: str = ""
    pos: str = ""
    note: str = ""
    abbreviation: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """What one thing is called in several languages. `facts` are those of a line, by the names of its columns."""

    names: Mapping[str, tuple[Name, ...]]
    facts: Mapping[str, str] = field(default_factory=dict)
    line: int = 0


@dataclass(slots=True)
class Tally:
    """What a file holds that is not taken: names in other languages, and by its name what there is no place for (each
    with how often), and the lines of what has no two languages."""

    languages: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    incomplete: list[int] = field(default_factory=list)


@lru_cache(maxsize=1000)  # the same few in every concept
def locale(tag: str, known: tuple[str, ...]) -> str | None:
    """The one of `known` that a tag of another tool means; None for another language, or none at all."""
    try:
        found = language.match(language.parse(tag), known)
    except LanguageError:
        return None
    return found if found in known else None


def enough(row: Row) -> bool:
    """Whether a line is of use: two languages, or one that stays as it is."""
    return len(row.names) > 1 or (row.dnt and bool(row.names))


# ── a concept as lines ──────────────────────────────────────────────────────────────────────────────────────────
def rows(concept: Concept) -> Iterator[Row]:
    """The lines of a concept, whose languages are locales. Those that are of no use (`enough`) are left out."""
    facts = dict(concept.facts)
    names = {one: list(own) for one, own in concept.names.items() if own}
    if "status" in facts:
        row = _row(names, facts, concept.line)
        if enough(row):
            yield row
        return
    good = {one: kept for one, own in names.items() if (kept := _good(own))}
    beside = [_named(good, group) for group in _groups(names, good)]
    main = _row(good, facts, concept.line)
    if enough(main):
        yield main
    for number, (own, said) in enumerate(beside):
        if not enough(main) and not number:  # nothing else will say it
            said = {**facts, **said, "note": "; ".join(filter(None, (facts.get("note"), said["note"])))}
        row = from_cells(own, {"kind": facts.get("kind", ""), **said}, concept.line)
        if enough(row):
            yield row


def _good(names: Sequence[Name]) -> list[Name]:
    """The names to be used, the preferred ones first; the admitted ones where there are no better."""
    preferred = [one for one in names if one.status == "preferred"]
    unmarked = [one for one in names if not one.status]
    return preferred + unmarked or [one for one in names if one.status == "allowed"]


def _row(names: Mapping[str, Sequence[Name]], facts: Mapping[str, str], line: int) -> Row:
    said, texts = dict(facts), dict[str, tuple[str, ...]]()
    for one, own in names.items():
        kept = list(own)
        short = next((name for name in kept if name.abbreviation and not script.HAN.search(name.text)), None)
        if short and len(kept) > 1 and not language.is_chinese(one) and not said.get("abbreviation"):
            said["abbreviation"] = short.text
            kept.remove(short)
        texts[one] = tuple(dict.fromkeys(name.text for name in kept))
    every = [name for own in names.values() for name in own]
    said["pos"] = said.get("pos") or next((name.pos for name in every if name.pos), "")
    notes = [said.get("note", ""), *(name.note for name in every)]
    said["note"] = "; ".join(dict.fromkeys(filter(None, notes)))
    return from_cells(texts, said, line)


_Group = tuple[str, str, str, str, tuple[str, ...]]  # language, status, note, part of speech, names


def _groups(names: Mapping[str, Sequence[Name]], good: Mapping[str, Sequence[Name]]) -> Iterator[_Group]:
    for one, own in names.items():
        found: dict[tuple[str, str, str], list[str]] = {}
        for name in own:
            if name.status in ("allowed", "forbidden") and name not in good.get(one, ()):
                found.setdefault((name.status, name.note, name.pos), []).append(name.text)
        for (status, note, pos), texts in found.items():
            yield one, status, note, pos, tuple(dict.fromkeys(texts))


def _named(good: Mapping[str, Sequence[Name]], group: _Group) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """The names and facts of a line beside the main one: the first language with this one, or this one with all."""
    own, status, note, pos, texts = group
    anchor = next(iter(good), own)
    partners = [one for one in good if one != own] if own == anchor else [anchor]
    named = {
        one: tuple(dict.fromkeys(name.text for name in good[one] if not name.abbreviation or language.is_chinese(one)))
        or tuple(name.text for name in good[one])
        for one in partners
    }
    return {**named, own: texts}, {"status": status, "note": note, "pos": pos}


# ── lines as concepts ───────────────────────────────────────────────────────────────────────────────────────────
def concepts(lines: Iterable[Row], order: Sequence[str]) -> list[Concept]:
    """Lines as concepts, each with its languages in `order`. A line that says how something is (never) to be called
    goes into the concept of the line that it is about, where `rows` takes it out again as it was."""
    found: list[tuple[Row, list[Row]]] = []
    about: dict[tuple[str, tuple[str, ...], str], list[tuple[Row, list[Row]]]] = {}
    held = list(lines)
    places: dict[int, int] = {}
    for number, row in enumerate(held):
        if row.status == "preferred" and row.names:
            anchor = _order(row, order)[0]
            places[number] = len(found)
            found.append((row, []))
            about.setdefault((anchor, row.names[anchor], row.kind), []).append(found[-1])
    alone: list[tuple[int, Row]] = []
    for number, row in enumerate(held):
        if number not in places and row.names and not _join(row, about, order):
            alone.append((number, row))
    made = [(number, _concept(*found[place], order)) for number, place in places.items()]
    made += [(number, _whole(row, order)) for number, row in alone]
    return [concept for _number, concept in sorted(made, key=lambda one: one[0])]


def _join(
    row: Row, about: Mapping[tuple[str, tuple[str, ...], str], list[tuple[Row, list[Row]]]], order: Sequence[str]
) -> bool:
    """Puts a line beside the one that it is about; False where none would give it back."""
    known = {name for name, text in cells(row).items() if text} - row.names.keys()
    if len(row.names) != 2 or not known <= _BESIDE:
        return False
    anchor, other = _order(row, order)
    key = (row.status, row.note, row.pos)
    for main, beside in about.get((anchor, row.names[anchor], row.kind), ()):
        taken = [(one.status, one.note, one.pos) for one in beside if other in one.names]
        if other in main.names and key not in taken:
            beside.append(row)
            return True
    return False


def _order(row: Row, order: Sequence[str]) -> list[str]:
    return sorted(row.names, key=lambda one: (order.index(one) if one in order else len(order), one))


def _concept(main: Row, beside: Sequence[Row], order: Sequence[str]) -> Concept:
    names, facts = _names(main, order)
    for one, own in names.items():
        own[0] = replace(own[0], status="preferred")
        for row in beside:
            if row.names.get(one) and one != _order(row, order)[0]:
                own += [Name(text, row.status, row.pos, row.note) for text in row.names[one]]
    del facts["status"]
    return Concept({one: tuple(own) for one, own in names.items()}, facts, main.line)


def _whole(row: Row, order: Sequence[str]) -> Concept:
    """A line by itself. All but its first language have its status, for tools that know only that."""
    names, facts = _names(row, order)
    anchor = next(iter(names))
    return Concept(
        {
            one: tuple(own if one == anchor and len(names) > 1 else [replace(n, status=row.status) for n in own])
            for one, own in names.items()
        },
        facts, row.line,
    )  # fmt: skip


def _names(row: Row, order: Sequence[str]) -> tuple[dict[str, list[Name]], dict[str, str]]:
    facts = {name: text for name, text in cells(row).items() if name not in row.names}
    pos = facts.pop("pos", "")
    names = {one: [Name(text, pos=pos) for text in row.names[one]] for one in _order(row, order)}
    short = facts.get("abbreviation", "")
    latin = next((one for one in names if not language.is_chinese(one)), None)
    if short and latin and "|" not in short and not script.HAN.search(short):
        names[latin].append(Name(facts.pop("abbreviation"), pos=pos, abbreviation=True))
    return names, facts
