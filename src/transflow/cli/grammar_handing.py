"""The grammar of what takes back files that went out (DESIGN §7)."""

from typing import Any

from transflow.interface import gettext as _

# What `newsroom.bilingualfiles` writes; named here, because a grammar loads nothing.
FORMATS = ("review", "xliff", "xliff2", "tmx", "po")


def importing(command: Any) -> None:
    """`import FILE…`."""
    command.add_argument("files", nargs="+", metavar="FILE")
    command.add_argument("--dry-run", action="store_true", help=_("only say what would be taken"))
    command.add_argument("--json", action="store_true")
