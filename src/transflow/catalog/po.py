"""PO text in and out. Entries nobody changed keep their bytes: the file is cut into chunks, one an entry, and only
changed ones are written anew (polib writes them; it would reformat the rest)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import is_
from types import MappingProxyType

import polib

from transflow import own
from transflow.catalog import record
from transflow.errors import CatalogError
from transflow.interface import gettext as _
from transflow.segment import OWN, Kind, Place, Segment

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"$')  # the end of a line that holds a text
_LINE = re.compile(r"\(line (\d+)\)")
_KINDS = frozenset(Kind)
Key = tuple[bool, str | None, str]  # obsolete, msgctxt, msgid


@dataclass(frozen=True, slots=True)
class Chunk:
    """An entry as it was read: its text in the file, what it means, and polib's value of it (never changed)."""

    text: str
    segment: Segment
    entry: polib.POEntry


@dataclass(frozen=True)
class Catalog:
    """The segments of one article in one language, in file order, and the header.

    `obsolete` are the segments whose source is gone (`#~`). `read` holds the entries as they were read, `foreign`
    the text of entries that are no segments of ours (plurals), `newline` the file's line ending.
    """

    locale: str
    header: Mapping[str, str]
    segments: tuple[Segment, ...] = ()
    obsolete: tuple[Segment, ...] = ()
    head: str = ""
    header_read: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    header_comment: str = ""
    read: Mapping[Key, Chunk] = field(default_factory=lambda: MappingProxyType({}))
    foreign: tuple[str, ...] = ()
    newline: str = "\n"

    @cached_property
    def translations(self) -> tuple[Segment, ...]:
        """The live segments that translate a source text: all but the translation's own."""
        return tuple(one for one in self.segments if not one.own)

    @cached_property
    def places(self) -> Mapping[tuple[str | None, str], int]:
        """Where each live segment stands, by msgctxt and msgid."""
        return {(one.context, one.source): place for place, one in enumerate(self.segments)}

    @cached_property
    def ids(self) -> Mapping[str, int]:
        """Where each live segment stands, by its id."""
        return {one.id: place for place, one in enumerate(self.segments)}


def parse(text: str, path: str) -> Catalog:
    """The catalog in `text`. Raises CatalogError for conflict markers, syntax errors and two equal msgids."""
    if not text.strip():
        raise CatalogError(
            path,
            _("the file is empty, and what was translated was in it"),
            remedy=_("restore it from git or a backup; to begin anew, delete it"),
        )
    conflict = _CONFLICT.search(text)
    if conflict:
        raise CatalogError(
            f"{path}:{_line(text, conflict.start())}", _("a merge conflict is left in the file"),
            remedy=_("keep one of the two sides, and remove the lines with <<<<<<<, ======= and >>>>>>>"),
        )  # fmt: skip
    body = text.removeprefix("\ufeff").replace("\r\n", "\n")
    newline = "\r\n" if "\r\n" in text else "\n"
    chunks = list(_chunks(body, path))
    entries, file = _parsed(body, path)
    head, chunks = (chunks[0][1], chunks[1:]) if chunks and chunks[0][2] else ("", chunks)
    if len(chunks) != len(entries):
        raise CatalogError(
            path, _("{n} entries were read, and {m} found").format(n=len(entries), m=len(chunks)),
            remedy=_("`msgcat FILE -o FILE` puts the file in order"),
        )  # fmt: skip
    read: dict[Key, Chunk] = {}
    live: list[Segment] = []
    obsolete: list[Segment] = []
    foreign: list[str] = []
    lines: dict[tuple[str | None, str], int] = {}
    for (line, chunk, _is_head), entry in zip(chunks, entries, strict=True):
        key = (bool(entry.obsolete), entry.msgctxt, entry.msgid)
        if not entry.obsolete:
            first = lines.setdefault((entry.msgctxt, entry.msgid), line)
            if first != line:
                raise CatalogError(
                    f"{path}:{line}", _("the same source text stands in line {line} already").format(line=first),
                    remedy=_("remove one of the two entries; `transflow sync` puts the rest in order"),
                )  # fmt: skip
        if entry.msgid_plural or key in read:
            foreign.append(chunk)
            continue
        segment = _segment(entry)
        read[key] = Chunk(chunk, segment, entry)
        (obsolete if entry.obsolete else live).append(segment)
    header = MappingProxyType(dict(file.metadata))
    return Catalog(
        locale=header.get("Language", ""), header=header, segments=tuple(live), obsolete=tuple(obsolete), head=head,
        header_read=header, header_comment=file.header, read=MappingProxyType(read), foreign=tuple(foreign),
        newline=newline,
    )  # fmt: skip


def _parsed(body: str, path: str) -> tuple[list[polib.POEntry], polib.POFile]:
    # `#=` lines (gettext 0.26's own comments) are unknown to polib; in our chunks they stay.
    plain = re.sub(r"^#(~ )?=.*$", "#", body, flags=re.MULTILINE)
    try:
        file = polib.pofile(plain + "\n", wrapwidth=0)
    except (OSError, ValueError, AttributeError, IndexError) as error:
        found = _LINE.search(str(error))
        where = f"{path}:{found[1]}" if found else path
        raise CatalogError(
            where,
            _("this is not a PO file that can be read"),
            remedy=_("`msgfmt -c {path}` says more").format(path=path),
        ) from error
    return list(file), file


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _chunks(body: str, path: str) -> Iterator[tuple[int, str, bool]]:
    """(line, text, whether it is the header) of each entry, the blank lines behind it included. Raises CatalogError
    where polib would pass over what is lost: a last entry without its end, a text without its closing quote."""
    start, lines = 0, body.splitlines(keepends=True) if body.isascii() else re.findall(r"[^\n]*\n|[^\n]+", body)
    seen_msgstr, keyword_line, msgid = False, 0, ""
    in_msgid = False
    for number, line in enumerate(lines):
        plain = line.strip()
        dead = plain.startswith("#~")
        plain = plain[2:].strip() if dead else plain
        if plain.startswith(("msg", '"')) and not _QUOTED.search(plain):
            raise CatalogError(
                f"{path}:{number + 1}", _("the text in quotes has no end"),
                remedy=_("close it, or restore the file from git or a backup"),
            )  # fmt: skip
        begins = plain.startswith(("#", "msgctxt", "msgid")) and not plain.startswith("msgid_plural")
        if seen_msgstr and (begins or (dead and plain.startswith("|"))):
            yield keyword_line + 1, "".join(lines[start:number]), msgid == "" and start == 0
            start, seen_msgstr, msgid, keyword_line = number, False, "", number
        if plain.startswith(("msgid ", 'msgid"')) and not plain.startswith("msgid_plural"):
            keyword_line, in_msgid = number, True
            msgid = plain[5:].strip()[1:-1]
        elif plain.startswith("msgstr"):
            seen_msgstr, in_msgid = True, False
        elif plain.startswith('"') and in_msgid:
            msgid += plain[1:-1]
    if seen_msgstr:
        yield keyword_line + 1, "".join(lines[start:]), msgid == "" and start == 0
    elif any(line.lstrip().startswith("msg") for line in lines[start:]):
        raise CatalogError(
            f"{path}:{keyword_line + 1}", _("the file breaks off in the middle of an entry"),
            remedy=_("restore it from git or a backup"),
        )  # fmt: skip


def _segment(entry: polib.POEntry) -> Segment:
    told, remarks = record.split_comment(entry.tcomment or "")
    previous = entry.previous_msgid or None
    kind = next((word for word in (entry.comment or "").split("\n") if word in _KINDS), "paragraph")
    if entry.msgctxt == OWN:  # no other tool knows it, and one that writes `#.` anew cannot say what it is
        kind = own.kind(entry.msgid)
    fields = record.state(entry.msgid, entry.msgstr, "fuzzy" in entry.flags, previous, told)
    return Segment(
        source=entry.msgid, target=entry.msgstr, context=entry.msgctxt, kind=Kind(kind), remarks=remarks,
        places=tuple(Place(path, int(line)) for path, line in entry.occurrences if str(line).isdigit()),
        flags=tuple(flag for flag in entry.flags if flag != "fuzzy"), **fields,
    )  # fmt: skip


def serialize(catalog: Catalog) -> str:
    """The PO text of `catalog`; entries as they were read keep their text."""
    chunks = [_header(catalog)]
    for segments, obsolete in ((catalog.segments, False), (catalog.obsolete, True)):
        for segment in segments:
            known = catalog.read.get((obsolete, segment.context, segment.source))
            if known and (known.segment is segment or known.segment == segment):
                chunks.append(known.text)
            else:
                base = known or catalog.read.get((not obsolete, segment.context, segment.source))
                chunks.append(_entry(segment, obsolete, base.entry if base else None))
        if not obsolete:
            chunks.extend(catalog.foreign)
    text = "".join(_spaced(chunks))
    return text.replace("\n", catalog.newline) if catalog.newline != "\n" else text


def is_as_read(catalog: Catalog) -> bool:
    """Whether the live segments of `catalog` are those of the file it was read from, in the file's order."""
    live = [chunk.segment for (obsolete, _c, _s), chunk in catalog.read.items() if not obsolete]
    return len(live) == len(catalog.segments) and all(map(is_, live, catalog.segments))


SPLICED = 200  # entries: a save that changes more is read again as a whole, which takes no longer then
_NO_HEADER = 'msgid ""\nmsgstr ""\n\n'  # without one, polib takes the first entry's comments for the file's


def splice(catalog: Catalog, po: bytes, changed: Mapping[int, Segment], path: str) -> tuple[bytes, Catalog] | None:
    """The PO file `po`, which `catalog` was read from (`is_as_read`), with the segments at some places `changed`, and
    the catalog that parsing it gives: what is not changed is neither written nor parsed anew.

    None where that cannot be done: too much has changed, or an entry does not stand in the file as it was read.
    """
    if len(changed) > SPLICED or catalog.newline != "\n":
        return None
    anew: list[tuple[Key, str]] = []
    for place, segment in changed.items():
        key = (False, segment.context, segment.source)
        known = catalog.read[key]
        chunk = _entry(segment, False, known.entry)
        old = b"\n\n" + known.text.rstrip("\n").encode() + b"\n"
        at = po.find(old)
        end = at + len(old)
        if at < 0 or (po[end : end + 1] not in (b"\n", b"") or catalog.segments[place].source != segment.source):
            return None
        po = po[: at + 2] + chunk.rstrip("\n").encode() + po[end - 1 :]
        anew.append((key, chunk))
    read, segments = dict(catalog.read), list(catalog.segments)
    entries, _file = _parsed(_NO_HEADER + "".join(chunk for _key, chunk in anew), path)
    for place, (key, chunk), entry in zip(changed, anew, entries, strict=True):
        read[key] = Chunk(chunk, _segment(entry), entry)
        segments[place] = read[key].segment
    made = replace(catalog, segments=tuple(segments), read=MappingProxyType(read))
    vars(made).update({name: vars(catalog)[name] for name in ("places", "ids") if name in vars(catalog)})
    return po, made


def _spaced(chunks: Sequence[str]) -> Iterator[str]:
    """The chunks with an empty line between any two."""
    for number, chunk in enumerate(chunks):
        if number + 1 < len(chunks):
            yield chunk if chunk.endswith("\n\n") else chunk.rstrip("\n") + "\n\n"
        else:
            yield chunk.rstrip("\n") + "\n" if chunk.strip() else ""


def _header(catalog: Catalog) -> str:
    if catalog.head and catalog.header == catalog.header_read:
        return catalog.head
    comment = "".join(
        f"#{' ' if line else ''}{line}\n" for line in catalog.header_comment.split("\n") if catalog.header_comment
    )
    fields = "".join(f'"{polib.escape(f"{key}: {value}")}\\n"\n' for key, value in catalog.header.items())
    return f'{comment}msgid ""\nmsgstr ""\n{fields}\n'


def _entry(segment: Segment, obsolete: bool, base: polib.POEntry | None) -> str:
    """One entry as polib writes it; `base` gives what other tools wrote to it."""
    told = record.line(segment)
    others = [line for line in (base.comment if base else "").split("\n") if line and line not in _KINDS]
    flags = [*segment.flags, *(["fuzzy"] if segment.status in record.FUZZY else [])]
    entry = polib.POEntry(
        msgid=segment.source, msgstr=segment.target, msgctxt=segment.context, obsolete=obsolete,
        comment="\n".join([segment.kind.value, *others]), flags=flags,
        tcomment="\n".join([*map(record.comment_line, segment.remarks), *([told] if told else [])]),
        occurrences=[(place.path, str(place.line)) for place in segment.places],
        previous_msgid=segment.previous if flags and "fuzzy" in flags else None,
    )  # fmt: skip
    return str(entry.__unicode__(wrapwidth=0)).rstrip("\n") + "\n\n"


def with_header(catalog: Catalog, **changes: str | None) -> Catalog:
    """`catalog` with header fields set, or (None) taken out; `_` in a name stands for `-`."""
    header = dict(catalog.header)
    for name, value in changes.items():
        key = name.replace("_", "-")
        if value is None:
            header.pop(key, None)
        else:
            header[key] = value
    return replace(catalog, header=MappingProxyType(header))
