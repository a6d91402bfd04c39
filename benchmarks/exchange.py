"""Measures bringing and giving out a memory: `uv run python benchmarks/exchange.py --megabytes 60`.

A TMX of nonsense with the statistics of news is made (`benchmarks/newsroom.py`), in the shape of another tool, with
codes in every third segment. Each step runs in a process of its own; "grown by" is what its peak of resident memory is
above that of the same step with a file of one unit.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from newsroom import sentence  # beside this file

from transflow.interchange import encodings
from transflow.memory import files, tables, tmx
from transflow.memory.entry import Entry

HEAD = (
    '<?xml version="1.0" encoding="{encoding}"?>\n<tmx version="1.4"><header creationtool="x" creationtoolversion="1" '
    'segtype="sentence" o-tmf="x" adminlang="en" srclang="zh-CN" datatype="xml"/>\n<body>\n'
)
PAIR = ("zh_CN", "en")


def make(path: Path, megabytes: int, encoding: str = "utf-8") -> None:
    """A TMX of that size (0: of one unit)."""
    rng = random.Random(7)
    with path.open("w", encoding=encoding) as out:
        out.write(HEAD.format(encoding=encoding))
        number = 0
        while number == 0 or out.tell() < megabytes * 1_000_000:
            text = sentence(rng)
            if number % 3 == 0:
                text = f'<bpt i="1" type="bold">&lt;b&gt;</bpt>{text[:4]}<ept i="1">&lt;/b&gt;</ept>{text[4:]}'
            out.write(
                f'<tu changeid="li" changedate="20260102T030405Z"><tuv xml:lang="zh-CN"><seg>{text}</seg></tuv>'
                f'<tuv xml:lang="en-GB"><seg>{number} {text}</seg></tuv></tu>\n'
            )
            number += 1
        out.write("</body></tmx>\n")


def read_tmx(path: Path) -> int:
    """How many units the reader hands out."""
    return sum(isinstance(one, Entry) for one in tmx.entries(files.chunks(path), path.name, [PAIR]))


def read_tsv(path: Path) -> int:
    """The same of a table, its encoding found out first."""
    encoding = encodings.of_text(lambda: files.chunks(path), path.name)
    return sum(1 for _one in tables.entries(files.chunks(path), path.name, [PAIR], encoding, tabs=True))


def command(*arguments: str) -> int:
    """A command of transflow in this process."""
    from transflow.cli import main

    return main(list(arguments))


def measured(step: str, *arguments: str) -> dict[str, float]:
    """Seconds and megabytes (peak of resident memory) of a step in a process of its own."""
    done = subprocess.run([sys.executable, __file__, "--step", step, *arguments], capture_output=True, check=True)
    found: dict[str, float] = json.loads(done.stderr.decode().splitlines()[-1])
    return found


def step(arguments: list[str]) -> None:
    """What such a process does."""
    (name, *rest) = arguments
    start = time.process_time()
    if name == "command":
        assert command(*rest) == 0
    else:
        {"tmx": read_tmx, "tsv": read_tsv}[name](Path(rest[0]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": time.process_time() - start, "peak": peak}), file=sys.stderr)


def main() -> None:
    """Prints a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=60)
    parser.add_argument("--only", action="append", metavar="STEP", help="a row of the table (may be repeated)")
    parser.add_argument("--step", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        step(given.step)
        return
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), given.megabytes, given.only)


def run(folder: Path, megabytes: int, only: list[str] | None) -> None:
    """Each step (or `only` those; a step needs what those before it have made) with a file of one unit and with a
    large one."""
    rows: dict[str, list[dict[str, float]]] = {}
    for size in (0, megabytes):
        base = folder / str(size)
        base.mkdir()
        make(base / "a.tmx", size)
        if only is None or "read TMX, GB18030" in only:
            make(base / "b.tmx", size, "gb18030")
        room = ["--workspace", str(base / "room"), "--as", "li"]
        subprocess.run([sys.executable, "-m", "transflow", "init", str(base / "room")], check=True, capture_output=True)
        steps = [
            ("read TMX, UTF-8", "tmx", str(base / "a.tmx")), ("read TMX, GB18030", "tmx", str(base / "b.tmx")),
            ("memory import", "command", *room, "memory", "import", str(base / "a.tmx")),
            ("memory export, TMX", "command", *room, "memory", "export", "-o", str(base / "out.tmx")),
            ("memory export, TSV", "command", *room, "memory", "export", "-o", str(base / "out.tsv")),
            ("read TSV", "tsv", str(base / "out.tsv")),
            ("memory stats --origins", "command", *room, "memory", "stats", "--origins"),
        ]  # fmt: skip
        for name, kind, *arguments in (one for one in steps if only is None or one[0] in only):
            rows.setdefault(name, []).append(measured(kind, *arguments))
    print(f"{megabytes} MB\n\n| | CPU s | peak MB | grown by MB |\n|---|---|---|---|")
    for name, (small, large) in rows.items():
        print(f"| {name} | {large['seconds']:.1f} | {large['peak']:.0f} | {large['peak'] - small['peak']:.1f} |")


if __name__ == "__main__":
    main()
