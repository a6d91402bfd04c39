"""`terms extract`: what the termbase lacks, out of what was approved; a table, JSON, or a CSV to edit."""

import argparse
import csv
import json
import sys
from typing import TYPE_CHECKING

from transflow.cli import progress
from transflow.cli.table import table
from transflow.errors import UsageError, WorkspaceError
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import exchanging, extracting
from transflow.newsroom.room import Newsroom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transflow.terms.extraction import Candidate, Extracted, Sample

_LEAST = 2  # what stands somewhere once is no evidence


def extract(room: Newsroom, arguments: argparse.Namespace) -> int:
    """The best candidates, or with --accept those taken of the last list."""
    if arguments.accept:
        return _accept(room, arguments)
    for option, value, least in (("--min-count", arguments.min_count, _LEAST), ("--limit", arguments.limit, 0)):
        if value < least:
            raise UsageError(option, _("{n} or more is wanted").format(n=least))
    source, target = exchanging.pairs(room, arguments.lang, arguments.to)[0]
    with progress.shown(_("extracting terms")) as step:
        found = extracting.extract(
            room, source, target, where=arguments.where, minimum=arguments.min_count, limit=arguments.limit, step=step
        )
    try:
        extracting.keep(room, source, target, found.new)
    except WorkspaceError as error:  # the list can be read all the same
        print(_("the list cannot be kept for --accept: {message}").format(message=error), file=sys.stderr)
    if arguments.json:
        rows = {"new": [_json(one) for one in found.new], "differing": [_json(one) for one in found.differing]}
        print(json.dumps({"segments": found.segments, **rows}, ensure_ascii=False, indent=1))
    elif arguments.csv:
        _csv(source, target, found.new)
    else:
        _show(found, arguments)
    return 0


def _accept(room: Newsroom, arguments: argparse.Namespace) -> int:
    rows = []
    for one in extracting.accept(room, arguments.accept):
        rows.append({"source": one.source, "target": one.target, "kind": one.kind, "new": one.new})
        said = _("{source} = {target}: in the termbase") if one.new else _("{source} = {target}: was there already")
        if not arguments.json:
            print(said.format(source=one.source, target=one.target))
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False))
    return 0


def _show(found: "Extracted", arguments: argparse.Namespace) -> None:
    if found.new:
        head = (
            "", _("source"), _("target"), _("kind"), _("strength"), _("together"), _("alone"), _("articles"),
            _("example"),
        )  # fmt: skip
        rows = [
            (str(number), one.source, one.target, _(one.kind), str(one.score), str(one.count),
             f"{one.source_count}/{one.target_count}", str(one.origins), _place(one.examples[0]))
            for number, one in enumerate(found.new, start=1)
        ]  # fmt: skip
        print(table(head, rows))
        print(_("`transflow terms extract --accept 1 4-9` takes what is right into the termbase"), file=sys.stderr)
    elif found.segments:
        print(_("no candidates: nothing new stands for one and the same {n} times").format(n=arguments.min_count))
    else:
        print(_("nothing is approved yet; --from memory takes what was brought"))
    if found.differing:
        number = len(found.differing)
        said = ngettext("Once otherwise than in the termbase:", "{n} otherwise than in the termbase:", number)
        print(f"\n{said.format(n=number)}")
        names = (_("source"), _("in the termbase"), _("approved"), _("together"), _("articles"), _("example"))
        others = [
            (one.source, " | ".join(one.known), one.target, str(one.count), str(one.origins), _place(one.examples[0]))
            for one in found.differing
        ]
        print(table(names, others))


def _place(one: "Sample") -> str:
    """Where an example stands: the article and the id of its segment, or the file and its line."""
    return f"{one.origin}{' ' if one.origin.startswith('articles/') else ':'}{one.place}" if one.place else one.origin


def _json(one: "Candidate") -> dict[str, object]:
    return {
        "source": one.source, "target": one.target, "kind": one.kind, "score": one.score, "count": one.count,
        "source_count": one.source_count, "target_count": one.target_count, "articles": one.origins,
        "known": list(one.known),
        "examples": [
            {"from": each.origin, "place": each.place, "source": each.source, "target": each.target}
            for each in one.examples
        ],
    }  # fmt: skip


def _csv(source: str, target: str, candidates: "Sequence[Candidate]") -> None:
    """A table of the shape of locales/terms.csv: what is not wanted is deleted, what is left is a termbase."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow((source, target, "kind", "status", "reference"))
    for one in candidates:
        said = ngettext("approved: {n} segment", "approved: {n} segments", one.count).format(n=one.count)
        writer.writerow((one.source, one.target, one.kind, "preferred", f"{said}, {_place(one.examples[0])}"))
