"""A segment's state in its PO entry: the `fuzzy` flag and one line of JSON in a translator comment (DESIGN §4).

Comments survive every gettext tool, unknown flags do not. What is read here is judged by the table of DESIGN §4, so
that no tool can forge an approval by accident: the recorded state counts only for the very text it was recorded for.
"""

import json
from collections.abc import Mapping
from typing import Any

from transflow.segment import HUMAN, UNKNOWN_HAND, Return, Segment, Status, Waiver, text_sum

PREFIX = "transflow: "
FUZZY = frozenset({Status.MACHINE, Status.STALE, Status.RETURNED})


def split_comment(comment: str) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """The record in a translator comment (None: there is none that can be read) and a person's remarks.

    A broken record stays among the remarks: it is not ours to throw away.
    """
    record: dict[str, Any] | None = None
    remarks: list[str] = []
    lines = comment.split("\n") if comment else []
    while lines:
        if record is None and lines[0].startswith(PREFIX.rstrip()):
            record, count = _record(lines)
            if record is not None:
                del lines[:count]
                continue
        remark = lines.pop(0)
        remarks.append(remark[:-1] if remark.endswith("\\ ") else remark)
    return record, tuple(remarks)


def comment_line(remark: str) -> str:
    """A remark as it stands in the file: GNU gettext takes a backslash at the end of a comment for a continuation."""
    return remark + " " if remark.endswith("\\") else remark


def _record(lines: list[str]) -> tuple[dict[str, Any] | None, int]:
    """The record that begins on the first of `lines`, and how many it takes: some tools (polib) wrap comments."""
    text = lines[0][len(PREFIX) :].strip()
    for count in range(1, len(lines) + 1):
        try:
            value = json.loads(text)
        except ValueError:
            if count < len(lines):
                text += ("" if text.endswith("-") or not text else " ") + lines[count]
            continue
        return (value, count) if isinstance(value, dict) else (None, 0)
    return None, 0


def state(
    source: str, target: str, fuzzy: bool, previous: str | None, record: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The fields of a `Segment` that an entry's flag, text and record give, by the table of DESIGN §4."""
    said = record or {}
    good = said.get("sum") == text_sum(source, target)
    told = _status(said.get("status"))
    omitted = _text(said.get("omitted")) if not target and (good or fuzzy) else None
    fields: dict[str, Any] = {
        "at": _text(said.get("at")), "joined": _number(said.get("joined")), "split": _numbers(said.get("split")),
        "whole": _text(said.get("whole")) or "", "after": _text(said.get("after")) or "",
        "moves": _text(said.get("moves")) or "",
        "waivers": _waivers(said.get("waivers")), "doubts": _texts(said.get("doubts")),
    }  # fmt: skip
    by = _text(said.get("by"))
    if not target and omitted is None:
        return {**fields, "status": Status.UNTRANSLATED}
    if fuzzy:
        origin = _text(said.get("origin"))
        if told is Status.RETURNED:
            return {**fields, "status": told, "origin": origin, "by": by, "returned": _return(said.get("returned")),
                    "previous": previous, "omitted": omitted}  # fmt: skip
        if told is Status.STALE or previous is not None:
            return {
                **fields,
                "status": Status.STALE,
                "origin": origin,
                "by": by,
                "previous": previous,
                "omitted": omitted,
            }
        # An approved text that another tool marked fuzzy stays a person's in `origin`: no machine may overwrite it.
        return {**fields, "status": Status.MACHINE, "origin": origin, "by": by if origin == HUMAN else None}
    approver = _text(said.get("approver"))
    if not good or told not in (Status.TRANSLATED, Status.APPROVED) or (told is Status.APPROVED and not approver):
        former = _text(said.get("former")) if by == UNKNOWN_HAND else by
        return {
            **fields,
            "status": Status.TRANSLATED,
            "origin": HUMAN,
            "by": UNKNOWN_HAND,
            "recorded_by": former,
            "at": None,
        }
    return {
        **fields, "status": told, "origin": _text(said.get("origin")), "by": by, "omitted": omitted,
        "approver": approver if told is Status.APPROVED else None, "recorded_by": _text(said.get("former")),
    }  # fmt: skip


def line(segment: Segment) -> str | None:
    """The record of `segment` as a comment line; None where there is nothing to say."""
    value: dict[str, Any] = {
        "status": segment.status.value,
        "origin": segment.origin,
        "by": segment.by,
        "former": segment.recorded_by,
        "approver": segment.approver,
        "at": segment.at,
        "omitted": segment.omitted,
        "returned": _returned(segment.returned),
        "waivers": [{"check": one.check, "by": one.by, "why": one.why, "sum": one.sum} for one in segment.waivers],
        "doubts": list(segment.doubts),
        "joined": segment.joined,
        "split": list(segment.split),
        "whole": segment.whole,
        "after": segment.after,
        "moves": segment.moves,
    }
    said = {key: one for key, one in value.items() if one not in (None, [], 0, "")}
    if set(said) <= {"status", "at"} and segment.status is Status.UNTRANSLATED:
        return None
    said["sum"] = text_sum(segment.source, segment.target)
    return PREFIX + json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _returned(one: Return | None) -> dict[str, str] | None:
    return {"by": one.by, "at": one.at, "note": one.note} if one else None


def _status(value: object) -> Status | None:
    return Status(value) if isinstance(value, str) and value in set(Status) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(_text, value))) if isinstance(value, list) else ()


def _number(value: object) -> int:
    return value if isinstance(value, int) and value > 1 else 0


def _numbers(value: object) -> tuple[int, ...]:
    return tuple(one for one in value if isinstance(one, int) and one > 0) if isinstance(value, list) else ()


def _return(value: object) -> Return | None:
    if not isinstance(value, dict):
        return None
    return Return(str(value.get("by", UNKNOWN_HAND)), str(value.get("at", "")), str(value.get("note", "")))


def _waivers(value: object) -> tuple[Waiver, ...]:
    return tuple(
        Waiver(str(one["check"]), str(one.get("by", UNKNOWN_HAND)), str(one.get("why", "")), str(one.get("sum", "")))
        for one in (value if isinstance(value, list) else ())
        if isinstance(one, dict) and one.get("check")
    )
