"""Writes docs/keys.md from the table of keys: `uv run python tools/keys_page.py`; `--check` changes nothing and fails
where the page is behind the table."""

import os
import sys
from pathlib import Path

os.environ["TRANSFLOW_LANG"] = "en"

from transflow.tui import keys
from transflow.tui.keymap import Keymap

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "keys.md"
_HEAD = """\
# Keys

Made by `tools/keys_page.py` from `src/transflow/tui/keys.py`; the help (F1) and the palette (Ctrl+P) show the same.

A click on the line at the foot does what the key does. Where nothing is written, `?` is the help, `:` the palette and
`/` the search, in full width (`？` `：` `／`) too; numbers choose in either width.
"""
_TAIL = """\
## Other keys

In `transflow.toml` for the whole house, or in your own file, which comes after it: `~/.config/transflow/settings.toml`
(`$XDG_CONFIG_HOME/transflow/settings.toml`).

```toml
[keys]
confirm = "f2, ctrl+enter"     # an action, on every screen that has it; the names are in the tables above
"editor.approve" = "f12"       # on one screen only
"editor.join_block" = ""       # no key: it is in the palette all the same

[interface]
theme = "textual-light"        # any theme that the palette lists; choosing one there writes it here
typography = true              # full-width marks and paired quotes as one types
ambiguous = "auto"             # how wide the terminal draws “ ” … — : "auto" asks it; "narrow", "wide"
```

A key is written as here or as the program shows it, in any case: `ctrl+enter`, `Alt+↓`, `PgDn`, `?`. What will not do
is said before the screen opens, with the file's name (exit code 3):

| refused | why |
|---|---|
| one key for two actions of a screen | only one of them could be reached; both are named |
| `ctrl+space`, `ctrl+.`, Shift alone | input methods switch with them |
| Shift with a character | that is the character |
| `ctrl+i`, `ctrl+m`, `ctrl+j`, `ctrl+h`, `ctrl+[` | terminals send the same as Tab, Enter, new line, Backspace, Esc |
| `alt+[` | other keys begin with it in a terminal |
| where one writes: characters, Space, Enter, Backspace, arrows, Ctrl+C and the like | they write and move in a text |
| no key for help, palette, quit, confirm, the ways back, and what only a dialog has | there would be no other way |

`ctrl+enter` and `ctrl` with a digit reach the program only in terminals with the kitty protocol: give such an action a
second key.
"""


def page() -> str:
    """The page as it ought to be."""
    parts = [_HEAD, *_section("On every screen", keys.ANYWHERE)]
    for place in keys.PLACES.values():
        parts += _section(place.title, place.keys)
    parts.append("## In a text field\n\n| key | what it does |\n|---|---|")
    parts += [f"| {shown} | {what} |" for shown, what in keys.WRITING]
    return "\n".join([*parts, "", _TAIL])


def _section(title: str, table: tuple[keys.Key, ...]) -> list[str]:
    rows = [f"| {Keymap().shown(one)} | {one.told} | `{one.ident}` |" for one in table]
    return [f"## {title}\n", "| key | what it does | action |", "|---|---|---|", *rows, ""]


def main() -> int:
    """Writes the page, or with `--check` compares; 1 where it is behind."""
    wanted = page()
    if "--check" in sys.argv:
        behind = not PAGE.exists() or PAGE.read_text("utf-8") != wanted
        if behind:
            print("docs/keys.md is behind the table of keys: run tools/keys_page.py", file=sys.stderr)
        return int(behind)
    PAGE.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
