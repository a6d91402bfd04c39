"""`compare SLUG --engine A --engine B`: what several engines say of an article, side by side, and how good it is."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from transflow import scoring
from transflow.cli import progress, stopping
from transflow.cli.opening import newsroom_of
from transflow.cli.showing import finding_json
from transflow.cli.table import beside, columns, table, wrapped
from transflow.difference import Change, Piece, difference
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import comparingengines, referencing
from transflow.newsroom.comparingengines import Comparison, Row, Said, Standing

_CELLS = 80  # where nobody says how wide the terminal is
_BAR = " │ "
_LEAST = 24  # cells of a column: more engines than fit go below one another
_OPEN, _CLOSE = "⟦", "⟧"  # around what two texts do not have in common
_MARKS = {"error": "✗", "warning": "!", "info": "·"}


def compare(arguments: argparse.Namespace) -> int:
    """`compare SLUG`: exit code 4 where an engine failed (what succeeded is shown), 130 where it was stopped."""
    room = newsroom_of(arguments)
    names = tuple(dict.fromkeys(arguments.engine or room.settings.engines))
    path = Path(arguments.reference) if arguments.reference else None
    references = referencing.references(room, arguments.slug, arguments.to, path) if path else None
    with stopping.asked() as stopped, progress.shown(_("translating")) as step:
        found = comparingengines.compare(room, arguments.slug, names, arguments.to, references, step, stopped)
        ended = stopped()
    if arguments.json:
        print(json.dumps(_json(found), ensure_ascii=False, indent=1))
    else:
        print(_shown(found, columns() or _CELLS))
    _tell(found)
    return 130 if ended else 4 if found.failed else 0


def _tell(found: Comparison) -> None:
    """What failed, and what could not be counted."""
    for place, one in enumerate(found.engines):
        failures = Counter(row.said[place].failure for row in found.rows if row.said[place].failure is not None)
        for reason, count in failures.most_common():
            line = ngettext("{engine}: {n} segment failed: {reason}", "{engine}: {n} segments failed: {reason}", count)
            print(line.format(engine=one.engine, n=count, reason=reason), file=sys.stderr)
    if any(one.scored for one in found.engines) and not scoring.available():
        print(_("BLEU and chrF need sacrebleu: pip install 'transflow[evidence]'"), file=sys.stderr)


# ── for people ──────────────────────────────────────────────────────────────────────────────────────────────────
def _shown(found: Comparison, cells: int) -> str:
    many = max(1, min(len(found.engines), (cells + len(_BAR)) // (_LEAST + len(_BAR))))
    wide = (cells - len(_BAR) * (many - 1)) // many
    lines: list[str] = []
    for number, row in enumerate(found.rows, 1):
        lines.append(f"─── {number}  {row.segment.id}  {_(row.segment.kind.value)}")
        lines += wrapped(row.segment.source, cells)
        if row.reference is not None:
            lines += wrapped(_("reference: {text}").format(text=row.reference), cells)
        made = [_column(found, row, place, wide) for place in range(len(found.engines))]
        for first in range(0, len(made), many):
            lines += beside(made[first : first + many], wide, _BAR)
        lines.append("")
    notes = [line for note in _notes(found) for line in wrapped(note, cells)]
    return "\n".join([*lines, _standings(found.engines), *notes])


def _column(found: Comparison, row: Row, place: int, cells: int) -> list[str]:
    """One engine's text of a segment in lines, with what the checks find and how far it is from the reference."""
    said = row.said[place]
    lines = [found.engines[place].engine]
    if said.text is None:
        return [*lines, *wrapped("– " + (said.failure or _("nothing to offer")), cells)]
    lines += wrapped(_marked(row, place), cells)
    for one in said.findings:
        mark, message = _MARKS[one.finding.severity.value], one.finding.message
        lines += wrapped(f"{mark} {one.finding.check}: {message}", cells)
    if said.edits is not None:
        lines += wrapped(_("{share}% to change").format(share=round(100 * said.edits.share)), cells)
    return lines


def _marked(row: Row, place: int) -> str:
    """The text with marks around what the other engine has not: the first engine's beside the second's, any other's
    beside the first's."""
    mine, other = row.said[place], _other(row, place)
    if mine.text is None or other is None or other.text is None:
        return mine.text or ""
    kept = [one for one in difference(other.text, mine.text) if one.change is not Change.GONE]
    return "".join(_between_marks(one.text) if one.change is Change.NEW else one.text for one in _joined(kept))


def _between_marks(text: str) -> str:
    """A piece between marks, the spaces around it outside of them; spaces alone go without."""
    inner = text.strip()
    if not inner:
        return text
    first = text.index(inner[0])
    return f"{text[:first]}{_OPEN}{inner}{_CLOSE}{text[first + len(inner) :]}"


def _other(row: Row, place: int) -> Said | None:
    if len(row.said) < 2:
        return None
    return row.said[0] if place else row.said[1]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """New pieces with nothing but spaces between them as one."""
    made: list[Piece] = []
    for one in pieces:
        if len(made) > 1 and one.change is Change.NEW and made[-1].text.isspace() and made[-2].change is Change.NEW:
            space, before = made.pop(), made.pop()
            one = Piece(Change.NEW, before.text + space.text + one.text)
        elif made and made[-1].change is one.change:
            one = Piece(one.change, made.pop().text + one.text)
        made.append(one)
    return made


def _standings(engines: Sequence[Standing]) -> str:
    head = (_("engine"), _("texts"), _("failed"), _("errors"), _("warnings"), "BLEU", "chrF", _("to change"))
    rows = [
        (
            one.engine, str(one.texts), str(one.failures), str(one.errors), str(one.warnings),
            f"{one.scores.bleu:.1f}" if one.scores else "–", f"{one.scores.chrf:.1f}" if one.scores else "–",
            f"{round(100 * one.edits.share)}%" if one.scored else "–",
        )
        for one in engines
    ]  # fmt: skip
    return table(head, rows)


def _notes(found: Comparison) -> list[str]:
    scored = found.engines[0].scored if found.engines else 0
    if not scored and any(row.reference for row in found.rows):
        return [_("no segment has a text of every engine: nothing is summed up")]
    if not scored:
        return [_("no segment has a reference: none is approved, and --reference names none")]
    line = ngettext(
        "BLEU, chrF and what is to change: of {n} segment with a reference and a text of every engine",
        "BLEU, chrF and what is to change: of {n} segments with a reference and a text of every engine",
        scored,
    )
    own = _("{n} of the references were made out of {engine}’s own text, which speaks for it")
    return [
        line.format(n=scored), *(own.format(n=one.own, engine=one.engine) for one in found.engines if one.own)
    ]  # fmt: skip


# ── for programs ────────────────────────────────────────────────────────────────────────────────────────────────
def _json(found: Comparison) -> dict[str, Any]:
    return {
        "slug": found.slug, "source": found.source, "target": found.target,
        "engines": [_standing_json(one) for one in found.engines],
        "segments": [
            {
                "id": row.segment.id, "source": row.segment.source, "kind": row.segment.kind.value,
                "reference": row.reference,
                "texts": {
                    one.engine: _said_json(said) for one, said in zip(found.engines, row.said, strict=True)
                },
            }
            for row in found.rows
        ],
    }  # fmt: skip


def _standing_json(one: Standing) -> dict[str, Any]:
    return {
        "engine": one.engine, "texts": one.texts, "failures": one.failures, "errors": one.errors,
        "warnings": one.warnings, "scored": one.scored,
        "bleu": one.scores.bleu if one.scores else None, "chrf": one.scores.chrf if one.scores else None,
        "signatures": list(one.scores.signatures) if one.scores else None,
        "to_change": one.edits.share if one.scored else None, "own_references": one.own,
    }  # fmt: skip


def _said_json(said: Said) -> dict[str, Any]:
    return {
        "text": said.text, "failure": said.failure, "origin": said.origin,
        "to_change": None if said.edits is None else said.edits.share,
        "findings": [finding_json(one) for one in said.findings],
    }  # fmt: skip
