"""The review table that comes back from Word, WPS or LibreOffice: edits, plain or tracked, decisions and remarks.

A row is known by the id in its first cell, wherever it stands now. Tracked changes are read as if accepted; Word's
comments in a row are remarks with their author. Rows of nobody's, and decisions that cannot be read, are said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from transflow import language
from transflow.bilingual import reviewwords as words
from transflow.bilingual.review import CHARACTER, KIND
from transflow.errors import HandbackError
from transflow.handback import Handback, Line, Remark, Sent
from transflow.interchange import parts, wordmark
from transflow.interchange.parts import child, local, named, value
from transflow.interface import gettext as _
from transflow.segment import text_sum

_DOCUMENT, _COMMENTS = "word/document.xml", "word/comments.xml"
_ID = re.compile(r"(?<![0-9a-z])[0-9a-f]{10}(?![0-9a-z])")
_GONE = frozenset({"del", "moveFrom", "delText", "instrText", "commentReference", "Fallback"})
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\xad"}
_COLUMNS = len(words.HEADINGS)


def read(data: bytes, name: str) -> Sequence[Handback]:
    """The one article of the file. Raises ArticleError for a ZIP or XML that means harm or is damaged, HandbackError
    for one without the table."""
    opened = parts.opened(data, name)
    mark = wordmark.of_parts(opened, name)
    root = parts.part(opened, _DOCUMENT, name)
    if mark is None or root is None:
        raise HandbackError(name, _("it is no review table of ours"), remedy=_("`transflow export --format review`"))
    comments = _comments(parts.part(opened, _COMMENTS, name))
    tables = [one for one in named(root, "tbl") if not any(local(up) == "tbl" for up in one.iterancestors())]
    table = max(tables, key=_rows_with_ids, default=None)
    if table is None or not _rows_with_ids(table):
        raise HandbackError(
            name, _("the table with the translations is not there any more"),
            remedy=_("give the edited file, or a copy that still has the column with the numbers"),
        )  # fmt: skip
    sent = {one.id: one for one in mark.sent}
    joiner = language.joiner(mark.to)
    lines: list[Line] = []
    for number, row in enumerate(_rows(table)):
        lines += _row(_Row(number, _cells(row), comments), sent, joiner)
    used = set(_anchored(table))
    lines += [Line(_("beside the table"), remarks=(Remark(text),)) for text in _outside(root)]
    lines += [Line(_("a comment of Word’s"), remarks=(one,)) for ident, one in comments.items() if ident not in used]
    said = tuple(_signatures(one for one in tables if one is not table))
    return [Handback(name, KIND, mark.slug, mark.to, tuple(lines), ids=tuple(sent), said=said)]


def _rows(table: Any) -> Iterator[Any]:
    """The rows that are still there: one whose deletion is tracked is gone."""
    for row in table.iter():
        if local(row) == "tr" and child(row, "trPr", "del") is None:
            yield row


def _cells(row: Any) -> list[Any]:
    """The cells of a row, those in content controls too."""
    return [one for one in row.iter() if local(one) == "tc"]


def _rows_with_ids(table: Any) -> int:
    return sum(bool(cells and _ID.search(_text(cells[0]))) for cells in map(_cells, _rows(table)))


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its number in the table, its cells, and the comments of the document by their ids."""

    number: int
    cells: Sequence[Any]
    comments: Mapping[str, Remark]

    @property
    def place(self) -> str:
        """Where it stands: the heading is row 0."""
        return _("row {n}").format(n=self.number)

    def cell(self, number: int) -> Any:
        """A cell, or None where the row has fewer."""
        return self.cells[number] if number < len(self.cells) else None


def _row(row: _Row, sent: Mapping[str, Sent], joiner: str) -> Iterator[Line]:
    """The line of a row; what it says that cannot be read is a line of its own."""
    number, source, target, status, findings, remark = (row.cell(place) for place in range(_COLUMNS))
    ids = _ID.findall(_text(number))
    texts = [_text(one) for one in (number, source, target, status)]
    if not ids and texts == list(words.HEADINGS[:4]):
        return
    remarks = [Remark(said) for said in (_text(remark).strip(), *map(_beside, (number, findings))) if said]
    remarks += [row.comments[ident] for cell in row.cells for ident in _anchored(cell) if ident in row.comments]
    if len(ids) != 1 or len(row.cells) != _COLUMNS:
        if any(one.strip() for one in texts) or remarks:
            fault = _("its number or its cells are not those that went out")
            yield Line(row.place, None, _text(source), None, _text(target), None, tuple(remarks), fault=fault)
        return
    went_out = sent.get(ids[0])
    decided, said, known = words.decision(_text(status), went_out.status if went_out else None)
    if said and known:
        remarks.append(Remark(said))
    text = _joined(target, joiner)
    if went_out is None or text_sum(_text(source), text) != went_out.sum:
        text = text.strip()
    author, at = _tracked(target)
    line = Line(
        row.place, ids[0], _text(source), went_out.sum if went_out else None, text, decided, tuple(remarks), author, at
    )
    yield line
    if not known:
        fault = _("its status cannot be read as a decision: “{text}”; “approved” and “returned” can").format(text=said)
        yield replace(line, id=None, sent=None, text=None, remarks=(), fault=fault)


# ── what stands in a cell ───────────────────────────────────────────────────────────────────────────────────────
def _text(element: Any) -> str:
    """The text of a cell, its paragraphs on lines of their own; nothing where there is no cell."""
    return _joined(element, "\n")


def _beside(cell: Any) -> str:
    """What somebody has written into a cell beside what is locked there; nothing where nothing is locked any more."""
    controls = [] if cell is None else [one for one in cell.iter() if local(one) == "sdt"]
    text = _text(cell)
    for one in controls:
        text = text.replace("".join(_parts(child(one, "sdtContent"))), "", 1)
    return text.strip() if controls else ""


def _joined(element: Any, joiner: str) -> str:
    if element is None:
        return ""
    paragraphs = ["".join(_parts(one)) for one in element.iter() if local(one) == "p"]
    return joiner.join(one for one in paragraphs if one)


def _parts(element: Any) -> Iterator[str]:
    """The text in a paragraph, with tracked changes accepted."""
    for one in element:
        called = local(one)
        if called in _GONE or called == "p":
            continue
        tag = value(child(one, "sdtPr", "tag"), "val") if called == "sdt" else ""
        if tag.startswith(CHARACTER) and re.fullmatch("[0-9a-f]{1,4}", tag.removeprefix(CHARACTER)):
            yield chr(int(tag.removeprefix(CHARACTER), 16))
        elif called == "t":
            yield one.text or ""
        elif called in _MARKS and local(element) == "r":
            yield _MARKS[called]
        else:
            yield from _parts(one)


def _tracked(cell: Any) -> tuple[str | None, str | None]:
    """Who changed a text last, and when, where Word has kept that."""
    marks = [one for one in cell.iter() if local(one) in ("ins", "del") and value(one, "author")]
    last = max(marks, key=lambda one: value(one, "date"), default=None)
    return (value(last, "author"), value(last, "date") or None) if last is not None else (None, None)


# ── comments and signatures ─────────────────────────────────────────────────────────────────────────────────────
def _comments(root: Any) -> dict[str, Remark]:
    """Word's comments, by their ids."""
    return {
        value(one, "id"): Remark(text, value(one, "author") or None, value(one, "date") or None)
        for one in (named(root, "comment") if root is not None else ())
        if (text := _joined(one, " ").strip())
    }


def _anchored(element: Any) -> Iterator[str]:
    """The ids of the comments that begin in `element`, or are referred to there, each once."""
    found = (value(one, "id") for one in element.iter() if local(one) in ("commentRangeStart", "commentReference"))
    return iter(dict.fromkeys(found))


def _outside(root: Any) -> Iterator[str]:
    """The paragraphs outside of tables that did not go out from here; the first is the heading, however it reads."""
    texts = ["".join(_parts(one)).strip() for one in child(root, "body") if local(one) in ("p", "sdt")]
    return (one for one in texts[1:] if one and one not in words.HOW)


def _signatures(tables: Iterator[Any]) -> Iterator[str]:
    """What stands in the block of signatures: it is said, and decides nothing."""
    for table in tables:
        for row in _rows(table):
            role, *rest = [_text(one).strip() for one in _cells(row)]
            if role in words.ROLES and any(rest):
                yield _("signed in the file, which decides nothing here: {role}: {text}").format(
                    role=role, text=", ".join(one for one in rest if one)
                )
