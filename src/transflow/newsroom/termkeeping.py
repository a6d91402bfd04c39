"""Adding to the termbase while one translates: a line of `locales/terms.csv` at a time, the rest as it stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from transflow import terms
from transflow.errors import RefusedError, UsageError
from transflow.interface import gettext as _
from transflow.newsroom.room import Newsroom
from transflow.terms import lines
from transflow.terms.row import CHOICES, Row, cells, from_cells, spellings
from transflow.workspace.folder import decode

FILE = "locales/terms.csv"
LOCK = "terms.csv"
_COUNTRY = re.compile("[A-Z]{2}")


def add(
    room: Newsroom, source: str, target: str, texts: tuple[str, str], kind: str = "", note: str = "", *,
    facts: Mapping[str, str] | None = None, never: Sequence[str] = (),
) -> bool:  # fmt: skip
    """Adds a term, person, organisation, place or title by its `texts` in the locales `source` and `target` (several
    spellings parted by `|`, the preferred one first), with `facts` by the names of their columns, and with what it is
    `never` called. False if all of that stands there already; what a line of the same names does not say yet is put in.

    Raises UsageError where a text or a value will not do, RefusedError where the termbase says otherwise.
    """
    ours, theirs = (tuple(" ".join(one.split()) for one in spellings(text)) for text in texts)
    if not ours or not theirs:
        raise UsageError(FILE, _("a term needs its text in both languages"))
    said = {name: " ".join(text.split()) for name, text in {"kind": kind, "note": note, **(facts or {})}.items()}
    said = {name: text for name, text in said.items() if text}
    _check(said)
    row = from_cells({source: ours, target: theirs}, said)
    bad = tuple(dict.fromkeys(name for text in never for one in spellings(text) if (name := " ".join(one.split()))))
    with room.workspace.held(LOCK):
        text = decode(room.workspace.read(FILE) or b"", FILE)
        about = [one for one in terms.load(text, FILE).rows if {*ours} & {*one.names.get(source, ())}]
        good = [one for one in about if one.status != "forbidden"]
        barred = [one for one in about if one.status == "forbidden"]
        own = (good, barred) if row.status == "forbidden" else (barred, good)
        _agree(own[0], target, theirs)
        _agree([*good, *([row] if row.status != "forbidden" else ())], target, bad)
        added, changed = list[Row](), dict[int, Row | None]()
        there = next((one for one in own[1] if {*ours} <= {*one.names[source]} and _holds(one, target, theirs)), None)
        if there is None:
            added.append(row)
        elif (filled := _filled(there, said)) != there:
            changed[there.line] = filled
        new = tuple(one for one in bad if not any(_holds(other, target, (one,)) for other in barred))
        if new:
            added.append(Row({source: ours, target: new}, kind=row.kind, status="forbidden"))
        if added or changed:
            room.workspace.write(FILE, lines.edited(text, FILE, (source, target), added, changed).encode())
        return bool(added or changed)


def _holds(row: Row, locale: str, names: Sequence[str]) -> bool:
    return {*names} <= {*row.names.get(locale, ())}


def _check(said: Mapping[str, str]) -> None:
    """Refuses values that a fact cannot have."""
    for name, text in said.items():
        known = CHOICES.get(name)
        if known and text not in known:
            raise UsageError(
                f"--{name}", _("“{value}” will not do").format(value=text),
                remedy=_("one of {choices} is wanted").format(choices=", ".join(known)),
            )  # fmt: skip
    if not _COUNTRY.fullmatch(origin := said.get("origin", "CN")):
        raise UsageError(
            "--origin", _("“{value}” will not do").format(value=origin),
            remedy=_("a country by its two letters is wanted (ISO 3166): CN, VN, KR"),
        )  # fmt: skip


def _agree(others: Sequence[Row], locale: str, names: Sequence[str]) -> None:
    """Refuses names that `others` say the opposite of."""
    for row in others:
        for name in names:
            if name.casefold() in {one.casefold() for one in row.names.get(locale, ())}:
                problem = (
                    _("it says that this is never called “{name}”")
                    if row.status == "forbidden"
                    else _("it says that this is called “{name}”")
                )
                raise RefusedError(
                    f"{FILE}:{row.line}" if row.line else FILE, problem.format(name=name),
                    remedy=_("take that out first, if it is wrong"),
                )  # fmt: skip


def _filled(row: Row, said: Mapping[str, str]) -> Row:
    """`row` with what is said of it and it does not say yet. Raises RefusedError where it says something else."""
    held = cells(row)
    new = {name: text for name, text in said.items() if name not in ("kind", "status") and held.get(name, "") != text}
    for name, text in new.items():
        if held.get(name) and name != "posts":
            raise RefusedError(
                f"{FILE}:{row.line}", _("there its {key} is “{there}”, not “{text}”").format(
                    key=name, there=held[name], text=text
                ),
                remedy=_("change that line, if it is wrong"),
            )  # fmt: skip
    if "posts" in new:
        new["posts"] = "|".join(dict.fromkeys((*spellings(new["posts"]), *row.posts)))
    if row.kind == "term" and "kind" in said:
        new["kind"] = said["kind"]
    facts = {name: text for name, text in held.items() if name not in row.names}
    return replace(from_cells(row.names, {**facts, **new}), line=row.line)
