"""The grammar of what leaves the newsroom: `deliver`, `export`."""

from typing import Any

from transflow.interface import gettext as _


def delivering(deliver: Any) -> None:
    """`deliver [NAME] [SLUG…]`."""
    deliver.add_argument("name", nargs="?", metavar="NAME", help=_("the destination, as transflow.toml calls it"))
    deliver.add_argument("slugs", nargs="*", metavar="SLUG")
    deliver.add_argument(
        "--all", action="store_true", dest="everything", help=_("all that is live; without NAME to every destination")
    )
    deliver.add_argument("--dry-run", action="store_true", help=_("only say what would be sent"))
    deliver.add_argument("--force", action="store_true", help=_("also over what somebody has changed there"))
    deliver.add_argument("--json", action="store_true")
