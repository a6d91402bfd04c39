"""Commands on what is live, and on what never shall be: amend, correct, kill, rename; spike and unspike."""

import argparse
import sys

from transflow.cli.opening import newsroom_of
from transflow.cli.publishing import published
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom import amending, deciding, renaming


def amend(arguments: argparse.Namespace) -> int:
    """`amend SLUG [ID --text T]`: exit code 1 where it could not be signed or published."""
    if (arguments.id is None) != (arguments.text is None):
        raise UsageError("amend", _("a segment’s id and its new text belong together"), remedy="amend SLUG ID --text T")
    signed, done = amending.amend(newsroom_of(arguments), arguments.slug, arguments.id, arguments.text, arguments.to)
    for one in (refused for approval in signed for refused in approval.refused):
        print(f"{arguments.slug} {one.segment.id}: {one.reason}", file=sys.stderr)
    return published(arguments, done)


def correct(arguments: argparse.Namespace) -> int:
    """`correct SLUG --note N`: done once the note is in the article, though it waits for its translation and approval;
    exit code 1 where the same note was there, and cannot be published yet."""
    done = amending.correct(newsroom_of(arguments), arguments.slug, arguments.note)
    if done.publication.refused:
        message = _("the note is in the article; once it is translated and approved, `transflow publish {slug}`")
        print(message.format(slug=arguments.slug), file=sys.stderr)
    code = published(arguments, done.publication)
    return 0 if code == 1 and done.noted else code


def spike(arguments: argparse.Namespace) -> int:
    """`spike SLUG`: drops an article before publication."""
    deciding.spike(newsroom_of(arguments), arguments.slug, arguments.why)
    print(_("{slug}: spiked").format(slug=arguments.slug))
    return 0


def unspike(arguments: argparse.Namespace) -> int:
    """`unspike SLUG`: takes it up again."""
    deciding.unspike(newsroom_of(arguments), arguments.slug)
    print(_("{slug}: taken up again").format(slug=arguments.slug))
    return 0


def kill(arguments: argparse.Namespace) -> int:
    """`kill SLUG --why W`: withdraws a published article; its page goes first."""
    deciding.kill(newsroom_of(arguments), arguments.slug, arguments.why)
    print(_("{slug}: withdrawn").format(slug=arguments.slug))
    return 0


def rename(arguments: argparse.Namespace) -> int:
    """`rename OLD NEW`: another slug; the old address sends readers on."""
    done = renaming.rename(newsroom_of(arguments), arguments.slug, arguments.new)
    print(_("{slug}: now {new}").format(slug=arguments.slug, new=arguments.new))
    for slug in done.linking:
        print(_("{slug}: its links follow").format(slug=slug))
    if done.sent_on:
        print(_("readers of the old address are sent on"))
    return 0
