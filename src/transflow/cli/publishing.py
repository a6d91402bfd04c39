"""Commands on what readers see: publish, amend, correct, kill; spike and unspike."""

import argparse
import json
import sys

from transflow.cli import progress
from transflow.cli.articles import told
from transflow.cli.main import actor, folder
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom import amending, deciding, publication
from transflow.newsroom.publication import Publication
from transflow.newsroom.room import Newsroom, open_newsroom


def _room(arguments: argparse.Namespace) -> Newsroom:
    return open_newsroom(folder(arguments), lambda: actor(arguments))


def publish(arguments: argparse.Namespace) -> int:
    """`publish [SLUG…]`: exit code 1 where something could not be published."""
    if not (arguments.slugs or arguments.everything or arguments.due):
        raise UsageError("publish", _("nothing is named"), remedy=_("name the articles, or give --all"))
    room = _room(arguments)
    slugs, troubles = publication.due(room, arguments.slugs) if arguments.due else (arguments.slugs, ())
    with progress.shown(_("publishing")) as step:
        done = publication.publish(room, slugs, everything=arguments.everything, progress=step)
    return told(troubles) or _published(arguments, done)


def amend(arguments: argparse.Namespace) -> int:
    """`amend SLUG [ID --text T]`: exit code 1 where it could not be signed or published."""
    if (arguments.id is None) != (arguments.text is None):
        raise UsageError("amend", _("a segment’s id and its new text belong together"), remedy="amend SLUG ID --text T")
    signed, done = amending.amend(_room(arguments), arguments.slug, arguments.id, arguments.text, arguments.to)
    for one in (refused for approval in signed for refused in approval.refused):
        print(f"{arguments.slug} {one.segment.id}: {one.reason}", file=sys.stderr)
    return _published(arguments, done)


def correct(arguments: argparse.Namespace) -> int:
    """`correct SLUG --note N`: exit code 1 while the note or what was mended waits for approval."""
    done = amending.correct(_room(arguments), arguments.slug, arguments.note)
    code = _published(arguments, done)
    if done.refused:
        message = _("the note is in the article; once it is translated and approved, `transflow publish {slug}`")
        print(message.format(slug=arguments.slug), file=sys.stderr)
    return code


def _published(arguments: argparse.Namespace, done: Publication) -> int:
    if arguments.json:
        refused = [{"slug": one.slug, "target": one.target, "reason": one.reason} for one in done.refused]
        value = {"published": done.published, "unchanged": done.unchanged, "refused": refused}
        print(json.dumps(value, ensure_ascii=False, indent=1))
    else:
        for slug in done.published:
            print(_("{slug}: published").format(slug=slug))
        for slug in done.unchanged:
            print(_("{slug}: unchanged").format(slug=slug))
    for one in done.waiting:
        message = _("{slug} → {target}: live with an older text; {reason}")
        print(message.format(slug=one.slug, target=one.target, reason=one.reason), file=sys.stderr)
    for one in done.refused:
        print(f"{one.slug} → {one.target}: {one.reason}", file=sys.stderr)
    return told(done.troubles) or (1 if done.refused else 0)


def spike(arguments: argparse.Namespace) -> int:
    """`spike SLUG`: drops an article before publication."""
    deciding.spike(_room(arguments), arguments.slug, arguments.why)
    print(_("{slug}: spiked").format(slug=arguments.slug))
    return 0


def unspike(arguments: argparse.Namespace) -> int:
    """`unspike SLUG`: takes it up again."""
    deciding.unspike(_room(arguments), arguments.slug)
    print(_("{slug}: taken up again").format(slug=arguments.slug))
    return 0


def kill(arguments: argparse.Namespace) -> int:
    """`kill SLUG --why W`: withdraws a published article; its page goes first."""
    deciding.kill(_room(arguments), arguments.slug, arguments.why)
    print(_("{slug}: withdrawn").format(slug=arguments.slug))
    return 0
