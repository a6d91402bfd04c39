"""What goes to leaders and comes back from them: `export --format docx`, `signoff`, `diff`."""

import argparse
import sys
from pathlib import Path

from transflow.cli.main import actor, folder
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom import exchanging, readingcopy
from transflow.newsroom.room import Newsroom, open_newsroom


def _room(arguments: argparse.Namespace) -> Newsroom:
    return open_newsroom(folder(arguments), lambda: actor(arguments))


def reading_copy(room: Newsroom, arguments: argparse.Namespace) -> int:
    """`export SLUG --format docx [--clean | --both] [-o FILE]`: running text for Word."""
    if not arguments.output and sys.stdout.isatty():
        raise UsageError("export", _("a Word file is nothing to read on a terminal"), remedy="-o FILE.docx")
    data = readingcopy.write(room, arguments.slug, arguments.to, both=arguments.both)
    if arguments.output and arguments.output != "-":
        exchanging.save(Path(arguments.output), iter((data,)))
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return 0
