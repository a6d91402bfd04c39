"""`add FILE…`: files and folders taken in as drafts, and a report of what each of them has become."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from transflow.cli import progress
from transflow.cli.opening import newsroom_of
from transflow.cli.stdin import stdin
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.manuscript import Fate
from transflow.newsroom import intake
from transflow.newsroom.arriving import Draft

_PAIR = ("transflow.cli.pairing", "pair")  # aligns, and checks what is aligned: an ordinary `add` does neither


def add(arguments: argparse.Namespace) -> int:
    """`add FILE…`: prints the slugs alone, one a line, or with `--json` the report; 3 where a file was refused."""
    if arguments.pair:
        run: Callable[[argparse.Namespace], int] = getattr(import_module(_PAIR[0]), _PAIR[1])
        return run(arguments)
    for option in ("translator", "reviewer", "dry_run"):
        if getattr(arguments, option):
            raise UsageError(f"--{option.replace('_', '-')}", _("this is said of a translation, with --pair"))
    room = newsroom_of(arguments)
    named = [Path(name) for name in arguments.files if name != "-"]
    paths, passed = intake.sources(named)
    given = [Draft("stdin.md", stdin().buffer.read(), None)] if "-" in arguments.files else []
    with progress.shown(_("taking in")) as step:
        done = intake.add(
            room, [*given, *paths], arguments.lang, arguments.slug, arguments.encoding,
            step if len(paths) > 1 else None, arguments.date,
        )  # fmt: skip
    if arguments.json:
        print(json.dumps(_report(done, passed), ensure_ascii=False, indent=1))
    else:
        for one in done.taken:
            print(one.slug)
        told(done.taken, done.refused, passed)
    return 3 if done.refused else 0


def _report(done: intake.Intake, passed: Sequence[str]) -> Mapping[str, object]:
    return {
        "added": [
            {
                "slug": one.slug, "file": one.name, "title": one.title, "date": one.date or None, "kept": one.kept,
                "same_as": one.twin or None,
                "changed": [change.message for change in one.changes if change.fate is Fate.CHANGED],
                "dropped": [change.message for change in one.changes if change.fate is Fate.DROPPED],
            }
            for one in done.taken
        ],
        "refused": refusals(done.refused),
        "passed_over": list(passed),
    }  # fmt: skip


def refusals(refused: Sequence[intake.Refused]) -> list[Mapping[str, str]]:
    """What was refused and why, as JSON values."""
    return [
        {"file": one.name, "where": one.error.where, "problem": one.error.problem, "remedy": one.error.remedy}
        for one in refused
    ]


def told(taken: Sequence[intake.Taken], refused: Sequence[intake.Refused], passed: Sequence[str]) -> None:
    """The report for people, on stderr: stdout is for the slugs."""
    for one in taken:
        print(_("{slug}: {kept} of {file}").format(slug=one.slug, kept=_kept(one.kept), file=one.name), file=sys.stderr)
        if one.date:
            print(_("  dated {date}").format(date=one.date), file=sys.stderr)
        if one.twin:
            print(_("  the article {slug} has this text already").format(slug=one.twin), file=sys.stderr)
        for change in one.changes:
            words = _("  changed: {what}") if change.fate is Fate.CHANGED else _("  left out: {what}")
            print(words.format(what=change.message), file=sys.stderr)
    for name in passed:
        print(_("{file}: passed over, for it is no article").format(file=name), file=sys.stderr)
    for one_refused in refused:
        print(_("transflow: {message}").format(message=one_refused.error), file=sys.stderr)
    if refused and taken:
        line = ngettext(
            "{n} file was not taken in; the others were",
            "{n} files were not taken in; the others were",
            len(refused),
        )
        print(line.format(n=len(refused)), file=sys.stderr)


def _kept(kept: Mapping[str, int]) -> str:
    """`3 headings, 12 paragraphs`: what there is of each."""
    words = {
        "headings": lambda n: ngettext("{n} heading", "{n} headings", n),
        "paragraphs": lambda n: ngettext("{n} paragraph", "{n} paragraphs", n),
        "items": lambda n: ngettext("{n} list item", "{n} list items", n),
        "cells": lambda n: ngettext("{n} table cell", "{n} table cells", n),
        "footnotes": lambda n: ngettext("{n} footnote", "{n} footnotes", n),
        "captions": lambda n: ngettext("{n} caption", "{n} captions", n),
        "pictures": lambda n: ngettext("{n} picture", "{n} pictures", n),
    }
    return _(", ").join(words[name](count).format(n=count) for name, count in kept.items() if count) or _("nothing")
