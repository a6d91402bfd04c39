"""What a person was typing when the program was killed: one small file beside the index, written while one types.

A text is on disk when the cursor leaves its segment (DESIGN §6.3); this keeps the sentence before that. It is no part
of the article: whoever deletes it loses the last unsaved sentence of a crash, and nothing else.
"""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from transflow.newsroom.room import Newsroom
from transflow.workspace import disk

FOLDER = "typing"


@dataclass(frozen=True, slots=True)
class Unsaved:
    """The text typed into a segment, and the target that stood there before."""

    segment: str
    before: str
    text: str


def keep(room: Newsroom, slug: str, locale: str, found: Unsaved) -> None:
    """Keeps a text until it is saved or dropped. Raises WorkspaceError."""
    disk.replace(_path(room, slug, locale), json.dumps(asdict(found), ensure_ascii=False).encode(), durable=False)


def kept(room: Newsroom, slug: str, locale: str) -> Unsaved | None:
    """The text of the actor that was not saved; None where there is none that can be read."""
    data = disk.read(_path(room, slug, locale))
    try:
        value = json.loads(data or b"null")
        return Unsaved(str(value["segment"]), str(value["before"]), str(value["text"])) if value else None
    except (ValueError, KeyError, TypeError):  # torn by the very crash
        return None


def drop(room: Newsroom, slug: str, locale: str) -> None:
    """Forgets it: it is saved, or not wanted. Raises WorkspaceError."""
    disk.remove(_path(room, slug, locale))


def carry(room: Newsroom, old: str, new: str) -> None:
    """What anybody was typing in the article `old` belongs to `new` from now on. Raises WorkspaceError."""
    folder = room.workspace.derived / FOLDER
    for one in disk.entries(folder) if folder.is_dir() else ():
        if one.name.startswith(f"{old}."):  # a slug has no dots
            data = disk.read(one)
            if data is not None:  # else its writer has just saved or dropped it
                disk.replace(one.with_name(new + one.name.removeprefix(old)), data, durable=False)
                disk.remove(one)


def _path(room: Newsroom, slug: str, locale: str) -> Path:
    who = sha256(room.actor.encode()).hexdigest()[:8]  # a name may hold what a file's name may not
    return room.workspace.derived / FOLDER / f"{slug}.{locale}.{who}.json"
