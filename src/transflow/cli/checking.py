"""`check`: findings of articles, and of pairs on stdin."""

import argparse
import json
import sys
from pathlib import Path

from transflow import checks
from transflow.cli.main import actor, folder
from transflow.cli.segments import finding_json
from transflow.errors import TransflowError, WorkspaceError
from transflow.interface import gettext as _
from transflow.newsroom import checking
from transflow.newsroom.room import open_newsroom


def check(arguments: argparse.Namespace) -> int:
    """`check [SLUG…]`: exit code 1 where errors stand. `--pairs` streams and exits 0 whatever it finds."""
    if arguments.pairs:
        return _pairs(arguments)
    room = open_newsroom(folder(arguments), lambda: actor(arguments))
    done = checking.check(room, arguments.slugs, arguments.to)
    if arguments.json:
        rows = [
            {"slug": one.slug, "target": one.target, "id": one.segment.id, **finding_json(one.judged)}
            for one in done.found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for one in done.found:
            finding = one.judged.finding
            waived = _(" (waived)") if one.judged.waived else ""
            print(f"{one.slug} {one.segment.id} {_(finding.severity.value)} {finding.check}: {finding.message}{waived}")
        print(_("{errors} errors, {warnings} warnings").format(errors=done.errors, warnings=done.warnings))
    for trouble in done.troubles:
        print(_("transflow: {message}").format(message=trouble), file=sys.stderr)
    if done.troubles:
        return 3
    return 1 if done.errors else 0


def _pairs(arguments: argparse.Namespace) -> int:
    try:
        room = open_newsroom(Path(arguments.workspace or "."), lambda: actor(arguments))
    except WorkspaceError:
        if arguments.workspace:
            raise
        room = None
    off = room.settings.checks_off if room else frozenset()
    terms = room.terms if room else None
    try:
        for line in checks.pairs(sys.stdin, terms, off):
            print(line, flush=True)
    except TransflowError as error:
        print(_("transflow: {message}").format(message=error), file=sys.stderr)
        return error.exit_code
    return 0
