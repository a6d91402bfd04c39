"""`import FILE…`: what came back is merged as the acts of the person who brings it, and what could not be is shown."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from transflow.act import Verb
from transflow.cli import marking
from transflow.cli.opening import newsroom_of
from transflow.interface import gettext as _
from transflow.interface import ngettext
from transflow.newsroom import importing, merging
from transflow.newsroom.merging import Fate, Merged, Outcome


def bring_back(arguments: argparse.Namespace) -> int:
    """`import FILE…`: 0 if all was placed, 1 if something was not or was refused; a file that is no good is 3, and then
    nothing has been changed."""
    room = newsroom_of(arguments)
    backs = importing.read(room, [Path(name) for name in arguments.files])
    done = [merging.merge(room, one, dry=arguments.dry_run) for one in backs]
    if arguments.json:
        value = {"files": [_json(one) for one in done], "dry_run": arguments.dry_run}
        print(json.dumps(value, ensure_ascii=False, indent=1))
    else:
        for one in done:
            _tell(one, room.actor)
        if arguments.dry_run:
            for one in done:
                _foretell(one)
            print(_("nothing was changed (--dry-run)"))
    return 0 if all(one.placed for one in done) else 1


def _json(merged: Merged) -> dict[str, Any]:
    back = merged.back
    return {
        "file": back.file, "kind": back.kind, "slug": back.slug, "target": merged.locale,
        "done": [
            {
                "id": one.line.id, "place": one.line.place, "acts": [act.verb.value for act in one.acts],
                "before": one.before, "now": one.now,
            }
            for one in merged.outcomes
            if one.acts
        ],
        "left": [
            {
                "id": one.line.id, "place": one.line.place, "what": one.fate.value, "reason": one.reason,
                "source": one.segment.source if one.segment else one.line.source, "text": one.line.text,
                "here": one.segment.target if one.segment else None, "author": one.line.author,
                "remarks": [remark.text for remark in one.line.remarks],
            }
            for one in merged.outcomes
            if one.fate not in (Fate.NOTHING, Fate.TAKEN)
        ],
        "missing": list(merged.missing), "said": list(back.said),
    }  # fmt: skip


def _tell(merged: Merged, who: str) -> None:
    """What was done on stdout; what was not, with both texts, on stderr."""
    back = merged.back
    print(
        _("{file} → {slug} ({target}), as {name}: {done}").format(
            file=back.file, slug=back.slug, target=merged.locale, name=who, done=_done(merged)
        )
    )
    for message in back.said:
        print(f"{back.file}: {message}", file=sys.stderr)
    if merged.missing:
        line = ngettext(
            "{file}: {n} segment that went out did not come back, and stays as it is: {ids}",
            "{file}: {n} segments that went out did not come back, and stay as they are: {ids}", len(merged.missing),
        )  # fmt: skip
        print(line.format(file=back.file, n=len(merged.missing), ids=", ".join(merged.missing)), file=sys.stderr)
    for one in merged.outcomes:
        if one.fate not in (Fate.NOTHING, Fate.TAKEN):
            print(_left(back.file, one), file=sys.stderr)


def _foretell(merged: Merged) -> None:
    """What would be done segment by segment, a text with what would change in it."""
    marks = marking.marks()
    for one in merged.outcomes:
        if one.acts:
            acts = _(", ").join(dict.fromkeys(_(act.verb.value) for act in one.acts))
            print(f"{merged.back.slug} → {merged.locale}  {one.line.id}  {acts}")
            if one.before != one.now:
                print(f"    {marking.marked(one.before, one.now, marks, short=True)}")


def _done(merged: Merged) -> str:
    """`3 texts, 2 approved, 5 unchanged`."""
    texts = merged.done(Verb.EDIT) + merged.done(Verb.CORRECT)
    approved = merged.done(Verb.APPROVE) + merged.done(Verb.CORRECT)
    returned, remarks = merged.done(Verb.RETURN), merged.done(Verb.COMMENT)
    same = sum(one.fate is Fate.NOTHING for one in merged.outcomes)
    said = [
        texts and ngettext("{n} text", "{n} texts", texts).format(n=texts),
        approved and _("{n} approved").format(n=approved),
        returned and _("{n} returned").format(n=returned),
        remarks and ngettext("{n} remark", "{n} remarks", remarks).format(n=remarks),
        same and _("{n} unchanged").format(n=same),
    ]
    return _(", ").join(one for one in said if one) or _("nothing")


def _left(file: str, one: Outcome) -> str:
    """A line that was not, or not all, taken: where it stands, why, and every text that it is about."""
    line, segment = one.line, one.segment
    head = f"{file}, {line.place}" + (f" [{line.id}]" if line.id else "")
    rows = [f"{head}: {one.reason}"]
    source = segment.source if segment else line.source
    if source:
        rows.append(_("  source: {text}").format(text=source))
    if segment and segment.target:
        rows.append(_("  here:   {text}").format(text=segment.target))
    if line.text and not (segment and segment.target == line.text):
        rows.append(_("  there:  {text}").format(text=line.text))
    if not one.acts:
        rows += [_("  remark: {text}").format(text=remark.text) for remark in line.remarks]
    return "\n".join(rows)
