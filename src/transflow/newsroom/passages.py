"""What an engine is shown that reads more than one sentence: the article around it, earlier translations, prompts."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from transflow import engines
from transflow.newsroom import remembering
from transflow.newsroom.room import Newsroom
from transflow.segment import Status
from transflow.workspace.folder import decode
from transflow.workspace.opening import Opened

if TYPE_CHECKING:
    from transflow.memory import Match, Memory, Unit

Reader = Callable[[str], str | None]
_BEST = 5  # matches of a text that are looked at


class Passages:
    """Where each text of some articles stands: at its first occurrence, where there are several. What people have made
    of the article `leaving_out` is not shown."""

    def __init__(self, articles: Sequence[Opened] = (), leaving_out: str = "") -> None:
        self._places: dict[tuple[engines.Pair, str], engines.Place] = {}
        for opened in articles:
            story, pair = _story(opened, opened.article.slug != leaving_out), engines.Pair(opened.source, opened.locale)
            for at, sentence in enumerate(story.sentences):
                self._places.setdefault((pair, sentence.source), engines.Place(story, at))

    def place(self, text: str, pair: "engines.Pair") -> "engines.Place | None":
        """Where a text stands."""
        return self._places.get((pair, text))


def _story(opened: Opened, translated: bool) -> "engines.Story":
    """An article as it is now, where it is to be `translated` with the translations that people stand behind."""
    stood_behind = (Status.TRANSLATED, Status.APPROVED) if translated else ()
    return engines.Story(opened.article.title, tuple(
        engines.Sentence(
            segment.source, segment.target if segment.status in stood_behind and segment.target else None,
            unit.block, segment.kind.value,
        )
        for unit, segment in zip(opened.units, opened.occurrences, strict=True)
    ))  # fmt: skip


class Examples:
    """The memory's matches as examples. What is remembered of an article that must not leave the house (`may_leave`
    says so of its slug) is not among them: a text would leave with another article's."""

    def __init__(self, recall: "Callable[[], Memory]", may_leave: Callable[[str], bool]) -> None:
        self._recall, self._may_leave = recall, lru_cache(None)(may_leave)

    def search(self, texts: Sequence[str], _pair: "engines.Pair", minimum: int) -> "list[list[Match]]":
        """For each text its matches from `minimum` on, best first."""
        return self._recall().search_batch(texts, minimum, _BEST, skip=self._withheld)

    def _withheld(self, unit: "Unit") -> bool:
        slug = remembering.slug_of(unit.document)
        return slug is not None and not self._may_leave(slug)


def reader(room: Newsroom) -> Reader:
    """Reads a file of the newsroom by its name relative to the root: its text, None where there is none. It raises
    WorkspaceError where the name leads out of the folder, and ArticleError where the file is not UTF-8."""

    def read(name: str) -> str | None:
        data = room.workspace.read(name)
        return None if data is None else decode(data, name)

    return read
