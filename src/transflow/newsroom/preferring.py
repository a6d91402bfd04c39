"""A person's own settings: one small TOML file of the person's, on the person's machine, in which a program changes no
more than it was asked to."""

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from transflow.errors import SettingsError
from transflow.interface import gettext as _
from transflow.settings import preferences
from transflow.settings.preferences import Preferences
from transflow.workspace import disk
from transflow.workspace.folder import decode

_ONE_LINE = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w.+-]+)"""


def path() -> Path:
    """Where the file is: `transflow/settings.toml` under `$XDG_CONFIG_HOME` (an absolute path, by its standard), else
    under `~/.config`."""
    named = os.environ.get("XDG_CONFIG_HOME", "")
    base = Path(named) if os.path.isabs(named) else Path(os.path.expanduser("~"), ".config")
    return base / "transflow" / "settings.toml"


def own() -> Preferences:
    """What one's own file says; nothing where there is none. Raises SettingsError, WorkspaceError."""
    data = disk.read(path())
    return Preferences() if data is None else preferences.read(decode(data, str(path())), str(path()))


def remember(table: str, key: str, value: str) -> Path:
    """Writes one setting into one's own file, which is made if need be; the file's path.

    Everything else in it keeps its bytes. Raises SettingsError if the file is broken, WorkspaceError if it cannot be
    written.
    """
    place = path()
    data = disk.read(place) or b""
    disk.replace(place, with_setting(decode(data, str(place)), table, key, value, str(place)).encode())
    return place


def with_setting(text: str, table: str, key: str, value: str, where: str) -> str:
    """The TOML `text` with `key` of `[table]` set to the text `value`. Raises SettingsError naming the file `where`."""
    before = _parsed(text, where)
    wanted = {**before, table: {**_table(before, table), key: value}}
    line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
    found = next((changed for changed in _edits(text, table, key, line) if _says(changed, wanted)), None)
    if found is None:
        raise SettingsError(
            where,
            _("{key} is written in a way that a program does not change").format(key=f"{table}.{key}"),
            remedy=_("write it yourself: {line}").format(line=f"[{table}] {line}"),
        )
    return found


def _table(document: Mapping[str, Any], table: str) -> Mapping[str, Any]:
    found = document.get(table, {})
    return found if isinstance(found, dict) else {}


def _parsed(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(where, str(error), remedy=_("mend the file; it is TOML")) from error


def _says(text: str, wanted: Mapping[str, Any]) -> bool:
    """Whether an edit came out as it was meant: multi-line texts and dotted keys can look like something else."""
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _edits(text: str, table: str, key: str, line: str) -> Iterator[str]:
    """Where the setting may be meant to stand, the likeliest first: in place of the value that is there (a comment
    behind it stays), below the table's head, at the end with a head of its own."""
    lines = text.splitlines(keepends=True)
    ending = "\r\n" if "\r\n" in text else "\n"
    head = re.compile(rf"\s*\[\s*(?:{table}|\"{table}\"|'{table}')\s*\]\s*(?:#.*)?")
    present = re.compile(rf"(\s*){key}\s*=\s*{_ONE_LINE}")
    heads = [number for number, one in enumerate(lines) if head.fullmatch(one.rstrip("\r\n"))]
    for number in heads:
        for at in range(number + 1, len(lines)):
            match = present.match(lines[at])
            if match:
                yield "".join((*lines[:at], match[1], line, lines[at][match.end() :], *lines[at + 1 :]))
    for number in heads:
        start = lines[number] if lines[number].endswith("\n") else lines[number] + ending
        yield "".join((*lines[:number], start, line, ending, *lines[number + 1 :]))
    gap = "" if not text else ending if text.endswith("\n") else ending * 2
    yield f"{text}{gap}[{table}]{ending}{line}{ending}"
