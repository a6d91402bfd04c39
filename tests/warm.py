"""A process that has done every kind of work once, from which tests fork the ones that they kill."""

import os
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


def run(words: Sequence[str], told: str, begun: Connection) -> None:
    """Runs `transflow WORDS` with stdout in the file `told` and ends this process with its exit code, as a process of
    its own would; says on `begun` when it begins."""
    os.environ["TRANSFLOW_LANG"] = "en"
    os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    sys.stdout, sys.stderr = (os.fdopen(one, "w", encoding="utf-8", closefd=False) for one in (1, 2))
    begun.send("begun")
    code = main(words)
    sys.stdout.flush()
    os._exit(code)


_work()
