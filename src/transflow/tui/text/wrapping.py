"""A text field's document laid out by our own line breaks (Textual's own let `，` begin a line)."""

from textual.document._document import DocumentBase, Location
from textual.document._wrapped_document import WrappedDocument

from transflow.tui.text.breaking import breaks


class Wrapped(WrappedDocument):
    """Textual's wrapped document for a field of few lines without tabs: whatever is edited, all is laid out anew, which
    for a segment takes less than keeping account of what has changed."""

    def __init__(self, document: DocumentBase) -> None:
        super().__init__(document)

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Lays out every line for `width` cells (0: lines are not broken)."""
        self._width = width
        self._tab_width = tab_width or self._tab_width
        self._wrap_offsets = [breaks(line, width) for line in self.document.lines]
        self._tab_width_cache = [[] for _line in self._wrap_offsets]
        self._offset_to_line_info = [
            (number, section) for number, ends in enumerate(self._wrap_offsets) for section in range(len(ends) + 1)
        ]
        self._line_index_to_offsets = [[] for _line in self._wrap_offsets]
        for offset, (number, _section) in enumerate(self._offset_to_line_info):
            self._line_index_to_offsets[number].append(offset)

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Called after an edit."""
        del start, old_end, new_end
        self.wrap(self._width)
