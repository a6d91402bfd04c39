"""`report --before`: how much of some articles the memory knows, before work starts."""

import argparse
import json
import sys
from collections.abc import Iterable

from transflow import language
from transflow.cli import progress
from transflow.cli.main import actor, folder
from transflow.cli.table import table
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import leverage
from transflow.newsroom.counting import NOTHING, Size
from transflow.newsroom.room import open_newsroom


def report(arguments: argparse.Namespace) -> int:
    """`report --before [SLUG…]`: exit code 3 where an article cannot be read."""
    room = open_newsroom(folder(arguments), lambda: actor(arguments))
    with progress.shown(_("counting")) as step:
        found = leverage.before(room, arguments.slugs, arguments.to, step)
    if arguments.json:
        print(json.dumps(found.to_json(), ensure_ascii=False, indent=1))
    elif found.shares:
        print(f"{_articles(found)}\n\n{_total(found)}")
    else:
        print(_("no articles here; `transflow add FILE` takes one in"))
    for trouble in found.troubles:
        print(_("transflow: {message}").format(message=trouble), file=sys.stderr)
    return 3 if found.troubles else 0


def _name(band: str) -> str:
    names = {
        leverage.CONTEXT: _("in context"), leverage.EXACT: _("exact"), leverage.REPETITION: _("repetitions"),
        leverage.NEW: _("new"),
    }  # fmt: skip
    return names.get(band, f"{band}%".replace("-", "–"))


def _articles(found: leverage.Leverage) -> str:
    """One line an article: Han characters or words in each band."""
    rows = []
    for one in found.shares:
        chinese = language.is_chinese(one.source)
        sizes = [size.han if chinese else size.words for size in (*one.bands.values(), _sum(one.bands.values()))]
        rows.append((one.slug, one.target, _("Han") if chinese else _("words"), *map(str, sizes)))
    head = (_("slug"), _("to"), _("counted in"), *map(_name, leverage.BANDS), _("all"))
    return table(head, rows)


def _total(found: leverage.Leverage) -> str:
    """One line a band: segments, Han characters, words, and the share of the segments."""
    total = found.total
    whole = _sum(total.values())
    rows = [
        (_name(band), str(size.segments), str(size.han), str(size.words), f"{_percent(size, whole)}%")
        for band, size in total.items()
    ]
    rows.append((_("all"), str(whole.segments), str(whole.han), str(whole.words), ""))
    number = len(found.shares)
    title = ngettext("{n} article", "{n} articles", number).format(n=number)
    return table((title, _("segments"), _("Han characters"), _("words"), _("share")), rows)


def _sum(sizes: Iterable[Size]) -> Size:
    return sum(sizes, NOTHING)


def _percent(size: Size, whole: Size) -> int:
    return round(100 * size.segments / whole.segments) if whole.segments else 0
