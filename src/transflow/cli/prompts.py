"""`prompt`: what a language model is told."""

import argparse

from transflow.cli.opening import newsroom_of
from transflow.errors import UsageError
from transflow.interface import gettext as _
from transflow.newsroom import prompting


def prompt(arguments: argparse.Namespace) -> int:
    """`prompt [SLUG]`: the prompt in force, or the requests for an article, of which none is sent; `--write` writes the
    program's own files where the newsroom has none yet, and prints their names."""
    room = newsroom_of(arguments)
    if arguments.write:
        if arguments.slug:
            raise UsageError("prompt", _("--write is for the prompt, not for an article"))
        for name in prompting.write(room, arguments.to):
            print(name)
    elif arguments.slug:
        for number, messages in enumerate(prompting.requests(room, arguments.slug, arguments.to, arguments.engine), 1):
            for message in messages:
                print(_("— request {n}, {role} —").format(n=number, role=message["role"]))
                print(message["content"])
    else:
        print(prompting.in_force(room, arguments.to, arguments.engine), end="")
    return 0
