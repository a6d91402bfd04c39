"""Pages before they are published: preview."""

import argparse
import sys
from collections.abc import Callable
from importlib import import_module

from transflow.cli.opening import newsroom_of
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom import previewing, site
from transflow.newsroom.rendition import open_edition
from transflow.publish import addresses

SERVER = "transflow.serving.preview:run"  # imported only when it is wanted: a web server takes a quarter of a second


def preview(arguments: argparse.Namespace) -> int:
    """`preview [SLUG]`: serves the site as it would be, until Ctrl+C; with `--once` prints the path of one page (1: no
    browser here for `--open`). So it does for a script that names an article and no port: nothing would end it."""
    script = arguments.slug is not None and arguments.port is None and not sys.stdout.isatty()
    if arguments.once or script:
        return _once(arguments)
    room, path = newsroom_of(arguments), ""
    if arguments.slug is not None:
        opened, locale = open_edition(room, arguments.slug, arguments.to)
        path = addresses.page(locale, site.slug_in(room, opened, locale)).removesuffix("index.html")
    module, function = SERVER.split(":")
    run: Callable[..., int] = getattr(import_module(module), function)
    return run(lambda: newsroom_of(arguments), path, arguments.port or 0, browser=arguments.open)


def _once(arguments: argparse.Namespace) -> int:
    if arguments.slug is None:
        raise UsageError("preview", _("nothing is named"), remedy="preview SLUG --once")
    path = previewing.page(newsroom_of(arguments), arguments.slug, arguments.to)
    print(path)
    if arguments.open and not previewing.show(path):
        print(_("no browser here; the page is {path}").format(path=path), file=sys.stderr)
        return 1
    return 0
