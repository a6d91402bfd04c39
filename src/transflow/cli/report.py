"""`report --before`: how much of some articles the memory knows, before work starts; `report --after`: what became of
machines' texts."""

import argparse
import json
import sys
from collections.abc import Iterable

from transflow import language
from transflow.cli import progress
from transflow.cli.opening import newsroom_of
from transflow.cli.table import table
from transflow.errors import TransflowError
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import leverage, postediting
from transflow.newsroom.counting import NOTHING, Size
from transflow.newsroom.postediting import After, Tally
from transflow.newsroom.room import Newsroom


def report(arguments: argparse.Namespace) -> int:
    """`report --before|--after [SLUG…]`: exit code 3 where an article cannot be read."""
    room = newsroom_of(arguments)
    return _after(room, arguments) if arguments.after else _before(room, arguments)


def _after(room: Newsroom, arguments: argparse.Namespace) -> int:
    with progress.shown(_("counting")) as step:
        found = postediting.after(room, arguments.slugs, arguments.to, step)
    if arguments.json:
        print(json.dumps(found.to_json(), ensure_ascii=False, indent=1))
    elif found.counted:
        print(f"{_months(found)}\n\n{_where(found)}\n")
        print(_("changed: words and Han characters that a person changed before confirming the text"))
        print(_("as it was: segments confirmed without a change. signed: changed up to the text approved"))
        print(_("seconds: median of what a segment took. warned: machine’s texts in which checks find something"))
    else:
        print(_("nobody has confirmed a machine’s text here yet"))
    if found.spoilt:
        lines = ngettext("{n} line of a journal is no act", "{n} lines of journals are no acts", found.spoilt)
        print(_("transflow: {message}").format(message=lines.format(n=found.spoilt)), file=sys.stderr)
    return _troubles(found.troubles)


def _months(found: After) -> str:
    """One line a month and machine."""
    head = (
        _("month"), _("machine"), _("segments"), _("changed"), _("as it was"), _("signed"), _("seconds"), _("warned"),
    )  # fmt: skip
    rows = [
        (
            month, origin.removeprefix("engine:"), *_changed(one), _share(one.final.share) if one.signed else "–",
            "–" if one.seconds is None else f"{one.seconds:.0f}", _share(one.warned / one.segments),
        )
        for (month, origin), one in found.months.items()
    ]  # fmt: skip
    return table(head, rows)


def _where(found: After) -> str:
    """Where machines' texts survive: by what a segment is, and by whether the checks warn."""
    warned = {True: _("checks warn"), False: _("checks are silent")}
    rows = [(_(kind), *_changed(one)) for kind, one in found.kinds.items()]
    rows += [(warned[name], *_changed(one)) for name, one in found.warned.items()]
    return table((_("where"), _("segments"), _("changed"), _("as it was")), rows)


def _changed(one: Tally) -> tuple[str, str, str]:
    return str(one.segments), _share(one.changed.share), _share(one.kept / one.segments)


def _share(part: float) -> str:
    return f"{round(100 * part)}%"


def _troubles(troubles: Iterable[TransflowError]) -> int:
    """Says what could not be read; the exit code."""
    code = 0
    for trouble in troubles:
        print(_("transflow: {message}").format(message=trouble), file=sys.stderr)
        code = 3
    return code


def _before(room: Newsroom, arguments: argparse.Namespace) -> int:
    with progress.shown(_("counting")) as step:
        found = leverage.before(room, arguments.slugs, arguments.to, step)
    if arguments.json:
        print(json.dumps(found.to_json(), ensure_ascii=False, indent=1))
    elif found.shares:
        print(f"{_articles(found)}\n\n{_total(found)}")
    else:
        print(_("no articles here; `transflow add FILE` takes one in"))
    return _troubles(found.troubles)


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
