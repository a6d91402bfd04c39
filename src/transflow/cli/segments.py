"""Commands on segments: edit, approve, return, omit, waive, comment, join, split, history, undo."""

import argparse
import json
import sys

from transflow.cli.opening import newsroom_of
from transflow.cli.stdin import stdin
from transflow.cli.table import table
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom import editing, reading, record, regrouping
from transflow.newsroom.room import Newsroom
from transflow.segment import Segment


def newsroom(arguments: argparse.Namespace) -> Newsroom:
    """The newsroom that the arguments name, with who acts."""
    return newsroom_of(arguments)


def edit(arguments: argparse.Namespace) -> int:
    """`edit SLUG ID --text T | --stdin`."""
    said(editing.edit(newsroom(arguments), arguments.slug, arguments.id, text_of(arguments), arguments.to))
    return 0


def text_of(arguments: argparse.Namespace) -> str:
    """What `--text` says, or stdin without one final newline. Raises UsageError for what is not UTF-8."""
    if not arguments.stdin:
        return str(arguments.text)
    data = stdin().buffer.read()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError("--stdin", _("the text is not UTF-8"), remedy=_("convert it first")) from error
    return text.removesuffix("\n").removesuffix("\r")


def said(segment: Segment) -> None:
    """Says which segment it was, and where it stands now."""
    print(f"{segment.id} {_(segment.status.value)}")


def approve(arguments: argparse.Namespace) -> int:
    """`approve SLUG [ID…|--all]`: 0 if nothing listed stays unapproved, else 1, naming each."""
    if not arguments.ids and not arguments.everything:
        raise UsageError("approve", _("no segment is named"), remedy=_("name segments by id, or give --all"))
    ids = None if arguments.everything else arguments.ids
    done = editing.approve(newsroom(arguments), arguments.slug, ids, arguments.to)
    if arguments.json:
        refused = [{"id": one.segment.id, "reason": one.reason} for one in done.refused]
        print(
            json.dumps(
                {"approved": [one.id for one in done.approved], "refused": refused}, ensure_ascii=False, indent=1
            )
        )
    else:
        print(_("{n} approved").format(n=done.signed))
    for one in done.refused:
        shown = one.segment.target if one.segment.own else one.segment.source
        print(f"{one.segment.id}: {one.reason}  [{_short(shown)}]", file=sys.stderr)
    return 1 if done.refused else 0


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def send_back(arguments: argparse.Namespace) -> int:
    """`return SLUG ID --note N`."""
    said(editing.send_back(newsroom(arguments), arguments.slug, arguments.id, arguments.note, arguments.to))
    return 0


def omit(arguments: argparse.Namespace) -> int:
    """`omit SLUG ID --why W`."""
    said(editing.omit(newsroom(arguments), arguments.slug, arguments.id, arguments.why, arguments.to))
    return 0


def waive(arguments: argparse.Namespace) -> int:
    """`waive SLUG ID CHECK --why W`: says on stderr all that it accepts; repeating it is 0."""
    room = newsroom(arguments)
    segment = editing.waive(room, arguments.slug, arguments.id, arguments.check, arguments.why, arguments.to)
    said(segment)
    for one in reading.of_segment(room, arguments.slug, segment.id, arguments.to):
        if one.finding.check == arguments.check:
            severity, message = _(one.finding.severity.value), one.finding.message
            print(_("accepted: {severity}: {message}").format(severity=severity, message=message), file=sys.stderr)
    return 0


def comment(arguments: argparse.Namespace) -> int:
    """`comment SLUG ID TEXT`."""
    said(editing.comment(newsroom(arguments), arguments.slug, arguments.id, arguments.text, arguments.to))
    return 0


def join(arguments: argparse.Namespace) -> int:
    """`join SLUG ID`: with the next segment of its block."""
    said(regrouping.join(newsroom(arguments), arguments.slug, arguments.id, arguments.to))
    return 0


def split(arguments: argparse.Namespace) -> int:
    """`split SLUG ID OFFSET`: OFFSET counts characters of the source as `show` gives it."""
    for part in regrouping.split(newsroom(arguments), arguments.slug, arguments.id, arguments.offset, arguments.to):
        said(part)
    return 0


def history(arguments: argparse.Namespace) -> int:
    """`history SLUG [ID]`: who did what when, oldest first."""
    room = newsroom(arguments)
    acts = record.history(room, arguments.slug, arguments.id, arguments.to)
    if arguments.json:
        print(json.dumps([one.to_json() for one in acts], ensure_ascii=False, indent=1))
        return 0
    rows = [(room.local(one.at), one.actor, _(one.verb.value), one.segment or "", record.told(one)) for one in acts]
    print(table((_("when"), _("who"), _("act"), _("segment"), _("text")), rows))
    return 0


def undo(arguments: argparse.Namespace) -> int:
    """`undo SLUG`: takes back one's own last act."""
    done = record.undo(newsroom(arguments), arguments.slug, arguments.to)
    print(
        _("taken back: {verb} of {when} on {segment}").format(
            verb=_(done.verb.value), when=done.at, segment=done.segment
        )
    )
    return 0
