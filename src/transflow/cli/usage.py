"""What argparse says of usage, in the user's language; what arguments mean that mean the same everywhere; and the
command that was probably meant.

argparse asks gettext for each of its messages, in a domain of its own that no system has a Chinese catalogue of. Here
it asks the interface's.
"""

import argparse
from collections.abc import Collection
from typing import Any, Protocol

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


# What an argument is where its command says nothing else of it, by its first name or its place-holder.
HELPS = {
    "SLUG": mark("the article’s slug (`transflow status` lists them)"),
    "slug": mark("the article’s slug (`transflow status` lists them)"),
    "ID": mark("the segment’s id, or how it begins (`transflow show SLUG` lists them)"),
    "FILE": mark("a file"),
    "DIR": mark("the folder"),
    "TEXT": mark("the text"),
    "CHECK": mark("the name of the check"),
    "OFFSET": mark("behind how many characters of the source"),
    "PAIR": mark("from which language into which: zh-en"),
    "NAME": mark("the name of a brought memory (`transflow memory stats` lists them)"),
    "--json": mark("one JSON document on stdout, for programs"),
    "--why": mark("the reason"),
    "--note": mark("what to mend"),
    "--limit": mark("no more than this many"),
    "--output": mark("the file to write (else stdout)"),
    "--lang": mark("the language of the text"),
    "--slug": mark("what the article is to be called (else after its headline)"),
    "--source": mark("the language of the articles"),
    "--target": mark("a language they are translated into (may be given again)"),
    "--name": mark("what it is called"),
    "--stage": mark("only articles of this stage (may be given again)"),
    "--require": mark("exit code 1 while any article is before this stage"),
    "--all": mark("all that there are"),
    "--format": mark("what kind of file"),
    "--text": mark("the text"),
    "--stdin": mark("the text from stdin"),
}


class Parser(argparse.ArgumentParser):
    """A parser whose arguments say what they are, if only in the words of `HELPS`."""

    def add_argument(self, *names: str, **options: Any) -> argparse.Action:
        """As argparse's; `help` is looked up where none is given."""
        known = told(names[0], str(options.get("metavar")))
        return super().add_argument(*names, **({"help": known, **options} if known else options))


class Ask(Protocol):
    """Makes the parser of a command inside of another one: `terms add`."""

    def __call__(self, name: str, help_: str, /) -> argparse.ArgumentParser: ...


def told(*names: str) -> str | None:
    """What an argument of the first known of `names` is; None where none is known."""
    known = next((HELPS[name] for name in names if name in HELPS), None)
    return known and _(known)


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
