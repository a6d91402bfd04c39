"""Files that come back: which kind each is, by its content, and what reads it. One lazy table, kind by kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from transflow.errors import HandbackError, UsageError
from transflow.handback import Handback
from transflow.interchange.signature import signature
from transflow.interface import gettext as _
from transflow.interface import mark
from transflow.newsroom import succeeding
from transflow.newsroom.room import Newsroom
from transflow.workspace import disk, opening


@dataclass(frozen=True, slots=True)
class Kind:
    """What people call files of this kind, and who reads them: `module:function`, (newsroom, bytes, the file's name) →
    hand-backs. A reader changes nothing; it raises HandbackError or ArticleError for a file that is no good."""

    called: str
    reader: str


# what `signature` says of the file → its kind
KINDS: Mapping[str, Kind] = {
    "docx:reading": Kind(mark("reading copies (Word)"), "transflow.newsroom.readingback:read"),
    "docx:review": Kind(mark("review tables (Word)"), "transflow.newsroom.bilingualfiles:read_review"),
    "xliff 1": Kind("XLIFF", "transflow.newsroom.bilingualfiles:read_xliff"),
    "xliff 2": Kind("XLIFF", "transflow.newsroom.bilingualfiles:read_xliff"),
    "po": Kind("PO", "transflow.newsroom.pofiles:read"),
}
LIMIT = 100_000_000  # bytes, as of an article that is taken in
Reader = Callable[[Newsroom, bytes, str], Sequence[Handback]]


def read(room: Newsroom, paths: Sequence[Path]) -> list[Handback]:
    """What came back in these files; nothing is changed.

    Raises HandbackError, ArticleError, CatalogError or WorkspaceError, naming the file and what to do, for the first
    that is no good, or that is about no article of this newsroom.
    """
    found = [_followed(room, one) for path in paths for one in _read(room, path)]
    for one in found:
        _known(room, one)
    return found


def _read(room: Newsroom, path: Path) -> Sequence[Handback]:
    data = disk.read(path, LIMIT)
    if data is None:
        raise HandbackError(path, _("there is no such file"))
    what = signature(data, str(path))
    kind = KINDS.get(what)
    if what.startswith("tmx"):
        raise HandbackError(
            path, _("a TMX file is a memory, and says of no article that it is its own"),
            remedy=_("`transflow memory import` takes it in; `transflow translate` puts its matches in"),
        )  # fmt: skip
    if kind is None:
        raise HandbackError(
            path, _("it is no file that was sent out from here"),
            remedy=_("what can come back: {kinds}; new articles are taken in with `transflow add`").format(
                kinds=", ".join(sorted({_(one.called) for one in KINDS.values()}))
            ),
        )  # fmt: skip
    module, function = kind.reader.split(":")
    reader: Reader = getattr(import_module(module), function)
    return reader(room, data, str(path))


def _followed(room: Newsroom, back: Handback) -> Handback:
    """The same, about the article that has another slug since the file went out."""
    if back.slug in room.workspace.slugs():
        return back
    return replace(back, slug=succeeding.heir(room, back.slug) or back.slug)


def _known(room: Newsroom, back: Handback) -> None:
    """Raises HandbackError where the newsroom has no such article, or it does not go to that language."""
    try:
        opening.open_target(room.workspace, back.slug, back.locale)
    except UsageError as error:
        raise HandbackError(
            back.file, _("it is about “{slug}” in {language}: {problem}").format(
                slug=back.slug, language=back.locale, problem=error.problem
            ),
            remedy=error.remedy,
        ) from error  # fmt: skip
