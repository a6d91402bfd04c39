"""A command with its keys, how a key is written for people, and which keys a person has chosen instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from textual.app import App

from transflow.interface import gettext as _

_WRITTEN = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc",
    "delete": "Del", "insert": "Ins", "full_stop": ".", "comma": ",", "slash": "/", "backslash": "\\", "colon": ":",
    "semicolon": ";", "question_mark": "?", "exclamation_mark": "!", "apostrophe": "'", "quotation_mark": '"',
    "minus": "-", "underscore": "_", "equals_sign": "=", "plus": "+", "asterisk": "*", "number_sign": "#", "at": "@",
    "percent_sign": "%", "ampersand": "&", "dollar_sign": "$", "tilde": "~", "grave_accent": "`", "vertical_line": "|",
    "circumflex_accent": "^", "less_than_sign": "<", "greater_than_sign": ">", "left_parenthesis": "(",
    "right_parenthesis": ")", "left_square_bracket": "[", "right_square_bracket": "]", "left_curly_bracket": "{",
    "right_curly_bracket": "}",
}  # fmt: skip
_NONE = "<ignore>"  # what the library calls a key that nobody can press
_FULL, _WIDE = range(0xFF01, 0xFF5F), 0xFEE0  # `！` … `～`, and how far they are from `!` … `~`


@dataclass(frozen=True, slots=True)
class Key:
    """One command: its keys as Textual names them (separated by commas), the action, what it does (`{n}` in it is the
    action's argument).

    `foot`: whether it stands in the line at the foot; `screen` and `group`: where it belongs, put in by `keys`.
    """

    keys: str
    action: str
    label: str
    foot: bool = field(default=True, kw_only=True)
    screen: str = field(default="", kw_only=True)
    group: str = field(default="", kw_only=True)

    @property
    def argument(self) -> str:
        """What stands in the action's brackets: `1` of `insert(1)`; nothing in most."""
        return self.action.rstrip(")").partition("(")[2]

    @property
    def name(self) -> str:
        """The action as the settings name it: `confirm`, `insert_1`."""
        name = self.action.partition("(")[0]
        return f"{name}_{self.argument}" if self.argument else name

    @property
    def ident(self) -> str:
        """The same for one screen alone: `editor.confirm`; nothing if the command is in no table of `keys`."""
        return f"{self.screen}.{self.name}" if self.screen else ""

    @property
    def call(self) -> str:
        """The action as a screen is asked for it, in order with what is typed: `do('insert', 1)` (see `order`)."""
        name = self.action.partition("(")[0]
        return f"do('{name}', {self.argument})" if self.argument else f"do('{name}')"

    @property
    def told(self) -> str:
        """What it does, in the person's language."""
        return _(self.label).replace("{n}", self.argument)


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys that a person has chosen: `Key.ident` → keys as Textual names them; those not named are as delivered."""

    changed: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, one: Key) -> tuple[str, ...]:
        """The keys of a command; none if it has lost them all."""
        return self.changed.get(one.ident, tuple(one.keys.split(",")))

    def first(self, one: Key) -> str:
        """Its first key as people write it; nothing if it has none."""
        return next(map(written, self.of(one)), "")

    def shown(self, one: Key) -> str:
        """All its keys as people write them: `F2 / Ctrl+Enter`."""
        return " / ".join(map(written, self.of(one)))

    def bound(self) -> dict[str, str]:
        """What Textual's `App.set_keymap` is given."""
        return {ident: ",".join(keys) or _NONE for ident, keys in self.changed.items()}


def of(app: App[object]) -> Keymap:
    """The keymap of an application; the keys as delivered in one that has none."""
    found = getattr(app, "keymap", None)
    return found if isinstance(found, Keymap) else Keymap()


def written(key: str) -> str:
    """A key as people write it: `Ctrl+Enter`, `Alt+↓`, `F2`."""
    *modifiers, last = key.split("+")
    return "+".join((*(one.capitalize() for one in modifiers), _WRITTEN.get(last, last.capitalize())))


def plain(character: str | None) -> str:
    """A character as a command: a full-width `？` or `１` is `?` or `1`, whatever the input method is set to; nothing
    for no character."""
    if character is None or len(character) != 1:
        return ""
    return chr(ord(character) - _WIDE) if ord(character) in _FULL else " " if character == "\u3000" else character
