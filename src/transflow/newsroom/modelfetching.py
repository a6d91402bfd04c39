"""Getting Firefox’s models from their servers or a mirror: found in the list of records, fetched piece by piece so that
a cut connection costs nothing, each file checked by its SHA-256 packed and unpacked.

The list and the files are Mozilla's Remote Settings: records of one file each, whose attachments lie under the address
that the server names in its `capabilities` (https://remote-settings.readthedocs.io).
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transflow import language
from transflow.engines import offline
from transflow.errors import EngineError, RefusedError, UsageError
from transflow.interface import gettext as _
from transflow.newsroom.modelkeeping import Found, Languages, folder, placing
from transflow.workspace import disk

MAJOR = 3  # the version of the format that fxtranslate 0.5 reads
TIMEOUT = (5, 30)  # seconds to connect, and without a byte
TRIES = 4
_PIECE = 1 << 14  # of what a cut connection has brought, a piece is lost at most
_ROLES = {"model": "model", "srcvocab": "source_vocabulary", "trgvocab": "target_vocabulary", "lex": "shortlist"}
_CODES = {"zh_CN": ("zh", "zh-Hans"), "zh_TW": ("zh-Hant",), "zh_HK": ("zh-Hant",)}
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class File:
    """One file of a model: its kind, name and version, where its packed form lies, size and SHA-256 of that, SHA-256
    of what it unpacks to."""

    kind: str
    name: str
    version: str
    location: str
    size: int
    packed: str | None
    unpacked: str | None


def fetch(
    pairs: Sequence[Languages], mirror: str | None = None, told: Told = lambda _n, _all: None
) -> list[offline.Model]:
    """Downloads the models of some pairs; the models as they are in their places then. `mirror` is the address of a
    folder with `records.json` and the attachments beside it. `told` hears (bytes here, all bytes).

    Raises UsageError for a pair that there is no model for, EngineError where the server cannot be reached or gives
    what it should not. What has been fetched stays, and the next try goes on from there.
    """
    try:
        listing = f"{mirror.rstrip('/')}/records.json" if mirror else offline.records_address()
    except ImportError as error:
        raise RefusedError(
            "models add", _("the library {name} is not installed").format(name="fxtranslate"),
            remedy=_("`pip install fxtranslate`, or in a checkout: `uv tool install '.[offline]'`"),
        ) from error  # fmt: skip
    records = _records(_text(listing), listing)
    wanted = [(pair, _chosen(records, pair)) for pair in pairs]
    base = f"{mirror.rstrip('/')}/" if mirror else _attachments(listing)
    total, done = sum(one.size for _pair, files in wanted for one in files), 0
    made = []
    for pair, files in wanted:
        packed: list[tuple[File, Path]] = []
        for one in files:
            before = done
            packed.append((one, _file(base + one.location, one, lambda n, before=before: told(before + n, total))))  # type: ignore[misc]
            done += one.size
        made.append(_put(pair, packed, listing))
    return made


def _put(pair: Languages, packed: Iterable[tuple[File, Path]], listing: str) -> offline.Model:
    """Unpacks what was fetched and puts it in its place."""
    parts: dict[str, str] = {}
    version = ""
    fetched = list(packed)
    with placing(pair) as (place, settle):
        for one, path in fetched:
            try:
                data = offline.inflate(disk.read(path) or b"", one.unpacked)
            except ValueError as error:
                path.unlink(missing_ok=True)
                raise EngineError(
                    one.name, _("what was fetched is not the file it should be"), remedy=_("do it again")
                ) from error
            disk.replace(place / one.name, data)
            if one.kind == "vocab":
                parts.update(source_vocabulary=one.name, target_vocabulary=one.name)
            else:
                parts[_ROLES[one.kind]] = one.name
            version = one.version if one.kind == "model" else version
        model = settle(Found(offline.FIREFOX, pair, parts, version, listing))
    for _one, path in fetched:
        path.unlink(missing_ok=True)
    return model


# ── which files ─────────────────────────────────────────────────────────────────────────────────────────────────
def _records(body: str, where: str) -> list[Mapping[str, Any]]:
    try:
        data = json.loads(body)["data"]
        if not isinstance(data, list):
            raise TypeError(type(data))
        return [one for one in data if isinstance(one, dict)]
    except (ValueError, KeyError, TypeError) as error:
        raise EngineError(
            where, _("this is no list of models"), remedy=_("is it a mirror of Firefox’s models?")
        ) from error


def _chosen(records: Iterable[Mapping[str, Any]], pair: Languages) -> list[File]:
    """The newest files of a pair that can be used here. Raises UsageError where there is no model."""
    sources, targets = (_CODES.get(one, (language.base(one),)) for one in pair)
    newest: dict[str, tuple[tuple[int, ...], File]] = {}
    for one in records:
        attachment = one.get("attachment")
        if one.get("sourceLanguage") not in sources or one.get("targetLanguage") not in targets:
            continue
        version = str(one.get("version", "0"))
        rank = tuple(int(part) if part.isdecimal() else -1 for part in version.split("."))
        kind = str(one.get("fileType"))
        if rank[0] != MAJOR or kind not in (*_ROLES, "vocab") or not isinstance(attachment, dict):
            continue
        file = File(
            kind, Path(str(one.get("name"))).name, version, str(attachment.get("location", "")).lstrip("/"),
            int(attachment.get("size") or 0), attachment.get("hash"), one.get("decompressedHash"),
        )  # fmt: skip
        if kind not in newest or newest[kind][0] < rank:
            newest[kind] = (rank, file)
    vocabulary = "vocab" in newest or {"srcvocab", "trgvocab"} <= newest.keys()
    if "model" not in newest or not vocabulary:
        raise UsageError(
            "-".join(pair), _("there is no model for this pair there"),
            remedy=_("a file that has one can be taken with --from"),
        )  # fmt: skip
    return [file for _rank, file in newest.values()]


# ── over the network ────────────────────────────────────────────────────────────────────────────────────────────
def _attachments(listing: str) -> str:
    """The address under which attachments lie, by the server's own word."""
    root = listing.partition("/v1/")[0] + "/v1/"
    try:
        return str(json.loads(_text(root))["capabilities"]["attachments"]["base_url"])
    except (ValueError, KeyError, TypeError) as error:
        raise EngineError(root, _("the server does not say where its files are")) from error


def _text(address: str) -> str:
    import requests  # 425 ms

    try:
        answer = requests.get(address, timeout=TIMEOUT)
        answer.raise_for_status()
    except requests.RequestException as error:
        raise _unreachable(address, error) from error
    return str(answer.text)


def _unreachable(address: str, error: Exception) -> EngineError:
    answer = getattr(error, "response", None)
    why = f"HTTP {answer.status_code}" if answer is not None else _("no connection to the server")
    return EngineError(
        address, why,
        remedy=_("behind a firewall: fetch the files elsewhere and take them with --from FILE, or name a mirror"),
    )  # fmt: skip


def _file(address: str, one: File, told: Callable[[int], None]) -> Path:
    """The packed file, whole: what an earlier try has left is gone on from. Raises EngineError."""
    import requests

    path = folder() / ".fetched" / hashlib.sha256(f"{address} {one.packed}".encode()).hexdigest()[:32]
    with disk.trouble(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    trouble: Exception | None = None
    for _try in range(TRIES):
        here = path.stat().st_size if path.exists() else 0
        told(here)
        if one.size and here == one.size:
            break
        try:
            headers = {"Range": f"bytes={here}-"} if here else {}
            with requests.get(address, headers=headers, timeout=TIMEOUT, stream=True) as answer:
                answer.raise_for_status()
                going_on = answer.status_code == 206
                here = here if going_on else 0
                with disk.trouble(path):
                    file = open(path, "ab" if going_on else "wb")  # noqa: SIM115
                with file:
                    for piece in answer.iter_content(_PIECE):  # its exceptions are an OSError too, and no disk's
                        with disk.trouble(path):
                            file.write(piece)
                        here += len(piece)
                        told(here)
            if not one.size or here == one.size:
                break
        except requests.RequestException as error:
            status = getattr(error.response, "status_code", 0) if error.response is not None else 0
            if 400 <= status < 500:
                path.unlink(missing_ok=True)
                raise _unreachable(address, error) from error
            trouble = error
    else:
        raise _unreachable(address, trouble or EngineError(address, "")) from trouble
    if one.packed and hashlib.sha256(path.read_bytes()).hexdigest() != one.packed:
        path.unlink()
        raise EngineError(one.name, _("what was fetched is not the file it should be"), remedy=_("do it again"))
    return path
