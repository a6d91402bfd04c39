"""XLIFF that comes back, 1.2 and 2.x: from OmegaT, Okapi and the tools like them, however they save it.

States, notes and targets are read; an inline code is known by its id. A code that is none of ours, segments that were
joined or split, and what says of no segment that it is its own, are said, and change nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from transflow import language
from transflow.article import TAG, Role
from transflow.bilingual import codes, states
from transflow.bilingual.xliff1 import CHARACTER, OWN
from transflow.errors import HandbackError, LanguageError
from transflow.handback import Handback, Line, Remark, Sent, Verdict, article_slug
from transflow.interchange.parts import child, local, value, xml
from transflow.interface import gettext as _
from transflow.segment import Status, text_sum

_LEVELS = {
    "translated": Verdict.CONFIRMED, "signed-off": Verdict.APPROVED, "final": Verdict.APPROVED,
    "reviewed": Verdict.APPROVED, "initial": Verdict.OPEN, "new": Verdict.OPEN,
}  # fmt: skip


def read(data: bytes, name: str) -> Sequence[Handback]:
    """The hand-backs in an XLIFF file, one for each `<file>`. Raises ArticleError for XML that is broken or declares
    entities, HandbackError for a file that went out from elsewhere."""
    root = xml(data, name)
    found = [_file(root, one, name) for one in root if local(one) == "file"]
    if not found:
        raise HandbackError(name, _("there is no <file> in it"), remedy=_("get the file once more"))
    return found


def _file(root: Any, file: Any, name: str) -> Handback:
    slug = article_slug(value(file, "original"))
    target = value(file, "target-language") or value(root, "trgLang")
    try:
        locale = language.parse(target)
    except LanguageError:
        locale = ""
    if slug is None or not locale:
        raise HandbackError(
            name, _("it does not say which article, or which language, it is of"),
            remedy=_("the “original” of its <file> names the article (articles/SLUG.md); let the tool keep it"),
        )  # fmt: skip
    second = value(root, "version").startswith("2")
    lines = [line for unit in _units(file) for line in (_segments(unit) if second else (_trans_unit(unit),)) if line]
    return Handback(
        name, "xliff2" if second else "xliff", slug, locale, tuple(lines),
        ids=tuple(line.id for line in lines if line.id and line.sent),
    )  # fmt: skip


def _units(file: Any) -> Iterator[Any]:
    return (one for one in file.iter() if local(one) in ("trans-unit", "unit"))


@dataclass(frozen=True, slots=True)
class _Text:
    """A source or target: the text with our tags, and why it cannot be told (empty: it can)."""

    text: str
    fault: str = ""


def _text(element: Any) -> _Text:
    """What stands in a `<source>` or `<target>`, nothing where there is none."""
    if element is None:
        return _Text("")
    unknown: list[str] = []
    text = "".join(_parts(element, unknown))
    fault = _("it holds an inline code that did not go out from here: {codes}") if unknown else ""
    return _Text(text, fault.format(codes=_(", ").join(unknown)))


def _parts(element: Any, unknown: list[str]) -> Iterator[str]:
    """The text in `element`, a piece at a time; codes that are none of ours are put to `unknown`."""
    yield element.text or ""
    for one in element:
        yield from _part(one, unknown)
        yield one.tail or ""


_HALVES = {"sc": Role.OPEN, "bx": Role.OPEN, "ec": Role.CLOSE, "ex": Role.CLOSE, "ph": Role.VOID, "x": Role.VOID}
_AROUND = frozenset({"mrk"})  # annotations around text
_BESIDE = frozenset({"sm", "em"})  # the same, as two halves


def _part(one: Any, unknown: list[str]) -> Iterator[str]:
    called = local(one)
    character = _character(one)
    name = codes.name_of(value(one, "id") or value(one, "startRef"))
    if character:
        yield character
    elif called in _AROUND:
        yield from _parts(one, unknown)
    elif called in _BESIDE:
        return
    elif called in ("g", "pc") and name:
        yield codes.written(Role.OPEN, name)
        yield from _parts(one, unknown)
        yield codes.written(Role.CLOSE, name)
    elif TAG.fullmatch("".join(one.itertext())):  # a tag of ours as the content of another tool's code
        yield "".join(one.itertext())
    elif called in _HALVES and name and not len(one):
        yield codes.written(_HALVES[called], name)
    else:
        unknown.append(f"<{called}>")
        yield from _parts(one, unknown)


def _character(one: Any) -> str:
    """The character that an element stands for, which XML cannot hold; empty for any other element."""
    kind = value(one, "ctype")
    hexed = value(one, "hex") if local(one) == "cp" else kind.removeprefix(CHARACTER) if CHARACTER in kind else ""
    return chr(int(hexed, 16)) if re.fullmatch("(?:10|0?[0-9A-Fa-f])?[0-9A-Fa-f]{1,4}", hexed) else ""


# ── 1.2 ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _trans_unit(unit: Any) -> Line | None:
    """The line of a `<trans-unit>`; None for one that only repeats another."""
    ident, target = value(unit, "id"), child(unit, "target")
    if value(unit, "translate") == "no" and "-" in ident:
        return None
    sent = Sent.parse(value(unit, "extradata").removeprefix(OWN))
    place = _("line {n}").format(n=unit.sourceline)
    source, text = _text(child(unit, "source")), _text(target)
    state = value(target, "state")
    if sent and sent.status is Status.UNTRANSLATED and text.text == source.text and state in ("", "needs-translation"):
        text = _Text("")  # as it went out
    now = _LEVELS.get(state, Verdict.OPEN if state else None)
    if value(unit, "approved") == "yes":
        now = Verdict.APPROVED
    elif now is Verdict.APPROVED and value(unit, "approved") == "no":
        now = Verdict.CONFIRMED
    remarks = [
        Remark(note, value(one, "from") or None)
        for one in unit
        if local(one) == "note" and value(one, "from") != OWN and (note := "".join(one.itertext()).strip())
    ]
    return _line(ident, place, source, text, sent, now, remarks)


def _line(
    ident: str, place: str, source: _Text, text: _Text, sent: Sent | None, now: Verdict | None,
    remarks: Sequence[Remark],
) -> Line:  # fmt: skip
    changed = sent is None or text_sum(source.text, text.text) != sent.sum
    verdict = states.verdict(sent, now, changed=changed)
    return Line(
        place, ident or None, source.text, sent.sum if sent else None, text.text, verdict, tuple(remarks),
        fault=text.fault if changed else "",
    )  # fmt: skip


# ── 2.x ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _segments(unit: Any) -> Iterator[Line]:
    """The lines of a `<unit>`; where its segments were cut anew, none of them can be taken."""
    went_out = {one.id: one for one in map(Sent.parse, _metas(unit)) if one}
    shown = value(unit, "translate") == "no"  # then what has an id with a hyphen only repeats another
    segments = [one for one in unit if local(one) == "segment" and not (shown and "-" in value(one, "id"))]
    recut = bool(went_out) and [value(one, "id") for one in segments] != list(went_out)
    fault = _("the segments of its paragraph were joined, split or moved in the file") if recut else ""
    remarks = _notes(unit)
    for number, segment in enumerate(segments):
        ident = value(segment, "id")
        place = _("line {n}").format(n=segment.sourceline)
        source, text = _text(child(segment, "source")), _text(child(segment, "target"))
        now = _LEVELS.get(value(segment, "state"))
        line = _line(ident, place, source, text, went_out.get(ident), now, () if number else remarks)
        yield replace(line, fault=fault) if fault else line


def _metas(unit: Any) -> Iterator[str]:
    return ("".join(one.itertext()) for one in unit.iter() if local(one) == "meta")


def _notes(unit: Any) -> list[Remark]:
    """The notes of others to a paragraph: they stand at its first segment."""
    return [
        Remark(note)
        for one in unit.iter()
        if local(one) == "note" and value(one, "category") != OWN and (note := "".join(one.itertext()).strip())
    ]
