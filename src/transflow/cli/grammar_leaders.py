"""The grammar of what goes to leaders and comes back from them (DESIGN §7)."""

from typing import Any

from transflow.interface import gettext as _


def exporting(command: Any) -> None:
    """What `export --format docx` is to hold."""
    languages = command.add_mutually_exclusive_group()
    languages.add_argument("--clean", action="store_true", help=_("Word: the translation alone (also without this)"))
    languages.add_argument("--both", action="store_true", help=_("Word: the source under each paragraph"))
