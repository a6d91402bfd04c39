"""`memory search`, `memory lookup`, `memory stats`: what was said before, for people and for scripts (DESIGN §7).

What goes in and out is in `exchange`."""

import argparse
import json
from typing import TYPE_CHECKING

from transflow import language
from transflow.cli import exchange
from transflow.cli.opening import newsroom_of
from transflow.cli.stdin import stdin
from transflow.cli.table import table
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom import remembering
from transflow.newsroom.room import Newsroom

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transflow.memory import Match, Memory, Unit


def memory(arguments: argparse.Namespace) -> int:
    """Each of the memory's own commands."""
    room = newsroom_of(arguments)
    commands = {
        "search": _search, "lookup": _lookup, "stats": _stats,
        "import": exchange.bring, "export": exchange.give, "forget": exchange.forget,
    }  # fmt: skip
    return commands[arguments.what](room, arguments)


def _memory(room: Newsroom, tag: str) -> "Memory":
    """The memory whose source is the language `tag`; its target is the newsroom's other one."""
    settings = room.settings
    source = language.match(language.parse(tag), (settings.source, *settings.targets))
    others = settings.targets if source == settings.source else (settings.source,)
    if source not in (settings.source, *settings.targets) or not others:
        raise UsageError(
            "--lang", _("this newsroom does not translate from {language}").format(language=source),
            remedy=_("its languages are {languages}").format(languages=", ".join((settings.source, *settings.targets))),
        )  # fmt: skip
    return remembering.memory(room, source, others[0])


def _json(matches: "Sequence[Match]", *, provenance: bool = False) -> str:
    """The contract (DESIGN §7); with `provenance` what else is known of each match."""
    rows = [
        {"source": one.source, "target": one.target, "score": one.score, "from": one.origin}
        | (_provenance(one) if provenance else {})
        for one in matches
    ]
    return json.dumps(rows, ensure_ascii=False)


def _provenance(one: "Match") -> dict[str, object]:
    return {
        "by": one.by or None, "at": one.at or None, "approved": one.approved, "aligned": one.aligned,
        "penalty": one.penalty, "repaired": one.repaired,
    }  # fmt: skip


def _search(room: Newsroom, arguments: argparse.Namespace) -> int:
    matches = _memory(room, arguments.lang).search(
        arguments.text, arguments.min, arguments.limit, skip=_passed_over(room, arguments)
    )
    if arguments.json:
        print(_json(matches, provenance=arguments.provenance))
    elif matches:
        head = (_("score"), _("source"), _("target"), _("from"), _("people"), _("dates"))
        print(table(head, [_row(room, one) for one in matches]))
    else:
        print(_("nothing like it yet"))
    return 0


def _row(room: Newsroom, one: "Match") -> tuple[str, ...]:
    score = f"{one.score}% (−{one.penalty})" if one.penalty else f"{one.score}%"
    return score, one.source, one.target, one.origin, one.by or "", room.day(one.at)


def _lookup(room: Newsroom, arguments: argparse.Namespace) -> int:
    """One query a line in, one list a line out, each as soon as it is known; a blank line gives an empty list."""
    recall, skip = _memory(room, arguments.lang), _passed_over(room, arguments)
    for line in stdin():
        query = line.rstrip("\r\n")
        found = recall.search(query, arguments.min, arguments.limit, skip=skip) if query.strip() else ()
        print(_json(found, provenance=arguments.provenance), flush=True)
    return 0


def _passed_over(room: Newsroom, arguments: argparse.Namespace) -> "Callable[[Unit], bool] | None":
    """What `--from`, `--person`, `--after` and `--before` leave out; None where all is asked for."""
    meant = exchange.selection(room, arguments)
    return (lambda unit: not meant.has(unit)) if meant else None


def _stats(room: Newsroom, arguments: argparse.Namespace) -> int:
    if arguments.origins:
        return exchange.origins(room, arguments)
    settings = room.settings
    pairs = [(settings.source, one) for one in settings.targets] + [(one, settings.source) for one in settings.targets]
    rows = [(source, target, len(remembering.memory(room, source, target))) for source, target in pairs]
    if arguments.json:
        print(json.dumps([{"source": one, "target": two, "units": count} for one, two, count in rows]))
    else:
        print(table((_("source"), _("target"), _("units")), [(one, two, str(count)) for one, two, count in rows]))
    return 0
