"""The documents lead where they say: pages, decisions, files of the repository."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^()\s]+)\)|!\[[^\]\n]*\]\(([^()\s]+)\)")
DECISION = re.compile(r"decisions?[/ ]([0-9]{4}[\w-]*(?:\.md)?)")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]

CODE = ("src", "tests", "tools", "benchmarks")


def prose(path: Path) -> str:
    """A page without its code."""
    return re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def anchor(heading: str) -> str:
    """What a heading is called in a link, as GitHub makes it."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def links(path: Path) -> Iterator[str]:
    for match in LINK.finditer(prose(path)):
        address = match[1] or match[2]
        if not re.match(r"[a-z]+:", address):
            yield address


def test_every_link_of_the_documents_leads_somewhere() -> None:
    wrong, seen = [], 0
    for path in PAGES:
        for address in links(path):
            seen += 1
            name, _hash, part = address.partition("#")
            there = (path.parent / name).resolve() if name else path
            if not there.exists():
                wrong.append(f"{path.relative_to(ROOT)}: {address}")
            elif part and there.suffix == ".md":
                lines = there.read_text(encoding="utf-8").splitlines()
                if part not in {anchor(one.lstrip("#")) for one in lines if one.startswith("#")}:
                    wrong.append(f"{path.relative_to(ROOT)}: {address}")
    assert seen > 100
    assert not wrong


def test_every_decision_that_is_named_is_there() -> None:
    code = (path for folder in CODE for path in (ROOT / folder).rglob("*.py"))
    wrong, seen = [], 0
    for path in (*PAGES, *code):
        for found in DECISION.findall(path.read_text(encoding="utf-8")):
            seen += 1
            if not (ROOT / "docs/decisions" / found).is_file():
                wrong.append(f"{path.relative_to(ROOT)}: {found}")
    assert seen > 10
    assert not wrong


def test_decisions_are_numbered_without_a_gap() -> None:
    pages = sorted((ROOT / "docs/decisions").glob("*.md"))
    for number, path in enumerate(pages, 1):
        assert path.name.startswith(f"{number:04}-")
        assert path.read_text(encoding="utf-8").startswith(f"# {number}. ")


def test_every_page_is_named_in_the_readme() -> None:
    here = {page.relative_to(ROOT).as_posix() for page in (ROOT / "docs").glob("*.md")}
    assert here <= {address.partition("#")[0] for address in links(ROOT / "README.md")}
