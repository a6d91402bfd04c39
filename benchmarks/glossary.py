"""Measures bringing and giving out a termbase: `uv run python benchmarks/glossary.py --concepts 50000`.

A TBX in the shape of a large public termbase is made: ten languages a concept. In one file every concept is in Chinese
and English too, in the other only the first. Each command runs in a process of its own.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc>'
    "<p>x</p></sourceDesc></fileDesc></martifHeader>\n<text><body>\n"
)
OTHERS = ("de", "fr", "es", "it", "pl", "pt", "nl", "sv")


def make(path: Path, concepts: int, *, ours: bool) -> None:
    """A TBX of so many concepts; `ours`: all of them in the languages that are wanted, not only the first."""
    with path.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for number in range(concepts):
            out.write(f'<termEntry id="T-{number}"><descrip type="subjectField">{number % 100}</descrip>\n')
            for tag in (*OTHERS, "en", "zh") if ours or not number else OTHERS:
                term = f"术语{number}" if tag == "zh" else f"term number {number}"
                out.write(
                    f'<langSet xml:lang="{tag}"><tig><term>{term}</term><termNote type="termType">fullForm</termNote>'
                    '<descrip type="reliabilityCode">3</descrip></tig></langSet>\n'
                )
            out.write("</termEntry>\n")
        out.write("</body></text></martif>\n")


def measured(room: Path, *arguments: str) -> tuple[float, float]:
    """CPU seconds and the peak of resident memory in MB of one command."""
    command = [sys.executable, "-m", "transflow", "--workspace", str(room), "--as", "li", "terms", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    assert not status, command
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def run(folder: Path, concepts: int) -> None:
    """Prints a table in Markdown."""
    make(folder / "one.tbx", concepts, ours=False)
    make(folder / "all.tbx", concepts, ours=True)
    room = folder / "room"
    subprocess.run([sys.executable, "-m", "transflow", "init", str(room)], check=True, capture_output=True)
    size = (folder / "all.tbx").stat().st_size / 1e6
    print(f"{concepts} concepts, {size:.0f} MB; load {os.getloadavg()[0]:.1f}\n\n| | CPU s | peak MB |\n|---|---|---|")
    for name, *arguments in (
        ("import, one concept in our languages", "import", str(folder / "one.tbx")),
        ("import, all concepts in our languages", "import", str(folder / "all.tbx")),
        ("the same again (all there already)", "import", str(folder / "all.tbx")),
        ("export, TBX", "export", "-o", str(folder / "out.tbx")),
        ("export, CSV", "export", "-o", str(folder / "out.csv")),
        ("import of that CSV", "import", str(folder / "out.csv")),
    ):
        seconds, peak = measured(room, *arguments)
        print(f"| {name} | {seconds:.1f} | {peak:.0f} |", flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--concepts", type=int, default=50_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), given.concepts)


if __name__ == "__main__":
    main()
