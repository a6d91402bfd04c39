"""The newsroom that a command is about, and who acts in it."""

import argparse
import os
from pathlib import Path

from transflow.newsroom.room import Newsroom, open_newsroom


def newsroom_of(arguments: argparse.Namespace) -> Newsroom:
    """The nearest newsroom at or above --workspace, else here. Who acts is asked only when somebody does: git takes
    some milliseconds to say it.

    Raises WorkspaceError where there is none.
    """
    return open_newsroom(Path(arguments.workspace or os.curdir), lambda: actor(arguments))


def actor(arguments: argparse.Namespace) -> str:
    """Who acts: --as, `TRANSFLOW_USER`, git's user.name, the login (DESIGN §7)."""
    named = arguments.as_ or os.environ.get("TRANSFLOW_USER", "")
    if named.strip():
        return str(named).strip()
    import getpass  # both only where they are needed: `status` asks for nobody, and they take 5 ms
    import subprocess

    try:
        git = subprocess.run(
            ["git", "-C", arguments.workspace or os.curdir, "config", "user.name"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if git.returncode == 0 and git.stdout.strip():
            return git.stdout.strip()
    except OSError:  # no git here; the login will do
        pass
    return getpass.getuser()
