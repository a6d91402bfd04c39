"""What argparse says of wrong usage, in the user's language; and the command that was probably meant.

argparse asks gettext for each of its messages, in a domain of its own that no system has a Chinese catalogue of. Here
it asks the interface's.
"""

import argparse
from collections.abc import Collection

from transflow.interface import gettext as _
from transflow.interface import mark, ngettext

# What argparse says where a command line of ours brings it about: marked here, as it stands in no module of ours.
MESSAGES = (
    mark("usage: "),
    mark("positional arguments"),
    mark("options"),
    mark("show this help message and exit"),
    mark("show program's version number and exit"),
    mark("%(prog)s: error: %(message)s\n"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("unrecognized arguments: %s"),
    mark("not allowed with argument %s"),
    mark("ignored explicit argument %r"),
    mark("the following arguments are required: %s"),
    mark("one of the arguments %s is required"),
    mark("expected one argument"),
    mark("expected at least one argument"),
    mark("ambiguous option: %(option)s could match %(matches)s"),
    mark("invalid %(type)s value: %(value)r"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
)


def speak() -> None:
    """From now on argparse speaks as `interface` does. Its two module names are the only seam it has: it takes no
    translations as an argument, and reads `gettext`'s global domain, which is not ours to change."""
    argparse._ = _  # type: ignore[attr-defined]
    argparse.ngettext = ngettext  # type: ignore[attr-defined]


def unknown(command: str, known: Collection[str]) -> str:
    """What to say of a `command` that is none of the `known` ones."""
    import difflib  # 5 ms, and only a mistake needs it

    near = difflib.get_close_matches(command, sorted(known), n=1, cutoff=0.5)
    if near:
        return _("there is no command “{command}”: is “{near}” meant?").format(command=command, near=near[0])
    return _("there is no command “{command}”: `transflow --help` names them all").format(command=command)
