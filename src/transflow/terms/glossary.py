"""Glossaries as tables: our own CSV, and CSV or TSV of other tools. The first line names the languages.

A table whose columns are all ours is read strictly: a value that a fact cannot have is refused. In one that has columns
of another tool, what we cannot tell is counted and passed over.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transflow import language
from transflow.errors import LanguageError, MemoryFileError
from transflow.interchange import sheets
from transflow.interface import gettext as _
from transflow.terms import table, tbx
from transflow.terms.concept import Tally, enough, locale
from transflow.terms.row import CHOICES, FACTS, YES, Row, from_cells, spellings

# Headings of other tools (MultiTerm, memoQ, Weblate, OmegaT's documentation), in small letters.
_LANGUAGES: Mapping[str, str] = {
    "english": "en", "english (united states)": "en", "english (united kingdom)": "en", "英文": "en", "英语": "en",
    "chinese": "zh_CN", "simplified chinese": "zh_CN", "chinese simplified": "zh_CN", "chinese (simplified)": "zh_CN",
    "chinese (prc)": "zh_CN", "chinese (simplified, china)": "zh_CN", "中文": "zh_CN", "汉语": "zh_CN",
    "简体中文": "zh_CN", "traditional chinese": "zh_TW", "chinese (traditional)": "zh_TW", "繁体中文": "zh_TW",
}  # fmt: skip
_FACTS: Mapping[str, str] = {
    "comment": "note", "comments": "note", "notes": "note", "remark": "note", "remarks": "note",
    "translator_comments": "note", "备注": "note", "part of speech": "pos", "partofspeech": "pos",
    "subject": "domain", "subject field": "domain", "subjectfield": "domain", "definitions": "definition",
    "定义": "definition", "term status": "status", "usage": "status", "acronym": "abbreviation",
}  # fmt: skip
_NUMBERS = frozenset({"id", "no"})  # of lines, as Weblate writes them, where nobody works in Indonesian or Norwegian
_SIDES = ("source", "target")  # headings that name no language: `pair` says which they are


def stream(
    chunks: Iterable[bytes], path: str, known: tuple[str, ...], tally: Tally, encoding: str, *, tabs: bool,
    pair: tuple[str, str] | None = None,
) -> Iterator[Row]:  # fmt: skip
    """The lines of a glossary in the languages `known`; what else it holds is counted.

    `pair` says the languages of a table that does not name them: of its columns `source` and `target`, or of its first
    two columns where there is no first line of headings (OmegaT: source, target, comment). Raises MemoryFileError
    (`path:line`) for a table that names no two languages, values that will not do in a table of ours, quotation marks
    that do not match, and bytes that are not in `encoding`.
    """
    lines = sheets.rows(chunks, path, encoding, tabs=tabs)
    if tabs:  # OmegaT writes comments so
        lines = ((number, cells) for number, cells in lines if not cells[0].startswith("#"))
    first, heading = next(lines, (1, list[str]()))
    head = [_column(name, known, pair) for name in heading]
    if pair and not any(one.tag for one in head):
        head = [_Column(tag=one, locale=locale(one, known)) for one in pair] + [_Column(fact="note")]
        head += [_Column(name=_("column {n}").format(n=place)) for place in range(4, len(heading) + 1)]
        yield from _row(path, first, head, heading, tally, ours=False)
    elif sum(bool(one.tag) for one in head) < 2:
        raise _nameless(path, first, known, tabs)
    ours = all(one.ours for one in head)
    for number, cells in lines:
        yield from _row(path, number, head, cells, tally, ours=ours)


@dataclass(frozen=True, slots=True)
class _Column:
    """What a heading means: a fact, a language (its tag, and its locale if that is one of ours), or nothing we know.
    `ours`: we would write it so."""

    name: str = ""
    fact: str = ""
    tag: str = ""
    locale: str | None = None
    ours: bool = False


def _row(
    path: str, number: int, head: Sequence[_Column], cells: Sequence[str], tally: Tally, *, ours: bool
) -> Iterator[Row]:
    if not any(cell.strip() for cell in cells):
        return
    if len(cells) > len(head):
        if ours:
            raise MemoryFileError(
                f"{path}:{number}", _("this line has {n} values for {m} columns").format(n=len(cells), m=len(head)),
                remedy=_("put a value that holds a comma between quotation marks"),
            )  # fmt: skip
        tally.passed[_("column {n}").format(n=len(head) + 1)] += 1
    names: dict[str, tuple[str, ...]] = {}
    facts: dict[str, str] = {}
    elsewhere = False
    for column, cell in zip(head, (one.strip() for one in cells), strict=False):
        if not cell:
            continue
        if column.fact:
            if said := cell if ours else _value(column.fact, cell, tally):
                facts[column.fact] = "; ".join(filter(None, (facts.get(column.fact), said)))
        elif column.locale:
            names[column.locale] = tuple(dict.fromkeys((*names.get(column.locale, ()), *spellings(cell))))
        elif column.tag:
            elsewhere = True
            tally.languages[column.tag] += 1
        else:
            tally.passed[column.name] += 1
    table.check(f"{path}:{number}", facts)
    row = from_cells({one: own for one, own in names.items() if own}, facts, number)
    if enough(row):
        yield row
    elif row.names or not elsewhere:
        tally.incomplete.append(number)


def _column(name: str, known: tuple[str, ...], pair: tuple[str, str] | None) -> _Column:
    name = name.strip().removeprefix("\ufeff")
    plain = name.lower()
    if plain in FACTS:
        return _Column(name, fact=plain, ours=True)
    if plain in _FACTS:
        return _Column(name, fact=_FACTS[plain])
    if pair and plain in _SIDES:
        plain = pair[_SIDES.index(plain)]
    tag = _LANGUAGES.get(plain, plain)
    if tag in _NUMBERS and tag not in known:
        return _Column(name)
    try:
        tag = language.bcp47(language.parse(tag))
    except LanguageError:
        return _Column(name)
    return _Column(name, tag=tag, locale=locale(tag, known), ours=plain not in _LANGUAGES)


def _value(fact: str, cell: str, tally: Tally) -> str:
    """What another tool's value is in ours; "" and counted if it is none of ours."""
    if fact not in CHOICES:
        return cell
    plain = cell.lower()
    said: str | None
    if fact == "status":
        said = tbx.status(cell)
    elif fact == "pos":
        said = tbx.part_of_speech(cell)
    elif fact == "dnt":
        said = YES if plain in ("yes", "true", "1", "x", "是") else "no"
    else:
        said = plain
    if said is None or (said and said not in CHOICES[fact]):
        tally.passed[f"{fact}={cell}"] += 1
        return ""
    return said


def _nameless(path: str, line: int, known: tuple[str, ...], tabs: bool) -> MemoryFileError:
    wanted = ("\t" if tabs else ",").join([*known[:2], "note"])
    return MemoryFileError(
        f"{path}:{line}", _("the first line does not name two languages"),
        remedy=_("write {line} as its first line, or say with --lang and --to what the first two columns are").format(
            line=repr(wanted)
        ),
    )  # fmt: skip
