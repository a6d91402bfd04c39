"""Other keys, as the settings choose them: what they come to, and what is refused with a reason.

Everything is looked at before the screen is taken over, so that a mistake is told where it can be read.
"""

from collections.abc import Iterator
from types import MappingProxyType

from transflow.errors import SettingsError
from transflow.interface import gettext as _
from transflow.settings import chords, values
from transflow.settings.preferences import Preferences, Remap
from transflow.tui import keys
from transflow.tui.keymap import Key, Keymap, written

# With these a person writes; no command takes them away from a screen in which one does.
_WRITES = frozenset({
    "enter", "backspace", "delete", "tab", "left", "right", "up", "down", "home", "end",
    *(f"{modifier}+{key}" for modifier in ("shift", "ctrl", "ctrl+shift") for key in ("left", "right", "home", "end")),
    "shift+up", "shift+down", "ctrl+a", "ctrl+c", "ctrl+v", "ctrl+x", "ctrl+y", "ctrl+z",
})  # fmt: skip
# Without these there is no way on, out or to help; a dialog's commands are in no palette, so each needs a key too.
_NEEDED = frozenset({"anywhere.help", "anywhere.palette", "anywhere.quit", "editor.confirm"})
_WAYS_OUT = frozenset({"back", "close", "cancel"})


def keymap(preferences: Preferences) -> Keymap:
    """The keys that `preferences` choose. Raises SettingsError naming the file, the action and what is wrong."""
    changed: dict[str, tuple[str, ...]] = {}
    said: dict[str, Remap] = {}
    for remap in preferences.remaps:
        meant = [one for one in keys.COMMANDS.values() if remap.action in (one.name, one.ident)]
        if not meant:
            known = dict.fromkeys((*(one.name for one in keys.COMMANDS.values()), *keys.COMMANDS))
            raise values.unknown(remap.path, f"keys.{remap.action}", [f"keys.{name}" for name in known])
        spared = [one for one in meant if remap.keys or not _needed(one)]
        for one in spared or meant:  # to take a key away everywhere takes it where it can be done without
            changed[one.ident], said[one.ident] = remap.keys, remap
    found = Keymap(MappingProxyType(changed))
    for ident, remap in said.items():
        _looked_at(keys.COMMANDS[ident], remap)
    for place in keys.PLACES.values():
        _apart(place, found, said)
    return found


def _looked_at(one: Key, remap: Remap) -> None:
    """Refuses keys that fight writing, and to leave without a key what needs one."""
    if not remap.keys and _needed(one):
        first = one.keys.split(",")[0]
        raise _refused(
            remap, _("“{label}” needs a key").format(label=one.told), _("give it one, as {key}").format(key=first)
        )
    if one in keys.ANYWHERE or any(place.writes for place in _places(one)):
        for key in remap.keys:
            if key not in one.keys.split(",") and (key in _WRITES or chords.writes(key)):
                raise _refused(
                    remap,
                    _("{key} writes or moves in a text field").format(key=written(key)),
                    _("take a function key, or a letter with Alt or Ctrl"),
                )


def _needed(one: Key) -> bool:
    """Whether there is no other way to it than a key."""
    if one in keys.ANYWHERE:
        return one.ident in _NEEDED
    return one.ident in _NEEDED or one.name in _WAYS_OUT or all(place.modal for place in _places(one))


def _places(one: Key) -> Iterator[keys.Place]:
    return (place for place in keys.PLACES.values() if one in place.keys)


def _apart(place: keys.Place, found: Keymap, said: dict[str, Remap]) -> None:
    """Refuses a key that would mean two things on one screen."""
    taken: dict[str, Key] = {}
    for one in (*keys.ANYWHERE, *place.keys):
        for key in found.of(one):
            other = taken.setdefault(key, one)
            if other is not one:
                remap = said.get(one.ident) or said[other.ident]
                free = other if said.get(one.ident) else one
                raise _refused(
                    remap,
                    _("on the screen “{screen}” {key} is “{one}” and “{other}”").format(
                        screen=_(place.title), key=written(key), one=f"{other.told} ({other.ident})",
                        other=f"{one.told} ({one.ident})",
                    ),
                    _("give one of them another key, as {line}").format(line=f'"{free.ident}" = "f12"'),
                )  # fmt: skip


def _refused(remap: Remap, problem: str, remedy: str) -> SettingsError:
    return SettingsError(remap.path, f"keys.{remap.action}: {problem}", remedy=remedy)
