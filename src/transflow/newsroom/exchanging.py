"""Memories from elsewhere: bringing files into `memory/`, and giving the newsroom's own memory out.

A file is read piece by piece, whatever its size (a PO file, which its own tools read whole too, is the exception), and
what is taken of it is written anew as a TMX of ours. Nothing is changed until all of it has been read.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from transflow import language
from transflow.errors import RefusedError, UsageError
from transflow.interchange import encodings
from transflow.interface import gettext as _
from transflow.memory import files, tables, tmx, tmxwriting
from transflow.memory.entry import Entry, Passed, Reason, objection
from transflow.newsroom import popairs
from transflow.newsroom.room import Newsroom, stamp
from transflow.workspace import disk

FOLDER = "memory"
LOCK = "memory.tmx"
FORMATS = {".tmx": "tmx", ".po": "po", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv"}
REMEMBERED = 100  # line numbers of what was passed over, for each reason
_NAME = re.compile(r"[\w][\w.\- ]{0,99}")
Pairs = Sequence[tuple[str, str]]


@dataclass(slots=True)
class Skipped:
    """How many were passed over for one reason, and the first lines of them."""

    count: int = 0
    lines: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Brought:
    """What became of one file: the memory it went into, units taken, and those passed over. `languages` are those
    of what was in other languages."""

    file: str
    memory: str
    units: int = 0
    passed: dict[Reason, Skipped] = field(default_factory=dict)
    languages: dict[str, None] = field(default_factory=dict)

    def pass_over(self, one: Passed) -> None:
        """Counts something that is not taken."""
        skipped = self.passed.setdefault(one.reason, Skipped())
        skipped.count += 1
        if one.line and len(skipped.lines) < REMEMBERED:
            skipped.lines.append(one.line)
        if len(self.languages) < REMEMBERED:
            self.languages.update(dict.fromkeys(one.languages))


def why(reason: Reason) -> str:
    """A reason in the reader's words."""
    return {
        Reason.EMPTY: _("without text in one of the languages"), Reason.SAME: _("the same in both languages"),
        Reason.TAGS: _("with inline tags that do not match"), Reason.LANGUAGE: _("in other languages"),
        Reason.FUZZY: _("that nobody stands behind (fuzzy)"), Reason.PLURAL: _("with plural forms"),
        Reason.SWAPPED: _("with Chinese under the other language: are the languages swapped?"),
        Reason.COLUMNS: _("with another number of columns than the first line"),
    }[reason]  # fmt: skip


def pairs(room: Newsroom, lang: str | None = None, to: str | None = None) -> list[tuple[str, str]]:
    """The pairs of languages meant by `--lang` and `--to`: all of the newsroom's where neither is given.

    Raises UsageError for a language that the newsroom does not have, LanguageError for none at all.
    """
    settings = room.settings
    known = (settings.source, *settings.targets)
    said = []
    for option, tag in (("--lang", lang), ("--to", to)):
        locale = language.match(language.parse(tag), known) if tag else None
        if locale is not None and locale not in known:
            raise UsageError(
                option, _("this newsroom does not work in {language}").format(language=locale),
                remedy=_("its languages are {languages}").format(languages=", ".join(known)),
            )  # fmt: skip
        said.append(locale)
    source = said[0] or (settings.source if said[1] != settings.source else None)
    sources = [source] if source else list(settings.targets)
    found = [
        (one, two)
        for one in sources
        for two in ([said[1]] if said[1] else settings.targets if one == settings.source else [settings.source])
        if one != two
    ]
    if not found:
        raise UsageError("--to", _("two different languages are wanted"))
    return found


# ── bringing ────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody says of the files they bring: the pairs of languages, the memory's name, who translated them when
    (of units that do not say so themselves), their encoding (tables and PO), whether a memory may be replaced, and what
    is taken off the scores of their matches (None: what the units say themselves)."""

    pairs: Pairs
    name: str | None = None
    person: str | None = None
    date: str | None = None
    encoding: str | None = None
    replace: bool = False
    penalty: int | None = None


def bring(
    room: Newsroom, paths: Sequence[Path], wanted: Wanted, progress: Callable[[int, int], None] = lambda _n, _all: None
) -> list[Brought]:
    """Takes files into `memory/`; what became of each. `progress` is told (bytes read, all bytes).

    Raises UsageError for names and formats that will not do, RefusedError where nothing in a file can be taken or a
    memory of that name is there, MemoryFileError or CatalogError (`path:line`) for a file that is no good. Then
    nothing has been changed.
    """
    targets = _targets(room, paths, wanted)
    at = stamp(_moment(room, wanted.date)) if wanted.date else None
    sizes = [_size(path) for path in paths]
    read = 0

    def tell(size: int) -> None:
        nonlocal read
        read += size
        progress(min(read, sum(sizes)), sum(sizes))

    done: list[Brought] = []
    with room.workspace.held(LOCK), ExitStack() as stack:
        for target in targets.values():
            if target.exists() and not wanted.replace:
                raise RefusedError(
                    room.workspace.relative(target), _("there is a memory of this name already"),
                    remedy=_("give another with --name, or put this in its place with --replace"),
                )  # fmt: skip
        about = {"x-transflow-imported-by": room.actor, "x-transflow-imported-at": room.now()}
        staged: dict[Path, files.Staged] = {}
        for path in paths:
            target = targets[path]
            if target not in staged:
                with disk.trouble(target):
                    staged[target] = stack.enter_context(files.Staged(target))
                    staged[target].write(tmxwriting.head(wanted.pairs[0][0], room.settings.segmentation, about))
            one = Brought(str(path), room.workspace.relative(target))
            for entry in _taken(_entries(path, wanted, tell), one):
                with disk.trouble(target):
                    staged[target].write(tmxwriting.unit(_told(entry, path, wanted, at)))
            if not one.units:
                raise _nothing(one)
            done.append(one)
        for target, file in staged.items():
            with disk.trouble(target):
                file.write(tmxwriting.TAIL)
                file.commit()
    return done


def _targets(room: Newsroom, paths: Sequence[Path], wanted: Wanted) -> dict[Path, Path]:
    """Where each file goes. Raises UsageError."""
    found: dict[Path, Path] = {}
    for path in paths:
        if path.suffix.lower() not in FORMATS:
            raise UsageError(
                path, _("no such file can be a memory"),
                remedy=_("what can be read ends in {endings}").format(endings=", ".join(FORMATS)),
            )  # fmt: skip
        name = memory_name(wanted.name) if wanted.name else re.sub(r"[^\w.\-]+", "-", path.stem).strip("-.")[:100]
        target = room.workspace.inside(room.workspace.root / FOLDER / f"{name or 'memory'}.tmx")
        if not wanted.name and target in found.values():
            raise UsageError(
                path, _("two of these files would be {name}").format(name=room.workspace.relative(target)),
                remedy=_("bring them one at a time with --name, or all into one memory of that name"),
            )  # fmt: skip
        found[path] = target
    return found


def memory_name(text: str) -> str:
    """The name of a memory, however it is written (`memory/a.tmx`, `a.tmx`, `a`). Raises UsageError."""
    name = text.removeprefix(f"{FOLDER}/").removesuffix(".tmx")
    if not _NAME.fullmatch(name):
        raise UsageError(
            text, _("no memory can have this name"), remedy=_("letters, digits, points and hyphens will do")
        )
    return name


def _moment(room: Newsroom, text: str) -> datetime:
    try:
        return room.instant(datetime.fromisoformat(text))
    except ValueError as error:
        raise UsageError("--date", _("“{text}” is no date").format(text=text), remedy="2026-11-23") from error


def _size(path: Path) -> int:
    with disk.trouble(path):
        return path.stat().st_size


def _nothing(one: Brought) -> RefusedError:
    reasons = "; ".join(f"{skipped.count} {why(reason)}" for reason, skipped in one.passed.items())
    if one.languages:
        remedy = _("it holds {languages}; say which are meant with --lang and --to").format(
            languages=", ".join(list(one.languages)[:10])
        )
    else:
        remedy = _("look at the file")
    return RefusedError(
        one.file, _("nothing in it can be taken: {reasons}").format(reasons=reasons or "0"), remedy=remedy
    )


def _told(entry: Entry, path: Path, wanted: Wanted, at: str | None) -> Entry:
    """`entry` with what was said of the whole file, where it does not say so itself; a penalty is of the whole."""
    penalty = entry.penalty if wanted.penalty is None else wanted.penalty
    return replace(
        entry, by=entry.by or wanted.person, at=entry.at or at, file=entry.file or path.name, penalty=penalty
    )


def _taken(found: Iterable[Entry | Passed], one: Brought) -> Iterator[Entry]:
    """What is taken; all is counted in `one`."""
    for entry in found:
        if isinstance(entry, Passed):
            one.pass_over(entry)
        elif reason := objection(entry):
            one.pass_over(Passed(entry.line, reason))
        else:
            one.units += 1
            yield entry


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────
def pieces(path: Path, tell: Callable[[int], None] = lambda _size: None) -> Iterator[bytes]:
    """The bytes of a file, a piece at a time. Raises WorkspaceError."""
    with disk.trouble(path):
        yield from files.chunks(path, tell)


def _entries(path: Path, wanted: Wanted, tell: Callable[[int], None]) -> Iterator[Entry | Passed]:
    kind, name = FORMATS[path.suffix.lower()], str(path)
    if kind == "tmx":
        return tmx.entries(pieces(path, tell), name, wanted.pairs)
    encoding = encodings.known(wanted.encoding, "--encoding") if wanted.encoding else None
    if kind == "po":
        return popairs.entries(b"".join(pieces(path, tell)), name, wanted.pairs, encoding)
    encoding = encoding or encodings.of_text(lambda: pieces(path), name)
    return tables.entries(pieces(path, tell), name, wanted.pairs, encoding, tabs=kind == "tsv")


# ── giving out ──────────────────────────────────────────────────────────────────────────────────────────────────
def document(room: Newsroom, given: Iterable[Entry], pair: tuple[str, str], kind: str) -> Iterator[bytes]:
    """`given` as a file of the format `kind` ("tmx", "csv", "tsv"), piece by piece."""
    if kind == "tmx":
        about = {"x-transflow-newsroom": room.settings.name, "x-transflow-exported-at": room.now()}
        return tmxwriting.document(given, pair[0], room.settings.segmentation, about)
    return tables.document(given, *pair, tabs=kind == "tsv")


def save(path: Path, data: Iterable[bytes]) -> None:
    """Writes a file, which is there as a whole or not at all. Raises WorkspaceError."""
    with ExitStack() as stack:
        with disk.trouble(path):
            file = stack.enter_context(files.Staged(path))
        for piece in data:
            with disk.trouble(path):
                file.write(piece)
        with disk.trouble(path):
            file.commit()
