"""`publish`, and what every publication says of itself. Apart from `live`, whose verbs load more."""

import argparse
import json
import sys

from transflow.checks import Severity
from transflow.cli import progress
from transflow.cli.opening import newsroom_of
from transflow.cli.troubles import told
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom import publication
from transflow.newsroom.publication import Publication


def publish(arguments: argparse.Namespace) -> int:
    """`publish [SLUG…]`: exit code 1 where something could not be published."""
    if not (arguments.slugs or arguments.everything or arguments.due):
        raise UsageError("publish", _("nothing is named"), remedy=_("name the articles, or give --all"))
    room = newsroom_of(arguments)
    slugs, troubles = publication.due(room, arguments.slugs) if arguments.due else (arguments.slugs, ())
    with progress.shown(_("publishing")) as step:
        done = publication.publish(room, slugs, everything=arguments.everything, progress=step)
    return told(troubles) or published(arguments, done)


def published(arguments: argparse.Namespace, done: Publication) -> int:
    """Says what came of a publication; exit code 1 where something was refused."""
    if arguments.json:
        refused = [{"slug": one.slug, "target": one.target, "reason": one.reason} for one in done.refused]
        value = {"published": done.published, "unchanged": done.unchanged, "refused": refused}
        value["warnings"] = [{"slug": slug, "line": one.line, "message": one.message} for slug, one in done.unlinked]
        print(json.dumps(value, ensure_ascii=False, indent=1))
    else:
        for slug in done.published:
            print(_("{slug}: published").format(slug=slug))
        for slug in done.unchanged:
            print(_("{slug}: unchanged").format(slug=slug))
    for slug, remark in done.unlinked:
        print(f"{slug}:{remark.line} {_(Severity.WARNING.value)}: {remark.message}", file=sys.stderr)
    for one in done.waiting:
        message = _("{slug} → {target}: live with an older text; {reason}")
        print(message.format(slug=one.slug, target=one.target, reason=one.reason), file=sys.stderr)
    for one in done.refused:
        print(f"{one.slug} → {one.target}: {one.reason}", file=sys.stderr)
    return told(done.troubles) or (1 if done.refused else 0)
