"""Making a new newsroom's folder."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from transflow.errors import WorkspaceError
from transflow.interface import gettext as _
from transflow.settings import FILE, TEMPLATE
from transflow.workspace import disk

IGNORED = ".transflow/\npublic/\n"
# The journal is append-only: two branches' lines are both true.
ATTRIBUTES = "journal/**/*.jsonl merge=union\n"
TERMS_HEADER = "kind,status,abbreviation,pronoun,note"


def create(root: Path, name: str, source: str, targets: Sequence[str], *, starter: bool = False) -> None:
    """Makes the folder of DESIGN §3 at `root`, with the starter termbase if `starter` is wanted (Chinese and English
    alone). Raises WorkspaceError if there is a newsroom already."""
    if (root / FILE).exists():
        raise WorkspaceError(
            root / FILE, _("there is a newsroom here already"), remedy=_("choose another folder, or use this one")
        )
    with disk.trouble(root):
        for folder in ("articles", "memory", *(f"locales/{one}/LC_MESSAGES" for one in (source, *targets))):
            (root / folder).mkdir(parents=True, exist_ok=True)
    if not (root / "locales" / "terms.csv").exists():
        header = ",".join((source, *targets, TERMS_HEADER)) + "\n"
        terms = files("transflow").joinpath("starter", "terms.csv").read_bytes() if starter else header.encode()
        disk.replace(root / "locales" / "terms.csv", terms)
    for file, text in ((".gitignore", IGNORED), (".gitattributes", ATTRIBUTES)):
        present = disk.read(root / file) or b""
        missing = "".join(line for line in text.splitlines(keepends=True) if line.strip().encode() not in present)
        if missing:
            gap = b"" if not present or present.endswith(b"\n") else b"\n"
            disk.replace(root / file, present + gap + missing.encode())
    quoted = ", ".join(f'"{one}"' for one in targets)
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    # Last, because this file is what makes the folder a newsroom.
    disk.replace(root / FILE, TEMPLATE.format(name=escaped, source=source, targets=quoted).encode())
