"""`deliver`: what has been published goes to other homes."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from transflow.cli import progress
from transflow.cli.opening import newsroom_of
from transflow.cli.troubles import told
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.interface import mark, ngettext
from transflow.newsroom import delivering
from transflow.newsroom.delivering import Delivery, Undelivered

_SAID = {
    "new": mark("{slug}: delivered to {name}"),
    "changed": mark("{slug}: brought up to date at {name}"),
    "withdrawn": mark("{slug}: withdrawn at {name}"),
    "unchanged": mark("{slug}: unchanged at {name}"),
}
_PLANNED = {
    "new": mark("{slug}: would be delivered to {name}"),
    "changed": mark("{slug}: would be brought up to date at {name}"),
    "withdrawn": mark("{slug}: would be withdrawn at {name}"),
    "unchanged": mark("{slug}: unchanged at {name}"),
}


def deliver(arguments: argparse.Namespace) -> int:
    """`deliver [NAME] [SLUG…]`: exit code 4 where the other side failed (what succeeded is saved), 1 where something
    may not go or was changed there."""
    room = newsroom_of(arguments)
    if arguments.name is None and not delivering.named(room):
        raise UsageError(
            "deliver", _("transflow.toml names no destination"), remedy=_("write a table [deliver.NAME] into it")
        )
    if not (arguments.slugs or arguments.everything):
        names = ", ".join(delivering.named(room))
        raise UsageError(
            "deliver",
            _("nothing is named"),
            remedy=_("deliver NAME SLUG…, or --all; NAME is one of {names}").format(names=names),
        )
    done = []
    for name in [arguments.name] if arguments.name else delivering.named(room):
        with progress.shown(_("delivering to {name}").format(name=name)) as step:
            done.append(delivering.deliver(
                room, name, arguments.slugs, everything=arguments.everything, dry=arguments.dry_run,
                force=arguments.force, progress=step,
            ))  # fmt: skip
    if arguments.json:
        print(json.dumps({"destinations": [_json(one) for one in done]}, ensure_ascii=False, indent=1))
    else:
        for one in done:
            _tell(one, dry=arguments.dry_run)
    for one in done:
        _complain(one)
    code = max(told(one.troubles) for one in done)
    return 4 if any(one.failed for one in done) else code or (1 if any(one.refused for one in done) else 0)


def _tell(done: Delivery, *, dry: bool) -> None:
    said = _PLANNED if dry else _SAID
    quiet = [one for one in done.done if one.what == "unchanged"]
    for one in done.done:
        if one.what != "unchanged":
            print(_(said[one.what]).format(slug=one.slug, name=done.name))
            for place in () if dry else one.places:
                print(f"  {place.locale}: {place.where}")
    if quiet:
        print(ngettext("{n} article unchanged", "{n} articles unchanged", len(quiet)).format(n=len(quiet)))


def _complain(done: Delivery) -> None:
    for ones in (done.waiting, done.refused, done.failed):
        for one in ones:
            line = _("{slug} → {name}: {reason}").format(slug=one.slug, name=done.name, reason=one.reason)
            print(f"{line}\n  → {one.remedy}" if one.remedy else line, file=sys.stderr)
    if done.left:
        line = ngettext(
            "{n} article was not tried: {name} does not work now",
            "{n} articles were not tried: {name} does not work now", len(done.left),
        )  # fmt: skip
        print(line.format(n=len(done.left), name=done.name), file=sys.stderr)
    if done.failed:
        print(_("what succeeded is saved; the same command goes on from here"), file=sys.stderr)


def _json(done: Delivery) -> dict[str, Any]:
    def rows(ones: Sequence[Undelivered]) -> list[dict[str, str]]:
        return [{"slug": one.slug, "reason": one.reason, "remedy": one.remedy} for one in ones]

    return {
        "name": done.name,
        "articles": [
            {"slug": one.slug, "what": one.what, "places": {place.locale: place.where for place in one.places}}
            for one in done.done
        ],
        "refused": rows(done.refused), "failed": rows(done.failed), "waiting": rows(done.waiting), "left": done.left,
    }  # fmt: skip
