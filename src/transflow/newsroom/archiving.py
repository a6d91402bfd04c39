"""What is published as one file: the whole site, or one article in all its languages with pictures and ninjs.

The same site gives the same bytes, wherever and whenever: names in order, no owners, and of each file the time at which
what it shows was last changed (so that who unpacks it over an older one copies only what is new).
"""

import gzip
import io
import re
import tarfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from transflow.errors import RefusedError
from transflow.interface import gettext as _
from transflow.newsroom import building, site
from transflow.newsroom.room import Newsroom
from transflow.publish import addresses
from transflow.workspace import opening

_CHANGED = re.compile(rb'"versioncreated": "([^"]+)"')
_SUFFIX = "/ninjs.json"


def archive(room: Newsroom, slug: str | None = None) -> Iterator[bytes]:
    """A tar.gz, piece by piece, of `public/` or of what it has of the article `slug`. Raises RefusedError where nothing
    is published, UsageError for an article that there is not."""
    public = room.workspace.root / "public"
    names = sorted(_all(public) if slug is None else _article(room, slug))
    if not names:
        raise RefusedError(
            slug or "public/", _("nothing of it is published"),
            remedy=_("`transflow publish` writes what is approved; a fresh checkout needs `publish --all`"),
        )  # fmt: skip
    times = {name.removesuffix(_SUFFIX): _time(room, name) for name in names if name.endswith(_SUFFIX)}
    return _packed(room, names, times)


def _packed(room: Newsroom, names: list[str], times: dict[str, int]) -> Iterator[bytes]:
    newest = max(times.values(), default=0)
    sink = io.BytesIO()
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=sink, mtime=0) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        for name in names:
            data = room.workspace.read(f"public/{name}")
            if data is None:  # taken away meanwhile
                continue
            entry = tarfile.TarInfo(f"public/{name}")
            entry.size, entry.mode = len(data), 0o644
            entry.mtime = times.get(name.rpartition("/")[0], newest)
            tar.addfile(entry, io.BytesIO(data))
            yield sink.getvalue()
            sink.seek(0)
            sink.truncate()
    yield sink.getvalue()


def _all(public: Path) -> Iterator[str]:
    """Every file of the site; what begins with a dot is the program's own."""
    for path in public.rglob("*"):
        name = path.relative_to(public)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            yield name.as_posix()


def _article(room: Newsroom, slug: str) -> Iterator[str]:
    """The article's pages, records and pictures, and the style of the pages."""
    opened = opening.every_target(room.workspace, slug)[0]  # raises for what is no slug, or none of ours
    found: set[str] = set()
    for locale in building.languages(room):
        record = site.record(room, locale, site.slug_in(room, opened, locale))
        if record is not None:
            place = (record.locale, record.slug)
            found |= {addresses.page(*place), addresses.record(*place), *record.pictures}
    if found:
        yield from {*found, addresses.STYLE}


def _time(room: Newsroom, name: str) -> int:
    """When what a record says was last changed, in seconds since 1970; 0 where it does not say."""
    said = _CHANGED.search(room.workspace.read(f"public/{name}") or b"")
    try:
        return int(datetime.fromisoformat(said[1].decode()).timestamp()) if said else 0
    except ValueError:
        return 0
