"""`add --pair`: an article and its published translation taken in together, and how they were put side by side."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from transflow import language
from transflow.cli.adding import refusals, told
from transflow.cli.opening import newsroom_of
from transflow.cli.table import table
from transflow.interface import gettext as _
from transflow.newsroom import bringing, twofiles
from transflow.newsroom.bringing import Brought, Names
from transflow.newsroom.settling import Row
from transflow.segment import Status

_STATUSES = (Status.APPROVED, Status.TRANSLATED, Status.UNTRANSLATED)  # those that what is taken in may have


def pair(arguments: argparse.Namespace) -> int:
    """`add --pair`: a table of each pair on stdout, or with `--json` one document; 3 where a pair was refused."""
    room = newsroom_of(arguments)
    source = language.parse(arguments.lang) if arguments.lang else room.settings.source
    pairs, passed = twofiles.pairs([Path(name) for name in arguments.files], source)
    done = bringing.bring(
        room, pairs, Names(arguments.translator, arguments.reviewer), lang=arguments.lang, slug=arguments.slug,
        encoding=arguments.encoding, date=arguments.date, dry=arguments.dry_run,
    )  # fmt: skip
    if arguments.json:
        report = {
            "pairs": [_json(one) for one in done.brought], "refused": refusals(done.refused),
            "passed_over": list(passed), "written": not arguments.dry_run,
        }  # fmt: skip
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return 3 if done.refused else 0
    for one in done.brought:
        _tell(one, dry=arguments.dry_run)
    told((), done.refused, passed)
    return 3 if done.refused else 0


def _json(one: Brought) -> Mapping[str, object]:
    return {
        "slug": one.article.slug, "files": [one.article.name, one.file], "title": one.article.title,
        "date": one.article.date or None,
        "source": one.source, "target": one.locale,
        "segments": {status.value: one.of(status) for status in _STATUSES},
        "withheld": one.withheld, "added": list(one.added), "rows": [_row(row) for row in one.rows],
        "changes": [change.message for change in one.article.changes],
    }  # fmt: skip


def _row(row: Row) -> Mapping[str, object]:
    segment = row.segment
    return {
        "id": segment.id, "kind": segment.kind.value, "source": segment.source, "target": segment.target,
        "sentences": list(row.shape), "confidence": round(row.confidence, 3), "status": segment.status.value,
        "omitted": segment.omitted, "moved": row.moved, "doubts": list(row.doubts), "notes": list(row.notes),
    }  # fmt: skip


def _tell(one: Brought, *, dry: bool) -> None:
    """One pair for people: what it has become, then its segments."""
    print(
        _("{slug}: {approved} of {all} segments approved, {left} left to a person").format(
            slug=one.article.slug,
            approved=one.of(Status.APPROVED),
            all=len(one.rows),
            left=len(one.rows) - one.of(Status.APPROVED),
        )
    )
    if one.withheld:
        print(_("nothing is approved: {reason}").format(reason=one.withheld))
    print(
        table(
            (_("segment"), _("sentences"), _("sure"), _("status"), _("source"), _("target"), _("why")),
            map(_line, one.rows),
        )
    )
    for text in one.added:
        print(_("not in the source: {text}").format(text=text))
    told((one.article,), (), ())
    if not one.article.date:
        print(_("  no date: it will be news of the day it is published (--date says another)"), file=sys.stderr)
    if dry:
        print(_("nothing was written (--dry-run)"))
    print()


def _line(row: Row) -> Sequence[str]:
    segment = row.segment
    why = (*row.doubts, *row.notes, *((_("moved"),) if row.moved else ()))
    return (
        segment.id, f"{row.shape[0]}:{row.shape[1]}",
        f"{round(100 * row.confidence)}%" if row.shape[1] else "–", _(segment.status.value),
        segment.source, segment.target, _("; ").join(why),
    )  # fmt: skip
