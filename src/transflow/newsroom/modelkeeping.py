"""The offline models of this person on this machine: where they lie, adding and removing them. Every newsroom uses the
same ones; none of them belongs to a newsroom's folder.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from transflow import language
from transflow.engines import offline
from transflow.engines.offline import installed
from transflow.errors import LanguageError, RefusedError, UsageError
from transflow.interface import gettext as _
from transflow.workspace import disk

VARIABLE = "TRANSFLOW_MODELS"
Languages = tuple[str, str]


def folder() -> Path:
    """Where the models are: `$TRANSFLOW_MODELS`, else `transflow/models` under `$XDG_DATA_HOME` or `~/.local/share`."""
    named = os.environ.get(VARIABLE, "")
    if named:
        return Path(named).expanduser()
    shared = os.environ.get("XDG_DATA_HOME", "")
    base = Path(shared) if os.path.isabs(shared) else Path(os.path.expanduser("~"), ".local", "share")
    return base / "transflow" / "models"


def languages(name: str) -> Languages:
    """The locales that a pair names: `zh-en`, `zh-Hant-en`. Raises UsageError for what names no two languages."""
    parts = name.split("-")
    for cut in range(1, len(parts)):
        try:
            source, target = language.parse("-".join(parts[:cut])), language.parse("-".join(parts[cut:]))
        except LanguageError:
            continue
        if source != target:
            return source, target
    raise UsageError(name, _("no pair of languages is called that"), remedy=_("write it like zh-en"))


def name_of(pair: Languages) -> str:
    """`("zh_CN", "en")` → `zh-en`; what is not the common form of its language keeps its full name."""
    return "-".join(
        language.base(one) if language.parse(language.base(one)) == one else language.bcp47(one) for one in pair
    )


def listed() -> tuple[offline.Model, ...]:
    """The models that are here."""
    return offline.listed(folder())


def damaged(model: offline.Model) -> tuple[str, ...]:
    """The files of a model that are not as they were when it was added. Raises WorkspaceError."""
    wrong = []
    for name, wanted in installed.digests(model.folder).items():
        path = model.folder / name
        if not path.is_file() or digest(path) != wanted:
            wrong.append(name)
    return tuple(wrong)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises WorkspaceError."""
    with disk.trouble(path), open(path, "rb") as file:
        return file_digest(file, "sha256").hexdigest()


def remove(name: str) -> int:
    """Takes a model away; how many bytes that frees. Raises UsageError where there is none of that name."""
    wanted = name_of(languages(name))
    known = {one.name: one for one in listed()}
    if wanted not in known:
        raise UsageError(
            name, _("there is no such model here"),
            remedy=_("those that are: {names}").format(names=", ".join(known) or "–"),
        )  # fmt: skip
    with disk.trouble(known[wanted].folder):
        shutil.rmtree(known[wanted].folder)
    return known[wanted].size


@dataclass(frozen=True, slots=True)
class Found:
    """What a model is made of, before it is put in its place. `parts` as in `installed.PARTS`."""

    kind: str
    pair: Languages
    parts: Mapping[str, str]
    version: str = ""
    origin: str = ""


@contextmanager
def placing(pair: Languages) -> Iterator[tuple[Path, Callable[[Found], offline.Model]]]:
    """An empty folder for the files of a model, and what makes a model of it: whole in its place, or not at all.

    A model that is there is replaced at the very end. Raises WorkspaceError.
    """
    place = folder() / name_of(pair)
    staged = place.with_name(f".{place.name}.new")
    with disk.trouble(staged):
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir(parents=True)

    def settle(found: Found) -> offline.Model:
        files = sorted(path for path in staged.rglob("*") if path.is_file())
        size = sum(path.stat().st_size for path in files)
        model = offline.Model(
            found.kind, *found.pair, place, found.parts, size, version=found.version, origin=found.origin
        )
        digests = {path.relative_to(staged).as_posix(): digest(path) for path in files}
        missing = [
            name for name, may in installed.PARTS[found.kind].items()
            if not may and not (name in found.parts and (staged / found.parts[name]).exists())
        ]  # fmt: skip
        if missing:
            raise RefusedError(found.origin, _("the model is not whole: {names}").format(names=", ".join(missing)))
        disk.replace(staged / installed.MANIFEST, installed.manifest(model, digests))
        with disk.trouble(place):
            old = place.with_name(f".{place.name}.old")
            shutil.rmtree(old, ignore_errors=True)
            if place.exists():
                os.replace(place, old)
            os.replace(staged, place)
            disk.sync_folder(place.parent)
            shutil.rmtree(old, ignore_errors=True)
        return model

    try:
        yield staged, settle
    finally:
        shutil.rmtree(staged, ignore_errors=True)
