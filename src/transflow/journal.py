"""Who did what when: one JSON line an act, append-only, one file per article and language (DESIGN §6.3).

Values only: the folder appends and reads the bytes. Every line carries the digests of the PO file before and after
its commit, so that a crash between journal and PO shows as an act that never happened. Lines of one commit share
both digests. The file is made for git's `merge=union`, so order in it is a hint and `at` is what counts.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

NOTHING = "-"  # the digest of a PO file that does not exist


@dataclass(frozen=True, slots=True)
class Line:
    """One act as recorded: its JSON value and the PO digests around the commit it belongs to."""

    act: dict[str, Any]
    before: str
    after: str


def digest(po: bytes | None) -> str:
    """The digest of a PO file's bytes: 16 hex digits; `-` where there is no file."""
    import hashlib  # 2 ms, which a warm `transflow status` need not spend

    return NOTHING if po is None else hashlib.sha256(po).hexdigest()[:16]


def encode(acts: Iterable[dict[str, Any]], before: str, after: str) -> bytes:
    """The lines to append for one commit."""
    lines = (json.dumps({**act, "po": [before, after]}, ensure_ascii=False, separators=(",", ":")) for act in acts)
    return "".join(line + "\n" for line in lines).encode()


def void(lines: Sequence[Line]) -> bytes:
    """A line saying that the acts of `lines` never reached the PO file."""
    return (json.dumps({"void": [line.act["uuid"] for line in lines]}, separators=(",", ":")) + "\n").encode()


def decode(data: bytes) -> tuple[Line, ...]:
    """The acts that stand in `data`, voided ones and a torn last line left out.

    Conflict leftovers and lines of other makers are passed over: the journal informs, it decides nothing.
    """
    lines: list[Line] = []
    voided: set[str] = set()
    for raw in data.split(b"\n"):
        try:
            value = json.loads(raw)
        except ValueError:  # empty, torn by a crash, or a merge marker
            continue
        if not isinstance(value, dict):
            continue
        if isinstance(value.get("void"), list):
            voided.update(str(one) for one in value["void"])
        elif isinstance(value.get("po"), list) and len(value["po"]) == 2 and isinstance(value.get("uuid"), str):
            before, after = value.pop("po")
            lines.append(Line(value, str(before), str(after)))
    return tuple(line for line in lines if line.act["uuid"] not in voided)


def unfinished(lines: Sequence[Line], po: str) -> tuple[Line, ...]:
    """The acts of the last commit, if the PO file (digest `po`) shows that it was never written; else none."""
    if not lines or lines[-1].before == lines[-1].after or lines[-1].before != po:
        return ()
    last = lines[-1]
    first = len(lines)
    while first and (lines[first - 1].before, lines[first - 1].after) == (last.before, last.after):
        first -= 1
    return tuple(lines[first:])
