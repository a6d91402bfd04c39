"""The grammar of what leaders have decided: `signoff`, `diff`."""

from typing import Any

from transflow.interface import gettext as _


def signing(command: Any) -> None:
    """`signoff SLUG`."""
    command.add_argument("slug", metavar="SLUG")
    command.add_argument("--for", dest="name", required=True, metavar="NAME", help=_("whose decision it is"))
    command.add_argument("--via", required=True, metavar="HOW", help=_("how it came: word, mail, phone"))
    command.add_argument("--note", default="", metavar="N")
    command.add_argument("--to", metavar="L", help=_("the target language"))
    command.add_argument("--source", action="store_true", help=_("not the translation: the source text itself"))


def differing(command: Any) -> None:
    """`diff SLUG`."""
    command.add_argument("slug", metavar="SLUG")
    command.add_argument(
        "--since",
        choices=("signoff", "published"),
        default="signoff",
        help=_("when: at the sign-off, or at publication"),
    )
    command.add_argument("--for", dest="name", metavar="NAME", help=_("whose sign-off (else the last one)"))
    command.add_argument("--to", metavar="L", help=_("the target language"))
    command.add_argument("--json", action="store_true")
