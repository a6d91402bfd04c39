"""The grammar of what takes back files that went out (DESIGN §7)."""

from typing import Any

from transflow.interface import gettext as _

# What `newsroom.bilingualfiles` writes; named here, because a grammar loads nothing.
BILINGUAL = ("review", "xliff", "xliff2", "tmx", "po")


def exporting(command: Any) -> None:
    """The formats of `export`."""
    command.add_argument("--format", choices=("markdown", "html", "docx", *BILINGUAL), default="markdown")
    command.add_argument("--output", "-o", metavar="FILE")


def importing(command: Any) -> None:
    """`import FILE…`."""
    command.add_argument("files", nargs="+", metavar="FILE")
    command.add_argument("--dry-run", action="store_true", help=_("only say what would be taken"))
    command.add_argument("--json", action="store_true")
