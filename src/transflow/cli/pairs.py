"""`check --pairs`: findings of pairs on stdin, for other programs. It needs no newsroom, and loads little of one."""

import argparse
import io
import sys

from transflow import checks
from transflow.cli.opening import newsroom_of
from transflow.cli.stdin import stdin
from transflow.errors import TransflowError, UsageError, WorkspaceError
from transflow.interface import gettext as _
from transflow.newsroom import judging


def pairs(arguments: argparse.Namespace) -> int:
    """`check --pairs`: a JSON line in, a JSON line out, as they come. Exit code 0 whatever it finds, 2 where a line was
    no pair. Raises UsageError for what belongs to `check` of articles."""
    _checked(arguments)
    try:
        room = newsroom_of(arguments)
    except WorkspaceError:
        if arguments.workspace:
            raise
        room = None
    bad: list[TransflowError] = []

    def wrong(error: TransflowError) -> None:
        bad.append(error)
        print(_("transflow: {message}").format(message=error), file=sys.stderr)

    # Bytes that are no UTF-8 come through as halves of characters: a bad line, and not the end of all.
    lines = io.TextIOWrapper(stdin().buffer, encoding="utf-8", errors="surrogateescape")
    for line in checks.pairs(lines, judging.alone(room), wrong=wrong):
        print(line, flush=True)
    return 2 if bad else 0


def _checked(arguments: argparse.Namespace) -> None:
    """What is said of articles is not said of pairs."""
    said = {
        "SLUG": arguments.slugs, "--to": arguments.to, "--fix": arguments.fix, "--json": arguments.json,
        "--format": arguments.format,
    }  # fmt: skip
    given = [name for name, value in said.items() if value]
    if given:
        problem = _("it judges the lines of stdin and takes no {options}").format(options=", ".join(given))
        raise UsageError("--pairs", problem, remedy="check --pairs < pairs.jsonl")
