"""`status`: the desk for people and for scripts. Warm, it imports nothing that reads an article."""

import argparse
import sys
from collections.abc import Mapping

from transflow.cli import progress
from transflow.cli.opening import newsroom_of
from transflow.cli.table import table
from transflow.interface import gettext as _
from transflow.newsroom import overview

ORDER = ("draft", "machine", "review", "approved", "published")


def status(arguments: argparse.Namespace) -> int:
    """`status [SLUG…]`: exit code 1 while `--require STAGE` is not reached, 3 where an article cannot be read."""
    room = newsroom_of(arguments)
    slugs, stages = tuple(dict.fromkeys(arguments.slugs)), tuple(arguments.stage or ())
    document = None
    with progress.shown(_("reading")) as step:
        if arguments.json:
            document, desk = overview.desk_json(room, slugs, stages, step)
        else:
            desk = overview.desk(room, slugs, stages, step)
    if document is not None:
        print(document)
    elif desk.articles or not desk.troubles:
        print(_table(desk))
    for trouble in desk.troubles:
        print(_("transflow: {message}").format(message=trouble), file=sys.stderr)
    if desk.troubles:
        return 3
    if arguments.require and _behind(desk.totals, arguments.require, named=bool(slugs)):
        return 1
    return 0


def _behind(totals: Mapping[str, int], required: str, *, named: bool) -> bool:
    """Whether any article counted is before `required`; spiked and killed ones count only where named."""
    early = sum(totals[stage] for stage in ORDER[: ORDER.index(required)])
    return bool(early or (named and (totals["spiked"] or totals["killed"])))


def _moment(text: str) -> str:
    """A date as it stands; a time without its seconds, its offset behind: 2027-02-01 08:00 +08:00."""
    day, mark, time = text.partition("T")
    return f"{day} {time[:5]} {time[8:]}".rstrip() if mark else day


def _table(desk: overview.Desk) -> str:
    rows = []
    for one in desk.articles:
        counts = one.segments
        done = f"{counts['approved']}/{counts['total']}"
        flags = _(", ").join(
            word
            for word, on in (
                (_("update pending"), one.update_pending),
                (_("page missing"), one.page_missing),
                (_("source changed"), one.source_changed),
                (_("signed off"), one.signed is True),
                (_("sign-off void"), one.signed is False),
                (_("embargo {when}").format(when=_moment(one.embargo or "")), one.embargo is not None),
            )
            if on
        )
        found = "?" if one.errors is None else f"{one.errors}✗ {one.warnings}!"
        rows.append(
            (
                one.slug,
                _(one.stage),
                done,
                found,
                one.assignee or "",
                _moment(one.due or ""),
                one.target,
                one.title,
                flags,
            )
        )
    head = (_("slug"), _("stage"), _("approved"), _("findings"), _("assignee"), _("due"), _("to"), _("title"), "")
    sums = "  ".join(f"{_(stage)} {desk.totals[stage]}" for stage in overview.STAGES if desk.totals[stage])
    if not rows:
        return _("no articles here; `transflow add FILE` takes one in")
    total = _("{what}: {said}").format(what=desk.workspace, said=sums)
    return f"{table(head, rows)}\n\n{total}"
