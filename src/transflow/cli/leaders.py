"""What goes to leaders and comes back from them: `export --format docx`, `signoff`, `diff`."""

import argparse
import sys
from collections.abc import Callable
from importlib import import_module

from transflow.cli.main import actor, folder
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom.room import Newsroom, open_newsroom

_COPY = "transflow.newsroom.readingcopy:write"  # python-docx takes 0.2 s to load


def _room(arguments: argparse.Namespace) -> Newsroom:
    return open_newsroom(folder(arguments), lambda: actor(arguments))


def reading_copy(room: Newsroom, arguments: argparse.Namespace) -> bytes:
    """The Word file of `export SLUG --format docx [--clean | --both]`."""
    if arguments.output in (None, "-") and sys.stdout.isatty():
        raise UsageError("export", _("a Word file is nothing to read on a terminal"), remedy="-o FILE.docx")
    module, function = _COPY.split(":")
    write: Callable[..., bytes] = getattr(import_module(module), function)
    return write(room, arguments.slug, arguments.to, both=arguments.both)
