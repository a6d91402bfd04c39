"""`memory import`, `memory export`, `memory forget`, `memory stats --origins`: what goes in and out of the memory."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from transflow.cli import progress
from transflow.cli.table import table
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.memory import tables
from transflow.memory.entry import Entry
from transflow.memory.selecting import Selection
from transflow.newsroom import exchanging, forgetting, penalising, provenance
from transflow.newsroom.room import Newsroom
from transflow.settings import FILE as SETTINGS

_SHOWN = 10  # line numbers on a line


def bring(room: Newsroom, arguments: argparse.Namespace) -> int:
    """`memory import FILE…`: says what was taken on stdout, and on stderr what was passed over and where."""
    wanted = exchanging.Wanted(
        exchanging.pairs(room, arguments.lang, arguments.to), arguments.name, arguments.person, arguments.date,
        arguments.encoding, arguments.replace, arguments.penalty,
    )  # fmt: skip
    with progress.shown(_("reading")) as step:
        done = exchanging.bring(room, [Path(name) for name in arguments.files], wanted, step)
    if arguments.json:
        print(json.dumps([_brought_json(one) for one in done], ensure_ascii=False, indent=1))
        return 0
    for one in done:
        line = ngettext("{file} → {memory}: {n} pair taken", "{file} → {memory}: {n} pairs taken", one.units)
        print(line.format(file=one.file, memory=one.memory, n=one.units))
        for reason, skipped in one.passed.items():
            print(_skipped(one.file, exchanging.why(reason), skipped), file=sys.stderr)
    return 0


def _brought_json(one: exchanging.Brought) -> dict[str, object]:
    passed = [{"reason": reason.value, "count": what.count, "lines": what.lines} for reason, what in one.passed.items()]
    return {"file": one.file, "memory": one.memory, "units": one.units, "passed": passed}


def _skipped(file: str, why: str, skipped: exchanging.Skipped) -> str:
    lines = ", ".join(map(str, skipped.lines[:_SHOWN])) + (" …" if skipped.count > _SHOWN else "")
    said = _("{file}: {n} passed over, {why}").format(file=file, n=skipped.count, why=why)
    return _("{what} (line {lines})").format(what=said, lines=lines) if skipped.lines else said


def give(room: Newsroom, arguments: argparse.Namespace) -> int:
    """`memory export`: a file, or stdout. How much went out is said on stderr."""
    pairs = exchanging.pairs(room, arguments.lang, arguments.to)
    if len(pairs) > 1:
        raise UsageError(
            "memory export", _("this newsroom translates into {languages}").format(
                languages=", ".join(target for _source, target in pairs)
            ),
            remedy=_("say which with --to"),
        )  # fmt: skip
    kind = arguments.format or _format(arguments.output)
    choice = provenance.Choice(
        arguments.only != "brought", arguments.only != "approved", selection(room, arguments),
        penalising.penalties(room).excluded,
    )  # fmt: skip
    count = _Counted(entry for _origin, entry in provenance.held(room, *pairs[0], choice))
    data = exchanging.document(room, count, pairs[0], kind)
    if arguments.output and arguments.output != "-":
        exchanging.save(Path(arguments.output), data)
    else:
        for piece in data:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    print(ngettext("{n} pair", "{n} pairs", count.units).format(n=count.units), file=sys.stderr)
    if kind == "tsv" and count.bent:
        line = ngettext(
            "{n} text had a tab or a line break, which TSV cannot hold: a space stands there",
            "{n} texts had a tab or a line break, which TSV cannot hold: a space stands there", count.bent,
        )  # fmt: skip
        print(line.format(n=count.bent), file=sys.stderr)
    return 0


def _format(output: str | None) -> str:
    """The format by the name of the file; TMX where there is none, or where it says nothing."""
    kind = exchanging.FORMATS.get(Path(output or "").suffix.lower(), "tmx")
    if kind == "po":
        raise UsageError("-o", _("a memory is not written as PO"), remedy="--format tmx")
    return kind


class _Counted:
    """Entries that are counted as they pass."""

    def __init__(self, entries: Iterator[Entry]) -> None:
        self._entries = entries
        self.units = self.bent = 0

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            self.units += 1
            self.bent += tables.is_bent(entry)
            yield entry


def selection(room: Newsroom, arguments: argparse.Namespace) -> Selection:
    """What `--from`, `--person`, `--after` and `--before` mean."""
    return penalising.selection(room, arguments.pattern, arguments.person, arguments.after, arguments.before)


def forget(room: Newsroom, arguments: argparse.Namespace) -> int:
    """`memory forget [NAME]`: takes back a brought file, or of the brought files what the options mean; `--dry-run`
    only says how much that is."""
    meant = selection(room, arguments)
    if meant:
        return _forget_some(room, arguments, meant)
    if arguments.name is None:
        raise UsageError(
            "memory forget", _("say what is meant"),
            remedy=_("the name of a memory, or --from, --person, --after, --before"),
        )  # fmt: skip
    name, units, away = forgetting.forget(room, arguments.name, dry=arguments.dry_run)
    if arguments.json:
        value = {"memory": name, "units": units, "forgotten": not arguments.dry_run}
        print(json.dumps(value, ensure_ascii=False, indent=1))
        return 0
    if units is None:
        print(_("{name}: it cannot be read").format(name=name))
    else:
        print(ngettext("{name}: {n} pair", "{name}: {n} pairs", units).format(name=name, n=units))
    if not arguments.dry_run:
        print(_("taken out of the memory; until .transflow is deleted it lies in {path}").format(path=away))
    return 0


def _forget_some(room: Newsroom, arguments: argparse.Namespace, meant: Selection) -> int:
    taken, approved = forgetting.forget_some(room, meant, arguments.name, dry=arguments.dry_run)
    if arguments.json:
        rows = [
            {
                "memory": one.memory,
                "units": one.units,
                "left": one.left,
                "path": None if arguments.dry_run else one.away,
            }
            for one in taken
        ]
        value = {"memories": rows, "approved": approved, "forgotten": bool(taken) and not arguments.dry_run}
        print(json.dumps(value, ensure_ascii=False, indent=1))
        return 0 if taken else 1
    for one in taken:
        line = ngettext("{name}: {n} pair, {left} stay", "{name}: {n} pairs, {left} stay", one.units)
        print(line.format(name=one.memory, n=one.units, left=one.left))
        if not arguments.dry_run:
            path = one.away
            print(_("taken out of the memory; until .transflow is deleted it lies in {path}").format(path=path))
    if not taken:
        print(_("nothing that was brought is meant"))
    if approved:
        line = ngettext(
            "{n} approved pair of an article is meant too, and stays: “exclude” under [memory] in {file} hides it",
            "{n} approved pairs of articles are meant too, and stay: “exclude” under [memory] in {file} hides them",
            approved,
        )
        print(line.format(n=approved, file=SETTINGS))
    return 0 if taken else 1


def origins(room: Newsroom, arguments: argparse.Namespace) -> int:
    """`memory stats --origins`: what each article and each brought file gives to the memory."""
    rows = [
        (source, target, one)
        for source, target in exchanging.pairs(room)
        for one in provenance.origins(room, source, target)
    ]
    if arguments.json:
        value = [
            {"source": source, "target": target, "from": one.origin, "units": one.units, "people": dict(one.people),
             "files": dict(one.files), "first": one.first, "last": one.last}
            for source, target, one in rows
        ]  # fmt: skip
        print(json.dumps(value, ensure_ascii=False, indent=1))
        return 0
    head = (_("from"), _("languages"), _("units"), _("people"), _("dates"), _("files"))
    print(table(head, [_row(room, *row) for row in rows]))
    return 0


def _row(room: Newsroom, source: str, target: str, one: provenance.Origin) -> tuple[str, ...]:
    dates = sorted({day for at in (one.first, one.last) if (day := room.day(at))})
    people = ", ".join(f"{name} {count}" for name, count in one.people.most_common())
    files = ", ".join(f"{name} {count}" for name, count in one.files.most_common())
    return one.origin, f"{source} → {target}", str(one.units), people, " – ".join(dates), files
