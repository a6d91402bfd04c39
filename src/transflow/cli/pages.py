"""Pages before they are published, or for elsewhere: export and preview."""

import argparse
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from transflow.cli import leaders
from transflow.cli.main import actor, folder
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom import bilingualfiles, exchanging, previewing, site
from transflow.newsroom.rendition import edition_text, open_edition
from transflow.newsroom.room import Newsroom, open_newsroom
from transflow.publish import addresses

SERVER = "transflow.serving.preview:run"  # imported only when it is wanted: a web server takes a quarter of a second


def _room(arguments: argparse.Namespace) -> Newsroom:
    return open_newsroom(folder(arguments), lambda: actor(arguments))


def export(arguments: argparse.Namespace) -> int:
    """`export SLUG --to L`: the target article's bytes, or a bilingual file's, on stdout, as they are, or in a file."""
    room = _room(arguments)
    if arguments.format in ("docx", "review") and arguments.output in (None, "-") and sys.stdout.isatty():
        raise UsageError("export", _("a Word file is nothing for a terminal"), remedy=_("name a file with -o"))
    if arguments.format == "docx":
        data = leaders.reading_copy(room, arguments)
    elif arguments.format in bilingualfiles.FORMATS:
        data = bilingualfiles.document(room, arguments.slug, arguments.to, arguments.format)
    else:
        opened, locale = open_edition(room, arguments.slug, arguments.to)
        write = edition_text if arguments.format == "markdown" else site.edition_page
        data = write(room, opened, locale).encode()
    if arguments.output and arguments.output != "-":
        exchanging.save(Path(arguments.output), [data])
        return 0
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return 0


def preview(arguments: argparse.Namespace) -> int:
    """`preview [SLUG]`: serves the site as it would be, until Ctrl+C; with `--once` prints the path of one page (1: no
    browser here for `--open`)."""
    if arguments.once:
        return _once(arguments)
    room, path = _room(arguments), ""
    if arguments.slug is not None:
        opened, locale = open_edition(room, arguments.slug, arguments.to)
        path = addresses.page(locale, site.slug_in(room, opened, locale)).removesuffix("index.html")
    module, function = SERVER.split(":")
    run: Callable[..., int] = getattr(import_module(module), function)
    return run(lambda: _room(arguments), path, arguments.port, browser=arguments.open)


def _once(arguments: argparse.Namespace) -> int:
    if arguments.slug is None:
        raise UsageError("preview", _("nothing is named"), remedy="preview SLUG --once")
    path = previewing.page(_room(arguments), arguments.slug, arguments.to)
    print(path)
    if arguments.open and not previewing.show(path):
        print(_("no browser here; the page is {path}").format(path=path), file=sys.stderr)
        return 1
    return 0
