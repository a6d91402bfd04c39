"""The grammar of the commands for what a translation has of its own: `insert`, `move`, `set`."""

from typing import Any

from transflow.cli.usage import told
from transflow.interface import gettext as _

KINDS = ("paragraph", "heading", "item", "quote")
FIELDS = ("slug", "tags", "summary")


def inserting(insert: Any) -> None:
    """`insert SLUG --after ID --text T|--stdin`."""
    insert.add_argument("slug", metavar="SLUG")
    _behind(insert)
    text = insert.add_mutually_exclusive_group(required=True)
    text.add_argument("--text", metavar="T", help=told("--text"))
    text.add_argument("--stdin", action="store_true", help=told("--stdin"))
    insert.add_argument("--kind", choices=KINDS, default=KINDS[0], help=_("what it is (else a paragraph)"))


def moving(move: Any) -> None:
    """`move SLUG ID --after ID`."""
    move.add_argument("slug", metavar="SLUG")
    move.add_argument("id", metavar="ID")
    _behind(move)


def setting(given: Any) -> None:
    """`set SLUG FIELD --text T`."""
    given.add_argument("slug", metavar="SLUG")
    given.add_argument("field", choices=FIELDS, metavar="FIELD", help=_("slug, tags or summary"))
    given.add_argument("--text", required=True, metavar="T", help=_("what it says; tags with commas between"))
    given.add_argument("--to", metavar="L", help=_("the target language"))


def _behind(command: Any) -> None:
    command.add_argument(
        "--after", required=True, metavar="ID", help=_("the segment behind whose block (the headline’s: at the top)")
    )
    command.add_argument("--why", default="", metavar="W", help=_("what to tell who reviews it"))
    command.add_argument("--to", metavar="L", help=_("the target language"))
