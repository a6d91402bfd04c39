"""What leaders have decided, and what has changed since: `signoff`, `diff`."""

import argparse
import json
import sys

from transflow import own
from transflow.cli import marking
from transflow.cli.opening import newsroom_of
from transflow.interface import gettext as _
from transflow.newsroom import deciding, leaders, since, sourcesigning, syncing
from transflow.newsroom.room import Newsroom


def sign_off(arguments: argparse.Namespace) -> int:
    """`signoff SLUG --for NAME --via HOW [--note N] [--source]`."""
    room = newsroom_of(arguments)
    if arguments.source:
        signed = deciding.sign_source(room, arguments.slug, arguments.name, arguments.via)
        print(_("{what}: {said}").format(what=arguments.slug, said=sourcesigning.told(room, signed)))
        return 0
    done = leaders.sign_off(room, arguments.slug, arguments.name, arguments.via, arguments.note, arguments.to)
    print(_("{what}: {said}").format(what=arguments.slug, said=leaders.told(room, done)))
    return 0


def diff(arguments: argparse.Namespace) -> int:
    """`diff SLUG [--since signoff|published]`: what has changed, word by word."""
    room = newsroom_of(arguments)
    found = since.changes(room, arguments.slug, since.Since(arguments.since), arguments.name, arguments.to)
    if arguments.json:
        print(json.dumps(_json(found), ensure_ascii=False, indent=1))
        return 0
    marks = marking.marks()
    for one in found.changed:
        print(f"{one.segment.id}  {one.what}\n    {marking.marked(one.before, one.now, marks)}")
    for stale in found.stale:
        print(_("{id}  the source, under this translation").format(id=stale.id))
        print(f"    {marking.marked(stale.previous or '', stale.source, marks)}")
    print(_told(room, found), file=sys.stderr if found.changed or found.stale else sys.stdout)
    for at, counts in found.source:
        when = room.local(at) if at else _("not taken up yet (`transflow sync`)")
        print(_("the source has changed since: {when}, {counts}").format(when=when, counts=syncing.counted(counts)))
    return 0


def _told(room: Newsroom, found: since.Changes) -> str:
    """What there is to say of all changes together."""
    when = room.local(found.at)
    if found.since is since.Since.SIGNOFF:
        head = _("signed off for {name}, {when}").format(name=found.name, when=when)
    else:
        head = _("published {when}").format(when=when)
    if found.same:
        said = _("nothing has changed since")
    elif found.whole:
        said = _("segments changed since: {n}").format(n=len(found.changed))
    else:
        said = _(
            "segments changed since: {n}; and something that no act tells: the source, the front matter, a picture, "
            "or a text that another program has written"
        ).format(n=len(found.changed))
    return _("{what}: {said}").format(what=head, said=said)


def _json(found: since.Changes) -> dict[str, object]:
    return {
        "slug": found.slug, "target": found.locale, "since": found.since.value, "name": found.name or None,
        "at": found.at, "version": found.digest, "unchanged": found.same, "complete": found.whole,
        "changes": [
            {
                "id": one.segment.id, "source": "" if one.segment.own else one.segment.source,
                "own": own.name(one.segment), "before": one.before, "now": one.now,
                "status": one.segment.status.value, "marked": marking.marked(one.before, one.now, marking.PLAIN),
            }
            for one in found.changed
        ],
        "source_changes": [{"at": at or None, "segments": syncing.numbers(counts)} for at, counts in found.source],
        "stale": [
            {
                "id": one.id, "before": one.previous, "now": one.source,
                "marked": marking.marked(one.previous or "", one.source, marking.PLAIN),
            }
            for one in found.stale
        ],
    }  # fmt: skip
