"""`check --pairs`: findings of pairs on stdin, for other programs. It needs no newsroom, and loads little of one."""

import argparse
import io
import sys

from transflow import checks
from transflow.cli.opening import newsroom_of
from transflow.errors import TransflowError, WorkspaceError
from transflow.interface import gettext as _
from transflow.newsroom import judging


def pairs(arguments: argparse.Namespace) -> int:
    """`check --pairs`: a JSON line in, a JSON line out, as they come. Exit code 0 whatever it finds, 2 where a line was
    no pair."""
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
    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="surrogateescape")
    for line in checks.pairs(lines, judging.alone(room), wrong=wrong):
        print(line, flush=True)
    return 2 if bad else 0
