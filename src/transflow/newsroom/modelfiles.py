"""Models that come as files: Firefox's in a folder or an archive, a package of Argos, a converted OPUS-MT model."""

import gzip
import json
import re
import shutil
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from transflow import language
from transflow.engines import offline
from transflow.errors import LanguageError, RefusedError, UsageError
from transflow.interface import gettext as _
from transflow.newsroom.modelkeeping import Found, Languages, placing
from transflow.workspace import disk

LARGEST = 4 * 1024**3  # bytes of one model, unpacked: an archive that holds more is none
_ROLES = {"model": "model", "srcvocab": "source_vocabulary", "trgvocab": "target_vocabulary", "lex": "shortlist"}
_PAIR = re.compile(r"\.([a-z]{2})([a-z]{2})\.")  # model.zhen.intgemm.alphas.bin
_FIREFOX = re.compile(r"(model|vocab|srcvocab|trgvocab|lex)\..+")
_Member = tuple[str, IO[bytes]]


def add(path: Path, wanted: Languages | None = None) -> offline.Model:
    """Takes a model from a folder or an archive. `wanted`: its languages, where nothing in it says them.

    Raises UsageError where the languages are not known, RefusedError for what is no model, WorkspaceError.
    """
    with disk.trouble(path):
        path.stat()
    about = _about(path)
    pair = wanted or about
    if pair is None:
        raise UsageError(
            path,
            _("nothing in it says between which languages it translates"),
            remedy=_("name the pair: `transflow models add zh-en --from FILE`"),
        )
    if about is not None and about != pair:
        raise RefusedError(path, _("it translates from {source} to {target}").format(source=about[0], target=about[1]))
    with placing(pair) as (folder, settle):
        names = _unpack(path, folder)
        kind, parts = _parts(path, folder, names)
        return settle(Found(kind, pair, parts, origin=path.name))


# ── what is in it ───────────────────────────────────────────────────────────────────────────────────────────────
@contextmanager
def _members(path: Path) -> Iterator[Iterator[_Member]]:
    """Every file in a folder or an archive, by its path in there; what is no plain file is passed over."""
    if path.is_dir():
        yield ((one.relative_to(path).as_posix(), one.open("rb")) for one in sorted(path.rglob("*")) if one.is_file())
        return
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield ((one.filename, archive.open(one)) for one in archive.infolist() if not one.is_dir())
            return
        with tarfile.open(path) as packed:
            yield ((one.name, file) for one in packed if one.isfile() and (file := packed.extractfile(one)))
    except (zipfile.BadZipFile, tarfile.TarError, EOFError) as error:
        raise RefusedError(
            path, _("this is neither a folder of model files nor an archive of them"),
            remedy=_("a folder, .zip, .tar or .argosmodel is wanted"),
        ) from error  # fmt: skip


def _about(path: Path) -> Languages | None:
    """The languages by a package's own words, or by the names of Firefox's files, or of the folder."""
    with _members(path) as members:
        for name, file in members:
            with file:
                base = PurePosixPath(name).name
                if base == "metadata.json":
                    try:
                        said = json.loads(file.read(1_000_000))
                        return language.parse(str(said["from_code"])), language.parse(str(said["to_code"]))
                    except (ValueError, KeyError, TypeError, LanguageError):
                        continue
                found = _PAIR.search(base)
                if found and _FIREFOX.fullmatch(base):
                    return language.parse(found[1]), language.parse(found[2])
    return None


def _unpack(path: Path, folder: Path) -> list[str]:
    """Writes the files into `folder`, unpacked; their names there."""
    names: list[str] = []
    left = LARGEST
    with _members(path) as members:
        for name, file in members:
            inside = PurePosixPath(name)
            if inside.is_absolute() or ".." in inside.parts:
                raise RefusedError(path, _("“{name}” in it would lie outside of its folder").format(name=name))
            with file:
                plain, stream = _plain(inside.as_posix(), file)
                target = folder / plain
                with disk.trouble(target):
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with open(target, "wb") as out:
                        try:
                            left -= _copied(stream, out, left)
                        except (OSError, EOFError, ValueError, zipfile.BadZipFile) as error:
                            if isinstance(error, OSError) and error.errno is not None:
                                raise
                            raise RefusedError(path, _("“{name}” in it is damaged").format(name=name)) from error
            if left < 0:
                raise RefusedError(path, _("it unpacks to more than {n} GB").format(n=LARGEST // 1024**3))
            names.append(_inflated(path, folder, plain))
    return names


def _plain(name: str, file: IO[bytes]) -> tuple[str, IO[bytes]]:
    if name.endswith(".gz"):
        return name.removesuffix(".gz"), gzip.open(file)  # type: ignore[return-value]
    return name, file


def _inflated(path: Path, folder: Path, name: str) -> str:
    """Unpacks a file as Firefox's servers give it (`….zst`); its name then."""
    if not name.endswith(".zst"):
        return name
    packed, plain = folder / name, name.removesuffix(".zst")
    try:
        data = offline.inflate(packed.read_bytes())
    except ValueError as error:
        raise RefusedError(path, _("“{name}” in it is damaged").format(name=name)) from error
    except ImportError as error:
        raise RefusedError(path, _("the library {name} is not installed").format(name="fxtranslate")) from error
    disk.replace(folder / plain, data)
    packed.unlink()
    return plain


def _copied(stream: IO[bytes], out: IO[bytes], most: int) -> int:
    """Copies until the end, or until more than `most` bytes have come; how many."""
    size = 0
    while size <= most and (piece := stream.read(1 << 20)):
        out.write(piece)
        size += len(piece)
    return size


def _parts(path: Path, folder: Path, names: list[str]) -> tuple[str, dict[str, str]]:
    """Which kind of model lies there, and its parts."""
    by_base = {PurePosixPath(name).name: name for name in names}
    firefox: dict[str, str] = {}
    for base, name in by_base.items():
        role = base.partition(".")[0]
        if role in _ROLES:
            firefox[_ROLES[role]] = name
        elif role == "vocab" and base.endswith(".spm"):
            firefox.setdefault("source_vocabulary", name)
            firefox.setdefault("target_vocabulary", name)
    if "model" in firefox and "source_vocabulary" in firefox:
        return offline.FIREFOX, firefox
    if "model.bin" in by_base:
        model = PurePosixPath(by_base["model.bin"]).parent.as_posix()
        both = by_base.get("sentencepiece.model")
        source, target = by_base.get("source.spm", both), by_base.get("target.spm", both)
        if source and target:
            return offline.MARIAN, {"model": model, "source_pieces": source, "target_pieces": target}
    shutil.rmtree(folder, ignore_errors=True)
    raise RefusedError(
        path, _("no model of a kind that is known here lies in it"),
        remedy=_("known are Firefox’s, Argos’ and those converted for CTranslate2 (model.bin, source.spm, target.spm)"),
    )  # fmt: skip
