"""Compiles the interface catalogues (`locales/*/LC_MESSAGES/transflow.po`) into the package when it is built, and makes
those of Traditional Chinese out of the Simplified one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import opencc
import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ORIGIN = "zh_CN"
VARIANTS = {"zh_TW": "s2tw", "zh_HK": "s2hk"}  # OpenCC's configurations
QUOTES = str.maketrans("“”‘’", "「」『』")


class Catalogues(BuildHookInterface[Any]):
    """For a wheel and for an editable install alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Writes the `.mo` files and names them as parts of the wheel."""
        del version
        root = Path(self.root)
        sources = {path.parents[1].name: path for path in sorted(root.glob("locales/*/LC_MESSAGES/transflow.po"))}
        for locale, catalogue in _catalogues(sources):
            name = f"src/transflow/locales/{locale}/LC_MESSAGES/transflow.mo"
            compiled = root / name
            compiled.parent.mkdir(parents=True, exist_ok=True)
            catalogue.save_as_mofile(str(compiled))
            build_data["artifacts"].append(name)


def _catalogues(sources: dict[str, Path]) -> Iterator[tuple[str, polib.POFile]]:
    """Each catalogue by its locale; a variant that has none of its own is converted."""
    for locale, path in sources.items():
        yield locale, polib.pofile(str(path))
    for locale, configuration in VARIANTS.items() if ORIGIN in sources else ():
        if locale not in sources:
            yield locale, _converted(polib.pofile(str(sources[ORIGIN])), locale, opencc.OpenCC(configuration))


def _converted(catalogue: polib.POFile, locale: str, converter: Any) -> polib.POFile:
    catalogue.metadata["Language"] = locale
    for entry in catalogue:
        entry.msgstr = converter.convert(entry.msgstr).translate(QUOTES)
        plurals = entry.msgstr_plural.items()
        entry.msgstr_plural = {number: converter.convert(text).translate(QUOTES) for number, text in plurals}
    return catalogue
