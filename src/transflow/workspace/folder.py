"""Find, load and commit by slug."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

from transflow import journal
from transflow.errors import ArticleError, NoArticleError, TransflowError, WorkspaceError
from transflow.interface import gettext as _
from transflow.settings import FILE, Settings
from transflow.settings import read as read_settings
from transflow.slug import SLUG
from transflow.workspace import disk
from transflow.workspace.kept import Kept

ARTICLE_LIMIT = 2_000_000  # bytes: the longest reports have a tenth of it
IMAGE_LIMIT = 50_000_000
LOCK_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Commit:
    """New content of one article's PO file, with the acts that led to it (JSON values for the journal)."""

    slug: str
    locale: str
    po: bytes
    acts: Sequence[Mapping[str, Any]] = field(default=())


class Workspace:
    """One newsroom's folder. `root` is its absolute path."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        data = disk.read(self.root / FILE)
        if data is None:
            raise WorkspaceError(
                root, _("there is no newsroom here"), remedy=_("run `transflow init DIR`, or go to a newsroom's folder")
            )
        self.settings: Settings = read_settings(decode(data, FILE))
        self.kept = Kept()

    @classmethod
    def find(cls, start: Path) -> "Workspace":
        """The newsroom in `start` or the nearest parent. Raises WorkspaceError where there is none."""
        for folder in (start.resolve(), *start.resolve().parents):
            if (folder / FILE).is_file():
                return cls(folder)
        raise WorkspaceError(
            start, _("there is no newsroom here or above"), remedy=_("run `transflow init DIR`, or use --workspace DIR")
        )

    # ── names and places ────────────────────────────────────────────────────────────────────────────────────────
    def slugs(self) -> list[str]:
        """The slugs of all articles, sorted."""
        found: set[str] = set()
        with disk.trouble(self.root / "articles"):
            if not (self.root / "articles").is_dir():
                return []
            for entry in os.scandir(self.root / "articles"):
                name = entry.name.removesuffix(".md")
                if SLUG.fullmatch(name) and (entry.name.endswith(".md") or os.path.exists(f"{entry.path}/index.md")):
                    found.add(name)
        return sorted(found)

    def misnamed(self) -> list[TransflowError]:
        """Articles whose file name is no slug: nothing takes them up, and somebody should know."""
        base = self.root / "articles"
        with disk.trouble(base):
            names = sorted(entry.name for entry in os.scandir(base)) if base.is_dir() else []
        return [
            WorkspaceError(
                f"articles/{name}", _("the file’s name is no slug"),
                remedy=_("a slug has small letters a–z, digits and single hyphens; rename the file"),
            )
            for name in names
            if name.endswith(".md") and not name.startswith(".") and not SLUG.fullmatch(name.removesuffix(".md"))
        ]  # fmt: skip

    def article_path(self, slug: str) -> Path:
        """The file of article `slug`. Raises NoArticleError, or WorkspaceError if it leads out of here."""
        if not SLUG.fullmatch(slug):
            raise WorkspaceError(
                repr(slug), _("this is no slug"), remedy=_("a slug has small letters a–z, digits and single hyphens")
            )
        flat, folder = self.root / "articles" / f"{slug}.md", self.root / "articles" / slug / "index.md"
        present = [path for path in (flat, folder) if path.is_file()]
        if len(present) == 2:
            other = self.relative(folder)
            raise ArticleError(
                self.relative(flat),
                _("{other} is the same article").format(other=other),
                remedy=_("remove one of the two files"),
            )
        if not present:
            raise NoArticleError(slug, _("there is no such article"), remedy=_("`transflow status` lists them"))
        return self.inside(present[0])

    def inside(self, path: Path) -> Path:
        """`path`, if it is within this folder once all links are followed; else WorkspaceError."""
        if self._plain(os.fspath(path)):
            return path
        real = path.resolve()
        if real != self.root and self.root not in real.parents:
            raise WorkspaceError(
                path, _("this leads out of the newsroom’s folder"), remedy=_("put the file itself here, not a link")
            )
        return path

    def _plain(self, path: str) -> bool:
        """Whether `path` goes from the root straight down, and nothing on the way is a link: then it is within, and
        need not be resolved, which took a tenth of a publication (Windows has other kinds of links than these)."""
        base = f"{self.root}{os.sep}"
        if os.name == "nt" or not path.startswith(base):
            return False
        steps = path[len(base) :].split(os.sep)
        ways = accumulate(steps, lambda above, step: f"{above}{os.sep}{step}")
        return os.pardir not in steps and not any(os.path.islink(base + way) for way in ways)

    def relative(self, path: Path) -> str:
        """`path` relative to the root, with `/`."""
        return path.relative_to(self.root).as_posix()

    def po_path(self, slug: str, locale: str) -> Path:
        """Where the segments of `slug` in `locale` are."""
        return self.root / "locales" / locale / "LC_MESSAGES" / f"{slug}.po"

    def journal_path(self, slug: str, locale: str) -> Path:
        """Where the acts on `slug` in `locale` are."""
        return self.root / "journal" / locale / f"{slug}.jsonl"

    @property
    def derived(self) -> Path:
        """The folder of index, locks and caches: always safe to delete."""
        return self.root / ".transflow"

    # ── the record ──────────────────────────────────────────────────────────────────────────────────────────────────
    def acts(self, slug: str, locale: str) -> tuple[journal.Line, ...]:
        """The recorded acts, oldest first, those that a crash kept from the PO file left out."""
        lines = journal.decode(disk.read(self.journal_path(slug, locale)) or b"")
        lost = journal.unfinished(lines, journal.digest(disk.read(self.po_path(slug, locale))))
        kept = lines[: len(lines) - len(lost)]
        return tuple(sorted(kept, key=lambda line: str(line.act.get("at", ""))))  # git's union merge mixes two orders

    def journal_from(self, slug: str, locale: str, start: int) -> tuple[bytes, int]:
        """The journal's bytes from `start` on, and its whole length."""
        return disk.read_from(self.journal_path(slug, locale), start)

    # ── committing ──────────────────────────────────────────────────────────────────────────────────────────────
    @contextmanager
    def held(self, *slugs: str) -> Iterator[None]:
        """Holds the locks of `slugs`, in order, so that no two processes wait for each other."""
        import filelock

        folder = self.derived / "locks"
        with ExitStack() as stack:
            with disk.trouble(folder):
                folder.mkdir(parents=True, exist_ok=True)
                for slug in sorted(set(slugs)):
                    try:
                        stack.enter_context(filelock.FileLock(folder / f"{slug}.lock", timeout=LOCK_SECONDS))
                    except filelock.Timeout as error:
                        raise WorkspaceError(
                            slug, _("somebody else has been writing this article for {n} s").format(n=LOCK_SECONDS),
                            remedy=_("try again; if no other transflow runs, delete the .transflow folder"),
                        ) from error  # fmt: skip
            yield

    def commit(self, *commits: Commit) -> None:
        """Writes journal, then PO, for each of `commits`, whose locks the caller holds (`held`).

        On return all of it is on the disk. A crash in between leaves each PO file old or new.
        """
        for one in commits:
            path = self.inside(self.po_path(one.slug, one.locale))
            before = disk.read(path)
            after = one.po
            if after == before:
                if one.acts:
                    self._record(one, before, after)
                continue
            if one.acts:
                self._record(one, before, after)
            disk.replace(path, after)

    def _record(self, one: Commit, before: bytes | None, after: bytes | None) -> None:
        path = self.inside(self.journal_path(one.slug, one.locale))
        now = journal.digest(before)
        lost = self._unfinished(path, now)
        closing = journal.void(lost) if lost else b""
        disk.append(path, closing + journal.encode((dict(act) for act in one.acts), now, journal.digest(after)))

    def _unfinished(self, path: Path, now: str) -> tuple[journal.Line, ...]:
        """The acts of the last commit, if it never reached the PO file (whose digest is `now`). Only the end of the
        journal is read: a year's work is not."""
        size = 1 << 16
        while True:
            data, whole = disk.tail(path, size)
            lines = journal.decode(data)
            lost = journal.unfinished(lines, now)
            if whole or len(lost) < len(lines):
                return lost
            size *= 8

    def write_article(self, slug: str, text: str) -> None:
        """Replaces the source file of `slug` (or makes `articles/<slug>.md`)."""
        flat, folder = self.root / "articles" / f"{slug}.md", self.root / "articles" / slug / "index.md"
        disk.replace(self.inside(folder if folder.is_file() else flat), text.encode())

    def create_article(self, slug: str, text: str, images: Mapping[str, bytes]) -> None:
        """Makes the article `slug`, which the caller holds: `articles/<slug>.md`, or with `images` (by their names
        beside the text) the folder `articles/<slug>/`. It appears whole or not at all."""
        if images:
            folder = self.inside(self.root / "articles" / slug)
            disk.appear(folder, {**images, "index.md": text.encode()})
        else:
            disk.replace(self.inside(self.root / "articles" / f"{slug}.md"), text.encode())

    def write(self, name: str, data: bytes, *, durable: bool = True) -> None:
        """Writes a file given by its name relative to the root; unchanged content is left alone."""
        path = self.inside(self.root / name)
        if disk.read(path) != data:
            disk.replace(path, data, durable=durable)

    def remove(self, name: str) -> bool:
        """Removes a file given by its name relative to the root; whether it was there."""
        path = self.inside(self.root / name)
        there = disk.remove(path)
        with suppress(OSError):  # a folder that holds nothing any more goes with its last file
            path.parent.rmdir()
        return there

    def read(self, name: str, limit: int | None = None) -> bytes | None:
        """The bytes of a file given by its name relative to the root; None where there is none."""
        return disk.read(self.inside(self.root / name), limit)

    def texts(self, folder: str, suffix: str) -> dict[str, str]:
        """The UTF-8 text files of `folder` that end in `suffix`, by name."""
        base = self.root / folder
        if not base.is_dir():
            return {}
        with disk.trouble(base):
            names = sorted(entry.name for entry in os.scandir(base) if entry.name.endswith(suffix))
        return {name: decode(self.read(f"{folder}/{name}") or b"", f"{folder}/{name}") for name in names}


def decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if error.reason == "unexpected end of data":
            raise ArticleError(
                f"{name}:{line}", _("the file breaks off in the middle of a character"),
                remedy=_("restore it from git or a backup"),
            ) from error  # fmt: skip
        raise ArticleError(
            f"{name}:{line}", _("this is not UTF-8 text (byte {number})").format(number=error.start),
            remedy=_("save the file as UTF-8; if it is GBK: iconv -f GB18030 -t UTF-8"),
        ) from error  # fmt: skip
