"""How a key is written in the settings: `f2`, `Ctrl+Enter`, `alt+↓`, `?`; any case, spaces do not matter.

The canonical form is what terminals' libraries use: the modifiers in alphabetical order, then the key's name in small
letters (`alt+ctrl+down`, `ctrl+slash`).
"""

import string
import unicodedata

from transflow.interface import gettext as _
from transflow.interface import mark as N_

MODIFIERS = ("alt", "ctrl", "shift")
NAMED = (
    "enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown",
    "up", "down", "left", "right", *(f"f{number}" for number in range(1, 25)),
)  # fmt: skip
_OTHERWISE = {
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown",
    "page up": "pageup", "page down": "pagedown", "↑": "up", "↓": "down", "←": "left", "→": "right",
    "control": "ctrl", "option": "alt", "period": "full_stop", "dot": "full_stop",
    # the names of Unicode where terminals' libraries have shorter ones
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip


def _named(character: str) -> str:
    """The name of a character's key: itself for a letter or digit, else Unicode's name of it (`question_mark`)."""
    if character.isalnum():
        return character.lower()
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _OTHERWISE.get(name, name)


MARKS = {_named(char): char for char in string.punctuation}
_KNOWN = frozenset((*NAMED, *MARKS))

# What can never be a command, and why. (A key of one character with Shift is that character: see `chord`.)
_IME = N_("input methods switch with it")
_NEVER = {
    "ctrl+space": _IME, "ctrl+at": _IME, "ctrl+full_stop": _IME, "shift+space": _IME, "ctrl+shift+space": _IME,
    "ctrl+i": N_("terminals send the same for Tab"), "ctrl+m": N_("terminals send the same for Enter"),
    "ctrl+j": N_("terminals send the same for a new line"), "ctrl+h": N_("terminals send the same for Backspace"),
    "ctrl+left_square_bracket": N_("terminals send the same for Esc"),
    "alt+left_square_bracket": N_("other keys begin with it in a terminal"),
}  # fmt: skip


def chord(text: str) -> str:
    """The canonical form of one key. Raises ValueError with the reason, in the user's language, if it will not do."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    head, _plus, last = plain.rpartition("+")
    if plain.endswith("+"):  # the plus key itself: `+` or `ctrl++`
        head, last = plain[:-1].rstrip().removesuffix("+"), "+"
    modifiers = [_OTHERWISE.get(one.strip(), one.strip()) for one in head.split("+")] if head else []
    key = last.strip()
    key = _OTHERWISE.get(key, _named(key) if len(key) == 1 else key)
    for one in modifiers:
        if one not in MODIFIERS:
            raise ValueError(
                _("“{name}” is no modifier; there are {known}").format(name=one, known=", ".join(MODIFIERS))
            )
    if key in MODIFIERS:
        raise ValueError(_("“{key}” alone is no key: input methods switch with it").format(key=text.strip()))
    if key not in _KNOWN and not (len(key) == 1 and key.isascii() and key.isalnum()):
        import difflib  # 5 ms, and only a mistake needs it

        near = difflib.get_close_matches(key, sorted(_KNOWN), n=1)
        if near:
            raise ValueError(_("there is no key “{key}”; did you mean “{near}”?").format(key=key, near=near[0]))
        raise ValueError(_("there is no key “{key}”; keys are written like f2, ctrl+enter, alt+down").format(key=key))
    found = "+".join((*sorted(set(modifiers)), key))
    reason = _NEVER.get(found) or _NEVER.get(found.replace("shift+", ""))
    if not reason and modifiers == ["shift"] and writes(key):
        reason = N_("Shift with a character writes that character")
    if reason:
        raise ValueError(_("“{key}” cannot be a command: {why}").format(key=text.strip(), why=_(reason)))
    return found


def chords(text: str) -> tuple[str, ...]:
    """The canonical forms of keys separated by commas, each once; none for an empty text. Raises ValueError."""
    return tuple(dict.fromkeys(chord(one) for one in text.split(","))) if text.strip() else ()


def writes(key: str) -> bool:
    """Whether a key without modifiers writes a character."""
    return len(key) == 1 or key == "space" or key in MARKS
