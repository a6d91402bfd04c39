"""The grammar of what leaves the newsroom: `deliver`, `export`."""

from collections.abc import Sequence
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


def exporting(export: Any, bilingual: Sequence[str]) -> None:
    """`export SLUG --to L`; `bilingual` are the formats that hold both texts."""
    export.add_argument("slug", nargs="?", metavar="SLUG", help=_("with --format tar: else the whole site"))
    export.add_argument("--to", metavar="L", help=_("the target language"))
    export.add_argument("--format", choices=("markdown", "html", "docx", *bilingual, "tar"), default="markdown")
    export.add_argument(
        "--fragment", action="store_true", help=_("HTML without a page around it, to be pasted into another program")
    )
    export.add_argument("--headline", action="store_true", help=_("with the headline above the fragment"))
    export.add_argument("--standfirst", action="store_true", help=_("with the standfirst above the fragment"))
    export.add_argument("-o", "--output", metavar="PATH", help=_("a file; for a fragment and its pictures a folder"))
    languages = export.add_mutually_exclusive_group()
    languages.add_argument("--clean", action="store_true", help=_("Word: the translation alone (also without this)"))
    languages.add_argument("--both", action="store_true", help=_("Word: the source under each paragraph"))
