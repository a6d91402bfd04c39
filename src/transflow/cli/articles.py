"""Commands on whole articles: sync and translate."""

import argparse
import json
import sys
from collections import Counter

from transflow.cli import progress, stopping
from transflow.cli.opening import newsroom_of
from transflow.cli.troubles import told
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import adapting, pretranslated, pretranslation, quoting, syncing
from transflow.newsroom.room import Newsroom


def sync(arguments: argparse.Namespace) -> int:
    """`sync [SLUG…]`: what has become of the segments of changed sources."""
    with progress.shown(_("reading")) as step:
        report = syncing.sync(newsroom_of(arguments), arguments.slugs, step)
    if arguments.json:
        rows = [
            {
                "slug": one.slug,
                "target": one.locale,
                "kept": one.kept,
                "stale": one.stale,
                "new": one.new,
                "gone": one.gone,
            }
            for one in report.done
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return told(report.troubles)
    for one in report.done:
        if not one.quiet:
            print(
                _("{slug} → {target}: {kept} kept, {stale} stale, {new} new, {gone} gone").format(
                    slug=one.slug, target=one.locale, kept=one.kept, stale=one.stale, new=one.new, gone=one.gone
                )
            )
    quiet = sum(one.quiet for one in report.done)
    print(ngettext("{n} article unchanged", "{n} articles unchanged", quiet).format(n=quiet))
    return told(report.troubles)


def adapt(arguments: argparse.Namespace) -> int:
    """`adapt SLUG`: from here on the body is written as one text beside the source."""
    adapting.adapt(newsroom_of(arguments), arguments.slug)
    said = _("{slug}: its body is one text now; F2 opens it in the editor, `transflow edit {slug} ID --stdin` takes it")
    print(said.format(slug=arguments.slug), file=sys.stderr)
    return 0


def translate(arguments: argparse.Namespace) -> int:
    """`translate [SLUG…]`: exit code 4 where an engine failed, 130 where it was stopped; what succeeded is saved."""
    room = newsroom_of(arguments)
    if arguments.dry_run:
        return _planned(room, arguments)
    for line in quoting.warning(room, arguments.slugs, arguments.to, arguments.engine or (), arguments.redo):
        print(line, file=sys.stderr)
    with stopping.asked() as stopped, progress.shown(_("translating")) as step:
        done = pretranslation.translate(
            room, arguments.slugs, arguments.to, arguments.engine or (), arguments.redo, step, stopped
        )
    if arguments.json:
        failures = [{"slug": one.slug, "id": one.segment_id, "reason": one.reason} for one in done.failures]
        value: dict[str, object] = {
            "filled": done.filled, "left": done.left, "by_engine": dict(done.by_engine), "failures": failures,
        }  # fmt: skip
        if done.waiting:
            value["waiting"] = dict(done.waiting)
        if done.stop:
            waiting = [{"slug": one.slug, "target": one.target, "left": len(one.ids)} for one in done.stop.waiting]
            value["stopped"] = {"engine": done.stop.engine, "waiting": waiting}
        if done.faults:
            value["errors"] = [{"slug": one.slug, "id": one.segment_id, "checks": one.checks} for one in done.faults]
        if done.names:
            value["names"] = [
                {"name": one.name, "rendering": one.guess.text if one.used else None} for one in done.names
            ]
        if done.paid:
            value["cost"] = {
                name: {
                    "tokens_sent": one.tokens.sent, "tokens_received": one.tokens.received, "requests": one.requests,
                    "estimated": one.estimated, "price": None if one.micros is None else one.micros / 1_000_000,
                }
                for name, one in done.paid.items()
            }  # fmt: skip
        print(json.dumps(value, ensure_ascii=False, indent=1))
    else:
        parts = ", ".join(f"{name} {count}" for name, count in done.by_engine.items())
        print(_("{filled} of {total} segments translated").format(filled=done.filled, total=done.total)
              + (f" ({parts})" if parts else ""))  # fmt: skip
    for reason, count in Counter(one.reason for one in done.failures).most_common():
        slugs = ", ".join(dict.fromkeys(one.slug for one in done.failures if one.reason == reason))
        line = ngettext(
            "{n} segment untranslated in {slugs}: {reason}", "{n} segments untranslated in {slugs}: {reason}", count
        )
        print(line.format(n=count, slugs=slugs, reason=reason), file=sys.stderr)
    for line in quoting.used(room, done.paid):
        print(line, file=sys.stderr)
    for line in (pretranslated.faulty(done), pretranslated.guessed(done), *pretranslated.waiting(done.waiting)):
        if line:
            print(line, file=sys.stderr)
    silent = 0 if done.stop else done.left - len(done.failures) - sum(done.waiting.values())
    if done.stop:
        print(_("transflow: {message}").format(message=pretranslated.stopped(done)), file=sys.stderr)
    if silent > 0 and not arguments.json:
        print(ngettext("{n} segment is left", "{n} segments are left", silent).format(n=silent), file=sys.stderr)
    if done.failures or done.stop:
        print(_("what succeeded is saved; the same command goes on from here"), file=sys.stderr)
    return told(done.troubles) or (130 if done.stop else 4 if done.failures else 0)


def _planned(room: Newsroom, arguments: argparse.Namespace) -> int:
    """`translate --dry-run`: who would be asked for how much, and what it would cost."""
    plan = quoting.plan(room, arguments.slugs, arguments.to, arguments.engine or (), arguments.redo)
    if arguments.json:
        rows = [
            {
                "engine": one.engine, "segments": one.segments, "characters": one.characters,
                "tokens_sent": one.tokens.sent if one.tokens else None,
                "tokens_received": one.tokens.received if one.tokens else None,
                "price": None if one.micros is None else one.micros / 1_000_000, "reason": one.reason or None,
            }
            for one in plan.quotes
        ]  # fmt: skip
        value: dict[str, object] = {"total": plan.total, "engines": rows, "left": plan.left}
        if plan.waiting:
            value["waiting"] = dict(plan.waiting)
        print(json.dumps(value, ensure_ascii=False, indent=1))
        return told(plan.troubles)
    print(ngettext("{n} segment to translate", "{n} segments to translate", plan.total).format(n=f"{plan.total:,}"))
    for one in plan.quotes:
        print(quoting.planned(one))
    for line in pretranslated.waiting(plan.waiting):
        print(line)
    if plan.left:
        print(ngettext("{n} segment is left", "{n} segments are left", plan.left).format(n=plan.left))
    return told(plan.troubles)
