"""Which files are an article and its translation: two that are named, those of a folder by their names, or a list."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from transflow import intake, language
from transflow.errors import LanguageError, UsageError, WorkspaceError
from transflow.interchange import sheets
from transflow.interface import gettext as _
from transflow.newsroom.arriving import MARKDOWN
from transflow.workspace import disk
from transflow.workspace.folder import ARTICLE_LIMIT

_LIST = ".csv"
Pairs = tuple[tuple[Path, Path], ...]


def pairs(paths: Sequence[Path], source: str) -> tuple[Pairs, tuple[str, ...]]:
    """The pairs of files that `paths` mean (two files; a folder; a list, `.csv`), an article in `source` first where
    names decide; and the files of a folder that are in no pair.

    In a folder `x.zh.docx` and `x.en.html` are a pair. A list has two columns, the article and its translation, by
    names relative to it. Raises UsageError for anything else, WorkspaceError for what is not there, MemoryFileError for
    a list that is no CSV.
    """
    if len(paths) == 1 and paths[0].is_dir():
        return _named(paths[0], source)
    if len(paths) == 1 and paths[0].suffix.lower() == _LIST:
        return _listed(paths[0]), ()
    if len(paths) == 2:
        return ((paths[0], paths[1]),), ()
    raise UsageError(
        "--pair", _("two files are a pair, an article and its translation"),
        remedy=_("name two files, a folder of files like x.zh.docx and x.en.html, or a list of pairs (.csv)"),
    )  # fmt: skip


def _named(folder: Path, source: str) -> tuple[Pairs, tuple[str, ...]]:
    found: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    passed: list[Path] = []
    for path in disk.entries(folder):
        stem, _dot, tag = path.stem.rpartition(".")
        locale = _locale(tag)
        if path.name.startswith((".", "~$")):
            continue
        if stem and locale and (intake.reads(path.name) or path.suffix.lower() in MARKDOWN):
            found[stem].append((locale, path))
        else:
            passed.append(path)
    made = []
    for some in found.values():
        ours = [path for locale, path in some if language.base(locale) == language.base(source)]
        theirs = [path for locale, path in some if language.base(locale) != language.base(source)]
        if len(ours) == len(theirs) == 1:
            made.append((ours[0], theirs[0]))
        else:  # nobody can say which two belong together
            passed += [path for _locale_, path in some]
    return tuple(made), tuple(map(str, sorted(passed)))


def _locale(tag: str) -> str:
    try:
        return language.parse(tag) if tag else ""
    except LanguageError:
        return ""


def _listed(path: Path) -> Pairs:
    data = disk.read(path, ARTICLE_LIMIT)
    if data is None:
        raise WorkspaceError(path, _("there is no such file"), remedy=_("look at the name"))
    made = []
    for line, cells in sheets.rows([data], str(path), "utf-8", tabs=False):
        names = [cell.strip() for cell in cells]
        if not any(names):
            continue
        if len(names) != 2 or not all(names):
            raise WorkspaceError(
                f"{path}:{line}", _("two names are wanted, of an article and of its translation"),
                remedy=_("write them in two columns, relative to the folder of the list"),
            )  # fmt: skip
        made.append((path.parent / names[0], path.parent / names[1]))
    return tuple(made)
