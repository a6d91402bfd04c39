"""The preview: the source beside the translation, paragraph by paragraph, as they would be read."""

from typing import ClassVar

from rich.text import Text

from transflow.interface import mark as N_
from transflow.newsroom import owning
from transflow.newsroom.reading import View
from transflow.tui import keys
from transflow.tui.editor.flow import plain
from transflow.tui.editor.pages import GUTTER
from transflow.tui.editor.readers import Reader
from transflow.tui.editor.stopping import stops

_TWO = 100  # cells from which two columns stand beside one another
_EDGE = 1  # empty cells left of them
_BELOW = 6  # lines of the panel below (`#told`)
_LOST = 12  # cells of a line that its last word may leave empty


class PreviewScreen(Reader):
    """Source and target; in a narrow terminal the target, with the source of the present segment below."""

    BINDINGS = keys.bindings(keys.READING)
    NAME: ClassVar[str] = N_("Preview")

    def columns(self) -> tuple[bool, int]:
        """Two columns where there is room for both."""
        if self.size.width < _TWO:
            return False, self.measure()
        return True, self.measure(_EDGE + GUTTER, columns=2)

    def told(self, view: View) -> Text:
        """In one column the source of the segment under the cursor is said below."""
        if self.size.width >= _TWO:
            return super().told(view)
        if view.segment.own:
            return Text(owning.told(self.sheet.opened, view.segment), "italic")
        source = plain(stops(self.sheet)[self.stop].unit, view.segment.source)
        source.truncate(_BELOW * max(1, self.size.width - _LOST), overflow="ellipsis")
        return source
