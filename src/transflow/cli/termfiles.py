"""`terms import`, `terms export`: what goes in and out of the termbase."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import exchanging, termexchange, termkeeping
from transflow.newsroom.room import Newsroom
from transflow.terms import Row

_BAR = " | "
_SHOWN = 10  # line numbers on a line


def bring(room: Newsroom, arguments: argparse.Namespace) -> int:
    """`terms import FILE`: what was taken on stdout, what was not on stderr; exit code 1 where something was left out
    because it contradicts the termbase."""
    pair = None
    if arguments.lang or arguments.to:
        pair = exchanging.pairs(room, arguments.lang, arguments.to)[0]
    wanted = termexchange.Wanted(pair, arguments.encoding, arguments.replace, arguments.dry_run)
    done = termexchange.bring(room, Path(arguments.file), wanted)
    if arguments.json:
        print(json.dumps(_json(done), ensure_ascii=False, indent=1))
    else:
        _tell(done, arguments.dry_run)
    return 1 if done.left else 0


def _tell(done: termexchange.Brought, dry: bool) -> None:
    taken = len(done.taken)
    line = ngettext("{file}: {n} entry taken, {m} there already", "{file}: {n} entries taken, {m} there already", taken)
    print(line.format(file=done.file, n=taken, m=done.same))
    if dry:
        print(_("nothing was written (--dry-run)"))
    for theirs, ours in done.contradictions:
        said = _("{theirs} replaces {ours}") if done.replaced else _("{theirs} contradicts {ours}")
        print(said.format(theirs=_told(done.file, theirs), ours=_told(termkeeping.FILE, ours)), file=sys.stderr)
    if done.left:
        print(_("the termbase keeps what it has; --replace puts the file’s in its place"), file=sys.stderr)
    tally = done.tally
    fuller = [] if done.replaced else [theirs.line for theirs, _ours in done.fuller]
    for lines, why in (
        (fuller, _("{n} say more or other things of names that are there; --replace takes them")),
        (tally.incomplete, _("{n} passed over: without names in two of the newsroom’s languages")),
    ):
        if lines:
            print(_with_lines(why.format(n=len(lines)), lines), file=sys.stderr)
    for counted, why in (
        (tally.languages, _("in other languages: {what}")), (tally.passed, _("the termbase has no place for: {what}")),
    ):  # fmt: skip
        if counted:
            print(why.format(what=_counted(counted)), file=sys.stderr)


def _with_lines(what: str, lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:_SHOWN])) + (" …" if len(lines) > _SHOWN else "")
    return _("{what} (line {lines})").format(what=what, lines=shown)


def _told(file: str, row: Row) -> str:
    names = " = ".join(_BAR.join(own) for own in row.names.values())
    return f"{file}:{row.line} ({names if row.status == 'preferred' else f'{names}, {row.status}'})"


def _counted(what: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(what.items()))


def _json(done: termexchange.Brought) -> dict[str, object]:
    return {
        "file": done.file, "taken": len(done.taken), "same": done.same, "written": done.written,
        "contradictions": [
            {"line": theirs.line, "names": _names(theirs), "status": theirs.status, "termbase_line": ours.line,
             "termbase_names": _names(ours), "termbase_status": ours.status, "replaced": done.replaced}
            for theirs, ours in done.contradictions
        ],
        "fuller": [{"line": theirs.line, "termbase_line": ours.line} for theirs, ours in done.fuller],
        "incomplete": done.tally.incomplete, "languages": dict(done.tally.languages), "passed": dict(done.tally.passed),
    }  # fmt: skip


def _names(row: Row) -> dict[str, list[str]]:
    return {locale: list(own) for locale, own in row.names.items()}


def give(room: Newsroom, arguments: argparse.Namespace) -> int:
    """`terms export`: to a file, or to stdout. How much went out is said on stderr."""
    output = arguments.output if arguments.output != "-" else None
    kind = arguments.format or termexchange.FORMATS.get(Path(output or "").suffix.lower(), "csv")
    if kind not in ("csv", "tbx"):
        raise UsageError("-o", _("a termbase is written as CSV or TBX"), remedy="--format csv")
    if arguments.dialect and kind != "tbx":
        raise UsageError("--dialect", _("only TBX has dialects"), remedy="--format tbx")
    given = termexchange.give(room, kind, arguments.dialect or "basic")
    if output:
        exchanging.save(Path(output), given.data)
    else:
        for piece in given.data:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    print(ngettext("{n} entry", "{n} entries", given.count).format(n=given.count), file=sys.stderr)
    if given.empty:
        print(_("{n} passed over: without a name in any language").format(n=given.empty), file=sys.stderr)
    if given.bent:
        print(_("{n} hold characters that XML cannot hold: U+FFFD stands there").format(n=given.bent), file=sys.stderr)
    return 0
