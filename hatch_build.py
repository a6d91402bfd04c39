"""Compiles the interface catalogues (`locales/*/LC_MESSAGES/transflow.po`) into the package when it is built."""

from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface[Any]):
    """For a wheel and for an editable install alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Writes the `.mo` files and names them as parts of the wheel."""
        del version
        root = Path(self.root)
        for source in sorted(root.glob("locales/*/LC_MESSAGES/transflow.po")):
            name = f"src/transflow/{source.relative_to(root).with_suffix('.mo').as_posix()}"
            compiled = root / name
            compiled.parent.mkdir(parents=True, exist_ok=True)
            polib.pofile(str(source)).save_as_mofile(str(compiled))
            build_data["artifacts"].append(name)
