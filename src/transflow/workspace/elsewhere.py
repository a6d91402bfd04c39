"""A folder outside of the newsroom, for what is delivered there: another program's site."""

import os
from pathlib import Path

from transflow.errors import SettingsError, WorkspaceError
from transflow.interface import gettext as _
from transflow.settings import FILE
from transflow.workspace import disk

_OURS = ("articles", "locales", "memory", "journal", "deliveries", "templates", "prompts", "public", ".transflow")


class Elsewhere:
    """The folder at `path`. Names are relative to it; nothing is written outside of it, through a link either."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self.path = str(root)

    def trouble(self) -> str | None:
        """Why nothing can be written there; None where it can."""
        if not self._root.is_dir():
            return _("there is no folder {path}").format(path=self.path)
        return None if os.access(self._root, os.W_OK) else _("{path} cannot be written").format(path=self.path)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        return disk.read(self._inside(name))

    def write(self, name: str, data: bytes) -> None:
        """Writes a file, whole or not at all. Raises WorkspaceError where the folder itself is not there: a path that
        is mistyped must not make a site of its own."""
        reason = self.trouble()
        if reason:
            raise WorkspaceError(self.path, reason, remedy=_("make it, or mend the path in transflow.toml"))
        disk.replace(self._inside(name), data)

    def remove(self, name: str) -> None:
        """Takes a file away, and the folders that are empty then."""
        path = self._inside(name)
        disk.remove(path)
        for folder in path.parents:
            if folder == self._root or any(folder.iterdir()):
                break
            folder.rmdir()

    def _inside(self, name: str) -> Path:
        path = self._root / name
        real = path.resolve()
        if self._root not in real.parents:
            raise WorkspaceError(
                path, _("this leads out of {path}").format(path=self.path), remedy=_("put a folder there, not a link")
            )
        return path


def elsewhere(newsroom: Path, written: str) -> Elsewhere:
    """The folder that the settings name, relative to the newsroom's. Raises SettingsError for one of the newsroom's
    own: what is delivered must not overwrite what it is made of."""
    place = newsroom / Path(written).expanduser()
    real = place.resolve()
    if real == newsroom or any((newsroom / one) in (real, *real.parents) for one in _OURS):
        raise SettingsError(
            FILE, _("{path} is the newsroom’s own folder").format(path=written),
            remedy=_("name the folder of the other site"),
        )  # fmt: skip
    return Elsewhere(place)
