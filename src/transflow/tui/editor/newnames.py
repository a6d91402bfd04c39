"""New names beside the segment: people whom the termbase does not know yet, looked for in a thread."""

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.timer import Timer

from transflow.newsroom import mending
from transflow.segment import Segment
from transflow.terms import Occurrence
from transflow.terms.evidence import Candidate
from transflow.tui import keys
from transflow.tui.editor import panels
from transflow.tui.editor.spelling import Spelling

_REST = 0.5  # seconds without a change before names are looked for
_SHARE = 0.002  # and as long for each segment: 0.15 ms are spent on it


def _without(text: str, longer: Iterable[str]) -> str:
    """`text` without the names `longer`; a name is not longer than itself."""
    names = sorted(longer, key=len)[1:]
    for name in reversed(names):
        text = text.replace(name, "\n")
    return text


class NewNames(Spelling):
    """Keeps `names`, those of the whole article as it is on disk after every act (None: being looked for)."""

    names: tuple[Candidate, ...] | None = None
    _naming: Timer | None = None

    def on_mount(self) -> None:
        self.lookup.names(self._named)

    def replaced(self, segment: Segment) -> None:
        super().replaced(segment)
        self._look_for_names()

    def reload(self, keep: str | None = None) -> None:
        super().reload(keep)
        self._look_for_names()

    def _look_for_names(self) -> None:
        """Once nobody has changed anything for a while: the thread reads the whole article, and would be felt."""
        if self._naming is not None:
            self._naming.stop()
        rest = max(_REST, _SHARE * len(self.sheet.views))
        self._naming = self.set_timer(rest, lambda: self.lookup.names(self._named))

    def side(self, hits: Sequence[Occurrence]) -> Text:
        view = self._typed or self.sheet.views[self.place]
        add, fix = (keys.key(self.app, f"editor.{one}") for one in ("add_term", "fix"))
        text = self.typed if self._typed else view.segment.target
        fixes = mending.offered(self.room, self.sheet, view, text)
        return panels.side(view, self.aid, hits, self.locale, self.room.local, self.new_names(), add, fixes, fix)

    def new_names(self) -> list[Candidate]:
        """The names in the present segment that the termbase does not know, the surest first. A name that stands here
        only as a part of another (王建 in 王建国) is not one of them."""
        if self.view is None:
            return []
        here = [one for one in self.names or () if self.view.segment.id in one.places]
        text = self.view.source
        alone = {one.name: _without(text, (other.name for other in here if one.name in other.name)) for one in here}
        return [one for one in here if one.name in alone[one.name]]

    def _named(self, found: tuple[Candidate, ...]) -> None:
        """They are there (from another thread)."""

        def show() -> None:
            if self.is_whole and found != self.names:
                before, self.names = self.new_names(), found
                if self.new_names() != before:
                    self.present()

        if self.is_running:
            self.app.call_from_thread(show)
