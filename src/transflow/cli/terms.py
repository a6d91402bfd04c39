"""`terms find`, `terms add`: the termbase, for people and for scripts. What goes in and out is in `termfiles`, what is
found in the archive in `extraction`, new names in `names`."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from transflow.cli import extraction, termfiles
from transflow.cli.names import names
from transflow.cli.opening import newsroom_of
from transflow.cli.stdin import stdin
from transflow.cli.table import table
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom import exchanging, termkeeping
from transflow.newsroom.room import Newsroom
from transflow.terms.row import FACTS, YES, kind_name, spellings

if TYPE_CHECKING:
    from transflow.terms import Occurrence

_BAR = " | "


def terms(arguments: argparse.Namespace) -> int:
    """Each of the termbase's own commands."""
    room = newsroom_of(arguments)
    commands = {
        "find": _find, "add": _add, "import": termfiles.bring, "export": termfiles.give, "extract": extraction.extract,
        "names": names,
    }  # fmt: skip
    return commands[arguments.what](room, arguments)


def _find(room: Newsroom, arguments: argparse.Namespace) -> int:
    """The terms in a text; with --stdin in each line, one answer a line, each as soon as it is known."""
    if (arguments.text is None) != arguments.stdin:
        raise UsageError("terms find", _("give a TEXT or --stdin, one of the two"))
    source, target = exchanging.pairs(room, arguments.lang, arguments.to)[0]
    base = room.terms
    for number, line in enumerate(stdin() if arguments.stdin else [arguments.text], start=1):
        found = base.find(line.rstrip("\r\n"), source)
        if arguments.json:
            print(json.dumps([_json(one, target) for one in found], ensure_ascii=False), flush=True)
        elif found:
            if arguments.stdin:
                print(_("line {n}").format(n=number))
            rows = [
                (one.term.text, _BAR.join(one.term.renderings(target)), _BAR.join(one.term.forbidden(target)),
                 kind_name(one.term.kind), one.term.note)
                for one in found
            ]  # fmt: skip
            print(
                table((_("term"), _("in {language}").format(language=target), _("never"), _("kind"), _("note")), rows)
            )
        elif not arguments.stdin:
            print(_("no term stands in it"))
    return 0


def _json(one: "Occurrence", target: str) -> dict[str, object]:
    return {
        "term": one.term.text, "start": one.start, "end": one.end, "kind": one.term.kind,
        "renderings": list(one.term.renderings(target)), "never": list(one.term.forbidden(target)),
        "note": one.term.note, **({"person": dict(one.term.person)} if one.term.kind == "person" else {}),
    }  # fmt: skip


def _add(room: Newsroom, arguments: argparse.Namespace) -> int:
    """A term with all that is said of it; exit code 1 where the termbase says otherwise."""
    source, target = exchanging.pairs(room, arguments.lang, arguments.to)[0]
    first = (spellings(arguments.source) or ("",))[0]
    others = [
        name for one in room.terms.find(first, source) if one.term.text == first for name in one.term.renderings(target)
    ]
    facts = {name: getattr(arguments, name) for name in FACTS if name not in ("kind", "note", "posts", "dnt")}
    facts |= {"posts": "|".join(arguments.post), "dnt": YES if arguments.dnt else ""}
    new = termkeeping.add(
        room, source, target, (arguments.source, arguments.target), arguments.kind, arguments.note,
        facts=facts, never=arguments.never,
    )  # fmt: skip
    said = _("{source} = {target}: in the termbase") if new else _("{source} = {target}: was there already")
    print(said.format(source=arguments.source, target=arguments.target))
    if new and others and not {*spellings(arguments.target)} & {*others}:
        print(_("there it is also {names}").format(names=_BAR.join(others)), file=sys.stderr)
    return 0
