"""`terms names`: new names in articles with what speaks for them, and one command to keep them."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from transflow.cli.table import table
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import namekeeping, naming
from transflow.newsroom.naming import Differing, Found, Looked
from transflow.newsroom.room import Newsroom

_BAR = " | "
_PLACES = 3  # articles that are named in a line


def names(room: Newsroom, arguments: argparse.Namespace) -> int:
    """Lists the new names, or keeps those of --add and --all; exit code 1 where --all had to leave some out."""
    looked = naming.look(room, arguments.slugs, arguments.to)
    done = 0
    if arguments.add or arguments.everything:
        done = _keep(room, arguments, looked.found)
    elif arguments.json:
        print(json.dumps(_json(looked), ensure_ascii=False, indent=1))
    else:
        _show(looked)
    for trouble in looked.troubles:
        print(_("transflow: {message}").format(message=trouble), file=sys.stderr)
    return 3 if looked.troubles else done


def _keep(room: Newsroom, arguments: argparse.Namespace, found: Sequence[Found]) -> int:
    unsure = [one for one in found if not one.sure] if arguments.everything else []
    taken = (
        [(one, one.candidate.rendering) for one in found if one.sure]
        if arguments.everything
        else naming.chosen(found, arguments.add)
    )
    rows = [naming.person(one, said, arguments.pronoun) for one, said in taken]
    kept = namekeeping.keep(room, rows)
    if arguments.json:
        numbers = {one.candidate.name: number for number, one in enumerate(found, start=1)}
        done = [_one(numbers[one.candidate.name], one) | {"rendering": said} for one, said in taken]
        print(json.dumps(done, ensure_ascii=False, indent=1))
    else:
        for (one, said), row in zip(taken, rows, strict=True):
            new = row in kept
            text = _("{source} = {target}: in the termbase") if new else _("{source} = {target}: was there already")
            print(text.format(source=one.candidate.name, target=said))
            doubts = naming.why(one.candidate.guess) if said == one.candidate.guess.text else ""
            if new and doubts:  # nobody has said how it is written: the guess is kept, and not in silence
                print(_("{name} may be another: {why}").format(name=one.candidate.name, why=doubts), file=sys.stderr)
    for one in unsure:
        print(
            _("{name} was left out: {why}").format(name=one.candidate.name, why=naming.why(one.candidate.guess)),
            file=sys.stderr,
        )
    return 1 if unsure else 0


def _show(looked: Looked) -> None:
    if looked.found:
        head = ("", _("name"), _("guess"), _("in the translation"), _("evidence"), _("times"), _("where"), _("doubts"))
        rows = [_row(number, one) for number, one in enumerate(looked.found, start=1)]
        print(table(head, rows))
        count = len(looked.found)
        said = ngettext("{n} new name", "{n} new names", count).format(n=count)
        print(said + ". " + _("Keep them with --add N… (N=SPELLING where the guess is wrong) or --all"))
    else:
        print(_("no new name stands in them"))
    if looked.declared:
        print("\n" + _("Abbreviations that articles declare themselves:"))
        short = [(one.short, one.full, f"{slug} {ident}") for slug, ident, one in looked.declared]
        print(table((_("abbreviation"), _("in full"), _("where")), short))
    if looked.differing:
        print("\n" + _("Written in more than one way, or otherwise than in the termbase:"))
        print(table((_("name"), _("in the termbase"), _("in the translation")), map(_ways, looked.differing)))


def _row(number: int, one: Found) -> tuple[str, ...]:
    found = one.candidate
    return (
        str(number), found.name, found.guess.text or "–",
        _BAR.join(text for text, _count in found.spellings), ", ".join(_(kind.value) for kind in found.evidence),
        str(found.count), _where(one), naming.why(found.guess),
    )  # fmt: skip


def _where(one: Found) -> str:
    """The articles in which a name stands, each with its first segment."""
    first = dict(reversed(one.places))
    shown = [f"{slug} {first[slug]}" for slug in sorted(first)]
    return ", ".join(shown[:_PLACES]) + (" …" if len(shown) > _PLACES else "")


def _ways(one: Differing) -> tuple[str, str, str]:
    return one.name, one.rendering, _BAR.join(f"{text} ({count})" for text, count in one.ways)


def _json(looked: Looked) -> dict[str, Any]:
    return {
        "candidates": [_one(number, one) for number, one in enumerate(looked.found, start=1)],
        "differing": [
            {"name": one.name, "rendering": one.rendering, "ways": _counted(one.ways)} for one in looked.differing
        ],
        "declared": [
            {"short": one.short, "full": one.full, "slug": slug, "id": ident} for slug, ident, one in looked.declared
        ],
    }


def _one(number: int, one: Found) -> dict[str, Any]:
    found = one.candidate
    return {
        "n": number, "name": found.name, "guess": found.guess.text, "rendering": found.rendering, "sure": one.sure,
        "doubts": list(found.guess.doubts), "country": found.guess.country, "others": list(found.guess.others),
        "evidence": list(found.evidence), "spellings": _counted(found.spellings), "count": found.count,
        "places": [{"slug": slug, "id": place} for slug, place in one.places],
    }  # fmt: skip


def _counted(spellings: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"text": text, "count": count} for text, count in spellings]
