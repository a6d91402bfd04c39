"""`show`: the segments of an article. Apart from the commands that act on one: an estimate takes 0.1 s to load."""

import argparse
import json
from typing import Any

from transflow import own
from transflow.cli.opening import newsroom_of
from transflow.cli.table import table
from transflow.interface import gettext as _
from transflow.newsroom import estimating, leaders, owning, reading
from transflow.newsroom.judging import Judged
from transflow.segment import Kind

_BODY = 60  # characters of a whole text that a table shows


def finding_json(judged: Judged) -> dict[str, Any]:
    """A finding as `show --json` and `check --json` give it."""
    finding = judged.finding
    return {
        "check": finding.check, "severity": finding.severity.value, "message": finding.message,
        "span": list(finding.span) if finding.span else None, "waived": judged.waived,
    }  # fmt: skip


def view_json(view: reading.View, doubt: float | None = None) -> dict[str, Any]:
    """A segment as `show --json` gives it (DESIGN §7), with the estimate of a machine's text."""
    segment = view.segment
    back = segment.returned
    return {
        "id": segment.id, "source": "" if segment.own else segment.source, "target": segment.target,
        "status": segment.status.value, "origin": segment.origin, "kind": segment.kind.value, "by": segment.by,
        "approver": segment.approver,
        "notes": [*([f"{back.by}: {back.note}"] if back else []), *segment.remarks],
        "places": [f"{place.path}:{place.line}" for place in segment.places],
        "findings": [finding_json(one) for one in view.findings],
        "omitted": segment.omitted, "previous": segment.previous, "doubt": None if doubt is None else round(doubt, 3),
        "own": own.name(segment) or None, "after": segment.after or None, "moves": segment.moves or None,
    }  # fmt: skip


def show(arguments: argparse.Namespace) -> int:
    """`show SLUG`: the segments in article order, title first, each once. With `--worst-first` those with
    a machine's text alone, the most doubtful first."""
    room = newsroom_of(arguments)
    sheet = reading.sheet(room, arguments.slug, arguments.to, archive=False)
    doubts = estimating.estimates(room, sheet)
    views = sheet.views
    if arguments.worst_first:
        views = tuple(sheet.views[place] for place in estimating.worst_first(sheet, doubts))
    if arguments.json:
        shown = [view_json(view, doubts.get(view.segment.id)) for view in views]
        print(json.dumps(shown, ensure_ascii=False, indent=1))
        return 0
    rows = []
    for view in views:
        segment = view.segment
        marks = "?" if doubts.get(segment.id, 0) >= estimating.DOUBTFUL else ""
        marks += "".join(
            {"error": "✗", "warning": "!", "info": "·"}[one.finding.severity.value]
            for one in view.findings
            if not one.waived
        )
        target = segment.target if segment.omitted is None else _("(left out: {why})").format(why=segment.omitted)
        brief = _beginning if segment.kind is Kind.BODY else str
        texts = brief(owning.told(sheet.opened, segment)), brief(target)
        rows.append((segment.id, _(segment.status.value), marks, *texts))
    print(table((_("id"), _("status"), "", _("source"), _("target")), rows))
    for one in leaders.decisions(room, sheet.opened):
        print(leaders.told(room, one))
    return 0


def _beginning(text: str) -> str:
    """The beginning of a whole text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _BODY else line[:_BODY] + "…"
