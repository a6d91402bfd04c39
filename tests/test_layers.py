"""Imports point down (DESIGN §5): this test reads every module and holds the table."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "transflow"

# From the bottom up. The words stand on one another in the order given; in every other row neighbours do not know
# each other. A package is one room: its own modules may import one another, without circles.
ROWS = (
    ("errors",), ("interface",), ("language",), ("script",), ("slug",), ("segment",), ("act",), ("own",), ("article",), ("manuscript",), ("handback",),
    ("settings", "workflow"),
    ("interchange",),
    ("formats", "segmentation", "catalog", "memory", "terms", "engines", "checks", "publish", "intake", "bilingual", "pictures", "journal", "index", "difference", "scoring", "alignment", "word", "delivery"),
    ("workspace",),
    ("newsroom",),
    ("cli", "tui", "serving"),
)  # fmt: skip
ROW = {name: number for number, row in enumerate(ROWS) for name in row}
STANDALONE = {"__init__", "__main__"}

MODULES = sorted(SOURCE.rglob("*.py"))


def room(module: str) -> str:
    """`transflow.memory.tmx` → `memory`; the package itself is "" (its version only)."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def name_of(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = frozenset(name_of(path) for path in MODULES)


def imports(path: Path) -> Iterator[tuple[ast.stmt, str, bool]]:
    """(statement, module imported, whether inside a function) for each import, type-checking ones included."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(inner)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name, id(node) in inside
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            assert node.module
            if node.module == "transflow":
                for alias in node.names:
                    yield node, f"transflow.{alias.name}", id(node) in inside
            else:
                for alias in node.names:
                    inner = f"{node.module}.{alias.name}"
                    yield node, inner if inner in NAMES else node.module, id(node) in inside


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    here = room(name_of(path))
    for node, module, deferred in imports(path):
        where = f"{path.relative_to(SOURCE)}:{node.lineno} imports {module}"
        top = module.split(".")[0]
        if top == "textual":
            assert here == "tui", f"{where}: Textual stays in tui/"
        if top != "transflow":
            continue
        there = room(module)
        if there in ("", "__version__") or here in STANDALONE or there == here or here == "":
            continue
        assert there in ROW, f"{where}: which row is {there}?"
        assert here in ROW, f"{path}: which row is {here}?"
        assert ROW[there] < ROW[here], f"{where}: upward or sideways"
        assert not deferred or (here, there) in LAZY, f"{where}: deferred"


# Start-up decides whether `status` may be asked by a script in a loop; these are the doors behind which the parser
# and polib wait until an article must really be read (DESIGN §7, "warm `status` imports no polib, babel or YAML").
LAZY: set[tuple[str, str]] = (
    set()
)  # nothing: what is heavy is named in the lazy tables (MAKER, COMMANDS, FACES, ENGINES)


def test_no_circles() -> None:
    graph = {
        name_of(path): {module for _node, module, _deferred in imports(path) if module.startswith("transflow")}
        for path in MODULES
    }
    known = set(graph)

    def targets(module: str) -> set[str]:
        return {one if one in known else one.rpartition(".")[0] for one in graph[module]} & known - {module}

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, "a circle: " + " → ".join((*trail[trail.index(module) :], module))
        if module not in done:
            for one in sorted(targets(module)):
                visit(one, (*trail, module))
            done.add(module)

    done: set[str] = set()
    for module in sorted(graph):
        visit(module, ())
