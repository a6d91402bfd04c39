"""The grammar of taking in what was published before: `add --pair`."""

from typing import Any

from transflow.interface import gettext as _


def bringing(add: Any) -> None:
    """`add --pair ARTICLE TRANSLATION`, a folder of such files, or a list of them."""
    add.add_argument(
        "--pair", action="store_true",
        help=_("an article and its published translation (or a folder of x.zh.docx and x.en.html, or a .csv)"),
    )  # fmt: skip
    add.add_argument(
        "--translator", metavar="NAME", help=_("who translated it (with --pair; else the file stands for them)")
    )
    add.add_argument("--reviewer", metavar="NAME", help=_("who signed it where it was published (with --pair)"))
    add.add_argument("--dry-run", action="store_true", help=_("only show how the two are aligned (with --pair)"))
