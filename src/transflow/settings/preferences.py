"""How a person wants the terminal UI: `[keys]` and `[interface]`, for the house in `transflow.toml` and for oneself in
one's own file. One's own come after those of the house, setting by setting.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from transflow.errors import SettingsError
from transflow.interface import gettext as _
from transflow.settings import chords, values

WIDTHS = ("auto", "narrow", "wide")
TABLES = ("keys", "interface")
_INTERFACE: Mapping[str, tuple[str, values.Reader]] = {
    "theme": ("theme", values.text),
    "typography": ("typography", values.flag),
    "ambiguous": ("ambiguous", values.one_of(*WIDTHS)),
}


@dataclass(frozen=True, slots=True)
class Remap:
    """An action (`confirm`, or `editor.confirm` for one screen) is wanted on other keys: canonical ones of `chords`,
    none for no key. `path` is the file that says so."""

    action: str
    keys: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Preferences:
    """`theme` is a name of the terminal library's; `ambiguous`: how wide a terminal draws “ ” … — (out of `WIDTHS`);
    `remaps` take effect one after the other. `stated` says which file each setting comes from."""

    theme: str = "textual-dark"
    typography: bool = True
    ambiguous: str = "auto"
    remaps: tuple[Remap, ...] = ()
    stated: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def then(self, own: "Preferences") -> "Preferences":
        """These, with what `own` states in their place."""
        return replace(
            self,
            **{name: getattr(own, name) for name in own.stated},
            remaps=(*self.remaps, *own.remaps),
            stated=MappingProxyType({**self.stated, **own.stated}),
        )


def of(document: Mapping[str, Any], path: str) -> Preferences:
    """What the tables `keys` and `interface` of a settings file say. Raises SettingsError naming what is wrong."""
    found: dict[str, Any] = {}
    for key, value in document.get("interface", {}).items():
        if key not in _INTERFACE:
            raise values.unknown(path, f"interface.{key}", [f"interface.{known}" for known in _INTERFACE])
        name, reader = _INTERFACE[key]
        try:
            found[name] = reader(value)
        except TypeError as error:
            raise values.wrong(path, f"interface.{key}", value, error) from error
    stated = MappingProxyType(dict.fromkeys(found, path))
    remaps = tuple(sorted(_remaps(document.get("keys", {}), path), key=lambda one: "." in one.action))
    return Preferences(**found, remaps=remaps, stated=stated)


def _remaps(content: Mapping[str, Any], path: str, screen: str = "") -> Iterator[Remap]:
    """`editor.approve = "f4"` is a table within `keys` to TOML, and `"editor.approve"` is not; both are meant."""
    for name, value in content.items():
        if isinstance(value, dict) and not screen:
            yield from _remaps(value, path, f"{name}.")
            continue
        try:
            yield Remap(f"{screen}{name}", chords.chords(values.text(value)), path)
        except (TypeError, ValueError) as error:
            raise values.wrong(path, f"keys.{screen}{name}", value, error) from error


def read(text: str, path: str) -> Preferences:
    """A person's own settings file, which has these two tables only. Raises SettingsError."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(path, str(error), remedy=_("mend the file; it is TOML")) from error
    for table, content in document.items():
        if table not in TABLES:
            raise values.unknown(path, table, TABLES)
        if not isinstance(content, dict):
            raise SettingsError(path, _("“{key}” stands outside a table").format(key=table), remedy=f"[{table}]")
    return of(document, path)
