"""One look at the folder: which files there are and how they are stamped, with as few system calls as can be."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from transflow.workspace import disk


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one version of a file from another without reading it; `mtime` in nanoseconds."""

    sign: str
    mtime: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        """The stamp of a file from its `stat`. The inode is in it because every save is a rename."""
        return cls(f"{status.st_mtime_ns}:{status.st_size}:{status.st_ino}", status.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Scan:
    """The stamps of all articles (by slug) and PO files (by locale, then slug)."""

    articles: Mapping[str, Stamp]
    catalogs: Mapping[str, Mapping[str, Stamp]]
    folders: frozenset[str] = field(default=frozenset())  # slugs that are a folder with index.md

    def signature(self, slug: str, images: Iterable[Stamp | None] = ()) -> tuple[str, int]:
        """The signature of all that the desk's lines on `slug` are made from, and the newest mtime (ns) among it."""
        stamps = [self.articles[slug]]
        for files in self.catalogs.values():
            if slug in files:
                stamps.append(files[slug])
        parts = [stamp.sign for stamp in stamps]
        newest = max(stamp.mtime for stamp in stamps)
        for image in images:
            parts.append(image.sign if image else "-")
            newest = max(newest, image.mtime) if image else newest
        return "|".join(parts), newest


def scan(root: Path) -> Scan:
    """Stamps of every article and of its PO files in every language."""
    articles: dict[str, Stamp] = {}
    folders: set[str] = set()
    base = f"{root}/articles"
    with disk.trouble(Path(base)):
        for entry in os.scandir(base) if os.path.isdir(base) else ():
            name = entry.name
            if name.startswith("."):  # an editor's lock or backup
                continue
            if name.endswith(".md"):
                articles[name[:-3]] = Stamp.of(entry.stat())
            elif "." not in name:
                try:
                    articles[name] = Stamp.of(os.stat(f"{base}/{name}/index.md"))
                    folders.add(name)
                except (FileNotFoundError, NotADirectoryError):
                    continue
    catalogs: dict[str, dict[str, Stamp]] = {}
    languages = f"{root}/locales"
    for locale in sorted(os.listdir(languages)) if os.path.isdir(languages) else ():
        folder = f"{root}/locales/{locale}/LC_MESSAGES"
        if os.path.isdir(folder):
            with disk.trouble(Path(folder)):
                catalogs[locale] = {
                    entry.name[:-3]: Stamp.of(entry.stat())
                    for entry in os.scandir(folder)
                    if entry.name.endswith(".po")
                }
    return Scan(articles, catalogs, frozenset(folders))


def stamp(path: str) -> Stamp | None:
    """The stamp of one file; None where there is none."""
    try:
        return Stamp.of(os.stat(path))
    except OSError:
        return None
