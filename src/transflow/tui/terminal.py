"""What terminals send for Alt with a key, which Textual 8.2 reads wrongly.

It takes Alt with a digit for the character that a Mac types with Option (`¡`, `™`), so that Alt+1 would write a `¡`
into a translation. And it waits 0.1 s after Alt with a letter for more of a sequence: a key pressed meanwhile (a held
key repeats faster) turned both into letters, `^j`, in the text. So each is named here as a sequence of its own.
"""

from dataclasses import dataclass

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

_KEYS = "abcdefghijklmnopqrstuvwxyz0123456789-="  # none of these begins a longer sequence after Escape


@dataclass(frozen=True, slots=True)
class _Name:
    """Stands where Textual has a member of its enumeration of keys, which knows no Alt."""

    value: str


def prepare() -> None:
    """Makes Alt with a letter or digit a key at once; called before the application reads its first key."""
    table: dict[str, object] = ANSI_SEQUENCES_KEYS  # type: ignore[assignment]
    for char in _KEYS:
        table[f"\x1b{char}"] = (_Name(f"alt+{char}"),)
