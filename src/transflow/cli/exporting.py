"""`export`: an article, or the site, as files for others."""

import argparse
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from transflow import language
from transflow.cli.opening import newsroom_of
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom import archiving, bilingualfiles, exchanging, fragments, site
from transflow.newsroom.rendition import edition_text, open_edition
from transflow.newsroom.room import Newsroom

_COPY = "transflow.newsroom.readingcopy:write"  # python-docx takes 0.2 s to load


def export(arguments: argparse.Namespace) -> int:
    """`export SLUG --to L`: the target article's bytes on stdout, as they are, or a file of both texts; `--fragment`
    without a page around it; `--format tar` what is published of it, or without SLUG the whole site."""
    _checked(arguments)
    room = newsroom_of(arguments)
    if arguments.format == "tar":
        _give(arguments.output, archiving.archive(room, arguments.slug))
        return 0
    if arguments.fragment:
        opened, locale = fragments.open_any(room, arguments.slug, arguments.to)
        wanted = {"headline": arguments.headline, "standfirst": arguments.standfirst}
        _place(arguments, fragments.fragment(room, opened, locale, **wanted), locale)
        return 0
    if arguments.format == "docx":
        _give(arguments.output, [_reading_copy(room, arguments)])
        return 0
    if arguments.format in bilingualfiles.FORMATS:
        _give(arguments.output, [bilingualfiles.document(room, arguments.slug, arguments.to, arguments.format)])
        return 0
    opened, locale = open_edition(room, arguments.slug, arguments.to)
    write = edition_text if arguments.format == "markdown" else site.edition_page
    _give(arguments.output, [write(room, opened, locale).encode()])
    return 0


def _checked(arguments: argparse.Namespace) -> None:
    """What belongs together is given together."""
    if arguments.slug is None and arguments.format != "tar":
        raise UsageError(
            "export", _("no article is named"), remedy=_("export SLUG; only --format tar takes the whole site")
        )
    if arguments.format != "docx" and (arguments.clean or arguments.both):
        raise UsageError("export", _("--clean and --both are about a Word file"), remedy="--format docx")
    if arguments.fragment and arguments.format != "html":
        raise UsageError("--fragment", _("a fragment is HTML"), remedy="export SLUG --format html --fragment")
    if (arguments.headline or arguments.standfirst) and not arguments.fragment:
        raise UsageError("--headline", _("it belongs to --fragment"), remedy="export SLUG --format html --fragment")
    if arguments.format in ("docx", "review") and arguments.output is None and sys.stdout.isatty():
        raise UsageError("export", _("a Word file is nothing for a terminal"), remedy=_("name a file with -o"))
    if arguments.format == "tar" and arguments.output is None and sys.stdout.isatty():
        raise UsageError("export", _("a tar file is nothing for a terminal"), remedy=_("name a file: -o site.tar.gz"))


def _reading_copy(room: Newsroom, arguments: argparse.Namespace) -> bytes:
    """The Word file of `export SLUG --format docx [--clean | --both]`."""
    module, function = _COPY.split(":")
    write: Callable[..., bytes] = getattr(import_module(module), function)
    return write(room, arguments.slug, arguments.to, both=arguments.both)


def _place(arguments: argparse.Namespace, made: fragments.Fragment, locale: str) -> None:
    """The fragment on stdout; with `-o DIR` as `SLUG.en.html` with its pictures beside it, and where it is."""
    if arguments.output is None:
        _give(None, [made.html.encode()])
        if made.pictures:
            names = ", ".join(one.name for one in made.pictures)
            print(_("its pictures ({names}) are written with -o DIR").format(names=names), file=sys.stderr)
        return
    base = Path(arguments.output)
    for picture in made.pictures:
        exchanging.save(base / picture.name, [picture.load()])
    page = base / f"{arguments.slug}.{language.bcp47(locale)}.html"
    exchanging.save(page, [made.html.encode()])
    print(page)


def _give(output: str | None, data: Iterable[bytes]) -> None:
    if output is not None and output != "-":
        exchanging.save(Path(output), data)
        return
    for piece in data:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
