"""A process that has done every kind of work once, from which tests fork the ones that they kill."""

import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from tests.conftest import Desk
from transflow.cli import main


def _work() -> None:
    """An article from draft to page in a folder of its own: what is loaded at first use is loaded then."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "newsroom")
        desk("init", str(desk.root), "--source", "zh_CN", "--target", "en")
        desk.write("a", "# 新闻\n")
        desk("translate", "a", "--engine", "pseudo")
        (segment,) = desk.segments("a")
        desk("edit", "a", segment["id"], "--text", "News")
        desk("approve", "a", segment["id"], by="wang")
        desk("publish", "a")


STEPS = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.truncate"})


class Steps:
    """Counts what this process does to the files under `root`, and kills it before the one numbered `last` (0: never).

    A step is a file opened for writing, renamed, removed or made: what Python's audit events tell of.
    """

    def __init__(self, root: str, last: int) -> None:
        self.root, self.last, self.number = root, last, 0

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (writes or event in STEPS) and os.fsdecode(str(arguments[0])).startswith(self.root):
            self.number += 1
            if self.number == self.last:
                os.kill(os.getpid(), signal.SIGKILL)


def run(words: Sequence[str], told: str, root: str, last: int, begun: "Connection[object, object]") -> None:
    """Runs `transflow WORDS` with stdout in the file `told` and ends this process with its exit code, as a process of
    its own would, or is killed before the step `last`; says on `begun` when it begins, and how many steps it took."""
    os.environ["TRANSFLOW_LANG"] = "en"
    os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    sys.stdout, sys.stderr = (os.fdopen(one, "w", encoding="utf-8", closefd=False) for one in (1, 2))
    begun.send("begun")
    steps = Steps(root, last)
    sys.addaudithook(steps)
    code = main(words)
    sys.stdout.flush()
    begun.send(steps.number)
    os._exit(code)


_work()
