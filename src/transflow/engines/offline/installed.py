"""The models that are on this machine: one folder a pair of languages, and in each a manifest that says what it is.

The manifest is written last, so a folder without one is a model that never became whole.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from transflow import language
from transflow.engines.port import Pair

MANIFEST = "model.json"
FORMAT = 1
FIREFOX, MARIAN = "firefox", "ctranslate2"

# What a model of each kind is made of: the part's name in the manifest, and whether it may be missing.
PARTS: Mapping[str, Mapping[str, bool]] = {
    FIREFOX: {"model": False, "source_vocabulary": False, "target_vocabulary": False, "shortlist": True},
    MARIAN: {"model": False, "source_pieces": False, "target_pieces": False},
}


@dataclass(frozen=True, slots=True)
class Model:
    """One model: its kind, the languages it translates between, where it lies, and its parts (name → file in there;
    of CTranslate2's the part `model` is a folder). `size` in bytes."""

    kind: str
    source: str
    target: str
    folder: Path
    parts: Mapping[str, str] = field(hash=False)
    size: int
    version: str = ""
    origin: str = ""

    @property
    def name(self) -> str:
        """`zh-en`, as commands name it."""
        return self.folder.name

    def part(self, name: str) -> Path:
        """Where a part lies."""
        return self.folder / self.parts[name]


def manifest(model: Model, digests: Mapping[str, str]) -> bytes:
    """What is written beside a model. `digests`: SHA-256 by file."""
    said: dict[str, Any] = {
        "format": FORMAT, "kind": model.kind, "source": model.source, "target": model.target,
        "version": model.version, "from": model.origin, "size": model.size, "parts": dict(model.parts),
        "sha256": dict(digests),
    }  # fmt: skip
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def read(folder: Path) -> Model | None:
    """The model in a folder; None where none became whole there, or one of another version of this program."""
    try:
        said = json.loads((folder / MANIFEST).read_bytes())
        model = Model(
            str(said["kind"]), str(said["source"]), str(said["target"]), folder,
            {str(name): str(file) for name, file in said["parts"].items()}, int(said["size"]),
            str(said.get("version", "")), str(said.get("from", "")),
        )  # fmt: skip
        needed = [name for name, optional in PARTS[model.kind].items() if not optional]
        whole = said["format"] == FORMAT and all(model.part(name).exists() for name in needed)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # nothing that this program could have written
    return model if whole else None


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of a model as its manifest names them; nothing where there is none."""
    try:
        said = json.loads((folder / MANIFEST).read_bytes())
        return {str(name): str(digest) for name, digest in said["sha256"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def listed(folder: Path) -> tuple[Model, ...]:
    """All models in the folder of models, by name."""
    try:
        inside = sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))
    except OSError:  # nobody has added one yet
        return ()
    return tuple(found for one in inside if (found := read(one)))


def find(folder: Path, pair: Pair) -> Model | None:
    """The model for a pair of locales: of just these, else of their languages; but Traditional Chinese is never
    written with a model of Simplified, nor read with one."""
    named = (one for one in listed(folder))
    fitting = [one for one in named if _fits(one.source, pair.source) and _fits(one.target, pair.target)]
    fitting.sort(key=lambda one: (one.source == pair.source) + (one.target == pair.target), reverse=True)
    return fitting[0] if fitting else None


def _fits(model: str, locale: str) -> bool:
    return model == locale or (not language.is_chinese(locale) and language.base(model) == language.base(locale))
