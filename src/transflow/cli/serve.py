"""`serve`: the terminal UI in a browser."""

import argparse
import os
import sys
from importlib import import_module

from transflow.cli.desk import DRIVER, SERVED
from transflow.cli.opening import newsroom_of

# The third face; imported only when it is wanted, for a web server takes a quarter of a second.
FACES = {"serve": "transflow.serving.server:run"}
TOKEN = "TRANSFLOW_TOKEN"  # the same as --token, but not for everybody's eyes in the list of processes


def serve(arguments: argparse.Namespace) -> int:
    """`serve [--host H] [--port P] [--token T]`: until Ctrl+C."""
    room = newsroom_of(arguments)
    root = str(room.workspace.root.resolve())
    environment = {name: value for name, value in os.environ.items() if name != TOKEN}
    module, function = FACES["serve"].split(":")
    return int(
        getattr(import_module(module), function)(
            title=room.settings.name,
            actor=room.actor,
            command=(sys.executable, "-m", "transflow", "--workspace", root, "--as", room.actor, "ui"),
            environment={**environment, DRIVER: SERVED, "TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "truecolor"},
            host=arguments.host,
            port=arguments.port,
            token=arguments.token if arguments.token is not None else os.environ.get(TOKEN),
        )
    )
