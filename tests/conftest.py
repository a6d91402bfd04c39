"""A newsroom in an empty folder, and its command line, as the tests use them."""

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from transflow.cli import main

settings.register_profile("untimed", deadline=None)  # no test of ours depends on how busy the machine is
settings.load_profile("untimed")

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"  # real news and reference translations, where a developer has them

# Real news may not be put into the repository: these tests run where it lies beside the checkout, and only there.
needs_shared = pytest.mark.skipif(not (SHARED / "data").exists(), reason="the shared test data is not here")


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Desk:
    """A newsroom's folder and its command line. Commands run in this process; `process` starts a real one."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, *arguments: str, by: str = "li", stdin: str | bytes = "", code: int | None = 0) -> Answer:
        """Runs `transflow ARGUMENTS` as `by`; `code` is the exit code it must have (None: any)."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        streams = [io.TextIOWrapper(io.BytesIO(one), encoding="utf-8", newline="") for one in (data, b"", b"")]
        before = sys.stdin, sys.stdout, sys.stderr
        sys.stdin, sys.stdout, sys.stderr = streams
        try:
            result = main(["--workspace", str(self.root), "--as", by, *arguments])
        except SystemExit as stop:
            result = int(stop.code or 0)
        finally:
            sys.stdin, sys.stdout, sys.stderr = before
        out, err = (one.buffer.getvalue().decode() for one in streams[1:] if one.flush() is None)
        if code is not None:
            assert result == code, f"{arguments}: exit code {result}\n{out}\n{err}"
        return Answer(result, out, err)

    def process(self, *arguments: str, by: str = "li", **options: Any) -> "subprocess.Popen[bytes]":
        """Starts a real `transflow ARGUMENTS`."""
        command = [sys.executable, "-m", "transflow", "--workspace", str(self.root), "--as", by, *arguments]
        return subprocess.Popen(command, env={**os.environ, "TRANSFLOW_LANG": "en"}, **options)

    def write(self, slug: str, text: str) -> None:
        """Puts a source file into the newsroom, as an editor does."""
        path = self.root / "articles" / f"{slug}.md"
        path.write_bytes(text.encode())

    def segments(self, slug: str, *arguments: str) -> list[dict[str, Any]]:
        """`show --json`."""
        found: list[dict[str, Any]] = self("show", slug, "--json", *arguments).json
        return found

    def row(self, slug: str) -> dict[str, Any]:
        """The line of the desk about one article."""
        (row,) = self("status", slug, "--json", code=None).json["articles"]
        return dict(row)

    def po(self, slug: str, locale: str = "en") -> Path:
        """The article's PO file."""
        return self.root / "locales" / locale / "LC_MESSAGES" / f"{slug}.po"

    def files(self) -> dict[str, bytes]:
        """Every file that is not derived, by its name."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not path.is_symlink() and ".transflow" not in path.relative_to(self.root).parts
        }


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Messages in English, nobody in particular acting, no settings or models of anybody's and no way out, whatever the
    machine says."""
    monkeypatch.setenv("TRANSFLOW_LANG", "en")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("TRANSFLOW_MODELS", str(tmp_path / "models"))
    monkeypatch.delenv("TRANSFLOW_USER", raising=False)
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9/")  # nobody is there: no test leaves this machine


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty newsroom, Chinese to English."""
    root = tmp_path / "newsroom"
    made = Desk(root)
    made("init", str(root), "--source", "zh_CN", "--target", "en", "--name", "University News")
    return made
