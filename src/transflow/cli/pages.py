"""Pages before they are published, or for elsewhere: export and preview."""

import argparse
import sys

from transflow.cli.main import actor, folder
from transflow.interface import gettext as _
from transflow.newsroom import previewing, site
from transflow.newsroom.rendition import edition_text, open_edition
from transflow.newsroom.room import Newsroom, open_newsroom


def _room(arguments: argparse.Namespace) -> Newsroom:
    return open_newsroom(folder(arguments), lambda: actor(arguments))


def export(arguments: argparse.Namespace) -> int:
    """`export SLUG --to L`: the target article's bytes on stdout, as they are."""
    room = _room(arguments)
    opened, locale = open_edition(room, arguments.slug, arguments.to)
    write = edition_text if arguments.format == "markdown" else site.edition_page
    text = write(room, opened, locale)
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
    return 0


def preview(arguments: argparse.Namespace) -> int:
    """`preview SLUG`: prints the path of the page as it would be published; `--open` opens it (1: no browser here)."""
    path = previewing.page(_room(arguments), arguments.slug, arguments.to)
    print(path)
    if arguments.open and not previewing.show(path):
        print(_("no browser here; the page is {path}").format(path=path), file=sys.stderr)
        return 1
    return 0
